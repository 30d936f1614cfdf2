"""What slovnet says of a token and pymorphy3's dictionary of a form, in Universal Dependencies' terms, compared."""

from __future__ import annotations

from typing import NamedTuple

# OpenCorpora's parts of speech and grammemes in Universal Dependencies' terms
_POS = {
    "ADJF": "ADJ", "ADJS": "ADJ", "ADVB": "ADV", "COMP": "ADV", "VERB": "VERB", "GRND": "VERB", "INFN": "VERB",
    "PRTF": "VERB", "PRTS": "VERB", "NOUN": "NOUN", "NPRO": "PRON", "NUMR": "NUM", "CONJ": "CCONJ",
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
NAME_TAGS = frozenset({"Surn", "Name", "Patr"})
_DECLINED = ("Case", "Number", "Gender")


class Reading(NamedTuple):
    """What a grammatical tag of the dictionary says."""

    pos: str
    feats: tuple[tuple[str, str], ...]
    is_name: bool
    declined: dict[str, str]  # case, number and gender of a noun
    grammemes: frozenset[str]

    @classmethod
    def of(cls, tag: object) -> Reading:
        """From pymorphy's tag, or as it is written."""
        pos, *grams = str(tag).replace(" ", ",").split(",")
        feats = tuple(_FEATS[gram] for gram in sorted({pos, *grams}) if gram in _FEATS)
        declined = {key: value for key, value in feats if key in _DECLINED} if pos == "NOUN" else {}
        return cls(_POS.get(pos, "X"), feats, not NAME_TAGS.isdisjoint(grams), declined, frozenset((pos, *grams)))


class Tag:
    """What slovnet says of a token; one object for each that is met, so that it is compared with a form only once."""

    __slots__ = ("feats", "is_declined", "may_be_future", "pos", "written")

    def __init__(self, pos: str, written: str) -> None:
        """`written`: features as Universal Dependencies writes them, `Case=Nom|Number=Sing`."""
        self.pos, self.written, self.feats = pos, written, features(written)
        self.is_declined = pos in ("NOUN", "PROPN") and "Case" in self.feats
        finite = pos in ("VERB", "AUX") and self.feats.get("VerbForm") == "Fin"
        self.may_be_future = finite and self.feats.get("Tense") == "Pres"  # «будет», «посетит» are often taken so

    def agreement(self, reading: Reading) -> float:
        """How well a form of the dictionary fits."""
        feats = self.feats
        score = 2.0 * (reading.pos == _SAME_POS.get(self.pos, self.pos))
        for key, value in reading.feats:
            if key in feats:
                score += 1.0 if feats[key] == value else -0.25
        return score + 0.6 * (self.pos == "PROPN" and reading.is_name)


def features(written: str) -> dict[str, str]:
    """Features by their names."""
    return dict(pair.split("=", 1) for pair in written.split("|")) if written else {}


def written(feats: dict[str, str]) -> str:
    """Features as Universal Dependencies writes them, by the alphabet."""
    return "|".join(f"{name}={value}" for name, value in sorted(feats.items()))
