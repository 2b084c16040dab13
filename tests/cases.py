"""A small map with a little of everything, and ways to change it: what the tables of cases are made from."""

from __future__ import annotations

import re
from pathlib import Path

REFERENCE = """
[concepts.rent]
term = "rent"

[premises.rents]
text = "Rents in the town rose by a third."
grade = 0.9
[premises.wages]
text = "Wages in the town stayed the same."
grade = 0.8
[premises.v1]
text = "The council says so."
[premises.v2]
text = "The council says so."
[assumptions.homes]
text = "People need a home that they can pay for."
[claims.dear]
text = "Homes have become too dear for many."
[conclusions.build]
text = "The town should build homes of its own."

[inferences.so-dear]
from = ["rents", "wages"]
to = "dear"
scheme = "sign"
grade = 0.7
[inferences.so-build]
from = ["dear", "homes"]
to = "build"
scheme = "consequences"
[inferences.told]
from = ["v1"]
to = "rents"
[inferences.told-too]
from = ["v2"]
to = "wages"

[objections.money]
against = "build"
text = "The town has no money for this."
grade = 0.3
[objections.loan]
from = ["homes"]
against = "money"
[objections.undercut]
against = "so-dear"
text = "A year is too short to tell."
grade = 0.2

[cautions.few]
on = ["rents", "wages"]
text = "Only one year was measured."
[contested.owners]
on = "homes"
by = "The owners"
reason = "Many are content with what they pay."
"""

TWO_ENDS = """
[premises.p]
text = "The river was high."
grade = 0.5
[premises.q]
text = "The dam was old."
grade = 0.4
[conclusions.y]
text = "The cellars were flooded."
[conclusions.z]
text = "The dam was at fault."
[inferences.py]
from = ["p"]
to = "y"
grade = 0.9
[inferences.pqz]
from = ["p", "q"]
to = "z"
grade = 0.5
"""

CIRCLES = """
[map]
title = "Круги"
[map.grading]
premise = 0.7
lowering = 2
[premises.p]
text = "日本語の文。"
[premises.q]
text = "Q says <b>q</b> & | *more*."
concepts = ["word"]
[assumptions.r]
text = "R."
grade = 0.3
because = "it was tossed"
[claims.a]
text = "A."
concepts = ["word"]
[claims.b]
text = "B."
[claims.lone]
text = "Alone."
[conclusions.z]
text = "Z."
[concepts.word]
term = "word"
definition = "what is said"
[inferences.pa]
from = ["p", "q"]
to = "a"
scheme = "analogy"
[inferences.ab]
from = ["a"]
to = "b"
grade = 0.8
[inferences.ba]
from = ["b"]
to = "a"
grade = 0.8
[inferences.az]
from = ["a", "r"]
to = "z"
[inferences.bz]
from = ["b", "lone"]
to = "z"
warrant = "r"
[objections.no]
against = "z"
text = "No."
[objections.yes]
against = "no"
text = "Yes."
[objections.round]
from = ["z"]
against = "q"
text = "Round."
grade = 0.4
[objections.third]
from = ["lone"]
against = "az"
[cautions.c]
on = "p"
text = "Careful."
[contested.d]
on = ["p", "ab"]
by = "D"
reason = "because"
[contested.e]
on = "lone"
by = "E"
reason = "so"
answer = "no"
"""
"""Support and attack in circles, a premise that counts twice, several scripts, notes on one element."""


def block(name: str, text: str = REFERENCE) -> str:
    """The lines of one element."""
    start = text.index(f".{name}]")
    start = text.rindex("[", 0, start)
    end = text.find("\n[", start)
    return text[start : end + 1 if end >= 0 else None]


def without(*names: str, text: str = REFERENCE) -> str:
    for name in names:
        text = text.replace(block(name, text), "")
    return text


def edited(*pairs: str, text: str = REFERENCE) -> str:
    """The text with every first of two strings replaced by the second."""
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text, old
        text = text.replace(old, new)
    return text


SPOILING = "\u202e\x1b<script>spoilt"
"""An override of the direction of text, the start of a command to a terminal, and markup."""
_NO_WORDS = (
    *("language", "source", "order", "first", "scheme", "group", "concepts", "from", "to", "on", "against", "among"),
    *(
        "discharges",
        "id",
        "code",
        "claimed-by",
        "filled-by",
        "grade",
        "premise",
        "assumption",
        "inference",
        "objection",
    ),
    "url",
)
"""The keys whose values name something, or are of a few that argmap knows."""


def spoilt(text: str) -> str:
    """A map's text with the spoiling in every word that its author is free to write."""

    written = SPOILING.replace("\x1b", r"\u001b")  # which TOML has as a number only

    def with_spoiling(found: re.Match[str]) -> str:
        key, values = found.groups()
        is_free = key not in _NO_WORDS and not values.endswith('.txt"')
        return f"{key} = " + (re.sub(r'(?<=[^ \[])"', lambda _: f'{written}"', values) if is_free else values)

    return re.sub(r'([\w-]+) = ("[^"]*"|\[[^]]*\])', with_spoiling, text)


SPOILT = spoilt((Path(__file__).parents[1] / "maps/mill.toml").read_text(encoding="utf-8"))
"""The map of the mill with control characters and markup in all its texts."""
