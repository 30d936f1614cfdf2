"""How far a post reaches: the adjectives before its head word, and the complement after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import frames
from servanda.reading.bodies import initial

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context

OPENING, CLOSING = "«“„\"'‘", "»”“\"'’"
GLOSS = 7  # tokens of a name in brackets at most
MOST_WORDS = 24  # a post with its body is no longer than that


def left(ctx: Context, i: int, head: Token) -> int:
    """Adjectives that belong to the post stand before it («финансовый директор», «турецкий премьер-министр»)."""
    doc = ctx.doc
    while i > 0:
        before = doc[i - 1]
        if before.pos_ != "ADJ" or before.sent != head.sent or not before.text[0].isalpha():
            break
        if before.morph.get("Case", []) != head.morph.get("Case", []) or before.morph.get(
            "Number", []
        ) != head.morph.get("Number", []):
            break
        if before.lemma_ in frames.words(f"{ctx.adapter.code}/former", "word", **{"class": "former"}):
            break
        i -= 1
    return i


def right(ctx: Context, j: int, head: Token, *, abroad: bool, seated: bool = False) -> int:
    """The complement: genitives, prepositional groups and quoted names, up to a name or another part of speech.

    `abroad`: the post is held in another state; `seated`: where somebody is tells nothing of the post.
    """
    doc = ctx.doc
    end, n, quotes = j, j, 0
    while n < len(doc) and n - j < MOST_WORDS and doc[n].sent == head.sent:
        token = doc[n]
        if _cut_off(ctx, n) or (token.ent_type_ == "PER" and not quotes and not _no_name(ctx, n)):
            break
        if token.text in OPENING or token.text in CLOSING:
            quotes = quotes or _quoted_end(ctx, n)
            if quotes == n:
                break
            n = end = quotes + 1
            quotes = 0
            continue
        mention = next((m for m in ctx.states if m.i == n and m.form in ("name", "abbreviation")), None)
        if mention is not None and (mention.j > n + 1 or n == j):  # «Республики Узбекистан», «Депутат Европарламента»
            n = end = mention.j  # the second word stands in the nominative, the first is often tagged so
            continue
        place = next((p for p in ctx.places if p.i == n and not any(_cut_off(ctx, k) for k in range(n, p.j))), None)
        if place is not None and (place.j > n + 1 or (n > j and doc[n - 1].pos_ == "NOUN")):  # «города Алматы»
            n = end = place.j
            continue
        body = next((b for b in ctx.bodies if b.i == n), None)
        if body is not None and (n in (j, end) or doc[n - 1].pos_ != "ADP"):  # «Президент ФИФА»
            n = end = body.j
            continue
        bracket = _gloss(ctx, n) if n == end > j else None
        if bracket is not None:
            n = end = bracket
            continue
        if n == j and sent_by(ctx, n):  # «наблюдатель от ОБСЕ»
            return next(b.j for b in ctx.bodies if b.i == n + 1)
        here = seated and token.lemma_ in _words(ctx, "where") and _place_at(ctx, n + 1)
        if here or (not assembly(ctx, token) and not _continues(ctx, n, j, head, abroad=abroad)):
            break
        n += 1
        if token.pos_ not in ("ADP", "CCONJ", "SPACE") and not token.is_punct:
            end = n
    return end


def _place_at(ctx: Context, n: int) -> bool:
    """A city or building («встретился с главой МИД Чехии в Риге»)."""
    return any(p.i == n for p in ctx.places) or any(m.i == n and m.form == "capital" for m in ctx.states)


def _cut_off(ctx: Context, n: int) -> bool:
    """A line's end, a time («министр … с 2010 года»), an initial or a first name that the name after it has lost."""
    doc, token = ctx.doc, ctx.doc[n]
    if (token.is_space and "\n" in token.text) or initial(doc, n):
        return True
    named = n + 1 < len(doc) and doc[n + 1].ent_type_ == "PER" and not any(m.i == n for m in ctx.states)
    if named and (
        ctx.adapter.gender(token.text) or token.lemma_ in frames.words(f"{ctx.adapter.code}/honorifics", "word")
    ):
        return True
    return any(period.start <= token.idx < period.end for period in ctx.periods)


def _no_name(ctx: Context, n: int) -> bool:
    """A word that the tagger joins to a name: a parliament's, or a state's abbreviation («министр РА Имярек»)."""
    short = ctx.doc[n].text.isupper()
    return assembly(ctx, ctx.doc[n]) or any(m.i == n and (m.form == "abbreviation" or short) for m in ctx.states)


