"""Who holds which post: posts beside names, titles that stand alone, and what follows from both.

Ordered rules bind a post to a person: beside the name, by the same title elsewhere, by the speaker who goes on, and
last by elimination. Each binding keeps the words that prove it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading import frames, post_states
from servanda.reading.post_heading import headed
from servanda.reading.post_names import beside_names, hold, predicated
from servanda.reading.posts import OF_STATES, Post

if TYPE_CHECKING:
    from servanda.reading.bodies import BodyMention
    from servanda.reading.context import Context
    from servanda.reading.people import Held, People, Person

HEADS = frozenset({"head_of_state", "head_of_state_alias"})
LEADING = OF_STATES | {"leader"}
#: Rules of a post that stands before its name.
LED = {"post_before_name", "post_before_post_and_name", "post_of_the_side", "post_beside_post", "bare_title_at_home"}
CAPTION = 40  # a line shorter than that leads to nothing: it is a caption or a credit
SITE = re.compile(r"[\w-]\.([a-z]{2})(?![\w.-]*@)\b", re.IGNORECASE)
SITE_STATES = {"uk": "GB"}  # country-code domains are ISO codes but for this one


def bind(ctx: Context, people: People) -> None:
    """Bind every post of the document to its holder where the text allows it, and add the titles as references."""
    alone = predicated(ctx, people, beside_names(ctx, people))
    headed(ctx, people)
    people.home = _home(ctx, people)
    _own_head(people)
    _same_title(ctx, people, alone)
    _speaker_goes_on(ctx, people, alone)
    _by_elimination(ctx, people, alone)
    _named_next(ctx, people, alone)
    post_states.of_ministers(ctx, people)
    post_states.of_heads(ctx, people)
    _name_aliases(ctx, people)
    _refer(ctx, people, alone)
    _named_bodies(ctx, people)
    _lead(ctx, people)
    people.__post_init__()


# -- the home state -------------------------------------------------------------------------------------------------


def _home(ctx: Context, people: People) -> str:
    """The state whose own the author is: by «Глава государства» and a name, by the site, by the state named first."""
    for person in people.persons:
        if any(_at_home(h.post) for h in person.held) and person.state:
            return person.state
    head = ctx.document
    for text in (head.url, head.publisher, head.text):
        for found in SITE.finditer(text):
            code = SITE_STATES.get(found[1].lower(), found[1].upper())
            if any(code in m.codes for m in ctx.states):
                return code
    alias = any(_at_home(post) for post in people.posts)
    most = max(people.persons, key=lambda p: p.count, default=None)
    another = any(_at_home(h.post) for p in people.persons if p is not most for h in p.held)
    if alias and most is not None and _heads_a_state(most) and not another:
        return most.state
    own = frames.words(f"{ctx.adapter.code}/own_abbreviations", "word")
    codes = {m.codes[0] for m in ctx.states if m.form == "abbreviation" and ctx.doc[m.i].norm_ in own}
    if len(codes) == 1:
        return next(iter(codes))
    if alias:
        return _own_state_by_mentions(ctx, people)
    return ""


def _at_home(post: Post) -> bool:
    """«Глава государства», and not «глава чешского государства»."""
    return _alias(post) and not post.codes


def _alias(post: Post) -> bool:
    return post.sort == "head_of_state_alias"


def _heads_a_state(person: Person) -> bool:
    return bool(person.state) and any(h.post.sort == "head_of_state" and h.body == person.state for h in person.held)


def _own_state_by_mentions(ctx: Context, people: People) -> str:
    """The state named first of those for which nobody else is named in a post of state."""
    named = dict.fromkeys(code for m in ctx.states if m.sort == "state" and m.form != "capital" for code in m.codes)
    taken = {p.state for p in people.persons if p.state and any(h.post.sort in LEADING for h in p.held)}
    left = [code for code in named if code not in taken | _goals(ctx)]
    return left[0] if left and (len(named) <= 3 or left[0] == next(iter(named))) else ""


def _goals(ctx: Context) -> set[str]:
    """The state named first, where somebody goes to it («собирается в Данию»)."""
    first = next((m for m in ctx.states if m.sort == "state"), None)
    if first is None or not first.i or ctx.doc[first.i].morph.get("Case", []) != ["Acc"]:
        return set()
    return set(first.codes) if ctx.doc[first.i - 1].pos_ == "ADP" else set()


def _own_head(people: People) -> None:
    """«Глава государства Имярек» without a state is the head of the home state."""
    for person in people.persons:
        for n, held in enumerate(person.held):
            own = held.post.codes[0] if _alias(held.post) and held.post.codes else people.home
            if (_alias(held.post) or held.post.sort == "aide") and not held.body and own:
                person.held[n] = replace(held, body=own)


# -- titles that stand alone ------------------------------------------------------------------------------------------


def _key(people: People, post: Post) -> tuple[str, str]:
    """What makes two titles the same: their sort and their state or body."""
    if post.sort == "head_of_state_alias":
        return "head_of_state", post.codes[0] if post.codes else people.home
    return post.sort, post.codes[0] if post.codes and post.sort in OF_STATES else post.body


def _holders(people: People, key: tuple[str, str]) -> list[Person]:
    return [p for p in people.persons if any(key in (_key(people, h.post), (_sorted(h), h.body)) for h in p.held)]


def _open_keys(ctx: Context, people: People, alone: list[Post]) -> dict[tuple[str, str], list[Post]]:
    """Titles of heads of state and government whose holder is not named beside any of them, with their places."""
    keys: dict[tuple[str, str], list[Post]] = {}
    for post in alone:
        if post.sort not in OF_STATES or post.former:
            continue
        states = {code for m in ctx.states if m.sort == "state" for code in m.codes}
        codes = tuple(code for code in post.codes if code in states) if post.plural else post.codes[:1]
        for code in codes or ((people.home,) if post.sort == "head_of_state_alias" and people.home else ()):
            sort = "head_of_state" if post.sort == "head_of_state_alias" else post.sort
            if not _holders(people, (sort, code)):
                keys.setdefault((sort, code), []).append(post)
    return keys


def _free(people: People, sort: str) -> list[Person]:
    """Persons who hold a post of that sort without a state, or no post at all."""
    bare = [p for p in people.persons if not p.state and any(_sorted(h) == sort for h in p.held)]
    return bare + [p for p in people.persons if not p.held]


def _sorted(held: Held) -> str:
    return "head_of_state" if held.post.sort in HEADS else held.post.sort


def _same_title(ctx: Context, people: People, alone: list[Post]) -> None:
    """«Президент Имярек» somewhere and only one state's president in the text without a name: it is he."""
    open_keys = _open_keys(ctx, people, alone)
    for sort in sorted(OF_STATES):
        bare = [p for p in people.persons if not p.state and any(_sorted(h) == sort for h in p.held)]
        keys = [key for key in open_keys if key[0] == sort]
        if len(bare) == 1 and len(keys) == 1 and not any(h.post.sort == "head_of_state_alias" for h in bare[0].held):
            _take(ctx, bare[0], open_keys[keys[0]], keys[0][1], "title_of_the_only_one")


