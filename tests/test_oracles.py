"""Standing, W, L and gradual strengths compared with independent programs, on new random maps in each run.

A failure prints the map, and a line that repeats it (`@reproduce_failure`).

ProbLog (KU Leuven) computes circles of support, but refuses circles through negation. formal-argumentation computes
those: its probabilistic frameworks have premises and objections between them, and its assumption-based frameworks also
have steps. Maps are translated from their TOML; nothing of argmap's graph, default grades or network is used.
"""

from __future__ import annotations

import itertools
import math
import tomllib
import warnings
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pytest
from argumentation.core.dung import ArgumentationFramework
from argumentation.gradual.dfquad import dfquad_strengths
from argumentation.gradual.gradual import WeightedBipolarGraph, quadratic_energy_strengths_discrete
from argumentation.probabilistic.probabilistic import ProbabilisticAF, compute_probabilistic_acceptance
from argumentation.structured.aba.aba import ABAFramework, derives, grounded_extension
from argumentation.structured.aspic.aspic import GroundAtom, Literal, Rule
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_maps import circular_maps, frameworks, layered_maps, maps_with_rivals, weighted_graphs, written

import argmap
from argmap.standing.gradual import INFLUENCES, strengths

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it imports sre_constants
    from problog import get_evaluatable
    from problog.program import PrologString

EXACT = 1e-9
Attacks = Collection[tuple[str, str]]


def on_new_maps(count: int) -> settings:
    """New examples in each run, also where Hypothesis would choose the same ones, as it does under CI."""
    return settings(max_examples=count, derandomize=False, print_blob=True, report_multiple_bugs=False)


WORDS = {
    "almost-certain": 0.97,
    "very-likely": 0.875,
    "likely": 0.675,
    "even": 0.5,
    "unlikely": 0.325,
    "very-unlikely": 0.125,
    "remote": 0.03,
}
DEFAULTS = {"premises": 0.875, "assumptions": 0.675, "inferences": 0.875, "objections": 0.5}


