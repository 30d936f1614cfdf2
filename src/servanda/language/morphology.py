"""pymorphy3's dictionary, checked against slovnet's tags: lemmas, and names in the nominative."""

from __future__ import annotations

import functools
import os.path
import unicodedata
from typing import TYPE_CHECKING, Any

import pymorphy3

from servanda.language import declension, noun_phrases

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from servanda.language.engines import Word

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
_NAME_TAGS = frozenset({"Surn", "Name", "Patr"})


def _features(parse: Any) -> dict[str, str]:
    """Case, number and gender of a noun; nothing for another part of speech."""
    if parse.tag.POS != "NOUN":
        return {}
    pairs = (_FEATS.get(gram, ("", "")) for gram in sorted(parse.tag.grammemes))
    return {key: value for key, value in pairs if key in ("Case", "Number", "Gender")}


def fold(word: str) -> str:
    """Lower case with ё written as е: the form in which words are compared."""
    return word.lower().replace("ё", "е")


class Morphology:
    """Lemmas and nominatives; all look-ups are cached and bounded."""

    def __init__(self) -> None:
        self._analyzer = pymorphy3.MorphAnalyzer(lang="ru")
        self.parses = functools.lru_cache(_CACHE)(self._parse)
        self._lemma = functools.lru_cache(_CACHE)(self._best_lemma)

    def _parse(self, word: str) -> list[Any]:
        """pymorphy's parses; none for letters without a Unicode name (Tangut), at which it stops with an error."""
        if any(letter.isalpha() and not unicodedata.name(letter, "") for letter in word):
            return []
        return list(self._analyzer.parse(word))

    def lemma(self, word: Word) -> str:
        """The dictionary form that fits the tags best, folded."""
        if not word.text[0].isalpha():
            return fold(word.text)
        return self._lemma(word.text, word.pos, tuple(sorted((word.feats or {}).items())))

    def tense(self, word: Word) -> str:
        """`Fut` for a form of the future that the tagger calls present («будет», «посетит»), else `""`."""
        feats = word.feats or {}
        if word.pos not in ("VERB", "AUX") or feats.get("Tense") != "Pres" or feats.get("VerbForm") != "Fin":
            return ""
        best = self.best(word.text, word.pos, {key: value for key, value in feats.items() if key != "Tense"})
        return "Fut" if best is not None and "futr" in best.tag.grammemes else ""

    def mended(self, word: Word) -> dict[str, str]:
        """The features of a noun, those of the dictionary where it knows one case and number only («президенты»)."""
        feats = word.feats or {}
        if word.pos not in ("NOUN", "PROPN") or "Case" not in feats:
            return feats
        parses = self.parses(word.text)
        if any(_NAME_TAGS & parse.tag.grammemes for parse in parses):
            return feats
        known = [_features(parse) for parse in parses if parse.is_known]
        forms = {(form.get("Case"), form.get("Number")) for form in known}
        if len(forms) != 1 or None in next(iter(forms)) or (feats["Case"], feats.get("Number")) in forms:
            return feats
        return {**feats, **known[0]}

    def _best_lemma(self, text: str, pos: str, feats: tuple[tuple[str, str], ...]) -> str:
        best = self.best(text, pos, dict(feats))
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
            score = 2.0 * (_POS.get(parse.tag.POS or "", "X") == wanted)
            for gram in parse.tag.grammemes:
                key, value = _FEATS.get(gram, ("", ""))
                if key and key in feats:
                    score += 1.0 if feats[key] == value else -0.25
            score += 0.6 * (pos == "PROPN" and bool(_NAME_TAGS & parse.tag.grammemes))
            if score > most:
                best, most = parse, score
        return best

    def gender(self, word: str, case: str = "") -> str:
        """`Masc` or `Fem` for a first name or patronymic of the dictionary (in that case, if given), else `""`."""
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
        """Whether a word is a patronymic by the dictionary or by its ending."""
        return declension.patronymic(fold(word)) or any(
            "Patr" in p.tag.grammemes and p.is_known for p in self.parses(word)
        )

    def surname_keys(self, word: str) -> frozenset[str]:
        """The dictionary forms that a surname in any case may have (folded)."""
        return declension.surname_keys(fold(word))

    def person(self, span: Span, case: str = "") -> str:
        """A person's name in the nominative: by the dictionary where it knows the name, else by its ending."""
        return declension.person(self, span, case)

    def phrase(self, span: Span) -> str:
        """A noun phrase in the nominative."""
        return noun_phrases.phrase(self, span)

    def nominative(self, token: Token, *, number: str = "", gender: str = "") -> str:
        """One word in the nominative, its letter case kept; the word itself where the dictionary does not tell."""
        feats = token.morph.to_dict()
        parse = self.best(token.text, token.pos_, feats)
        if parse is None or (not parse.is_known and token.pos_ == "PROPN"):
            return token.text
        grams = {"nomn"} | ({"Supr"} & parse.tag.grammemes)
        if number or feats.get("Number"):
            grams.add("plur" if (number or feats.get("Number")) == "Plur" else "sing")
        if gender and "plur" not in grams and parse.tag.POS in ("ADJF", "PRTF"):
            grams.add({"Masc": "masc", "Fem": "femn", "Neut": "neut"}[gender])
        if "Supr" in grams:  # «высший», not «высочайший»: the form that shares most with the word
            forms = [form for form in parse.lexeme if grams <= form.tag.grammemes]
            inflected = max(
                forms, key=lambda form: len(os.path.commonprefix([form.word, fold(token.text)])), default=None
            )
        else:
            inflected = parse.inflect(grams) or parse.inflect({"nomn"})
        return shaped(inflected.word, token.text) if inflected else token.text


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
