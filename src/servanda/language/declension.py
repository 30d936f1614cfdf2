"""Names of people brought to the nominative, by dictionary and by ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from servanda.language.morphology import Morphology

VOWELS = frozenset("аеёиоуыэюя")
HUSHING = frozenset("жшчщц")
VELAR = frozenset("гкх")
CASES = {"Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
NAME_TAGS = frozenset({"Surn", "Name", "Patr"})
NAMING = frozenset({"PROPN", "NOUN", "ADJ"})
POSSESSIVE = ("ов", "ев", "ёв", "ин", "ын")
SONS = frozenset({"бин", "бен", "ибн", "оглы", "оглу"})  # within a man's name
FEMALE = ("овой", "евой", "ёвой", "иной", "ыной", "ской", "цкой")  # a woman's surname in any oblique case
# names that do not decline («Гурбангулы»)
FIXED = ("улы", "кызы", "оглу", "оглы", "гельды", "берды", "дурды", "мурады", "дзе", "швили")
OBLIQUE = ("Gen", "Dat", "Ins", "Acc", "Loc")  # the likelier first

# endings of a case, longest first, with what may stand there in the nominative: masculine, then feminine
ENDINGS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Gen": (("ого", "ый", ""), ("его", "ий", ""), ("ой", "", "а"), ("ей", "", "я"), ("а", "*", ""), ("я", "*", ""),
            ("ы", "а", "а"), ("и", "я", "я")),
    "Dat": (("ому", "ый", ""), ("ему", "ий", ""), ("ой", "", "а"), ("ей", "", "я"), ("у", "*", ""), ("ю", "*", ""),
            ("е", "а", "а"), ("и", "", "я")),
    "Acc": (("ого", "ый", ""), ("его", "ий", ""), ("ую", "", "ая"), ("у", "а", "а"), ("ю", "я", "я"), ("а", "*", ""),
            ("я", "*", "")),
    "Ins": (("ым", "^", ""), ("им", "ий", ""), ("ом", "*", ""), ("ем", "*", ""), ("ой", "а", "а"), ("ей", "я", "я"),
            ("ью", "", "ь")),
    "Loc": (("ом", "ый", ""), ("ем", "ий", ""), ("ой", "", "а"), ("ей", "", "я"), ("е", "*", "а"), ("и", "", "я")),
}  # fmt: skip
KEY_ENDINGS = (
    ("ого", ("ый", "ий", "ой")), ("его", ("ий",)), ("ому", ("ый", "ий", "ой")), ("ему", ("ий",)),
    ("ую", ("ая",)), ("ой", ("а", "ая", "")), ("ей", ("я", "а", "ь", "й")), ("ым", ("", "ый", "ой")),
    ("им", ("ий", "")), ("ом", ("", "ый", "ий")), ("ем", ("", "й", "ь", "ий")), ("ью", ("ь",)), ("а", ("",)),
    ("я", ("й", "ь")), ("у", ("", "а")), ("ю", ("й", "ь", "я")), ("е", ("", "а", "я", "й", "ь")),
    ("ы", ("а",)), ("и", ("я", "ь", "а", "й")),
)  # fmt: skip


def surname_keys(word: str) -> frozenset[str]:
    """All dictionary forms that a folded surname in any case may have, itself among them."""
    keys = {word}
    for ending, nominatives in KEY_ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 3:
            keys.update(stem + nominative for nominative in nominatives)
    return frozenset(keys)


PATRONYMICS = tuple(
    stem + ending
    for stem, endings in (("ович", ("", "а", "у", "ем", "е")), ("евич", ("", "а", "у", "ем", "е")),
                          ("овн", ("а", "ы", "е", "у", "ой")), ("евн", ("а", "ы", "е", "у", "ой")))
    for ending in endings
)  # fmt: skip


def patronymic(word: str) -> bool:
    """Whether a folded word ends as patronymics do."""
    return len(word) > 6 and word.endswith(PATRONYMICS)


FAMILY_ENDINGS = tuple(
    stem + ending
    for stem, endings in (("ов", ("", "а", "у", "ым", "е", "ой")), ("ев", ("", "а", "у", "ым", "е", "ой")),
                          ("ин", ("", "а", "у", "ым", "е", "ой")), ("ск", ("ий", "ого", "ому", "им", "ом", "ая", "ой")))
    for ending in endings
)  # fmt: skip


def surname(word: str) -> bool:
    """Whether a folded word ends as the surname of one person does («Токаев», not «Токаевы»)."""
    return len(word) > 4 and word.endswith(FAMILY_ENDINGS)


def _masculine_soft(stem: str, ending: str) -> str:
    if ending in ("а", "у", "ом", "е"):
        return stem
    last = stem[-1:]
    if last in VOWELS:
        return stem + "й"
    return stem if last in HUSHING else stem + "ь"


def by_ending(word: str, case: str, gender: str) -> str:
    """The nominative of a name that no dictionary knows; the word itself where its ending is none of the case."""
    lower = word.lower()
    if lower.endswith(FIXED):
        return word
    for ending, male, female in ENDINGS.get(case, ()):
        if not lower.endswith(ending) or len(word) - len(ending) < 2:
            continue
        stem = word[: -len(ending)]
        found = _woman(stem, ending, female) if gender == "Fem" else _man(stem, ending, male)
        if found:
            return found
    return word


def _woman(stem: str, ending: str, nominative: str) -> str:
    last = stem[-1].lower()
    if ending == "и" and last in VOWELS:  # «Каи» is «Кая»
        return stem + "я"
    if ending == "и" and last not in VELAR | HUSHING:  # «Мелони»: most do not decline
        return ""
    if ending == "ей" and nominative == "я" and stem.lower().endswith(("р", "л", "т", "к", "с", "г", "д", "м")):
        return ""  # «Джоанны Стингрей»: surnames on a consonant do not decline
    if not nominative or (nominative == "а" and last in VOWELS):
        return ""
    if nominative == "а" and stem.lower().endswith("ск"):
        return stem + "ая"
    return stem + ("а" if nominative == "я" and last in VELAR | HUSHING else nominative)


def _man(stem: str, ending: str, nominative: str) -> str:
    last = stem[-1].lower()
    if ending == "и" and last not in "гк":  # «Мелони», «Салехи», «Арагчи»: most do not decline
        return ""
    if ending in ("а", "у", "ом") and last in VOWELS:  # «Инасиу»: after a vowel it is «ю»
        return ""
    if nominative == "*":
        return _masculine_soft(stem, ending)
    if nominative == "^":
        return stem if stem.lower().endswith(POSSESSIVE) else stem + "ый"
    if nominative == "ый":
        if ending == "ом" and not stem.lower().endswith(("ск", "цк", "н")):
            return ""
        return stem + ("ий" if last in VELAR else "ый")
    if nominative == "я" and last in VELAR | HUSHING:
        return stem + "а"
    return stem + nominative if nominative else ""


def person(morphology: Morphology, span: Span, case: str = "") -> str:
    """A person's name in the nominative: by the dictionary where it knows the name, else by its ending.

    `case` is what the words around say (a post before the name); it counts where the name's own tags say nothing.
    """
    tokens = [token for token in span if not token.is_space]
    hint, case = case, _likeliest_case(tokens)
    if not any(_can_stand(token, case) for token in tokens):
        case = _case_by_endings(tokens) or (hint if _can_stand_in(tokens, hint) else case)
    if case in ("", "Nom"):
        case = (
            _case_of_first(morphology, tokens, hint)
            or _case_by_endings(tokens)
            or (hint if _can_stand_in(tokens, hint) else case)
        )
    elif hint == "Nom":
        case = hint
    elif case != hint:  # a post and the name after it stand in one case; that of the post is the surer one
        alike = ("Acc", "Gen") if hint in ("Acc", "Gen") and case not in ("Acc", "Gen") else (hint,)
        case = next((other for other in alike if _can_stand(tokens[0], other)), case)
    gender = _gender(morphology, tokens, case)
    words = [_name_word(morphology, token, case, gender) for token in tokens]
    return joined(tokens, words)


def _case_of_first(morphology: Morphology, tokens: list[Token], hint: str) -> str:
    """The case of a full name whose first name the dictionary knows in oblique cases alone («Каталину Ботош»)."""
    first = tokens[0].text
    if len(tokens) < 2 or first.endswith(("а", "я")):  # «Джорджа Мелони» is a woman
        return ""
    if not morphology.gender(first) or morphology.gender(first, "Nom"):
        return ""
    cases = [case for case in OBLIQUE if morphology.gender(first, case)]
    return hint if hint in cases else next(iter(cases), "")


def _likeliest_case(tokens: list[Token]) -> str:
    """The case that most words are tagged with; of several with as many the one in which most words can stand."""
    tagged = [value for token in tokens for value in token.morph.get("Case", []) if token.pos_ in NAMING]
    most = max((tagged.count(case) for case in tagged), default=0)
    first = [case for case in (*OBLIQUE, *tagged) if tagged.count(case) == most and most]
    return max(first, key=lambda case: sum(_can_stand(token, case) for token in tokens), default="")


def _gender(morphology: Morphology, tokens: list[Token], case: str) -> str:
    """By the surname's ending, by a first name that the dictionary knows, by the tags."""
    if case in OBLIQUE and len(tokens) > 1 and tokens[-1].text.lower().endswith(FEMALE):
        return "Fem"
    if any(token.text.lower() in SONS for token in tokens):
        return "Masc"
    parts = (part for token in tokens for part in token.text.split("-"))
    known = next((gender for part in parts if part and (gender := morphology.gender(part, case))), "")
    return known or _vote(tokens, "Gender") or "Masc"


