"""Whose a document is: the states of its name, those who sign it, the home state of a law, or the document's pair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.reading import frames, names
from servanda.reading import instrument_facts as facts
from servanda.reading import parties as about
from servanda.reading.groups import case_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.mentions import Mention

PAIR = 2
REACH = 3  # tokens after a name in which the bracket with its firm's state opens
DOERS = ("nsubj", "nsubj:pass")
BESIDE = ("obl", "nmod")  # relations of a doer in the instrumental, and of the other side after «с»


def parties(m: Mention) -> tuple[str, ...]:
    """The states and blocs whose document it is."""
    owner = m.row["owner"]
    if owner not in ("pair", "state", "either"):
        return tuple(owner.split("|"))
    named = () if m.sort == "law" else _with_places(m)
    if len(named) >= PAIR:
        return (*_other_side(m, named), *named)
    named = tuple(code for code in named if not _region(m, code))
    alone = owner == "state" or (owner == "either" and facts.first_stage(m) == "in_force")
    if m.sort == "law" or (alone and not joint(m, named=bool(named))):
        return named or (_both_beside(m) if owner == "either" else ()) or _home(m)
    signers = signatories(m)
    if not named:
        return signers if len(signers) >= PAIR else _by_company(m) or names.everybody(m.ctx, m.i)
    if not _of_the_bloc(m, named[0]):
        others = tuple(code for code in signers if code != named[0])
        return (*others, *named) if others else names.completed(m.ctx, named[0], m.i)
    return (*_other_side(m, named), *named)


# -- by those who sign ------------------------------------------------------------------------------------------------


def signatories(m: Mention) -> tuple[str, ...]:
    """The states of those who sign, prepare or agree it in its clause («министры Ирака и Турции приняли …»)."""
    if not m.around.close("sign", "draft", "agree"):
        return ()
    tokens = {t.i for top in _told_by(m) for doer in _doers(m, top) for t in doer.subtree}
    tokens -= set(range(m.i, m.j))
    codes = [code for n in sorted(tokens) for code in _named_at(m, n)]
    return tuple(dict.fromkeys(codes))


def _told_by(m: Mention) -> list[Token]:
    """The noun right above and the nearest verb."""
    above = [*m.around.above[:1], *([] if m.around.verb is None else [m.around.verb])]
    return list(dict.fromkeys(above))


def _doers(m: Mention, top: Token) -> Iterator[Token]:
    rows = frames.rows(f"{m.ctx.adapter.code}/complements")
    sides = {row["word"] for row in rows if row["class"] == "document" and row["attach"] == "party"}
    sides |= frames.words(f"{m.ctx.adapter.code}/complements", "word", **{"class": "listing"})
    for child in top.children:
        if m.i <= child.i < m.j or (child.dep_ not in DOERS and child.dep_ not in BESIDE):
            continue
        marks = {t.norm_ for t in child.children if t.dep_ == "case"}
        by_him = not marks and child.morph.get("Case", []) == ["Ins"]
        if not _document(m, child) and (child.dep_ in DOERS or by_him or marks & sides):
            yield child


def _document(m: Mention, token: Token) -> bool:
    return any(h.i <= token.i < h.j for h in m.ctx.frames(f"{m.ctx.adapter.code}/instruments"))


def _named_at(m: Mention, n: int) -> tuple[str, ...]:
    """States named by the word at a token, or served by the person whose name begins there."""
    states = names.codes(m.ctx, n, n + 1, capitals=True)
    if states:
        return states
    people = m.ctx.people
    served = [people.of(r).state for r in people.references if r.i == n and r.how == "name"]
    longer = [s.codes for s in m.ctx.states if s.i == n and s.j > n + 1 and s.sort != "region"]
    return tuple(code for code in served if code) or (longer[0] if longer else ())


def _by_company(m: Mention) -> tuple[str, ...]:
    """«меморандум с LVG GmbH (Германия)», «соглашение с ТОО «Север»»: the states of the firms as they are told."""
    home = m.ctx.side_at(m.span.start_char) or m.ctx.home or "".join(m.ctx.parties[:1])
    bracket = next((t.i for t in m.ctx.doc[m.i : min(m.sentence.end, m.j + REACH)] if t.text == "("), None)
    origin = () if bracket is None else names.codes(m.ctx, bracket, bracket + 2)
    if m.named and len(origin) == 1 and home:
        return (home, *(code for code in origin if code != home))
    rows = (row for row in frames.rows(f"{m.ctx.adapter.code}/project_words") if row["class"] == "firm")
    forms = {row["word"]: row["code"] for row in rows}
    firms = {forms[t.lemma_] for t in m.span if t.lemma_ in forms}
    listing = frames.words(f"{m.ctx.adapter.code}/complements", "word", **{"class": "listing"})
    told = {code for code in names.codes(m.ctx, m.sentence.start, m.sentence.end) if not _region(m, code)}
    alone = firms == {home} and told <= firms and not any(t.norm_ in listing for t in m.span)
    return (home,) if alone and home else ()


# -- by its name ------------------------------------------------------------------------------------------------------


def _home(m: Mention) -> tuple[str, ...]:
    """The state whose own document it is: the speaker's, that of the sentence, the author's, the document's first."""
    said = m.ctx.side_at(m.span.start_char) if m.ctx.speaker_at(m.span.start_char) else ""
    sent = [code for code in names.codes(m.ctx, m.sentence.start, m.sentence.end) if not _region(m, code)]
    side = said or (sent[0] if len(sent) == 1 else "")
    if not side and len(m.ctx.parties) >= names.MANY:
        return names.everybody(m.ctx, m.i)
    side = side or m.ctx.home or "".join(m.ctx.parties[:1])
    return (side,) if side else ()


