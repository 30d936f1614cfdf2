"""What a small model of our own would add to the rules: `python -m bench.small_model [--epochs 12]`.

spaCy's smallest recogniser (hashed embeddings, four convolutions 96 wide) is trained on NEREL train, on the CPU, with a
seed, to mark people, organisations and laws; words are cut as the reader cuts them. On NEREL dev it stands beside the
rules, and joined with them (what it marks that touches nothing the rules found), as `bench.nerel` compares: recall,
exact recall, precision, F1; then what it costs: megabytes, and its time beside that of the whole way to records.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch  # type: ignore[attr-defined]

from bench import brat
from bench.nerel import FOLDER, Tally, add, annotated
from bench.nerel_kinds import Sides, Thing, bodies, laws
from servanda.pipeline import Reader
from servanda.reading.context import Context

_LABELS = ("PERSON", "ORGANIZATION", "LAW")
_SEED = 7
_BATCH = 32  # sentences
_PIPE = {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 96, "depth": 4,
         "embed_size": 2000, "window_size": 1, "maxout_pieces": 3, "subword_features": True}  # fmt: skip

Pair = tuple[brat.Annotated, Context]


def people(gold: brat.Annotated, ctx: Context) -> Sides:
    """People by name."""
    asked = [Thing(((e.start, e.end),), e.words) for e in gold.of("PERSON")]
    read = [(r.start, r.end) for r in ctx.people.references if r.how == "name"]
    return Sides(asked, [], [Thing((place,), ctx.document.text[slice(*place)]) for place in read])


#: Each label with what the rules find of it.
_KINDS: dict[str, Callable[[brat.Annotated, Context], Sides]] = {
    "PERSON": people, "ORGANIZATION": bodies, "LAW": laws,
}  # fmt: skip


def trained(pairs: Sequence[Pair], epochs: int) -> Any:
    """The pipeline after so many rounds over the documents; progress goes to standard error."""
    fix_random_seed(_SEED)
    nlp = spacy.blank("ru")
    tok2vec: Any = {"model": _PIPE}
    ner = nlp.add_pipe("ner", config={"model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner",
                       "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
                       "tok2vec": tok2vec["model"]}})  # fmt: skip
    for label in _LABELS:
        ner.add_label(label)  # type: ignore[attr-defined]
    examples = [example for pair in pairs for example in _examples(nlp.vocab, *pair)]
    optimizer = nlp.initialize(lambda: examples[:200])
    chance = random.Random(_SEED)  # noqa: S311 - an order, not a secret
    for epoch in range(epochs):
        losses: dict[str, float] = {}
        chance.shuffle(examples)
        for batch in minibatch(examples, _BATCH):  # type: ignore[no-untyped-call]
            nlp.update(batch, drop=0.2, sgd=optimizer, losses=losses)
        print(f"epoch {epoch + 1} of {epochs}: loss {losses['ner']:,.0f}", file=sys.stderr, flush=True)
    return nlp


def marked(nlp: Any, ctx: Context) -> dict[str, list[tuple[int, int]]]:
    """Where the model sees each label in a document, code points."""
    found: dict[str, list[tuple[int, int]]] = {label: [] for label in _LABELS}
    for sentence in ctx.doc.sents:
        doc = nlp(_plain(nlp.vocab, sentence))
        for span in doc.ents:
            first, last = sentence[span.start], sentence[span.end - 1]
            found[span.label_].append((first.idx, last.idx + len(last)))
    return found


def _plain(vocab: Any, sentence: Any) -> Doc:
    return Doc(vocab, [t.text for t in sentence], [bool(t.whitespace_) for t in sentence])


def _examples(vocab: Any, gold: brat.Annotated, ctx: Context) -> Iterable[Example]:
    """A sentence each, with the longest entity wherever several overlap; boundaries that no word has are left out."""
    chosen: list[brat.Entity] = []
    for entity in sorted(gold.of(*_LABELS), key=lambda e: (e.start - e.end, e.start)):
        if all(entity.end <= other.start or other.end <= entity.start for other in chosen):
            chosen.append(entity)
    for sentence in ctx.doc.sents:
        doc = _plain(vocab, sentence)
        inside = [e for e in chosen if sentence.start_char <= e.start and e.end <= sentence.end_char]
        offset = sentence.start_char
        spans = [doc.char_span(e.start - offset, e.end - offset, label=e.type) for e in inside]
        reference = doc.copy()
        reference.set_ents([span for span in spans if span is not None])
        yield Example(doc, reference)


def compared(nlp: Any, pairs: Sequence[Pair]) -> Iterable[str]:
    """The lines of the table."""
    yield f"{'kind':<14}{'who':<8}{'asked':>7}{'read':>7}{'R':>8}{'exact':>8}{'P':>8}{'F1':>8}"
    tallies = {(label, who): Tally() for label in _LABELS for who in ("rules", "model", "both")}
    for gold, ctx in pairs:
        places = marked(nlp, ctx)
        for label, kind in _KINDS.items():
            sides = kind(gold, ctx)
            own = [Thing((place,), ctx.document.text[slice(*place)]) for place in places[label]]
            new = [thing for thing in own if not any(thing.meets(other) for other in sides.read)]
            for who, read in (("rules", sides.read), ("model", own), ("both", [*sides.read, *new])):
                add(tallies[label, who], label, replace(sides, read=read), gold)
    for (label, who), tally in tallies.items():
        recall, precision = tally.found / max(1, tally.asked), tally.right / max(1, tally.read)
        score = 2 * recall * precision / max(1e-9, recall + precision)
        shares = f"{recall:>8.3f}{tally.exact / max(1, tally.asked):>8.3f}{precision:>8.3f}{score:>8.3f}"
        yield f"{label:<14}{who:<8}{tally.asked:>7}{tally.read:>7}{shares}"


def cost(nlp: Any, pairs: Sequence[Pair]) -> str:
    """Size, and time beside that of the whole way over the same texts in the same run."""
    with tempfile.TemporaryDirectory() as folder:
        nlp.to_disk(folder)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    reader = Reader()
    texts = [ctx.document for _, ctx in itertools.islice(pairs, 40)]
    reader.read(texts[0])
    begin = time.process_time()
    for document in texts:
        reader.read(document)
    whole = time.process_time() - begin
    begin = time.process_time()
    for _, ctx in itertools.islice(pairs, 40):
        marked(nlp, ctx)
    own = time.process_time() - begin
    return f"{size / 1e6:.1f} MB; {own:.1f} s beside {whole:.1f} s of reading: {own / whole:.0%} more"


def main(words: Sequence[str] | None = None) -> int:
    """Train, compare, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.small_model", description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=12, help="rounds over NEREL train (default: 12)")
    parser.add_argument("--documents", type=int, default=None, help="train on so many documents only")
    given = parser.parse_args(words)
    if not FOLDER.is_dir():
        print(f"{FOLDER} is not here", file=sys.stderr)
        return 2
    train, dev = (brat.load(FOLDER / name) for name in ("train", "dev"))
    nlp = trained(list(annotated(train[: given.documents])), given.epochs)
    pairs = list(annotated(dev))
    print("\n".join(compared(nlp, pairs)))
    print(cost(nlp, pairs))
    return 0


if __name__ == "__main__":
    sys.exit(main())
