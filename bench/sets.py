"""The gold sets: the samples of this project, and the shared ones where they lie beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.scoring import GoldError, Score, score_document
from servanda.errors import DocumentError
from servanda.model.document import Document

ROOT = Path(__file__).parents[1]
SHARED_GOLD = ROOT.parent / "shared" / "gold"
#: Name and folder of every set, in the order in which they are shown.
SETS: Mapping[str, Path] = {
    "samples": ROOT / "samples",
    "seeds": SHARED_GOLD / "seeds",
    "dev": SHARED_GOLD / "dev",
}
_NO_GOLD = {"SOURCES.json"}
_TEXTS = (".txt", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with its gold records."""

    path: Path
    document: Document
    gold: Mapping[str, Any]


def gold_files(folder: Path) -> list[tuple[Path, Path]]:
    """Every gold file with the text beside it; GoldError when one has no text."""
    pairs = []
    for path in sorted(folder.glob("*.json")):
        if path.name in _NO_GOLD:
            continue
        texts = [path.with_suffix(suffix) for suffix in _TEXTS if path.with_suffix(suffix).is_file()]
        if len(texts) != 1:
            raise GoldError(f"{path.name}: one text should stand beside it, and there are {len(texts)}")
        pairs.append((path, texts[0]))
    return pairs


def load(folder: Path) -> list[GoldDocument]:
    """A set's documents, read from files as `servanda read` does, with their gold; GoldError for one that cannot."""
    from servanda.sources import documents

    pairs = gold_files(folder)
    loaded = []
    for (path, text), document in zip(pairs, documents([text for _, text in pairs]), strict=True):
        if isinstance(document, DocumentError):
            raise GoldError(str(document))
        loaded.append(GoldDocument(text, document, json.loads(path.read_text(encoding="utf-8"))))
    return loaded


def fingerprint(folder: Path) -> str:
    """A hash of all texts and gold files of a set: floors hold for one gold only."""
    digest = hashlib.blake2b(digest_size=8)
    for pair in gold_files(folder):
        for path in pair:
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def score(documents: Iterable[GoldDocument], readings: Mapping[str, Mapping[str, Any]]) -> Score:
    """The score of readings by document name (`to_dict()` of each) against the gold."""
    total = Score()
    for gold in documents:
        name = gold.document.name
        total.add(score_document(name, gold.document.text, gold.gold, readings.get(name)))
    return total
