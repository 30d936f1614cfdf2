"""The sections of the brief: each puts one part of a dossier into entries, what matters most first."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from servanda.ledger.bodies import Body, Session
from servanda.ledger.dossier import Dossier, Named
from servanda.ledger.encounters import Encounter
from servanda.ledger.people import Person, Post
from servanda.ledger.rows import span
from servanda.ledger.statements import Source, Statement
from servanda.model.amounts import amount_words
from servanda.report.wording import code_words, date_words, party_name

_WORDS = 150  # characters of a quote, where not all is asked for
_FRESH = datetime.timedelta(days=365)  # a plan without a day is still one
#: Sorts of event that are no encounter of anybody: last in their section.
_MINOR = frozenset({"statement", "briefing", "other", "telegram", "performance", "election", "invitation"})
_OPEN = ("overdue", "open", "underway", "silent")
_FINDINGS = ("contradiction", "doubt", "mirror", "difference", "pace")
#: Indicators that come before the others, in this order.
_FIRST = ("trade_turnover", "exports", "imports", "fdi", "gross_investment", "freight_volume")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to be: strong words, the rest, the quote that it ends in, the sources, and the figure that it tells."""

    strong: str
    rest: str
    sources: tuple[Source, ...]
    quote: str = ""
    figure: str = ""

    def text(self, *, full: bool) -> str:
        """The rest with the quote, which is cut unless all is asked for."""
        words = " ".join(self.quote.split())
        if not full and len(words) > _WORDS:
            words = words[:_WORDS].rsplit(" ", 1)[0] + " …"
        return f"{self.rest} «{words}»".strip() if words else self.rest


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, how its entries are made, how many the short paper has at the most and keeps at the least."""

    title: str
    entries: Callable[[Dossier], Iterator[Entry]]
    most: int
    least: int
    has_series: bool = False
    #: Of promises: what became of those that are counted.
    fates: tuple[str, ...] = ()

    def left(self, dossier: Dossier, entries: int, shown: int) -> int:
        """How many there are beside those shown: the dossier of a short paper counts more promises than it holds."""
        return max(entries, sum(dossier.fates.get(fate, 0) for fate in self.fates)) - shown


def party(name: str) -> str:
    """The English name of a state or bloc; any other name as it is."""
    return party_name(name) or name


def _sources(*statements: Statement) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(statement.source for statement in statements))


def relations(dossier: Dossier) -> Iterator[Entry]:
    """The levels at which texts rank the relationship."""
    for level in sorted(dossier.relations, key=lambda level: level.name == "other"):
        yield Entry(code_words(level.name), "—", _sources(*level.statements), level.newest.exact)


def last_encounters(dossier: Dossier) -> Iterator[Entry]:
    """What has taken place: the latest first, then what no text dates, then what is no encounter."""
    held = [e for e in dossier.encounters if not _is_ahead(e, dossier)]
    for encounter in sorted(held, key=lambda e: (set(e.values("type")) <= _MINOR, not e.date)):
        yield _encounter(encounter)


def coming_encounters(dossier: Dossier) -> Iterator[Entry]:
    """What is planned for a day still to come, the next first."""
    ahead = [e for e in dossier.encounters if _is_ahead(e, dossier)]
    for encounter in sorted(ahead, key=lambda e: (not e.date, e.date)):
        yield _encounter(encounter)


def _is_ahead(encounter: Encounter, dossier: Dossier) -> bool:
    """No text reports it, and its day is still to come; one without a day was told of within a year."""
    if "happened" in encounter.values("status"):
        return False
    if last := span(encounter.date)[1]:
        return last >= dossier.day
    told = span(encounter.reports[-1].statement.source.published)[1]
    return told is not None and dossier.day - told <= _FRESH


def _encounter(encounter: Encounter) -> Entry:
    when = " or ".join(map(date_words, encounter.values("date")))
    published = encounter.reports[0].statement.source.published
    when = when or (f"Told on {date_words(published)}" if published else "Not dated")
    what = " or ".join(code_words(kind) for kind in encounter.values("type")).lower()
    where = f", {' or '.join(map(party, encounter.values('place')))}" if encounter.values("place") else ""
    status = "" if "happened" in encounter.values("status") else f" ({encounter.values('status')[0]})"
    who = ", ".join(map(party, encounter.values("participants")))
    return Entry(when, f"— {what}{where}{status}: {who}", _sources(*(r.statement for r in encounter.reports)))


def figures(dossier: Dossier) -> Iterator[Entry]:
    """Every figure once for each who states it: trade first, then the newest."""
    seen: set[tuple[str, ...]] = set()
    for point in sorted(dossier.figures, key=lambda p: _rank(p.cell.indicator)):
        f = point.statement.fields
        key = (*point.cell.parties, point.cell.indicator, point.cell.period, point.cell.kind, str(point.value))
        if key in seen:
            continue
        seen.add(key)
        amount = amount_words(point.value, f["unit"], f["comparator"], change=f["kind"] == "change")
        told = _others(point.cell.parties, dossier) + ([date_words(f["period"])] if f["period"] else [])
        told += [f["kind"]] if f["kind"] not in {"actual", "change"} else []
        said = f"— {point.statement.speaker}" if point.statement.speaker else ""
        rest = " ".join([f"({', '.join(told)})" if told else "", said]).strip()
        title = f"{code_words(f['indicator'])}: {amount}"
        yield Entry(title, rest, _sources(point.statement), figure=point.statement.id)


def _others(parties: tuple[str, ...], dossier: Dossier) -> list[str]:
    """With whom, where the paper is not of all the parties."""
    others = [party(name) for name in parties if name not in dossier.states]
    return [f"with {' and '.join(others)}"] if others else []


def _rank(indicator: str) -> int:
    return _FIRST.index(indicator) if indicator in _FIRST else len(_FIRST) + (indicator == "other")


def findings(dossier: Dossier) -> Iterator[Entry]:
    """Contradictions, doubts, differences; what a target takes."""
    for finding in sorted(dossier.findings, key=lambda f: _FINDINGS.index(f.kind)):
        rest = f"— {finding.sentence}. {finding.calculation}."
        yield Entry(code_words(finding.kind), rest, _sources(*(point.statement for point in finding.points)))


def promises(*fates: str) -> Callable[[Dossier], Iterator[Entry]]:
    """The promises of which one of these became, in this order."""

    def entries(dossier: Dossier) -> Iterator[Entry]:
        chosen = [undertaking for undertaking in dossier.promises if undertaking.fate in fates]
        for undertaking in sorted(chosen, key=lambda u: fates.index(u.fate)):
            who = ", ".join(map(party, undertaking.first.fields["actors"]))
            due = f", due {date_words(undertaking.deadline)}" if undertaking.deadline else ""
            times = f", stated {len(undertaking.promises)} times" if len(undertaking.promises) > 1 else ""
            last = undertaking.history[-1]
            kept = f", {date_words(last.date)}" if last.step == "kept" and last.date else ""
            sources = _sources(*(event.statement for event in undertaking.history))
            rest = f"({who}{due}{times}{kept}):"
            yield Entry(code_words(undertaking.fate), rest, sources, undertaking.first.exact)

    return entries


def bodies(dossier: Dossier) -> Iterator[Entry]:
    """Bodies with their last and next session: those that met or will meet first."""
    met = {body.id: (body.last_session(dossier.day), body.next_session(dossier.day)) for body in dossier.bodies}
    for body in sorted(dossier.bodies, key=lambda body: met[body.id] == (None, None)):
        last, following = met[body.id]
        told = [*_others(body.parties, dossier), _stage(body)]
        told += [f"last session {_when(last)}"] if last else []
        told += [f"next session {_when(following)}"] if following else []
        missed = [s for s in body.sessions if not s.happened and s is not following and s.date]
        told += [f"session planned for {_when(s)}: no report of it" for s in missed if not _later(last, s)]
        sessions = [r.statement for s in body.sessions for r in s.encounter.reports]
        yield Entry(_capital(body.name), f"({'; '.join(told)})", _sources(*body.statements, *sessions))


def _stage(body: Body) -> str:
    first = body.founded if body.stage == "created" else body.proposed if body.stage == "proposed" else ""
    return code_words(body.stage).lower() + (f", as told on {date_words(first)}" if first else "")


def _when(session: Session) -> str:
    return ", ".join(part for part in (date_words(session.date) or "not dated", party(session.place)) if part)


def _later(last: Session | None, planned: Session) -> bool:
    return last is not None and last.date >= planned.date


def named(attribute: str) -> Callable[[Dossier], Iterator[Entry]]:
    """Papers, projects or routes by their names, with stage, date and place."""

    def entries(dossier: Dossier) -> Iterator[Entry]:
        things: tuple[Named, ...] = getattr(dossier, attribute)
        for thing in things:
            fields = thing.newest.fields
            told = [code_words(fields["stage"]).lower()] if fields.get("stage") else []
            told += [date_words(fields["date"])] if fields.get("date") else []
            told += [party(fields["place"])] if fields.get("place") else []
            yield Entry(_capital(thing.name), f"({', '.join(told)})" if told else "", _sources(*thing.statements))

    return entries


def posts(dossier: Dossier) -> Iterator[Entry]:
    """Who holds which post, the states by turns: those who meet most often, then those whom most documents name."""
    met = Counter(name for e in dossier.encounters for name in e.values("participants"))
    ranked: list[tuple[int, int, Entry]] = []
    for place, state in enumerate(dossier.states):
        held = [(p, [post for post in p.posts if post.body == state]) for p in dossier.people]
        held = [(person, own) for person, own in held if own]
        held.sort(key=lambda one: (-sum(met[n] for n in one[0].names), -sum(p.documents for p in one[1]), one[0].name))
        ranked += [(turn, place, _post(person, own)) for turn, (person, own) in enumerate(held)]
    yield from (entry for _, _, entry in sorted(ranked, key=lambda one: one[:2]))


def _post(person: Person, held: list[Post]) -> Entry:
    newest, *others = sorted(held, key=lambda post: (post.last, post.documents, post.position), reverse=True)
    days = [day for post in held for day in (post.first, post.last) if day]
    told = f" (told of {' to '.join(map(date_words, dict.fromkeys((min(days), max(days)))))})" if days else ""
    also = f"; also {', '.join(post.position for post in others)}" if others else ""
    sources = _sources(*(statement for post in reversed(held) for statement in post.statements))
    return Entry(person.name, f"— {_capital(newest.position)}, {party(newest.body)}{also}{told}", sources)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


SECTIONS: tuple[Section, ...] = (
    Section("Level of relations", relations, 3, 1),
    Section("Last encounters", last_encounters, 5, 2),
    Section("Encounters ahead", coming_encounters, 3, 1),
    Section("Figures", figures, 5, 2, has_series=True),
    Section("To be checked", findings, 4, 2),
    Section("Open and overdue promises", promises(*_OPEN), 6, 3, fates=_OPEN),
    Section("Promises kept", promises("kept"), 3, 1, fates=("kept",)),
    Section("Bodies", bodies, 5, 2),
    Section("Documents", named("instruments"), 4, 2),
    Section("Projects", named("projects"), 4, 2),
    Section("Routes", named("routes"), 3, 1),
    Section("Who holds which post", posts, 6, 3),
)
