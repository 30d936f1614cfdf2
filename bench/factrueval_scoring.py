"""Score answers against FactRuEval-2016 as the competition's own scorer does: tracks 2 (entities) and 3 (facts).

Two values are alike when few letters differ: none in one letter, one in up to eight letters, two in more. An
entity that was found counts by the share of its attributes that agree, a fact by the share of its arguments (the
position for half). What the standard passes over (embedded names, adjectives, hard facts) neither wins nor loses.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from bench.factrueval_standard import POSITION, Argument, Attribute, Entity, Fact

SHORT, LONG = 2, 9  # letters from which one, and two, may differ
WEIGHTS = {POSITION: 0.5}
BONUS = 1e-3  # a pair that is passed over is better than an invention


@dataclass(frozen=True, slots=True)
class Metrics:
    """True positives on both sides, and what stands on each side."""

    found_standard: float = 0.0
    found_answer: float = 0.0
    standard: int = 0
    answer: int = 0

    def __add__(self, other: Metrics) -> Metrics:
        return Metrics(
            self.found_standard + other.found_standard,
            self.found_answer + other.found_answer,
            self.standard + other.standard,
            self.answer + other.answer,
        )

    @property
    def precision(self) -> float:
        return self.found_answer / self.answer if self.answer else 1.0

    @property
    def recall(self) -> float:
        return self.found_standard / self.standard if self.standard else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@functools.lru_cache(1 << 16)
def distance(one: str, two: str) -> int:
    """Letters to change, add or drop (Levenshtein)."""
    before = list(range(len(two) + 1))
    for n, letter in enumerate(one, 1):
        row = [n]
        for k, other in enumerate(two, 1):
            row.append(min(row[-1] + 1, before[k] + 1, before[k - 1] + (letter != other)))
        before = row
    return before[-1]


def alike(one: str, two: str) -> bool:
    """Whether two normal values count as one."""
    size = max(len(one), len(two))
    most = 0 if size < SHORT else 1 if size < LONG else 2
    return abs(len(one) - len(two)) <= most and distance(one, two) <= most


def _match(one: Attribute | Argument, two: Attribute | Argument) -> bool:
    return one.name == two.name and any(alike(a, b) for a in one.values for b in two.values)


# -- pairs ------------------------------------------------------------------------------------------------------------


def best_pairs(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs of rows and columns, one each, of the greatest sum (the Hungarian way)."""
    rows, columns = len(weights), max((len(row) for row in weights), default=0)
    size = max(rows, columns)
    cost = [[-(weights[i][j] if i < rows and j < columns else 0.0) for j in range(size)] for i in range(size)]
    u, v, owner = [0.0] * (size + 1), [0.0] * (size + 1), [0] * (size + 1)
    for i in range(1, size + 1):
        _augment(cost, i, u, v, owner)
    pairs = [(owner[j] - 1, j - 1) for j in range(1, size + 1)]
    return sorted((i, j) for i, j in pairs if i < rows and j < columns and weights[i][j] > 0)


def _augment(cost: Sequence[Sequence[float]], row: int, u: list[float], v: list[float], owner: list[int]) -> None:
    """Give a row its column; the columns of other rows change where that costs less."""
    size = len(cost)
    least, way, done = [float("inf")] * (size + 1), [0] * (size + 1), [False] * (size + 1)
    owner[0], at = row, 0
    while True:
        done[at] = True
        i, delta, following = owner[at], float("inf"), 0
        for j in range(1, size + 1):
            if done[j]:
                continue
            slack = cost[i - 1][j - 1] - u[i] - v[j]
            if slack < least[j]:
                least[j], way[j] = slack, at
            if least[j] < delta:
                delta, following = least[j], j
        for j in range(size + 1):
            if done[j]:
                u[owner[j]] += delta
                v[j] -= delta
            else:
                least[j] -= delta
        at = following
        if not owner[at]:
            break
    while at:
        owner[at], at = owner[way[at]], way[at]


# -- track 2 ----------------------------------------------------------------------------------------------------------


def quality(standard: Entity, answer: Entity) -> float:
    """The share of the attributes of both that agree; 0 for another kind."""
    if standard.kind != answer.kind:
        return 0.0
    found = sum(any(_match(s, a) for a in answer.attributes) for s in standard.attributes)
    extra = sum(not any(_match(s, a) for s in standard.attributes) for a in answer.attributes)
    whole = len(standard.attributes) + extra
    return found / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class EntityScore:
    """The metrics by kind, and what was missed, invented or found in part (with its quality)."""

    metrics: dict[str, Metrics]
    missed: tuple[Entity, ...]
    invented: tuple[Entity, ...]
    partly: tuple[tuple[Entity, Entity, float], ...]


