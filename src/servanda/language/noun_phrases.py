"""Noun phrases brought to the nominative: their heads and what agrees with them, the rest as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.language.declension import CASES, by_ending, joined

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from servanda.language.morphology import Morphology

GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


def phrase(morphology: Morphology, span: Span) -> str:
    """A noun phrase in the nominative: its heads and what agrees with them, the rest as it stands."""
    tokens = [token for token in span if not token.is_space]
    hyphenated = _hyphenated(morphology, tokens)
    heads = _heads([token for token in tokens if token.i not in hyphenated])
    if not heads:
        return joined(tokens, [t.text for t in tokens])
    changed: dict[int, str] = {}
    for head in heads:
        case = head.morph.get("Case", [])
        if not case or case == ["Nom"]:
            continue
        number, gender = "".join(head.morph.get("Number", [])), "".join(head.morph.get("Gender", []))
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

    if head.pos_ == "PROPN" and not any(parse.is_known for parse in morphology.parses(head.text)):
        gender = "".join(head.morph.get("Gender", []))
        return shaped(by_ending(head.text, case, gender), head.text) if not head.text.isupper() else head.text
    return morphology.nominative(head)


def _heads(tokens: list[Token]) -> list[Token]:
    inside = {token.i for token in tokens}
    nominal = [t for t in tokens if t.pos_ in ("NOUN", "PROPN")]
    roots = [t for t in nominal if t.head.i not in inside or t.head.i == t.i]
    first = roots[0] if roots else None
    if tokens and nominal and _governing_participle(tokens[0], nominal[0]):
        return [tokens[0]]
    if first is None or any(t.i < first.i and t.pos_ == "NOUN" for t in nominal):
        first = nominal[0] if nominal else None
    if first is None:
        return []
    case = first.morph.get("Case", [])
    partners = [t for t in nominal if t.head.i == first.i and t.dep_ == "conj" and t.morph.get("Case", []) == case]
    return [first, *partners]


def _governing_participle(token: Token, noun: Token) -> bool:
    """«исполняющим обязанности министра»: a participle that stands for a person, its object after it."""
    if token.morph.get("VerbForm", []) != ["Part"] or noun.i != token.i + 1:
        return False
    return any(noun.morph.get(feature, []) != token.morph.get(feature, []) for feature in ("Case", "Number"))


def _hyphenated(morphology: Morphology, tokens: list[Token]) -> frozenset[int]:
    """Adjectives that the tagger takes for nouns, or for another case («казахско-иранской», «Генеральным»)."""
    unsure = [t for t in tokens if "-" in t.text or (t.dep_ == "amod" and t.pos_ in ("NOUN", "PROPN"))]
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
        return not any(
            t.i == token.i + 1 and t.pos_ in ("NOUN", "PROPN") and t.morph.get("Case", []) == ["Gen"] for t in tokens
        )
    return token.i < head.i and all(
        t.pos_ in ("ADJ", "DET", "CCONJ", "VERB") or t.text == "," or t.i in hyphenated
        for t in tokens
        if token.i < t.i < head.i
    )


def _agrees(morphology: Morphology, token: Token, head: Token) -> bool:
    """Whether an attribute can stand in the case of the head; the tagger often mistakes like forms («-ой», «-ого»)."""
    if token.pos_ not in ("ADJ", "DET", "VERB", "NUM"):
        return False
    if token.pos_ == "VERB" and token.morph.get("VerbForm", []) != ["Part"]:
        return False
    mine, other = token.morph.get("Case", []), head.morph.get("Case", [])
    return mine == other or (bool(mine) and CASES.get("".join(other)) in _cases(morphology, token.text))


def _cases(morphology: Morphology, word: str) -> frozenset[str]:
    return frozenset(p.tag.case for p in morphology.parses(word) if p.tag.POS in ("ADJF", "PRTF") and p.tag.case)
