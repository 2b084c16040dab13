"""Standing and W + L of systems that textbooks of reliability compute, and of small circles worked out by hand.

A component is a premise and its reliability the grade; a system works if the conclusion stands, and W + L is then the
importance of Z. W. Birnbaum ("On the importance of different components in a multicomponent system", 1969). The
systems are standard examples (R. E. Barlow and F. Proschan, "Statistical Theory of Reliability and Life Testing", 1975;
M. Rausand and A. Høyland, "System Reliability Theory", second edition 2004). The numbers here are not copied from
books but computed by the formulas of such systems, and compared with an enumeration of all states.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import pytest
from random_maps import Tables, written

import argmap

EXACT = 1e-12
Sets = tuple[str, ...]


class System(NamedTuple):
    """A system: its minimal path sets, a letter a component; what is known of it, one number a component."""

    paths: Sets
    reliabilities: Sequence[float]
    reliability: float
    importance: Sequence[float]

    @property
    def components(self) -> list[str]:
        return sorted(set("".join(self.paths)))

    @property
    def chances(self) -> dict[str, float]:
        return dict(zip(self.components, self.reliabilities, strict=True))

    @property
    def cuts(self) -> list[str]:
        """The minimal sets of components that meet every path set."""
        meeting = [
            set(some)
            for size in range(1, len(self.components) + 1)
            for some in itertools.combinations(self.components, size)
            if all(set(some) & set(path) for path in self.paths)
        ]
        return ["".join(sorted(cut)) for cut in meeting if not any(other < cut for other in meeting)]


BRIDGE = ("ab", "cd", "aed", "ceb")
SYSTEMS = {
    "series": System(("ab",), [0.98, 0.96], 0.9408, [0.96, 0.98]),
    "parallel": System(("a", "b"), [0.98, 0.96], 0.9992, [0.04, 0.02]),
    "one in series with a pair": System(("ab", "ac"), [0.98, 0.96, 0.94], 0.977648, [0.9976, 0.0588, 0.0392]),
    "two pairs in series": System(("ac", "ad", "bc", "bd"), [0.9] * 4, 0.9801, [0.099] * 4),
    "two series in parallel": System(("ab", "cd"), [0.9] * 4, 0.9639, [0.171] * 4),
    "two out of three": System(("ab", "ac", "bc"), [0.9] * 3, 0.972, [0.18] * 3),
    "two out of three, unequal": System(("ab", "ac", "bc"), [0.9, 0.8, 0.7], 0.902, [0.38, 0.34, 0.26]),
    "three out of five": System(
        tuple(map("".join, itertools.combinations("abcde", 3))), [0.9] * 5, 0.99144, [0.0486] * 5
    ),
    "bridge": System(BRIDGE, [0.9] * 5, 0.97848, [0.1062] * 4 + [0.0162]),
}


def enumerated(system: System, fixed: Mapping[str, bool] | None = None) -> float:
    """The reliability, as the weight of all states in which a path works; `fixed` components work, or do not."""
    free = [name for name in system.components if name not in (fixed or {})]
    total = 0.0
    for picks in itertools.product((True, False), repeat=len(free)):
        state = {**(fixed or {}), **dict(zip(free, picks, strict=True))}
        if any(all(state[name] for name in path) for path in system.paths):
            total += math.prod(system.chances[name] if state[name] else 1 - system.chances[name] for name in free)
    return total


def by_paths(system: System) -> Tables:
    """The system works because one of its paths does."""
    return {
        "premises": {name: {"text": name, "grade": chance} for name, chance in system.chances.items()},
        "conclusions": {"z": {"text": "It works."}},
        "inferences": {f"by-{path}": {"from": list(path), "to": "z", "grade": 1} for path in system.paths},
    }


def by_cuts(system: System) -> Tables:
    """The system works unless all of a cut fail; a premise is that a component fails."""
    return {
        "premises": {name: {"text": name, "grade": 1 - chance} for name, chance in system.chances.items()},
        "assumptions": {"all-else": {"text": "All else is well.", "grade": 1}},
        "conclusions": {"z": {"text": "It works."}},
        "inferences": {"so": {"from": ["all-else"], "to": "z", "grade": 1}},
        "objections": {f"by-{cut}": {"from": list(cut), "against": "z", "grade": 1} for cut in system.cuts},
    }


def by_places(system: System) -> Tables:
    """The bridge as a network: a place is reached from another, and the two ends of the link from each other."""
    ways = {"ax": (["a"], "x"), "cy": (["c"], "y"), "xy": (["x", "e"], "y"), "yx": (["y", "e"], "x")}
    ways |= {"xz": (["x", "b"], "z"), "yz": (["y", "d"], "z")}
    return by_paths(system) | {
        "claims": {name: {"text": f"{name} is reached."} for name in "xy"},
        "inferences": {name: {"from": starts, "to": end, "grade": 1} for name, (starts, end) in ways.items()},
    }


def compare(system: System, tables: Tables) -> None:
    found = argmap.analyse(argmap.loads(written(tables))).assessment("z")
    assert found.standing == pytest.approx(system.reliability, abs=EXACT)
    effects = {effect.element: effect for effect in found.effects}
    for (name, chance), importance in zip(system.chances.items(), system.importance, strict=True):
        assert effects[name].gain + (effects[name].loss or 0.0) == pytest.approx(importance, abs=EXACT)
        assert effects[name].gain == pytest.approx((1 - chance) * importance, abs=EXACT)
        assert effects[name].loss == pytest.approx(chance * importance, abs=EXACT)


@pytest.mark.parametrize("name", SYSTEMS)
def test_what_is_known_of_a_system_follows_from_its_states(name: str) -> None:
    system = SYSTEMS[name]
    assert enumerated(system) == pytest.approx(system.reliability, abs=EXACT)
    for component, importance in zip(system.components, system.importance, strict=True):
        works, fails = (enumerated(system, {component: state}) for state in (True, False))
        assert works - fails == pytest.approx(importance, abs=EXACT)


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_system_by_its_paths(name: str) -> None:
    compare(SYSTEMS[name], by_paths(SYSTEMS[name]))


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_system_by_its_cuts(name: str) -> None:
    compare(SYSTEMS[name], by_cuts(SYSTEMS[name]))


def test_the_bridge_as_a_network_with_a_circle_of_support() -> None:
    compare(SYSTEMS["bridge"], by_places(SYSTEMS["bridge"]))


# Circles, worked out by hand


def attacks(grades: Mapping[str, float], *pairs: str) -> Tables:
    """Premises, and sure objections from the first of each pair against the second."""
    return {
        "premises": {name: {"text": name, "grade": grade} for name, grade in grades.items()},
        "objections": {pair: {"from": [pair[0]], "against": pair[1], "grade": 1} for pair in pairs},
    }


def supports(grades: Mapping[str, float], *steps: tuple[str, str, float]) -> Tables:
    """Premises, claims, and a step with its grade from the first of each pair to the second."""
    ends = dict.fromkeys(end for _, end, _ in steps)
    return {
        "premises": {name: {"text": name, "grade": grade} for name, grade in grades.items()},
        "claims": {name: {"text": name} for name in ends},
        "inferences": {f"{a}-{b}": {"from": [a], "to": b, "grade": grade} for a, b, grade in steps},
    }


def sure(names: Collection[str]) -> dict[str, float]:
    return dict.fromkeys(names, 1.0)


CIRCLES: dict[str, tuple[Tables, dict[str, float]]] = {
    "two against each other: neither": (attacks(sure("ab"), "ab", "ba"), {"a": 0, "b": 0}),
    # each stands where it alone holds
    "two that may fail": (attacks({"a": 0.9, "b": 0.6}, "ab", "ba"), {"a": 0.9 * 0.4, "b": 0.6 * 0.1}),
    "three in a ring: none": (attacks(sure("abc"), "ab", "bc", "ca"), {"a": 0, "b": 0, "c": 0}),
    # a stands where it holds and c does not; where c holds, it stands if b fails, and is undecided if b holds
    "three that may fail": (attacks({"a": 0.5, "b": 0.7, "c": 0.8}, "ab", "bc", "ca"), {"a": 0.5 * 0.2}),
    "four in a ring: none": (attacks(sure("abcd"), "ab", "bc", "cd", "da"), dict.fromkeys("abcd", 0.0)),
    # a stands where d fails, or where d is answered by c, which it is only if b fails
    "four that may fail": (
        attacks(dict.fromkeys("abcd", 0.5), "ab", "bc", "cd", "da"),
        {"a": 0.5 * (0.5 + 0.5 * 0.5 * 0.5)},
    ),
    "an even ring, broken from outside": (attacks(sure("abc"), "ab", "ba", "ca"), {"a": 0, "b": 1, "c": 1}),
    "an odd ring, broken from outside": (
        attacks(sure("abcd"), "ab", "bc", "ca", "da"),
        {"a": 0, "b": 1, "c": 0, "d": 1},
    ),
    # whichever of a and b stood, c would fall and d stand; but neither does
    "what hangs on an even ring is undecided": (
        attacks(sure("abcd"), "ab", "ba", "ac", "bc", "cd"),
        dict.fromkeys("abcd", 0.0),
    ),
    "an even ring that an odd one attacks": (
        attacks(sure("abcde"), "ab", "bc", "ca", "ad", "de", "ed"),
        dict.fromkeys("abcde", 0.0),
    ),
    "support in a circle alone": (supports({}, ("x", "y", 1), ("y", "x", 1)), {"x": 0, "y": 0}),
    "a circle with one support from outside": (
        supports({"p": 0.5}, ("p", "x", 1), ("x", "y", 0.8), ("y", "x", 0.9)),
        {"x": 0.5, "y": 0.4},
    ),
    # x stands by p, or by q and the step from y
    "a circle with two supports from outside": (
        supports({"p": 0.5, "q": 0.6}, ("p", "x", 1), ("q", "y", 1), ("x", "y", 0.8), ("y", "x", 0.7)),
        {"x": 1 - 0.5 * (1 - 0.6 * 0.7), "y": 1 - 0.4 * (1 - 0.5 * 0.8)},
    ),
    # it stands only where the objection that it leads to does not hold
    "what attacks itself": (
        supports({"p": 0.8}, ("p", "x", 0.5)) | {"objections": {"o": {"from": ["x"], "against": "p", "grade": 0.4}}},
        {"p": 0.8 * (1 - 0.5 * 0.4), "x": 0.8 * 0.5 * 0.6},
    ),
    # where the step holds, x needs the answer to the objection, which is x itself
    "what defends itself": (
        supports({"p": 1}, ("p", "x", 0.5))
        | {
            "objections": {
                "o": {"against": "x", "text": "o", "grade": 0.3},
                "answer": {"from": ["x"], "against": "o", "grade": 1},
            }
        },
        {"x": 0.5 * 0.7},
    ),
    # the circle of support fails where an objection cuts one of its steps
    "a circle of support with an objection to a step": (
        supports({"p": 0.5}, ("p", "x", 1), ("x", "y", 1), ("y", "x", 1))
        | {"objections": {"o": {"from": ["p"], "against": "x-y", "grade": 0.25}}},
        {"x": 0.5, "y": 0.5 * 0.75},
    ),
}


@pytest.mark.parametrize("name", CIRCLES)
def test_circles_worked_out_by_hand(name: str) -> None:
    tables, known = CIRCLES[name]
    analysis = argmap.analyse(argmap.loads(written(tables)))
    assert {element: analysis.assessment(element).standing for element in known} == pytest.approx(known, abs=EXACT)
