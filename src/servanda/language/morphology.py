"""pymorphy3's dictionary, checked against slovnet's tags: lemmas, and names in the nominative."""

from __future__ import annotations

import os.path
import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pymorphy3

from servanda.language import declension, noun_phrases
from servanda.language.dictionary import LEAST, Dictionary, Numbers
from servanda.language.kept import Kept, Known
from servanda.language.tags import NAME_TAGS, Reading, Tag, written

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CACHE = 50_000
_TAGS = 5_000  # slovnet has 753 tags
_PARSES = 12_000  # of words, 3 kB each
_PHRASES = 10_000

_Seen = tuple[object, ...]
_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_USUAL = re.compile(r"[\x00-\x7fа-яё–—«»]*", re.IGNORECASE)  # letters that have a Unicode name


def fold(word: str) -> str:
    """Lower case with ё written as е: the form in which words are compared."""
    return word.lower().replace("ё", "е")


def _seen(span: Span, case: str = "") -> _Seen:
    """All that the nominative of a phrase is made from: its own words, nothing around it."""
    start, end = span.start, span.end
    words = [(t.text, t.pos_, t.dep_, str(t.morph), t.head.i - start if start <= t.head.i < end else -1) for t in span]
    return span.text, case, *words


_readings: Kept[str, Reading] = Kept(Reading.of, _CACHE)


