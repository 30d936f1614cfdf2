"""The paper before a meeting: a dossier as Markdown, as a page or as a Word document, with numbered sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.errors import ServandaError
from servanda.report.wording import amount_words, code_words, date_words, party_name

if TYPE_CHECKING:
    from pathlib import Path

    from servanda.ledger.dossier import Dossier, Named
    from servanda.ledger.statements import Source, Statement

_SHORT = 5  # lines of a section, unless all are asked for
_CITED = 3  # sources of a line, likewise: the newest
_WORDS = 160  # characters of a quote, likewise
_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, "Noto Sans", Arial, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 1.4rem 0 .3rem; border-bottom: 1px solid #8886; }
ul, ol { padding-left: 1.3rem; margin: .3rem 0; } li { margin: .25rem 0; overflow-wrap: anywhere; }
@media print {
  body { font-size: 10pt; margin: 0; max-width: none; }
  h2 { break-after: avoid; }
  li { break-inside: avoid; }
}
"""


@dataclass(slots=True)
class Line:
    """One entry: a few strong words, the rest, and the numbers of its sources."""

    strong: str
    rest: str
    sources: tuple[int, ...]


@dataclass(slots=True)
class Brief:
    """Title, sections of lines, and the sources by their numbers from 1 on."""

    title: str
    subtitle: str
    sections: list[tuple[str, list[Line], int]] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


def brief(dossier: Dossier, *, full: bool = False) -> Brief:
    """Write a dossier up: what matters most of each section (about two pages), or everything."""
    names = map(_party, dossier.states)
    writer = _Writer(dossier, full=full)
    made = Brief(" – ".join(names), f"As it stood on {date_words(dossier.day.isoformat())}", sources=writer.sources)
    for title, lines in SECTIONS:
        all_lines = list(lines(writer))
        kept = all_lines if full else all_lines[:_SHORT]
        if kept:
            made.sections.append((title, [writer.numbered(line) for line in kept], len(all_lines) - len(kept)))
    return made


@dataclass(slots=True)
class _Entry:
    strong: str
    rest: str
    statements: Sequence[Statement]


class _Writer:
    """Puts entries into words, and numbers the sources in the order in which they are cited."""

    def __init__(self, dossier: Dossier, *, full: bool) -> None:
        self.dossier = dossier
        self.sources: list[Source] = []
        self._full = full

    def numbered(self, entry: _Entry) -> Line:
        """The entry as a line, its sources numbered."""
        numbers = []
        cited = list(dict.fromkeys(statement.source for statement in entry.statements))
        for source in cited if self._full else cited[-_CITED:]:
            if source not in self.sources:
                self.sources.append(source)
            numbers.append(self.sources.index(source) + 1)
        return Line(entry.strong, entry.rest, tuple(numbers))

    def quoted(self, statement: Statement) -> str:
        """The words of a statement in quotation marks, cut when not all is asked for."""
        words = " ".join(statement.exact.split())
        if not self._full and len(words) > _WORDS:
            words = words[:_WORDS].rsplit(" ", 1)[0] + " …"
        return f"«{words}»"


def _relations(writer: _Writer) -> Iterator[_Entry]:
    for level in writer.dossier.relations:
        yield _Entry(code_words(level.name), f"— {writer.quoted(level.newest)}", level.statements)


def _encounters(writer: _Writer) -> Iterator[_Entry]:
    for encounter in writer.dossier.encounters:
        when = " or ".join(map(date_words, encounter.values("date"))) or "Not dated"
        what = " or ".join(code_words(kind) for kind in encounter.values("type")).lower()
        where = f", {' or '.join(map(_party, encounter.values('place')))}" if encounter.values("place") else ""
        who = ", ".join(map(_party, encounter.values("participants")))
        status = "" if "happened" in encounter.values("status") else f" ({encounter.values('status')[0]})"
        yield _Entry(when, f"— {what}{where}{status}: {who}", [report.statement for report in encounter.reports])


def _figures(writer: _Writer) -> Iterator[_Entry]:
    seen: set[tuple[str, ...]] = set()
    for point in writer.dossier.figures:
        f = point.statement.fields
        key = (point.cell.indicator, *point.cell.parties, point.cell.period, point.cell.kind, str(point.value))
        if key in seen:
            continue
        seen.add(key)
        amount = amount_words(point.value, f["unit"], f["comparator"], change=f["kind"] == "change")
        told = [date_words(f["period"])] if f["period"] else []
        told += [f["kind"]] if f["kind"] not in {"actual", "change"} else []
        said = f"— {point.statement.speaker}" if point.statement.speaker else ""
        rest = " ".join([f"({', '.join(told)})" if told else "", said]).strip()
        yield _Entry(f"{code_words(f['indicator'])}: {amount}", rest, [point.statement])


def _findings(writer: _Writer) -> Iterator[_Entry]:
    order = ("contradiction", "doubt", "mirror", "difference", "pace")
    for finding in sorted(writer.dossier.findings, key=lambda f: order.index(f.kind)):
        rest = f"— {finding.sentence}. {finding.calculation}."
        yield _Entry(finding.kind.capitalize(), rest, [point.statement for point in finding.points])


