"""Posts as the text writes them: head word, portfolio, state or body («Министр иностранных дел Украины»)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading import frames
from servanda.reading.person_names import surname_at
from servanda.reading.post_extent import OPENING, assembly, left, right, sent_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from servanda.language.tables import Row
    from servanda.reading.context import Context
    from servanda.reading.states import StateMention

NAMING = frozenset({"NOUN", "PROPN", "X"})
GOVERNING = frozenset({"minister", "foreign_minister", "head_of_state", "head_of_government"})
OF_STATES = frozenset({"head_of_state", "head_of_state_alias", "head_of_government", "foreign_minister"})


@dataclass(frozen=True, slots=True)
class Post:
    """A post at the tokens [i, j): its class, its words in the nominative, and the state or body that it belongs to.

    `core`: the tokens of the position alone, state and body left out.
    """

    i: int
    j: int
    head: int
    sort: str
    position: str
    body: str
    codes: tuple[str, ...]
    plural: bool
    former: bool
    core: tuple[int, int] = (0, 0)

    @property
    def bare(self) -> bool:
        """Neither state nor body is named."""
        return not self.body


def find_posts(ctx: Context) -> list[Post]:
    """Every post of the text, in order; one within another's complement («помощник Президента») stays a part of it."""
    posts: list[Post] = []
    first: dict[int, frames.Hit] = {}  # of the rows that begin at a token the longest
    for hit in ctx.frames(f"{ctx.adapter.code}/posts", overlaps=True):
        first.setdefault(hit.i, hit)
    for hit in first.values():
        if (posts and hit.i < posts[-1].j) or _leads(ctx, hit.i) or _surname(ctx, hit):
            continue
        inner = first.get(hit.j)
        posts.append(_post(ctx, hit) if inner is None or hit.row["takes"] != "body" else _aide(ctx, hit, inner))
    return sorted([*posts, *_roles(ctx, posts)], key=lambda post: post.i)


def _surname(ctx: Context, hit: frames.Hit) -> bool:
    """«Бахтиер Хакимов», «Хакимов»: a surname whose dictionary form the tagger takes for a post."""
    token = ctx.doc[hit.i]
    if token.ent_type_ != "PER" or hit.j > hit.i + 1 or not token.text.istitle():
        return False
    nominative = token.morph.get("Case", []) == ["Nom"] and token.morph.get("Number", []) == ["Sing"]
    return (token.ent_iob_ == "I" and token.dep_ == "flat:name") or (nominative and token.norm_ != token.lemma_)


def _leads(ctx: Context, n: int) -> bool:
    """«во главе с министром»: no post, but a preposition."""
    doc, words = ctx.doc, frames.words(f"{ctx.adapter.code}/event_leading", "word")
    return 0 < n < len(doc) - 1 and doc[n].norm_ in words and doc[n - 1].pos_ == doc[n + 1].pos_ == "ADP"


def _roles(ctx: Context, posts: list[Post]) -> Iterator[Post]:
    """«защитник «Арсенала»», «солист группы «Мир»»: a word for one person before the name of a body, in no table."""
    none = frames.words(f"{ctx.adapter.code}/not_posts", "word")
    taken = {n for post in posts for n in range(post.i, post.j)}
    for body in ctx.bodies:
        head = ctx.doc[body.i - 1] if body.i else None
        if head is None or head.i in taken or head.pos_ != "NOUN" or head.lemma_ in none or head.text[0].isupper():
            continue
        if head.morph.get("Animacy", []) != ["Anim"] or head.morph.get("Number", []) != ["Sing"]:
            continue
        i, name = left(ctx, head.i, head), " ".join(ctx.doc[head.i : body.i].text.split())
        yield Post(i, body.j, head.i, "role", name, body.called, (), False, False, (i, body.i))


def _aide(ctx: Context, hit: frames.Hit, inner: frames.Hit) -> Post:
    """«Помощник Президента Казахстана», «и.о. председателя комитета»: the post of one who serves another."""
    own, other = _post(ctx, hit), _post(ctx, inner, kept=True)
    position = f"{_base(ctx, own.i, hit)} {other.position}"
    sort = "aide" if other.sort in OF_STATES | {"minister"} else "head"
    sort = "role" if hit.row["class"] == "role" else sort
    former = own.former or other.former
    core = (own.core[0], other.core[1])
    return replace(
        other, core=core, i=own.i, head=own.head, sort=sort, position=position, plural=own.plural, former=former
    )


