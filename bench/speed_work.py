"""What a process of `bench.speed` measures: `python -m bench.speed_work WORK`, texts in, one JSON object out.

Each work begins in a fresh process, so that every text is new to it. Times are CPU seconds of the process; those of
several processes are read from the wall clock.
"""

from __future__ import annotations

import json
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from servanda.language import load, tables
from servanda.model.document import Document
from servanda.pipeline import Reader
from servanda.reading.words import plain

_EVERY = 0.002  # CPU seconds between two looks at what is being done
_PASSAGE = 120  # words


def annotate(texts: Sequence[str]) -> dict[str, Any]:
    """Annotation with the names in the nominative, on text never seen before and once more."""
    adapter = load("ru")
    passes = []
    tokens = 0
    for _ in ("fresh", "warm"):
        seconds, tokens = 0.0, 0
        for text in texts:
            begin = time.process_time()
            doc = plain(adapter.annotation(text))
            for name in doc.ents:
                (adapter.person if name.label_ == "PER" else adapter.phrase)(name)
            seconds += time.process_time() - begin
            tokens += sum(not token.is_space for token in doc)
        passes.append(seconds)
    return {"tokens": tokens, "documents": len(texts), "fresh": passes[0], "warm": passes[1]}


def read(texts: Sequence[str]) -> dict[str, Any]:
    """The whole way, with what was being done every few milliseconds, by module."""
    reader = Reader()
    reader.read(Document("Итоги визита.", language="ru"))  # so that the models are loaded
    for name in tables.names():
        tables.table(name)
    shares: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        shares[_module(frame)] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    begin, began = time.process_time(), time.perf_counter()
    records = 0
    for text in texts:
        records += len(reader.read(Document(text, language="ru")).records())
    seconds, wall = time.process_time() - begin, time.perf_counter() - began
    signal.setitimer(signal.ITIMER_PROF, 0)
    told = dict(shares.most_common())
    return {"documents": len(texts), "seconds": seconds, "wall": wall, "records": records, "shares": told}


def _module(frame: FrameType | None) -> str:
    """The module of Servanda that is at work, itself or through a library that it has called."""
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith("servanda."):
            return name.removeprefix("servanda.")
        frame = frame.f_back
    return "elsewhere"


def processes(texts: Sequence[str]) -> dict[str, Any]:
    """Wall seconds of one process and of two over the same texts, each with the time to start."""
    seconds = {}
    for count in (2, 1):
        begin = time.perf_counter()
        read = list(Reader().read_many((Document(text, language="ru") for text in texts), count))
        seconds[str(count)] = time.perf_counter() - begin
        assert len(read) == len(texts)  # noqa: S101 - a run that lost documents is no measurement
    return {"documents": len(texts), "seconds": seconds}


def memory(texts: Sequence[str], documents: int = 50_000, every: int = 1_000) -> dict[str, Any]:
    """Resident memory while many documents are read, told on standard error as they are.

    Each is a passage of a real text with made-up words among its own, so that every one brings words never seen.
    """
    chance = random.Random(0)  # noqa: S311 - the same words on every run
    reader = Reader()
    marks = []
    for n in range(documents):
        reader.read(Document(_varied(texts[n % len(texts)], chance), language="ru"))
        if (n + 1) % every == 0 or n + 1 == documents:
            marks.append(_resident())
            print(f"{n + 1:,} documents: {marks[-1] / 1_000_000:.0f} MB", file=sys.stderr, flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"documents": documents, "resident": marks, "peak": peak}


def _varied(text: str, chance: random.Random) -> str:
    """A passage of a text, one word in twenty made of the halves of two others."""
    words = text.split()
    at = chance.randrange(max(1, len(words) - _PASSAGE))
    passage = words[at : at + _PASSAGE]
    for place in range(chance.randrange(20), len(passage), 20):
        one, two = chance.choice(words), chance.choice(words)
        passage[place] = one[: (len(one) + 1) // 2] + two[len(two) // 2 :]
    return " ".join(passage)


def _resident() -> int:
    """Resident memory of this process in bytes (Linux)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()


WORKS: Mapping[str, Callable[[Sequence[str]], dict[str, Any]]] = {
    work.__name__: work for work in (annotate, read, processes)
}


def main() -> None:
    """Do the work that is named, over the texts on standard input."""
    given = json.load(sys.stdin)
    name = sys.argv[1]
    result = memory(given["texts"], given["documents"]) if name == "memory" else WORKS[name](given["texts"])
    result.setdefault("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
