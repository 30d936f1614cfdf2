"""Whom a statement is about that names nobody who acts: the states that it names, the scene around it, all sides."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from servanda.reading import frames, parties

if TYPE_CHECKING:
    from spacy.tokens import Span

    from servanda.reading.context import Context
    from servanda.reading.states import StateMention

ISO = 2  # letters of a state's code; a bloc's or region's is longer
SCENE = 2  # sentences back in which «В Казахстане …» still sets the scene
LEAD = 250  # code points with which a document says whom it is about
SHARE = 0.2  # a state named less often than that, against the other, is no partner of the whole document
CROSSED = 3  # words within which «через» stands before a state
MEMBERS = 4  # states from which a document of a bloc is about the bloc
BETWEEN = 4  # words between «между» and the states that it joins


def own(ctx: Context) -> str:
    """The state of officials and organs that are named without one: the home, else that of the first official.

    Else the party for which nobody named acts, else the first.
    """
    if ctx.home:
        return ctx.home
    first = next((person for person in ctx.people.persons if person.held), None)
    if first is not None and first.state:
        return first.state
    cabinet = _by_cabinet(ctx)
    if cabinet:
        return cabinet
    theirs = {person.state for person in ctx.people.persons}
    return next((code for code in ctx.parties if code not in theirs), next(iter(ctx.parties), ""))


def _by_cabinet(ctx: Context) -> str:
    """The state whose cabinet the text names («Правительство России»), where it names that of no other; else `""`."""
    organs = frames.words(f"{ctx.adapter.code}/actor_nouns", "word", **{"class": "cabinet"})
    states = (m for m in ctx.states if m.i and m.sort == "state" and ctx.doc[m.i - 1].lemma_ in organs)
    codes = {code for m in states for code in m.codes}
    return codes.pop() if len(codes) == 1 else ""


# -- all sides ---------------------------------------------------------------------------------------------------------


def partners(ctx: Context, side: str) -> tuple[str, ...]:
    """All sides of the document, `side` first; of two, both when it is about both of them, else the side alone.

    A state that is named once, and not where the document begins, is mentioned in passing.
    """
    several = tuple(code for code in ctx.parties if len(code) == ISO)
    union = _union(ctx) if len(several) >= MEMBERS else ""
    if union:
        return (union,)
    if len(several) > 2:
        return tuple(sorted(several, key=lambda code: code != side)) if side in several else several
    two = parties.pair(ctx, side)
    told = [m for m in ctx.states if m.form != "capital" and m.sort != "bloc" and not m.weak]
    counts = Counter(code for m in told for code in m.codes)
    leading = {code for m in told if m.start < LEAD for code in m.codes}
    if len(two) > 1:
        less, more = sorted(two, key=lambda code: counts[code])
        often = counts[less] >= SHARE * counts[more] and (counts[less] > 1 or less in leading)
        if any(set(two) <= set(m.codes) for m in ctx.states) or (counts[less] and often):
            return two
    own = side or (two[0] if two else "")
    return (own,) if own else ()


def _union(ctx: Context) -> str:
    """The bloc whose session a document of many states reports; `""` for none."""
    counts = Counter(code for m in ctx.states if m.sort == "bloc" for code in m.codes)
    most = counts.most_common(1)
    return most[0][0] if most and most[0][1] > 1 else ""


def company(ctx: Context, char: int, side: str) -> tuple[str, ...]:
    """«стороны», «собеседники», «участники» at a code point: the document's two, else those of the scene.

    The scene is the sentence before, of the same paragraph or of the one before, that names two states or more.
    """
    before = ctx.sentence(char).start_char
    blocs = [m for m in ctx.states if before <= m.start < char and m.sort == "bloc" and m.codes[0] in ctx.parties]
    if blocs and not _of_scene(ctx, before, char):
        return blocs[-1].codes
    two = parties.pair(ctx, side)
    scene = _scene_of_several(ctx, char)
    if len([code for code in ctx.parties if len(code) == ISO]) == 2 and len(two) == 2:
        return scene if len(scene) > 2 and set(two) < set(scene) else two
    return tuple(sorted(scene, key=lambda code: code != side)) if len(scene) > 1 else partners(ctx, side)


def _scene_of_several(ctx: Context, char: int) -> tuple[str, ...]:
    sent = ctx.sentence(char)
    floor = ctx.paragraph(char)[0]
    codes = _of_scene(ctx, sent.start_char, char)
    while len(codes) < 2 and sent.start_char > floor:
        sent = ctx.doc[sent.start - 1].sent
        codes = _of_scene(ctx, max(floor, sent.start_char), sent.end_char)
    return codes


def _of_scene(ctx: Context, start: int, end: int) -> tuple[str, ...]:
    """States and people's states between two code points, quoted names and capitals left out."""
    told = [
        (m.start, code)
        for m in ctx.states
        if start <= m.start < end and m.sort == "state" and m.form != "capital" and not m.quoted
        for code in m.codes
    ]
    told += [(r.start, ctx.people.of(r).state) for r in ctx.people.between(start, end) if ctx.people.of(r).state]
    return tuple(dict.fromkeys(code for _, code in sorted(told)))


# -- a statement without a doer ----------------------------------------------------------------------------------------


def states(ctx: Context, start: int, end: int, side: str) -> tuple[str, ...]:
    """States named in [start, end), blocs left out; a foreign capital or city stands for its state here."""
    found = (
        code
        for m in ctx.states
        if start <= m.start
        and m.end <= end
        and m.sort != "bloc"
        and not m.quoted
        and not crossed(ctx, m)
        and not (m.form == "capital" and side in m.codes)
        and (m.sort == "state" or m.codes[0] in ctx.parties)
        for code in m.codes
    )
    return tuple(dict.fromkeys(found))


