"""slovnet's tags: part of speech and features, head and relation, names; each as slovnet itself gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from servanda.language import kernel
from servanda.language.network import Array, Convolution, FirstLayers, Linear, Norm
from servanda.language.shapes import Lists
from servanda.language.weights import Pack, Vectors

_FEW = 16  # steps that are walked one by one
_NEAR = 1e-5  # scores no further apart are one, and only told apart by how a machine adds
_PAIRS = 24_576  # of word and outline, for which the table keeps what the first layers make: 9 kB each


@dataclass(frozen=True, slots=True)
class Tags:
    """What the models say of some sentences, an item a token.

    Tags, relations and names are numbers in the tagger's lists; heads count within the sentence from 1, 0 is the root.
    """

    tags: list[int]
    heads: list[int]
    relations: list[int]
    names: list[int]


class Tagger:
    """The three models over one table of word vectors, one list of words and one table of first layers."""

    def __init__(self) -> None:
        packs = [Pack(f"slovnet_{name}_news_v1.tar") for name in ("morph", "syntax", "ner")]
        morphology, syntax, names = (pack.model() for pack in packs)
        self._lists = Lists(packs[0].lines("vocabs/word.gz"), packs[0].lines("vocabs/shape.gz"))
        self.tags, self.names = packs[0].lines("vocabs/tag.gz"), packs[2].lines("vocabs/tag.gz")
        self.relations = packs[1].lines("vocabs/rel.gz")
        self._first = FirstLayers([[morphology, syntax], [names]], Vectors(), _PAIRS)
        self._encoders = [Encoder(tree) for tree in (morphology, syntax, names)]
        self._features = Linear.of(morphology["head"]["proj"], self._encoders[0].norm)
        self._parser = Parser(syntax, self._encoders[1].norm)
        self._emissions = Linear.of(names["head"]["proj"], self._encoders[2].norm)
        self._transitions = names["head"]["crf"]["transitions"]
        fits = kernel.built and len(self._transitions) <= kernel.MOST_TAGS
        self._best_path = kernel.compiled.best_path if fits else best_path

    def pair(self, token: str) -> int:
        """What the models know a token by."""
        return self._lists.pair(token)

    def __call__(self, pairs: Sequence[int], sizes: Sequence[int]) -> Tags:
        """Tags of tokens, given by their pairs, in sentences of these sizes; names are looked for over all of them.

        There may be some thousand tokens, of at most a quarter as many pairs as the table holds.
        """
        kept = self._first.places(pairs)
        gaps = np.concatenate([[0], np.cumsum(np.add(sizes, 1))])
        tokens = np.arange(len(kept)) + np.repeat(np.arange(1, len(sizes) + 1), sizes)
        places = np.zeros(len(kept) + len(gaps), np.int64)
        places[tokens] = kept
        rows = self._first(0, places, gaps)
        morphology, syntax, names = self._encoders
        width = rows.shape[1] // 2
        tags = self._features(morphology(rows[:, :width], gaps)[tokens]).argmax(1)
        heads, relations = self._parser(syntax(rows[:, width:], gaps), gaps, tokens)
        ends = np.array([0, len(kept) + 1])
        rows = self._first(1, np.concatenate([[0], kept, [0]]), ends)
        path = self._best_path(self._emissions(names(rows, ends)[1:-1]), self._transitions)
        return Tags(tags.tolist(), heads.tolist(), relations.tolist(), path)


class Encoder:
    """The second and third convolution of a model."""

    def __init__(self, tree: Any) -> None:
        first, second, third = tree["encoder"]["layers"]
        self._second = Convolution.of(second, Norm.of(first["norm"]))
        self._third = Convolution.of(third, self._second.norm)
        self.norm = self._third.norm

    def __call__(self, rows: Array, gaps: Array) -> Array:
        return self._third(self._second(rows, gaps), gaps)


class Parser:
    """Heads and relations by two biaffine layers; the gap before a sentence is the root of its tree."""

    def __init__(self, tree: Any, norm: Norm) -> None:
        sides = [(tree[layer], side) for layer in ("head", "rel") for side in ("head", "tail")]
        plain = [Linear.of(layer[side]["proj"]) for layer, side in sides]
        joined = {
            "weight": np.concatenate([linear.weight for linear in plain], axis=1),
            "bias": np.concatenate([linear.bias for linear in plain]),
        }
        self._sides = Linear.of(joined, norm)
        self._root = np.concatenate(
            [linear.positive(layer["root"]) for linear, (layer, _) in zip(plain, sides, strict=True)]
        )
        self._size = size = len(plain[0].bias)
        self._heads = tree["head"]["kernel"]
        kernel = tree["rel"]["kernel"].reshape(size, -1, size)  # of the head, relation, of the token
        self._relations = np.ascontiguousarray(kernel.transpose(0, 2, 1).reshape(size * size, -1))

    def __call__(self, rows: Array, gaps: Array, tokens: Array) -> tuple[Array, Array]:
        """Head (from 1, 0 the root) and relation of every token, given where gaps and tokens stand among the rows.

        Of words that stand in the same phrase twice and score alike, the first is the head.
        """
        rows = self._sides.positive(rows)
        rows[gaps] = self._root
        children, heads, rel_heads, rel_children = (rows[:, n * self._size : (n + 1) * self._size] for n in range(4))
        children = children @ self._heads
        heads = np.ascontiguousarray(heads)
        found = np.empty(len(rows), np.int64)
        bounds = gaps.tolist()
        for start, end in pairwise(bounds):
            scores = children[start + 1 : end] @ heads[start:end].T
            (scores > scores.max(1, keepdims=True) - _NEAR).argmax(1, out=found[start + 1 : end])
        found = found[tokens]
        starts = np.repeat(gaps[:-1], np.diff(gaps) - 1)
        products = rel_heads[starts + found][:, :, None] * rel_children[tokens][:, None, :]
        relations = products.reshape(len(tokens), -1) @ self._relations
        return found, relations.argmax(1)


def best_path(emissions: Array, transitions: Array) -> list[int]:
    """The likeliest tags of a sequence: (tokens, tags), (tag, next tag) → the tag of each token (Viterbi)."""
    if len(emissions) == 1:
        return [int(emissions[0].argmax())]
    steps = transitions[:, :, None] + emissions[1:].T
    steps[:, :, 0] += emissions[0][:, None]
    path: list[int] = _states(steps).tolist()
    return path


def _walked(steps: Array) -> Array:
    """The states around a few steps, one after the other."""
    before = []
    best = np.zeros(len(steps), np.float32)
    for step in np.moveaxis(steps, 2, 0):
        scores = best[:, None] + step
        before.append(scores.argmax(0))
        best = scores.max(0)
    states = [int(best.argmax())]
    for states_before in reversed(before):
        states.append(int(states_before[states[-1]]))
    return np.array(states[::-1])


def _states(steps: Array) -> Array:
    """The states around steps, by joining them two by two: (from, to, steps) → (steps + 1)."""
    count = steps.shape[2]
    if count <= _FEW:
        return _walked(steps)
    pairs = count // 2
    first, second = steps[:, :, : 2 * pairs : 2], steps[:, :, 1 : 2 * pairs : 2]
    joined = (first[:, :, None] + second).max(1)
    if count % 2:
        joined = np.concatenate([joined, steps[:, :, -1:]], axis=2)
    around = _states(joined)
    numbers = np.arange(pairs)
    states = np.empty(count + 1, np.int64)
    states[: 2 * pairs + 1 : 2] = around[: pairs + 1]
    states[1 : 2 * pairs : 2] = (
        first[around[:pairs], :, numbers] + second[:, around[1 : pairs + 1], numbers].T
    ).argmax(1)
    states[-1] = around[-1]
    return states
