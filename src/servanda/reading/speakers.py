"""Whose word it is: the speaker of every direct and reported speech."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from servanda.reading import frames, statements
from servanda.reading.posts import OF_STATES, Post
from servanda.reading.speech import voice_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context
    from servanda.reading.people import Person, Reference
    from servanda.reading.speech import Speech


def _sort(post: Post) -> str:
    return "head_of_state" if post.sort == "head_of_state_alias" else post.sort


def _initials(body: str) -> str:
    """«КГД» of «Комитет государственных доходов МФ»."""
    return "".join(word[0] for word in body.split() if len(word) > 1 and not word.isupper()).upper()


LEADING = frozenset({"head", "minister"})  # posts of which a text often names one holder only
BARE = 4  # tokens of a clause that has a verb and nobody («– отметил в этой связи»)


class Speakers:
    """The speakers of a document, resolved in the order of the text, since one speech may lean on the one before."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._persons: dict[tuple[int, int], Person | None] = {}
        self._words: dict[tuple[int, int], str] = {}
        self._sides: dict[tuple[int, int], str] = {}
        self._reported = sorted(ctx.reported, key=lambda r: (r.start, -r.end))
        self._reported_starts = [r.start for r in self._reported]
        self._speech = sorted(ctx.speech, key=lambda s: s.start)
        self._speech_starts = [s.start for s in self._speech]
        self._last: Person | None = None
        self._resolve()

    def of_speech(self, item: Speech) -> str:
        """Name of the speaker, else the words that the text has for him, else `""`."""
        person = self._persons.get((item.start, item.end))
        return person.name if person is not None else self._words.get((item.start, item.end), "")

    def at(self, char: int) -> str:
        """Name of whoever speaks at a code point; `""` for the author."""
        span = self._span_at(char)
        if span is None:
            return ""
        person = self._persons.get(span)
        return person.name if person is not None else self._words.get(span, "")

    def side_at(self, char: int) -> str:
        """The state of whoever speaks at a code point; the home state for the author, `""` where the text is silent."""
        span = self._span_at(char)
        person = self._persons.get(span) if span is not None else None
        if person is not None:
            return person.state or (statements.own(self._ctx) if person.held else "")
        return self._ctx.home if span is None else self._sides[span]

    def meant_by(self, char: int, pronoun: Token) -> str:
        """Name of the person for whom «он» or «она» at a code point of the author's words stands; `""` for none."""
        person = self._antecedent(char, "".join(pronoun.morph.get("Gender", [])))
        return person.name if person is not None else ""

    def _span_at(self, char: int) -> tuple[int, int] | None:
        at = bisect.bisect_right(self._speech_starts, char) - 1
        if at >= 0 and self._speech[at].end > char:
            return self._speech[at].start, self._speech[at].end
        last = bisect.bisect_right(self._reported_starts, char)
        for item in reversed(self._reported[max(0, last - 8) : last]):
            if item.start <= char < item.end:
                return item.start, item.end
        return None

    # -- resolution, in the order of the text --------------------------------------------------------------------

    def _resolve(self) -> None:
        items = [(s.start, s.end, s.clauses, s.carried) for s in self._speech]
        items += [(r.start, r.end, (r.clause,), False) for r in self._reported]
        for start, end, clauses, carried in sorted(items, key=lambda item: (item[0], -item[1])):
            person, words = self._by_clauses(clauses, start)
            if person is None and not words and (carried or not clauses):
                person = self._carried(start)
            self._persons[start, end] = person
            self._words[start, end] = words
            self._sides[start, end] = self._side_named(clauses)
            if person is not None:
                self._last = person

    def _side_named(self, clauses: tuple[tuple[int, int], ...]) -> str:
        """«казахстанская сторона», «пресс-служба МИД Азербайджана»: the one state that the clauses name."""
        codes = {code for clause in clauses for code in self._ctx.states_in(*clause)}
        return codes.pop() if len(codes) == 1 else ""

    def _by_clauses(self, clauses: tuple[tuple[int, int], ...], start: int) -> tuple[Person | None, str]:
        for clause in clauses:
            reference = self._subject(clause)
            if reference is not None:
                return self._same_speaker(reference) or self._ctx.people.of(reference), ""
        for clause in clauses:
            person = self._pronoun(clause)
            if person is not None:
                return person, ""
            title = self._title(clause)
            if title:
                return title if isinstance(title, tuple) else (None, title)
        alone = bool(clauses) and all(len(self._ctx.span(*clause)) <= BARE for clause in clauses)
        return (self._last, "") if alone and not any(self._other_voice(clause) for clause in clauses) else (None, "")

    def _other_voice(self, clause: tuple[int, int]) -> bool:
        """A subject of its own, or «по оценке Всемирного банка»: somebody who is no person of the document."""
        code = self._ctx.adapter.code
        return self._names_another(clause, []) or voice_words(self._ctx.doc, clause, code) is not None

    def _same_speaker(self, reference: Reference) -> Person | None:
        """A title that names no state («Президент») is the speaker before, if he holds such a post."""
        ctx = self._ctx
        if reference.how == "name" or self._last is None:
            return None
        post = next((p for p in ctx.people.posts if p.i == reference.i), None)
        if (
            post is None
            or post.codes
            or (post.body and post.sort not in OF_STATES)
            or post.sort == "head_of_state_alias"
        ):
            return None
        return self._last if any(_sort(h.post) == _sort(post) for h in self._last.held) else None

    def _subject(self, clause: tuple[int, int]) -> Reference | None:
        """The person named in a clause: in the nominative, else in the genitive («по словам …»), else the first."""
        found = self._ctx.people.between(*clause)
        found = [r for r in found if not any(o.i <= r.i and r.j <= o.j and o is not r for o in found)]
        named = [r for r in found if r.case == "Nom"]
        if named:
            return named[0]
        cited = [r for r in found if self._cited(r)]
        if cited:
            return cited[0]
        if self._names_another(clause, found):
            return None
        named = [r for r in found if r.case == "Gen"]
        if named:
            return named[0] if self._opens(clause, named[0]) else None
        return found[0] if len(found) == 1 else None

    def _cited(self, reference: Reference) -> bool:
        """«передает слова Имярека пресс-служба»: it is he who speaks."""
        code, doc = self._ctx.adapter.code, self._ctx.doc
        before = doc[max(0, reference.first - 1)]
        if reference.case != "Gen" or before.lemma_ not in frames.words(f"{code}/speech_words", "word", role="saying"):
            return False
        cites = frames.words(f"{code}/speech_verbs", "verb", kind="cite")
        return any(token.lemma_ in cites for token in doc[max(before.sent.start, before.i - 3) : before.i])

    def _opens(self, clause: tuple[int, int], reference: Reference) -> bool:
        """No name that the tagger missed begins the clause («Имярек согласился со словами Президента и ответил»)."""
        first = self._ctx.span(*clause)[0]
        return not (first.pos_ == "PROPN" and first.i < reference.first)

    def _names_another(self, clause: tuple[int, int], found: list[Reference]) -> bool:
        """A subject that is none of the persons («сообщает пресс-служба Имярека»), or a verb that has none."""
        impersonal = frames.words(f"{self._ctx.adapter.code}/impersonal_speech", "word")
        for token in self._ctx.span(*clause):
            inside = any(r.first <= token.i < r.j for r in found)
            if token.dep_ in ("nsubj", "nsubj:pass") and token.pos_ in ("NOUN", "PROPN") and not inside:
                return True
            if token.lemma_ in impersonal:
                return True
        return False

    def _pronoun(self, clause: tuple[int, int]) -> Person | None:
        ctx = self._ctx
        for token in ctx.span(*clause):
            if (
                token.pos_ == "PRON"
                and token.morph.get("Person", []) == ["3"]
                and token.morph.get("Number", []) == ["Sing"]
            ):
                gender = "".join(token.morph.get("Gender", []))
                return self._antecedent(clause[0], gender)
            if token.lemma_ in frames.words(f"{ctx.adapter.code}/own_words", "word"):
                return self._antecedent(clause[0], "")
        return None

    def _antecedent(self, char: int, gender: str) -> Person | None:
        """The last speaker when he was the subject last; else the subject named last before."""
        people = self._ctx.people
        floor = self._ctx.paragraph(max(0, self._ctx.paragraph(char)[0] - 1))[0]
        before = [
            r
            for r in people.between(max(0, floor), char)
            if self._agrees(people.of(r), gender) and not any(s.start <= r.start < s.end for s in self._speech)
        ]
        subjects = [r for r in before if r.case == "Nom"] or before
        if subjects:
            return people.of(subjects[-1])
        return self._last

    def _agrees(self, person: Person, gender: str) -> bool:
        return not gender or not person.gender or person.gender == gender or gender == "Neut"

    def _title(self, clause: tuple[int, int]) -> tuple[Person | None, str] | str:
        """A title without a name: its holder is the speaker who goes on, if the post fits, else its own words."""
        ctx = self._ctx
        first, last = ctx.span(*clause).start, ctx.span(*clause).end
        for post in ctx.people.posts:
            if first <= post.i and post.j <= last and not post.plural and not self._of_press(post, first):
                fits = self._last is not None and any(
                    h.post.sort == post.sort or ctx.doc[h.post.head].lemma_ == ctx.doc[post.head].lemma_
                    for h in self._last.held
                )
                if fits and self._last is not None and (not post.codes or self._last.state in post.codes):
                    return self._last, ""
                holder = self._holder(post)
                if holder is not None:
                    return holder, ""
                return ctx.adapter.phrase(ctx.doc[post.i : post.j])
        return ""

    def _of_press(self, post: Post, first: int) -> bool:
        """«пресс-служба главы государства»: it speaks, not he."""
        press = frames.words(f"{self._ctx.adapter.code}/speech_words", "word", role="press")
        return post.i > first and self._ctx.doc[post.i - 1].lemma_ in press

    def _holder(self, post: Post) -> Person | None:
        """Whose title it must be: of the one whose body has these initials, who holds such a post of that state or is
        the only official of it, or who alone leads anything and has spoken."""
        persons, doc = self._ctx.people.persons, self._ctx.doc
        short = {token.text for token in doc[post.head : post.j] if len(token.text) > 1 and token.text.isupper()}
        of_state = [p for p in persons if p.state in post.codes and p.held]
        groups = (
            [p for p in persons if any(short & {_initials(h.post.body), _initials(h.post.position)} for h in p.held)],
            [p for p in of_state if any(_sort(h.post) == _sort(post) for h in p.held)],
            of_state if post.sort in LEADING else [],
            [p for p in persons if any(h.post.sort in LEADING for h in p.held)] if post.sort in LEADING else [],
        )
        for number, found in enumerate(groups):
            if len(found) == 1:
                alone = number < len(groups) - 1
                return found[0] if alone or (not (short or post.codes) and found[0] is self._last) else None
        return None

    def _carried(self, start: int) -> Person | None:
        """The speaker before; without one, the only person in the paragraph that leads to the speech."""
        ctx = self._ctx
        paragraph = ctx.paragraph(start)[0]
        lead = ctx.paragraph(max(0, paragraph - 1))
        if self._last is None and lead[0] < paragraph:
            persons = {r.person for r in ctx.people.between(*lead)}
            if len(persons) == 1:
                return ctx.people.persons[next(iter(persons))]
        return self._last
