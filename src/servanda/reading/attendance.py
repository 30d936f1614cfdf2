"""Who takes part in an event that a clause tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import event_doers, frames

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context
    from servanda.reading.happenings import Mention
    from servanda.reading.people import Person, Reference

#: Events for which people come together to talk.
MEETINGS = frozenset({"talks", "meeting", "session", "briefing", "statement", "summit", "call"})
TALKS = frozenset({"talks", "meeting", "call"})
#: Events whose guests are not those whom the clause names beside them.
SHOWS = frozenset({"forum", "exhibition", "summit", "performance", "opening", "other"})
RANKS = ("head_of_state", "head_of_state_alias", "leader", "head_of_government", "foreign_minister", "minister")
AFTER = 8  # tokens from a participle to the person whom it describes
BEFORE_WHOM = 9  # tokens between «визит» and the one whose it is
NEAR = 14  # tokens between «принял» and the guest


def people(m: Mention) -> list[Reference]:
    """References of the clause that take part: doers and partners; of a visit only who goes."""
    found = around(m)
    if m.sort == "verb" and describes(m.verb):  # «подписанная декларация»: the clause has another verb
        return []
    if m.type == "visit":
        return goers(m, found)
    if m.type == "invitation":
        return invited(m, found)
    if m.type == "telegram":
        return sent(m, found)
    part = [r for r in found if _takes_part(m, r)]
    part = [r for r in found if r in part or any(event_doers.joined(m.ctx, r, o) for o in part)]
    guest = received_before(m) if m.sort == "receive" else None
    if guest is not None and part and m.ctx.people.of(guest).name not in {m.ctx.people.of(r).name for r in part}:
        return [*part, guest]
    return [*event_doers.before_the_clause(m, part), *part]


def around(m: Mention) -> list[Reference]:
    """All references of the clause; a title within a longer one left out."""
    ctx = m.ctx
    i, j = m.clause
    span = ctx.doc[i:j]
    later = min(
        (h.i for h in ctx.frames(f"{ctx.adapter.code}/events") if m.hit.j < h.i < j and h.row["class"] == "noun"),
        default=j,
    )
    found = [r for r in ctx.people.between(span.start_char, span.end_char) if r.i >= i and r.j <= later]
    return [r for r in found if not any(o is not r and o.first <= r.i and r.j <= o.j for o in found)]


def describes(verb: Token | None) -> bool:
    """A participle in full form: it describes a noun and tells nothing of the clause's subject."""
    return (
        verb is not None and verb.morph.get("VerbForm", []) == ["Part"] and verb.morph.get("Variant", []) != ["Short"]
    )


def met(m: Mention) -> bool:
    """«с послом обсуждались вопросы торговли»: somebody with whom it was talked over."""
    with_words = frames.words(f"{m.ctx.adapter.code}/event_partners", "word")
    return any(r.first and m.ctx.doc[r.first - 1].norm_ in with_words for r in m.people)


def modified(ctx: Context, verb: Token | None) -> Reference | None:
    """The person whom a participle or relative clause describes («Имярек, находящийся …», «…, который прибыл»)."""
    if verb is None:
        return None
    participle = describes(verb)
    if not participle and verb.dep_ != "acl:relcl":
        return None
    near = [r for r in ctx.people.references if verb.sent.start <= r.first and r.j <= verb.sent.end]
    beside = [r for r in near if participle and r.j == verb.i - 1 and ctx.doc[r.j].text == ","]
    if beside and beside[-1].case in verb.morph.get("Case", []):
        return beside[-1]
    described = [r for r in near if r.first <= verb.head.i < r.j and verb.head.i != verb.i]
    if (
        participle and verb.i > verb.sent.start and verb.nbor(-1).pos_ == "CCONJ"
    ):  # «Имярек и находящийся в Риге Имярек»
        return next((r for r in near if 0 < r.first - verb.i <= AFTER), None)
    if described:
        return described[0]
    before = [r for r in near if r.j <= verb.i and verb.i - r.j <= 3]
    before = [r for r in before if not participle or any(t.text == "," for t in ctx.doc[r.j : verb.i])]
    after = [r for r in near if 0 < r.first - verb.i <= AFTER]
    return before[-1] if before else after[0] if after and participle else None


