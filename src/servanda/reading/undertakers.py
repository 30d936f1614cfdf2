"""Who is to act in a promise, and towards whom (guide, "commitments")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import clauses, doers, parties, statements
from servanda.reading.clauses import has
from servanda.reading.deed_worth import of_class
from servanda.reading.promises import FUTURE

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from servanda.reading.promises import Promise


ALONE = ("planned", "underway")  # what one side does may concern nobody else


def acting(p: Promise) -> tuple[str, ...]:
    """The states or bodies that are to act; for an offer, an invitation or support those who make it."""
    host = _host_named(p)
    if host:
        return host
    if invited_passively(p):
        return tuple(c for c in statements.partners(p.ctx, p.ctx.side_at(p.words.idx)) if c not in guests(p))
    return WHO["subject" if p.modality == "invited" else p.who](p)


def counterparts(p: Promise, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Those towards whom one side acts; none where both act together."""
    if p.modality == "invited":
        return tuple(code for code in guests(p) if code not in actors)
    if len(actors) > 1:
        return ()
    words = p.doc[p.place.low if p.who != "addressee" else p.place.i : p.deed.j]
    beside = tuple(code for code in _told(p, words) if code not in actors)
    if beside or p.who in ("parties", "addressee") or p.passive:
        return beside
    if p.modality in ALONE and not _towards(p, actors):
        return ()
    two = statements.partners(p.ctx, p.ctx.side_at(p.words.idx))
    return tuple(code for code in two if code not in actors) if set(actors) & set(two) else ()


def _towards(p: Promise, actors: tuple[str, ...]) -> bool:
    """What is promised is a matter of two sides: trade, a delivery, something done together, or a place abroad."""
    words = p.doc[p.place.i : p.deed.j]
    both = parties.collective_at(p.ctx, words.start, words.end) in ("both", "mutual")
    abroad = any(words.start <= q.i < words.end and q.code not in ("", *actors) for q in p.ctx.places)
    return both or abroad or any(of_class(p.ctx, token, "towards") for token in words)


def _told(p: Promise, words: Span) -> tuple[str, ...]:
    """The states named in the words, and the blocs that the document is about; none that is only passed through."""
    told = p.ctx.states_in(words.start_char, words.end_char)
    named = [m for m in p.ctx.states if words.start <= m.i < words.end]
    outright = [m for m in named if not m.quoted and not statements.crossed(p.ctx, m)]
    meant = {c for m in outright for c in m.codes if m.sort == "state" or c in p.ctx.parties}
    return tuple(c for c in told if c in meant)


def invited_passively(p: Promise) -> bool:
    """«Великобритания приглашена к участию»: the subject is the guest."""
    return p.modality == "invited" and has(p.words, "Variant", "Short")


def _host_named(p: Promise) -> tuple[str, ...]:
    """«передал приглашение президента Индии»: whose invitation it is."""
    noun = p.doc[p.place.j - 1]
    if p.modality != "invited" or noun.pos_ != "NOUN" or noun.i == p.place.i:
        return ()
    owner = doers.genitive(p.ctx, noun.i, p.place.high)
    if owner is None:
        return ()
    end = owner[1]
    while end < p.place.high and p.doc[end].pos_ in (*clauses.NOMINAL, "ADJ") and has(p.doc[end], "Case", "Gen"):
        end += 1
    return doers.named(p.ctx, (owner[0], end), p.modality)