class Morphology:
    """Lemmas and nominatives; all look-ups are cached and bounded."""

    def __init__(self) -> None:
        self._analyzer = pymorphy3.MorphAnalyzer(lang="ru")
        self._dictionary = Dictionary(self._analyzer)
        self._tags: Kept[tuple[str, str], Tag] = Kept(lambda key: Tag(*key), _TAGS)
        self._parses = Kept(self._parse, _PARSES)
        self._nominatives = Kept(self._nominative, _CACHE)
        self._genders = Kept(self._gender, _CACHE)
        self._patronymics = Kept(self._is_patronymic, _CACHE)
        self._people = Known[_Seen, str](_PHRASES)
        self._phrases = Known[_Seen, str](_PHRASES)

    def parses(self, word: str) -> Sequence[Any]:
        """pymorphy's parses; none for letters without a Unicode name (Tangut), at which it stops with an error."""
        return self._parses[word]

    def _parse(self, word: str) -> Sequence[Any]:
        known = self._dictionary.parses(word)
        if known:
            return known
        if not _USUAL.fullmatch(word) and any(letter.isalpha() and not unicodedata.name(letter, "") for letter in word):
            return []
        parses: list[Any] = self._analyzer.parse(word)
        return parses

    def tag(self, pos: str, feats: str) -> Tag:
        """The one object for what slovnet says of tokens: part of speech, features as they are written."""
        return self._tags[pos, feats]

    def analysis(self, text: str, tag: Tag) -> tuple[str, Tag]:
        """The dictionary form (folded) that fits a token's tag best, and its tag, mended by the dictionary."""
        forms, numbers = self._dictionary.forms(text)
        if not forms:
            return (fold(text), tag) if text.isascii() else self._analysis_by_parses(text, tag)
        tag = self._mended(text, numbers, tag)
        if tag.may_be_future:
            best = self._dictionary.best(text, numbers, self._without_tense(tag))
            if best >= 0 and "futr" in self._dictionary.reading(numbers[best]).grammemes:
                tag = self._changed(tag, {"Tense": "Fut"})
        best = self._dictionary.best(text, numbers, tag)
        if best < 0 or not text[0].isalpha():
            return fold(text), tag
        if "Supr" in self._dictionary.reading(numbers[best]).grammemes:
            return self._lemma(text, tag), tag
        return self._dictionary.lemma(forms[best]).replace("ё", "е"), tag

    def _analysis_by_parses(self, text: str, tag: Tag) -> tuple[str, Tag]:
        """The analysis of what the dictionary lacks."""
        if tag.is_declined and len(text) == 1:  # nothing longer is known where the dictionary lacks it
            tag = self._mended_by_parses(text, tag)
        if tag.may_be_future:
            parse = self.best(text, self._without_tense(tag))
            if parse is not None and "futr" in parse.tag.grammemes:
                tag = self._changed(tag, {"Tense": "Fut"})
        return self._lemma(text, tag) if text[0].isalpha() else fold(text), tag

    def _changed(self, tag: Tag, feats: dict[str, str]) -> Tag:
        return self._tags[tag.pos, written({**tag.feats, **feats})]

    def _without_tense(self, tag: Tag) -> Tag:
        return self._tags[tag.pos, written({key: value for key, value in tag.feats.items() if key != "Tense"})]

    def _mended(self, text: str, numbers: Numbers, tag: Tag) -> Tag:
        """The tag of a noun, that of the dictionary where it knows one case and number only («президенты»)."""
        only = self._dictionary.declined(numbers) if tag.is_declined else None
        if only is None or only == (tag.feats["Case"], tag.feats.get("Number")):
            return tag
        first = self._dictionary.likeliest(text, numbers, range(len(numbers)))
        return self._changed(tag, self._dictionary.reading(numbers[first]).declined)

    def _mended_by_parses(self, text: str, tag: Tag) -> Tag:
        parses = self.parses(text)
        if any(_readings[str(parse.tag)].is_name for parse in parses):
            return tag
        known = [_readings[str(parse.tag)].declined for parse in parses if parse.is_known]
        forms = {(form.get("Case"), form.get("Number")) for form in known}
        if len(forms) != 1 or None in next(iter(forms)) or (tag.feats["Case"], tag.feats.get("Number")) in forms:
            return tag
        return self._changed(tag, known[0])

    def _lemma(self, text: str, tag: Tag) -> str:
        best = self.best(text, tag)
        if best is None:
            return fold(text)
        if "Supr" in best.tag.grammemes:  # «высший» is a word of its own
            grams = {"Supr", "nomn", "sing", "masc"}
            forms = [fold(form.word) for form in best.lexeme if grams <= form.tag.grammemes]
            return max(
                forms, key=lambda form: len(os.path.commonprefix([form, fold(text)])), default=fold(best.normal_form)
            )
        return fold(best.normal_form)

    def best(self, text: str, tag: Tag) -> Any:
        """pymorphy's parse that agrees best with a tag; its own order breaks ties."""
        best, most = None, LEAST
        for parse in self.parses(text):
            score = tag.agreement(_readings[str(parse.tag)])
            if score > most:
                best, most = parse, score
        return best

    def gender(self, word: str, case: str = "") -> str:
        """`Masc` or `Fem` for a first name or patronymic of the dictionary (in that case, if given), else `""`."""
        return self._genders[word, case]

    def _gender(self, key: tuple[str, str]) -> str:
        word, case = key
        wanted = {_CASES[case]} if case in _CASES else set()
        for parse in self.parses(word):
            grams = parse.tag.grammemes
            if parse.is_known and {"Name", "Patr"} & grams and wanted <= grams and "plur" not in grams:
                if "femn" in grams:
                    return "Fem"
                if "masc" in grams:
                    return "Masc"
        return ""

    def patronymic(self, word: str) -> bool:
        """Whether a word is a patronymic by the dictionary or by its ending, and no surname («Янукович»)."""
        return self._patronymics[word]

    def _is_patronymic(self, word: str) -> bool:
        known = [parse.tag.grammemes for parse in self.parses(word) if parse.is_known]
        if any("Patr" in grams for grams in known):
            return True
        return declension.patronymic(fold(word)) and not any("Surn" in grams for grams in known)

    def surname(self, word: str) -> bool:
        """Whether a word has the ending of one person's surname."""
        return declension.surname(fold(word))

    def surname_keys(self, word: str) -> frozenset[str]:
        """The dictionary forms that a name in any case may have (folded)."""
        names = (parse for parse in self.parses(word) if parse.is_known and NAME_TAGS & parse.tag.grammemes)
        return declension.surname_keys(fold(word)) | {fold(parse.normal_form) for parse in names}

    def person(self, span: Span, case: str = "") -> str:
        """A person's name in the nominative: by the dictionary where it knows the name, else by its ending."""
        seen = _seen(span, case)
        return self._people.get(seen) or self._people.keep(seen, declension.person(self, span, case))

    def phrase(self, span: Span) -> str:
        """A noun phrase in the nominative."""
        seen = _seen(span)
        return self._phrases.get(seen) or self._phrases.keep(seen, noun_phrases.phrase(self, span))

    def nominative(self, token: Token, *, number: str = "", gender: str = "") -> str:
        """One word in the nominative, its letter case kept; the word itself where the dictionary does not tell."""
        return self._nominatives[token.text, token.pos_, str(token.morph), number, gender]

    def _nominative(self, key: tuple[str, str, str, str, str]) -> str:
        text, pos, tagged, number, gender = key
        tag = self._tags[pos, tagged]
        feats = tag.feats
        parse = self.best(text, tag)
        if parse is None or (not parse.is_known and pos == "PROPN"):
            return text
        grams = {"nomn"} | ({"Supr"} & parse.tag.grammemes)
        if number or feats.get("Number"):
            grams.add("plur" if (number or feats.get("Number")) == "Plur" else "sing")
        if gender and "plur" not in grams and parse.tag.POS in ("ADJF", "PRTF"):
            grams.add({"Masc": "masc", "Fem": "femn", "Neut": "neut"}[gender])
        if "Supr" in grams:  # «высший», not «высочайший»: the form that shares most with the word
            forms = [form for form in parse.lexeme if grams <= form.tag.grammemes]
            inflected = max(forms, key=lambda form: len(os.path.commonprefix([form.word, fold(text)])), default=None)
        else:
            inflected = parse.inflect(grams) or parse.inflect({"nomn"})
        return shaped(inflected.word, text) if inflected else text


def shaped(word: str, like: str) -> str:
    """The word in the letter case of another, part by part of a hyphenated word; ё only where the other has it."""
    if "ё" not in like.lower():
        word = word.replace("ё", "е")
    parts, models = word.split("-"), like.split("-")
    if len(parts) != len(models):
        models = [models[0]] * len(parts)
    out = []
    for part, model in zip(parts, models, strict=True):
        if model.isupper() and len(model) > 1:
            out.append(part.upper())
        elif model[:1].isupper():
            out.append(part[:1].upper() + part[1:])
        else:
            out.append(part)
    return "-".join(out)