def _take(ctx: Context, person: Person, posts: list[Post], code: str, rule: str) -> None:
    """Give a person the title; the words that prove it are those of its clearest place."""
    best = min(posts, key=lambda p: (p.plural, p.sort == "head_of_state_alias", p.i))
    hold(ctx, person, best, (best.i, best.j), rule, body=code)


def _speaker_goes_on(ctx: Context, people: People, alone: list[Post]) -> None:
    """A speech brought in under a name and closed under a title, or the other way round, has one speaker."""
    open_keys = _open_keys(ctx, people, alone)
    places = {post.i: (key, post) for key, posts in open_keys.items() for post in posts if not post.plural}
    votes: Counter[tuple[tuple[str, str], int]] = Counter()
    for one, two, weight in _neighbours(ctx) if places else ():
        mine, other = _subject(ctx, people, places, one), _subject(ctx, people, places, two)
        if isinstance(mine, int) and isinstance(other, tuple):
            votes[other, mine] += weight
        elif isinstance(mine, tuple) and isinstance(other, int):
            votes[mine, other] += weight
    given: set[int] = set()
    for (key, number), _ in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        person = people.persons[number]
        if number in given or person.state or _holders(people, key) or key not in open_keys:
            continue
        given.add(number)
        _take(ctx, person, open_keys[key], key[1], "speaker_goes_on")


