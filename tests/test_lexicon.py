"""Every row of every table of words stands in its own example, as the reading looks for it.

`WAYS` says for each table how: by the frames, by a token, or by the function that uses the table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from servanda.language.tables import Row, names, table
from servanda.reading import cardinals, frames, number_words, numbers, period_words, periods
from servanda.reading.atoms import Phrases
from servanda.reading.speech.layout import Layout
from servanda.reading.speech.lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

Way = Callable[[Row, "Doc"], bool]
HERE = Path(__file__).parent
PUBLISHED = "2025-03-03"

#: Tables whose examples are read by the tests of their own readers.
ELSEWHERE = {
    "adjective_endings": "reading/test_states.py",
    "bloc_names": "reading/test_states.py",
    "dateline_words": "language/test_datelines.py",
    "demonyms": "reading/test_states.py",
    "letter_pairs": "language/test_letters.py",
    "not_places": "reading/test_places.py",
    "not_states": "reading/test_states.py",
    "place_heads": "reading/test_places.py",
    "places": "reading/test_places.py",
    "state_adjectives": "reading/test_states.py",
    "state_cues": "reading/test_states.py",
    "state_names": "reading/test_states.py",
    "state_parts": "reading/test_states.py",
}  # fmt: skip


def by_frame(row: Row, doc: Doc) -> bool:
    """The row's phrase, as the matcher finds it."""
    name = row.table.removeprefix("lexicon/").removesuffix(".tsv")
    return any(hit.row == row for hit in frames.find(doc, name, overlaps=True))


def by_lemma(row: Row, doc: Doc) -> bool:
    """One of the words of the first column is the lemma of a token."""
    words = row.several(next(iter(row.fields)))
    return any(token.lemma_ in words for token in doc)


def by_form(row: Row, doc: Doc) -> bool:
    """One of the words of the first column stands there in this very form."""
    words = row.several(next(iter(row.fields)))
    return any(token.norm_ in words for token in doc)


def by_lemma_or_form(row: Row, doc: Doc) -> bool:
    return by_lemma(row, doc) or by_form(row, doc)


def before_hyphen(row: Row, doc: Doc) -> bool:
    return by_lemma(row, doc) or any(token.norm_.split("-")[0] == row["word"] for token in doc)


def by_atoms(column: str) -> Way:
    """One of the phrases of a column in a row of numbers and words."""

    def way(row: Row, doc: Doc) -> bool:
        atoms = cardinals.number_row(doc, period_words.time_words())
        phrases = Phrases((phrase, row) for phrase in row.several(column))
        return any(phrases.at(atoms, n) for n in range(len(atoms)))

    return way


def number(row: Row, doc: Doc) -> bool:
    return by_atoms("forms")(row, doc) and bool(numbers.find_numbers(doc))


def ending(row: Row, doc: Doc) -> bool:
    atoms = cardinals.number_row(doc)
    mine = [atom for atom in atoms if atom.suffix in row.several("endings")]
    return any(cardinals.ending(atom) == row["kind"].replace("cardinal", "") for atom in mine)


def half(row: Row, doc: Doc) -> bool:
    return row["phrase"] in doc.text and any(amount.value % 1 or amount.scaled for amount in numbers.find_numbers(doc))


def lone_scale(row: Row, doc: Doc) -> bool:
    first = {amount.value for amount in numbers.find_numbers(doc)}
    return bool(first) and not any(token.like_num and token.is_digit for token in doc) and by_atoms("forms")(row, doc)


def unit(column: str) -> Way:
    return lambda row, doc: any(row[column] in (a.unit, *a.units) for a in numbers.find_numbers(doc))


def comparator(row: Row, doc: Doc) -> bool:
    return any(a.comparator == row["comparator"] for a in numbers.find_numbers(doc)) and by_atoms("phrase")(row, doc)


def role(row: Row, doc: Doc) -> bool:
    roles = {a.role for a in numbers.find_numbers(doc)}
    ranges = any(amount.high is not None for amount in numbers.find_numbers(doc))
    seen = {"filler": bool(roles), "range": ranges}.get(row["role"], row["role"] in roles)
    return seen and by_atoms("phrase")(row, doc)


def date_word(row: Row, doc: Doc) -> bool:
    """A word of a date, or letters joined to a year."""
    joined = any(atom.suffix in row.several("words") for atom in cardinals.number_row(doc))
    return (joined if row["kind"] == "year_ending" else by_atoms("words")(row, doc)) and dated(doc)