def crossed(ctx: Context, mention: StateMention) -> bool:
    """«через порты Вьетнама», «через Китай»: a state that is only passed through."""
    via = frames.words(f"{ctx.adapter.code}/via", "word")
    return any(token.norm_ in via for token in ctx.doc[max(0, mention.i - CROSSED) : mention.i])


def of_statement(ctx: Context, low: int, high: int, *, whole: bool = True) -> tuple[str, ...]:
    """The states that a statement without a doer is about, the reporter's own among them.

    `whole`: what the sentence names before the statement counts, too; not so the one who proposes.
    """
    words = ctx.doc[low:high]
    start, end = words.start_char, words.end_char
    side = ctx.side_at(start) or ctx.home
    joined = _joined(ctx, low, high)
    if joined:
        return joined
    sort = parties.collective_at(ctx, low, high)
    if sort in ("both", "mutual", "we"):
        return _meant(ctx, (words[0].sent.start_char, end), side, sort)
    for begin, close in ((start, end), (words[0].sent.start_char if whole else start, start)):
        codes = states(ctx, begin, close, side)
        if codes:
            return _completed(ctx, codes, side)
    return _scene(ctx, low) or (_at_home(ctx, low, side) if whole else ()) or partners(ctx, side)


def _joined(ctx: Context, low: int, high: int) -> tuple[str, ...]:
    """«соглашение между ЕАЭС и Индией», «зона торговли ЕАЭС и ШОС», «странам ШОС»: blocs among those that act."""
    between = frames.words(f"{ctx.adapter.code}/clause_words", "word", role="between")
    members = frames.words(f"{ctx.adapter.code}/clause_words", "word", role="members")
    for token in ctx.doc[low:high]:
        if token.norm_ in between:
            near = [m for m in ctx.states if token.i < m.i <= min(high, token.i + 2 * BETWEEN) and m.i < high]
            codes = tuple(dict.fromkeys(code for m in near for code in m.codes))
            if len(codes) > 1 and any(m.sort == "bloc" for m in near):
                return codes
        if token.lemma_ in members:
            own = next((m for m in ctx.states if m.i == token.i + 1 and m.sort == "bloc"), None)
            if own is not None:
                return own.codes
    inside = [m for m in ctx.states if low <= m.i < high]
    blocs = tuple(dict.fromkeys(code for m in inside if m.sort == "bloc" for code in m.codes))
    return blocs if len(blocs) > 1 and not any(m.sort == "state" for m in inside) else ()


def _meant(ctx: Context, piece: tuple[int, int], side: str, sort: str) -> tuple[str, ...]:
    """«совместные проекты»: of the states that the sentence names so far, else of the document's two.

    «нам нужно строить в нашей стране» is the speaker's own business.
    """
    start, end = piece
    told = states(ctx, start, end, "")
    if told == (side,) and sort == "we":
        return told
    if len(told) == 1 and side and told[0] != side:
        return side, told[0]
    return told if len(told) > 1 else company(ctx, end - 1, side)


def _completed(ctx: Context, codes: tuple[str, ...], side: str) -> tuple[str, ...]:
    """The states named, the reporter's own added; where that is unknown, the document's two for one of them."""
    two = parties.pair(ctx, side)
    if not side and len(codes) == 1 and codes[0] in two:
        return partners(ctx, codes[0])
    return codes if side in codes or side not in two else (side, *codes)


def _scene(ctx: Context, low: int) -> tuple[str, ...]:
    """«В Казахстане …»: the one state with which a sentence shortly before begins, while no other is named since."""
    sent = ctx.doc[low].sent
    floor = ctx.paragraph(ctx.doc[low].idx)[0]
    for _ in range(SCENE):
        if sent.start == 0 or ctx.doc[sent.start - 1].sent.start_char < floor:
            return ()
        sent = ctx.doc[sent.start - 1].sent
        codes = ctx.states_in(sent.start_char, sent.end_char)
        if codes:
            first = next(m for m in ctx.states if m.start >= sent.start_char)
            opening = first.i - sent.start <= 2 and ctx.doc[first.i - 1].pos_ == "ADP"
            return codes if opening and len(codes) == 1 and not parties.collective_at(ctx, sent.start, sent.end) else ()
    return ()


def _at_home(ctx: Context, low: int, side: str) -> tuple[str, ...]:
    """One side alone where the author's sentences around name it or its people, and nothing shared."""
    sent = ctx.doc[low].sent
    char = ctx.doc[low].idx
    floor = ctx.paragraph(char)[0]
    first = sent
    if any(s.start <= char < s.end for s in ctx.speech):
        return ()
    for _ in range(SCENE):
        if first.start == 0 or first.start_char <= floor:
            break
        first = ctx.doc[first.start - 1].sent
    around = ctx.doc[max(first.start, ctx.token_at(floor).i) : sent.end]
    if parties.collective_at(ctx, around.start, around.end):
        return ()
    named = set(_of_scene(ctx, around.start_char, around.end_char))
    places = {p.code for p in ctx.places if around.start <= p.i < around.end and p.code}
    if len(named | places) == 1 and named and named <= set(ctx.parties):
        return tuple(named)
    return (side,) if side and not named and _of_its_own(ctx, around) else ()


def _of_its_own(ctx: Context, words: Span) -> bool:
    """An organ is named, or somebody tells the others what his side does («проинформировал»)."""
    organs = frames.words(f"{ctx.adapter.code}/actor_nouns", "word", **{"class": "organ"})
    informs = frames.words(f"{ctx.adapter.code}/clause_words", "word", role="informs")
    return any(token.lemma_ in organs or token.lemma_ in informs for token in words)
