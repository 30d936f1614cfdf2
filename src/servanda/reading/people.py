"""The people of a document: every name gathered into persons, every post bound to the person who holds it.

A person's name is given in the nominative and in the fullest form that the text has. Titles without a name
(«Президент Италии», «Глава государства», «министр») are bound to persons where the text allows it.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.reading import frames, holders, names
from servanda.reading.person_names import surname_at
from servanda.reading.posts import OF_STATES, Post, find_posts

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from servanda.reading.context import Context

MOST_NAME_WORDS = 6
WITHIN = ".-–’'"  # marks that stand inside of names
NEARLY = 8  # letters from which on two spellings of a name may differ in one
HOW_NAME, HOW_TITLE = "name", "title"


@dataclass(frozen=True, slots=True)
class Reference:
    """Words at [start, end), tokens [i, j), that stand for a person: by name or by title; `case` is UD's or `""`.

    `lead` is the token where the post before a name begins, `i` where there is none.
    """

    start: int
    end: int
    i: int
    j: int
    person: int
    how: str
    case: str
    lead: int = -1

    @property
    def first(self) -> int:
        """The first token of post and name together."""
        return self.i if self.lead < 0 else self.lead


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a person holds, with the words that prove it and the rule that bound it."""

    post: Post
    position: str
    body: str
    start: int
    end: int
    rule: str


@dataclass(slots=True)
class Person:
    """One person: the fullest name in the nominative, the folded words it is known by, and the posts held."""

    name: str
    gender: str
    keys: frozenset[str]
    given: tuple[frozenset[str], ...]
    forms: list[tuple[str, str]] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    count: int = 0

    @property
    def state(self) -> str:
        """The state for which the person acts, by the posts; `""` where the text does not tell."""
        for held in self.held:
            if len(held.body) == 2 and held.body.isupper():
                return held.body
            if held.post.codes:
                return held.post.codes[0]
        return ""


@dataclass(slots=True)
class People:
    """All persons, the references to them in the order of the text, all posts, and the document's home state."""

    persons: list[Person]
    references: list[Reference]
    posts: list[Post]
    home: str
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.references.sort(key=lambda r: (r.start, -r.end))
        self._starts = [r.start for r in self.references]

    def between(self, start: int, end: int) -> list[Reference]:
        """References that lie in [start, end), in order."""
        first = bisect.bisect_left(self._starts, start)
        last = bisect.bisect_left(self._starts, end)
        return [r for r in self.references[first:last] if r.end <= end]

    def of(self, reference: Reference) -> Person:
        """The person whom a reference stands for."""
        return self.persons[reference.person]

    def named(self, name: str) -> Person | None:
        """The person of that (nominative, fullest) name."""
        return next((p for p in self.persons if p.name == name), None)


def find_people(ctx: Context) -> People:
    """Gather names into persons, bind posts to them, resolve titles; all from this document alone."""
    posts = find_posts(ctx)
    spans = list(_names(ctx, posts))
    persons: list[Person] = []
    owners: dict[tuple[int, int], int] = {}
    order = sorted(range(len(spans)), key=lambda n: (-_word_count(ctx, spans[n]), n))
    recent: list[tuple[int, int]] = []
    forms = _forms(ctx, spans, posts)
    for n in order:
        number = _person_of(ctx, spans[n], persons, recent, forms[n])
        owners[spans[n].start, spans[n].end] = number
        bisect.insort(recent, (spans[n].start, number))
    for person in persons:
        person.name = _fullest(person)
    references = [
        Reference(s.start_char, s.end_char, s.start, s.end, owners[s.start, s.end], HOW_NAME, case)
        for s, (_, case) in zip(spans, forms, strict=True)
    ]
    people = People(persons, references, posts, "")
    holders.bind(ctx, people)
    return people


def case_of(span: Span) -> str:
    """The case that most words of a span have, or `""`."""
    cases = [value for token in span for value in token.morph.get("Case", []) if token.pos_ in ("PROPN", "NOUN", "ADJ")]
    return Counter(cases).most_common(1)[0][0] if cases else ""


