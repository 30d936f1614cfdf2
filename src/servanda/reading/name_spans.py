"""Where a text names a person: what the tagger takes for one, mended by the words around it, and names after posts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from servanda.reading import frames, names
from servanda.reading.bodies import initial
from servanda.reading.person_names import surname_at
from servanda.reading.posts import OF_STATES, Post

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from servanda.reading.context import Context

MOST_NAME_WORDS = 6
WITHIN = ".-–’'"  # marks that stand inside of names
BRIEF = 3  # letters of the longest surname of a syllable («Ван И»)


def name_spans(ctx: Context, posts: Sequence[Post]) -> Iterator[Span]:
    """Spans of tokens that name a person: what the engine tags as such, mended, and capitals right after a post."""
    doc = ctx.doc
    post_words = {n for post in posts for n in range(post.i, post.j)}
    post_ends = {post.j for post in posts if not post.plural and post.j - post.i > 1}
    taken = -1
    entities = _merged(ctx)
    for entity in entities:
        i, j = _trimmed(ctx, entity[0], entity[1], post_words)
        if i < j and i > taken and (_first_name(ctx, i - 1, post_words) or _after_post(ctx, i - 1, post_ends)):
            i -= 1  # «Отто | Иван Рона»
        if i < j and i >= taken and _is_name(ctx, i, j):
            taken = j
            yield doc[i:j]
            continue
    spans = {n for entity in entities for n in range(*entity)}
    for post in posts:
        guess = _guess(ctx, post, spans)
        if guess is not None:
            yield guess


def _after_post(ctx: Context, n: int, post_ends: set[int]) -> bool:
    """«Президентом Чехии | Именем | Отцом Рекеном»: a word between a post and a name, in its case, is a part of it."""
    token = ctx.doc[n] if n in post_ends else None
    if token is None or not token.text.istitle() or token.pos_ not in ("PROPN", "X"):
        return False
    if token.ent_type_ and (token.ent_iob_ == "B" or token.morph.get("Animacy", []) != ["Anim"]):
        return False
    known = any(m.i <= n < m.j for m in ctx.states) or any(p.i <= n < p.j for p in ctx.places)
    alike = token.morph.get("Case", []) == ctx.doc[n + 1].morph.get("Case", [])
    return alike and not known and token.sent == ctx.doc[n + 1].sent


def _first_name(ctx: Context, n: int, post_words: set[int]) -> bool:
    """A first name of the dictionary that the engine has left out of the name after it."""
    token = ctx.doc[n] if n >= 0 else None
    if token is None or n in post_words or not token.text.istitle() or ctx.doc[n + 1].is_sent_start:
        return False
    if token.ent_type_ and ctx.doc[n - 1].text not in _short_states(ctx):  # «РК Отто | Иван Рона»
        return False
    return token.pos_ in ("PROPN", "X") and bool(ctx.adapter.gender(token.text))


def _short_states(ctx: Context) -> frozenset[str]:
    return frames.words(f"{ctx.adapter.code}/state_names", "name", form="abbreviation")


def _merged(ctx: Context) -> list[tuple[int, int]]:
    """Entities of persons, with particles, patronymics and flat parts that the engine cut off."""
    doc = ctx.doc
    particles = frames.words(f"{ctx.adapter.code}/name_particles", "word")
    out: list[tuple[int, int]] = []
    for part in (part for entity in doc.ents if entity.label_ == "PER" for part in _pieces(entity)):
        i, j = part
        while j < len(doc) and j - i < MOST_NAME_WORDS and _joins(ctx, j, particles):
            j += 1
        while doc[j - 1].norm_ in particles and j > i + 1:
            j -= 1
        if _is_initial(ctx, i, j):
            j += 1  # «Иванов И. И.»
        if out and out[-1][1] >= i and not _full_names(ctx, out[-1], (i, j)):
            out[-1] = (out[-1][0], max(j, out[-1][1]))
        elif out and out[-1][1] < i and _only_particles(ctx, out[-1][1], i, particles):
            out[-1] = (out[-1][0], j)
        else:
            out.append((i, j))
    return out


def _is_initial(ctx: Context, i: int, j: int) -> bool:
    """A letter with a dot at the end of the name at tokens [i, j), and no given name («Ван И.» ends a sentence)."""
    doc = ctx.doc
    if j >= len(doc) or len(doc[j - 1].text) > 1 or not doc[j - 1].text.isupper() or doc[j].text != ".":
        return False
    ends = j + 1 >= len(doc) or doc[j + 1].text[0].isupper()
    return not ends or j - i != 2 or not 1 < len(doc[i].text) <= BRIEF


def _pieces(entity: Span) -> list[tuple[int, int]]:
    """The names in an entity: cut at commas, brackets and other marks; a name in brackets after another is left out."""
    out: list[tuple[int, int]] = []
    doc, i = entity.doc, entity.start
    for n in range(entity.start, entity.end + 1):
        if n < entity.end and not _cuts(doc[n]):
            continue
        spelled = bool(out) and doc[i - 1].text == "(" and doc[i].text[:1].isascii()
        if i < n and not spelled:
            out += _parted(doc[i:n])
        i = n + 1
    return out


def _cuts(token: Token) -> bool:
    return token.is_space or (not any(c.isalnum() for c in token.text) and token.text not in WITHIN)


def _parted(entity: Span) -> list[tuple[int, int]]:
    """«В беседе с Ильхамом Алиевым Хакан Фидан …»: an entity that holds two full names, each with its own head."""
    for token in entity[2:-1]:
        inside = entity.start <= token.head.i < entity.end and token.head.i != token.i
        if not inside and token.dep_ != "flat:name" and entity[token.i - entity.start + 1].dep_ == "flat:name":
            return [(entity.start, token.i), (token.i, entity.end)]
    return [(entity.start, entity.end)]


def _full_names(ctx: Context, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Two full names side by side, no pieces of one."""
    particle = ctx.doc[two[0]].norm_ in frames.words(f"{ctx.adapter.code}/name_particles", "word")  # «да Силва»
    full = min(one[1] - one[0], two[1] - two[0]) > 1 and not particle
    return full and one[1] == two[0] and ctx.doc[two[0]].dep_ != "flat:name"