def _can_stand_in(tokens: list[Token], case: str) -> bool:
    """Whether the last word has an ending of that case."""
    return _can_stand(tokens[-1], case)


def _can_stand(token: Token, case: str) -> bool:
    word = token.text.lower()
    return any(word.endswith(ending) and len(word) > len(ending) + 1 for ending, _, _ in ENDINGS.get(case, ()))


def _case_by_endings(tokens: list[Token]) -> str:
    """The case in which all words of an untagged name can stand, by endings that only one case has."""
    words = [t.text.lower() for t in tokens if len(t.text) > 3 and t.text[0].isupper()]
    if words and words[-1].endswith(("овым", "евым", "иным", "ским", "цким")):
        return "Ins"
    if len(words) > 1 and all(word.endswith(("ом", "ем", "ым", "им")) for word in words):
        return "Ins"
    if len(words) > 1 and words[-1].endswith(("ову", "еву", "ину", "скому")) and words[0].endswith(("у", "ю")):
        return "Dat"
    if len(words) > 1 and words[-1].endswith(("ова", "ева", "ина", "ского")) and words[0].endswith("а"):
        return "Gen" if words[-1].endswith("ского") else ""
    return ""


def _vote(tokens: list[Token], feature: str) -> str:
    values = [value for token in tokens for value in token.morph.get(feature, []) if token.pos_ in NAMING]
    return max(values, key=lambda value: (values.count(value), -values.index(value))) if values else ""