def _neighbours(ctx: Context) -> list[tuple[tuple[int, int], tuple[int, int], int]]:
    """Pairs of spans that tell of one speaker, with a weight: what leads to a speech and the clause after it."""
    pairs = []
    before: tuple[int, int] | None = None
    for item in ctx.speech:
        if not item.clauses:
            continue
        clause = item.clauses[0]
        start = ctx.paragraph(item.start)[0]
        lead = (start, item.start) if item.start - start > CAPTION else _paragraph_before(ctx, start)
        if lead is not None and lead[1] <= clause[0]:
            pairs.append((lead, clause, 2))
        if before is not None:
            pairs.append((before, clause, 1))
        before = clause
    return pairs


def _paragraph_before(ctx: Context, start: int) -> tuple[int, int] | None:
    """The paragraph that leads to the one that begins at `start`; captions are passed over, speeches end the search."""
    at = next((n for n, p in enumerate(ctx.paragraphs) if p[0] >= start), 0)
    for paragraph in reversed(ctx.paragraphs[max(0, at - 2) : at]):
        if any(paragraph[0] <= s.start < paragraph[1] for s in ctx.speech):
            return None
        if paragraph[1] - paragraph[0] > CAPTION:
            return paragraph
    return None


def _subject(
    ctx: Context, people: People, places: dict[int, tuple[tuple[str, str], Post]], span: tuple[int, int]
) -> int | tuple[str, str] | None:
    """The person (a number) or open title (a key) of whom a span tells: the first in the nominative, else one alone."""
    tokens = ctx.span(*span)
    items: list[tuple[int, str, int | tuple[str, str]]] = [
        (r.i, r.case, r.person) for r in people.between(*span) if r.how == "name"
    ]
    items += [
        (i, "".join(ctx.doc[post.head].morph.get("Case", [])[:1]), key)
        for i, (key, post) in places.items()
        if tokens.start <= i < tokens.end
    ]
    items.sort(key=lambda item: item[0])
    nominative = [item for item in items if item[1] == "Nom"]
    if nominative:
        return nominative[0][2]
    return items[0][2] if len(items) == 1 else None


def _by_elimination(ctx: Context, people: People, alone: list[Post]) -> None:
    """One title of a head of state is open and one person, named twice or more, has no post: it is his."""
    open_keys = _open_keys(ctx, people, alone)
    heads = [key for key in open_keys if key[0] == "head_of_state"]
    free = [p for p in _free(people, "head_of_state") if p.count >= 2]
    if len(heads) == 1 and free:
        most = max(free, key=lambda p: p.count)
        others = [p.count for p in free if p is not most]
        if most.count > 2 * max(others, default=0) or len(free) == 1:
            _take(ctx, most, open_keys[heads[0]], heads[0][1], "title_by_elimination")


def _named_next(ctx: Context, people: People, alone: list[Post]) -> None:
    """«Президенты России и Сербии обсудили … По словам Имярека»: one is known, the one named next is the other."""
    for key, posts in _open_keys(ctx, people, alone).items():
        for post in posts:
            if not post.plural or not any(_holders(people, (key[0], code)) for code in post.codes if code != key[1]):
                continue
            start, end = ctx.doc[post.i].idx, ctx.paragraph(ctx.doc[post.i].idx)[1]
            named = [r for r in people.between(start, end) if not people.of(r).held]
            if named and not _holders(people, key):
                _take(ctx, people.of(named[0]), [post], key[1], "title_of_the_one_named_next")


def _name_aliases(ctx: Context, people: People) -> None:
    """«Глава государства» is a president where the text calls a head of state so, and belongs to the home state."""
    presidents = [p for p in people.posts if p.sort == "head_of_state"]
    titles = Counter(ctx.doc[p.head].lemma_ for p in presidents)
    plain = next(
        (p.position for p in presidents if titles and ctx.doc[p.head].lemma_ == titles.most_common(1)[0][0]), ""
    )
    heads = frames.words(f"{ctx.adapter.code}/posts", "phrase", **{"class": "head_of_state"})
    for person in people.persons:
        own = next((h for h in person.held if h.post.sort == "head_of_state"), None)
        for n, held in enumerate(person.held):
            if held.post.sort == "head_of_state_alias":
                itself = ctx.doc[held.post.head].lemma_ in heads  # «Президент страны»
                called = _first_word(held.position) if held.post.codes or itself else held.position
                position = own.position if own else (itself and called) or _first_word(plain) or called
                person.held[n] = replace(held, position=position, body=held.body or person.state or people.home)