def score_entities(standard: Sequence[Entity], answer: Sequence[Entity]) -> EntityScore:
    """The score of one document."""
    table = [[quality(s, a) for a in answer] for s in standard]
    weights = [[q * (BONUS if s.ignored else 1.0) for q in row] for s, row in zip(standard, table, strict=True)]
    pairs = best_pairs(weights)
    metrics: dict[str, Metrics] = {}
    for i, j in pairs:
        if not standard[i].ignored:
            _add(metrics, standard[i].kind, Metrics(table[i][j], table[i][j], 1, 1))
    rows, columns = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = tuple(s for i, s in enumerate(standard) if i not in rows and not s.ignored)
    invented = tuple(a for j, a in enumerate(answer) if j not in columns)
    for entity in missed:
        _add(metrics, entity.kind, Metrics(standard=1))
    for entity in invented:
        _add(metrics, entity.kind, Metrics(answer=1))
    partly = tuple(
        (standard[i], answer[j], table[i][j]) for i, j in pairs if table[i][j] < 1 and not standard[i].ignored
    )
    return EntityScore(metrics, missed, invented, partly)


def _add(metrics: dict[str, Metrics], kind: str, more: Metrics) -> None:
    metrics[kind] = metrics.get(kind, Metrics()) + more


# -- track 3 ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FactScore:
    """The metrics of one kind of fact, and what was missed, invented or found in part (with its quality)."""

    metrics: Metrics
    missed: tuple[Fact, ...] = ()
    invented: tuple[Fact, ...] = ()
    partly: tuple[tuple[Fact, tuple[Fact, ...], float], ...] = ()


def may_be(standard: Fact, answer: Fact) -> bool:
    """Whether an answer may stand for a fact: an argument other than the position agrees."""
    return standard.kind == answer.kind and any(
        _match(s, a) for s in standard.arguments if s.name != POSITION for a in answer.arguments
    )


def cluster_quality(standard: Fact, answers: Sequence[Fact]) -> float:
    """How well some answers together tell a fact: its arguments found, and found together."""
    if standard.ignored or not answers:
        return 0.0
    told: dict[int, list[int]] = {}
    extra = 0.0
    for number, fact in enumerate(answers):
        for argument in fact.arguments:
            at = next((n for n, s in enumerate(standard.arguments) if _match(s, argument)), -1)
            if at < 0:
                extra += WEIGHTS.get(argument.name, 1.0)
            else:
                told.setdefault(at, []).append(number)
    right = sum(WEIGHTS.get(standard.arguments[n].name, 1.0) for n in told)
    whole = extra + sum(WEIGHTS.get(s.name, 1.0) for s in standard.arguments)
    share = right / whole if whole else 0.0
    return share * (1 + _together(told, len(answers))) / 2


def _together(told: dict[int, list[int]], answers: int) -> float:
    """Of the pairs of arguments found the share that one answer tells together (pairs counted as the scorer does)."""
    size = len(told)
    pairs = size * (size - 1) / 2
    if answers == 1 or not pairs:
        return 1.0
    joined = sum(bool(set(told.get(i, ())) & set(told.get(j, ()))) for j in range(size) for i in range(j))
    return joined / pairs


def score_facts(standard: Sequence[Fact], answer: Sequence[Fact]) -> FactScore:
    """The score of one kind of fact in one document: every answer goes where the whole is best."""
    options = [[-1, *(i for i, s in enumerate(standard) if may_be(s, a))] for a in answer]
    chosen = [_likeliest(standard, some, a) for some, a in zip(options, answer, strict=True)]
    best, moved = _fact_metrics(standard, answer, chosen), True
    while moved:
        moved = False
        for n, some in enumerate(options):
            for i in some:
                trial = [*chosen[:n], i, *chosen[n + 1 :]]
                metrics = _fact_metrics(standard, answer, trial)
                if metrics.f1 > best.f1 + 1e-12:
                    best, chosen, moved = metrics, trial, True
    return FactScore(best, *_fact_differences(standard, answer, chosen))


def _likeliest(standard: Sequence[Fact], options: Sequence[int], answer: Fact) -> int:
    """Of the facts for which an answer may stand the one that it tells best; -1 where there is none."""
    return max(options, key=lambda i: (i >= 0, cluster_quality(standard[i], [answer]) if i >= 0 else 0.0))


def _clusters(standard: Sequence[Fact], answer: Sequence[Fact], chosen: Sequence[int]) -> list[tuple[Fact, ...]]:
    return [tuple(a for a, i in zip(answer, chosen, strict=True) if i == n) for n in range(len(standard))]


def _fact_metrics(standard: Sequence[Fact], answer: Sequence[Fact], chosen: Sequence[int]) -> Metrics:
    total = Metrics(answer=sum(i < 0 for i in chosen))
    for fact, told in zip(standard, _clusters(standard, answer, chosen), strict=True):
        if not fact.ignored:
            value = cluster_quality(fact, told)
            total += Metrics(value, value * len(told), 1, len(told))
    return total


def _fact_differences(
    standard: Sequence[Fact], answer: Sequence[Fact], chosen: Sequence[int]
) -> tuple[tuple[Fact, ...], tuple[Fact, ...], tuple[tuple[Fact, tuple[Fact, ...], float], ...]]:
    clusters = [(f, told) for f, told in zip(standard, _clusters(standard, answer, chosen), strict=True)]
    missed = tuple(f for f, told in clusters if not told and not f.ignored)
    invented = tuple(a for a, i in zip(answer, chosen, strict=True) if i < 0)
    rated = [(f, told, cluster_quality(f, told)) for f, told in clusters if told and not f.ignored]
    return missed, invented, tuple(item for item in rated if item[2] < 1)
