"""pymorphy3's dictionary, asked for no more than a lemma takes.

pymorphy3 builds every parse of a form, with its lemma and its probability, before any is chosen. Here the numbers of a
form's tags are compared with the token's tag first, once for all words that may be the same; only the best form gets
its lemma. Between equals the probability decides, as it does in pymorphy3's order. Words that are not in the
dictionary are left to pymorphy3.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

from servanda.language.kept import Kept
from servanda.language.tags import Reading, Tag

Form = tuple[str, int, int]  # the word with its ё; its paradigm, its place in that
Numbers = tuple[int, ...]  # of the tags of a word's forms

_READINGS = 10_000  # the dictionary has some 5,500 tags
_COMPARED = 30_000  # tags with the tags of a word's forms
_PLACES = 30_000  # of forms in paradigms, whose edges are kept
_INFLECTED = 10_000  # places of paradigms with what is wanted
LEAST = -1.0  # an agreement that is none


class Parse:
    """What pymorphy3's Parse of a word in the dictionary says, worked out when it is asked."""

    __slots__ = ("_dictionary", "_paradigm", "_place", "_stem", "tag", "word")

    is_known = True

    def __init__(self, dictionary: Dictionary, stem: str, paradigm: int, place: int) -> None:
        """`place`: that of the form in its paradigm."""
        self._dictionary, self._stem, self._paradigm, self._place = dictionary, stem, paradigm, place
        before, after, number = dictionary.edges(paradigm, place)
        self.word = f"{before}{stem}{after}"
        self.tag = dictionary.gramtab[number]

    @property
    def normal_form(self) -> str:
        """The dictionary form."""
        return Parse(self._dictionary, self._stem, self._paradigm, 0).word

    @property
    def lexeme(self) -> list[Parse]:
        """All forms."""
        count = self._dictionary.count(self._paradigm)
        return [Parse(self._dictionary, self._stem, self._paradigm, place) for place in range(count)]

    def inflect(self, grams: Set[str]) -> Parse | None:
        """The form with these grammemes that is most like this one."""
        place = self._dictionary.inflected(self._paradigm, self._place, frozenset(grams))
        return None if place < 0 else Parse(self._dictionary, self._stem, self._paradigm, place)