def _post(ctx: Context, hit: frames.Hit, *, kept: bool = False) -> Post:
    """The post of a row; `kept`: its own words as they stand."""
    doc = ctx.doc
    head = _head(doc[hit.i : hit.j])
    start = left(ctx, hit.i, head)
    named = hit.row["takes"] == "state" and surname_at(ctx, hit.j, head)
    sort = hit.row["class"]
    end = hit.j if named else right(ctx, hit.j, head, abroad=sort == "ambassador", seated=sort in GOVERNING)
    mentions = [m for m in ctx.states if start <= m.i and m.j <= end and not m.quoted]
    state = _own_state(mentions, hit, end)
    first = _first_word(ctx, start, hit, state)
    base = _words(ctx, first, hit.j) if kept else _base(ctx, first, hit)
    position, body = _position_and_body(ctx, hit, base, end, state)
    if hit.row["class"] == "head_of_state_alias" and not kept:
        position = ctx.adapter.phrase(doc[hit.i : hit.j])
    former = frames.words(f"{ctx.adapter.code}/former", "word", **{"class": "former"})
    return Post(
        i=start,
        j=end,
        head=head.i,
        sort=_sort(hit.row, body, state),
        position=position,
        body=body or hit.row["implies"],
        codes=(hit.row["implies"],) if hit.row["implies"] else _codes(mentions, hit.row["takes"]),
        plural=head.morph.get("Number", []) == ["Plur"] and len(head.text) > 1,
        former=hit.row["class"] == "former"
        or (start > 0 and doc[start - 1].lemma_ in former)
        or ("-" in head.norm_ and head.norm_.split("-")[0] in former),
        core=(first, _core_end(ctx, hit, end, state)),
    )


def _core_end(ctx: Context, hit: frames.Hit, end: int, state: StateMention | None) -> int:
    """Where the state or body begins that follows the position, or the post ends."""
    takes = hit.row["takes"]
    if takes == "ministry":
        return hit.i + 1
    if hit.j < end and sent_by(ctx, hit.j):
        return hit.j
    if state is not None and state.i >= hit.j:
        return hit.j if takes == "body" else state.i
    inside = takes == "body" and any(b.i == hit.j < b.j < end and ctx.doc[b.j].pos_ == "ADP" for b in ctx.bodies)
    if inside:  # «Директор НАСА по полетам»
        return end
    if takes == "body" and hit.j < end:
        return _group_end(ctx, hit.j, end) if ctx.doc[hit.j].pos_ == "ADP" else hit.j
    inner = [b.i for b in ctx.bodies if hit.j < b.i < end and not b.bloc and b.rule != "tagged"]
    return (inner or [end])[0] if takes == "portfolio" else hit.j


def _first_word(ctx: Context, start: int, hit: frames.Hit, state: StateMention | None) -> int:
    """Where the position's own words begin: after the state's adjective and after «новый», «нынешний»."""
    if hit.row["takes"] == "ministry" or (state is not None and state.j <= hit.i):
        return hit.i
    present = frames.words(f"{ctx.adapter.code}/former", "word", **{"class": "present"})
    return next((n for n in range(start, hit.i) if ctx.doc[n].lemma_ not in present), hit.i)


def _codes(mentions: list[StateMention], takes: str) -> tuple[str, ...]:
    """The states that a post names; a bloc counts only where it can be the holder's own («Президент ЕС»)."""
    kept = (m for m in mentions if m.form != "capital" and (m.sort == "state" or takes != "body"))
    return tuple(dict.fromkeys(code for m in kept for code in m.codes))


def _head(span: Span) -> Token:
    """The first noun, or the participle that stands for one («исполняющий обязанности»)."""
    if span[0].morph.get("VerbForm", []) == ["Part"]:
        return span[0]
    return next((token for token in span if token.pos_ in ("NOUN", "PROPN")), span[0])


def _sort(row: Row, body: str, state: StateMention | None) -> str:
    """A president whose complement is a body and no state is the head of that body."""
    if row["class"] in ("head_of_state", "head_of_government") and body and state is None:
        return "head"
    if row["class"] == "head" and state is not None and body in state.codes:
        return "leader"  # «турецкий лидер», «глава Индонезии»
    return row["class"]


