"""What speaks against a promise: background, hypotheses, comment, consequences, wishes (guide, "commitments")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import clauses, conjuncts, deed_worth, doers, frames, statements, undertakers
from servanda.reading.clauses import has
from servanda.reading.deed_worth import Deed, of_class
from servanda.reading.promises import FUTURE, Promise, serves, shown

if TYPE_CHECKING:
    from spacy.tokens import Token

COURTESY = 2  # words between «хотел» and «бы»


def _role(p: Promise, token: Token, role: str) -> bool:
    return token.norm_ in frames.words(f"{p.ctx.adapter.code}/clause_words", "word", role=role)


def _inside(p: Promise) -> bool:
    """Whether the words stand in somebody's direct or reported speech."""
    at = p.words.idx
    return any(s.start <= at < s.end for s in p.ctx.speech) or any(r.start <= at < r.end for r in p.ctx.reported)


# -- the words of promise ----------------------------------------------------------------------------------------------


def attribute(p: Promise) -> bool:
    """«предусматривающий», «гарантируя»: a participle, converb or infinitive promises nothing by itself."""
    verb = p.words
    if verb.pos_ != "VERB" or clauses.finite(verb):
        return False
    if p.modality == "agreed" and p.deed.manner == "object" and _measured(p):
        return False  # «документ, предусматривающий рост торговли до трех миллиардов»
    if clauses.infinitive(verb):
        return not any(_role(p, token, "courtesy") for token in p.doc[max(0, verb.i - 3) : verb.i])
    if has(verb, "VerbForm", "Conv"):  # the parser takes «Приглашаем» at the head of a sentence for one
        return not has(verb, "Tense", "Pres") or verb.i > p.place.low or not verb.text[0].isupper()
    return has(verb, "VerbForm", "Part")


def denied(p: Promise) -> bool:
    """«не планирует», «не готовы»; what will not be done («никогда не присоединится») is a promise all the same."""
    if p.deed.manner in ("future", FUTURE):
        return False
    return any(_role(p, token, "negation") for token in p.doc[max(0, p.place.i - 2) : p.place.i])


def background(p: Promise) -> bool:
    """What was once planned, needed or under way: in the past tense it is a story, no promise."""
    if not p.lasting:
        return False
    around = p.doc[max(p.place.low, p.place.i - 2) : min(p.place.j + 2, p.place.high)]
    if any(_role(p, token, "past") for token in around):
        return True
    verb = p.doc[p.verb]
    return has(verb, "VerbForm", "Fin") and has(verb, "Tense", "Past")


def hypothetical(p: Promise) -> bool:
    """«следовало бы», «если будет построен», «благодаря этому будет …»; «хотел бы» is courtesy."""
    sent = p.words.sent
    begin = max(sent.start, p.place.low - 2)
    if any(_role(p, token, "hypothesis") for token in p.doc[begin : begin + 3]):
        return True
    if any(_role(p, token, "thanks") for token in p.doc[sent.start : sent.start + 2]):
        return True
    for token in p.doc[begin : p.deed.head + 1]:
        if _role(p, token, "conditional"):
            before = p.doc[max(sent.start, token.i - COURTESY) : token.i]
            return not any(_role(p, t, "courtesy") for t in before)
    return False


def asked(p: Promise) -> bool:
    """A question."""
    return any(token.text == "?" for token in p.doc[p.place.i : p.words.sent.end])


def unsaid(p: Promise) -> bool:
    """«необходимо», «должна» in the author's own words is comment; somebody must have said it."""
    return p.modality == "proposed" and p.lasting and not _inside(p)


def unexpressed(p: Promise) -> bool:
    """«готовность» that nobody declares, or that is only stated («выражена готовность»)."""
    if p.modality != "offered" or p.words.pos_ != "NOUN":
        return False
    verb = p.doc[p.verb]
    if not of_class(p.ctx, verb, "declare"):
        return True
    owned = doers.genitive(p.ctx, p.place.j - 1, p.place.high) is not None
    return has(verb, "Voice", "Pass") and not owned


