"""The brief as Markdown, as a page or as a Word document; what the texts say cannot become markup."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from servanda.errors import ServandaError
from servanda.report.brief import Brief, Line, Part, Told
from servanda.report.visible import one_line, visible
from servanda.report.wording import date_words

if TYPE_CHECKING:
    from docx.document import Document as Word

    from servanda.ledger.statements import Source

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --grey: #5f5f5f; --line: #8886; }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --grey: #aaa; } }
body { font: 16px/1.5 system-ui, "Noto Sans", Arial, sans-serif; color: var(--ink); max-width: 50rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0; } h1 + p { color: var(--grey); margin: .2rem 0 0; }
h2 { font-size: 1.1rem; margin: 1.4rem 0 .3rem; padding-bottom: .1rem; border-bottom: 1px solid var(--line); }
ul, ol { padding-left: 1.2rem; margin: .3rem 0; } li { margin: .2rem 0; overflow-wrap: anywhere; }
figure { margin: .6rem 0; } figure svg { display: block; width: 100%; height: auto; border-radius: 4px; }
figcaption { font-size: .8rem; color: var(--grey); margin-top: .2rem; }
.sources + ol { font-size: .82rem; columns: 2; column-gap: 2rem; }
@media (max-width: 40rem) {
  .sources + ol { columns: 1; } figure { overflow-x: auto; } figure svg { width: 44rem; }
  figcaption { position: sticky; left: 0; } figcaption::after { content: ". The chart goes on to the right."; }
}
@page { size: A4; margin: 15mm 16mm; }
@media print {
  :root { --ink: #000; --grey: #444; }
  body { font-size: 9.5pt; line-height: 1.34; margin: 0; padding: 0; max-width: none; }
  h1 { font-size: 15pt; } h2 { font-size: 10.5pt; margin: 6pt 0 1.5pt; break-after: avoid; }
  ul, ol { margin: 0; } li { margin: 0; break-inside: avoid; } figure { margin: 3pt 0; break-inside: avoid; }
  figure svg { width: 176mm; } figcaption { font-size: 7.5pt; }
  .sources + ol { font-size: 7.5pt; }
}
"""
CHART_SIZE = 740, 180  # of the chart, wide and low
_FIGURE_WIDTH = 17.0  # cm, in Word
_MARGIN = 1.7  # cm


def markdown(paper: Brief) -> str:
    """The paper as CommonMark with one table."""
    parts = _head(paper)
    for part in paper.parts:
        parts.append(f"## {part.title}")
        if part.title == "Figures" and paper.series:
            parts.append(_table(paper.series))
        parts += [_list(part)] if part.lines else []
    return "\n\n".join([*parts, "## Sources", _sources(paper)]) + "\n"


def page(paper: Brief, drawing: str = "") -> str:
    """The paper as one self-contained HTML page; `drawing` is the chart of its series as SVG, else a table stands."""
    from markdown_it import MarkdownIt
    from markupsafe import escape

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    parts = [reader.render("\n\n".join(_head(paper)))]
    for part in paper.parts:
        parts.append(f"<h2>{escape(part.title)}</h2>\n")
        if part.title == "Figures" and paper.series:
            parts.append(_figure(paper.series, drawing) if drawing else reader.render(_table(paper.series)))
        parts.append(reader.render(_list(part)))
    parts += ["<h2 class='sources'>Sources</h2>\n", reader.render(_sources(paper))]
    head = f"<!doctype html>\n<html lang='en'>\n<meta charset='utf-8'>\n<title>{escape(paper.title)}</title>"
    view = "<meta name='viewport' content='width=device-width, initial-scale=1'>"
    return f"{head}\n{view}\n<style>{_STYLE}</style>\n<main>\n{''.join(parts)}</main>\n</html>\n"