# -- names ------------------------------------------------------------------------------------------------------


def _names(ctx: Context, posts: Sequence[Post]) -> Iterator[Span]:
    """Spans of tokens that name a person: what the engine tags as such, mended, and capitals right after a post."""
    doc = ctx.doc
    post_words = {n for post in posts for n in range(post.i, post.j)}
    taken = -1
    entities = _merged(ctx)
    for entity in entities:
        i, j = _trimmed(ctx, entity[0], entity[1], post_words)
        if i < j and i > taken and _first_name(ctx, i - 1, post_words):  # «Отто | Иван Рона»
            i -= 1
        if i < j and i >= taken and _is_name(ctx, i, j):
            taken = j
            yield doc[i:j]
            continue
    spans = {n for entity in entities for n in range(*entity)}
    for post in posts:
        guess = _guess(ctx, post, spans)
        if guess is not None:
            yield guess


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
        if j < len(doc) and len(doc[j - 1].text) == 1 and doc[j - 1].text.isupper() and doc[j].text == ".":
            j += 1  # «Иванов И. И.»
        if out and out[-1][1] >= i and not _full_names(ctx, out[-1], (i, j)):
            out[-1] = (out[-1][0], max(j, out[-1][1]))
        elif out and out[-1][1] < i and _only_particles(ctx, out[-1][1], i, particles):
            out[-1] = (out[-1][0], j)
        else:
            out.append((i, j))
    return out


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
    full = min(one[1] - one[0], two[1] - two[0]) > 1
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

    while i < j and foreign(i):
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
    return sum(len(t.text) for t in words) >= 3 and not (len(words) == 1 and _common(ctx, words[0]))


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
    while n < len(doc) and n - post.j < 4 and doc[n].text[0].isupper() and doc[n].pos_ in ("PROPN", "X", "NOUN"):
        if n in known or doc[n].is_sent_start or doc[n].text.isupper() or doc[n].ent_type_ in ("LOC", "ORG"):
            break
        n += 1
    if n - post.j < 2 or n in known or any(m.i < n and post.j < m.j for m in ctx.states):
        return None
    return doc[post.j : n]


# -- persons ----------------------------------------------------------------------------------------------------


def _name_words(span: Span) -> list[str]:
    """Folded words of a name; an initial keeps its dot."""
    words: list[str] = []
    for token in span:
        if token.text == "." and words:
            words[-1] += "."
        elif token.text[0].isalpha():
            words.append(token.norm_)
    return words


def _word_count(ctx: Context, span: Span) -> int:
    """Words that tell persons apart; a name that ends in a patronymic is tried after those with a surname."""
    words = _name_words(span)
    return sum(1 for word in words if len(word) > 2) - 2 * ctx.adapter.patronymic(words[-1] if words else "")


def _initial(word: str) -> bool:
    return word.endswith(".") or len(word) == 1


def _forms(ctx: Context, spans: Sequence[Span], posts: Sequence[Post]) -> list[tuple[str, str]]:
    """Each name's nominative and case; posts tell the case, also of a name joined to one with a post before it."""
    hints = {post.j: "".join(ctx.doc[post.head].morph.get("Case", [])[:1]) for post in posts}
    for span in sorted(spans, key=lambda s: s.start):
        joint = span.end
        if span.start in hints and joint + 1 < len(ctx.doc) and ctx.doc[joint].pos_ == "CCONJ":
            hints.setdefault(joint + 1, hints[span.start])
    return [_form(ctx, span, hints.get(span.start, "")) for span in spans]


def _form(ctx: Context, span: Span, hint: str) -> tuple[str, str]:
    """A name in the nominative and the case in which it stands, which the post before it may tell."""
    name = ctx.adapter.person(span, hint)
    case = case_of(span) or hint
    if hint and (hint == "Nom" or name != " ".join(span.text.split())):  # the post tells it more surely than the name
        case = hint
    return name, case


