"""The weight files that the natasha distribution carries: where they are, and what they hold, as plain arrays.

natasha itself is never imported (it breaks with setuptools 82 and newer): its files are located by the distribution's
list of files. They are tar files without compression, so that their arrays are mapped into memory, not read.
"""

from __future__ import annotations

import json
import tarfile
from gzip import decompress
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from servanda.errors import LanguageError

_PROTOCOL = 1
_VECTORS = "navec_news_v1_1B_250K_300d_100q.tar"
_HEAD = 16  # bytes before the vectors: four numbers


def weights(name: str) -> Path:
    """Where the natasha distribution keeps a weight file; LanguageError when it does not."""
    try:
        files = metadata.files("natasha") or []
    except metadata.PackageNotFoundError as error:
        raise LanguageError("the natasha distribution is missing", remedy="pip install natasha") from error
    for file in files:
        if file.name == name:
            return Path(str(file.locate()))
    raise LanguageError(f"the natasha distribution has no {name}", remedy="pip install --force-reinstall natasha")


class Pack:
    """A weight file: its members as bytes, arrays and lists of words, its model as a tree of arrays."""

    def __init__(self, name: str) -> None:
        path = weights(name)
        with tarfile.open(path, "r:") as tar:
            self._members = {member.name: (member.offset_data, member.size) for member in tar}
        self._bytes = np.memmap(path, np.uint8, "r")
        if json.loads(self.bytes("meta.json"))["protocol"] != _PROTOCOL:
            raise LanguageError(f"{name} is of a protocol that is not known", remedy="pip install 'natasha<2'")

    def bytes(self, member: str) -> bytes:
        """A member's bytes."""
        at, size = self._members[member]
        return bytes(self._bytes[at : at + size])

    def array(self, member: str, dtype: str, shape: tuple[int, ...] | None = None, skip: int = 0) -> Any:
        """A member as an array that is mapped, not read: of that shape, after that many bytes."""
        at, size = self._members[member]
        size = size - skip if shape is None else int(np.prod(shape)) * np.dtype(dtype).itemsize
        flat = self._bytes[at + skip : at + skip + size].view(np.ndarray).view(dtype)
        return flat if shape is None else flat.reshape(shape)

    def lines(self, member: str) -> list[str]:
        """A member that is a compressed list of words."""
        return decompress(self.bytes(member)).decode("utf-8").splitlines()

    def model(self) -> Any:
        """The model: objects as dictionaries, every weight as its array."""
        return self._filled(json.loads(self.bytes("model.json")))

    def _filled(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self._filled(item) for item in node]
        if not isinstance(node, dict):
            return node
        if isinstance(node.get("array"), int):
            return self.array(f"arrays/{node['array']}.bin", node["dtype"], tuple(node["shape"]))
        return {key: self._filled(value) for key, value in node.items()}


def vocabulary() -> tuple[list[str], list[int]]:
    """The words that navec has vectors of, and how often each stands in a thousand million words of news."""
    plain = decompress(Pack(_VECTORS).bytes("vocab.bin"))
    count = int.from_bytes(plain[:4], "little")
    counts = np.frombuffer(plain, "<u4", count, 4)
    return plain[4 + counts.nbytes :].decode("utf-8").split("\n"), counts.tolist()


class Vectors:
    """navec's word vectors: 100 parts of 3 numbers each, every part one of 256 (product quantisation)."""

    def __init__(self) -> None:
        pack = Pack(_VECTORS)
        count, dim, parts, centroids = pack.array("pq.bin", "uint32", (4,))
        self._indexes = pack.array("pq.bin", "uint8", (count, parts), _HEAD)
        codes = pack.array("pq.bin", "float32", (parts * centroids, dim // parts), _HEAD + self._indexes.size)
        self._codes = np.ascontiguousarray(codes)
        self._firsts = np.arange(parts) * int(centroids)  # of each part among all codes
        self.dim = int(dim)

    def __call__(self, words: Any) -> Any:
        """The vectors of words by their numbers: (n,) → (n, dim)."""
        return self._codes.take(self._indexes[words] + self._firsts, axis=0).reshape(-1, self.dim)
