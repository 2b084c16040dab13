"""Labels of textbook graphs: which statements are in, which out, which undecided.

The first three are examples of the Carneades argumentation system (carneades-4, examples/AGs/YAML), the last is John
Pollock's. Carneades also weighs the positions of an issue against each other; docs/weak-links.md says why argmap does
not.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import assessed

from argmap.graph import build_graph
from argmap.loading.load import load_text
from argmap.standing.measured import assess_by


def statement(table: str, name: str, grade: int | None = None) -> str:
    return f'[{table}.{name}]\ntext = "{name}"\n' + (f"grade = {grade}\n" if grade is not None else "")


def step(name: str, sources: Sequence[str], target: str) -> str:
    froms = ", ".join(f'"{source}"' for source in sources)
    return f'[inferences.{name}]\nfrom = [{froms}]\nto = "{target}"\ngrade = 1\n'


SUPPORT_FROM_OUTSIDE_A_CIRCLE = (
    statement("claims", "p") + statement("claims", "q") + statement("premises", "r", 1)
    + step("a1", "q", "p") + step("a2", "p", "q") + step("a3", "r", "p")
)  # fmt: skip
LINKED_AND_CONVERGENT = (
    statement("claims", "p") + statement("claims", "t") + statement("premises", "s", 0)
    + statement("premises", "q", 1) + statement("premises", "r", 1)
    + step("a1", "p", "t") + step("a2", "s", "t") + step("a3", "qr", "p")
)  # fmt: skip
ODD_CIRCLE = (
    statement("claims", "p") + statement("claims", "q") + statement("claims", "r")
    + step("a1", "p", "q") + step("a2", "r", "p") + step("a3", "q", "r")
)  # fmt: skip
RED_LIGHT = (
    statement("claims", "red") + statement("premises", "looks", 1) + statement("premises", "normally", 1)
    + statement("premises", "lit", 1) + statement("claims", "misleads")
    + step("seen", ["looks", "normally"], "red") + step("why", ["lit"], "misleads")
    + '[objections.under]\nfrom = ["misleads"]\nagainst = "seen"\ngrade = 1\n'
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "stand", "fall"),
    [
        (SUPPORT_FROM_OUTSIDE_A_CIRCLE, "p q r", ""),
        (LINKED_AND_CONVERGENT, "q r p t", "s"),
        (ODD_CIRCLE, "", "p q r"),
        (RED_LIGHT, "looks normally lit misleads", "red"),
    ],
)
def test_labels(text: str, stand: str, fall: str) -> None:
    graph = build_graph(load_text(text).map)
    wanted = dict.fromkeys(stand.split(), 1.0) | dict.fromkeys(fall.split(), 0.0)
    assert {name: assessed(graph, name).standing for name in wanted} == wanted
    assert {name: assess_by(graph, name, "grounded").standing for name in wanted} == wanted
