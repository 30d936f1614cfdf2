"""A reading as a small HTML fragment, for notebooks."""

from __future__ import annotations

from servanda.model.records import KINDS, Reading, Record
from servanda.report.entries import entry, term
from servanda.report.markup import safe, term_markup
from servanda.report.visible import one_line
from servanda.report.wording import KIND_TITLES, date_words, kind_title

#: Records of a kind that are shown; the rest is counted.
MOST = 50
_RULE = "1px solid rgba(128,128,128,.35)"
_CELL = f"text-align:left;vertical-align:top;padding:.25em .75em .25em 0;border-top:{_RULE};white-space:normal"
_WORDS = "font-family:Georgia,'Noto Serif',serif"


def reading_html(reading: Reading) -> str:
    """An HTML fragment without script, style sheet or outside request; it takes the notebook's own colours."""
    document = reading.document
    language = safe(document.language or "und")
    title = safe(one_line(document.title or document.name or document.id))
    parties = ", ".join(term_markup(term(party), language) for party in reading.parties)
    facts = [safe(date_words(document.published) or "undated"), safe(document.publisher), parties]
    head = (
        f'<p style="margin:0"><strong lang="{language}" dir="auto">{title}</strong></p>'
        f'<p style="margin:0 0 .5em;opacity:.8">{" · ".join(fact for fact in facts if fact)}</p>'
    )
    kinds = [_kind(kind, reading.of_kind(kind), language) for kind in KINDS if reading.of_kind(kind)]
    body = "".join(kinds) or '<p style="margin:0">No records were read from this document.</p>'
    return f'<div style="max-width:64em;unicode-bidi:isolate;overflow-wrap:anywhere">{head}{body}</div>'


def _kind(kind: str, records: tuple[Record, ...], language: str) -> str:
    """A table that folds: what it is, its fields, its evidence."""
    rows = "".join(_row(record, language) for record in records[:MOST])
    more = len(records) - MOST
    rest = f'<p style="margin:.25em 0">and {kind_title(kind, more)} more</p>' if more > 0 else ""
    return (
        f'<details open style="margin:.25em 0"><summary style="cursor:pointer">{KIND_TITLES[kind]} '
        f'<span style="opacity:.8">{len(records)}</span></summary>'
        f'<table style="border-collapse:collapse;width:100%">{rows}</table>{rest}</details>'
    )


def _row(record: Record, language: str) -> str:
    shown = entry(record)
    state = f" <em>{safe(shown.state)}</em>" if shown.state else ""
    fields = "".join(
        f"<div>{field.label}: {field.joint.join(term_markup(term, language) for term in field.terms)}</div>"
        for field in shown.fields
    )
    return (
        f'<tr style="background:none"><td style="{_CELL};width:40%"><strong>{term_markup(shown.headline, language)}'
        f'</strong>{state}{fields}</td><td style="{_CELL};{_WORDS}" lang="{language}" dir="auto" '
        f'title="{safe(record.rule)} · {record.id}">{safe(record.evidence.exact)}</td></tr>'
    )
