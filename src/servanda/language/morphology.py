"""pymorphy3's dictionary, checked against slovnet's tags: lemmas, and names in the nominative."""

from __future__ import annotations

import os.path
import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import pymorphy3

from servanda.language import declension, noun_phrases
from servanda.language.kept import Kept

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CACHE = 50_000

# OpenCorpora's parts of speech and grammemes in Universal Dependencies' terms
_POS = {
    "ADJF": "ADJ", "ADJS": "ADJ", "ADVB": "ADV", "COMP": "ADV", "VERB": "VERB", "GRND": "VERB", "INFN": "VERB",
    "PRTF": "VERB", "PRTS": "VERB", "NOUN": "NOUN", "NPRO": "PRON", "NUMR": "NUM", "NUMB": "NUM", "CONJ": "CCONJ",
    "INTJ": "INTJ", "PRCL": "PART", "PREP": "ADP", "PRED": "ADV",
}  # fmt: skip
_SAME_POS = {"PROPN": "NOUN", "AUX": "VERB", "SCONJ": "CCONJ", "DET": "ADJ", "PRCL": "PART"}
_FEATS = {
    "ablt": ("Case", "Ins"), "accs": ("Case", "Acc"), "datv": ("Case", "Dat"), "gent": ("Case", "Gen"),
    "gen1": ("Case", "Gen"), "gen2": ("Case", "Gen"), "loct": ("Case", "Loc"), "loc2": ("Case", "Loc"),
    "nomn": ("Case", "Nom"), "voct": ("Case", "Nom"), "femn": ("Gender", "Fem"), "masc": ("Gender", "Masc"),
    "neut": ("Gender", "Neut"), "plur": ("Number", "Plur"), "sing": ("Number", "Sing"), "impf": ("Aspect", "Imp"),
    "perf": ("Aspect", "Perf"), "1per": ("Person", "1"), "2per": ("Person", "2"), "3per": ("Person", "3"),
    "futr": ("Tense", "Fut"), "past": ("Tense", "Past"), "pres": ("Tense", "Pres"), "ADJS": ("Variant", "Short"),
    "PRTS": ("Variant", "Short"),
}  # fmt: skip
_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_USUAL = re.compile(r"[\x00-\x7fа-яё–—«»]*", re.IGNORECASE)  # letters that have a Unicode name
_NAME_TAGS = frozenset({"Surn", "Name", "Patr"})


class _Reading(NamedTuple):
    """What a grammatical tag of the dictionary says, in Universal Dependencies' terms."""

    pos: str
    feats: tuple[tuple[str, str], ...]
    is_name: bool
    declined: dict[str, str]  # case, number and gender of a noun


def _reading(tag: Any) -> _Reading:
    feats = tuple(_FEATS[gram] for gram in sorted(tag.grammemes) if gram in _FEATS)
    declined = {key: value for key, value in feats if key in ("Case", "Number", "Gender")} if tag.POS == "NOUN" else {}
    return _Reading(_POS.get(tag.POS or "", "X"), feats, bool(_NAME_TAGS & tag.grammemes), declined)


_readings = Kept(_reading, _CACHE)


def features(tag: str) -> dict[str, str]:
    """Features as Universal Dependencies write them: `Case=Nom|Number=Sing`."""
    return dict(pair.split("=", 1) for pair in tag.split("|")) if tag else {}


def fold(word: str) -> str:
    """Lower case with ё written as е: the form in which words are compared."""
    return word.lower().replace("ё", "е")


