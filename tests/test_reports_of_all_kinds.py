"""What the reports say of rivals, suppositions, groups and notes: the map of `test_facts.py`, report by report."""

from __future__ import annotations

import pytest
from conftest import ROOT, Golden, analysed
from test_facts import TEXT

from argmap.report.element import explain_element
from argmap.report.explanation import explain
from argmap.report.ranking import RankingFormat, format_ranking
from argmap.report.review import review_blocks
from argmap.report.sheet import sheet_markdown
from argmap.settings import MeasureName, Settings

GOLDEN = ROOT / "tests/golden/of-all-kinds"


@pytest.mark.parametrize("form", RankingFormat)
def test_rankings(form: RankingFormat, golden: Golden) -> None:
    analysis = analysed(TEXT)
    golden(GOLDEN / f"ranking.{form}", format_ranking(analysis, analysis.roots, form, 2))


def test_a_ranking_names_the_rivals_that_bear_on_its_conclusion() -> None:
    apart = '[premises.p]\ntext = "P."\n[conclusions.z]\ntext = "Z."\n[inferences.i]\nfrom = ["p"]\nto = "z"\n'
    analysis = analysed(f"{TEXT}{apart}")
    for conclusion, expected in (("z", []), ("stays", ["sky", "ends"])):
        made = format_ranking(analysis, [conclusion], RankingFormat.TEXT, 2).splitlines()
        assert [rivalry for rivalry in analysis.map.rivals if any(line.startswith(f"{rivalry}:") for line in made)] == (
            expected
        )
    by_another = analysed(TEXT, Settings(measure=MeasureName("grounded")))
    assert "clash" not in format_ranking(by_another, ["stays"], RankingFormat.TEXT, 2)


def test_explanations(golden: Golden) -> None:
    analysis = analysed(TEXT)
    made = [explain(analysis, element_id, analysis.roots) for element_id in analysis.graph]
    golden(GOLDEN / "explanations.txt", "\n\n".join(made) + "\n")


def test_elements(golden: Golden) -> None:
    analysis = analysed(TEXT)
    golden(
        GOLDEN / "elements.txt", "\n".join(explain_element(analysis, element_id) for element_id in analysis.map.ids())
    )


def test_a_review(golden: Golden) -> None:
    golden(GOLDEN / "review.md", sheet_markdown(review_blocks(analysed(TEXT))))


def test_where_no_single_fix_helps_two_are_named() -> None:
    text = (
        '[premises.p]\ntext = "P."\ngrade = 0.5\n[premises.q]\ntext = "Q."\ngrade = 0.5\n[conclusions.z]\ntext = "Z."\n'
        '[inferences.i]\nfrom = ["p", "q"]\nto = "z"\ngrade = 0.9\n'
    )
    analysis = analysed(text, Settings(measure=MeasureName("weakest-link")))
    for form in (RankingFormat.TEXT, RankingFormat.MARKDOWN):
        made = format_ranking(analysis, ["z"], form, 2)
        assert "No single repair helps. Settling p (P.) and q (Q.) together would gain 0.4000." in made
