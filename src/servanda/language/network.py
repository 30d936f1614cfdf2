"""The layers of slovnet's models in NumPy: the same numbers, up to their last bits, for a fraction of the work.

Tokens lie in one array, row after row, with a gap before and after each sentence: a convolution looks one row to either
side, and nothing has to be padded or masked. What stands between two convolutions (the scale and shift of batch
normalisation) is folded into the second; a gap therefore holds the row that this turns into zeros.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from servanda.language import kernel

if TYPE_CHECKING:
    from servanda.language.weights import Vectors

Array = np.ndarray[Any, np.dtype[Any]]

KERNEL = 3  # a token and its neighbours
_LANES = 16  # what processors work on at once, or a multiple of that
_EDGE, _BLOCK = 8, 288  # new rows worked on together, and rows of zeros before and after them


@dataclass(frozen=True, slots=True)
class Norm:
    """Batch normalisation: `rows * scale + shift`."""

    scale: Array
    shift: Array

    @classmethod
    def of(cls, tree: Any) -> Norm:
        """From the weights of a model."""
        scale = tree["weight"] / tree["std"]
        return cls(scale, tree["bias"] - tree["mean"] * scale)

    @property
    def neutral(self) -> Array:
        """The row that becomes zeros."""
        return -self.shift / self.scale


@dataclass(frozen=True, slots=True)
class Linear:
    """`rows @ weight + bias`."""

    weight: Array
    bias: Array

    @classmethod
    def of(cls, tree: Any, before: Norm | None = None) -> Linear:
        """From the weights of a model, for rows that `before` has still to be done to."""
        weight, bias = tree["weight"], tree["bias"]
        return (
            cls(weight, bias) if before is None else cls(before.scale[:, None] * weight, bias + before.shift @ weight)
        )

    def __call__(self, rows: Array) -> Array:
        out: Array = rows @ self.weight
        out += self.bias
        return out

    def positive(self, rows: Array) -> Array:
        """With ReLU."""
        out = self(rows)
        return np.maximum(out, 0, out=out)


@dataclass(frozen=True, slots=True)
class Convolution:
    """A convolution with ReLU; the parts for its three places lie side by side in `taps`."""

    taps: Linear
    norm: Norm  # of what it gives; the next layer does it

    @classmethod
    def of(cls, tree: Any, before: Norm | None = None) -> Convolution:
        """From the weights of a layer (filters, in, kernel)."""
        weight = tree["conv"]["weight"]
        side_by_side = np.concatenate([weight[:, :, place].T for place in range(KERNEL)], axis=1)
        taps = Linear.of({"weight": side_by_side, "bias": np.zeros(len(side_by_side[0]), np.float32)}, before)
        bias = taps.bias.reshape(KERNEL, -1).sum(0) + tree["conv"]["bias"]
        return cls(Linear(np.ascontiguousarray(taps.weight), bias), Norm.of(tree["norm"]))

    def __call__(self, rows: Array, gaps: Array) -> Array:
        """(tokens and gaps, in) → (tokens and gaps, filters)."""
        size = len(self.taps.bias)
        parts = rows @ self.taps.weight
        out = np.empty((len(rows), size), np.float32)
        inner = out[1:-1]
        np.add(parts[:-2, :size], parts[1:-1, size : 2 * size], out=inner)
        inner += parts[2:, 2 * size :]
        inner += self.taps.bias
        np.maximum(inner, 0, out=inner)
        out[gaps] = self.norm.neutral
        return out


class Slots:
    """Places for a bounded number of keys: when they are full, the quarter that was not asked for longest is freed.

    Place 0 belongs to no key.
    """

    def __init__(self, size: int) -> None:
        self._free = list(range(size, 0, -1))
        self._places: dict[int, int] = {}
        self._asked = np.zeros(size + 1, np.int64)
        self._clock = 0

    def __len__(self) -> int:
        return len(self._places)

    def find(self, keys: Sequence[int]) -> tuple[Array, list[tuple[int, int]]]:
        """The places of keys, and the keys that are new with theirs; at most a quarter as many keys as places."""
        self._clock += 1
        places = self._places
        found = np.array([places.get(key, 0) for key in keys], np.int64)
        self._asked[found] = self._clock
        missing = list(dict.fromkeys(keys[n] for n in np.flatnonzero(found == 0).tolist()))
        if missing:
            if len(missing) > len(self._free):
                self._forget()
            for key in missing:
                places[key] = self._free.pop()
            found = np.array([places[key] for key in keys], np.int64)
            self._asked[found] = self._clock
        return found, [(key, places[key]) for key in missing]

    def _forget(self) -> None:
        by_age = sorted(self._places.items(), key=lambda item: int(self._asked[item[1]]))
        for key, place in by_age[: len(by_age) // 4]:
            del self._places[key]
            self._free.append(place)


class FirstLayers:
    """The first convolutions of several models, kept for every pair of word and outline.

    What they make of a token is linear in it: what it gives to its neighbour on the right, to itself and to its
    neighbour on the left is worked out once; the convolution is then three additions.
    """

    def __init__(self, groups: Sequence[Sequence[Any]], vectors: Vectors, size: int) -> None:
        """`groups`: models that read the same array, as trees of weights; `size`: pairs kept, 3 kB a model each."""
        self._vectors = vectors
        self._slots = Slots(size)
        layers = [[Convolution.of(tree["encoder"]["layers"][0]) for tree in group] for group in groups]
        columns, outlines = [], []
        for group, convolutions in zip(groups, layers, strict=True):
            for place in range(KERNEL):
                for tree, layer in zip(group, convolutions, strict=True):
                    filters = len(layer.taps.bias)
                    part = layer.taps.weight[:, place * filters : (place + 1) * filters]
                    columns.append(part[: vectors.dim])
                    outlines.append(tree["emb"]["shape"]["weight"] @ part[vectors.dim :])
                    if place == 1:
                        outlines[-1] += layer.taps.bias
        self._weight = np.concatenate([part.T for part in columns])  # so that the new rows lie along the lanes
        self._edge, self._block = (_EDGE, _BLOCK) if self._rounds_alike() else (0, _LANES)
        self._outlines = np.concatenate(outlines, axis=1)
        self._neutral = [np.concatenate([layer.norm.neutral for layer in group]) for group in layers]
        self._kept = [[np.zeros((size + 1, len(row)), np.float32) for _ in range(KERNEL)] for row in self._neutral]

    def __len__(self) -> int:
        return len(self._slots)

    def places(self, pairs: Sequence[int]) -> Array:
        """Where the pairs are kept; the new ones are worked out. A pair is word number · outlines + outline number."""
        places, fresh = self._slots.find(pairs)
        if fresh:
            self._work_out(*np.array(fresh).T)
        return places

    def _work_out(self, pairs: Array, places: Array) -> None:
        words, outlines = np.divmod(pairs, len(self._outlines))
        rows = self._vectors(words)
        parts = self._outlines[outlines]
        for n in range(0, len(rows), self._block):
            parts[n : n + self._block] += self._product(rows[n : n + self._block], self._edge)
        at = 0
        for kept in self._kept:
            for part in kept:
                width = part.shape[1]
                part[places] = parts[:, at : at + width]
                at += width

    def _product(self, rows: Array, edge: int) -> Array:
        """What the layers make of vectors, worked out with rows of zeros around them, by whole lanes."""
        count = len(rows)
        padded = np.zeros((-(-(count + 2 * edge) // _LANES) * _LANES, self._vectors.dim), np.float32)
        padded[edge : edge + count] = rows
        product: Array = (self._weight @ padded.T).T
        return product[edge : edge + count]

    def _rounds_alike(self) -> bool:
        """Whether a row gets the same bits wherever it stands between the edges, in a small block or a large one.

        What a text gives must not depend on the words before it. BLAS may add otherwise at the edges of a matrix, how
        depends on the processor; single lanes are always worked on alike.
        """
        rows = self._vectors(np.arange(_LANES))
        large = self._product(np.tile(rows, (_BLOCK // _LANES, 1)), _EDGE).reshape(-1, _LANES, len(self._weight))
        return bool((large == self._product(rows, _EDGE)).all())

    def __call__(self, group: int, places: Array, gaps: Array) -> Array:
        """What the first convolutions of a group make of tokens and gaps (place 0), side by side."""
        left, itself, right = self._kept[group]
        out = np.empty((len(places), left.shape[1]), np.float32)
        if kernel.built:
            kernel.compiled.gathered(left, itself, right, places, gaps, self._neutral[group], out)
            return out
        inner = out[1:-1]
        np.take(left, places[:-2], axis=0, out=inner, mode="clip")
        inner += itself[places[1:-1]]
        inner += right[places[2:]]
        np.maximum(inner, 0, out=inner)
        out[gaps] = self._neutral[group]
        return out
