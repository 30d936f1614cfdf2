"""The people of a document: every name gathered into persons, every post bound to the person who holds it.

A person's name is given in the nominative and in the fullest form that the text has. Titles without a name
(«Президент Италии», «Глава государства», «министр») are bound to persons where the text allows it.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.reading import frames, holders
from servanda.reading.name_spans import name_spans
from servanda.reading.posts import Post, find_posts

if TYPE_CHECKING:
    from spacy.tokens import Span

    from servanda.reading.context import Context

SAME = 2  # letters with which two forms of a surname begin
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
    spans = list(name_spans(ctx, posts))
    persons: list[Person] = []
    owners: dict[tuple[int, int], int] = {}
    order = sorted(range(len(spans)), key=lambda n: (-_word_count(ctx, spans[n]), n))
    recent: list[tuple[int, int]] = []
    forms = _forms(ctx, spans, posts)
    relatives, titled = _relatives(ctx, posts), {post.j for post in posts}
    kin: set[int] = set()
    for n in order:
        declined = forms[n][0] != " ".join(spans[n].text.split())
        others = kin if declined or spans[n].start in titled else set[int]()
        number = _person_of(ctx, spans[n], persons, recent, forms[n], others)
        if (spans[n].start in relatives and not declined) or _kin_at(ctx, spans[n], forms[n][1]):
            kin.add(number)
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


def _relatives(ctx: Context, posts: Sequence[Post]) -> set[int]:
    """Where the name of somebody's wife or son may begin: «с супругой Президента Италии Эми Росси»."""
    kin = frames.words(f"{ctx.adapter.code}/not_posts", "word")
    return {post.j for post in posts if post.i and ctx.doc[post.i - 1].lemma_ in kin}


def _forms(ctx: Context, spans: Sequence[Span], posts: Sequence[Post]) -> list[tuple[str, str]]:
    """Each name's nominative and case; posts tell the case, also of a name joined to one with a post before it."""
    hints = {_past_titles(ctx, post.j): "".join(ctx.doc[post.head].morph.get("Case", [])[:1]) for post in posts}
    for span in sorted(spans, key=lambda s: s.start):
        joint = span.end
        if span.start in hints and joint + 1 < len(ctx.doc) and ctx.doc[joint].pos_ == "CCONJ":
            hints.setdefault(joint + 1, hints[span.start])
    return [_form(ctx, span, hints.get(span.start, "")) for span in spans]


def _kin_at(ctx: Context, span: Span, case: str) -> bool:
    """«его супруга Эми Росси», and not «супруга Ивана Росси»."""
    kin = frames.words(f"{ctx.adapter.code}/not_posts", "word")
    before = ctx.doc[span.start - 1] if span.start else None
    if before is None or before.lemma_ not in kin or span.end - span.start < 2:
        return False
    return before.morph.get("Case", []) == [case] != ["Gen"]


def _past_titles(ctx: Context, n: int) -> int:
    """The token after «шейх», «генерал» at token n."""
    titles = frames.words(f"{ctx.adapter.code}/honorifics", "word")
    while n + 1 < len(ctx.doc) and ctx.doc[n].lemma_ in titles:
        n += 1
    return n


def _form(ctx: Context, span: Span, hint: str) -> tuple[str, str]:
    """A name in the nominative and the case in which it stands, which the post before it may tell."""
    name = ctx.adapter.person(span, hint)
    case = case_of(span) or hint
    if hint and (hint == "Nom" or name != " ".join(span.text.split())):  # the post tells it more surely than the name
        case = hint
    return name, case


def _person_of(
    ctx: Context,
    span: Span,
    persons: list[Person],
    recent: list[tuple[int, int]],
    form: tuple[str, str],
    others: set[int],
) -> int:
    """The number of the person whose name it is; a surname alone is none of some others."""
    words = _name_words(span)
    if len(words) > 1 and _initial(words[-1]):  # «Иванов И. И.»
        words = [*words[1:], words[0]]
    particles = frames.words(f"{ctx.adapter.code}/name_particles", "word")
    if len(words) > 2 and particles.issuperset(words[:-1]):  # «Фон дер Ляйен» is a surname
        words = words[-1:]
    surname = ctx.adapter.surname_keys(words[-1])
    given = tuple(ctx.adapter.surname_keys(w) if not _initial(w) else frozenset({w[0]}) for w in words[:-1])
    patronymic = len(words) == 2 and ctx.adapter.patronymic(words[-1])
    candidates = [
        n for n, p in enumerate(persons)
        if _same(p, surname, given, patronymic=patronymic) and (given or n not in others)
    ]  # fmt: skip
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
        return any(len(key) > 3 for given_name in person.given for key in given_name & surname)
    if given and person.given and not person.keys & surname:
        # first name and patronymic without the surname («Шавкат Миромонович»), or a surname spelt otherwise
        return bool(person.given[0] & given[0]) and (patronymic or _misspelt(person.keys, surname))
    if not person.keys & surname:
        return False
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
    short, long = sorted((mine, other), key=len)
    if len(short) < len(long) and all(any(a & b for b in long) for a in short):
        return True  # «Лула да Силва», «Луис Инасиу Лула да Силва»
    initial = first if all(len(key) == 1 for key in first) else second if all(len(key) == 1 for key in second) else None
    if initial is None:
        return False
    full = second if initial is first else first
    return any(key.startswith(letter) for key in full for letter in initial)


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
        louder = name.split()[-1].isupper() and not last.isupper()  # «К. АЛПЫСБАЕВА»
        alike = name.split()[-1][:SAME].lower() == last[:SAME].lower()
        if case == "Nom" and name.split()[-1] != last and alike and not name.endswith(".") and not louder:
            return " ".join([*best.split()[:-1], name.split()[-1]])
    return best