def _own_state(mentions: list[StateMention], hit: frames.Hit, end: int) -> StateMention | None:
    """The state whose post it is: an adjective before the head, or a name in its complement; the last one wins."""
    before = [m for m in mentions if m.j <= hit.i and m.form == "adjective"]
    after = [m for m in mentions if m.i >= hit.j and m.form in ("name", "abbreviation")]
    after = [m for m in after if not (m.sort == "bloc" and m.weak)]  # «Европейский совет» is no Union, but a body
    if hit.row["takes"] == "body":
        after = [m for m in after if m.i == hit.j]
    if hit.row["takes"] in ("state", "portfolio") and after:
        return after[0] if hit.row["takes"] == "state" else after[-1]
    if before:
        return before[-1]
    return after[-1] if after else None


def _position_and_body(
    ctx: Context, hit: frames.Hit, base: str, end: int, state: StateMention | None
) -> tuple[str, str]:
    doc, takes = ctx.doc, hit.row["takes"]
    rest = (hit.j, end)
    if rest[0] < rest[1] and doc[rest[0]].pos_ == "DET":  # «руководитель этой страны»: no name
        return base, ""
    if takes == "ministry":  # «глава МИД Литвы»: the ministry is the body
        return base.split()[0], ctx.adapter.phrase(doc[hit.i + 1 : end])
    if rest[0] >= rest[1]:
        return base, state.codes[0] if state is not None else ""
    if takes == "state":
        return _state_post(ctx, base, rest, state)
    if takes == "portfolio":
        return _portfolio_post(ctx, base, rest, state)
    return _body_post(ctx, base, rest, state)


def _base(ctx: Context, first: int, hit: frames.Hit) -> str:
    """The words of the post itself; as they stand where the head is in the very form of the table («Хоким»)."""
    head = _head(ctx.doc[hit.i : hit.j])
    named = {form for word in hit.row["phrase"].split() for form in word.split("|") if not word.startswith("=")}
    if head.norm_ in named:
        return _words(ctx, first, hit.j)
    return ctx.adapter.phrase(ctx.doc[first : hit.j])


def _words(ctx: Context, i: int, j: int) -> str:
    return " ".join(ctx.doc[i:j].text.split()) if i < j else ""


def _state_post(ctx: Context, base: str, rest: tuple[int, int], state: StateMention | None) -> tuple[str, str]:
    """«Посол Казахстана в Нидерландах»: what follows the state belongs to the position."""
    if state is None or state.i < rest[0]:
        if state is None and _no_body(ctx, *rest):  # «премьер-министр республики»
            return base, ""
        words = ctx.adapter.phrase(ctx.doc[rest[0] : rest[1]]) if state is None else _words(ctx, *rest)
        return (base, words) if state is None else (f"{base} {words}".strip(), state.codes[0])
    before, after = _words(ctx, rest[0], state.i), _words(ctx, _row_end(ctx, state), rest[1])
    if before and not state.codes:
        return base, ctx.adapter.phrase(ctx.doc[rest[0] : rest[1]])
    return " ".join(part for part in (base, before, after) if part), state.codes[0]


def _row_end(ctx: Context, state: StateMention) -> int:
    """The token after a row of states («Президенты России и Сербии»)."""
    end = state.j
    for mention in ctx.states:
        if mention.i == end + 1 and (ctx.doc[end].pos_ == "CCONJ" or ctx.doc[end].text == ","):
            end = mention.j
    return end


def _portfolio_post(ctx: Context, base: str, rest: tuple[int, int], state: StateMention | None) -> tuple[str, str]:
    """«Министр иностранных дел Украины»: the state at the end is the body, what stands before it the portfolio."""
    inner = next((b for b in ctx.bodies if rest[0] < b.i < rest[1] and not b.bloc and b.rule != "tagged"), None)
    if inner is not None:  # «секретарь по правам человека министерства юстиции»
        return f"{base} {_words(ctx, rest[0], inner.i)}", _body(ctx, inner.i, rest[1])
    if state is None or state.i < rest[0]:
        return f"{base} {_words(ctx, *rest)}".strip(), state.codes[0] if state is not None else ""
    if state.i > rest[0] and ctx.doc[state.i - 1].pos_ == "ADP":  # «уполномоченный по правам человека в Чехии»
        return f"{base} {_words(ctx, *rest)}".strip(), ""
    portfolio = " ".join(
        part for part in (_words(ctx, rest[0], state.i), _words(ctx, _row_end(ctx, state), rest[1])) if part
    )
    return f"{base} {portfolio}".strip(), state.codes[0]