def _only_particles(ctx: Context, i: int, j: int, particles: frozenset[str]) -> bool:
    """Between two pieces of a name, in one sentence, stand particles only."""
    return ctx.doc[i].sent == ctx.doc[j].sent and all(token.norm_ in particles for token in ctx.doc[i:j])


def _joins(ctx: Context, n: int, particles: frozenset[str]) -> bool:
    doc, token = ctx.doc, ctx.doc[n]
    if token.is_sent_start or token.is_space or not token.text[0].isalpha():
        return False
    if token.norm_ in particles:
        return n + 1 < len(doc) and doc[n + 1].text[:1].isupper()
    if not token.text[0].isupper() or token.text.isupper() or token.ent_type_ or doc[n - 1].text[-1] == ".":
        return False
    if doc[n - 1].norm_ in particles and doc[n - 1].pos_ in ("CCONJ", "PART") and doc[n - 2].ent_type_:
        return token.text.istitle() and token.morph.get("Case", []) == doc[n - 2].morph.get("Case", [])
    first_name = bool(ctx.adapter.gender(doc[n - 1].text)) and token.pos_ in ("PROPN", "X")
    return token.dep_ == "flat:name" or (first_name and doc[n - 1].ent_iob_ == "B")


def _trimmed(ctx: Context, i: int, j: int, post_words: set[int]) -> tuple[int, int]:
    """Without posts, honorifics and quotation marks at either end."""
    doc = ctx.doc
    honorifics = frames.words(f"{ctx.adapter.code}/honorifics", "word")
    assemblies = frames.words(f"{ctx.adapter.code}/assemblies", "word")
    short = _short_states(ctx)

    def foreign(n: int) -> bool:
        token = doc[n]
        if n in post_words or token.lemma_ in honorifics or token.norm_ in assemblies:
            return True
        if token.text in short and n + 1 < j:  # «РА Карапетян»
            return True
        return token.is_space or (token.is_punct and token.text != ".")

    while i < j and (foreign(i) or doc[i].text == "."):
        i += 1
    while i < j and foreign(j - 1):
        j -= 1
    return i, j


def _is_name(ctx: Context, i: int, j: int) -> bool:
    """Capitals, letters, no line end inside, no state, at least three letters."""
    span = ctx.doc[i:j]
    words = [t for t in span if t.text[0].isalpha()]
    if not words or "\n" in span.text or not words[0].text[0].isupper():
        return False
    if all(t.text.isupper() and len(t.text) > 1 for t in words) and len(words) == 1 and len(words[0].text) <= 4:
        return False
    if any(m.i <= i and j <= m.j for m in ctx.states) or any(p.i <= i and j <= p.j for p in ctx.places):
        return False
    if len(words) == 1 and _outlet(ctx, i):
        return False
    return sum(len(t.text) for t in words) >= 3 and not (len(words) == 1 and _common(ctx, words[0]))


def _outlet(ctx: Context, i: int) -> bool:
    """«Как сообщает Агентура, …»: one word after the words that name the source is an outlet, unless a surname."""
    hits = ctx.frames(f"{ctx.adapter.code}/publishers")
    told = any(hit.j == i and hit.row["class"] == "verb" for hit in hits)
    return told and not ctx.adapter.surname(ctx.doc[i].text)


def _common(ctx: Context, token: Token) -> bool:
    """One word that is a family («Ямадаевы»), or a common noun with the capital of its sentence («Супруга»)."""
    if token.morph.get("Number", []) == ["Plur"] and not ctx.adapter.surname(token.text):
        return True
    return token.pos_ == "NOUN" and names.opens_sentence(token) and not ctx.adapter.gender(token.text)


def _guess(ctx: Context, post: Post, known: set[int]) -> Span | None:
    """Capitalised words right after a complete post are a name that the engine does not know."""
    doc, n = ctx.doc, post.j
    if post.sort in OF_STATES and n not in known and surname_at(ctx, n, doc[post.head]):
        return doc[n : n + 1]  # «Президента Имярека»
    if post.plural or post.j - post.i < 2:
        return None
    if initial(doc, n) and n not in known and doc[n + 2].pos_ == "PROPN" and not doc[n + 2].text.isupper():
        return doc[n : n + 3]  # «министра финансов Чехии И.Имярека»
    while n < len(doc) and n - post.j < 4 and doc[n].text[0].isupper() and doc[n].pos_ in ("PROPN", "X", "NOUN"):
        if n in known or doc[n].is_sent_start or doc[n].text.isupper() or doc[n].ent_type_ in ("LOC", "ORG"):
            break
        n += 1
    if n - post.j < 2 or n in known or any(m.i < n and post.j < m.j for m in ctx.states):
        return None
    return doc[post.j : n]