def guests(p: Promise) -> tuple[str, ...]:
    """Those invited: named between the words of invitation and what they are invited to, else behind it.

    «коллегу», «партнеров» are the other sides.
    """
    if invited_passively(p):
        asked = p.subject
        if p.doc[p.place.j - 1].pos_ == "NOUN":  # «президенту передано приглашение»
            asked = doers.addressee(p.ctx, p.place.low, p.place.j)
        return doers.named(p.ctx, asked, p.modality) if asked is not None else ()
    last = (
        max(p.deed.head, p.place.j)
        if p.words.pos_ == "VERB" and p.who == "subject" and p.place.j - p.place.i == 1
        else p.deed.j
    )
    words = p.doc[p.place.i : last]
    codes = p.ctx.states_in(words.start_char, words.end_char)
    host = acting(p)
    found = codes or tuple(c for c in p.ctx.actors_at(p.place.i, last) if c not in host)
    if not found and p.deed.manner == "inf":
        guest = p.doc[last : p.deed.j]
        found = tuple(c for c in p.ctx.states_in(guest.start_char, guest.end_char) if c not in host)
    if not found and any(_him(token) for token in words):
        named = doers.persons(p.ctx, (p.words.sent.start, p.place.i))
        others = tuple(c for c in named if c not in host)
        found = others if len(others) == 1 else doers.met_before(p.ctx, p.words, host) if not named else ()
    peer = next((token for token in words if doers.is_peer(p.ctx, token)), None)
    if not found and peer is not None and has(peer, "Number", "Sing"):
        found = doers.met_before(p.ctx, p.words, host)
    if not found and peer is not None:
        found = tuple(c for c in statements.company(p.ctx, p.words.idx, "".join(host)) if c not in host)
    return found


def _him(token: Token) -> bool:
    """«пригласил его»: somebody named before."""
    return (
        token.pos_ == "PRON"
        and has(token, "Person", "3")
        and has(token, "Number", "Sing")
        and has(token, "Case", "Acc", "Gen")
    )


def official_near(p: Promise) -> bool:
    """Whether the sentence names an organ, a body or an official that could be in charge, or the paragraph one."""
    sent = p.words.sent
    if any(doers.actor_class(p.ctx, token) in ("organ", "official", "body") for token in sent):
        return True
    if doers.persons(p.ctx, (sent.start, sent.end)):
        return True
    paragraph = p.ctx.paragraph(p.words.idx)
    return any(p.ctx.people.of(r).held and p.ctx.people.of(r).state for r in p.ctx.people.between(*paragraph))


def _subject(p: Promise) -> tuple[str, ...]:
    """Whoever says that he will."""
    last = p.doc[p.place.j - 1]
    if p.words.pos_ == "NOUN" or (last.pos_ == "NOUN" and p.modality in ("offered", "planned")):
        owner = doers.genitive(p.ctx, p.place.j - 1, p.place.high)
        if owner is not None:
            return doers.named(p.ctx, owner, p.modality)
    if p.passive and p.deed.manner in ("future", "inf", FUTURE) and p.modality in ("planned", "proposed"):
        return _passive(p)
    side = p.ctx.side_at(p.words.idx)
    if _somebody_does(p):
        return _statement(p)
    if p.subject is not None and not (_we_speak(p) and p.subject[0] > p.verb):
        return statements.partners(p.ctx, side) if _mutual_aim(p) else doers.named(p.ctx, p.subject, p.modality)
    return (side,) if side and _we_speak(p) and p.deed.manner != FUTURE else ()


def _we_speak(p: Promise) -> bool:
    """«Приглашаем …», «Намерены …» in somebody's speech: the tagger takes the first for a converb."""
    verb = p.doc[p.verb]
    mistaken = has(verb, "VerbForm", "Conv") and verb.i == p.place.low and verb.text[0].isupper()
    if has(verb, "Person", "1") or mistaken:
        return True
    return has(verb, "Number", "Plur") and bool(p.ctx.speaker_at(p.words.idx))


def _somebody_does(p: Promise) -> bool:
    """«мощность завода планируют удвоить»: a plural of the third person without a subject, in the author's words."""
    verb = p.doc[p.verb]
    plural = has(verb, "Person", "3") and has(verb, "Number", "Plur") and has(verb, "Tense", "Pres")
    words = p.doc[slice(*p.subject)] if p.subject is not None else ()
    head = next((token for token in words if token.pos_ in clauses.NOMINAL), None)
    alone = head is None or (has(head, "Number", "Sing") and not any(t.pos_ == "CCONJ" or t.text == "," for t in words))
    return plural and alone and p.modality == "planned" and p.deed.manner == "inf" and not p.ctx.speaker_at(p.words.idx)


