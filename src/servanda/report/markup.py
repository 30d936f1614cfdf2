"""The parts of the page of which there are thousands: marked text and records, as HTML.

Written by hand for speed (a template takes three times as long). Whatever comes from a document or a record passes
through `safe`; all else in the markup is our own codes and numbers.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from servanda.model.records import Record
from servanda.report.entries import Entry, Term, entry
from servanda.report.layers import Segment, cut
from servanda.report.visible import visible

_QUIET = "quotations"  # so long that it is only a tint, under whatever else stands in it


def safe(text: str) -> str:
    """A text for HTML, inside an element or a quoted attribute: visible and escaped."""
    return html.escape(visible(text))


def term_markup(term: Term, language: str) -> str:
    """A term: a code with its name behind it, or the document's own words in their language (already safe)."""
    text = safe(term.text)
    if term.short:
        return f'<abbr title="{safe(term.behind)}">{text}</abbr>'
    if term.behind:
        return f'<span title="{safe(term.behind)}">{text}</span>'
    return f'<bdi lang="{language}">{text}</bdi>' if term.own else text


def card(record: Record, key: str, number: int, language: str) -> str:
    """A record as an item of a list; `key` joins it to its marks, `language` is safe already."""
    shown = entry(record)
    evidence = record.evidence
    place = f"{evidence.start}\N{EN DASH}{evidence.end}"
    state = f' <span class="state">{safe(shown.state)}</span>' if shown.state else ""
    return (
        f'<li class="rec" id="r{key}">'
        f'<a class="n" href="#e{key}" aria-label="Evidence of record {number}">{number}</a>'
        f'<p class="head">{term_markup(shown.headline, language)}{state}</p>'
        f"{_fields(shown, language)}"
        f'<blockquote lang="{language}" dir="auto">{safe(evidence.exact)}</blockquote>'
        f'<p class="proof">{safe(record.rule)} · {place} · {record.id}</p></li>\n'
    )


def _fields(shown: Entry, language: str) -> str:
    if not shown.fields:
        return ""
    rows = []
    for field in shown.fields:
        terms = field.joint.join(term_markup(term, language) for term in field.terms)
        rows.append(f"<dt>{field.label}</dt><dd>{terms}</dd>")
    return f"<dl>{''.join(rows)}</dl>"


def article(text: str, records: Sequence[Record], keys: Sequence[str]) -> str:
    """A text in paragraphs, every piece marked with all records whose evidence it belongs to.

    A record's first piece carries its anchor, its last one its number.
    """
    paragraphs = cut(text, [(record.evidence.start, record.evidence.end) for record in records])
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for paragraph in paragraphs:
        for segment in paragraph:
            for i in segment.layers:
                first.setdefault(i, segment.start)
                last[i] = segment.start
    shown = visible(text)
    kinds = [record.kind_of for record in records]
    parts: list[str] = []
    for paragraph in paragraphs:
        parts.append('<p dir="auto">')
        for segment in paragraph:
            words = html.escape(shown[segment.start : segment.end])
            if not segment.layers:
                parts.append(words)
                continue
            anchors = [f"e{keys[i]}" for i in segment.layers if first[i] == segment.start]
            closed = ",".join(str(i + 1) for i in sorted(segment.layers) if last[i] == segment.start)
            parts.append(_mark(segment, kinds, keys, anchors, closed, words))
        parts.append("</p>\n")
    return "".join(parts)


def _mark(
    segment: Segment, kinds: Sequence[str], keys: Sequence[str], anchors: Sequence[str], closed: str, words: str
) -> str:
    """One marked piece: its look, its records and their kinds from the innermost out."""
    around = [kinds[i] for i in segment.layers]
    attributes = [
        f'class="{look(around)}" data-r="{" ".join(keys[i] for i in segment.layers)}" data-k="{" ".join(around)}"'
    ]
    if anchors:
        attributes.append(f'id="{anchors[0]}"')
    if closed:
        attributes.append(f'data-n="{closed}"')
    further = "".join(f'<i id="{anchor}"></i>' for anchor in anchors[1:])
    return f"<mark {' '.join(attributes)}>{further}{words}</mark>"


def look(kinds: Sequence[str]) -> str:
    """The classes of a piece: its innermost kind, and the next kind around it that is not a mere tint."""
    outer = next((kind for kind in kinds if kind not in (kinds[0], _QUIET)), "")
    return f"{kinds[0]} in-{outer}" if outer else kinds[0]