def _both_beside(m: Mention) -> tuple[str, ...]:
    """The document's two states where its sentence names just these."""
    two = about.pair(m.ctx, m.ctx.side_at(m.span.start_char))
    return two if set(two) == set(names.codes(m.ctx, m.sentence.start, m.sentence.end)) and len(two) > 1 else ()


def _other_side(m: Mention, named: tuple[str, ...]) -> tuple[str, ...]:
    """The state that has it with those named («Литва готовит соглашение с правительствами Латвии и Эстонии»)."""
    rows = frames.rows(f"{m.ctx.adapter.code}/complements")
    withs = {row["word"] for row in rows if row["class"] == "document" and row["attach"] == "party"}
    first_state = min((s.i for s in m.ctx.states if m.head.i < s.i < m.j), default=m.head.i)
    before = [t.norm_ for t in m.ctx.doc[m.head.i : first_state] if t.pos_ == "ADP"]
    if not before or before[-1] not in withs:
        return ()
    said = m.ctx.side_at(m.span.start_char) if m.ctx.speaker_at(m.span.start_char) else ""
    told = [code for code in names.codes(m.ctx, m.sentence.start, m.i) if code not in named and not _region(m, code)]
    side = said or (told[0] if len(told) == 1 else "") or m.ctx.home
    return (side,) if side and side not in named else ()


def _with_places(m: Mention) -> tuple[str, ...]:
    """Codes of the states named in it; where there is but one, those of cities and regions, too."""
    named = m.codes
    if len(named) != 1:
        return named
    places = [p.code for p in m.ctx.places if m.i <= p.i and p.j <= m.j and p.code and p.sort == "region"]
    return tuple(dict.fromkeys((*named, *places)))


def _region(m: Mention, code: str) -> bool:
    return any(code in s.codes and s.sort == "region" for s in m.ctx.states)


def _of_the_bloc(m: Mention, code: str) -> bool:
    """«Устав ООН»: a bloc's own."""
    return any(code in s.codes and s.sort == "bloc" for s in m.ctx.states if m.i <= s.i and s.j <= m.j)


# -- joint ------------------------------------------------------------------------------------------------------------


def joint(m: Mention, *, named: bool) -> bool:
    """Something in its name says that it is of several sides, or, where it names none, in the clause of its making."""
    if joint_name(m):
        return True
    made = m.around.close("sign", "draft", "agree") and not m.around.says("force")
    if not made or (named and not _ordered_to_both(m)):
        return False
    both = about.collective_at(m.ctx, m.sentence.start, m.sentence.end) == "both"
    return both or len(signatories(m)) >= PAIR or _by_hand(m)


def _ordered_to_both(m: Mention) -> bool:
    """«Правительствам поручено подготовить программу развития порта в Грузии»: what both write belongs to both."""
    both = [h for h in m.ctx.collectives if m.sentence.start <= h.i < m.i and h.row["class"] == "both"]
    return any(case_of(m.ctx.doc[h.i]) == "Dat" for h in both)


def _by_hand(m: Mention) -> bool:
    """«подписание Стратегии» where two states meet and no single one is named: what is signed is signed by both."""
    alone = len(names.codes(m.ctx, m.sentence.start, m.sentence.end)) == 1
    return m.around.close("hand") and not alone and len(about.pair(m.ctx)) == PAIR


def joint_name(m: Mention) -> bool:
    """A word in its name says that it is of several sides («сотрудничество», «взаимный»)."""
    words = frames.words(f"{m.ctx.adapter.code}/joint_words", "word", **{"class": "deed"})
    return any(t.lemma_ in words for t in m.span)