def dated(doc: Doc) -> bool:
    return bool(periods.find_periods(doc, PUBLISHED))


def multiple(row: Row, doc: Doc) -> bool:
    return by_atoms("words")(row, doc) and any(number_words.multiple(atom) for atom in cardinals.number_row(doc))


def share(row: Row, doc: Doc) -> bool:
    return any(a.how == "share" and abs(a.value - float(row["percent"])) < 0.01 for a in numbers.find_numbers(doc))


def period(column: str) -> Way:
    """One of the words in a text in which a time is found."""
    return lambda row, doc: by_atoms(column)(row, doc) and dated(doc)


def speech_verb(row: Row, doc: Doc) -> bool:
    lemmas = [token.lemma_ for token in doc]
    layout, words = Layout(doc), lexicon("ru")
    sayings = [saying for i in range(len(doc)) if (saying := words.saying_at(layout, i)) is not None]
    takes = frozenset(row.several("takes"))
    mine = [s for s in sayings if lemmas[s.i] in row.several("verb") and s.verb.takes == takes]
    return bool(mine) and (not row["with"] or bool(set(row.several("with")) & set(lemmas)))


def speech_noun(row: Row, doc: Doc) -> bool:
    layout, words = Layout(doc), lexicon("ru")
    groups = [group for i in range(len(doc)) if (group := words.by_at(layout, i)) is not None]
    return any(g.kind == row["kind"] and doc[g.noun].norm_ in row.several("noun") for g in groups)


#: Tables that are read neither as phrases of the matcher (column `phrase`) nor word by word (`word`, `words`).
def _word_or_ending(row: Row, doc: Doc) -> bool:
    """The word as a lemma, as a form, or as the ending of a form («20-летия»)."""
    return any(row["word"] in (t.lemma_, t.norm_) or t.norm_.endswith(row["word"]) for t in doc)


def _words_in_order(row: Row, doc: Doc) -> bool:
    """All words of the phrase, as lemmas or forms, in their order."""
    rest = iter(doc)
    return all(any(word in (t.lemma_, t.norm_) for t in rest) for word in row[next(iter(row.fields))].split())


WAYS: dict[str, Way] = {
    "complements": _word_or_ending,
    "adverbials": _words_in_order,
    "amount_words": role,
    "assemblies": by_form,
    "clause_words": by_lemma_or_form,
    "comparators": comparator,
    "currencies": unit("code"),
    "date_words": date_word,
    "durations": by_atoms("words"),
    "endings": ending,
    "event_prepositions": by_form,
    "figure_words": by_lemma_or_form,
    "former": before_hyphen,
    "halves": half,
    "honorifics": by_lemma_or_form,
    "lone_scales": lone_scale,
    "moments": period("phrase"),
    "months": period("forms"),
    "multiples": multiple,
    "name_particles": by_form,
    "naming_nouns": by_lemma,
    "numbered": by_atoms("words"),
    "numbers": number,
    "own_abbreviations": by_form,
    "ordinals": period("words"),
    "period_prepositions": period("phrase"),
    "relative_times": period("words"),
    "seasons": period("words"),
    "shares": share,
    "speech_nouns": speech_noun,
    "speech_verbs": speech_verb,
    "speech_words": by_lemma_or_form,
    "units": unit("unit"),
    "via": by_form,
    "weekdays": period("forms"),
}
BY_COLUMN: dict[str, Way] = {"phrase": by_frame, "word": by_lemma, "words": by_lemma}
RUSSIAN = [name.removeprefix("ru/") for name in names() if name.startswith("ru/")]


@pytest.mark.parametrize("name", [name for name in RUSSIAN if name not in ELSEWHERE])
def test_every_row_stands_in_its_example(annotate_lines: Callable[[Sequence[str]], list[Doc]], name: str) -> None:
    rows = table(f"ru/{name}").rows
    docs = annotate_lines([row["example"] for row in rows])
    way = WAYS.get(name) or BY_COLUMN[table(f"ru/{name}").columns[0]]
    missed = [f"{row.where}: {row['example']}" for row, doc in zip(rows, docs, strict=True) if not way(row, doc)]
    assert missed == []


@pytest.mark.parametrize(("name", "file"), ELSEWHERE.items())
def test_the_other_tables_are_read_by_the_tests_of_their_readers(name: str, file: str) -> None:
    assert f'"ru/{name}"' in (HERE / file).read_text(encoding="utf-8")