def _promises(fates: tuple[str, ...]) -> Callable[[_Writer], Iterator[_Entry]]:
    def lines(writer: _Writer) -> Iterator[_Entry]:
        order = {fate: n for n, fate in enumerate(fates)}
        chosen = [u for u in writer.dossier.promises if u.fate in order]
        for undertaking in sorted(chosen, key=lambda u: order[u.fate]):
            who = ", ".join(map(_party, undertaking.first.fields["actors"]))
            due = f", due {date_words(undertaking.deadline)}" if undertaking.deadline else ""
            times = f", stated {len(undertaking.promises)} times" if len(undertaking.promises) > 1 else ""
            rest = f"({who}{due}{times}): {writer.quoted(undertaking.first)}"
            yield _Entry(code_words(undertaking.fate), rest, [event.statement for event in undertaking.history])

    return lines


def _things(field_name: str) -> Callable[[_Writer], Iterator[_Entry]]:
    def lines(writer: _Writer) -> Iterator[_Entry]:
        named: Sequence[Named] = getattr(writer.dossier, field_name)
        for thing in named:
            fields = thing.newest.fields
            told = [code_words(fields["stage"]).lower()] if fields.get("stage") else []
            told += [date_words(fields["date"])] if fields.get("date") else []
            told += [fields["place"]] if fields.get("place") else []
            yield _Entry(thing.name, f"({', '.join(told)})" if told else "", thing.statements)

    return lines


def _posts(writer: _Writer) -> Iterator[_Entry]:
    held = [
        (post, person)
        for person in writer.dossier.people
        for post in person.posts
        if post.body in writer.dossier.states
    ]
    for post, person in sorted(held, key=lambda pair: (pair[0].last, pair[1].name), reverse=True):
        told = f"— {post.position}, {_party(post.body)}"
        since = f" (told of {date_words(post.first)} to {date_words(post.last)})" if post.first != post.last else ""
        yield _Entry(person.name, told + since, post.statements)


SECTIONS: tuple[tuple[str, Callable[[_Writer], Iterator[_Entry]]], ...] = (
    ("Level of relations", _relations),
    ("Last encounters", _encounters),
    ("Figures", _figures),
    ("To be checked", _findings),
    ("Open and overdue promises", _promises(("overdue", "open", "underway", "silent"))),
    ("Promises kept", _promises(("kept",))),
    ("Bodies", _things("mechanisms")),
    ("Documents", _things("instruments")),
    ("Projects", _things("projects")),
    ("Routes", _things("routes")),
    ("Who holds which post", _posts),
)


def markdown(paper: Brief) -> str:
    """The paper as CommonMark; what the texts say cannot become markup."""
    parts = [f"# {_plain(paper.title)}", f"{_plain(paper.subtitle)}."]
    for title, lines, left in paper.sections:
        rows = [f"- **{_plain(line.strong)}** {_plain(line.rest)}".rstrip() + _cited(line) for line in lines]
        rows += [f"- … and {left} more"] if left else []
        parts += [f"## {title}", "\n".join(rows)]
    parts += ["## Sources", "\n".join(f"{n}. {_plain(_origin(s))}" for n, s in enumerate(paper.sources, 1))]
    return "\n\n".join(parts) + "\n"


def page(paper: Brief) -> str:
    """The paper as one self-contained HTML page."""
    from markdown_it import MarkdownIt
    from markupsafe import escape

    body = MarkdownIt("commonmark", {"html": False}).render(markdown(paper))
    head = f"<!doctype html>\n<html lang='en'>\n<meta charset='utf-8'>\n<title>{escape(paper.title)}</title>"
    view = "<meta name='viewport' content='width=device-width, initial-scale=1'>"
    return f"{head}\n{view}\n<style>{_STYLE}</style>\n<main>\n{body}</main>\n</html>\n"


def word(paper: Brief, path: Path) -> None:
    """Write the paper as a Word document; ServandaError when python-docx is not installed."""
    try:
        from docx import Document
    except ImportError as error:
        raise ServandaError("python-docx is not installed", remedy="pip install 'servanda[word]'") from error
    made = Document()
    made.core_properties.title = paper.title
    made.add_heading(paper.title, 0)
    made.add_paragraph(paper.subtitle)
    for title, lines, left in paper.sections:
        made.add_heading(title, 2)
        for line in lines:
            paragraph = made.add_paragraph(style="List Bullet")
            paragraph.add_run(line.strong).bold = True
            paragraph.add_run(f" {line.rest}{_cited(line)}".rstrip())
        if left:
            made.add_paragraph(f"… and {left} more", style="List Bullet")
    made.add_heading("Sources", 2)
    for source in paper.sources:
        made.add_paragraph(_origin(source), style="List Number")
    made.save(str(path))


def _cited(line: Line) -> str:
    return f" [{', '.join(map(str, line.sources))}]" if line.sources else ""


def _origin(source: Source) -> str:
    parts = (source.title or source.name, source.publisher, date_words(source.published), source.url)
    return ", ".join(part for part in parts if part)


def _party(name: str) -> str:
    return party_name(name) or name


def _plain(text: str) -> str:
    """Text in which no character is markup."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>#+!|~&" else c for c in text)
