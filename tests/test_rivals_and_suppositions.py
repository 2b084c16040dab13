"""Rivals, suppositions and supported objections, against an enumeration of all worlds that shares no code."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from argmap.findings import MapError
from argmap.graph import build_graph
from argmap.loading.load import load_text
from argmap.model import Inference, Map, Objection
from argmap.standing.assessment import Assessment, Effect
from argmap.standing.effects import account, assess
from argmap.standing.grades import grades


def worlds(map_: Map, chances: Mapping[str, float]) -> Iterator[tuple[float, set[str]]]:
    """Every world with its probability: what holds in it. Of the premises among rivals, at most one holds."""
    groups = [
        [rival for rival in rivals.among if rival in {**map_.premises, **map_.assumptions}]
        for rivals in map_.rivals.values()
    ]
    choices: list[list[tuple[float, str]]] = []
    for group in groups:
        if group:
            left = 1 - sum(chances[rival] for rival in group)
            choices.append([(left, ""), *((chances[rival], rival) for rival in group)])
    grouped = {rival for group in groups for rival in group}
    choices += [[(1 - chances[part], ""), (chances[part], part)] for part in chances if part not in grouped]
    for picked in product(*choices):
        weight = 1.0
        for chance, _ in picked:
            weight *= chance
        if weight > 0:
            yield weight, {part for _, part in picked if part}


class World:
    """Which arguments are in the grounded extension of one world, by three-valued iteration, under suppositions."""

    def __init__(self, map_: Map, holds: set[str]) -> None:
        self.map, self.holds = map_, holds
        self.given = {*map_.premises, *map_.assumptions}
        self.steps: dict[str, Inference | Objection] = {**map_.inferences, **map_.objections}

    def label(self, element: str, context: frozenset[str] = frozenset()) -> bool | None:
        """True if it stands, False if it is refuted, None if it is undecided."""
        known: dict[tuple[str, frozenset[str]], bool | None] = {}
        todo = [(element, context)]
        while todo:
            node = todo.pop()
            if node not in known:
                known[node] = None
                todo += [below for part in self.conditions(*node) for _, below in part]
        while True:
            fresh = {node: self.value(node, known) for node in known}
            if fresh == known:
                return known[element, context]
            known = fresh

    def conditions(self, element: str, context: frozenset[str]) -> list[list[tuple[bool, tuple[str, frozenset[str]]]]]:
        """What must be true of an element besides its own part: of each list one; False means it must fall."""
        found = []
        if element in self.steps:
            step = self.steps[element]
            inside = context | set(getattr(step, "discharges", ()))
            found += [[(True, (start, inside))] for start in step.from_ or ()]
        supporters = [name for name, step in self.map.inferences.items() if step.to == element]
        if (
            element not in self.given
            and element not in self.map.inferences
            and (supporters or element not in self.map.objections)
        ):
            found.append([(True, (name, context)) for name in supporters])
        attackers = [name for name, step in self.map.objections.items() if step.against == element]
        for rivals in self.map.rivals.values():
            if element in rivals.among:
                attackers += [
                    other for other in rivals.among if other != element and not {other, element} <= self.given
                ]
        return found + [[(False, (name, context))] for name in attackers]

    def value(
        self, node: tuple[str, frozenset[str]], known: Mapping[tuple[str, frozenset[str]], bool | None]
    ) -> bool | None:
        element, context = node
        if element in self.map.suppositions:
            return element in context
        if element in {*self.given, *self.steps} and element not in self.holds:
            return False
        result: bool | None = True
        for part in self.conditions(*node):
            values = [known[below] if sign else _turned(known[below]) for sign, below in part]
            one = True if True in values else None if None in values else False
            result = False if False in (result, one) else None if None in (result, one) else True
        return result


def if_it_holds(found: Assessment, effect: Effect) -> float:
    """The standing if an element holds, from W or, if it speaks against the conclusion, from L."""
    return found.standing - effect.loss if effect.speaks_against else found.standing + effect.gain


def if_it_fails(found: Assessment, effect: Effect) -> float:
    """The standing if an element fails."""
    return found.standing + effect.gain if effect.speaks_against else found.standing - effect.loss


def _turned(value: bool | None) -> bool | None:  # noqa: FBT001 - a label has three values
    return None if value is None else not value


def made(seed: int) -> str:
    """A random small map without circles of support."""
    draw = random.Random(seed)  # noqa: S311 - not for security
    lines = ["[map]\ntitle = 'x'"]
    premises = [f"p{n}" for n in range(draw.randint(2, 4))]
    suppositions = [f"s{n}" for n in range(draw.randint(0, 2))]
    claims = [f"c{n}" for n in range(draw.randint(1, 3))]
    ends = [f"z{n}" for n in range(draw.randint(1, 2))]
    rivals = draw.sample(premises, 2) if draw.random() < 0.5 else []
    for name in premises:
        high = 0.5 if name in rivals else 1.0
        lines.append(f"[premises.{name}]\ntext = '{name}'\ngrade = {round(draw.uniform(0, high), 2)}")
    lines += [f"[suppositions.{name}]\ntext = '{name}'" for name in suppositions]
    lines += [f"[claims.{name}]\ntext = '{name}'" for name in claims]
    lines += [f"[conclusions.{name}]\ntext = '{name}'" for name in ends]
    before = [*premises, *suppositions]
    number = 0
    for name in [*claims, *ends]:
        for _ in range(draw.randint(1, 2)):
            starts = draw.sample(before, min(len(before), draw.randint(1, 2)))
            lines.append(
                f"[inferences.i{number}]\nfrom = {starts}\nto = '{name}'\ngrade = {draw.choice([1, 0.8, 0.5])}"
            )
            if suppositions and draw.random() < 0.5:
                lines.append(f"discharges = {draw.sample(suppositions, draw.randint(1, len(suppositions)))}")
            number += 1
        before.append(name)
    for number in range(draw.randint(0, 2)):
        against = draw.choice([*premises, *claims, *ends, "i0"])
        lines.append(f"[objections.o{number}]\nagainst = '{against}'\ntext = 'o'\ngrade = {draw.choice([1, 0.7, 0.4])}")
        if draw.random() < 0.5:
            starts = [name for name in [*premises, *suppositions] if name != against]
            lines.append(f"[inferences.k{number}]\nfrom = ['{draw.choice(starts)}']\nto = 'o{number}'\ngrade = 0.9")
    if rivals:
        lines.append(f"[rivals.r]\namong = {rivals}")
    others = draw.sample([*claims, *ends], 2) if len(claims) + len(ends) > 1 else []
    if others and draw.random() < 0.6:
        extra = [name for name in premises if name not in rivals][:1] if draw.random() < 0.4 else []
        lines.append(f"[rivals.d]\namong = {[*others, *extra]}")
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(90))
def test_standing_is_the_share_of_worlds(seed: int) -> None:
    text = made(seed)
    map_ = load_text(text).map
    graph = build_graph(map_)
    chances = {name: grade.value for name, grade in grades(graph).items()}
    for root in graph.roots():
        every = [(weight, holds, World(map_, holds).label(root) is True) for weight, holds in worlds(map_, chances)]
        assert sum(weight for weight, _, _ in every) == pytest.approx(1)
        found = assess(graph, account(graph, root, budget=1 << 12))
        wanted = sum(weight for weight, _, stands in every if stands)
        assert found.standing == pytest.approx(wanted, abs=1e-9), text
        for effect in found.effects:
            for value, share in ((True, if_it_holds(found, effect)), (False, if_it_fails(found, effect))):
                held = [(weight, stands) for weight, holds, stands in every if (effect.element in holds) is value]
                total = sum(weight for weight, _ in held)
                if total > 1e-9:
                    part = sum(weight for weight, stands in held if stands)
                    assert share == pytest.approx(part / total, abs=1e-9), (effect.element, value, text)


def entangled(count: int) -> str:
    """A map whose steps discharge its suppositions in every combination."""
    lines = [f"[suppositions.s{n}]\ntext = 'S{n}.'" for n in range(count)]
    lines.append(f"[claims.c0]\ntext = 'C0.'\n[inferences.i]\nfrom = {[f's{n}' for n in range(count)]}\nto = 'c0'")
    for n in range(count):
        lines.append(f"[claims.c{n + 1}]\ntext = 'C{n + 1}.'\n[inferences.p{n}]\nfrom = ['c{n}']\nto = 'c{n + 1}'")
        lines.append(f"[inferences.d{n}]\nfrom = ['c{n}']\nto = 'c{n + 1}'\ndischarges = ['s{n}']")
    return "\n".join(lines)


def test_too_many_combinations_of_suppositions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.loading.load.MAX_OCCURRENCES", 100)
    assert len(load_text(entangled(3)).map.suppositions) == 3
    with pytest.raises(MapError) as refused:
        load_text(entangled(6))
    assert [(one.code, one.place.span.start.line) for one in refused.value.findings] == [("E029", 1)]