def _body_post(ctx: Context, base: str, rest: tuple[int, int], state: StateMention | None) -> tuple[str, str]:
    """«Директор по сотрудничеству … Королевского клуба»: a prepositional group belongs to the position."""
    doc = ctx.doc
    if state is not None and state.i == rest[0] and state.j >= rest[1]:
        return base, state.codes[0]
    start = rest[0]
    if sent_by(ctx, start):
        start += 1
    elif doc[start].pos_ == "ADP":
        cut = _group_end(ctx, start, rest[1])
        base = f"{base} {_words(ctx, start, cut)}"
        start = cut
    if start >= rest[1] or not any(t.pos_ in NAMING or t.text in OPENING for t in doc[start : rest[1]]):
        return base, state.codes[0] if state is not None else ""
    if _no_body(ctx, start, rest[1]):
        return base, state.codes[0] if state is not None else ""
    named = next((b for b in ctx.bodies if b.i == start == b.j - 1 < rest[1] - 1 and doc[b.j].pos_ == "ADP"), None)
    if named is not None:  # «Директор НАСА по полетам»
        return f"{base} {_words(ctx, named.j, rest[1])}", named.bloc or named.name
    if state is not None and state.i == start and state.j < rest[1]:
        return f"{base} {_words(ctx, state.j, rest[1])}", state.codes[0]
    if doc[start].text in OPENING:
        return base, _words(ctx, start, rest[1])
    return base, _body(ctx, start, rest[1])


def _no_body(ctx: Context, i: int, j: int) -> bool:
    """«лидер оппозиции», «адвокат истцов»: the complement's noun is no body."""
    words = frames.words(f"{ctx.adapter.code}/post_no_bodies", "word")
    noun = next((t for t in ctx.doc[i:j] if t.pos_ in ("NOUN", "PROPN")), None)
    return noun is not None and noun.lemma_ in words and noun.text[0].islower()


def _body(ctx: Context, i: int, j: int) -> str:
    """The body at tokens [i, j) in the nominative; a parliament's by its table, since its tags are often wrong."""
    opened = next((k for k in range(i, j) if ctx.doc[k].text == "("), j)
    if opened < j:  # «Хурал (парламент) Монголии»: without the brackets
        closed = next((k for k in range(opened, j) if ctx.doc[k].text == ")"), j)
        return " ".join(part for part in (_body(ctx, i, opened), _words(ctx, closed + 1, j)) if part)
    if i + 1 < j and ctx.doc[i].pos_ != "ADJ" and ctx.doc[i].text[0].isupper() and assembly(ctx, ctx.doc[i + 1]):
        return f"{ctx.doc[i].text} {_body(ctx, i + 1, j)}"  # «Милли Меджлис»
    for row in frames.rows(f"{ctx.adapter.code}/assemblies") if assembly(ctx, ctx.doc[i]) else ():
        if ctx.doc[i].norm_ in row.several("word"):
            name = row.several("word")[0]
            return " ".join([name[:1].upper() + name[1:], _words(ctx, i + 1, j)]).strip()
    last = next((m for m in ctx.states if i < m.i and m.j == j and m.form == "name"), None)
    if last is not None and ctx.doc[last.i - 1].pos_ in NAMING:  # «Нацсобрание Южной Кореи»
        return f"{ctx.adapter.phrase(ctx.doc[i : last.i])} {_words(ctx, last.i, j)}"
    return ctx.adapter.phrase(ctx.doc[i:j])


def _group_end(ctx: Context, start: int, end: int) -> int:
    """Where a prepositional group ends and the body begins: at a genitive that depends on the post itself."""
    doc = ctx.doc
    for n in range(start + 1, end):
        token = doc[n]
        if any(m.i <= n < m.j for m in ctx.states) or token.morph.get("Case", []) != ["Gen"]:
            continue
        if not token.text[0].isupper() or doc[n - 1].pos_ not in ("NOUN", "PROPN"):
            continue
        if (token.ent_iob_ == "B" and token.ent_type_ == "ORG") or token.pos_ == "ADJ":
            return n
    return end
