"""IN and OUT labels of other people's argument graphs, where their semantics and ours agree.

Three of the files weigh the positions of an issue against each other; docs/weak-links.md says why argmap does not.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
import yaml
from conftest import ROOT

from argmap.assess.measured import assess_by
from argmap.assess.standing import assess
from argmap.graph import Graph, build_graph
from argmap.model import Claim, Inference, Map, Objection, Premise

FOLDER = ROOT.parent / "shared/refdata/carneades-yaml"


def read(name: str) -> tuple[Graph, dict[str, str], dict[str, Any]]:
    path = FOLDER / f"{name}.yml"
    if not path.exists() and not os.environ.get("CI"):
        pytest.skip("the reference graphs are not part of the project")
    data = yaml.safe_load(path.read_text("utf-8"))
    ids = {statement: f"s{number}" for number, statement in enumerate(data["statements"])}
    assumed = set(data.get("assumptions", ()))
    assumed |= {one for one, body in data["statements"].items() if isinstance(body, dict) and body.get("assumed")}
    derived = {argument["conclusion"] for argument in data["arguments"].values()}
    inferences, objections = {}, {}
    for number, argument in enumerate(data["arguments"].values()):
        sources = [ids[premise] for premise in argument["premises"]]
        groups = [[source] for source in sources] if argument.get("scheme") == "convergent" else [sources]
        for part, group in enumerate(groups):
            inferences[f"a{number}-{part}"] = Inference(from_=tuple(group), to=ids[argument["conclusion"]], grade=1)
            if "undercutter" in argument:
                from_ = (ids[argument["undercutter"]],)
                objections[f"u{number}-{part}"] = Objection(from_=from_, against=f"a{number}-{part}", grade=1)
    map_ = Map(
        premises={ids[one]: Premise(text=one, grade=float(one in assumed)) for one in ids if one not in derived},
        claims={ids[one]: Claim(text=one) for one in ids if one in derived},
        inferences=inferences,
        objections=objections,
    )
    return build_graph(map_), ids, data["tests"]


@pytest.mark.parametrize("name", ["independent-support-loop", "linked-convergent", "odd-loop", "pollock-red-light"])
def test_labels(name: str) -> None:
    graph, ids, expected = read(name)
    wanted = dict.fromkeys(expected.get("in", ()), 1.0)
    wanted |= dict.fromkeys((*expected.get("out", ()), *expected.get("undecided", ())), 0.0)
    assert wanted
    assert {one: assess(graph, ids[one]).standing for one in wanted} == wanted
    assert {one: assess_by(graph, ids[one], "grounded").standing for one in wanted} == wanted
