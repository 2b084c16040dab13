"""Rivals, suppositions and supported objections, against an enumeration of all worlds that shares no code."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import product

import pytest
from conftest import stood

from argmap.findings import MapError
from argmap.graph import build_graph
from argmap.loading.load import load_text
from argmap.model import Inference, Map, Objection
from argmap.standing.assessment import Assessment, Effect
from argmap.standing.clash import clash
from argmap.standing.effects import account, assess
from argmap.standing.grades import grades
from argmap.standing.sampling import samples_for


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
    return stood(found) - (effect.loss or 0.0) if effect.speaks_against else effect.gain + stood(found)


def if_it_fails(found: Assessment, effect: Effect) -> float:
    """The standing if an element fails."""
    return stood(found) + effect.gain if effect.speaks_against else stood(found) - (effect.loss or 0.0)


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


SHARED = """
[map]
title = "Of three, one."
[premises.a]
text = "A."
grade = 0.5
[premises.b]
text = "B."
grade = 0.3
[premises.c]
text = "C."
grade = 0.2
[premises.d]
text = "D."
grade = 0.6
[premises.e]
text = "E."
grade = 0.7
[conclusions.z]
text = "Z."
[conclusions.y]
text = "Y."
[conclusions.x]
text = "X."
[inferences.i]
from = ["a", "d"]
to = "z"
grade = 0.9
[inferences.j]
from = ["b", "d"]
to = "y"
grade = 1
[inferences.k]
from = ["d"]
to = "x"
grade = 1
[inferences.l]
from = ["c"]
to = "x"
grade = 0.5
[inferences.m]
from = ["e"]
to = "z"
grade = 1
[objections.o]
against = "y"
text = "O."
grade = 0.4
[objections.n]
against = "o"
from = ["d"]
grade = 1
[rivals.premises]
among = ["a", "b", "c"]
[rivals.ends]
among = ["z", "y", "x"]
[rivals.mixed]
among = ["x", "e"]
"""
"""Rivals by chance, derived rivals, and one of each."""
NESTED = """
[premises.p]
text = "P."
grade = 0.7
[premises.q]
text = "Q."
grade = 0.6
[suppositions.s]
text = "S."
[suppositions.t]
text = "T."
[claims.in-both]
text = "Under both."
[claims.in-one]
text = "Under one."
[conclusions.z]
text = "Z."
[inferences.i]
from = ["s", "t", "p"]
to = "in-both"
grade = 0.9
[inferences.j]
from = ["in-both", "p"]
to = "in-one"
discharges = ["t"]
grade = 0.8
[inferences.k]
from = ["in-one", "q"]
to = "z"
discharges = ["s"]
grade = 0.5
[inferences.l]
from = ["in-both"]
to = "z"
discharges = ["s"]
grade = 0.5
[objections.o]
against = "j"
from = ["t"]
grade = 0.3
[objections.n]
against = "in-both"
from = ["q"]
grade = 0.2
"""
"""Suppositions within suppositions, with an objection that only holds under one; step l leaves one open."""
CERTAIN = SHARED.replace("grade = 0.5\n[premises.b]", "grade = 1\n[premises.b]").replace(
    'grade = 0.3\n[premises.c]\ntext = "C."\ngrade = 0.2', 'grade = 0\n[premises.c]\ntext = "C."\ngrade = 0'
)
"""Of the rivals by chance, one is sure to hold."""
KNOWN = {"premises-shared": SHARED, "nested": NESTED, "certain": CERTAIN}
BUDGETS = (1, 1 << 12)
"""The largest diagrams: none, so that worlds are drawn, or any that these maps need."""
_World = tuple[float, set[str], Mapping[str, bool | None]]


@cache
def labelled(text: str, known: str = "", *, holds: bool = True) -> list[_World]:
    """Every world of a map: its probability, what holds in it by itself, and the label of each node.

    One element, which is not among rivals, may be known to hold or to fail, whatever its grade.
    """
    map_ = load_text(text).map
    graph = build_graph(map_)
    chances = {name: grade.value for name, grade in grades(graph).items()}
    chances |= {known: float(holds)} if known else {}
    made = ((weight, holds, World(map_, holds)) for weight, holds in worlds(map_, chances))
    return [(weight, holds, {name: world.label(name) for name in graph}) for weight, holds, world in made]


def standing(element: str) -> Callable[[Mapping[str, bool | None]], bool]:
    """Whether an element stands, given the labels of a world."""
    return lambda labels: labels[element] is True


def counted(
    text: str, is_so: Callable[[Mapping[str, bool | None]], bool], element: str = "", *, holds: bool = True
) -> float:
    """The share of worlds in which something is so, of those in which an element (default: none) holds or fails."""
    some = [(weight, labels) for weight, held, labels in labelled(text) if not element or (element in held) is holds]
    if not some:
        some = [(weight, labels) for weight, _, labels in labelled(text, element, holds=holds)]
    return sum(weight for weight, labels in some if is_so(labels)) / sum(weight for weight, _ in some)


@pytest.mark.parametrize("budget", BUDGETS)
@pytest.mark.parametrize("text", KNOWN.values(), ids=KNOWN)
def test_rivals_and_suppositions_are_counted_by_each_method(text: str, budget: int) -> None:
    graph = build_graph(load_text(text).map)
    within = 0.012 if budget == 1 else 1e-9
    for root in graph.map.conclusions:
        of_root = account(graph, root, budget=budget)
        found = assess(graph, of_root)
        assert found.method == ("estimated" if budget == 1 else "decision diagram")
        assert found.standing == pytest.approx(counted(text, standing(root)), abs=within)
        for element, chance in of_root.chances().items():
            if not graph.open_in(element):
                wanted = counted(text, standing(element))
                assert chance == pytest.approx(wanted, abs=within), element
        for effect in found.effects:
            for holds, share in ((True, if_it_holds(found, effect)), (False, if_it_fails(found, effect))):
                if 0 < effect.grade.value < 1:
                    wanted = counted(text, standing(root), effect.element, holds=holds)
                    assert share == pytest.approx(wanted, abs=within), (effect.element, holds)


@pytest.mark.parametrize("budget", BUDGETS)
@pytest.mark.parametrize("rivalry", ["premises", "ends", "mixed"])
def test_clashes_and_what_decides_are_counted(rivalry: str, budget: int) -> None:
    graph = build_graph(load_text(SHARED).map)
    members = graph.map.rivals[rivalry].among
    accounts = {name: account(graph, name, budget=budget) for name in (rivalry, *members)}
    found = clash(accounts[rivalry], [accounts[name] for name in members])
    within = 0.012 if budget == 1 else 1e-9

    def clashes(labels: Mapping[str, bool | None]) -> bool:
        return sum(labels[member] is None for member in members) > 1

    def stands(member: str, element: str = "", *, holds: bool = True) -> float:
        return counted(SHARED, standing(member), element, holds=holds)

    assert found.share == pytest.approx(counted(SHARED, clashes), abs=within)
    assert found.stands == pytest.approx({member: stands(member) for member in members}, abs=within)
    for decider in found.deciders:
        wanted = counted(SHARED, clashes, decider.element, holds=decider.holds)
        assert decider.share == pytest.approx(wanted, abs=within)
        then = {member: stands(member, decider.element, holds=decider.holds) for member in members}
        assert decider.stands == pytest.approx(then, abs=within)
    if rivalry == "premises":
        assert (found.share, found.standard_error, found.deciders) == (0, 0, ())
    elif budget == 1:
        drawn = samples_for(len(graph))
        assert found.standard_error == pytest.approx(math.sqrt(found.share * (1 - found.share) / drawn), rel=0.01)
    else:
        assert found.standard_error == 0
        open_ids = [name for name, value in accounts[rivalry].values.items() if 0 < value < 1]
        known = product(open_ids, (True, False))
        every = sorted(counted(SHARED, clashes, name, holds=holds) for name, holds in known)
        assert [decider.share for decider in found.deciders] == pytest.approx(every[:3], abs=1e-9)


@pytest.mark.parametrize("budget", BUDGETS)
def test_where_one_rival_is_certain_the_others_have_no_chance(budget: int) -> None:
    graph = build_graph(load_text(CERTAIN).map)
    found = {effect.element: effect for effect in assess(graph, account(graph, "x", budget=budget)).effects}
    other = CERTAIN.replace("grade = 1\n[premises.b]", "grade = 0\n[premises.b]").replace(
        'text = "C."\ngrade = 0', 'text = "C."\ngrade = 1'
    )
    here, there = (counted(text, standing("x")) for text in (CERTAIN, other))
    assert here < there
    assert found["c"].gain == pytest.approx(there - here, abs=0.01 if budget == 1 else 1e-9)
    assert found["c"].loss == 0


BY_RIVALS = """
[premises.a]
text = "A."
[premises.b]
text = "B."
[premises.c]
text = "C."
[premises.d]
text = "D."
[conclusions.z]
text = "Z."
[conclusions.y]
text = "Y."
[inferences.i]
from = ["a"]
to = "z"
[inferences.j]
from = ["c"]
to = "y"
[objections.o]
against = "j"
text = "O."
"""
AGAINST = {
    "no rivals": ("", "z", set(), {"a", "i"}),
    "ends": ('[rivals.r]\namong = ["z", "y"]', "z", {"c", "j"}, {"a", "i"}),
    "the other end": ('[rivals.r]\namong = ["z", "y"]', "y", {"a", "i", "o"}, {"c", "j"}),
    "by chance": ('[rivals.r]\namong = ["a", "b"]', "z", {"b"}, {"a", "i"}),
    "three by chance": ('[rivals.r]\namong = ["a", "b", "d"]', "z", {"b", "d"}, {"a", "i"}),
    "both": ('[rivals.r]\namong = ["z", "y"]\n[rivals.q]\namong = ["a", "c"]', "z", {"c", "j"}, {"a", "i"}),
    "of both ends": ('[rivals.r]\namong = ["z", "y"]\n[rivals.q]\namong = ["c", "d"]', "z", {"c", "j"}, {"a", "i"}),
    "mixed": ('[rivals.r]\namong = ["z", "b"]', "z", {"b"}, {"a", "i"}),
}


@pytest.mark.parametrize(("rivals", "root", "against", "single"), AGAINST.values(), ids=AGAINST)
def test_what_speaks_against_a_rival_and_what_it_cannot_do_without(
    rivals: str, root: str, against: set[str], single: set[str]
) -> None:
    graph = build_graph(load_text(f"{BY_RIVALS}{rivals}").map)
    found = assess(graph, account(graph, root)).effects
    assert {effect.element for effect in found if effect.speaks_against} == against
    assert {effect.element for effect in found if effect.single_point} == single


REASONS = {
    "none is graded": (("", "", ""), [1 / 3] * 3, ["an equal share among its rivals"] * 3),
    "one is not graded": (
        ("grade = 0.5", "grade = 0.3", ""),
        [0.5, 0.3, 0.2],
        ["graded by the author"] * 2 + ["what its graded rivals leave"],
    ),
    "two are not graded": (
        ("grade = 0.5", "", ""),
        [0.5, 0.25, 0.25],
        ["graded by the author", *["an equal share of what its graded rivals leave"] * 2],
    ),
    "nothing is left": (("grade = 1", "", ""), [1, 0, 0], None),
}


@pytest.mark.parametrize(("given", "values", "reasons"), REASONS.values(), ids=REASONS)
def test_the_grades_of_rivals(given: tuple[str, ...], values: list[float], reasons: list[str] | None) -> None:
    text = "".join(f'[premises.{name}]\ntext = "P."\n{grade}\n' for name, grade in zip("pqr", given, strict=True))
    found = grades(build_graph(load_text(f'{text}[rivals.x]\namong = ["p", "q", "r"]\n').map))
    assert [found[name].value for name in "pqr"] == pytest.approx(values)
    if reasons is not None:
        assert [found[name].reason for name in "pqr"] == reasons
