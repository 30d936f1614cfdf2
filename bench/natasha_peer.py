"""natasha as its README shows it, over texts from standard input: what Servanda's annotation is measured against.

It runs in an interpreter of its own, which has natasha, and `setuptools<82` for pymorphy2's `pkg_resources`; it imports
nothing of Servanda. Output: one JSON object, with the CPU seconds of each step.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any


def main() -> None:
    """Read a JSON list of texts, annotate each, write the measurement."""
    import natasha  # type: ignore[import-untyped]

    texts = json.load(sys.stdin)
    segmenter, vocabulary, vectors = natasha.Segmenter(), natasha.MorphVocab(), natasha.NewsEmbedding()
    taggers = natasha.NewsMorphTagger(vectors), natasha.NewsSyntaxParser(vectors), natasha.NewsNERTagger(vectors)
    steps: dict[str, Callable[[Any], object]] = {
        "segment": lambda doc: doc.segment(segmenter),
        "morphology": lambda doc: doc.tag_morph(taggers[0]),
        "syntax": lambda doc: doc.parse_syntax(taggers[1]),
        "names": lambda doc: doc.tag_ner(taggers[2]),
        "normal forms of names": lambda doc: [span.normalize(vocabulary) for span in doc.spans],
        "lemmas": lambda doc: [token.lemmatize(vocabulary) for token in doc.tokens],
    }
    seconds = dict.fromkeys(steps, 0.0)
    tokens = 0
    for text in texts:
        doc = natasha.Doc(text)
        for name, step in steps.items():
            begin = time.process_time()
            step(doc)
            seconds[name] += time.process_time() - begin
        tokens += len(doc.tokens)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    json.dump({"tokens": tokens, "documents": len(texts), "seconds": seconds, "peak": peak}, sys.stdout)


if __name__ == "__main__":
    main()
