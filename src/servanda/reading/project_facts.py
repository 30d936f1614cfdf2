"""What a text says about a project: whose it is, of which sector, and the words and documents over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from servanda.model.vocabulary import TOPICS, ProjectStage, Topic
from servanda.reading import frames, names, phrases, sectors, stages
from servanda.reading import parties as about
from servanda.reading.groups import attribute, case_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span, Token

    from servanda.reading.context import Context
    from servanda.reading.frames import Hit
    from servanda.reading.mentions import Mention

GOVERNING = 2  # words above that speak of the thing itself
BESIDE = 8  # tokens within which the place of a thing is named
MOST_PARTIES = 4
PAIR = 2  # states
UNLESS = "?"  # after a sector: unless the name itself tells another
OF_PLACES = ("ADP", "PROPN", "ADJ", "CCONJ", "NOUN")
ITEMS = 10  # paragraphs of one list
TITLE = 6  # words above among which a document may govern it


def governed(m: Mention, *sorts: str) -> bool:
    """Whether one of the words right above, or an attribute or relative clause, has one of those classes."""
    return any(not set(stages.classes(m.ctx, t)).isdisjoint(sorts) for t in governing(m))


def governing(m: Mention) -> list[Token]:
    """The words above as long as each tells of a thing's life, attributes and relative clauses.

    Words for a wish or plan are passed over («вопрос строительства»), a work is told of by the nearest word alone.
    """
    s = m.around
    above: list[Token] = []
    for n, token in enumerate(s.above):
        if n == 0 and s.acts and not has(m, token, *stages.DEEDS):
            break
        if not stages.classes(m.ctx, token):
            break
        if not (token.pos_ == "NOUN" and has(m, token, "propose", "agree", "draft", "part")):
            above.append(token)
    most = 1 if m.sort == "work" else GOVERNING
    return [*above[:most], *s.attributes, *s.relative, *attributes_before(m)]


def attributes_before(m: Mention) -> list[Token]:
    """Participles that agree with the name and stand before it, their own complements between left aside."""
    doc, found = m.ctx.doc, []
    for n in range(m.i - 1, max(m.sentence.start, m.i - BESIDE) - 1, -1):
        token = doc[n]
        if token.text in ",;:" or token.morph.get("VerbForm", []) == ["Fin"]:
            break
        if attribute(token) and case_of(token) == case_of(m.head) and token.head.i == m.head.i:
            found.append(token)
    return found


# -- whether several states have to do with it ------------------------------------------------------------------------


def together(m: Mention) -> bool:
    """Two states in its name, or something of another side in its sentence and those beside it, else in its paragraph.

    Sentences that speak of one state alone are of that state's own affairs.
    """
    firm = _home_firm(m)
    if len(names.codes(m.ctx, m.i, m.j)) >= PAIR or line(m) or _shared(m, m.sentence, documents=not firm):
        return True
    if firm or (len(m.ctx.parties) < PAIR and not foreign_investor(m.sentence)):
        return False
    near = beside(m)
    lead = lead_of_list(m)
    if foreign_investor(m.sentence) or _shared(m, near) or (lead is not None and _shared(m, lead)):
        return True
    if states_of(m, near):
        return False
    return _shared(m, m.ctx.span(*m.ctx.paragraph(m.head.idx)))


def line(m: Mention) -> bool:
    """«газопровод Ыгдыр – Нахчыван»: a name with two ends, not both in one state as far as the tables know."""
    dashed = any(
        t.text in phrases.DASHES or ("-" in t.text and t.text[0].isupper()) for t in m.ctx.doc[m.head.i + 1 : m.j]
    )
    lies = {p.code for p in m.ctx.places if m.head.i < p.i and p.j <= m.j}
    ends = 1 + sum(t.text in phrases.DASHES or t.text.count("-") for t in m.ctx.doc[m.head.i + 1 : m.j])
    known = len([p for p in m.ctx.places if m.head.i < p.i and p.j <= m.j and p.code]) >= max(PAIR, ends)
    return dashed and m.row["sector"] in ("transport", "energy") and not (known and len(lies) == 1)


def above(m: Mention) -> frozenset[int]:
    """Tokens of the thing itself and of the nouns above it."""
    return frozenset((m.head.i, *(t.i for t in m.around.above if t.pos_ != "VERB")))


def _home_firm(m: Mention) -> bool:
    """All companies and offices of the sentence are of one state by their legal form («ТОО», «акимат»)."""
    rows = (row for row in frames.rows(f"{m.ctx.adapter.code}/project_words") if row["class"] == "firm")
    forms = {row["word"]: row["code"] for row in rows}
    codes = {forms[t.lemma_] for t in m.sentence if t.lemma_ in forms}
    return len(codes) == 1 and "" not in codes


def beside(m: Mention) -> Span:
    """Its sentence with the one before and the one after in the paragraph, beyond its end for a headline."""
    start, end = m.ctx.paragraph(m.head.idx)
    if start == m.ctx.paragraphs[0][0] and len(m.ctx.paragraphs) > 1 and m.sentence.end_char >= end:
        end = m.ctx.paragraphs[1][1]
    sent = m.sentence
    before = m.ctx.sentence(max(start, sent.start_char - 2)) if sent.start_char > start else sent
    after = m.ctx.sentence(min(end - 1, sent.end_char + 1)) if sent.end_char + 1 < end else sent
    return m.ctx.doc[before.start : after.end]


def _shared(m: Mention, span: Span, *, documents: bool = True) -> bool:
    """Another state than the home state, or something that several sides do."""
    home = m.ctx.side_at(m.span.start_char) or m.ctx.home or "".join(m.ctx.parties[:1])
    return any(code != home for code in states_of(m, span)) or joined(m, span, documents=documents)


def joined(m: Mention, span: Span, *, documents: bool = True) -> bool:
    """A word for joint work or for partners, a company in foreign letters, or a document of two sides."""
    words = frames.words(f"{m.ctx.adapter.code}/joint_words", "word")
    if any(t.lemma_ in words for t in span) or (documents and foreign_company(span)):
        return True
    if about.collective_at(m.ctx, span.start, span.end) in ("both", "mutual"):
        return True
    return documents and any(span.start <= h.i < span.end and h.row["owner"] == "pair" for h in _documents(m.ctx))


def _documents(ctx: Context) -> list[Hit]:
    return ctx.frames(f"{ctx.adapter.code}/instruments")


def foreign_company(span: Span) -> bool:
    """A name of two words in foreign letters («Jiangsu SOHO Holdings»), or one in quotation marks («Masdar»)."""
    foreign = [t for t in span if len(t.text) > 2 and t.text[0].isascii() and t.text[0].isupper() and t.text.isalpha()]
    return any(
        (t.i + 1 < len(t.doc) and t.nbor(1) in foreign) or (t.i > 0 and t.nbor(-1).text in '«"“„') for t in foreign
    )


def foreign_investor(span: Span) -> bool:
    """«Eni представила …», «переговоры с Chevron», «компания Fincraft»: a foreign name that acts or is dealt with."""
    return any(
        t.ent_type_ == "ORG" and len(t.text) > 2 and t.text.isascii() and t.text[0].isupper() and not t.text.isupper()
        and (t.dep_.startswith("nsubj") or any(c.dep_ == "case" for c in t.children))
        for t in span
    )  # fmt: skip


def states_of(m: Mention, span: Span, others: Sequence[tuple[int, int]] = ()) -> tuple[str, ...]:
    """Codes of the states and blocs named in a span, by themselves or by a city or region, in order."""
    found = [
        (s.i, code)
        for s in m.ctx.states
        if span.start <= s.i < span.end and s.sort != "region" and (not s.quoted or m.i <= s.i < m.j)
        if not _left_out(m, s.i)
        for code in s.codes
    ]
    found += [(p.i, p.code) for p in m.ctx.places if span.start <= p.i < span.end and p.code and not p.quoted]
    return tuple(dict.fromkeys(code for n, code in sorted(found) if not any(i <= n < j for i, j in others)))


def _left_out(m: Mention, n: int) -> bool:
    """«газопровод без Индии»: a state that has no part in it."""
    without = frames.words(f"{m.ctx.adapter.code}/project_words", "word", **{"class": "without"})
    return n > 0 and m.ctx.doc[n - 1].lemma_ in without


# -- documents and lists over it --------------------------------------------------------------------------------------


def in_a_document(m: Mention) -> ProjectStage | None:
    """«меморандум о строительстве завода»: what a document provides for is planned."""
    heads = {names.head_of(m.ctx, h).i for h in _documents(m.ctx)}
    over = any(t.i in heads for t in m.around.above[:TITLE])
    before = any(n in heads for n in range(m.sentence.start, m.i)) and not m.around.close("begun", "ongoing")
    return "planned" if over or before else None


def lead_of_list(m: Mention) -> Span | None:
    """The line with a colon above the item of a list in paragraphs; None where it is no such item."""
    ctx = m.ctx
    at = next((n for n, (start, end) in enumerate(ctx.paragraphs) if start <= m.head.idx < end), 0)
    line = ctx.document.text[slice(*ctx.paragraphs[at])].strip()
    if at == 0 or (line[:1].isalnum() and line[-1:] not in (";", ",")):
        return None
    above = ctx.paragraphs[max(0, at - ITEMS) : at]
    return next((ctx.span(*p) for p in reversed(above) if ctx.document.text[slice(*p)].rstrip().endswith(":")), None)


def has(m: Mention, token: Token, *sorts: str) -> bool:
    """Whether a word has one of those classes of `LANG/stages`."""
    return not set(stages.classes(m.ctx, token)).isdisjoint(sorts)


# -- whose it is, where, of which sector ------------------------------------------------------------------------------


def parties(m: Mention, others: Sequence[tuple[int, int]] = ()) -> tuple[str, ...]:
    """The states of its name, else those named as its places, else of its sentence, completed by the document's two.

    `others`: tokens of other projects' names, whose states are theirs.
    """
    if m.row["owner"]:
        return m.row.several("owner")
    clause = next((t.i for t in m.span if t.text == "," and t.i > m.head.i), m.j)  # «…, соединяющий два берега»
    own = names.codes(m.ctx, m.i, clause, capitals=True)
    if longer := _longer_line(m, own):
        return longer
    places = states_of(m, m.ctx.doc[m.j : _end_of_places(m)])
    sent = states_of(m, m.ctx.doc[m.sentence.start : m.sentence.end], others)
    for named in (own, _who_take_part(m), places, sent):
        if 2 <= len(named) <= MOST_PARTIES:
            return named
    if own and set(sent) <= set(own):  # «Международный финансовый центр «Астана»»: one state's own
        return own if own[0] in (m.ctx.home, "") or not m.ctx.home else names.completed(m.ctx, own[0], m.i)
    return names.completed(m.ctx, sent[0], m.i) if len(sent) == 1 else names.everybody(m.ctx, m.i)


def _who_take_part(m: Mention) -> tuple[str, ...]:
    """«В проекте участвуют Иран и Ирак», «Проект реализуется в Иране и Ираке»: a sentence after it so begun."""
    end, n = m.ctx.paragraph(m.head.idx)[1], m.sentence.end
    while m.sort == "project" and n < len(m.ctx.doc) and m.ctx.doc[n].idx < end:
        after = m.ctx.doc[n].sent
        opens = any(t.lemma_ == m.head.lemma_ for t in after[:3])
        joins = next((t for t in after[:6] if has(m, t, "join", "begun") and t.pos_ == "VERB"), None)
        told = states_of(m, m.ctx.doc[joins.i : after.end]) if opens and joins is not None else ()
        states = tuple(code for code in told if len(code) == PAIR)
        if len(states) >= PAIR:
            return states
        n = after.end
    return ()


def _longer_line(m: Mention, own: tuple[str, ...]) -> tuple[str, ...]:
    """«газопровод Баку – Тбилиси – Эрзурум»: the states of a line with an end that no table knows."""
    ends = sum(t.text in phrases.DASHES for t in m.span) + sum(t.text.count("-") for t in m.span if len(t.text) > 1) + 1
    if not own or ends <= max(len(own), PAIR):
        return ()
    told = states_of(m, m.ctx.doc[m.sentence.start : m.sentence.end])
    wider = next((codes for codes in (told, m.ctx.parties) if set(own) < set(codes) and len(codes) <= ends), ())
    return (*own, *(code for code in wider if code not in own))


def _end_of_places(m: Mention) -> int:
    """The token after the row of states and places that follows a name and a preposition («в России и Беларуси»)."""
    n = m.j
    if n >= m.sentence.end or m.ctx.doc[n].pos_ != "ADP":
        return n
    while n < m.sentence.end and (m.ctx.doc[n].pos_ in OF_PLACES or m.ctx.doc[n].text == ","):
        n += 1
    return n


def sector(m: Mention) -> Topic:
    """The sector that its head word tells, else the words of its name, else those around."""
    famous = [h.row for h in m.ctx.frames(f"{m.ctx.adapter.code}/projects") if m.i <= h.i and h.j <= m.j]
    told = next((row["sector"] for row in (m.row, *famous) if row["sector"]), "")
    if told.endswith(UNLESS) and sectors.weights(m.ctx, m.span.start_char, m.span.end_char):
        told = ""
    if told:
        return TOPICS[TOPICS.index(cast("Topic", told.removesuffix(UNLESS)))]
    return sectors.sector(m.ctx, m.span.start_char, m.span.end_char)