def goers(m: Mention, found: list[Reference]) -> list[Reference]:
    """Of a visit: the genitive right after the noun, whom a participle describes, who is invited, else the subject."""
    told_of = m.head.dep_ in ("nsubj", "nsubj:pass")  # then no name after it is the subject
    own = [r for r in found if r.first >= m.hit.j and (told_of or r.case in ("Gen", "")) and _of_the_noun(m, r)]
    his = any(t.pos_ == "DET" and t.i < m.head.i for t in m.head.children)  # «во время его визита»
    own = own or (event_doers.meant_by_pronoun(m) if m.sort == "noun" and his else [])
    owners = own or [r for r in found if _owner(m, r)] or _told_by(m, found)
    if owners:
        return owners[:1]
    described = m.sort == "go" and bool(m.ctx.doc[m.hit.i].morph.get("Case", []))
    led = [r for r in found if described and m.ctx.people.of(r).name in m.delegation]
    whom = led[0] if led else modified(m.ctx, m.verb)
    called = _called(m, found) if whom is None else [whom]
    if called is not None:
        return called
    if m.sort == "noun" and m.verb is not None and m.verb.morph.get("Voice", []) == ["Pass"]:
        return []
    if m.delegation:
        return [r for r in found if m.ctx.people.of(r).name in m.delegation or _together(m, r)]
    if m.verb is not None and m.verb.head.i in _invitations(m):
        guests = [r for r in found if r.case in ("Acc", "Gen") and r.i > m.verb.head.i]
        return guests[:1]
    if m.sort == "noun" and not _held_by_subject(m):
        return []
    if m.sort == "go" and m.verb is not None and m.verb.morph.get("VerbForm", []) == ["Inf"]:
        above = m.verb.head
        own = [r for r in found if r.case == "Gen" and above.i < r.first <= above.i + AFTER]
        if own and above.lemma_ in frames.words(f"{m.ctx.adapter.code}/event_intentions", "word", **{"class": "own"}):
            return own[:1]  # «сообщил о планах министра посетить Ригу»
    subjects = [r for r in found if r.case == "Nom"]
    before = [r for r in subjects if r.i < m.hit.i] or subjects
    if not before and (m.sort == "go" or m.head.dep_ == "obj"):
        known = event_doers.meant_by_pronoun(m)
        before = [r for r in known if any(h.post.sort != "role" for h in m.ctx.people.of(r).held)]
    return [r for n, r in enumerate(before) if n == 0 or event_doers.joined(m.ctx, before[n - 1], r)]


def _told_by(m: Mention, found: list[Reference]) -> list[Reference]:
    """«после отчета министра о визите в Ригу»: whose account it is goes."""
    if m.sort != "noun" or m.head.morph.get("Case", []) != ["Loc"]:
        return []
    before = (r for r in found if r.case == "Gen" and r.first and r.j == m.hit.i - 1)
    return [r for r in before if m.ctx.doc[r.j].pos_ == "ADP" and m.ctx.doc[r.first - 1].pos_ == "NOUN"]


