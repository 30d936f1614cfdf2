"""Noun phrases brought to the nominative: their heads and what agrees with them, the rest as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from servanda.language.declension import CASES, by_ending, joined

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from servanda.language.morphology import Morphology

FEW = frozenset({"два", "две", "три", "четыре", "оба", "обе"})
DASHES = frozenset("-–—")
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


def phrase(morphology: Morphology, span: Span) -> str:
    """A noun phrase in the nominative: its heads and what agrees with them, the rest as it stands."""
    tokens = [token for token in span if not token.is_space]
    hyphenated = _hyphenated(morphology, tokens)
    heads = _heads(morphology, [token for token in tokens if token.i not in hyphenated])
    if not heads:
        return joined(tokens, [t.text for t in tokens])
    changed: dict[int, str] = {}
    for head in heads:
        case = head.morph.get("Case", [])
        if not case and head.text[:1].isupper():
            changed.update(_before_abbreviation(morphology, tokens, head))
        if not case or case == ["Nom"]:
            continue
        number, gender = "".join(head.morph.get("Number", [])), "".join(head.morph.get("Gender", []))
        count = next((t for t in tokens if t.head.i == head.i and t.dep_.startswith("nummod") and t.i < head.i), None)
        if count is not None and (number == "Plur" or _is_few(morphology, count)):  # «двадцать первого» counts nothing
            changed.update(_counted(morphology, head, count))
            continue
        changed[head.i] = _head_word(morphology, head, case[0])
        for token in tokens:
            if token.i in hyphenated and _before(tokens, token, head, hyphenated):
                changed[token.i] = _adjective(morphology, token, number, gender)
            beside = token.head.i == head.i or _before(tokens, token, head, hyphenated)
            if token.i not in hyphenated and beside and _agrees(morphology, token, head):
                changed[token.i] = morphology.nominative(token, number=number, gender=gender)
                for sister in tokens:
                    if sister.head.i == token.i and sister.dep_ == "conj" and _agrees(morphology, sister, head):
                        changed[sister.i] = morphology.nominative(sister, number=number, gender=gender)
    return joined(tokens, [changed.get(t.i, t.text) for t in tokens])


def _head_word(morphology: Morphology, head: Token, case: str) -> str:
    from servanda.language.morphology import shaped

    parses = morphology.parses(head.text)
    if any(parse.is_known for parse in parses):
        return morphology.nominative(head)
    if head.pos_ != "PROPN" and not _taken_for_fixed(parses):
        return morphology.nominative(head)
    gender = "".join(head.morph.get("Gender", []))
    return shaped(by_ending(head.text, case, gender), head.text) if not head.text.isupper() else head.text


def _taken_for_fixed(parses: Sequence[Any]) -> bool:
    """A new word that the dictionary guesses to be a place or a name, which does not decline («хаба»)."""
    return bool(parses) and "Sgtm" in parses[0].tag.grammemes


def _counted(morphology: Morphology, head: Token, count: Token) -> dict[int, str]:
    """A noun with its number: «трех заводов» is «три завода», «пяти заводов» is «пять заводов»."""
    from servanda.language.morphology import shaped

    if count.dep_ == "nummod:gov":  # the number governs the noun: this is the nominative
        return {}
    changed = {count.i: count.text if count.text.isdigit() else morphology.nominative(count)}
    parse = morphology.best(head.text, morphology.tag(head.pos_, str(head.morph)))
    form = parse.inflect({"gent", "sing" if _is_few(morphology, count) else "plur"}) if parse is not None else None
    return {**changed, head.i: shaped(form.word, head.text)} if form else changed


def _is_few(morphology: Morphology, count: Token) -> bool:
    """Two, three or four, also as the last digit: the noun after such a number stands in the singular."""
    if count.text[-1].isdigit():
        return count.text[-1] in "234" and count.text[-2:-1] != "1"
    return morphology.nominative(count).lower() in FEW


def _heads(morphology: Morphology, tokens: list[Token]) -> list[Token]:
    inside = {token.i for token in tokens}
    nominal = [t for t in tokens if t.pos_ in ("NOUN", "PROPN") or _noun_alone(morphology, t)]
    roots = [t for t in nominal if t.head.i not in inside or t.head.i == t.i]
    first = roots[0] if roots else None
    if tokens and nominal and _governing_participle(tokens[0], nominal[0]):
        return [tokens[0]]
    if first is None or any(t.i < first.i and t.pos_ == "NOUN" for t in nominal):
        first = nominal[0] if nominal else None
    if first is None:
        return []
    partners = [t for t in nominal if t.head.i == first.i and _alike(first, t) and _coordinated(tokens, t)]
    return [first, *partners]


def _alike(first: Token, other: Token) -> bool:
    """Whether both stand in one case; of people the accusative is often taken for a genitive."""
    mine, case = first.morph.get("Case", []), other.morph.get("Case", [])
    return mine == case or (mine == ["Acc"] and case == ["Gen"] and first.morph.get("Animacy", []) == ["Anim"])


def _coordinated(tokens: list[Token], token: Token) -> bool:
    """A second head after «и», or after a dash («заместитель Премьер-министра – Министр торговли»)."""
    return token.dep_ == "conj" or (
        token.dep_ == "appos" and any(t.i == token.i - 1 and t.text in DASHES for t in tokens)
    )


def _noun_alone(morphology: Morphology, token: Token) -> bool:
    """What the tagger calls an adjective and the dictionary a noun («проекты Повестки и Протокола»)."""
    if token.pos_ != "ADJ":
        return False
    parses = morphology.parses(token.text)
    return all(parse.is_known and parse.tag.POS == "NOUN" for parse in parses)


def _governing_participle(token: Token, noun: Token) -> bool:
    """«исполняющим обязанности министра»: a participle that stands for a person, its object after it."""
    if token.morph.get("VerbForm", []) != ["Part"] or noun.i != token.i + 1:
        return False
    return any(noun.morph.get(feature, []) != token.morph.get(feature, []) for feature in ("Case", "Number"))


def _hyphenated(morphology: Morphology, tokens: list[Token]) -> frozenset[int]:
    """Adjectives that the tagger takes for nouns, or for another case («казахско-иранской», «Генеральным»)."""
    unsure = [t for t in tokens if "-" in t.text or (t.dep_ == "amod" and t.pos_ in ("NOUN", "PROPN"))]
    unsure += [
        t for t, after in pairwise(tokens) if t.pos_ == "PROPN" and after.text[:2].isupper()
    ]  # «Северской ТЭЦ-3»
    return frozenset(t.i for t in unsure if any(parse.tag.POS == "ADJF" for parse in morphology.parses(t.text)))


def _adjective(morphology: Morphology, token: Token, number: str, gender: str) -> str:
    """A hyphenated adjective in the nominative of the number and gender given."""
    from servanda.language.morphology import shaped

    parse = next(parse for parse in morphology.parses(token.text) if parse.tag.POS == "ADJF")
    grams = {"nomn", "plur"} if number == "Plur" else {"nomn", "sing", GENDERS.get(gender, "masc")}
    inflected = parse.inflect(grams)
    return shaped(inflected.word, token.text) if inflected else token.text


def _before(tokens: list[Token], token: Token, head: Token, hyphenated: frozenset[int]) -> bool:
    """Only attributes stand between a token and the head after it, or it is the one right after («Папа Римский»)."""
    if token.i == head.i + 1 and token.pos_ == "ADJ":
        if token.head.i > token.i and token.head.pos_ == "NOUN":
            return False  # «Программа технологического и промышленного сотрудничества»
        return not any(
            t.i == token.i + 1 and t.pos_ in ("NOUN", "PROPN") and t.morph.get("Case", []) == ["Gen"] for t in tokens
        )
    return token.i < head.i and all(
        t.pos_ in ("ADJ", "DET", "CCONJ", "VERB") or t.text == "," or t.i in hyphenated
        for t in tokens
        if token.i < t.i < head.i
    )


def _before_abbreviation(morphology: Morphology, tokens: list[Token], head: Token) -> dict[int, str]:
    """The adjectives right before an abbreviation, which has no case, in their own gender («Северская ГЭС»)."""
    from servanda.language.morphology import shaped

    changed: dict[int, str] = {}
    for token in reversed([t for t in tokens if t.i < head.i]):
        parse = next((p for p in morphology.parses(token.text) if p.tag.POS == "ADJF"), None)
        if parse is None or token.pos_ == "NOUN":
            break
        form = parse.inflect({"nomn", "plur"} if parse.tag.number == "plur" else {"nomn", "sing", parse.tag.gender})
        if form is not None:
            changed[token.i] = shaped(form.word, token.text)
    return changed


def _agrees(morphology: Morphology, token: Token, head: Token) -> bool:
    """Whether an attribute can stand in the case of the head; the tagger often mistakes like forms («-ой», «-ого»)."""
    if token.pos_ not in ("ADJ", "DET", "VERB", "NUM"):
        return False
    if token.pos_ == "VERB" and token.morph.get("VerbForm", []) != ["Part"]:
        return False
    mine, other = token.morph.get("Case", []), head.morph.get("Case", [])
    return mine == other or CASES.get("".join(other)) in _cases(morphology, token.text)


def _cases(morphology: Morphology, word: str) -> frozenset[str]:
    return frozenset(p.tag.case for p in morphology.parses(word) if p.tag.POS in ("ADJF", "PRTF") and p.tag.case)