def decided_alone(p: Promise) -> bool:
    """«решил пойти»: a decision of one is no agreement."""
    if p.modality != "agreed" or not of_class(p.ctx, p.words, "decision") or has(p.words, "Variant", "Short"):
        return False
    return p.subject is None or len(doers.named(p.ctx, p.subject, p.modality)) < 2


def private(p: Promise) -> bool:
    """«врачи рекомендовали»: a proposal of somebody who stands for no state or body."""
    if p.modality != "proposed" or p.lasting or p.subject is None or has(p.doc[p.verb], "Variant", "Short"):
        return False
    if p.subject[0] >= p.place.i or doers.named(p.ctx, p.subject, p.modality):
        return False
    words = p.doc[p.subject[0] : p.subject[1]]
    if words[0].pos_ == "PRON":
        return not has(words[0], "Number", "Plur")
    people = [p.ctx.people.of(r) for r in p.ctx.people.between(words.start_char, words.end_char)]
    return not people or (not any(person.held for person in people) and len(statements.partners(p.ctx, "")) < 2)


def nobody_in_charge(p: Promise) -> bool:
    """In a document about one state or none, a passive without doer, addressee or official voice is plain news."""
    if not _agentless(p) or len(statements.partners(p.ctx, p.ctx.side_at(p.words.idx))) > 1:
        return False
    if len(undertakers.acting(p)) > 1:
        return False
    said = p.ctx.speaker_at(p.words.idx)
    person = p.ctx.people.named(said) if said else None
    return not (person is not None and person.state) and not undertakers.official_near(p)


def _agentless(p: Promise) -> bool:
    if p.who == "parties" or (p.deed.manner == "future" and p.passive):
        return True
    return p.who == "addressee" and has(p.doc[p.verb], "Variant", "Short")


def patient(p: Promise) -> bool:
    """«задержанные будут доставлены», «он будет внесен»: done to people where no state is named, or to a mere «он»."""
    if p.deed.manner != "future" or not p.passive or p.subject is None:
        return False
    head = _subject_head(p)
    if head is None:
        return False
    sent = p.words.sent
    named = statements.states(p.ctx, sent.start_char, sent.end_char, "")
    return head.pos_ == "PRON" or (has(head, "Animacy", "Anim") and not named)


def _subject_head(p: Promise) -> Token | None:
    if p.subject is None:
        return None
    return next((t for t in p.doc[p.subject[0] : p.subject[1]] if t.pos_ in clauses.NOMINAL), None)


def bare(p: Promise) -> bool:
    """«мы должны показать»: a verb without anything that it acts upon."""
    if p.deed.manner != "inf" or p.passive or p.deed.j > p.deed.head + 1 or p.deed.head < p.place.i:
        return False
    around = [*p.doc[p.place.low : p.place.i], *p.doc[p.place.j : p.deed.head]]
    return not any(t.pos_ in ("NOUN", "PROPN") and not has(t, "Case", "Nom", "Dat") for t in around)


def no_document(p: Promise) -> bool:
    """«предусматривает» of anything but a document is no agreement."""
    if p.modality != "agreed" or p.deed.manner != "object":
        return False
    span = p.doc[p.subject[0] : p.subject[1]] if p.subject else ()
    if has(p.words, "VerbForm", "Part"):
        span = p.doc[max(p.words.sent.start, p.words.i - 6) : p.words.i]
    return not any(of_class(p.ctx, token, "paper", "provision") for token in span)


# -- the deed ----------------------------------------------------------------------------------------------------------


def words_only(p: Promise) -> bool:
    """«следует отметить»."""
    return p.modality in ("proposed", "planned") and of_class(p.ctx, deed_worth.verb_of(p.ctx, p.deed), "speech")


