"""The sweep that chose the threshold of topics: `python -m bench.topics` prints precision, recall and F1."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from bench.sets import SETS, GoldDocument, load
from servanda.language import load as language
from servanda.model.vocabulary import Topic
from servanda.reading import commitments, projects, topics
from servanda.reading.context import Context

MOST = 7  # the heaviest threshold that is tried


def weighed(gold: Sequence[GoldDocument]) -> list[tuple[set[str], set[Topic], dict[Topic, int]]]:
    """Of every document the gold topics, the sectors of commitments and projects, the weight of every sector."""
    adapter = language("ru")
    out = []
    for one, doc in zip(gold, adapter.annotate(g.document.text for g in gold), strict=True):
        ctx = Context(one.document, doc, adapter)
        used = {record.sector for find in (commitments.find, projects.find) for record in find(ctx)}
        out.append((set(one.gold["topics"]), used, topics.weights(ctx)))
    return out


def row(documents: Sequence[tuple[set[str], set[Topic], dict[Topic, int]]], enough: int) -> tuple[float, float, float]:
    """Precision, recall and F1 of the topics at a threshold."""
    right = read = wanted = 0
    for gold, used, weights in documents:
        found = {topic for topic, weight in weights.items() if weight >= enough} | used
        right, read, wanted = right + len(found & gold), read + len(found), wanted + len(gold)
    precision, recall = right / max(1, read), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main(words: Sequence[str] | None = None) -> None:
    """Print a table a set, and one of all sets together."""
    argparse.ArgumentParser(prog="python -m bench.topics", description=__doc__.splitlines()[0]).parse_args(words)
    found = {name: weighed(load(folder)) for name, folder in SETS.items() if folder.is_dir()}
    found["all"] = [document for documents in found.values() for document in documents]
    for name, documents in found.items():
        print(f"{name:<10} {'P':>6} {'R':>6} {'F1':>6}")
        for enough in range(1, MOST + 1):
            mark = " <" if enough == topics.FIRM else ""
            precision, recall, f1 = row(documents, enough)
            print(f"{'weight ' + str(enough):<10} {precision:6.3f} {recall:6.3f} {f1:6.3f}{mark}")


if __name__ == "__main__":
    main()
