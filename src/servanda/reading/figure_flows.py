"""From which state to which a flow goes: exports, investments, grants, students and companies abroad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading.figure_measured import Measured
from servanda.reading.figure_scope import Scope
from servanda.reading.figure_states import (
    joined,
    named,
    own_state,
    pair,
    partner,
    preposition,
    side_of,
    speaks_of,
    words,
)

if TYPE_CHECKING:
    from servanda.reading.figure_board import Mention
    from servanda.reading.states import StateMention

FLOWS = frozenset({"exports", "fdi", "gross_investment", "funding", "students", "companies"})
OWNED = frozenset({"students", "companies"})
INVESTED = frozenset({"fdi", "gross_investment", "funding"})
TRADED = ("exports", "imports")
SEVERAL = 3  # states that take part in one programme
NEXT = 3  # tokens
BACK = 400  # code points before a sentence in which the investor may have been named


def flow(scope: Scope, measured: Measured) -> tuple[str, ...]:
    """`экспорт Казахстана в Иран`, `Италия инвестировала в экономику Казахстана`, `250 итальянских компаний`."""
    if measured.indicator in TRADED and _own_total(scope):
        return joined(own_state(scope))
    mentions = named(scope, clause_only=measured.mention is not None, flows=True) or _givers(scope, measured)
    inside = tuple(dict.fromkeys(c for m in mentions for c in m.codes))
    if len(inside) >= SEVERAL and measured.indicator in INVESTED:
        return inside
    source, target = _ends(scope, mentions)
    whither = _whither(scope)
    if whither:
        source, target = source if source != whither else own_state(scope), whither
    owner = _owner(scope, mentions, measured) if measured.indicator in OWNED else ""
    if owner:
        source, target = owner, next((code for code in (target, source) if code not in ("", owner)), "")
    if measured.indicator in INVESTED and not (source and target):
        source, target = _invested(scope, source, target)
    if not source and not target and measured.indicator in TRADED:
        source, target = _ends(scope, _directed(scope))
    if not source and not target:
        both = pair(scope)
        together = speaks_of(scope, "mutual") or (measured.indicator == "funding" and speaks_of(scope, "joint"))
        return tuple(scope.ctx.parties[:2]) if len(both) == 2 and together else both
    if source and not target:
        target = partner(scope, source)
    elif target and not source:
        source = partner(scope, target)
    return joined(source, target)


def _own_total(scope: Scope) -> bool:
    """`Казахстан производит на …, экспорт превышает …`, `торговля Казахстана достигла …, из них экспорт …`."""
    begin = scope.sentence[0]
    if scope.board.states_between(scope.begin, max(scope.end, scope.right)):
        return False
    told = {code for m in scope.board.states_between(*scope.sentence) for code in m.codes}
    before = scope.board.between(begin, scope.begin)
    made = any(
        m.indicator == "production" or (m.indicator == "trade_turnover" and _of_a_state(scope, m)) for m in before
    )
    return made and told == {own_state(scope)} and not speaks_of(scope, "mutual")


def _of_a_state(scope: Scope, mention: Mention) -> bool:
    """`товарооборот Казахстана`: the state stands right behind it."""
    return any(m.i == mention.j and m.form == "name" for m in scope.board.states_between(*scope.sentence))


def _directed(scope: Scope) -> list[StateMention]:
    """`поставит во Вьетнам 200 машин, а завод экспортирует 10`: whither the clause before it in the sentence leads."""
    told = scope.board.states_between(scope.sentence[0], scope.begin)
    return [m for m in told if preposition(scope, m.i) in words(scope, "into")][-1:]


def _whither(scope: Scope) -> str:
    """`Сербия, куда наша страна вывезла …`: the state named right before a clause that begins so."""
    if not scope.board.word(scope.doc[scope.begin], "whither"):
        return ""
    before = scope.board.states_between(scope.sentence[0], scope.begin)
    return before[-1].codes[0] if before and scope.begin - before[-1].j <= 1 else ""


def _givers(scope: Scope, measured: Measured) -> list[StateMention]:
    """`сумма помощи составила …, половина японской помощи – гранты`: whose it is, told elsewhere in the sentence."""
    found = scope.board.states_between(*scope.sentence) if measured.indicator in INVESTED else []
    told = {m.i for m in scope.board.between(*scope.sentence) if m.indicator == measured.indicator}
    return [m for m in found if m.form == "adjective" and m.j in told]


def imports(scope: Scope, mentions: list[StateMention]) -> tuple[str, ...]:
    """The state that imports first."""
    source, target = _ends(scope, mentions)
    if not source and not target:
        return pair(scope)
    outward = any(preposition(scope, m.i) or _of_goods(scope, m) for m in mentions if m.codes == (source,))
    if not outward and source and not target:  # `импорт Казахстана`
        return joined(source, partner(scope, source))
    if not outward and source and target:
        return joined(source, target)
    return joined(target or partner(scope, source), source)


def _of_goods(scope: Scope, mention: StateMention) -> bool:
    """`импорт казахстанского масла`: an adjective between the import and the goods tells where these come from."""
    before = scope.board.covering(mention.i - 1)
    return mention.form == "adjective" and before is not None and before.indicator == "imports"


def _ends(scope: Scope, mentions: list[StateMention]) -> tuple[str, str]:
    """From which state and to which a flow goes, as the words say; `""` where they do not."""
    source, target, loose = "", "", []
    for mention in mentions:
        if len(mention.codes) > 1:
            continue
        word = preposition(scope, mention.i)
        if word in words(scope, "into"):
            target = target or mention.codes[0]
        elif word in words(scope, "out_of"):
            source = source or mention.codes[0]
        else:
            loose.append(mention.codes[0])
    for code in dict.fromkeys(loose):
        if not source and code != target:
            source = code
        elif not target and code != source:
            target = code
    return source, target or _place_of_arrival(scope, source)


def _place_of_arrival(scope: Scope, source: str) -> str:
    """`поставлять газ в Нахчыван`: the state of the city or region to which something goes."""
    for place in scope.ctx.places:
        inside = scope.begin <= place.i < max(scope.end, scope.right)
        if inside and place.code not in ("", source) and preposition(scope, place.i) in words(scope, "into"):
            return place.code
    return ""


def _owner(scope: Scope, mentions: list[StateMention], measured: Measured) -> str:
    """`монгольских студентов`, `студентов из Узбекистана`, `320 граждан Вьетнама`: the state whose they are."""
    mention = measured.mention
    if mention is None:
        return ""
    single = [m for m in mentions if len(m.codes) == 1]
    near = [m for m in single if m.form == "adjective" and -NEXT <= m.i - mention.j <= 2 * NEXT]
    if scope.amount.noun >= 0 and mention.sort == "deed":
        near = [m for m in single if 0 <= m.i - scope.amount.noun <= NEXT and m.form in ("name", "demonym")] or near
    return min(near, key=lambda m: abs(m.i - mention.i)).codes[0] if near else ""


def _invested(scope: Scope, source: str, target: str) -> tuple[str, str]:
    """Who invests where the clause leaves it out: a firm named before, the partner where money comes in."""
    if speaks_of(scope, "mutual"):
        return source, target
    home = own_state(scope)
    investor = _investor(scope)
    if investor and investor != source and (not source or source == home):
        return investor, target or source or (home if home != investor else partner(scope, investor))
    if not source and not target and speaks_of(scope, "inflow") and scope.board.bilateral:
        return partner(scope, home), home
    if source and source == home and not target and speaks_of(scope, "inflow"):
        return partner(scope, source), source
    return source, target


def _investor(scope: Scope) -> str:
    """`Венгерская компания построит три завода. Объем инвестиций составит …`: the foreign firm named before."""
    start, end = scope.doc[scope.sentence[0]].idx, scope.sentence[0]
    first = max(scope.ctx.paragraph(start)[0], start - BACK)
    begin = scope.ctx.token_at(first).i
    for mention in reversed(scope.board.states_between(begin, end)):
        after = scope.doc[mention.j : mention.j + 2]
        abroad = len(mention.codes) == 1 and mention.codes[0] not in (side_of(scope), scope.ctx.home)
        if abroad and mention.form == "adjective" and any(scope.board.word(token, "investor") for token in after):
            return mention.codes[0]
    return ""
