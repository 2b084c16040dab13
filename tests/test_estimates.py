"""Estimates: their errors are true, the ends of the scale are kept, and what they cannot tell is not said."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import analysed, assessed, sampled, stood

from argmap.graph import Graph, build_graph
from argmap.loading.load import load_text
from argmap.standing import effects
from argmap.standing.assessment import is_below, shared_ranks
from argmap.standing.diagram import Diagram, build_diagram
from argmap.standing.effects import account, assess
from argmap.standing.network import Network

SEEDS = 200
WORLDS = 2_048


def premise(name: str, grade: float = 0.5) -> str:
    return f'[premises.{name}]\ntext = "{name}"\ngrade = {grade}\n'


def step(name: str, start: str, end: str, grade: float = 1.0) -> str:
    return f'[inferences.{name}]\nfrom = {json.dumps(start.split())}\nto = "{end}"\ngrade = {grade}\n'


def objection(name: str, start: str, against: str, grade: float = 1.0) -> str:
    return f'[objections.{name}]\nfrom = {json.dumps(start.split())}\nagainst = "{against}"\ngrade = {grade}\n'


END = '[conclusions.z]\ntext = "z"\n'
BOTH_WAYS = (
    END + premise("e") + premise("r") + premise("s") + step("ie", "e r", "z") + step("js", "s", "z")
    + objection("oe", "e", "js")
)  # fmt: skip
"""Premise e supports the conclusion as much as it speaks against it, so that its W is 0."""


def tangled(seed: int) -> str:
    """A random map in which premises serve several steps, some of which speak against others."""
    draw = random.Random(seed)  # noqa: S311 - cases, not secrets
    names = [f"p{number}" for number in range(6)]
    text = END + "".join(premise(name, round(draw.uniform(0.2, 0.9), 2)) for name in names)
    for number in range(6):
        start = " ".join(draw.sample(names, 2))
        text += step(f"i{number}", start, "z", round(draw.uniform(0.3, 0.9), 2))
    for number in range(3):
        text += objection(f"o{number}", draw.choice(names), f"i{draw.randrange(6)}", round(draw.uniform(0.3, 0.9), 2))
    return text


def graph_of(text: str) -> Graph:
    return build_graph(load_text(text).map)


@pytest.mark.parametrize("text", [BOTH_WAYS, tangled(1), tangled(2)], ids=["both ways", "tangled 1", "tangled 2"])
def test_two_standard_errors_cover_the_truth(text: str) -> None:
    """In 94 to 96 of 100 draws on average, and in at least 90 for every element; the bounds allow for 200 draws."""
    graph = graph_of(text)
    exact = assess(graph, account(graph, "z"))
    uncertain = [effect for effect in exact.effects if 0 < effect.grade.value < 1]
    truth = {effect.element: (effect.gain, effect.loss or 0.0) for effect in uncertain}
    covered = dict.fromkeys([*truth, "standing"], 0)
    of_loss = dict.fromkeys(truth, 0)
    for seed in range(SEEDS):
        found = assess(graph, sampled(graph, "z", WORLDS, seed))
        covered["standing"] += abs(stood(found) - stood(exact)) <= 2 * found.standard_error
        for effect in found.effects:
            if effect.element not in truth:
                continue
            gain, loss = truth[effect.element]
            covered[effect.element] += abs(effect.gain - gain) <= 2 * effect.standard_error
            of_loss[effect.element] += abs((effect.loss or 0.0) - loss) <= 2 * effect.loss_error
    for counts in (covered, of_loss):
        shares = [count / SEEDS for count in counts.values()]
        assert 0.93 <= sum(shares) / len(shares) <= 0.975
        assert min(shares) >= 0.9


@pytest.mark.parametrize("grade", [0.5, 1e-10, 1 - 1e-10, 1 - 2**-53, 2**-1074])
def test_a_grade_next_to_the_end_of_the_scale_is_drawn_as_it_is(grade: float) -> None:
    graph = graph_of(END + premise("p", grade) + step("i", "p", "z"))
    found = sampled(graph, "z", 1 << 14)
    assert found.method.word == "closed form"
    shared = graph_of(END + premise("p", grade) + premise("q", 1.0) + step("i", "p q", "z") + step("j", "p", "z"))
    estimate = assess(shared, sampled(shared, "z", 1 << 14))
    assert estimate.method == "estimated"
    assert stood(estimate) == pytest.approx(grade, abs=0.02)


def entangled(extra: str, claim: str) -> str:
    """90 premises in 160 steps of four each, so that no exact method can answer."""
    draw = random.Random(1)  # noqa: S311 - cases, not secrets
    text = "".join(premise(f"p{number}") for number in range(90))
    for number in range(160):
        text += step(f"i{number}", " ".join(f"p{one}" for one in draw.sample(range(90), 4)), claim, 0.9)
    return text + extra


def argmap(folder: Path, text: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a map; its path comes after the name of the command, or for "MAP"."""
    (folder / "map.toml").write_text(text, "utf-8")
    given = [*words] if "MAP" in words else [words[0], "MAP", *words[1:]]
    command = [sys.executable, "-m", "argmap", *("map.toml" if word == "MAP" else word for word in given)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


RARE = entangled(
    '[claims.y]\ntext = "y"\n' + END + "".join(premise(f"r{number}", 0.03) for number in range(5))
    + step("iz", "y r0 r1 r2 r3 r4", "z"), "y",
)  # fmt: skip


def test_what_is_rare_is_not_said_to_be_nothing(tmp_path: Path) -> None:
    said = argmap(tmp_path, RARE, "weak").stdout
    assert "stands in fewer than 1 in 260,111 worlds drawn (estimated)" in said
    assert "stays first" not in said
    assert "  1. " not in said
    assert "too few to tell whether" in said
    known = json.loads(argmap(tmp_path, RARE, "weak", "--format", "json").stdout)["conclusions"][0]
    assert (known["standing"], known["drawn"], known["method"]) == (0, 260_111, "estimated")
    assert known["standard_error"] > 0
    assert known["weak_links"] == []
    assert known["stability"] is None


def test_every_format_says_how_the_numbers_were_found(tmp_path: Path) -> None:
    text = entangled(END, "z")
    known = json.loads(argmap(tmp_path, text, "weak", "--format", "json").stdout)["conclusions"][0]
    assert (known["method"], known["measure"]) == ("estimated", "standing")
    assert all(row["W_standard_error"] > 0 for row in known["weak_links"])
    ranks = [row["rank"] for row in known["weak_links"]]
    assert len(set(ranks)) < len(ranks), "weak links closer than their errors have one rank"
    for form in ("text", "markdown"):
        said = argmap(tmp_path, text, "weak", "--format", form).stdout
        assert "estimated, standard error 0.0" in said
        assert said.count("(standard error 0.0") >= len(ranks)
        assert "too close for the estimate" in said
    table = argmap(tmp_path, text, "weak", "--format", "csv").stdout.splitlines()
    assert {"standing", "method", "standard_error", "measure", "W_standard_error"} <= set(table[0].split(","))
    assert all(",estimated," in row for row in table[1:])
    assert "estimated, standard error" in argmap(tmp_path, text, "weak", "--explain", "p1").stdout
    assert "estimated, standard error" in argmap(tmp_path, text, "review", "--format", "markdown", "--out", "-").stdout
    assert "stands in about" in argmap(tmp_path, text, "render", "-f", "svg", "-o", "-").stdout


@pytest.mark.parametrize(
    ("standing", "error", "limit", "below"),
    [
        (0.5, 0.0, 0.5, False), (0.07, 0.0, 0.07 + 1e-12, False), (0.5, 0.0, 0.5001, True), (0.5, 0.01, 0.53, True),
        (0.5, 0.01, 0.51, None), (0.5, 0.01, 0.49, None), (0.5, 0.01, 0.47, False), (None, 0.0, 0.1, True),
        (None, 0.0, 0.0, True), (0.0, 0.0, 0.0, False),
    ],
)  # fmt: skip
def test_whether_a_standing_is_below_a_limit(
    standing: float | None, error: float, limit: float, *, below: bool | None
) -> None:
    assert is_below(standing, error, limit) is below


def test_a_gate_that_the_estimate_cannot_decide_says_so(tmp_path: Path) -> None:
    text = entangled(END, "z")
    known = json.loads(argmap(tmp_path, text, "weak", "--format", "json").stdout)["conclusions"][0]
    standing, error = known["standing"], known["standard_error"]
    for limit, code in ((standing + 3 * error, 1), (standing + error, 0), (standing - 3 * error, 0)):
        ended = argmap(tmp_path, text, "weak", "--fail-under", str(limit))
        assert ended.returncode == code
        assert ("undecided by the estimate" in ended.stderr) is (limit == standing + error)


@pytest.mark.parametrize(
    ("gains", "ranks"),
    [
        ({}, []), ({0.5: 0, 0.4: 0}, [1, 2]), ({0.5: 0.01, 0.49: 0.01, 0.48: 0.01, 0.4: 0.01}, [1, 1, 1, 4]),
        ({0.5: 0.01, 0.4: 0.01, 0.39: 0.01}, [1, 2, 2]),
    ],
)  # fmt: skip
def test_gains_that_an_estimate_cannot_tell_apart_have_one_rank(gains: Mapping[float, float], ranks: list[int]) -> None:
    assert shared_ranks(list(gains.items())) == ranks


def test_what_is_certain_is_settled_by_the_contrary() -> None:
    """A premise of grade 0 holds in no world that is drawn, and yet has a W."""
    graph = graph_of(END + premise("p", 0.0) + premise("q") + step("i", "p q", "z") + step("j", "q", "z", 0.5))
    exact, rough = assessed(graph, "z"), assess(graph, sampled(graph, "z", WORLDS))
    assert (exact.method, rough.method) == ("decision diagram", "estimated")
    gains = [next(effect for effect in found.effects if effect.element == "p").gain for found in (exact, rough)]
    assert gains == pytest.approx([0.25, 0.25], abs=0.03)


SURE = END + premise("e") + premise("q", 1.0) + step("i", "e q", "z") + step("j", "e", "z")
"""Only e can fail, so settling it gains all that there is."""


def circular(claims: int, ends: int) -> str:
    """Claims that support and attack each other at random, and conclusions that each rest on one of them."""
    draw = random.Random(3)  # noqa: S311 - cases, not secrets
    names = [f"c{number}" for number in range(claims)]
    text = "".join(f'[claims.{name}]\ntext = "{name}"\n' + premise(f"p{name}", 0.6) for name in names)
    text += "".join(step(f"s{name}", f"p{name}", name, 0.7) for name in names)
    for number in range(3 * claims):
        one, other = draw.sample(names, 2)
        text += (step if number % 2 else objection)(f"e{number}", one, other, 0.5)
    for number in range(ends):
        text += f'[conclusions.z{number}]\ntext = "z{number}"\n' + step(f"t{number}", names[number], f"z{number}", 0.9)
    return text


def test_all_numbers_of_a_map_are_of_the_same_worlds(tmp_path: Path) -> None:
    """The chance of a claim is one number, whichever conclusion, command or format it is asked of."""
    text = circular(60, 4)
    analysis = analysed(text)
    assert {analysis.assessment(root).method for root in analysis.roots} == {"estimated"}
    chances = [analysis.account(root).chances() for root in analysis.roots]
    for element_id in ("c0", "c1", "c2"):
        known = {found[element_id] for found in chances}
        assert known == {stood(analysis.assessment(element_id))}
        said = f"({known.pop():.4f}, estimated)"
        assert said in argmap(tmp_path, text, "explain", element_id, "MAP").stdout
    alone = json.loads(argmap(tmp_path, text, "weak", "--conclusion", "z1", "--format", "json").stdout)
    among = json.loads(argmap(tmp_path, text, "weak", "--format", "json").stdout)
    assert alone["conclusions"][0] == next(one for one in among["conclusions"] if one["id"] == "z1")


def test_conclusions_on_one_circle_share_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []

    def build(found: Network, budget: int) -> Diagram:
        built.append(found.subject)
        return build_diagram(found, budget)

    monkeypatch.setattr(effects, "build_diagram", build)
    analysis = analysed(circular(60, 30))
    methods = [analysis.assessment(root).method for root in analysis.roots]
    assert methods.count("estimated") > 20
    assert len(built) == 1


def test_a_small_change_changes_few_worlds() -> None:
    before = assessed(graph_of(circular(40, 1)), "z0", budget=1)
    after = assessed(graph_of(circular(40, 1).replace("grade = 0.9", "grade = 0.9001")), "z0", budget=1)
    assert 0 < stood(after) - stood(before) < 0.0003


def test_nothing_gains_more_than_there_is() -> None:
    for seed in range(20):
        found = assess(graph_of(SURE), sampled(graph_of(SURE), "z", 4096, seed))
        assert all(effect.gain <= 1 - stood(found) for effect in found.effects)
        assert all(effect.loss is None or effect.loss <= stood(found) for effect in found.effects)


def test_what_check_cannot_tell_it_says(tmp_path: Path) -> None:
    text = entangled(END, "z")
    known = json.loads(argmap(tmp_path, text, "weak", "--format", "json").stdout)["conclusions"][0]
    for limit, undecided in ((known["standing"], True), (known["standing"] + 5 * known["standard_error"], False)):
        (tmp_path / "argmap.toml").write_text(f"low-standing = {limit}\n", "utf-8")
        ended = argmap(tmp_path, text, "check", "--select", "W210")
        assert ("undecided by the estimate (W210)" in ended.stderr) is undecided
        assert ("W210" in ended.stdout) is not undecided
