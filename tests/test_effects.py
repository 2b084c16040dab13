"""What each edit did to a standing: checked against all orders of edits of the text, and against the whole change."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import permutations

import pytest
from cases import REFERENCE
from conftest import analysed
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from random_maps import circular_maps, layered_maps, maps_with_rivals

from argmap.analysis import analyse
from argmap.compare import effects as effects_module
from argmap.compare.contract import closed
from argmap.compare.diff import compare
from argmap.compare.effects import EXACT
from argmap.findings import MapError
from argmap.graph import Graph, build_graph
from argmap.loading.load import load_text
from argmap.model import Map
from argmap.settings import Settings

QUIET = Settings(ignore=("S", "W", "T"))
EDITS: Mapping[str, tuple[str, str]] = {
    "rents": ("grade = 0.9", "grade = 0.35"),
    "so-build": ("[inferences.so-build]\n", "[inferences.so-build]\ngrade = 0.6\n"),
    "undercut": ("grade = 0.2", "grade = 0.1"),
    "snow": ("[conclusions.build]", '[objections.snow]\nagainst = "dear"\ntext = "It snows."\n[conclusions.build]'),
    "other": (
        "[conclusions.build]",
        '[inferences.other]\nfrom = ["v2"]\nto = "dear"\n[conclusions.build]',
    ),
    "few": ('Only one year was measured."', 'Only one year was measured."\nanswer = "Two were."'),
    "loan": ('from = ["homes"]\nagainst = "money"', 'from = ["v1"]\nagainst = "money"'),
    "homes": ("[assumptions.homes]", "[premises.homes]"),
    "map": ("[premises.rents]\n", "[map.grading]\npremise = 0.7\n[premises.rents]\n"),
}


def with_edits(names: frozenset[str]) -> str:
    text = REFERENCE
    for name, (old, new) in EDITS.items():
        if name in names:
            assert old in text, name
            text = text.replace(old, new, 1)
    return text


def standing(text: str, conclusion: str = "build") -> float:
    found = analyse(load_text(text), QUIET).assessment(conclusion).standing
    assert found is not None
    return found


@pytest.mark.parametrize(
    "names",
    [("rents",), ("rents", "so-build"), ("snow", "other", "few"), ("homes", "map", "rents"),
     ("loan", "undercut", "snow", "homes"), ("rents", "so-build", "undercut", "snow", "other", "few")],
)  # fmt: skip
def test_an_effect_is_the_mean_over_all_orders_of_edits(names: tuple[str, ...]) -> None:
    worth = {
        made: standing(with_edits(made))
        for size in range(len(names) + 1)
        for made in map(frozenset, permutations(names, size))
    }
    wanted = dict.fromkeys(names, 0.0)
    for order in permutations(names):
        for place, name in enumerate(order):
            wanted[name] += worth[frozenset(order[: place + 1])] - worth[frozenset(order[:place])]
    found = compare(analysed(REFERENCE, QUIET), analysed(with_edits(frozenset(names)), QUIET))
    credited = {one.id: one.effects["build"].value for one in found.changes if one.effects}
    for name in names:
        assert credited.get(name, 0) == pytest.approx(wanted[name] / math.factorial(len(names)), abs=1e-12), name


@given(
    old=st.one_of(layered_maps(), circular_maps(), maps_with_rivals()),
    new=st.one_of(layered_maps(), circular_maps(), maps_with_rivals()),
)
@settings(max_examples=50, deadline=None)
def test_effects_add_up_to_the_change(old: str, new: str) -> None:
    """Between any two maps, which share some ids and differ in all the rest."""
    try:
        found = compare(analysed(old, QUIET), analysed(new, QUIET))
    except MapError:
        reject()
    for one in found.standings:
        if one.before is None or one.after is None or one.error:
            continue
        credited = [
            change.effects[one.conclusion].value for change in found.changes if one.conclusion in change.effects
        ]
        assert math.fsum(credited) == pytest.approx(one.after - one.before, abs=1e-9)


def many(count: int, *, changed: int) -> str:
    """A conclusion with so many linked reasons, the first of them regraded."""
    lines = ['[conclusions.z]\ntext = "So."\n']
    for number in range(count):
        grade = 0.2 if number < changed else 0.9
        lines.append(f'[premises.p{number}]\ntext = "Reason number {number}."\ngrade = {grade}\n')
        lines.append(f'[inferences.i{number}]\nfrom = ["p{number}"]\nto = "z"\ngrade = 0.{number % 5 + 3}\n')
    return "".join(lines)


def test_many_edits_are_sampled_and_still_add_up() -> None:
    count = EXACT + 6
    old, new = analysed(many(20, changed=0), QUIET), analysed(many(20, changed=count), QUIET)
    found = compare(old, new)
    effects = [change.effects["z"] for change in found.changes]
    assert len(effects) == count
    (one,) = found.standings
    assert one.after is not None
    assert one.before is not None
    assert math.fsum(effect.value for effect in effects) == pytest.approx(one.after - one.before)
    assert all(effect.error > 0 for effect in effects)
    # All orders of fourteen: a product of chances, whose Shapley values have a closed sum over the sizes of coalitions.
    gains = [0.7 * (number % 5 + 3) / 10 for number in range(count)]
    for effect, wanted in zip(effects, exact(gains), strict=True):
        assert abs(effect.value - wanted) < 4.5 * effect.error


def exact(gains: list[float]) -> list[float]:
    """The effects where each edit takes from a reason that works alone, by the products of what is left to fail."""
    fails = [1 - 0.9 * (number % 5 + 3) / 10 for number in range(20)]
    count = len(gains)
    values = []
    for player, gain in enumerate(gains):
        by_size = [1.0] + [0.0] * (count - 1)
        for other in (one for one in range(count) if one != player):
            for size in range(count - 1, 0, -1):
                by_size[size] = by_size[size] * fails[other] + by_size[size - 1] * (fails[other] + gains[other])
            by_size[0] *= fails[other]
        rest = math.prod(fails[count:])
        weights = [1 / (count * math.comb(count - 1, size)) for size in range(count)]
        values.append(-gain * rest * math.fsum(weight * one for weight, one in zip(weights, by_size, strict=True)))
    return values


def test_what_no_edit_touches_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part behind one claim is one premise in what is tried, and the numbers are the same as without that."""
    text = (
        '[conclusions.z]\ntext = "So."\n[premises.e]\ntext = "Edited."\n[inferences.j]\nfrom = ["e", "c0"]\nto = "z"\n'
    )
    for number in range(6):
        text += f'[claims.c{number}]\ntext = "Claim {number}."\n[premises.p{number}]\ntext = "Premise {number}."\n'
        text += f'[inferences.k{number}]\nfrom = ["p{number}"'
        text += (f', "c{number + 1}"' if number < 5 else "") + f']\nto = "c{number}"\n'
    new = (
        text.replace("[premises.e]\n", "[premises.e]\ngrade = 0.1\n") + '[objections.o]\nagainst = "j"\ntext = "No."\n'
    )
    sizes: list[int] = []

    def build(map_: Map) -> Graph:
        graph = build_graph(map_)
        sizes.append(len(graph))
        return graph

    monkeypatch.setattr(effects_module, "build_graph", build)
    found = compare(analysed(text, QUIET), analysed(new, QUIET))
    assert max(sizes) <= 5, "the conclusion, the step, two premises and the objection"
    (one,) = found.standings
    assert one.after is not None
    assert one.before is not None
    total = math.fsum(change.effects["z"].value for change in found.changes if change.effects)
    assert total == pytest.approx(one.after - one.before)


@pytest.mark.parametrize(
    ("below", "edited", "found"),
    [
        ({"z": "ab", "a": "c", "b": "d"}, "c", {"b"}),
        ({"z": "ab", "a": "c", "b": "c", "c": "d"}, "", {"c"}),
        ({"z": "ab", "a": "c", "b": "c"}, "b", {"c"}),
        ({"z": "ab", "a": "c", "c": "a", "b": "d"}, "", {"b"}),
        ({"z": "a", "a": "bc", "b": "d", "c": "d", "d": "e"}, "e", set()),
        ({"z": "a", "a": "bc", "b": "d", "c": "d", "d": "e"}, "b", {"d"}),
    ],
)  # fmt: skip
def test_which_parts_are_closed(below: Mapping[str, str], edited: str, found: set[str]) -> None:
    parts = set(closed(below, "z", edited, set("abcde")))
    assert parts == found