class Reading:
    """A map as its TOML says it: chances, what each element rests on, and what speaks against it."""

    def __init__(self, text: str) -> None:
        data = tomllib.loads(text)
        self.tables: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict, data)
        self.given = {**self.tables["premises"], **self.tables["assumptions"]}
        self.claims = {**self.tables["claims"], **self.tables["conclusions"]}
        self.steps = {**self.tables["inferences"], **self.tables["objections"]}
        self.elements = [*self.given, *self.claims, *self.steps]
        self.rivals = [rivals["among"] for rivals in self.tables["rivals"].values()]
        self.chances = {name: self.chance(name) for name in (*self.given, *self.steps)}

    def chance(self, name: str) -> float:
        table = next(table for table in DEFAULTS if name in self.tables[table])
        grade = self.tables[table][name].get("grade")
        if grade is not None:
            return float(WORDS.get(grade, grade))
        group = next((among for among in self.rivals if name in among), None)
        if group is not None:
            graded = [self.given[rival]["grade"] for rival in group if "grade" in self.given[rival]]
            return float((1 - sum(WORDS.get(one, one) for one in graded)) / (len(group) - len(graded)))
        return 1.0 if table == "objections" and self.supporters(name) else DEFAULTS[table]

    def supporters(self, name: str) -> list[str]:
        if name in self.given:
            return []  # a premise is given: inferences to it change nothing
        return [step for step, keys in self.tables["inferences"].items() if keys["to"] == name]

    def objections(self, name: str) -> list[str]:
        return [step for step, keys in self.tables["objections"].items() if keys["against"] == name]

    def starts(self, name: str) -> list[str]:
        """What a step rests on; a warrant counts if it is a statement of the map."""
        keys = self.steps.get(name, {})
        warrant = keys.get("warrant")
        return [*keys.get("from", ()), *([warrant] if warrant in {*self.given, *self.claims} else ())]

    def rules(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """What stands if some elements stand, and others do not. `has X` is that X holds, `for X` its support."""
        for name in self.elements:
            needs = [f"stands {start}" for start in self.starts(name)]
            if name in self.chances:
                needs.append(f"has {name}")
            if self.supporters(name):
                needs.append(f"for {name}")
                for step in self.supporters(name):
                    yield f"for {name}", [f"stands {step}"], []
            yield f"stands {name}", needs, [f"stands {objection}" for objection in self.objections(name)]

    def speaking_only_against(self, conclusion: str) -> set[str]:
        """The elements from which every way to the conclusion has an odd number of objections."""
        signs: dict[str, set[bool]] = defaultdict(set)
        waiting = [(conclusion, True)]
        while waiting:
            name, sign = waiting.pop()
            if sign not in signs[name]:
                signs[name].add(sign)
                waiting += [(below, sign) for below in (*self.supporters(name), *self.starts(name))]
                waiting += [(objection, not sign) for objection in self.objections(name)]
        own = {name: set(found) for name, found in signs.items()}
        for group in self.rivals:  # if one holds, the others do not
            for rival, other in itertools.permutations(group, 2):
                signs[rival] |= {not sign for sign in own.get(other, ())}
        return {name for name, found in signs.items() if found == {False}}


# ProbLog


def problog_chances(reading: Reading, roots: Collection[str]) -> dict[str, float]:
    """What ProbLog says: how likely each element stands, and (`root & element`) that a root stands and it holds."""

    def atom(name: str) -> str:
        return f"'{name}'"

    grouped = {rival for group in reading.rivals for rival in group}
    choices = [*reading.rivals, *([name] for name in reading.chances if name not in grouped)]
    lines = [
        "; ".join(f"{reading.chances[name]!r}::{atom(f'has {name}')}" for name in names) + "." for names in choices
    ]
    for head, needs, failing in reading.rules():
        body = [*map(atom, needs), *(f"\\+ {atom(name)}" for name in failing)]
        lines.append(f"{atom(head)} :- {', '.join(body)}.")
    for root, name in itertools.product(roots, reading.chances):
        lines.append(f"{atom(f'{root} & {name}')} :- {atom(f'stands {root}')}, {atom(f'has {name}')}.")
        lines.append(f"query({atom(f'{root} & {name}')}).")
    lines += [f"query({atom(f'stands {name}')})." for name in reading.elements]
    found = get_evaluatable().create_from(PrologString("\n".join(lines))).evaluate()
    return {str(term).strip("'"): float(value) for term, value in found.items()}


def compare_with_problog(text: str) -> None:
    reading, analysis = Reading(text), argmap.analyse(argmap.loads(text))
    roots = list(reading.tables["conclusions"])
    known = problog_chances(reading, roots)
    for name in (*reading.given, *reading.claims):
        assert analysis.assessment(name).standing == pytest.approx(known[f"stands {name}"], abs=EXACT), name
    for name, chance in analysis.chances.items():
        assert chance == pytest.approx(known[f"stands {name}"], abs=EXACT), name
    for root in roots:
        standing, against = known[f"stands {root}"], reading.speaking_only_against(root)
        effects = {effect.element: effect for effect in analysis.assessment(root).effects}
        for name, chance in reading.chances.items():
            if not 0 < chance < 1:
                continue  # there is no chance given that it holds, or that it fails
            both = known[f"{root} & {name}"]
            if_holds, if_fails = both / chance, (standing - both) / (1 - chance)
            secured, failing = (if_fails, if_holds) if name in against else (if_holds, if_fails)
            gain, loss = (effects[name].gain, effects[name].loss) if name in effects else (0.0, 0.0)
            assert gain == pytest.approx(secured - standing, abs=EXACT), (root, name)
            assert loss == pytest.approx(standing - failing, abs=EXACT), (root, name)


@given(text=layered_maps())
@on_new_maps(60)
def test_problog_agrees(text: str) -> None:
    compare_with_problog(text)


@given(text=maps_with_rivals())
@on_new_maps(30)
def test_problog_agrees_on_exclusive_rivals(text: str) -> None:
    compare_with_problog(text)


# formal-argumentation


@given(framework=frameworks())
@on_new_maps(100)
def test_probabilistic_frameworks_agree(framework: tuple[dict[str, float], dict[tuple[str, str], float]]) -> None:
    """Li, Oren and Norman, "Probabilistic argumentation frameworks" (TAFA 2011), with grounded semantics."""
    arguments, attacks = framework
    known = compute_probabilistic_acceptance(
        ProbabilisticAF(ArgumentationFramework(frozenset(arguments), frozenset(attacks)), arguments, attacks),
        semantics="grounded",
        strategy="exact_enum",
        query_kind="argument_acceptance",
        inference_mode="credulous",  # there is one grounded extension
    ).acceptance_probs
    assert known is not None
    again = {name: f"{name}-again" for name in arguments if (name, name) in attacks}
    tables: dict[str, dict[str, dict[str, Any]]] = {
        "premises": {name: {"text": name, "grade": chance} for name, chance in arguments.items()},
        "claims": {claim: {"text": claim} for claim in again.values()},
        "inferences": {f"so-{claim}": {"from": [name], "to": claim, "grade": 1} for name, claim in again.items()},
        "objections": {
            f"{start}-to-{end}": {"from": [again[start] if start == end else start], "against": end, "grade": chance}
            for (start, end), chance in attacks.items()
        },
    }  # no objection may start from what it is against, so a self-attack goes through a claim
    analysis = argmap.analyse(argmap.loads(written(tables)))
    for name in arguments:
        assert analysis.assessment(name).standing == pytest.approx(known[name], abs=EXACT), name


def literal(name: str) -> Literal:
    return Literal(GroundAtom(name))


def standing_in(reading: Reading, holding: Collection[str]) -> set[str]:
    """The elements that stand in one world: what follows from the grounded set of assumptions.

    That an element does not stand is an assumption (`not stands X`) whose contrary is that it stands.
    """
    rules, absent = [], set()
    for head, needs, failing in reading.rules():
        absent |= set(failing)
        body = (*needs, *(f"not {name}" for name in failing))
        rules.append(Rule(tuple(map(literal, body)), literal(head), "strict"))
    rules += [Rule((), literal(f"has {name}"), "strict") for name in holding]
    contrary = {literal(f"not {name}"): literal(name) for name in absent}
    language = {one for rule in rules for one in (*rule.antecedents, rule.consequent)} | set(contrary.values())
    framework = ABAFramework(frozenset(language), frozenset(rules), frozenset(contrary), contrary)
    grounded = grounded_extension(framework)
    return {name for name in reading.elements if derives(framework, grounded, literal(f"stands {name}"))}


@given(text=circular_maps())
@on_new_maps(25)
def test_assumption_based_argumentation_agrees(text: str) -> None:
    """Worlds are enumerated here; what stands in each is the grounded extension that formal-argumentation finds."""
    reading, analysis = Reading(text), argmap.analyse(argmap.loads(text))
    uncertain = [name for name, chance in reading.chances.items() if 0 < chance < 1]
    sure = {name for name, chance in reading.chances.items() if chance == 1}
    known = dict.fromkeys(reading.elements, 0.0)
    for picks in itertools.product((True, False), repeat=len(uncertain)):
        picked = dict(zip(uncertain, picks, strict=True))
        weight = math.prod(
            reading.chances[name] if holds else 1 - reading.chances[name] for name, holds in picked.items()
        )
        for name in standing_in(reading, {*sure, *(name for name, holds in picked.items() if holds)}):
            known[name] += weight
    for name in (*reading.given, *reading.claims):
        assert analysis.assessment(name).standing == pytest.approx(known[name], abs=EXACT), name
    for name, chance in analysis.chances.items():
        assert chance == pytest.approx(known[name], abs=EXACT), name


@pytest.mark.parametrize("acyclic", [True, False])
@given(data=st.data())
@on_new_maps(100)
def test_gradual_strengths_agree(data: st.DataObject, *, acyclic: bool) -> None:
    base, attacks, supports = data.draw(weighted_graphs(acyclic=acyclic))
    graph = WeightedBipolarGraph(frozenset(base), base, frozenset(attacks), frozenset(supports))
    for name, solve in (("df-quad", dfquad_strengths), ("quadratic-energy", quadratic_energy_strengths_discrete)):
        known = solve(graph, tolerance=1e-13)
        found = strengths(base, by_end(attacks), by_end(supports), INFLUENCES[name])
        # Other programs may end on one of several solutions, where argmap gives none.
        settled = {argument: strength for argument, strength in found.items() if strength is not None}
        assert settled or not acyclic
        assume(known.converged)
        theirs = {argument: known.strengths[argument] for argument in settled}
        if settled == pytest.approx(theirs, abs=EXACT):
            continue
        # In a circle of support there can be many solutions: argmap gives the one in which it supports nothing alone.
        assert has_circle(supports), name
        assert settled.keys() == base.keys(), name
        for argument, strength in settled.items():
            of = [[settled[one] for one in by_end(pairs)[argument]] for pairs in (attacks, supports)]
            assert strength == pytest.approx(INFLUENCES[name](base[argument], *of), abs=EXACT), name


def has_circle(pairs: Attacks) -> bool:
    """Whether the pairs lead from something back to itself."""
    left = {end for pair in pairs for end in pair}
    while free := {one for one in left if not any(end == one and start in left for start, end in pairs)}:
        left -= free
    return bool(left)


def by_end(pairs: Attacks) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for start, end in sorted(pairs):
        found[end].append(start)
    return found