def _called(m: Mention, found: list[Reference]) -> list[Reference] | None:
    """«передал приглашение министру посетить Ригу»: the one who is called goes, and nobody else; None where none is."""
    verb = m.verb
    if m.sort != "go" or verb is None or verb.morph.get("VerbForm", []) != ["Inf"]:
        return None
    calls = frames.words(f"{m.ctx.adapter.code}/event_intentions", "word", **{"class": "other"})
    noun = next((t for t in reversed(m.ctx.doc[m.clause[0] : verb.i]) if t.lemma_ in calls or t.pos_ == "VERB"), None)
    noun = noun if noun is not None and noun.lemma_ in calls else None
    if noun is None:
        return None
    taken = noun.head.lemma_ in frames.words(f"{m.ctx.adapter.code}/event_intentions", "word", **{"class": "taken"})
    if taken:
        return [r for r in found if r.case == "Nom" and r.i < noun.i][-1:]
    return [r for r in found if r.case in ("Dat", "") and noun.i < r.first < verb.i][:1]


def _together(m: Mention, r: Reference) -> bool:
    """«вместе с послом», «совместно с министром и его заместителем»."""
    words = frames.words(f"{m.ctx.adapter.code}/event_together", "word")
    before = m.ctx.doc[m.clause[0] : r.first]
    return r.case in ("Ins", "") and r.i < m.hit.i and any(t.norm_ in words for t in before)


def _of_the_noun(m: Mention, r: Reference) -> bool:
    """Right after the noun, or after where the visit goes and a post («визит в Чехию главы правления Имярека»)."""
    between = m.ctx.doc[m.hit.j : r.first]
    if m.sort != "noun" or len(between) <= 1:
        return m.sort == "noun"
    goal = {n for p in m.ctx.places for n in range(p.i, p.j)} | {n for s in m.ctx.states for n in range(s.i, s.j)}
    post = (
        t.i in goal or t.pos_ in ("ADP", "ADJ", "DET") or t.morph.get("Case", []) in (["Gen"], ["Acc"]) for t in between
    )
    return len(between) <= BEFORE_WHOM and all(post)


def _invitations(m: Mention) -> set[int]:
    hits = m.ctx.frames(f"{m.ctx.adapter.code}/events")
    return {h.i for h in hits if h.row["type"] == "invitation"}


def invited(m: Mention, found: list[Reference]) -> list[Reference]:
    """Who invites, and the guest where he is named."""
    hosts = [r for r in found if r.case == "Nom"]
    guests = [r for r in found if r.case in ("Acc", "Gen", "") and r.first > m.hit.i]
    return [*hosts, *guests[:1]]


def sent(m: Mention, found: list[Reference]) -> list[Reference]:
    """Who sends or congratulates, and whoever else is named nearest."""
    near = sorted(found, key=lambda r: min(abs(r.first - m.hit.i), abs(r.j - m.hit.i)))
    senders = [r for r in near if r.case == "Nom"][:1]
    receivers = [r for r in near if r.case != "Nom"][: 2 - len(senders)]
    return [*senders, *receivers]


def guest(m: Mention) -> tuple[str, ...]:
    """By name whom an invitation asks to come."""
    ctx = m.ctx
    named = invited(m, around(m))
    hosts = {ctx.people.of(r).name for r in named if r.case == "Nom"}
    guests = tuple(name for r in named if (name := ctx.people.of(r).name) not in hosts)
    two = main_people(ctx) if hosts and not guests else ()
    others = tuple(name for name in two if name not in hosts)
    return guests[:1] or (others if len(others) == 1 and hosts <= set(two) else ())


def main_people(ctx: Context) -> tuple[str, ...]:
    """The persons around whom the document turns: of each of its states the one named most who holds a post."""
    held = (p for p in ctx.people.persons if p.held)
    ranked = sorted(held, key=lambda p: (-p.count - _titles(ctx, p.name), _rank(p), p.name))
    chosen: list[str] = []
    for code in ctx.parties:
        own = next((p for p in ranked if p.state == code), None)
        if own is not None:
            chosen.append(own.name)
    return tuple(chosen) or tuple(p.name for p in ranked[:1])


def _rank(person: Person) -> int:
    """The height of a person's post: heads of state before heads of government before ministers before others."""
    return min(next((n for n, sort in enumerate(RANKS) if held.post.sort == sort), len(RANKS)) for held in person.held)