def sent_by(ctx: Context, n: int) -> bool:
    """A preposition between a post and the body that has sent its holder."""
    if ctx.doc[n].norm_ not in _words(ctx, "after"):
        return False
    return any(body.i == n + 1 for body in ctx.bodies)


def _gloss(ctx: Context, n: int) -> int | None:
    """Brackets with another name of the body before the state whose it is («Хурала (парламента) Монголии»): its end."""
    doc = ctx.doc
    if doc[n].text != "(":
        return None
    close = next((k for k in range(n + 1, min(n + GLOSS, len(doc))) if doc[k].text == ")"), n)
    return next((m.j for m in ctx.states if m.i == close + 1 and m.form in ("name", "abbreviation")), None)


def _quoted_end(ctx: Context, n: int) -> int:
    """The token that closes the quoted name opened at n; n itself when it is none."""
    doc = ctx.doc
    for k in range(n + 1, min(n + 14, len(doc))):
        if doc[k].text in CLOSING and doc[k].sent == doc[n].sent:
            return k
    return n


def assembly(ctx: Context, token: Token) -> bool:
    """The name of a parliament, which the tagger joins to the name of its speaker («Спикер Мажилиса Имярек»)."""
    return token.norm_ in frames.words(f"{ctx.adapter.code}/assemblies", "word")


def _words(ctx: Context, sort: str) -> frozenset[str]:
    return frames.words(f"{ctx.adapter.code}/post_prepositions", "word", **{"class": sort})


def _serves_in(ctx: Context, token: Token, *, abroad: bool) -> bool:
    """«в Казахстане», «в Совете Безопасности»; not where somebody goes («в Ригу») nor what goes on («на встрече»)."""
    if not token.text[0].isupper():
        adjective = token.pos_ == "ADJ" and any(m.i == token.i for m in ctx.states)
        region = token.lemma_ in frames.words(f"{ctx.adapter.code}/place_heads", "noun")
        return adjective or region or token.lemma_ in _words(ctx, "field")
    if token.morph.get("Case", []) != ["Acc"]:
        return True
    named = token.i + 1 < len(ctx.doc) and ctx.doc[token.i + 1].ent_type_ == "PER"  # «консул в Баку Имярек»
    return token.lemma_ == token.norm_ and (named or abroad)


def _continues(ctx: Context, n: int, j: int, head: Token, *, abroad: bool) -> bool:
    doc, token = ctx.doc, ctx.doc[n]
    governed = head.lemma_ in _words(ctx, "governs")
    case = token.morph.get("Case", [])
    before = doc[n - 1]
    if token.pos_ == "SPACE":
        return True
    if token.pos_ == "ADP":
        if n + 1 >= len(doc) or doc[n + 1].pos_ in ("DET", "PRON"):  # «в том числе»
            return False
        return token.lemma_ in _words(ctx, "inside") or (
            token.lemma_ in _words(ctx, "where") and _serves_in(ctx, doc[n + 1], abroad=abroad)
        )
    if token.pos_ == "CCONJ":
        return (
            (n > j or before.i != head.i)
            and n + 1 < len(doc)
            and doc[n + 1].pos_ in ("NOUN", "ADJ", "PROPN")
            and doc[n + 1].ent_type_ != "PER"
            and (doc[n + 1].morph.get("Case", []) == before.morph.get("Case", []))
        )
    if token.pos_ == "VERB":  # a participle in a portfolio («окружающей среды»)
        return case == ["Gen"]
    if token.pos_ in ("NOUN", "ADJ", "PROPN", "DET", "X", "NUM") and token.text[0].isalnum():
        if before.pos_ == "ADP" or case in (["Gen"], []):
            return True
        if before.pos_ == "ADJ" and n > j + 1 and case == before.morph.get("Case", []):  # «по государственным сборам»
            return True
        if n == j and governed and case == ["Ins"]:  # «управляющий банком»
            return True
        # a word that depends on what stands before («содействия международной торговле»)
        if n > j and case == ["Dat"] and any(j <= a.i < n for a in token.ancestors):
            return True
        # within a prepositional group («по сотрудничеству со странами Кавказа»)
        return any(doc[k].pos_ == "ADP" for k in range(j, n)) and token.head.i >= j
    if token.text == ",":  # «инвестиций, промышленности и торговли»
        after = doc[n + 1] if n + 1 < len(doc) else None
        listed = (
            after is not None
            and after.pos_ == "NOUN"
            and after.morph.get("Case", []) == ["Gen"]
            and not after.ent_type_
        )
        return listed and n > j and before.pos_ == "NOUN" and any(t.pos_ == "CCONJ" for t in doc[n : n + 6])
    return token.text == "-" and n > j
