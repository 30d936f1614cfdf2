"""Posts that stand beside a name, or that a verb gives to it.

«Министр энергетики Имярек», «Имярек, министр энергетики», «Имярек стал министром энергетики».
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading import frames, phrases

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context
    from servanda.reading.people import People, Person, Reference
    from servanda.reading.posts import Post

HELD_TOGETHER = frozenset({"head", "role", "aide", "leader"})  # posts that one person often holds at once
GOVERNING = frozenset({"minister", "foreign_minister", "head_of_government"})
REACH = 3  # words above the place of a post in the tree
NEAR = 8  # tokens between a post and its name at most


def beside_names(ctx: Context, people: People) -> list[Post]:
    """Bind posts that stand right before or after a name; the posts that stand alone are returned."""
    names = sorted(people.references, key=lambda r: r.i)
    alone: list[Post] = []
    bound: dict[int, Reference] = {}  # where a post begins that stands before its name
    shared: set[int] = set()  # where a post begins that shares its names with the post before it
    for found in reversed(people.posts):
        post = found if found.plural else _of_its_pair(ctx, people, found, bound)
        name = _name_after(ctx, post, names)
        rule = "post_before_name"
        if name is not None and _of_another(ctx, people, post, name):
            continue
        if _two_of_one_state(ctx, people, post, names):
            shared.add(post.i)
            continue
        if post.j + 1 in shared and ctx.doc[post.j].pos_ == "CCONJ":
            continue
        if name is None and not post.plural:
            name, rule = _next_post(ctx, people, post, bound), "post_before_post_and_name"
        if name is None:
            name, rule = _name_before(ctx, post, names), "post_after_name"
        if (post.plural or len(post.codes) > 1) and any(shares(ctx, people, post, names) for shares in SHARED):
            continue
        if name is None or post.plural:
            alone.append(post)
            continue
        if rule != "post_after_name":
            bound[post.i] = name
        if post is not found and ctx.doc[post.j].text in phrases.DASHES:
            _join(ctx, people.of(name), post)
            continue
        hold(ctx, people.of(name), post, (min(post.i, name.i), max(post.j, name.j)), rule)
    return _chained(ctx, people, alone[::-1])


def _chained(ctx: Context, people: People, alone: list[Post]) -> list[Post]:
    """«Имярек, министр торговли и председатель партии «Мир»»: a post joined to one that stands after its name."""
    after = {h.post.j: (person, h) for person in people.persons for h in person.held if h.rule == "post_after_name"}
    left = []
    for post in alone:
        at = post.i
        while at and (ctx.doc[at - 1].text == "," or ctx.doc[at - 1].pos_ in ("CCONJ", "ADV")):
            at -= 1
        if at == post.i or at not in after or not post.body or post.plural:
            left.append(post)
            continue
        person, held = after[at]
        if _case(ctx, held.post) != _case(ctx, post):
            left.append(post)
            continue
        hold(ctx, person, post, (ctx.token_at(held.start).i, post.j), "post_after_name")
        after[post.j] = (person, person.held[-1])
    return left


def _case(ctx: Context, post: Post) -> str:
    return "".join(ctx.doc[post.head].morph.get("Case", [])[:1])


def _of_its_pair(ctx: Context, people: People, post: Post, bound: dict[int, Reference]) -> Post:
    """«вице-премьер и министр обороны Чехии Имярек»: the first of one minister's two posts has the other's state."""
    joint = ctx.doc[post.j] if post.j + 1 < len(ctx.doc) else None
    if post.body or post.codes or joint is None or post.j + 1 not in bound:
        return post
    other = next(p for p in people.posts if p.i == post.j + 1)
    both = other.sort in GOVERNING and _case(ctx, other) == _case(ctx, post) and not other.plural and bool(other.codes)
    one = post.sort == "minister" or (post.sort in GOVERNING and _one_doer(ctx.doc[post.head]))
    joined = joint.pos_ == "CCONJ" or joint.text in phrases.DASHES
    return replace(post, body=other.body, codes=other.codes) if both and one and joined else post


def _join(ctx: Context, person: Person, post: Post) -> None:
    """«Вице-премьер – министр обороны Чехии Имярек»: two posts with a dash are one."""
    for n, held in enumerate(person.held):
        if held.post.i == post.j + 1:
            position = f"{post.position} {ctx.doc[post.j].text} {held.position}"
            person.held[n] = replace(held, position=position, start=ctx.doc[post.i].idx)


def _next_post(ctx: Context, people: People, post: Post, bound: dict[int, Reference]) -> Reference | None:
    """«лидер партии, депутат Сейма Имярек»: a post before a comma, a dash or another post has the name of that one."""
    doc = ctx.doc
    if post.j + 1 >= len(doc):
        return None
    joint = doc[post.j]
    if not (post.body or joint.text in phrases.DASHES or (joint.pos_ == "CCONJ" and post.sort == "minister")):
        return None
    after = post.j + (joint.text in f",{phrases.DASHES}" or joint.pos_ == "CCONJ")
    while joint.text == "," and after + 1 < len(doc) and doc[after].pos_ in ("CCONJ", "ADV"):
        after += 1  # «бывший министр, а ныне депутат»
    if after not in bound or doc[after].sent != doc[post.head].sent:
        return None
    other = next(p for p in people.posts if p.i == after)
    same = _case(ctx, other) == _case(ctx, post)
    if joint.pos_ == "CCONJ" and post.sort == "minister" and not post.body:
        fits = (other.sort in GOVERNING and not other.codes) or other.sort == "head"  # «вице-премьер и глава комиссии»
        return bound[after] if same and fits and other.body != post.position else None
    if joint.pos_ == "CCONJ" and post.sort == "minister" and other.sort in GOVERNING:
        return bound[after] if same and post.codes == other.codes else None
    together = {post.sort, other.sort} <= HELD_TOGETHER or {post.sort, other.sort} <= GOVERNING
    if joint.pos_ == "CCONJ" and not (same and together and _one_doer(doc[post.head])):
        return None
    return bound[after] if same or joint.text == "," else None


def _one_doer(head: Token) -> bool:
    """The predicate of which a noun is the subject tells of one («заявил глава фирмы и совладелец банка»)."""
    return head.dep_ == "nsubj" and head.head.morph.get("Number", []) == ["Sing"]


def predicated(ctx: Context, people: People, alone: list[Post]) -> list[Post]:
    """«Имярек стал министром», «Имярека избрали президентом», «Имярек ушел с поста посла»; gives what stays alone."""
    left = []
    for post in alone:
        name, former = (None, False) if post.plural or not post.body else _given(ctx, people, post)
        rule = "post_of_predicate"
        if name is None and post.body and not post.plural:
            name, rule = _apposed(ctx, people, post), "post_in_apposition"
        if name is None:
            left.append(post)
            continue
        tokens = (min(post.i, name.i), max(post.j, name.j))
        hold(ctx, people.of(name), replace(post, former=post.former or former), tokens, rule)
    return left


def _apposed(ctx: Context, people: People, post: Post) -> Reference | None:
    """By the parser: «директор института, доктор наук Имярек», «Имярек – давно уже министр торговли Чили»."""
    head = ctx.doc[post.head]
    for name in people.references:
        if name.case not in ("", _case(ctx, post)) or not head.sent.start <= name.i < head.sent.end:
            continue
        top = next((t for t in ctx.doc[name.i : name.j] if not name.i <= t.head.i < name.j), ctx.doc[name.i])
        beneath = top.head.i == head.i and top.dep_ in ("appos", "flat:name")
        above = name.i <= head.head.i < name.j and head.dep_ == "appos"
        predicate = top.head.i == head.i and top.dep_ == "nsubj" and _case(ctx, post) == "Nom"
        if (beneath or above or predicate) and not any(t.morph.get("Polarity", []) for t in head.children):
            return name
    return None


def _given(ctx: Context, people: People, post: Post) -> tuple[Reference | None, bool]:
    """The name to which a verb of the table gives a post, or takes it away; whether it is taken away."""
    code, head = ctx.adapter.code, ctx.doc[post.head]
    while (
        head.dep_ == "conj" and head.head.i != head.i and head.head.morph.get("Case", []) == head.morph.get("Case", [])
    ):
        head = head.head  # «был начальником Генштаба, главой МВД»
    case = head.morph.get("Case", [])
    if case == ["Gen"] and head.head.lemma_ in frames.words(f"{code}/post_nouns", "word"):
        place = head.head
        words = {t.norm_ for t in place.children if t.dep_ == "case"}
        for sort in ("holds", "leaves"):
            if words & frames.words(f"{code}/post_prepositions", "word", **{"class": sort}):
                still = place.morph.get("Case", []) == (["Loc"] if sort == "holds" else ["Gen"])
                if still:
                    return _doer(people, place), sort == "leaves"
        if not words or place.dep_ in ("obj", "obl"):
            return _of_verb(ctx, people, place.head)
    return _of_verb(ctx, people, head.head) if case == ["Ins"] else (None, False)


def _of_verb(ctx: Context, people: People, verb: Token) -> tuple[Reference | None, bool]:
    """The argument of a verb of the table that holds the post, or leaves it."""
    for row in frames.rows(f"{ctx.adapter.code}/post_verbs"):
        if row["word"] != verb.lemma_ or any(t.dep_ == "advmod" and t.morph.get("Polarity", []) for t in verb.children):
            continue
        wanted = ("obj", "nsubj:pass") if row["role"] == "object" else ("nsubj",)
        name = next((r for r in people.references if _plays(ctx, r, verb, wanted)), None)
        over = verb.morph.get("Aspect", []) == ["Imp"] and verb.morph.get("Tense", []) == ["Past"]
        return name or _goes_on(ctx, people, verb, wanted), over or row["role"] == "leaver"
    return None, False


def _goes_on(ctx: Context, people: People, verb: Token, roles: tuple[str, ...]) -> Reference | None:
    """«В 2010 году он стал …»: a clause without a subject, or with «он», goes on telling of the one named before it."""
    subjects = [t for t in verb.children if t.dep_ in ("nsubj", "nsubj:pass")]
    if "nsubj" not in roles or any(
        t.pos_ != "PRON" or t.morph.get("Person", []) not in (["Third"], ["3"]) for t in subjects
    ):
        return None
    if verb.morph.get("VerbForm", []) != ["Fin"] or verb.morph.get("Number", []) != ["Sing"]:
        return None
    start = ctx.paragraph(verb.idx)[0]
    before = people.between(start, verb.sent.start_char)
    same = {r.person for r in before}
    return before[-1] if len(same) == 1 and before[-1].case == "Nom" and verb.dep_ in ("root", "ROOT", "conj") else None


def _doer(people: People, place: Token) -> Reference | None:
    """Of whom a clause tells that he is in a post: the subject, or the genitive («отставка Имярека с поста …»)."""
    by_token = {n: r for r in people.references for n in range(r.i, r.j)}
    for above in list(place.ancestors)[:REACH]:
        for child in above.children:
            if child.dep_ in ("nsubj", "nsubj:pass", "nmod") and child.i < place.i and child.i in by_token:
                return by_token[child.i]
        if above.dep_ in ("acl", "acl:relcl") and above.head.i in by_token:
            return by_token[above.head.i]
    return None


def _plays(ctx: Context, name: Reference, verb: Token, roles: tuple[str, ...]) -> bool:
    """The name, or the noun to which it is an apposition («республиканец Имярек»), is an argument of the verb."""
    words = [t.head if t.dep_ == "appos" else t for t in ctx.doc[name.i : name.j]]
    if verb.morph.get("VerbForm", []) == ["Conv"]:  # «будучи министром»
        verb = verb.head
    if verb.morph.get("VerbForm", []) == ["Part"] and verb.dep_ == "acl":  # «Имярека, занимавшего пост министра»
        return roles[0] == "nsubj" and name.i <= verb.head.i < name.j
    return any(t.dep_ in roles and t.head.i == verb.i for t in words)


def _between_is(ctx: Context, i: int, j: int, words: frozenset[str], marks: str) -> bool:
    return all(t.lemma_ in words or t.norm_ in words or t.is_space or t.text in marks for t in ctx.doc[i:j])


def _name_after(ctx: Context, post: Post, names: list[Reference]) -> Reference | None:
    """«Министр энергетики Азербайджана, господин Имярек»: only honorifics and a comma before them between."""
    honorifics = frames.words(f"{ctx.adapter.code}/honorifics", "word")
    for name in names:
        if name.i < post.j or name.i - post.j > NEAR:
            continue
        between = ctx.doc[post.j : name.i]
        if not len(between) or _spelled(ctx, post.j, name.i):
            return name
        if any("\n" in t.text for t in between) or ctx.doc[post.head].sent != ctx.doc[name.i].sent:
            return None
        comma = between[0].text == "," and len(between) > 1
        if _between_is(ctx, post.j + comma, name.i, honorifics, ".-"):
            return name
        if len(between) > 1 and _sender(ctx, post.j, name.i):
            return name
        if between.text.strip() == "," and _same_case(ctx, post, name) and post.body and name.case == "Nom":
            return None if any(n.j == post.i - 1 and ctx.doc[n.j].text == "," for n in names) else name
        return None
    return None


def _spelled(ctx: Context, i: int, j: int) -> bool:
    """Another name of the body or an abbreviation, in brackets («… Фонда прав человека (Human Rights …) Имярек»)."""
    between = ctx.doc[i:j]
    return between[0].text == "(" and between[-1].text == ")" and not any(t.is_punct for t in between[1:-1])


def _sender(ctx: Context, i: int, j: int) -> bool:
    """«депутат Сейма от партии «Мир» Имярек»: between post and name stands who has sent the holder."""
    words = frames.words(f"{ctx.adapter.code}/post_prepositions", "word", **{"class": "after"})
    named = {(b.i, b.j) for b in ctx.bodies} | {(p.i, p.j) for p in ctx.places} | {(s.i, s.j) for s in ctx.states}
    if ctx.doc[i].norm_ in words and phrases.opens(ctx.doc, i + 1):
        return phrases.quoted_end(ctx.doc, i + 1) + 1 == j
    return ctx.doc[i].norm_ in words and (i + 1, j) in named


def _name_before(ctx: Context, post: Post, names: list[Reference]) -> Reference | None:
    """«Имярек, министр энергетики, …» and «Имярек – министр»: a comma, a dash or a bracket between."""
    for name in reversed(names):
        if name.j > post.i:
            continue
        between = ctx.doc[name.j : post.i].text.strip()
        if ctx.doc[name.j - 1].sent != ctx.doc[post.head].sent or between not in (",", "(", "–", "—", "-"):
            return None
        closes = post.j >= len(ctx.doc) or not ctx.doc[post.j].text[0].isalnum() or ctx.doc[post.j].pos_ == "CCONJ"
        closes = closes or between in phrases.DASHES or ctx.doc[post.j].pos_ == "ADP"
        closes = closes or any(p.start <= ctx.doc[post.j].idx < p.end for p in ctx.periods)
        return name if closes and _same_case(ctx, post, name) and post.body else None
    return None


def _same_case(ctx: Context, post: Post, name: Reference) -> bool:
    case = _case(ctx, post)
    return not case or not name.case or case in (name.case, "Nom")


def _respectively(ctx: Context, people: People, post: Post, names: list[Reference]) -> bool:
    """«Президенты России и Сербии Имярек и Имярек»: as many names as states, in the same order."""
    after = [n for n in names if post.j <= n.i][: len(post.codes)]
    if len(post.codes) < 2 or len(after) < len(post.codes) or after[0].i != post.j:
        return False
    for one, two in itertools.pairwise(after):
        if not _between_is(ctx, one.j, two.i, frozenset(), ",") and not all(
            t.pos_ == "CCONJ" for t in ctx.doc[one.j : two.i]
        ):
            return False
    single = replace(post, position=_singular(ctx, post))
    for name, code in zip(after, post.codes, strict=True):
        body = code if post.body in post.codes else _body_of(ctx, post, code)
        own = replace(single, codes=(code,))
        hold(ctx, people.of(name), own, (post.i, after[-1].j), "posts_respectively", body=body)
    return True


def _body_of(ctx: Context, post: Post, code: str) -> str:
    """«главы МИД Чехии и Дании»: the body of one of the states («МИД Дании»)."""
    row = [m for m in ctx.states if post.i <= m.i and m.j <= post.j]
    own = next(m for m in row if code in m.codes)
    if not post.core[1] <= row[0].i:
        return code
    return " ".join((ctx.adapter.phrase(ctx.doc[post.core[1] : row[0].i]), ctx.doc[own.i : own.j].text))


def _one_after_another(ctx: Context, people: People, post: Post, names: list[Reference]) -> bool:
    """«Президенты Чехии Имярек и Дании Имярек»: each state before its own name."""
    first = next((n for n in names if n.i == post.j), None)
    joint = ctx.doc[first.j] if first is not None and first.j < len(ctx.doc) else None
    if not post.plural or len(post.codes) != 1 or first is None or joint is None or joint.pos_ != "CCONJ":
        return False
    state = next((m for m in ctx.states if m.i == joint.i + 1 and m.sort == "state" and m.form == "name"), None)
    second = next((n for n in names if state is not None and n.i == state.j), None)
    if state is None or second is None:
        return False
    single = replace(post, position=_singular(ctx, post), plural=False)
    hold(ctx, people.of(first), single, (post.i, first.j), "post_before_names")
    other = replace(single, codes=state.codes)
    hold(ctx, people.of(second), other, (post.i, second.j), "posts_respectively", body=state.codes[0])
    return True


def _two_of_one_state(ctx: Context, people: People, post: Post, names: list[Reference]) -> bool:
    """«Президент и премьер-министр Италии Имярек и Имярек»: two posts of a state, two names in the same order."""
    other = next((p for p in people.posts if p.j == post.i - 1 and ctx.doc[p.j].pos_ == "CCONJ"), None)
    after = [n for n in names if post.j <= n.i][:2]
    if other is None or other.body or other.plural or post.plural or not post.body or len(after) < 2:
        return False
    joined = after[1].i == after[0].j + 1 and ctx.doc[after[0].j].pos_ == "CCONJ"
    if after[0].i != post.j or not joined or _case(ctx, other) != _case(ctx, post):
        return False
    for name, one in zip(after, (replace(other, codes=post.codes), post), strict=True):
        hold(ctx, people.of(name), one, (other.i, after[-1].j), "posts_respectively", body=post.body)
    return True


def _each(ctx: Context, people: People, post: Post, names: list[Reference]) -> bool:
    """«Депутаты Сейма Имярек и Имярек»: each of the names right after a plural holds the post."""
    row: list[Reference] = []
    for name in names:
        at = row[-1].j if row else post.j
        joint = name.i - at
        if name.i < at or (row and (joint != 1 or not (ctx.doc[at].text == "," or ctx.doc[at].pos_ == "CCONJ"))):
            continue
        if not row and joint:
            break
        row.append(name)
    if not post.plural or len(row) <= 1:
        return False
    shared = any(post.i <= h.i < post.j and h.row["class"] == "both" for h in ctx.collectives)  # «главы МИД двух стран»
    single = replace(post, position=_singular(ctx, post), plural=False, body="" if shared else post.body)
    for name in row:
        hold(ctx, people.of(name), single, (post.i, row[-1].j), "post_before_names")
    return True


def _singular(ctx: Context, post: Post) -> str:
    """The position of one of several holders («Министры иностранных дел»)."""
    head = ctx.doc[post.head]
    lemma = head.lemma_[:1].upper() + head.lemma_[1:] if head.text[0].isupper() else head.lemma_
    words = post.position.split()
    return " ".join([lemma, *words[1:]]) if head.i == post.i and words else post.position


def _of_another(ctx: Context, people: People, post: Post, name: Reference) -> bool:
    """«Супруга Президента Италии Имярек»: the name belongs to the one of whom the post tells.

    One that does not change its form («с супругой Президента Италии Эми Росси») tells no case.
    """
    head = ctx.doc[post.head]
    owner = ctx.doc[post.i - 1] if post.i else head
    if owner.i == head.i or owner.pos_ not in ("NOUN", "PROPN") or owner.morph.get("Animacy", []) != ["Anim"]:
        return False
    case = owner.morph.get("Case", [])
    if head.morph.get("Case", []) != ["Gen"] or case == ["Gen"]:
        return False
    unchanged = " ".join(ctx.doc[name.i : name.j].text.split()) == people.of(name).name
    kin = frames.words(f"{ctx.adapter.code}/not_posts", "word")
    return case == [name.case] or (unchanged and owner.lemma_ in kin)


SHARED = (_respectively, _one_after_another, _each)


def hold(ctx: Context, person: Person, post: Post, tokens: tuple[int, int], rule: str, *, body: str = "") -> None:
    from servanda.reading.people import Held

    span = ctx.doc[tokens[0] : tokens[1]]
    person.held.append(Held(post, post.position, body or post.body, span.start_char, span.end_char, rule))
