"""Forms of Russian names of states, places and peoples, for the tables that `make_states.py` writes.

A form list has six members: nominative, genitive, dative, accusative, instrumental, locative. Hints after a name are
those that `states.tsv` explains.
"""

from __future__ import annotations

import re

VOWELS = "аеёиоуыэюя"
_ADJECTIVE = {
    "ая": ("ая", "ой", "ой", "ую", "ой", "ой"),
    "яя": ("яя", "ей", "ей", "юю", "ей", "ей"),
    "ое": ("ое", "ого", "ому", "ое", "ым", "ом"),
    "ее": ("ее", "его", "ему", "ее", "им", "ем"),
    "ый": ("ый", "ого", "ому", "ый", "ым", "ом"),
    "ой": ("ой", "ого", "ому", "ой", "ым", "ом"),
    "ий": ("ий", "его", "ему", "ий", "им", "ем"),
    "ые": ("ые", "ых", "ым", "ые", "ыми", "ых"),
    "ие": ("ие", "их", "им", "ие", "ими", "их"),
    "вы": ("вы", "вых", "вым", "вы", "выми", "вых"),
}
_VELAR = {"ое": ("ое", "ого", "ому", "ое", "им", "ом"), "ий": ("ий", "ого", "ому", "ий", "им", "ом")}
_FLEETING = {
    "дворец": "дворц", "Дворец": "Дворц", "замок": "замк", "ручей": "ручь", "Ручей": "Ручь",
}  # fmt: skip
_POSSESSIVE = re.compile(r"(Бочаров)$")
_IRREGULAR = {
    "Русь": ("Русь", "Руси", "Руси", "Русь", "Русью", "Руси"),
    "татарин": ("татарин", "татарина", "татарину", "татарина", "татарином", "татарине"),
    "перец": ("перец", "перца", "перцу", "перец", "перцем", "перце"),
    "горки": ("горки", "горок", "горкам", "горки", "горками", "горках"),
    "Черное": ("Черное", "Черного", "Черному", "Черное", "Черным", "Черном"),
    "церковь": ("церковь", "церкви", "церкви", "церковь", "церковью", "церкви"),
    "Химки": ("Химки", "Химок", "Химкам", "Химки", "Химками", "Химках"),
    "Кубок": ("Кубок", "Кубка", "Кубку", "Кубок", "Кубком", "Кубке"),
    "кубок": ("кубок", "кубка", "кубку", "кубок", "кубком", "кубке"),
}
_PLURALS = {"Острова", "острова", "Штаты", "Эмираты"}


def stem_and(word: str, cut: int, endings: tuple[str, ...]) -> list[str]:
    """Each ending on the word without its last letters."""
    return [word[: len(word) - cut] + ending for ending in endings]


def is_adjective(word: str) -> bool:
    """Whether a word of a long name is declined as an adjective."""
    adjectival = word.endswith("овы") or (word[-2:] in _ADJECTIVE and word[-2:] != "вы")
    return adjectival and len(word) > 4 and not re.search(r"(ание|ение|ествие)$", word)


def adjective(word: str) -> list[str]:
    """An adjective in the six cases (of a thing, not a person)."""
    ending = word[-2:]
    velar = word[-3] in "гкхжчшщ"
    if velar and ending == "ий" and word[-3] in "гкх":
        return stem_and(word, 2, _VELAR["ий"])
    if velar and ending == "ое":
        return stem_and(word, 2, _VELAR["ое"])
    return stem_and(word, 2, _ADJECTIVE[ending])


def noun(word: str, hint: str = "", stem: str = "") -> list[str]:
    """A noun in the six cases by its ending; `hint` is 0, f, p, p0 or a."""
    if hint == "0":
        return [word] * 6
    if hint == "a":
        return adjective(word)
    if word in _IRREGULAR:
        return list(_IRREGULAR[word])
    if hint in ("p", "p0") or word in _PLURALS or word.endswith("ии"):
        return _plural(word, bare=hint == "p0")
    if _POSSESSIVE.search(word):
        return stem_and(word, 0, ("", "а", "у", "", "ым", "ом"))
    stem = stem or _FLEETING.get(word, "")
    last = word[-1]
    if last == "а":
        return _in_a(word)
    if last == "я":
        locative = "и" if word[-2] == "и" else "е"
        return stem_and(word, 1, ("я", "и", locative, "ю", "ей", locative))
    if last == "ь":
        feminine = hint == "f" or word.endswith("ость") or word in ("область", "площадь")
        endings = ("ь", "и", "и", "ь", "ью", "и") if feminine else ("ь", "я", "ю", "ь", "ем", "е")
        return stem_and(word, 1, endings)
    if last == "й":
        if stem:
            return [word, stem + "я", stem + "ю", word, stem + "ем", stem + "е"]
        return stem_and(word, 1, ("й", "я", "ю", "й", "ем", "и" if word[-2] == "и" else "е"))
    return _neuter_or_hard(word, stem)


