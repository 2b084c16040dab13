"""Standing and weak links as text, JSON, CSV and Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from argmap.assess.assessment import Assessment
from argmap.assess.sentence import sentence
from argmap.graph import Graph
from argmap.model import Inference, Objection
from argmap.report.markdown import escaped
from argmap.source import visible

VERSION = 1
FORMATS = ("text", "json", "csv", "markdown")
_SHAKY = 0.8
ASSUMED = "Grades are judgements, and elements are taken to hold or fail independently of each other."
"""What is to be said below every number."""


def format_ranking(graph: Graph, assessments: Sequence[Assessment], name: str, top: int) -> str:
    """The assessments in one of `FORMATS`, with at most `top` weak links a conclusion."""
    made = {"text": _text, "json": _json, "csv": _csv, "markdown": _markdown}[name](graph, assessments, top)
    return made if made.endswith("\n") else made + "\n"


def text_of(graph: Graph, name: str) -> str:
    """An element in the map's words; a step as what it leads from and to."""
    element = graph.element(name)
    if isinstance(element, Inference):
        pattern = (element.scheme or "inference").replace("-", " ")
        return f"{pattern} from {_quoted(graph, element.from_)} to {_quoted(graph, (element.to,))}"
    if isinstance(element, Objection) and element.text is None:
        return f"objection from {_quoted(graph, element.from_ or ())}"
    return visible(str(getattr(element, "text", name)))


def _quoted(graph: Graph, names: Sequence[str]) -> str:
    return " and ".join(f"“{visible(str(getattr(graph.element(name), 'text', name)))}”" for name in names)


def how(assessment: Assessment) -> str:
    """How a standing was found, in words."""
    if assessment.measure != "standing":
        return f"by {assessment.measure}"
    if assessment.method == "estimated":
        return f"estimated, standard error {assessment.standard_error:.4f}"
    return f"exact, by {assessment.method}"


def _closing(graph: Graph, assessment: Assessment) -> str:
    """What there is to say of the ranking as a whole: its repair set, or how firm it is."""
    if assessment.repair_set:
        names = " and ".join(f"{name} ({text_of(graph, name)})" for name in assessment.repair_set)
        return f"No single repair helps. Settled together, {names} gain {assessment.repair_gain:.4f}."
    if assessment.stability is None:
        return ""
    share = f"{assessment.stability:.0%} of {assessment.trials} trials"
    if assessment.stability < _SHAKY:
        return f"Beware: with slightly other grades the first weak link stays first in only {share}."
    return f"With slightly other grades the first weak link stays first in {share}."


def _text(graph: Graph, assessments: Sequence[Assessment], top: int) -> str:
    parts = []
    for found in assessments:
        parts.append(f"{found.conclusion}: {text_of(graph, found.conclusion)}")
        parts.append(f"  standing {found.standing:.4f} ({how(found)})")
        for rank, effect in enumerate(found.effects[:top], 1):
            single = ", single point of failure" if effect.single_point else ""
            error = f" (standard error {effect.standard_error:.4f})" if effect.standard_error else ""
            numbers = f"W {effect.gain:.4f}{error}, {effect.share:.0%} of the doubt, L {effect.loss:.4f}{single}"
            parts += [f"  {rank}. {effect.element}  {numbers}", f"     {text_of(graph, effect.element)}"]
            parts.append(f"     {sentence(effect, found)}")
        if closing := _closing(graph, found):
            parts.append(f"  {closing}")
        parts.append("")
    return "\n".join([*parts, ASSUMED])


def _rows(graph: Graph, found: Assessment, top: int) -> list[dict[str, object]]:
    return [
        {
            "conclusion": found.conclusion,
            "rank": rank,
            "element": effect.element,
            "kind": graph.kinds[effect.element].value,
            "grade": round(effect.grade.value, 6),
            "W": round(effect.gain, 12),
            "share": round(effect.share, 12),
            "L": round(effect.loss, 12),
            "W_standard_error": round(effect.standard_error, 12),
            "single_point_of_failure": effect.single_point,
            "sentence": sentence(effect, found),
        }
        for rank, effect in enumerate(found.effects[:top], 1)
    ]


def _json(graph: Graph, assessments: Sequence[Assessment], top: int) -> str:
    conclusions = [
        {
            "id": found.conclusion,
            "text": text_of(graph, found.conclusion),
            "standing": found.standing,
            "method": found.method,
            "standard_error": found.standard_error,
            "stability": found.stability,
            "trials": found.trials,
            "measure": found.measure,
            "repair_set": found.repair_set,
            "repair_gain": found.repair_gain,
            "weak_links": _rows(graph, found, top),
        }
        for found in assessments
    ]
    document = {"version": VERSION, "assumes": ASSUMED, "conclusions": conclusions}
    return json.dumps(document, ensure_ascii=False, indent=1)


def _csv(graph: Graph, assessments: Sequence[Assessment], top: int) -> str:
    rows = [row for found in assessments for row in _rows(graph, found, top)]
    names = list(rows[0]) if rows else ["conclusion", "rank", "element"]
    file = io.StringIO()
    writer = csv.DictWriter(file, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def _markdown(graph: Graph, assessments: Sequence[Assessment], top: int) -> str:
    parts = []
    for found in assessments:
        parts += [f"## {escaped(text_of(graph, found.conclusion))}", ""]
        parts += [f"Standing {found.standing:.4f} ({how(found)}).", ""]
        parts += ["| | element | W | share | L | why |", "| --- | --- | --- | --- | --- | --- |"]
        for rank, effect in enumerate(found.effects[:top], 1):
            what = escaped(text_of(graph, effect.element)) + (
                " **(single point of failure)**" if effect.single_point else ""
            )
            why = sentence(effect, found)
            parts.append(f"| {rank} | {what} | {effect.gain:.4f} | {effect.share:.0%} | {effect.loss:.4f} | {why} |")
        parts += ["", escaped(_closing(graph, found)), ""]
    return "\n".join([*parts, ASSUMED])
