"""Tags of slovnet and of the dictionary, compared."""

from __future__ import annotations

import pymorphy3
import pytest

from servanda.language.tags import Reading, Tag, features, written

AGREEMENTS = """
соглашения NOUN Case=Gen|Number=Sing 4
соглашения NOUN Case=Ins|Number=Sing 2.75
соглашения VERB Number=Sing 1
соглашения PUNCT 0
Иванов PROPN Case=Nom|Number=Sing 4.6
был AUX Tense=Past|Number=Sing 4
"""


@pytest.mark.parametrize("line", AGREEMENTS.strip().splitlines())
def test_agreement_with_the_first_reading_of_a_word(line: str) -> None:
    word, pos, *feats, score = line.split()
    reading = Reading.of(pymorphy3.MorphAnalyzer(lang="ru").parse(word)[0].tag)
    assert Tag(pos, "".join(feats)).agreement(reading) == pytest.approx(float(score))


def test_features_are_read_and_written() -> None:
    assert features("Case=Nom|Number=Sing") == {"Case": "Nom", "Number": "Sing"}
    assert features("") == {}
    assert written({"Number": "Sing", "Case": "Nom"}) == "Case=Nom|Number=Sing"


def test_a_reading_in_the_terms_of_universal_dependencies() -> None:
    reading = Reading.of(pymorphy3.MorphAnalyzer(lang="ru").parse("столом")[0].tag)
    assert (reading.pos, reading.is_name) == ("NOUN", False)
    assert reading.declined == {"Case": "Ins", "Gender": "Masc", "Number": "Sing"}
