"""The number of a document, and when it was signed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servanda.reading import frames, signing, stages
from servanda.reading import instrument_facts as facts

if TYPE_CHECKING:
    from servanda.reading.mentions import Mention
    from servanda.reading.periods import Period

BEHIND = 8  # code points between a name and the date that belongs to it
YEAR, MONTH, DAY = 4, 7, 10  # code points of an EDTF date
#: Documents that a year behind them dates; that of a plan or programme is the time for which it is made.
DATED = frozenset({"treaty", "agreement", "declaration", "memorandum", "charter", "protocol"})
_NUMBER = re.compile(r"\.?\s*№\s*[\w/-]+")


def number(m: Mention) -> str:
    """Its number («№ 53-ФЗ») in the words right after the name, or `""`."""
    start, end = extent(m)
    return m.ctx.document.text[start:end].partition("№")[2].strip()


def extent(m: Mention) -> tuple[int, int]:
    """Code points of the name with the date and number that follow it."""
    span, text = m.span, m.ctx.document.text
    end = span.end_char
    behind = _period_behind(m)
    if behind is not None and not _of_another_within(m):
        end = behind.end
    found = _NUMBER.match(text, end)
    return span.start_char, found.end() if found else end


def _period_behind(m: Mention) -> Period | None:
    """A date with no more than a preposition between it and the name; a year where that can only be the document's."""
    end, text = m.span.end_char, m.ctx.document.text
    for p in m.ctx.periods:
        if not (end <= p.core and p.core - end <= BEHIND and p.core < m.sentence.end_char) or "/" in p.edtf:
            continue
        between = text[end : p.core].split()
        if len(between) > 1 or not all(word.isalpha() for word in between):
            continue
        dated = frames.words(f"{m.ctx.adapter.code}/complements", "word", **{"class": "dated"})
        of_year = len(p.edtf) == YEAR and m.row["type"] in DATED and (not between or between[0].lower() in dated)
        if len(p.edtf) >= MONTH or of_year:
            return p
    return None


def _of_another_within(m: Mention) -> bool:
    """What stands behind belongs to a document within the name («Протокол к Соглашению от 9 декабря 2010 года»)."""
    return any(m.head.i < hit.i < m.j for hit in m.ctx.frames(f"{m.ctx.adapter.code}/instruments"))


def date_behind(m: Mention) -> str:
    """The date right behind the name («от 9 декабря 2010 года», «1996 года»), or `""`."""
    behind = None if _of_another_within(m) else _period_behind(m)
    if behind is None or len(behind.edtf) == MONTH:
        return ""
    return behind.edtf if len(behind.edtf) == YEAR or _from(m, behind) else ""


def _from(m: Mention, period: Period) -> bool:
    between = m.ctx.document.text[m.span.end_char : period.core].split()
    dated = frames.words(f"{m.ctx.adapter.code}/complements", "word", **{"class": "dated"})
    return between != [] and between[0].lower() in dated


def by_participle(m: Mention) -> str:
    """«(подписана 15 марта)», «, заключенный в Москве в июне 2015 года»."""
    for participle in facts.participles(m):
        if "sign" not in stages.classes(m.ctx, participle) or participle.i < m.i:
            continue
        end = min(m.sentence.end, participle.i + facts.FAR)
        later = (p for p in m.ctx.periods if participle.idx < p.start and p.end <= m.ctx.doc[end - 1].idx + 40)
        found = next((p.edtf for p in later if p.edtf and "/" not in p.edtf), "")
        if found:
            return found
    return ""


def by_anniversary(m: Mention) -> str:
    """«20-летие Договора»: so many years before the publication."""
    suffixes = frames.words(f"{m.ctx.adapter.code}/complements", "word", **{"class": "anniversary"})
    above = [t for t in m.around.above[:2] if any(t.lemma_.endswith(s) for s in suffixes)]
    for token in above:
        text = m.ctx.document.text[max(0, token.idx - 4) : token.idx + len(token.text)]
        found = re.search(r"(\d{1,3})\s*[-‑–]?\s*\w*$", text)
        if found and m.ctx.published[:YEAR].isdigit():
            return f"{int(m.ctx.published[:YEAR]) - int(found[1]):04d}"
    return ""


def by_signing(m: Mention) -> str:
    """The time in the clause of the signing, else the day of the report."""
    if facts.first_stage(m) != "signed":
        return ""
    over = signing.listed(m.ctx, m.ctx.doc[m.i], "sign")
    sign = facts.signature(m) if over is None else over.token
    if sign is None:
        return ""
    start, end = m.span.start_char, m.span.end_char
    within = _period_behind(m) if _of_another_within(m) else None
    return signing.day(m.ctx, sign, (start, end if within is None else within.end))


DATES = (date_behind, by_participle, by_anniversary, by_signing)


def date(m: Mention) -> str:
    """When it was signed: by a date right behind, its participle, its anniversary, the clause of its signing."""
    return next((found for rule in DATES if (found := rule(m))), "")