def consequence(p: Promise) -> bool:
    """«будет способствовать», «должен стать»: an effect or a state, nobody's deed."""
    if p.deed.manner not in ("inf", "future", "that"):
        return False
    head = deed_worth.verb_of(p.ctx, p.deed)
    return of_class(p.ctx, head, "effect") and not of_class(p.ctx, head, "concrete")


def effect_of_a_deed(p: Promise) -> bool:
    """«поставки газа поднимут экономику»: what a deed will bring about is nobody's promise."""
    if p.deed.manner != FUTURE or p.passive:
        return False
    head = _subject_head(p)
    return head is not None and of_class(p.ctx, head, *deed_worth.NOUNS_OF_DEED, "general", "part", "carrier")


def no_task(p: Promise) -> bool:
    """«надо считать …», «призвал к порядку»: a need of nothing that anybody could be seen doing."""
    if p.modality != "proposed" or not (p.lasting or p.deed.manner == "to"):
        return False
    head = deed_worth.verb_of(p.ctx, p.deed)
    return not deed_worth.checkable(p.ctx, head) and not of_class(p.ctx, head, "vague", "attentive")


def unknown(p: Promise) -> bool:
    """A deed that no table knows counts only where it names something that could be checked."""
    if p.deed.manner != "inf" or p.modality not in ("planned", "offered", "agreed"):
        return False
    head = deed_worth.verb_of(p.ctx, p.deed)
    if deed_worth.checkable(p.ctx, head) or of_class(p.ctx, head, "vague", "event"):
        return False
    return not deed_worth.specified(p.ctx, p.deed)


def encounter(p: Promise) -> bool:
    """A visit or meeting to come is an event; only an invitation to it is a commitment."""
    if p.modality not in ("planned", "proposed", "underway") or p.deed.manner == "that":
        return False
    if p.deed.manner == FUTURE and (shown(p.ctx, p.words) is not None or serves(p.ctx, p.words)):
        return False
    if of_class(p.ctx, deed_worth.verb_of(p.ctx, p.deed), "event"):
        return True
    what = deed_worth.object_of(p.ctx, p.deed)
    if p.modality == "planned" and _of_meeting(p, what):
        return True
    if p.deed.manner != FUTURE or what is None:
        return False
    return of_class(p.ctx, what, "event") or (of_class(p.ctx, what, "joining") and not _part_in_work(p, what))


def _part_in_work(p: Promise, part: Token) -> bool:
    """«примет участие в строительстве порта»; a part in a forum is an event."""
    if part.i + 1 >= p.deed.j or p.doc[part.i + 1].pos_ != "ADP":
        return False
    nouns = [token for token in p.doc[part.i + 1 : p.deed.j] if token.pos_ == "NOUN"]
    work = nouns[0] if nouns else None
    return work is not None and of_class(p.ctx, work, "concrete") and not of_class(p.ctx, work, "event", "occasion")


def _of_meeting(p: Promise, what: Token | None) -> bool:
    """«планируется провести встречу», «саммит, который планируется созвать»."""
    if not of_class(p.ctx, p.doc[p.deed.head], "holding"):
        return False
    what = _antecedent(p) or what
    return what is not None and of_class(p.ctx, what, "meeting")


def _antecedent(p: Promise) -> Token | None:
    """The noun to which «который» in the clause points."""
    relatives = frames.words(f"{p.ctx.adapter.code}/clause_words", "word", role="relative")
    sent = p.words.sent
    around = p.doc[max(sent.start, p.place.low - 3) : p.place.i]
    relative = next((t for t in around if t.lemma_ in relatives), None)
    if relative is None or p.doc[relative.i - 1].pos_ == "ADP":
        return None
    return next((t for t in reversed(p.doc[sent.start : relative.i]) if t.pos_ == "NOUN"), None)