def _titles(ctx: Context, name: str) -> int:
    return sum(1 for r in ctx.people.references if r.how == "title" and ctx.people.of(r).name == name)


def received(m: Mention) -> Reference | None:
    """The guest of «принял …»: the person who follows as its object; the subject of «был принят президентом»."""
    doc, found = m.ctx.doc, around(m)
    if m.verb is not None and m.verb.morph.get("Voice", []) == ["Pass"]:
        hosts = [r for r in found if r.case == "Ins"]
        guests = [r for r in found if r.case == "Nom"] or event_doers.meant_by_pronoun(m)
        return guests[0] if hosts and guests else None
    whom = _object(m, found) or received_before(m)
    if whom is not None:
        return whom
    taken = {n for p in m.ctx.places for n in range(p.i, p.j)}
    nouns = (t.i for t in doc[m.hit.j : m.hit.j + NEAR] if t.pos_ in ("NOUN", "PROPN"))
    first = next((n for n in nouns if n not in taken), -1)
    post = next((p for p in m.ctx.people.posts if p.i <= first < p.j), None)
    guests = [r for r in found if r.i > m.hit.i]
    if post is not None:  # a name that does not decline may look like a nominative, its post does not
        if doc[post.head].morph.get("Case", []) == ["Nom"]:
            return None
        return next((r for r in guests if 0 <= r.i - post.j <= 2 or r.first <= first < r.j), None)
    near = (r for r in guests if r.first <= first < r.j or r.first == first + 1)  # «коллегу Имярека»
    return next((r for r in near if r.case in ("Acc", "Gen", "")), None)


def received_before(m: Mention) -> Reference | None:
    """«Имярека принял Президент», «гостя принял министр», «его приняла королева»: the object before the verb.

    Only where a host in the nominative follows the verb.
    """
    if m.verb is None or m.verb.morph.get("Voice", []) == ["Pass"] or m.verb.morph.get("VerbForm", []) != ["Fin"]:
        return None
    found = around(m)
    hosts = {m.ctx.people.of(r).name for r in found if r.case == "Nom" and 0 <= r.first - m.hit.j <= 1}
    whom = next((t for t in m.verb.children if t.dep_ == "obj" and t.i < m.hit.i), None)
    if whom is None or not hosts:
        return None
    named = next((r for r in found if r.first <= whom.i < r.j and r.case in ("Acc", "Gen", "")), None)
    guest = named or event_doers.guest_meant(m, whom)
    return guest if guest is not None and m.ctx.people.of(guest).name not in hosts else None


def _object(m: Mention, found: list[Reference]) -> Reference | None:
    """By the parser: whom the verb governs («принял прибывшего в Ригу посла»), or who leads the group that it does."""
    if m.verb is None:
        return None
    objects = [t for t in m.verb.children if t.dep_ == "obj" and t.i > m.hit.i]
    groups = frames.words(f"{m.ctx.adapter.code}/event_delegations", "word")
    led = any(t.lemma_ in groups for t in objects)
    own = (r for r in found for t in objects if r.case in ("Acc", "Gen") and r.first <= t.i < r.j)
    return next(own, None) or next((r for r in found if led and r.case == "Ins" and _leads(m, r)), None)


def _leads(m: Mention, r: Reference) -> bool:
    """«делегацию … во главе с министром»."""
    words = frames.words(f"{m.ctx.adapter.code}/event_leading", "word")
    return r.first > m.hit.j and any(t.norm_ in words for t in m.ctx.doc[max(m.hit.j, r.first - 2) : r.first])