def _passive(p: Promise) -> tuple[str, ...]:
    """«Нидерланды будут представлены»: a state that is itself the subject; else the states of the statement."""
    agent = doers.agent(p.ctx, p.deed.head, p.deed.j)
    if agent is not None and (found := doers.named(p.ctx, agent, p.modality)):
        return found
    if p.subject is not None:
        head = next((t for t in p.doc[p.subject[0] : p.subject[1]] if t.pos_ in clauses.NOMINAL), None)
        if head is not None and head.pos_ == "PROPN" and any(m.i <= head.i < m.j for m in p.ctx.states):
            return doers.named(p.ctx, p.subject, p.modality)
    return _statement(p)


def _both(p: Promise) -> tuple[str, ...]:
    """The subject; both sides for «мы» and where none is told."""
    done = has(p.doc[p.verb], "Variant", "Short")  # «начат процесс»
    if p.subject is not None and p.subject[0] < p.place.i and not done and not _mutual_aim(p):
        found = doers.named(p.ctx, p.subject, p.modality)
        consent = of_class(p.ctx, p.words, "consent") and has(p.words, "Number", "Sing")  # «Катар согласился вложить …»
        if len(found) > 1 or p.modality != "agreed" or (found and consent):
            return found
    found = _statement(p)
    alone = p.modality == "agreed" and len(found) == 1
    return statements.partners(p.ctx, found[0]) if alone and found[0] in parties.pair(p.ctx) else found


def _mutual_aim(p: Promise) -> bool:
    """«мы намерены удвоить товарооборот», «мы с коллегой намерены …»: what one of two says of both."""
    ours = p.subject is not None and p.doc[p.subject[0]].pos_ == "PRON" and has(p.doc[p.subject[0]], "Person", "1")
    if not ours or p.subject is None or p.modality != "planned":
        return False
    with_peer = any(doers.is_peer(p.ctx, token) for token in p.doc[p.subject[0] : p.place.i])
    return _both_meant(p) or with_peer or _shared_deed(p)


def _shared_deed(p: Promise) -> bool:
    """Trade, talks or a border; or «его», where the sentence before names them."""
    told = p.doc[p.place.j : p.deed.j]
    if any(of_class(p.ctx, token, "shared") for token in told):
        return True
    pointed = any(t.pos_ == "PRON" and has(t, "Person", "3") and has(t, "Case", "Acc") for t in told)
    sent = p.words.sent
    before = p.doc[sent.start - 1].sent if sent.start > 0 else ()
    return pointed and any(of_class(p.ctx, token, "shared") for token in before)


def _addressee(p: Promise) -> tuple[str, ...]:
    """Who is asked to act; else the side of whoever orders, else both."""
    short = has(p.doc[p.verb], "Variant", "Short")
    low = p.place.low if p.lasting or short else p.place.j
    high = max(p.deed.head, p.place.i)
    if of_class(p.ctx, p.words, "calling") and (called := doers.called(p.ctx, p.place.j, p.deed.head)) is not None:
        return doers.named(p.ctx, called, "ordered") or _statement(p)
    span = doers.addressee(p.ctx, low, max(high, p.place.j))
    if span is not None:
        if _at_ours(p, span):
            return (p.ctx.side_at(p.words.idx),)
        found = doers.named(p.ctx, span, "ordered")  # «нам предстоит», «нам необходимо»: both
        if found or has(p.doc[span[1] - 1], "Animacy", "Anim"):
            return found
    if p.modality == "ordered":
        return _orderer(p, short) or _statement(p)
    return _statement(p)


