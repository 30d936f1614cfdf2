"""razdel and slovnet, with the weight files that the natasha distribution carries.

natasha itself is never imported (it breaks with setuptools 82 and newer): its files are located by the distribution's
list of files. Every text is worked on by itself and in the same batches, so that its tags depend on nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gzip import decompress
from importlib import metadata
from pathlib import Path
from typing import Any

from navec.meta import Meta
from navec.navec import Navec
from navec.pq import PQ
from navec.tar import Tar
from razdel import sentenize, tokenize
from slovnet.api import NER, Morph, Syntax
from slovnet.const import REL, SHAPE, TAG, WORD
from slovnet.exec import model as models
from slovnet.exec.encoders import SyntaxEncoder, TagEncoder
from slovnet.exec.infer import MorphInfer, NERInfer, SyntaxDecoder, SyntaxInfer, TagDecoder
from slovnet.exec.pack import Pack, vocab_name
from slovnet.vocab import Vocab

from servanda.errors import LanguageError

BATCH = 32  # sentences worked on together
CHUNK = 2000  # tokens over which names are tagged at once


@dataclass(slots=True)
class Word:
    """A token with what the engines say of it; `head` counts within the sentence, -1 for the root."""

    start: int
    end: int
    text: str
    pos: str = "X"
    feats: dict[str, str] | None = None
    head: int = -1
    dep: str = "dep"
    entity: str = "O"


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


def _vectors(path: Path) -> Navec:
    """navec's table of word vectors without its list of words, which the models carry themselves."""
    with Tar(path) as tar:
        meta = Meta.from_file(tar.load("meta.json"))
        Meta.check_protocol(meta.protocol)
        return Navec(meta, None, PQ.from_file(tar.load("pq.bin")))


class _Packs:
    """slovnet's packs, of which those with the same list of words share it (a quarter of a million words each)."""

    def __init__(self, navec: Navec) -> None:
        self._navec = navec
        self._vocabs: dict[bytes, Any] = {}

    def parts(self, name: str, model: Any, labels: str) -> tuple[Any, Any, Any, Any]:
        """Model with its weights, word list, shape list and label list, as slovnet's own `load` reads them."""
        with Pack(weights(name)) as pack:
            pack.load_meta().check_protocol()
            scheme = pack.load_model(model)
            loaded = scheme.inject_arrays(dict(pack.load_arrays(scheme.weights))).inject_navec(self._navec)
            words = decompress(pack.read(vocab_name(WORD)))
            if words not in self._vocabs:
                self._vocabs[words] = Vocab(words.decode("utf-8").splitlines())
            return loaded, self._vocabs[words], pack.load_vocab(SHAPE), pack.load_vocab(labels)


class Engines:
    """The three models over one table of word vectors and one list of words."""

    def __init__(self) -> None:
        packs = _Packs(_vectors(weights("navec_news_v1_1B_250K_300d_100q.tar")))
        model, words, shapes, tags = packs.parts("slovnet_morph_news_v1.tar", models.Morph, TAG)
        self._morph = Morph(MorphInfer(model, TagEncoder(words, shapes, BATCH), TagDecoder(tags)), BATCH)
        model, words, shapes, relations = packs.parts("slovnet_syntax_news_v1.tar", models.Syntax, REL)
        self._syntax = Syntax(SyntaxInfer(model, SyntaxEncoder(words, shapes, BATCH), SyntaxDecoder(relations)), BATCH)
        model, words, shapes, tags = packs.parts("slovnet_ner_news_v1.tar", models.NER, TAG)
        self._names = NER(NERInfer(model, TagEncoder(words, shapes, BATCH), TagDecoder(tags)), BATCH)

    def sentences(self, text: str) -> list[list[Word]]:
        """Sentences of tagged tokens; a line end always ends a sentence."""
        sentences: list[list[Word]] = []
        at = 0
        for line in text.split("\n"):
            for sentence in sentenize(line):
                words = [
                    Word(at + sentence.start + t.start, at + sentence.start + t.stop, t.text)
                    for t in tokenize(sentence.text)
                ]
                if words:
                    sentences.extend(_bounded(words))
            at += len(line) + 1
        self._tag(sentences)
        self._tag_names(sentences)
        return sentences

    def _tag(self, sentences: Sequence[list[Word]]) -> None:
        order = sorted(range(len(sentences)), key=lambda n: (len(sentences[n]), n))
        items = [[word.text for word in sentences[n]] for n in order]
        for n, markup in zip(order, self._morph.map(items), strict=True):
            for word, token in zip(sentences[n], markup.tokens, strict=True):
                word.pos, word.feats = token.pos, token.feats
        for n, markup in zip(order, self._syntax.map(items), strict=True):
            for word, token in zip(sentences[n], markup.tokens, strict=True):
                word.head, word.dep = int(token.head_id) - 1, token.rel

    def _tag_names(self, sentences: Sequence[list[Word]]) -> None:
        chunk: list[Word] = []
        for sentence in [*sentences, []]:
            if chunk and (not sentence or len(chunk) + len(sentence) > CHUNK):
                for word, tag in zip(chunk, self._entities([w.text for w in chunk]), strict=True):
                    word.entity = tag
                chunk = []
            chunk.extend(sentence)

    def _entities(self, words: list[str]) -> list[Any]:
        infer = self._names.infer
        return next(iter(infer.decoder(infer.process(infer.encoder([words])))))


def _bounded(words: list[Word], most: int = 400) -> list[list[Word]]:
    """A sentence without end (a table, a list without dots) is worked on in pieces."""
    return [words[n : n + most] for n in range(0, len(words), most)]