def by_the_way(p: Promise) -> bool:
    """«о документах, которые будут подписаны»: nothing in particular, told by the way."""
    what = _antecedent(p)
    if what is None or p.modality != "planned" or not (p.passive or p.who == "parties"):
        return False
    span = p.doc[p.deed.i : p.deed.j]
    dated = any(span.start_char <= d.start and d.end <= span.end_char and d.edtf for d in p.ctx.periods)
    return of_class(p.ctx, what, "document", "carrier", "meeting", "part") and not dated


def forecast(p: Promise) -> bool:
    """«ожидается увеличение экспорта»: what is expected of the market is nobody's deed."""
    if not of_class(p.ctx, p.words, "expected"):
        return False
    return of_class(p.ctx, p.doc[p.deed.head], "mild", "vague", "general", "swing", "carrier", "event")


def unseen(p: Promise) -> bool:
    """A future that nobody could check: what it names is no deed known, or nothing in particular («поможет народу»)."""
    if p.deed.manner == "future":
        return (p.passive or not _state_acts(p)) and not deed_worth.checkable(p.ctx, p.doc[p.deed.head])
    if p.deed.manner != FUTURE:
        return False
    if of_class(p.ctx, p.words, "event"):
        return False
    if of_class(p.ctx, p.words, "arise", "lasting"):
        head = _subject_head(p)
        return head is None or not of_class(p.ctx, head, "thing", "show", "document", "concrete")
    what = deed_worth.object_of(p.ctx, p.deed)
    if what is not None and what.pos_ == "PROPN" and has(what, "Case", "Loc"):  # «построит в Риге завод»
        after = (t for t in p.doc[what.i + 1 : p.deed.j] if t.pos_ in ("NOUN", "PROPN"))
        what = next((t for t in after if has(t, "Case", "Acc", "Nom")), what)
    things = what is not None and of_class(p.ctx, what, "thing", "document")
    return not things and not deed_worth.specified(p.ctx, p.deed) and not _own_work(p, what)


def _own_work(p: Promise, what: Token | None) -> bool:
    """«Ирак создаст комитет»: a state by its name, a concrete verb and something in particular that it is done to."""
    head = _subject_head(p)
    by_name = head is not None and head.pos_ == "PROPN" and any(m.i <= head.i < m.j for m in p.ctx.states)
    verb = deed_worth.verb_of(p.ctx, p.deed)
    if what is None or not by_name or not of_class(p.ctx, verb, "making", "giving"):
        return False
    return not of_class(p.ctx, what, "general", "carrier", "part", "vague", "event")


def no_new_date(p: Promise) -> bool:
    """«переговоры перенесены», «выставка продлится до мая»: a promise only where work gets a date."""
    if not of_class(p.ctx, p.words, "moving", "lasting"):
        return False
    work = _subject_head(p) if p.deed.manner == FUTURE else p.doc[p.deed.head]
    if work is None or not of_class(p.ctx, work, "concrete") or of_class(p.ctx, work, "event", "show", "swing"):
        return True
    told = p.doc[p.words.i + 1 : p.place.high]
    return not any(told.start_char <= d.start and d.end <= told.end_char and d.edtf for d in p.ctx.periods)


def unmeasured(p: Promise) -> bool:
    """«наша цель – усилить работу», «хотим открыть»: an aim counts where a figure measures it."""
    if p.who not in ("parties", "subject") or not any(
        of_class(p.ctx, token, "aim") for token in p.doc[p.place.i : p.place.j]
    ):
        return False
    return not _measured(p)


def _measured(p: Promise) -> bool:
    span = p.doc[p.deed.i : p.deed.j]
    return any(span.start_char <= amount.start < span.end_char and not amount.reason for amount in p.ctx.amounts)


def _state_acts(p: Promise) -> bool:
    return p.subject is not None and bool(doers.named(p.ctx, p.subject, p.modality))