def _person_of(
    ctx: Context, span: Span, persons: list[Person], recent: list[tuple[int, int]], form: tuple[str, str]
) -> int:
    words = _name_words(span)
    if len(words) > 1 and _initial(words[-1]):  # «Иванов И. И.»
        words = [*words[1:], words[0]]
    particles = frames.words(f"{ctx.adapter.code}/name_particles", "word")
    if len(words) > 2 and particles.issuperset(words[:-1]):  # «Фон дер Ляйен» is a surname
        words = words[-1:]
    surname = ctx.adapter.surname_keys(words[-1])
    given = tuple(ctx.adapter.surname_keys(w) if not _initial(w) else frozenset({w[0]}) for w in words[:-1])
    patronymic = len(words) == 2 and ctx.adapter.patronymic(words[-1])
    candidates = [n for n, p in enumerate(persons) if _same(p, surname, given, patronymic=patronymic)]
    name, case = form
    if not candidates:
        gender = next((g for t in span if (g := ctx.adapter.gender(t.text, case))), "")
        persons.append(Person(name, gender, surname, given, [(name, case)], count=1))
        return len(persons) - 1
    number = _nearest(candidates, span.start, recent) if len(candidates) > 1 else candidates[0]
    if persons[number].keys & surname or not given:  # «Имя Отчество» alone is no fuller form
        persons[number].forms.append((name, case))
    persons[number].count += 1
    return number


def _same(
    person: Person, surname: frozenset[str], given: tuple[frozenset[str], ...], *, patronymic: bool = False
) -> bool:
    if not given and person.given and not person.keys & surname:
        return any(len(key) > 3 for key in person.given[0] & surname)
    if given and person.given and not person.keys & surname:
        # first name and patronymic without the surname («Шавкат Миромонович»)
        return patronymic and bool(person.given[0] & given[0])
    if not person.keys & surname:
        return bool(given and person.given and person.given[0] & given[0]) and _misspelt(person.keys, surname)
    return not given or not person.given or _compatible(person.given, given)


def _misspelt(mine: frozenset[str], other: frozenset[str]) -> bool:
    """Two spellings of one long name that differ in a letter («Саакашвили», «Сааакашвили»)."""
    pairs = ((a, b) for a in sorted(mine) for b in sorted(other) if min(len(a), len(b)) >= NEARLY and a[:2] == b[:2])
    return any(_one_letter(a, b) for a, b in pairs)


def _one_letter(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    n = next((k for k, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[n + (len(short) == len(long)) :] == long[n + 1 :]


def _compatible(mine: tuple[frozenset[str], ...], other: tuple[frozenset[str], ...]) -> bool:
    """First names agree where both have them; an initial agrees with any name that begins with it."""
    first, second = mine[0], other[0]
    if first & second:
        return True
    short = first if all(len(key) == 1 for key in first) else second if all(len(key) == 1 for key in second) else None
    if short is None:
        return False
    long = second if short is first else first
    return any(key.startswith(letter) for key in long for letter in short)


def _nearest(candidates: list[int], i: int, recent: list[tuple[int, int]]) -> int:
    before = [number for at, number in recent if at < i and number in candidates]
    return before[-1] if before else candidates[0]


def _fullest(person: Person) -> str:
    """Of the forms with the most words that of a nominative, or the most frequent; initials count for less."""

    def rank(form: tuple[str, str]) -> tuple[int, int]:
        words = [w for w in form[0].replace(".", ". ").split() if len(w) > 2]
        return len(words), len(form[0].split())

    most = max(rank(form) for form in person.forms)
    full = [form for form in person.forms if rank(form) == most]
    nominative = [name for name, case in full if case == "Nom"]
    best = Counter(nominative or [name for name, _ in full]).most_common(1)[0][0]
    if nominative:
        return best
    # the surname as it stands in a shorter form in the nominative
    last = best.split()[-1]
    for name, case in person.forms:
        if case == "Nom" and name.split()[-1] != last and not name.endswith("."):
            return " ".join([*best.split()[:-1], name.split()[-1]])
    return best