def _name_word(morphology: Morphology, token: Token, case: str, gender: str) -> str:
    from servanda.language.morphology import shaped

    word = token.text
    named = any(part[:1].isupper() for part in word.split("-"))  # «аль-Кааби»
    if case in ("", "Nom") or not named or len(word) < 3 or word.endswith("."):
        return word
    if not any("а" <= letter <= "я" or letter == "ё" for letter in word.lower()):
        return word
    if word.isupper():
        return _name_parse(morphology, word.capitalize(), case, gender).upper()
    return shaped(_name_parse(morphology, word, case, gender), word)


def _name_parse(morphology: Morphology, word: str, case: str, gender: str) -> str:
    if "-" in word:  # «Жаном-Клодом», «Касым-Жомарту»: a short first part declines where the dictionary knows it
        first, _, last = word.partition("-")
        known = _known_name(morphology, first, case, gender)
        ending = next((e for e, _, _ in ENDINGS[case] if last.lower().endswith(e)), "")
        alike = ending and len(first) > 4 and first.lower().endswith(ending)
        declined = known or (by_ending(first, case, gender) if alike else first)
        return f"{declined}-{_name_parse(morphology, last, case, gender)}" if len(last) > 2 else word
    known = _known_name(morphology, word, case, gender)
    return known or (word if word.lower().endswith(FIXED) else by_ending(word, case, gender))


def _known_name(morphology: Morphology, word: str, case: str, gender: str) -> str:
    """The nominative of a name that the dictionary knows in that case and gender, else `""`."""
    wanted = {CASES[case]}
    for parse in morphology.parses(word):
        grams = parse.tag.grammemes
        if not (NAME_TAGS & grams and wanted <= grams and parse.is_known) or "plur" in grams:
            continue
        if ("femn" in grams) != (gender == "Fem") and "ms-f" not in grams:
            continue
        if "Fixd" in grams:
            return word
        inflected = parse.inflect({"nomn", "sing"})
        if inflected:
            return str(inflected.word)
    return ""


def joined(tokens: list[Token], words: list[str]) -> str:
    """The words with one space where white space stood between them."""
    out = ""
    for n, (token, word) in enumerate(zip(tokens, words, strict=True)):
        glued = n > 0 and tokens[n - 1].idx + len(tokens[n - 1].text) == token.idx
        out += word if n == 0 or glued else f" {word}"
    return out
