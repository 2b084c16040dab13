"""The teacher's decisions on pairs of statements: a file to fill in, once for the whole class, and a page for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple

from markupsafe import Markup
from pydantic import BeforeValidator, Field

from argmap.analysis import Analysis
from argmap.classroom.filling import filled
from argmap.classroom.matching import Answer, folded, said_elements
from argmap.editing.fixes import toml_string
from argmap.findings import Finding, MapError, Severity
from argmap.model import own_words, wordings
from argmap.model.base import Model
from argmap.project.settings_file import read_settings
from argmap.render.embed import inert_json, policy_hash
from argmap.source import Place, Position, Span, visible

FILE = "decisions.toml"
"""The name of the file."""


def _open(value: object) -> object:
    """An answer that was left open, as nothing or a question mark, is None; true and false are as they are."""
    return None if isinstance(value, str) and value.strip() in {"", "?"} else value


Same = Annotated[bool, Field(strict=True)] | Literal["contrary"]
"""Whether two statements say the same, or else the contrary of each other."""


class Decision(Model):
    """Whether a student's words (`text`) say the same as an element of the reference, by its id or words."""

    text: Annotated[str, Field(min_length=1, max_length=20_000)]
    reference: Annotated[str, Field(min_length=1, max_length=20_000)]
    same: Annotated[Same | None, BeforeValidator(_open)] = None


class Decisions(Model):
    """The decisions in a file."""

    decisions: tuple[Decision, ...] = ()


class Pair(NamedTuple):
    """A pair to decide on: the student's words, the id in the reference, how many students have it, and the answer."""

    text: str
    reference: str
    students: int = 1
    same: Same | None = None


def read_decisions(path: Path) -> Sequence[Decision]:
    """The decisions in a file. Raises `MapError` with every finding if it cannot be used."""
    found = read_settings(path, Decisions)
    return found.decisions if found else ()


class Ruling(NamedTuple):
    """Whether pairs say the same, by folded words and id in the reference, and what was decided on other maps."""

    pairs: Mapping[tuple[str, str], Answer]
    foreign: Sequence[Decision]


def decided(decisions: Iterable[Decision], reference: Analysis, name: str) -> Ruling:
    """What was decided, as the matching takes it; `name` is that of the file.

    A decision on a statement that the reference does not have is on another map. Raises `MapError` if two contradict
    each other.
    """
    elements = _elements(reference)
    known: dict[tuple[str, str], Answer] = {}
    foreign, problems = [], []
    for number, decision in enumerate(decisions, 1):
        element = elements.get(decision.reference) or elements.get(folded(decision.reference))
        if element is None:
            foreign.append(decision)
        elif decision.same is not None:
            pair = folded(decision.text), element
            answer = _ANSWERS[decision.same]
            if known.setdefault(pair, answer) is not answer:
                problems.append(f'decision {number} contradicts an earlier one on "{visible(decision.text)}"')
    if problems:
        place = Place(name, Span(Position(1, 1), Position(1, 1)))
        raise MapError(
            [Finding("E040", Severity.ERROR, problem, place, "Remove one of the two.") for problem in problems]
        )
    return Ruling(MappingProxyType(known), foreign)


_ANSWERS: Mapping[bool | str, Answer] = {True: Answer.SAME, False: Answer.OTHER, "contrary": Answer.CONTRARY}


def _elements(reference: Analysis) -> dict[str, str]:
    """The ids of what the reference says, by id and by every folded wording."""
    graph = reference.graph
    said = said_elements(graph)
    return {folded(words): one for one in said for words in wordings(graph.element(one))} | {one: one for one in said}


def merged(earlier: Iterable[Decision], reference: Analysis, asked: Mapping[tuple[str, str], int]) -> list[Pair]:
    """All pairs of a class: what is open now, the most frequent first, and what was decided earlier, which is kept.

    `asked` has how many students have each pair, by their words and the id in the reference. Decisions on other maps
    are kept as they are.
    """
    elements = _elements(reference)
    kept: dict[tuple[str, str], Pair] = {}
    foreign = []
    for decision in earlier:
        element = elements.get(decision.reference) or elements.get(folded(decision.reference))
        if element is None:
            foreign.append(Pair(decision.text, decision.reference, 0, decision.same))
        elif decision.same is not None:
            count = asked.get((decision.text, element), 0)
            kept[folded(decision.text), element] = Pair(decision.text, element, count, decision.same)
    open_pairs: dict[tuple[str, str], Pair] = {}
    for (text, element), count in asked.items():
        pair = folded(text), element
        if pair not in kept:
            before = open_pairs.get(pair)
            open_pairs[pair] = Pair(text, element, count + (before.students if before else 0))
    order = {element: number for number, element in enumerate(said_elements(reference.graph))}
    fresh = sorted(open_pairs.values(), key=lambda pair: (-pair.students, order[pair.reference], pair.text))
    return [*fresh, *kept.values(), *foreign]


def decisions_toml(pairs: Sequence[Pair], reference: Analysis) -> str:
    """The file to fill in."""
    lines = [
        '# Do these say the same? Write true, false or "contrary" after each same =, and run argmap mark again with',
        f"# --decisions {FILE}. What is decided here is kept.",
    ]
    for pair in pairs:
        answer = '""  # true, false or "contrary"' if pair.same is None else json.dumps(pair.same)
        lines += [
            "",
            "[[decisions]]",
            f"# reference: {_said(pair, reference)}",
            f"text = {toml_string(pair.text)}",
            f"reference = {toml_string(pair.reference)}",
            f"same = {answer}",
        ]
    return "\n".join(lines) + "\n"


def decisions_page(pairs: Sequence[Pair], reference: Analysis) -> str:
    """A page on which to decide, and that saves the file."""
    folder = files("argmap.classroom")
    script = folder.joinpath("assets/decisions.js").read_text("utf-8")
    style = folder.joinpath("assets/exercise.css").read_text("utf-8")
    rows = [{"text": visible(pair.text), "said": _said(pair, reference), "pair": pair} for pair in pairs]
    data = {"head": decisions_toml([], reference), "file": FILE, "pairs": [_entry(pair, reference) for pair in pairs]}
    return filled(
        "decisions.html",
        title=visible(reference.title),
        rows=rows,
        file=FILE,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - as above
        data=Markup(inert_json(json.loads(json.dumps(data)))),  # noqa: S704 - made inert by inert_json
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
    )


def _said(pair: Pair, reference: Analysis) -> str:
    """What the reference says, on one line; of a decision on another map, what the file says of it."""
    graph = reference.graph
    words = own_words(graph.element(pair.reference)) if pair.reference in graph else pair.reference
    return " ".join(visible(words).split())


def _entry(pair: Pair, reference: Analysis) -> str:
    """The block of a pair without its answer."""
    block = decisions_toml([pair], reference).split("\n\n", 1)[1]
    return block.rpartition("same = ")[0]
