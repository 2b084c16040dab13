"""What phrases take for demands, appeals and claims that something occurs, in each language."""

from __future__ import annotations

from itertools import permutations

import pytest
from conftest import analysed

from argmap.language.phrases import phrases_of
from argmap.language.terms import terms_of, used_in
from argmap.rules.alike import Wording, alike


@pytest.mark.parametrize(
    ("language", "text", "demands"),
    [
        ("en", "the train should arrive at noon", False),
        ("en", "prices should have fallen by now", False),
        ("en", "that should be enough", False),
        ("en", "the town should close the road", True),
        ("en", "smoking should be banned", True),
        ("de", "er soll in paris gewesen sein", False),
        ("de", "sie soll das geld genommen haben", False),
        ("de", "die stadt soll die strasse sperren", True),
        ("de", "rauchen soll verboten sein", True),
        ("ru", "должно быть, он ушел", False),
        ("ru", "курение должно быть запрещено", True),
        ("ru", "это должно измениться", True),
    ],
)
def test_an_expectation_is_no_demand(language: str, text: str, *, demands: bool) -> None:
    phrases = phrases_of(language)
    assert phrases is not None
    assert bool(phrases.demands.search(text)) is demands


@pytest.mark.parametrize(
    ("language", "text", "is_unnamed"),
    [
        ("en", "according to experts, rents rise", True),
        ("en", "according to research by smith, rents rise", False),
        ("en", "according to smith, rents rise", False),
        ("de", "laut studien steigen die mieten", True),
        ("de", "laut studien der universität basel steigen die mieten", False),
        ("ru", "по мнению экспертов, цены растут", True),
        ("ru", "по мнению иванова, цены растут", False),
    ],
)
def test_who_is_appealed_to(language: str, text: str, *, is_unnamed: bool) -> None:
    phrases = phrases_of(language)
    assert phrases is not None
    assert bool(phrases.authority.search(text)) is is_unnamed


@pytest.mark.parametrize(
    ("language", "text", "exists"),
    [
        ("en", "there are swans that are black.", True),
        ("en", "some birds cannot fly.", True),
        ("en", "black swans exist.", True),
        ("en", "all swans are black.", False),
        ("de", "es gibt schwarze schwäne.", True),
        ("de", "alle schwäne sind schwarz.", False),
        ("ru", "некоторые лебеди черные.", True),
        ("ru", "все лебеди черные.", False),
    ],
)
def test_what_only_says_that_something_occurs(language: str, text: str, *, exists: bool) -> None:
    phrases = phrases_of(language)
    assert phrases is not None
    assert bool(phrases.exists.search(text)) is exists


@pytest.mark.parametrize(
    ("language", "term", "text", "is_used"),
    [
        ("en", "free will", "You are free, will you come?", False),
        ("en", "free will", "Nobody denies that there is free will.", True),
        ("en", "state", "Doctors state that it helps.", False),
        ("en", "state", "The state pays.", True),
        ("en", "means", "This means that prices fall.", False),
        ("de", "Macht", "Das macht nichts.", False),
        ("de", "Macht", "Die Macht liegt beim Volk.", True),
        ("de", "Macht", "Macht verdirbt.", True),
        ("de", "Recht", "Er hat recht.", False),
        ("de", "gerecht", "Das ist gerecht.", True),
    ],
)
def test_where_a_term_is_used(language: str, term: str, text: str, *, is_used: bool) -> None:
    assert bool(used_in(text, terms_of({"k": term}, language), language)) is is_used


@pytest.mark.parametrize(
    "pair",
    [
        ("Before 1990, the east was poorer than the west.", "After 1990, the east was poorer than the west."),
        ("Prices for bread went up in spring.", "Prices for bread went down in spring."),
        ("Most members voted for the merger.", "Most members voted against the merger."),
        ("Children under ten travel free.", "Children over ten travel free."),
        ("He was in the house when the shot was fired.", "She was in the house when the shot was fired."),
        ("The tax on land was high in France.", "The tax on land is high in France."),
    ],
)
def test_opposites_are_not_alike(pair: tuple[str, str]) -> None:
    one, other = pair
    text = f'[premises.p]\ntext = "{one}"\n[premises.q]\ntext = "{other}"\n[conclusions.c]\ntext = "So."\n'
    text += '[inferences.i]\nfrom = ["p", "q"]\nto = "c"\n'
    assert "T307" not in {finding.code for finding in analysed(text).findings}
    same = text.replace(other, one)
    assert "T307" in {finding.code for finding in analysed(same).findings}


def test_texts_of_the_same_words_are_not_compared_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []

    def are_alike(*pair: object) -> bool:
        compared.append(pair)
        return False

    monkeypatch.setattr("argmap.rules.alike._are_alike", are_alike)
    rows = list(permutations(("rain", "river", "dam", "bridge", "town")))
    said = {str(number): [Wording(row, ())] for number, row in enumerate(rows)}
    found = {second: first for first, second in alike(said)}
    assert compared == []
    for number, row in enumerate(rows):
        near = {(*row[:at], row[at + 1], row[at], *row[at + 2 :]) for at in range(4)}
        kept = {rows[int(first)] for first in said if first not in found and int(first) < number}
        assert (str(number) in found) is bool(kept & near)
