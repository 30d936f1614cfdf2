"""How every row of the tables of words shows in its own example: what `servanda lexicon check` and the tests ask.

`WAYS` says for each table how a row is looked for, by the frames, by a token, or by the function that uses the table; a
table without an entry is read by its first column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from servanda.language.datelines import dateline
from servanda.language.detect import detect
from servanda.language.letters import EDGE
from servanda.language.tables import EXAMPLE, Row, Table
from servanda.reading import cardinals, frames, number_words, numbers, period_words, periods, places, states
from servanda.reading.atoms import Phrases
from servanda.reading.speech.layout import Layout
from servanda.reading.speech.lexicon import lexicon
from servanda.reading.state_words import adjective_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from servanda.language.adapter import Adapter

Way = Callable[[Row, "Doc"], bool]
PUBLISHED = "2025-03-03"  # the day against which the times of examples are read
TOGETHER = 100  # examples that are annotated at once, a line each, which is many times faster


def missed(adapter: Adapter, table: Table) -> list[Row]:
    """The rows of a table that do not stand in their own examples; none for a table without examples."""
    if EXAMPLE not in table.columns:
        return []
    way = WAYS.get(table.name.rpartition("/")[2].removesuffix(".tsv")) or BY_COLUMN.get(
        table.columns[0], by_lemma_or_form
    )
    docs = annotated(adapter, [row[EXAMPLE] for row in table])
    return [row for row, doc in zip(table, docs, strict=True) if not way(row, doc)]


def annotated(adapter: Adapter, texts: Sequence[str]) -> Iterator[Doc]:
    """The annotation of each of many short texts of one line."""
    for n in range(0, len(texts), TOGETHER):
        whole = next(iter(adapter.annotate(["\n".join(texts[n : n + TOGETHER])])))
        at = 0
        for text in texts[n : n + TOGETHER]:
            span = whole.char_span(at, at + len(text))
            yield span.as_doc() if span is not None else next(iter(adapter.annotate([text])))
            at += len(text) + 1


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


def by_last_letter(row: Row, doc: Doc) -> bool:
    """A name of the example ends in the letter."""
    return any(token.pos_ == "PROPN" and token.norm_.endswith(row["word"]) for token in doc)


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
    return (joined if row["kind"].endswith("_ending") else by_atoms("words")(row, doc)) and dated(doc)


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


def _word_or_ending(row: Row, doc: Doc) -> bool:
    """The word as a lemma, as a form, or as the ending of a form («20-летия»)."""
    return any(row["word"] in (t.lemma_, t.norm_) or t.norm_.endswith(row["word"]) for t in doc)


def _named(row: Row, doc: Doc) -> bool:
    """The row's state or bloc is among those that the text names."""
    return any(row["code"] in mention.codes for mention in states.find_states(doc))


def _no_state(row: Row, doc: Doc) -> bool:
    return not states.find_states(doc)


def _adjective_ending(row: Row, doc: Doc) -> bool:
    return doc.text.endswith(row["ending"]) and adjective_of(doc.text) is not None


def _placed(row: Row, doc: Doc) -> bool:
    """Some place is found; a weak one counts only beside other words."""
    return "weak" in row["guard"] or bool(places.find_places(doc))


def _cue(row: Row, doc: Doc) -> bool:
    """The cue in any form: out of a sentence, its lemma is not always found."""
    return (
        by_lemma_or_form(row, doc) or any(token.norm_.startswith(row["word"]) for token in doc) or _no_state(row, doc)
    )


def _language(row: Row, doc: Doc) -> bool:
    return detect(doc.text) == row["code"]


def _letters(row: Row, doc: Doc) -> bool:
    text = EDGE + doc.text.replace(" ", EDGE) + EDGE
    return any(row["letter"] + entry.split("=")[0] in text for entry in row.several("next"))


def _dateline(row: Row, doc: Doc) -> bool:
    return row["phrase"].lower() in doc.text.lower() and bool(dateline(doc.text))


WAYS: dict[str, Way] = {
    "adjective_endings": _adjective_ending,
    "amount_words": role,
    "assemblies": by_form,
    "bloc_names": _named,
    "clause_words": by_lemma_or_form,
    "comparators": comparator,
    "complements": _word_or_ending,
    "currencies": unit("code"),
    "cyrillic_languages": _language,
    "date_words": date_word,
    "day_ordinals": period("words"),
    "dateline_words": _dateline,
    "demonyms": _named,
    "durations": by_atoms("words"),
    "endings": ending,
    "event_leading": by_form,
    "event_partners": by_form,
    "event_prepositions": by_form,
    "event_together": by_form,
    "figure_words": by_lemma_or_form,
    "former": before_hyphen,
    "halves": half,
    "honorifics": by_lemma_or_form,
    "letter_pairs": _letters,
    "lone_scales": lone_scale,
    "moments": period("phrase"),
    "months": period("forms"),
    "multiples": multiple,
    "name_particles": by_form,
    "naming_nouns": by_lemma,
    "not_places": by_lemma_or_form,
    "not_states": _no_state,
    "numbered": by_atoms("words"),
    "numbers": number,
    "ordinals": period("words"),
    "own_abbreviations": by_form,
    "period_prepositions": period("phrase"),
    "place_heads": by_lemma_or_form,
    "places": _placed,
    "relative_times": period("words"),
    "seasons": period("words"),
    "shares": share,
    "speech_nouns": speech_noun,
    "speech_verbs": speech_verb,
    "speech_words": by_lemma_or_form,
    "state_adjectives": _named,
    "state_cues": _cue,
    "state_names": _named,
    "state_parts": _named,
    "still_endings": by_last_letter,
    "time_adjectives": period("words"),
    "units": unit("unit"),
    "via": by_form,
    "weekdays": period("forms"),
}
BY_COLUMN: dict[str, Way] = {"phrase": by_frame, "word": by_lemma, "words": by_lemma}