class Morphology:
    """Lemmas and nominatives; all look-ups are cached and bounded."""

    def __init__(self) -> None:
        self._analyzer = pymorphy3.MorphAnalyzer(lang="ru")
        self._parses = Kept(self._parse, _CACHE)
        self._nominatives = Kept(self._nominative, _CACHE)
        self._genders = Kept(self._gender, _CACHE)
        self._patronymics = Kept(self._is_patronymic, _CACHE)

    def parses(self, word: str) -> list[Any]:
        """pymorphy's parses; none for letters without a Unicode name (Tangut), at which it stops with an error."""
        return self._parses[word]

    def _parse(self, word: str) -> list[Any]:
        if not _USUAL.fullmatch(word) and any(letter.isalpha() and not unicodedata.name(letter, "") for letter in word):
            return []
        return list(self._analyzer.parse(word))

    def analysis(self, text: str, pos: str, feats: dict[str, str]) -> tuple[str, dict[str, str]]:
        """The dictionary form (folded) that fits a token's tags best, and its features, mended by the dictionary."""
        feats = self._mended(text, pos, feats)
        if self._is_future(text, pos, feats):
            feats = {**feats, "Tense": "Fut"}
        return self._lemma(text, pos, feats) if text[0].isalpha() else fold(text), feats

    def _is_future(self, text: str, pos: str, feats: dict[str, str]) -> bool:
        """Whether a form of the future was tagged as present («будет», «посетит»)."""
        if pos not in ("VERB", "AUX") or feats.get("Tense") != "Pres" or feats.get("VerbForm") != "Fin":
            return False
        best = self.best(text, pos, {key: value for key, value in feats.items() if key != "Tense"})
        return best is not None and "futr" in best.tag.grammemes

    def _mended(self, text: str, pos: str, feats: dict[str, str]) -> dict[str, str]:
        """The features of a noun, those of the dictionary where it knows one case and number only («президенты»)."""
        if pos not in ("NOUN", "PROPN") or "Case" not in feats:
            return feats
        parses = self.parses(text)
        if any(_readings[parse.tag].is_name for parse in parses):
            return feats
        known = [_readings[parse.tag].declined for parse in parses if parse.is_known]
        forms = {(form.get("Case"), form.get("Number")) for form in known}
        if len(forms) != 1 or None in next(iter(forms)) or (feats["Case"], feats.get("Number")) in forms:
            return feats
        return {**feats, **known[0]}

    def _lemma(self, text: str, pos: str, feats: dict[str, str]) -> str:
        best = self.best(text, pos, feats)
        if best is None:
            return fold(text)
        if "Supr" in best.tag.grammemes:  # «высший» is a word of its own
            grams = {"Supr", "nomn", "sing", "masc"}
            forms = [fold(form.word) for form in best.lexeme if grams <= form.tag.grammemes]
            return max(
                forms, key=lambda form: len(os.path.commonprefix([form, fold(text)])), default=fold(best.normal_form)
            )
        return fold(best.normal_form)

    def best(self, text: str, pos: str, feats: dict[str, str]) -> Any:
        """pymorphy's parse that agrees best with part of speech and features; its own order breaks ties."""
        best, most = None, -1.0
        wanted = _SAME_POS.get(pos, pos)
        for parse in self.parses(text):
            reading = _readings[parse.tag]
            score = 2.0 * (reading.pos == wanted)
            for key, value in reading.feats:
                if key in feats:
                    score += 1.0 if feats[key] == value else -0.25
            score += 0.6 * (pos == "PROPN" and reading.is_name)
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
        names = (parse for parse in self.parses(word) if parse.is_known and _NAME_TAGS & parse.tag.grammemes)
        return declension.surname_keys(fold(word)) | {fold(parse.normal_form) for parse in names}

    def person(self, span: Span, case: str = "") -> str:
        """A person's name in the nominative: by the dictionary where it knows the name, else by its ending."""
        return declension.person(self, span, case)

    def phrase(self, span: Span) -> str:
        """A noun phrase in the nominative."""
        return noun_phrases.phrase(self, span)

    def nominative(self, token: Token, *, number: str = "", gender: str = "") -> str:
        """One word in the nominative, its letter case kept; the word itself where the dictionary does not tell."""
        return self._nominatives[token.text, token.pos_, str(token.morph), number, gender]

    def _nominative(self, key: tuple[str, str, str, str, str]) -> str:
        text, pos, tagged, number, gender = key
        feats = features(tagged)
        parse = self.best(text, pos, feats)
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
