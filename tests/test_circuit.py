"""Elimination with long tables: what no enumeration of worlds can check, checked in other ways."""

from __future__ import annotations

import itertools
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.graph import build_graph
from argmap.model import Claim, Conclusion, Inference, Map, Premise
from argmap.standing import tables
from argmap.standing.circuit import Circuit
from argmap.standing.elimination import Elimination
from argmap.standing.network import Network, network
from argmap.standing.order import elimination_order
from argmap.standing.tables import Arrays, Lists


def window(width: int, length: int, seed: int) -> Network:
    """Claims in a row, each with two steps from three of the claims and premises shortly before it."""
    draw = random.Random(seed)  # noqa: S311 - cases, not secrets
    row = [f"p{number}" if draw.random() < 0.4 else f"c{number}" for number in range(length)]
    row[:3] = ["p0", "p1", "p2"]
    steps = []
    for place, name in enumerate(row):
        if name.startswith("c"):
            before = row[max(0, place - width) : place]
            steps += [(draw.sample(before, min(len(before), 3)), name) for _ in range(2)]
    steps += [([name], "z") for name in row[-width:]]
    return network(
        build_graph(
            Map(
                premises={name: Premise(text="x") for name in row if name.startswith("p")},
                claims={name: Claim(text="x") for name in row if name.startswith("c")},
                inferences={
                    f"i{number}": Inference(from_=tuple(start), to=end) for number, (start, end) in enumerate(steps)
                },
                conclusions={"z": Conclusion(text="x")},
            )
        ),
        "z",
    )


@pytest.mark.parametrize(("seed", "kept"), [(0, 16), (1, 16), (2, 4)])
def test_slopes_are_differences_of_standings(monkeypatch: pytest.MonkeyPatch, seed: int, kept: int) -> None:
    """The pass backwards agrees with two passes forwards, which keep other tables."""
    monkeypatch.setattr(tables, "_KEPT", kept)
    found = window(14, 60, seed)
    method = Elimination(found)
    draw = random.Random(seed)  # noqa: S311 - cases, not secrets
    grades = {part: draw.random() for part in found.parts}
    verdict = method.evaluate(grades)
    assert verdict.stands.share == method.standing(grades)
    for part in draw.sample(found.parts, 12):
        difference = method.standing({**grades, part: 1.0}) - method.standing({**grades, part: 0.0})
        assert verdict.stands.slopes[part] == pytest.approx(difference, abs=1e-13)


def chain(length: int) -> tuple[list[tuple[int, list[int]]], dict[tuple[int, int], tuple[float, ...]]]:
    """Variables in a row with a table for each two neighbours, and the order from one end to the other."""
    draw = random.Random(length)  # noqa: S311 - cases, not secrets
    factors = {(place, place + 1): tuple(draw.random() for _ in range(4)) for place in range(length - 1)}
    return [(place, [place + 1] if place + 1 < length else []) for place in range(length)], factors


@pytest.mark.parametrize("kit", [Lists(), Arrays()], ids=["lists", "arrays"])
def test_a_chain_is_a_product_of_matrices(kit: Lists | Arrays) -> None:
    order, factors = chain(9)
    weights = [(0.25 + place / 20, 0.5) for place in range(9)]
    vector: tuple[float, ...] = weights[0]
    for place in range(8):
        table = factors[place, place + 1]
        vector = tuple(
            weights[place + 1][value] * (vector[0] * table[2 * value] + vector[1] * table[2 * value + 1])
            for value in (0, 1)
        )
    assert Circuit(order, factors, kit, 1 << 10).total(weights) == pytest.approx(sum(vector), rel=1e-14)


@pytest.mark.parametrize("kit", [Lists(), Arrays()], ids=["lists", "arrays"])
def test_what_shares_nothing_is_multiplied(kit: Lists | Arrays) -> None:
    factors = {(0, 1): (1.0, 2.0, 3.0, 4.0)}
    circuit = Circuit([(0, [1]), (1, []), (2, []), (3, [])], factors, kit, 1 << 10)
    total, slopes = circuit.derivatives([(1.0, 1.0), (1.0, 1.0), (0.5, 0.25), (0.0, 0.5)])
    assert total == 10 * 0.75 * 0.5
    assert slopes == [(1.5, 2.25), (1.125, 2.625), (5.0, 5.0), (7.5, 7.5)]


def test_the_budget_is_kept_before_a_table_is_made() -> None:
    order, factors = chain(30)
    with pytest.raises(MemoryError):
        Circuit(order, factors, Lists(), 100)
    assert Circuit(order, factors, Lists(), 1000).work <= 1000
    with pytest.raises(MemoryError):
        Elimination(window(40, 120, 1))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_circuit_is_the_sum_over_all_worlds(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 7))
    number = st.floats(-1, 1, allow_subnormal=False)
    pairs = data.draw(st.sets(st.sampled_from(list(itertools.permutations(range(max(2, count)), 2))), max_size=9))
    factors = {pair: data.draw(st.tuples(number, number, number, number)) for pair in pairs if max(pair) < count}
    weights = [data.draw(st.tuples(number, number)) for _ in range(count)]
    order = elimination_order(count, factors, 10, 1 << 20)
    assert order is not None
    total, slopes = 0.0, [[0.0, 0.0] for _ in weights]
    for world in itertools.product((0, 1), repeat=count):
        weight = math.prod(table[world[one] + 2 * world[other]] for (one, other), table in factors.items())
        total += weight * math.prod(weights[place][value] for place, value in enumerate(world))
        for place, value in enumerate(world):
            others = (weights[other][world[other]] for other in range(count) if other != place)
            slopes[place][value] += weight * math.prod(others)
    for kit in (Lists(), Arrays()):
        circuit = Circuit(order, factors, kit, 1 << 20)
        found, derivatives = circuit.derivatives(weights)
        assert found == circuit.total(weights) == pytest.approx(total, abs=1e-12)
        assert [*itertools.chain(*derivatives)] == pytest.approx([*itertools.chain(*slopes)], abs=1e-12)