def _named_bodies(ctx: Context, people: People) -> None:
    """«глава компании» is the head of the company that was named last before it."""
    for person in people.persons:
        for n, held in enumerate(person.held):
            if " " in held.body or not held.body.islower():
                continue
            before = [b for b in ctx.bodies if b.j <= held.post.i and _is_a(ctx, b, held.body)]
            if before:
                person.held[n] = replace(held, body=before[-1].called)


def _is_a(ctx: Context, body: BodyMention, noun: str) -> bool:
    """The name of a body has that noun for its head («компания «Рассвет»»)."""
    return any(token.lemma_ == noun for token in ctx.doc[max(0, body.i - 1) : body.j])


def _first_word(position: str) -> str:
    return position.split()[0] if position else ""


def _refer(ctx: Context, people: People, alone: list[Post]) -> None:
    """Titles become references to the persons who hold them; a bare title goes to its nearest holder before."""
    from servanda.reading.people import HOW_TITLE, Reference

    for post in alone:
        if post.plural:
            continue
        person = _holder_of(ctx, people, post)
        if person is not None:
            span = ctx.doc[post.i : post.j]
            case = "".join(ctx.doc[post.head].morph.get("Case", [])[:1])
            number = people.persons.index(person)
            people.references.append(Reference(span.start_char, span.end_char, post.i, post.j, number, HOW_TITLE, case))


def _lead(ctx: Context, people: People) -> None:
    """A name with a post before it is led by that post; of names that share one only the first."""
    leads = {
        (number, held.end): ctx.token_at(held.start).i
        for number, person in enumerate(people.persons)
        for held in person.held
        if held.rule in LED and held.end > ctx.doc[held.post.j - 1].idx + len(ctx.doc[held.post.j - 1])
    }
    leads |= {
        (r.person, r.end): held.post.i
        for r in people.references
        for held in people.of(r).held
        if held.rule == "post_before_names" and held.post.j == r.i
    }
    people.references[:] = [
        replace(r, lead=leads[r.person, r.end]) if (r.person, r.end) in leads else r for r in people.references
    ]


def _holder_of(ctx: Context, people: People, post: Post) -> Person | None:
    exact = _holders(people, _key(people, post))
    if len(exact) == 1:
        return exact[0]
    if post.sort == "leader":
        for sort in ("head_of_state", "head_of_government"):
            found = _holders(people, (sort, post.codes[0] if post.codes else post.body))
            if len(found) == 1:
                return found[0]
    if post.sort == "head_of_state_alias" or post.codes:
        return exact[0] if exact else None
    lemma = ctx.doc[post.head].lemma_
    same = [p for p in people.persons if any(_fits(ctx, h, post, lemma) for h in p.held)]
    before = [r for r in people.references if r.j <= post.i and people.of(r) in same]
    if before:
        last = ctx.doc[max(r.i for r in before)].sent.start
        return people.of(max((r for r in before if r.i >= last), key=lambda r: (r.case == "Nom", r.i)))
    return same[0] if len(same) == 1 else None


def _fits(ctx: Context, held: Held, post: Post, lemma: str) -> bool:
    """A bare title fits a fuller post: the same head word, or the same sort and a body of the same words."""
    if ctx.doc[held.post.head].lemma_ == lemma and (not post.body or post.body.split()[0] in held.body):
        return True
    if post.sort == "foreign_minister" and not post.codes:  # «глава МИД»
        return held.post.sort == post.sort
    if post.sort == "head_of_state":  # no prince is meant by «президент»
        return False
    if held.post.sort != post.sort or not post.body or len(held.body) < 4:
        return held.post.sort == post.sort and not post.body and post.sort in OF_STATES
    return post.body.lower()[:5] in held.body.lower()
