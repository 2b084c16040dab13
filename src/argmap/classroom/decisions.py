"""The teacher's decisions on pairs of statements: a file to fill in, once for the whole class, and a page for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, NamedTuple

import jinja2
from markupsafe import Markup
from pydantic import BeforeValidator, Field

from argmap.analysis import Analysis
from argmap.classroom.matching import Decided, folded, said_elements
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
    """An answer that was left open: nothing, or a question mark."""
    return None if isinstance(value, str) and value.strip() in {"", "?"} else value


class Decision(Model):
    """Whether a student's words (`text`) say the same as an element of the reference, by its id or words."""

    text: Annotated[str, Field(min_length=1, max_length=20_000)]
    reference: Annotated[str, Field(min_length=1, max_length=20_000)]
    same: Annotated[Annotated[bool, Field(strict=True)] | None, BeforeValidator(_open)] = None


class Decisions(Model):
    """The decisions in a file."""

    decisions: tuple[Decision, ...] = ()


class Pair(NamedTuple):
    """A pair to decide on: the student's words, the id in the reference, how many students have it, and the answer."""

    text: str
    reference: str
    students: int = 1
    same: bool | None = None


def read_decisions(path: Path) -> Sequence[Decision]:
    """The decisions in a file. Raises `MapError` with every finding if it cannot be used."""
    found = read_settings(path, Decisions)
    return found.decisions if found else ()


def decided(decisions: Iterable[Decision], reference: Analysis, name: str) -> Decided:
    """What was decided, as the matching takes it; `name` is that of the file.

    Raises `MapError` if a decision is on something that is not in the reference, or if two contradict each other.
    """
    graph = reference.graph
    by_words = {folded(words): one for one in said_elements(graph) for words in wordings(graph.element(one))}
    known: dict[tuple[str, str], bool] = {}
    problems = []
    for number, decision in enumerate(decisions, 1):
        element = decision.reference if decision.reference in graph else by_words.get(folded(decision.reference))
        if element is None:
            problems.append(f'decision {number}: the reference has no statement "{visible(decision.reference)}"')
        elif decision.same is not None:
            pair = folded(decision.text), element
            if known.setdefault(pair, decision.same) is not decision.same:
                problems.append(f'decision {number} contradicts an earlier one on "{visible(decision.text)}"')
    if problems:
        place = Place(name, Span(Position(1, 1), Position(1, 1)))
        help_text = f"Correct it, or remove it; {FILE} in the output folder has the pairs that are open."
        raise MapError([Finding("E040", Severity.ERROR, problem, place, help_text) for problem in problems])
    return MappingProxyType(known)


def merged(earlier: Iterable[Decision], reference: Analysis, asked: Mapping[tuple[str, str], int]) -> list[Pair]:
    """All pairs of a class: what was decided earlier, which is kept, and what is open now, the most frequent first.

    `asked` has how many students have each pair, by their words and the id in the reference.
    """
    graph = reference.graph
    by_words = {folded(words): one for one in said_elements(graph) for words in wordings(graph.element(one))}
    kept: dict[tuple[str, str], Pair] = {}
    for decision in earlier:
        element = decision.reference if decision.reference in graph else by_words.get(folded(decision.reference))
        if element is not None and decision.same is not None:
            pair = folded(decision.text), element
            kept[pair] = Pair(decision.text, element, asked.get((decision.text, element), 0), decision.same)
    open_pairs: dict[tuple[str, str], Pair] = {}
    for (text, element), count in asked.items():
        pair = folded(text), element
        if pair not in kept:
            before = open_pairs.get(pair)
            open_pairs[pair] = Pair(text, element, count + (before.students if before else 0))
    order = {element: number for number, element in enumerate(said_elements(graph))}
    fresh = sorted(open_pairs.values(), key=lambda pair: (-pair.students, order[pair.reference], pair.text))
    return [*fresh, *kept.values()]


def decisions_toml(pairs: Sequence[Pair], reference: Analysis) -> str:
    """The file to fill in."""
    lines = [
        "# Do these say the same? Write true or false after each same =, and run argmap mark again with",
        f"# --decisions {FILE}. What is decided here is kept.",
    ]
    for pair in pairs:
        answer = '""  # true or false' if pair.same is None else str(pair.same).lower()
        said = " ".join(visible(own_words(reference.graph.element(pair.reference))).split())
        lines += [
            "",
            "[[decisions]]",
            f"# reference: {said}",
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
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    rows = [
        {"text": visible(pair.text), "said": visible(own_words(reference.graph.element(pair.reference))), "pair": pair}
        for pair in pairs
    ]
    template = environment.from_string(folder.joinpath("templates/decisions.html").read_text("utf-8"))
    data = {"head": decisions_toml([], reference), "file": FILE, "pairs": [_entry(pair, reference) for pair in pairs]}
    return template.render(
        title=visible(reference.title),
        rows=rows,
        file=FILE,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - as above
        data=Markup(inert_json(json.loads(json.dumps(data)))),  # noqa: S704 - made inert by inert_json
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
    )


def _entry(pair: Pair, reference: Analysis) -> str:
    """The block of a pair without its answer."""
    block = decisions_toml([pair], reference).split("\n\n", 1)[1]
    return block.rpartition("same = ")[0]
