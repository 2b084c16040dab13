"""Every rule on its own examples, and on the maps of the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT, Golden, analysed

from argmap.analysis import analyse
from argmap.findings import Finding, Level, Severity
from argmap.graph import build_graph
from argmap.loading.codes import CODES
from argmap.loading.load import load_text
from argmap.report.rules import rule_page, rule_texts
from argmap.rules.context import CheckContext, Rule
from argmap.rules.registry import RULES as RULES_BY_CODE
from argmap.rules.run import RuleRun
from argmap.settings import Settings

RULES = list(RULES_BY_CODE.values())


def codes_found(text: str, rule: Rule) -> list[str]:
    map_ = load_text(text).map
    texts = dict.fromkeys(map_.sources, rule.source) if hasattr(rule, "source") else {}
    missing = {name: "no such file" for name, one in map_.sources.items() if one.text}
    return [found.rule.code for found in RuleRun(CheckContext(build_graph(map_), texts, missing), RULES).found()]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples(rule: Rule) -> None:
    assert rule.code in codes_found(rule.fires, rule)
    assert rule.code not in codes_found(rule.silent, rule)


def test_there_are_at_least_thirty_each_in_a_file_of_its_own() -> None:
    assert len(RULES) >= 30
    files = {path.stem for path in (ROOT / "src/argmap/rules").glob("[a-z][0-9]*.py")}
    assert files == {f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in RULES}
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert (rule.__doc__ or "").strip().endswith(".")
        assert rule.why.endswith(".")
        assert rule.help[-1] in ".)"


def test_each_family_has_its_severities() -> None:
    assert {rule.code[0] for rule in RULES} == {"S", "W", "T"}
    assert {rule.severity for rule in RULES} == set(Severity)


@pytest.mark.parametrize("code", sorted({*RULES_BY_CODE, *CODES}))
def test_a_page_each(code: str, golden: Golden) -> None:
    golden(ROOT / f"docs/rules/{code}.md", rule_page(code, rule_texts(RULES)[code]))


def test_the_list_of_rules_in_the_docs() -> None:
    text = (ROOT / "docs/check.md").read_text()
    listed = re.findall(r"\[([A-Z]\d{3})\]\(rules/", text)
    assert listed == list(RULES_BY_CODE)
    for rule in RULES:
        only = "" if rule.level is Level.DEFAULT else f"`--{rule.level.value}`"
        assert f"| [{rule.code}](rules/{rule.code}.md) | {rule.name} | {rule.severity.value} | {only} |" in text


def findings_of(path: Path) -> list[Finding]:
    return list(analysed(path).findings)


def test_the_tutorial_map_has_none() -> None:
    assert [one.code for one in findings_of(ROOT / "maps/tutorial.toml") if not one.accepted] == []


def test_the_starter_map_has_none() -> None:
    assert findings_of(ROOT / "src/argmap/loading/starter.toml") == []


@pytest.mark.parametrize(
    ("code", "subject"),
    [
        ("W207", "all-types"),
        ("W208", "baku-shows"),
        ("W209", "geopolitical-to-region"),
        ("W205", "then-as-now"),
        ("W201", "influence-with-care"),
        ("W202", "number-disputed"),
        ("W203", "views-coincide"),
        ("W206", "break-up-shows"),
        ("T305", "blackout"),
    ],
)
def test_what_a_critical_reader_of_the_article_says(code: str, subject: str) -> None:
    found = {(one.code, one.subject) for one in findings_of(ROOT / "maps/kazakhstan.toml")}
    assert (code, subject) in found


def test_no_false_alarm_of_structure_on_the_kazakhstan_map() -> None:
    assert [one.code for one in findings_of(ROOT / "maps/kazakhstan.toml") if one.code.startswith("S")] == []


def said(text: str, code: str) -> list[Finding]:
    return [one for one in analysed(text).findings if one.code == code]


STEP = '[inferences.i]\nfrom = ["a"]\nto = "c"\nscheme = "{scheme}"\n'


def pair(premise: str, claim: str, scheme: str = "sign") -> str:
    return f'[premises.a]\ntext = "{premise}"\n[conclusions.c]\ntext = "{claim}"\n' + STEP.format(scheme=scheme)


@pytest.mark.parametrize(
    ("code", "text", "fires"),
    [
        ("W209", pair("It may rain.", "It will rain."), True),
        ("W209", pair("Birds can fly.", "Birds reach the island."), False),
        ("W209", pair("It may rain.", "It might flood."), False),
        ("W208", pair("In 1991 it rained.", "In 1990 it flooded.", "cause-to-effect"), True),
        ("W208", pair("In 1990 it rained.", "In 1991 it flooded.", "cause-to-effect"), False),
        ("W208", pair("It cost 1,990 crowns.", "In 1991 it flooded.", "example"), False),
        ("W206", pair("A swan was white.", "All swans are white.", "example"), True),
        ("W206", pair("All birds have feathers.", "All swans have feathers.", "sign"), False),
        ("T305", pair("Rain fell, and the dam was open.", "It rose."), True),
        ("T305", pair("He likes apples, pears and plums.", "It rose."), False),
        ("T305", pair("Rain fell. The dam was open.", "It rose."), True),
        ("T305", pair("Dr. A. Smith of the U.S. Bureau says so.", "It rose."), False),
        ("T306", pair("It rose because rain fell.", "It floods."), False),
        ("T306", pair("It should be closed because it is old.", "It floods."), True),
        ("T306", pair("Rents rose, and therefore people left.", "It floods."), True),
        ("T306", pair("Therefore people left.", "It floods."), False),
        ("T306", pair("It has rained since Monday.", "It floods."), False),
        ("T313", pair("Did rain fall?", "It rose."), True),
    ],
)
def test_words(code: str, text: str, *, fires: bool) -> None:
    assert bool(said(text, code)) is fires


def test_circles_are_told_once_and_walked() -> None:
    text = "".join(f'[claims.{one}]\ntext = "{one}."\n' for one in "abcd")
    steps = (("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"))
    text += "".join(f'[inferences.{one}{two}]\nfrom = ["{one}"]\nto = "{two}"\n' for one, two in steps)
    (found,) = said(text, "S105")
    assert found.message == '"a" supports itself: a → b → c → a'
    assert [one.note for one in found.related] == ["then this"] * 2


def test_an_objection_in_a_circle_is_no_circular_support() -> None:
    text = '[claims.a]\ntext = "a."\n[premises.p]\ntext = "p."\n[inferences.i]\nfrom = ["p"]\nto = "a"\n'
    text += '[objections.o]\nfrom = ["a"]\nagainst = "p"\n'
    assert said(text, "S105") == []
    assert len(said(text, "S114")) == 1


def test_acceptance_needs_its_finding() -> None:
    base = pair("Rain fell.", "It rose.", "analogy")
    accept = '[[accept]]\ncode = "W205"\non = "i"\nbecause = "It is a tale."\n'
    (found,) = said(base + accept, "W205")
    assert found.accepted == "It is a tale."
    assert said(base + accept, "S113") == []
    assert [one.message for one in said(base.replace("analogy", "sign") + accept, "S113")] == [
        'W205 no longer fires on "i"'
    ]
    other = accept.replace("W205", "W999")
    assert [one.message for one in said(base + other, "S113")] == ["the rule W999 does not exist"]


@pytest.mark.parametrize("severity", Severity)
def test_messages_have_no_loose_ends(severity: Severity) -> None:
    for rule in RULES:
        if rule.severity is severity:
            loaded = load_text(rule.fires)
            for one in analyse(loaded, Settings(select=(rule.code,))).findings:
                assert not one.message.endswith(".")
                assert "  " not in one.message
                assert one.place.span.start.line > 1 or one.code == "S107"


def test_the_rule_on_acceptances_can_be_accepted() -> None:
    text = '[premises.p]\ntext = "P."\n[conclusions.c]\ntext = "C."\n[inferences.i]\nfrom = ["p"]\nto = "c"\n'
    for on in ("", 'on = "c"\n'):
        found = analysed(text + f'[[accept]]\ncode = "S113"\n{on}because = "So."\n').findings
        assert not [one for one in found if one.code == "S113"]
