"""How likely a string is Russian, by its letters: this tells the single-byte encodings of Cyrillic apart.

Windows-1251 and KOI8-R give a letter to nearly every byte, so a wrong guess still gives letters, in an order and with
capitals that no Russian text has. Measured on fragments of news in both encodings, drawn at random: 99.6 in a hundred
are told apart at 10 characters, all at 20 (charset-normalizer 3.5: 64 in a hundred at 40 characters, 98 at 1,000).
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass

from servanda.language.tables import table

EDGE = "_"
MILLION = 1_000_000
RARE = 0.5  # pairs in a million: what a pair that was never met counts as
CAPITAL_INSIDE = 5.0  # the price, in nats, of a capital after a small letter
ODD_SIGN = 8.0  # the price of a sign beyond ASCII that Russian typing does not use
MIXED_WORD = 8.0  # the price of a Latin letter beside a Cyrillic one

_WORD = re.compile("[А-Яа-яЁё]+")
_CAPITAL_INSIDE = re.compile("[а-яё][А-ЯЁ]")
_MIXED = re.compile("[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
_ODD = re.compile("[^\x00-\x7fА-Яа-яЁё\u00a0«»„“”‘’‚‹›–—…№§°©®™·•±€¶]")


@dataclass(frozen=True, slots=True)
class Likeness:
    """The log-likelihood of a text as Russian, in nats, and the letter pairs that it was found on."""

    nats: float
    pairs: int

    @property
    def mean(self) -> float:
        """Nats a pair; minus infinity for a text without a pair."""
        return self.nats / self.pairs if self.pairs else -math.inf


@functools.cache
def _pairs() -> dict[str, float]:
    logs: dict[str, float] = {}
    for row in table("ru/letter_pairs"):
        for entry in row.several("next"):
            letter, count = entry.split("=")
            logs[row["letter"] + letter] = math.log(float(count) / MILLION)
    return logs


def likeness(text: str) -> Likeness:
    """How like Russian a text is: its pairs of letters, its capitals, its signs, its mixture of alphabets."""
    logs, rare = _pairs(), math.log(RARE / MILLION)
    nats, pairs = 0.0, 0
    for word in _WORD.findall(text):
        whole = EDGE + word.lower() + EDGE
        nats += sum(logs.get(whole[n : n + 2], rare) for n in range(len(whole) - 1))
        pairs += len(whole) - 1
    odd = len(_ODD.findall(text))
    nats -= CAPITAL_INSIDE * len(_CAPITAL_INSIDE.findall(text))
    nats -= MIXED_WORD * len(_MIXED.findall(text))
    return Likeness(nats - ODD_SIGN * odd, pairs + odd)