def _at_ours(p: Promise, span: tuple[int, int]) -> bool:
    """«нам нужно построить станции в Казахстане», says a Kazakh: his own side's business."""
    head = p.doc[span[1] - 1]
    told = p.doc[p.place.j : p.deed.j]
    side = p.ctx.side_at(p.words.idx)
    own = p.ctx.states_in(told.start_char, told.end_char) == (side,)
    return own and head.pos_ == "PRON" and has(head, "Person", "1") and not _both_meant(p)


def _both_meant(p: Promise) -> bool:
    return parties.collective_at(p.ctx, p.place.j, p.deed.j) in ("both", "mutual")


def _orderer(p: Promise, short: bool) -> tuple[str, ...]:
    """The side of the one who gives the order («Президент поручил», «мною поставлена задача»); `()` for none or two."""
    if p.subject is not None and p.subject[0] < p.place.i and not short:
        found = doers.named(p.ctx, p.subject, p.modality)
        own = statements.own(p.ctx) if not found and doers.holds_a_post(p.ctx, p.subject) else ""
        return found if len(found) == 1 else (own,) if own else ()
    mine = any(t.pos_ == "PRON" and has(t, "Case", "Ins") for t in p.doc[p.place.low : p.deed.head])
    side = p.ctx.side_at(p.words.idx) or p.ctx.home
    return (side,) if mine and side else ()


def _statement(p: Promise) -> tuple[str, ...]:
    """The states of the statement; of one that names nobody but a person (a president's order), that person's."""
    low, high = min(p.place.low, p.place.i), max(p.deed.j, p.place.j)
    if p.deed.manner == "that":
        low = p.place.i
    if p.who == "addressee" and p.subject is not None and p.subject[0] < p.place.i and not p.lasting:
        low = p.place.i  # who proposes need not be who acts
    words = p.doc[low:high]
    provided = p.modality == "agreed" and p.deed.manner == "object"  # «документ предусматривает …»: those who signed
    if provided and not statements.states(p.ctx, words.start_char, words.end_char, ""):
        return statements.company(p.ctx, words.start_char, p.ctx.side_at(p.words.idx))
    persons = doers.persons(p.ctx, (low, high))
    if p.modality == "underway" and _told_of_own(p):
        return (p.ctx.side_at(p.words.idx),)
    if p.who == "parties" and len(persons) == 1 and not statements.states(p.ctx, words.start_char, words.end_char, ""):
        return persons
    found = statements.of_statement(p.ctx, low, high, whole=low <= min(p.place.low, p.place.i))
    if len(found) == 1 and p.modality == "underway" and of_class(p.ctx, p.words, "study"):
        return statements.partners(p.ctx, found[0])  # «прорабатывается вопрос»: two sides do
    return found


def _told_of_own(p: Promise) -> bool:
    """«Вице-министр отметил, что начат сбор данных»: what one side reports of its work, where nothing is shared."""
    char = p.words.idx
    reported = any(r.start <= char < r.end for r in p.ctx.reported)
    direct = any(s.start <= char < s.end for s in p.ctx.speech)
    if not reported or direct or of_class(p.ctx, p.words, "study") or not p.ctx.side_at(char):
        return False
    clause = p.doc[min(p.place.low, p.place.i) : max(p.deed.j, p.place.j)]
    shared = parties.collective_at(p.ctx, clause.start, clause.end)
    return not shared and not statements.states(p.ctx, clause.start_char, clause.end_char, "")


def _thanked(p: Promise) -> tuple[str, ...]:
    """«признательность Италии за поддержку»: the state named last before."""
    side = p.ctx.side_at(p.words.idx)
    codes = p.ctx.states_in(p.words.sent.start_char, p.words.idx)
    return tuple(code for code in codes if code != side)[-1:]


WHO = {"subject": _subject, "doers": _both, "addressee": _addressee, "parties": _statement, "thanked": _thanked}