def _takes_part(m: Mention, r: Reference) -> bool:
    """Subjects, partners in the instrumental, genitives of the event's noun, objects of «принять»."""
    if (r.case in ("Nom", "") and r.i < m.hit.i) or r.case == "Nom":
        return m.sort != "noun" or _held_by_subject(m)
    if m.type in SHOWS:
        return _together(m, r) and _held_by_subject(m) and m.type in ("forum", "summit", "opening")
    before = m.ctx.doc[r.first - 1] if r.first else None
    if m.type == "ceremony" and r.case == "Dat" and r.i > m.hit.i and m.sort == "noun" and m.ctx.people.of(r).held:
        return True  # «вручение грамот посла министру»
    if r.case in ("Ins", "") or _owner(m, r) or (m.type in TALKS and _partner(m, before)):
        return True
    if m.type == "signing" and m.sort == "noun" and r.case == "Gen" and before is not None and before.pos_ == "NOUN":
        return before.i < m.hit.j  # not «подписание … в присутствии министра»
    if m.sort == "verb" and r.case == "Gen" and before is not None and before.pos_ in ("NOUN", "ADP"):
        return before.norm_ in frames.words(f"{m.ctx.adapter.code}/event_partners", "word")  # not «по поводу Имярека»
    between = m.ctx.doc[m.hit.j : r.first]
    if m.sort == "verb" and m.type in TALKS and any(t.morph.get("VerbForm", []) == ["Fin"] for t in between):
        return False  # «встретится с послом и почтит память президента»
    if m.sort in ("verb", "receive") and r.case in ("Acc", "Gen"):
        return r.i >= m.hit.i
    return r.case == "Gen" and r.i >= m.hit.j


def _partner(m: Mention, before: Token | None) -> bool:
    """After «с»: a name that does not decline tells no case."""
    return before is not None and before.norm_ in frames.words(f"{m.ctx.adapter.code}/event_partners", "word")


def _owner(m: Mention, r: Reference) -> bool:
    """«у Имярека запланированы переговоры»."""
    before = m.ctx.doc[r.first - 1] if r.first else None
    owners = frames.words(f"{m.ctx.adapter.code}/event_owners", "word")
    return before is not None and before.norm_ in owners and m.sort == "noun"


def _held_by_subject(m: Mention) -> bool:
    """«провели переговоры», «в ходе встречи … отметил», «на брифинге … сообщил»: the subject takes part."""
    code = m.ctx.adapter.code
    if m.verb is None or m.verb.lemma_ in frames.words(f"{code}/event_status", "phrase"):
        return True
    opened = m.verb.i in {h.i for h in m.ctx.frames(f"{code}/events") if h.row["type"] in ("opening", "ceremony")}
    return opened or (attends(m) if m.type not in SHOWS else _beside_it(m))


def _beside_it(m: Mention) -> bool:
    """«на полях форума … встретился», «в рамках конференции … выступил»."""
    return m.head.head.lemma_ in frames.words(f"{m.ctx.adapter.code}/event_margins", "word")


def carried(ctx: Context, head: Token) -> bool:
    """«в ходе визита», «по итогам встречи»: a noun, or a preposition of two words, that only carries the event."""
    code = ctx.adapter.code
    carriers = frames.words(f"{code}/event_carriers", "word") - frames.words(f"{code}/event_holding", "word")
    parts = [p for t in head.children if t.dep_ == "case" for p in t.children]
    return head.head.lemma_ in carriers or any(p.lemma_ in carriers for p in parts)


def attends(m: Mention) -> bool:
    """The event stands after «в ходе», «во время», «на»: the clause tells what was done there."""
    return carried(m.ctx, m.head) or at_it(m.ctx, m.head)


def at_it(ctx: Context, head: Token) -> bool:
    """«на встрече», «в беседе»."""
    words = frames.words(f"{ctx.adapter.code}/event_prepositions", "word")
    pointed = any(t.pos_ == "DET" for t in head.children)  # «в тот визит»
    goal = head.morph.get("Case", []) == ["Acc"] and not pointed  # «пригласил на саммит»
    return not goal and any(t.dep_ == "case" and t.norm_ in words for t in head.children)