class Dictionary:
    """The words of pymorphy3's dictionary."""

    def __init__(self, analyzer: Any) -> None:
        """`analyzer`: pymorphy3's MorphAnalyzer."""
        dictionary = self._dictionary = analyzer.dictionary
        self._items, self._values = dictionary.words.similar_items, dictionary.words.get
        self._substitutes = analyzer.char_substitutes
        self._paradigms, self.gramtab = dictionary.paradigms, dictionary.gramtab
        self._chance = analyzer.prob_estimator.p_t_given_w
        self._readings: Kept[int, Reading] = Kept(lambda number: Reading.of(self.gramtab[number]), _READINGS)
        self._agreeing = Kept(self._agreeing_best, _COMPARED)
        self._declined = Kept(self._declined_one_way, _COMPARED)
        self._edges = Kept(self._edges_of, _PLACES)
        self._inflections = Kept(self._inflection, _INFLECTED)

    def forms(self, word: str) -> tuple[list[Form], Numbers]:
        """What a word may be, and the numbers of its tags; nothing for a word that the dictionary lacks.

        Nor for a letter, which may be an initial.
        """
        forms: list[Form] = []
        if len(word) == 1:
            return forms, ()
        word = word.lower()
        if "е" in word:
            forms = [(fixed, *place) for fixed, places in self._items(word, self._substitutes) for place in places]
        else:
            forms = [(word, *place) for place in self._values(word) or ()]
        numbers = []
        for _, paradigm, place in forms:
            tags = self._paradigms[paradigm]
            numbers.append(tags[len(tags) // 3 + place])
        return forms, tuple(numbers)

    def reading(self, number: int) -> Reading:
        """What a tag of the dictionary says."""
        return self._readings[number]

    def best(self, word: str, numbers: Numbers, tag: Tag) -> int:
        """The place of the form that agrees best with a tag; of equals the likelier, then the first; -1 for none."""
        equals = self._agreeing[tag, numbers]
        return equals[0] if len(equals) == 1 else self.likeliest(word, numbers, equals) if equals else -1

    def likeliest(self, word: str, numbers: Numbers, places: Sequence[int]) -> int:
        """The one of these forms that the word has most often; of equals the first."""
        word = word.lower()
        return max(places, key=lambda place: self._chance.get(f"{word}:{self.gramtab[numbers[place]]}", 0))

    def declined(self, numbers: Numbers) -> tuple[str, str] | None:
        """Case and number of a noun that can only have these, and is no name of a person."""
        return self._declined[numbers]

    def lemma(self, form: Form) -> str:
        """The dictionary form."""
        fixed, paradigm, place = form
        if not place:
            return fixed
        before, after, _ = self._edges[paradigm, 0]
        return f"{before}{self._stem(form)}{after}"

    def _stem(self, form: Form) -> str:
        fixed, paradigm, place = form
        before, after, _ = self._edges[paradigm, place]
        return fixed[len(before) : len(fixed) - len(after)]

    def parses(self, word: str) -> list[Parse]:
        """pymorphy3's parses, in its order: the likelier before."""
        forms, numbers = self.forms(word)
        parses = [Parse(self, self._stem(form), *form[1:]) for form in forms]
        if len(parses) < 2:
            return parses
        word = word.lower()
        chances = [-self._chance.get(f"{word}:{self.gramtab[number]}", 0) for number in numbers]
        return [parses[n] for n in sorted(range(len(parses)), key=chances.__getitem__)]

    def count(self, paradigm: int) -> int:
        """How many forms a paradigm has."""
        return len(self._paradigms[paradigm]) // 3

    def edges(self, paradigm: int, place: int) -> tuple[str, str, int]:
        """What a form has before and after its stem, and the number of its tag."""
        return self._edges[paradigm, place]

    def inflected(self, paradigm: int, place: int, grams: frozenset[str]) -> int:
        """The place of the form that has these grammemes and is most like the form at `place`; -1 if none has them."""
        return self._inflections[paradigm, place, grams]

    def _agreeing_best(self, key: tuple[Tag, Numbers]) -> list[int]:
        tag, numbers = key
        scores = [tag.agreement(self._readings[number]) for number in numbers]
        most = max(scores)
        equals = [place for place, score in enumerate(scores) if score == most > LEAST]
        return equals[:1] if len({numbers[place] for place in equals}) == 1 else equals

    def _declined_one_way(self, numbers: Numbers) -> tuple[str, str] | None:
        readings = [self._readings[number] for number in numbers]
        found = {(reading.declined.get("Case", ""), reading.declined.get("Number", "")) for reading in readings}
        case, number = next(iter(found))
        if len(found) > 1 or not (case and number) or any(reading.is_name for reading in readings):
            return None
        return case, number

    def _edges_of(self, key: tuple[int, int]) -> tuple[str, str, int]:
        paradigm, place = key
        given, count = self._paradigms[paradigm], self.count(paradigm)
        prefix = self._dictionary.paradigm_prefixes[given[2 * count + place]]
        return prefix, self._dictionary.suffixes[given[place]], given[count + place]

    def _inflection(self, key: tuple[int, int, frozenset[str]]) -> int:
        paradigm, place, grams = key
        tags = [self.gramtab[self._edges[paradigm, n][2]] for n in range(self.count(paradigm))]
        having = [n for n, tag in enumerate(tags) if grams <= tag.grammemes]
        if not having:
            grams = tags[place].fix_rare_cases(grams)
            having = [n for n, tag in enumerate(tags) if grams <= tag.grammemes]
        wanted = tags[place].updated_grammemes(grams)
        likeness = {n: len(wanted & tags[n].grammemes) - 0.1 * len(wanted ^ tags[n].grammemes) for n in having}
        return max(having, key=likeness.__getitem__, default=-1)