def wish(p: Promise) -> bool:
    """«готовы углублять сотрудничество»: nothing that could be checked afterwards, in any of its conjuncts."""
    if p.deed.manner == "self" or p.modality == "invited":
        return False
    pieces = conjuncts.paired(p.place, p.deed)
    return all(deed_worth.general(p.ctx, piece) for piece in pieces)


def empty_offer(p: Promise) -> bool:
    """«готовность к реализации новых инициатив», «к поиску решений»: an offer of nothing in particular."""
    if p.modality != "offered" or p.deed.manner != "to":
        return False
    pieces = conjuncts.paired(p.place, p.deed)
    return all(_empty_piece(p, piece) for piece in pieces)


def _empty_piece(p: Promise, piece: Deed) -> bool:
    head, what = deed_worth.verb_of(p.ctx, piece), deed_worth.object_of(p.ctx, piece)
    if deed_worth.specified(p.ctx, piece):
        return False
    if not deed_worth.checkable(p.ctx, head):
        return not of_class(p.ctx, head, "event", "meeting", "shared", "occasion")
    alone = p.doc[piece.head + 1 : piece.j]
    return len(alone) > 0 and (what is None or of_class(p.ctx, what, "general", "vague"))


def nothing_named(p: Promise) -> bool:
    """«реализуются проекты», «ребята готовятся»: what is under way is not told, or nobody's work."""
    if p.deed.manner != "self":
        return False
    what = _worked_on(p)
    if what is None:
        return True
    if of_class(p.ctx, p.words, "effect", "vague", "mild", "routine"):
        return not of_class(p.ctx, what, "thing", "part") or not _told(p, what)
    if of_class(p.ctx, what, "part", "carrier"):
        return of_class(p.ctx, p.words, "concrete") or not _told(p, what)  # «создает условия»
    return not of_class(p.ctx, what, "thing", "document", "concrete", "study")


def _worked_on(p: Promise) -> Token | None:
    """What is being built or worked out: the subject of a passive, the object of an active."""
    if p.who == "subject" or p.subject is None:
        return next((t for t in p.doc[p.place.j : p.place.high] if t.pos_ in ("NOUN", "PROPN")), None)
    return next((t for t in p.doc[p.subject[0] : p.subject[1]] if t.pos_ in ("NOUN", "PROPN")), None)


def _told(p: Promise, what: Token) -> bool:
    end = max(clauses.end(p.ctx, what.i) if what.i >= p.place.i else p.place.i, what.i + 1)
    return deed_worth.specified(p.ctx, Deed(what.i, clauses.group_start(p.ctx, what), end, "self"))


def nothing_begun(p: Promise) -> bool:
    """«визит начался», «программа идет»: what is under way is no work."""
    if p.modality != "underway" or p.deed.manner != "subject":
        return False
    head = p.doc[p.deed.head]
    return not deed_worth.checkable(p.ctx, head) and not of_class(p.ctx, head, "paper")


def bare_support(p: Promise) -> bool:
    """«поддержал инициативу» without saying which."""
    return p.modality == "supported" and p.deed.head >= p.place.high


def no_guest(p: Promise) -> bool:
    """An invitation to nobody in particular («приглашаем всех желающих»), or to nothing that states do together."""
    if p.modality != "invited":
        return False
    if p.deed.manner == "for" and not of_class(p.ctx, p.doc[p.deed.head], "occasion", "joining", "event", "concrete"):
        return True
    return not undertakers.guests(p) and len(undertakers.acting(p)) < 2


VETOES = (
    attribute, denied, background, hypothetical, asked, unsaid, unexpressed, decided_alone, private, no_document,
    nobody_in_charge, patient, bare, words_only,
    consequence, effect_of_a_deed, no_task, unknown, encounter, no_new_date, unmeasured, by_the_way, forecast, unseen,
    wish, empty_offer, nothing_named, nothing_begun, bare_support, no_guest,
)  # fmt: skip