def _neuter_or_hard(word: str, stem: str) -> list[str]:
    if word[-2:] == "ие":
        return stem_and(word, 1, ("е", "я", "ю", "е", "ем", "и"))
    if word[-2:] in ("ье", "ре") and (stem or word in ("море", "Подмосковье")):
        return stem_and(word, 1, ("е", "я", "ю", "е", "ем", "е"))
    if re.search(r"(ство|[её]во|ово|ино)$", word):
        return stem_and(word, 1, ("о", "а", "у", "о", "ом", "е"))
    if word[-1] in VOWELS:
        return [word] * 6
    base = stem or word
    instrumental = "ем" if base[-1] in "цжчшщ" else "ом"
    if word.endswith("ец"):
        instrumental = "ом"
    return [word, base + "а", base + "у", word, base + instrumental, base + "е"]


def _in_a(word: str) -> list[str]:
    before = word[-2]
    genitive = "и" if before in "гкхжчшщ" else "ы"
    instrumental = "ей" if before in "цжчшщ" else "ой"
    return stem_and(word, 1, ("а", genitive, "е", "у", instrumental, "е"))


def _plural(word: str, *, bare: bool) -> list[str]:
    if word[-2:] == "ии":
        return stem_and(word, 1, ("и", "й", "ям", "и", "ями", "ях"))
    genitive = "" if bare else "ов"
    last = word[-1]
    return stem_and(word, 1, (last, genitive, "ам", last, "ами", "ах"))


def phrase(marked: str, *, long: bool = False) -> list[str]:
    """A name in the six cases: `*` marks what is declined; of an unmarked long name all up to its first noun."""
    stem = ""
    if "!ст=" in marked:
        marked, stem = marked.split("!ст=")
    marked = re.sub(r"[!~].*$", "", marked)
    words = marked.split(" ")
    if long and "*" not in marked:
        words = _mark_long(words)
    elif len(words) == 1 and "*" not in marked:
        words = [re.sub(r"^([^/]*)", r"\1*", words[0])]
    columns = [_word(word, stem) for word in words]
    return [" ".join(column[case] for column in columns) for case in range(6)]


def _mark_long(words: list[str]) -> list[str]:
    marked, done = [], False
    for word in words:
        marked.append(word if done else word.replace("-город", "*-город") + "*")
        done = done or not is_adjective(word)
    return marked


def _word(word: str, stem: str) -> list[str]:
    word, _, hint = word.partition("/")
    if "*" not in word:
        return [word] * 6
    if "*-" in word or not word.endswith("*"):
        parts = [_word(part + ("/" + hint if n == word.count("-") and hint else ""), stem)
                 for n, part in enumerate(word.split("-"))]  # fmt: skip
        return ["-".join(part[case] for part in parts) for case in range(6)]
    head, dash, tail = word[:-1].rpartition("-")
    if not hint and is_adjective(tail) and _adjectival(tail):
        forms = adjective(tail)
    else:
        forms = noun(tail, hint, stem.rpartition("-")[2])
    return [head + dash + form for form in forms]


def _adjectival(word: str) -> bool:
    """Names such as «Маврикий» end as adjectives do and are nouns."""
    return word not in ("Маврикий", "Ханой")


def demonym(marked: str) -> list[str]:
    """All forms of the name of a people's member, singular and plural."""
    stem = ""
    if "!ст=" in marked:
        marked, stem = marked.split("!ст=")
    word, _, hint = marked.partition("!")
    singular = ("а", "у", "а", "ом", "е")
    if word.endswith("ка"):
        base = word[:-2]
        genitive = base[:-1] + "ек" if base[-1] == "й" else base + "ок" if base[-1] not in "чж" else base + "ек"
        return [word, *(word[:-1] + e for e in ("и", "е", "у", "ой", "ам", "ами", "ах")), genitive]
    if word.endswith("ец"):
        base = stem or _without_e(word)
        return [word, *(base + e for e in ("а", "у", "ем", "е", "ы", "ев", "ам", "ами", "ах"))]
    if word.endswith(("анин", "янин")):
        base = word[:-2]
        return [word, *(word + e for e in singular), base + "е", base, *(base + e for e in ("ам", "ами", "ах"))]
    if word.endswith("арин") or hint == "gr":
        base = word[:-2] if word.endswith("арин") else word
        return [word, *(word + e for e in singular), base + "ы", base, *(base + e for e in ("ам", "ами", "ах"))]
    base = stem or word
    plural = "и" if base[-1] in "гкхжчшщ" else "ы"
    genitive = "ей" if base[-1] in "жчшщ" else "" if stem else "ов"
    instrumental = "ем" if base[-1] in "жчшщц" else "ом"
    forms = [word, base + "а", base + "у", base + instrumental, base + "е", base + plural]
    return [*forms, word if stem else base + genitive, base + "ам", base + "ами", base + "ах"]


def _without_e(word: str) -> str:
    before = word[-3]
    if before in VOWELS:
        return word[:-2] + "йц"
    if before == "л":
        return word[:-2] + "ьц"
    return word[:-2] + "ц"