def word(paper: Brief, target: BinaryIO, drawing: bytes = b"") -> None:
    """Write the paper as a Word document, its chart as PNG; ServandaError when python-docx is not installed."""
    try:
        from docx import Document
    except ImportError as error:
        raise ServandaError("python-docx is not installed", remedy="pip install 'servanda[word]'") from error
    made = Document()
    _lay_out(made, paper)
    made.add_heading(_xml(paper.title), 1)
    made.add_paragraph(_xml(paper.subtitle))
    for part in paper.parts:
        made.add_heading(part.title, 2)
        if part.title == "Figures" and paper.series:
            _add_series(made, paper.series, drawing)
        for line in part.lines:
            paragraph = made.add_paragraph(style="List Bullet")
            paragraph.add_run(_xml(line.strong)).bold = True
            paragraph.add_run(_xml(f" {line.rest}".rstrip() + _cited(line.sources)))
        if part.left and part.lines:
            made.add_paragraph(f"… and {part.left} more", style="List Bullet")
    made.add_heading("Sources", 2)
    for n, source in enumerate(paper.sources, 1):
        paragraph = made.add_paragraph(style="Normal")
        _small(paragraph.add_run(_xml(f"{n}. {_origin(source)}")))
    made.save(target)


def _lay_out(made: Word, paper: Brief) -> None:
    """A4 with narrow margins, small type and no air between lines: two pages are two pages."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    made.core_properties.title = _xml(paper.title)
    made.core_properties.author = "Servanda"
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    for name, size, before in (("Normal", 9.5, 0), ("List Bullet", 9.5, 0), ("Heading 1", 16, 0), ("Heading 2", 11, 6)):
        style = made.styles[name]
        if style.type != WD_STYLE_TYPE.PARAGRAPH:
            continue
        style.font.size, style.font.name = Pt(size), "Arial"
        style.font.color.rgb = RGBColor(0, 0, 0)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(1), 1.0
        form.keep_with_next = name.startswith("Heading")


def _add_series(made: Word, told: Told, drawing: bytes) -> None:
    from docx.shared import Cm

    if drawing:
        made.add_picture(io.BytesIO(drawing), width=Cm(_FIGURE_WIDTH))
        _small(made.add_paragraph().add_run(f"Sources of the chart:{_cited(_chart_sources(told))}"))
        return
    table = made.add_table(rows=0, cols=3, style="Light List")
    for period, amount, whose, sources in told.rows:
        for cell, text in zip(table.add_row().cells, (period, amount + _cited(sources), whose), strict=True):
            cell.text = _xml(text)


def _small(run: object) -> None:
    from docx.shared import Pt
    from docx.text.run import Run

    if isinstance(run, Run):
        run.font.size = Pt(8)


def _head(paper: Brief) -> list[str]:
    return [f"# {_plain(paper.title)}", f"{_plain(paper.subtitle)}."]


def _list(part: Part) -> str:
    rows = [f"- {_line(line)}" for line in part.lines]
    return "\n".join(rows + ([f"- … and {part.left} more"] if part.left and rows else []))


def _line(line: Line) -> str:
    return f"**{_plain(line.strong)}** {_plain(line.rest)}".rstrip() + _cited(line.sources)


def _table(told: Told) -> str:
    rows = ["| Period | " + _plain(told.plot.series.title) + " | Whose word | Sources |", "| --- | --- | --- | --- |"]
    for period, amount, whose, sources in told.rows:
        rows.append(f"| {_plain(period)} | {_plain(amount)} | {_plain(whose)} |{_cited(sources)} |")
    return "\n".join(rows)


def _figure(told: Told, drawing: str) -> str:
    cited = _cited(_chart_sources(told)).strip()
    return f"<figure role='img'>\n{drawing}\n<figcaption>Sources of the chart: {cited}</figcaption>\n</figure>\n"


def _chart_sources(told: Told) -> tuple[int, ...]:
    return tuple(sorted({number for *_, numbers in told.rows for number in numbers}))


def _sources(paper: Brief) -> str:
    return "\n".join(f"{n}. {_plain(_origin(source))}" for n, source in enumerate(paper.sources, 1))


def _cited(sources: tuple[int, ...]) -> str:
    return f" [{', '.join(map(str, sources))}]" if sources else ""


def _origin(source: Source) -> str:
    parts = (source.title or source.name, source.publisher, date_words(source.published), source.url)
    return ", ".join(part for part in parts if part)


def _plain(text: str) -> str:
    """Text on one line in which no character is markup."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>#+!|~&" else c for c in one_line(text))


def _xml(text: str) -> str:
    """Text that XML may hold."""
    return visible(text)
