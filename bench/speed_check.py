"""Servanda's tags beside slovnet's own, token by token: `python -m bench.speed --check`.

slovnet adds in another order, so that scores differ in their last bits. That decides only where two heads score the
same: a word that stands twice in a sentence, in the same phrase, gives the parser no reason to prefer either.
slovnet's choice then changes with the sentences that are worked on beside it; Servanda takes the first. Such
tokens are counted by themselves: slovnet's own scores for the two heads are no further apart than `TIE`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from navec import Navec
from slovnet import NER, Morph, Syntax
from slovnet.bio import bio_spans
from slovnet.token import find_tokens

from servanda.language.engines import chunks
from servanda.language.tagger import Tagger
from servanda.language.weights import weights

TIE = 1e-5  # between scores of some ±10
_VECTORS = "navec_news_v1_1B_250K_300d_100q.tar"
_BATCH = 32


@dataclass(slots=True)
class Difference:
    """What was compared, and how often it differed."""

    tokens: int = 0
    spans: int = 0
    ties: int = 0
    differ: Counter[str] = field(default_factory=Counter)

    def lines(self) -> list[str]:
        """For people."""
        kinds = ("tag", "head", "relation", "name", "span")
        found = ", ".join(f"{self.differ[kind]} {kind}s" for kind in kinds)
        return [
            f"{self.tokens:,} tokens and {self.spans:,} spans compared with slovnet's own: {found} differ",
            f"{self.ties:,} of the tokens have two heads that slovnet scores alike (within {TIE}); the first is taken",
        ]


class Slovnet:
    """slovnet itself."""

    def __init__(self) -> None:
        vectors = Navec.load(weights(_VECTORS))
        self.morphology = Morph.load(weights("slovnet_morph_news_v1.tar"), _BATCH).navec(vectors)
        self.syntax = Syntax.load(weights("slovnet_syntax_news_v1.tar"), _BATCH).navec(vectors)
        self.names = NER.load(weights("slovnet_ner_news_v1.tar"), _BATCH).navec(vectors)

    def tags(self, sentences: Sequence[Sequence[str]]) -> list[str]:
        """The tag of every token."""
        infer = self.morphology.infer
        return [tag for tags in infer.decoder(infer.process(infer.encoder(sentences))) for tag in tags]

    def entities(self, words: Sequence[str]) -> list[str]:
        """The BIO tag of every token of a text."""
        infer = self.names.infer
        return list(next(iter(infer.decoder(infer.process(infer.encoder([words]))))))

    def heads(self, sentences: Sequence[Sequence[str]]) -> Iterator[tuple[int, str, Any]]:
        """Head and relation of every token, and the scores of all heads."""
        infer = self.syntax.infer
        model = infer.model
        for batch in infer.encoder(sentences):
            pred = model(batch.word_id, batch.shape_id, batch.pad_mask)
            heads = model.head.decode(pred.head_id, ~batch.pad_mask)
            relations = model.rel.decode(pred.rel_id, ~batch.pad_mask)
            for n, size in enumerate((~batch.pad_mask).sum(-1)):
                for token in range(size):
                    relation = infer.decoder.rels_vocab.decode(relations[n, token])
                    yield int(heads[n, token]), relation, pred.head_id[n, token]


def compare(texts: Sequence[str]) -> Difference:
    """All tokens of the texts."""
    slovnet, tagger = Slovnet(), Tagger()
    found = Difference()
    for text in texts:
        for chunk in chunks(text):
            _compare(slovnet, tagger, [[token for _, token in sentence] for sentence in chunk], found)
    return found


def _compare(slovnet: Slovnet, tagger: Tagger, sentences: list[list[str]], found: Difference) -> None:
    words = [word for sentence in sentences for word in sentence]
    ours = tagger([tagger.pair(word) for word in words], [len(sentence) for sentence in sentences])
    found.tokens += len(words)
    tags, names = [tagger.tags[n] for n in ours.tags], [tagger.names[n] for n in ours.names]
    theirs = slovnet.entities(words)
    found.differ["tag"] += sum(a != b for a, b in zip(tags, slovnet.tags(sentences), strict=True))
    found.differ["name"] += sum(a != b for a, b in zip(names, theirs, strict=True))
    line = " ".join(words)
    spans, others = (
        {(s.start, s.stop, s.type) for s in bio_spans(find_tokens(line, words), tags)} for tags in (names, theirs)
    )
    found.spans += len(others)
    found.differ["span"] += len(spans ^ others)
    relations = [tagger.relations[n] for n in ours.relations]
    for head, relation, (head_, relation_, scores) in zip(ours.heads, relations, slovnet.heads(sentences), strict=True):
        if head != head_ and abs(scores[head] - scores[head_]) < TIE:
            found.ties += 1
            continue  # its relation is that to another word
        found.differ["head"] += head != head_
        found.differ["relation"] += relation != relation_
