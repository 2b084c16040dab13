"""D2 diagrams (d2lang.com): the same boxes and arrows as in Mermaid.

Ids are our own, and every text is between double quotation marks with all its signs escaped, so that none starts a
block, an import, a substitution or a keyword.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.convert.graphml import Role
from argmap.convert.loss import Loss
from argmap.convert.mermaid import OWN_WORDS, lines_of, sketch
from argmap.loading.load import LoadedMap
from argmap.model import Kind
from argmap.source import visible

_STYLES = {
    Kind.ASSUMPTION: "style.stroke-dash: 4",
    Kind.CLAIM: "style.border-radius: 8",
    Kind.CONCLUSION: "style.double-border: true",
    Kind.SUPPOSITION: "shape: parallelogram; style.stroke-dash: 2",
    Kind.INFERENCE: "shape: oval",
    Kind.OBJECTION: "shape: hexagon; style.stroke-dash: 4",
    Kind.RIVALRY: "shape: diamond",
    Kind.CAUTION: "shape: page",
    Kind.CONTESTED: "shape: page",
    Kind.NOTE: "shape: page",
    Kind.CONCEPT: "shape: stored_data",
    Kind.SOURCE: "shape: document",
}
_ARROWS = {Role.PREMISE: "--", Role.SUPPORT: "->", Role.ATTACK: "->", Role.WARRANT: "->", Role.DISCHARGE: "->"}
_SOLID = (Role.PREMISE, Role.SUPPORT)


def write(loaded: LoadedMap) -> tuple[str, list[Loss]]:
    """A map as a D2 diagram, and what it does not show."""
    shown = sketch(loaded)
    map_ = loaded.map
    names = {element_id: f"n{number}" for number, element_id in enumerate(shown.elements, 1)}
    lines = ["direction: up"]
    if map_.map.title:
        lines.append(f"title: {quoted([map_.map.title])} {{shape: text; near: top-center}}")
    for group, members in shown.members.items():
        indent = "  " if group else ""
        if group:
            lines.append(f"{names[group]}: {quoted([map_.groups[group].title])} {{")
        for element_id in members:
            kind, element = shown.elements[element_id]
            style = f" {{{_STYLES[kind]}}}" if kind in _STYLES else ""
            lines.append(f"{indent}{names[element_id]}: {quoted(lines_of(map_, kind, element))}{style}")
            if group:
                names[element_id] = f"{names[group]}.{names[element_id]}"
        if group:
            lines.append("}")
    for start, end, role in shown.edges:
        words = f": {OWN_WORDS[role]}" if OWN_WORDS[role] else ""
        style = "" if role in _SOLID else f"{'' if words else ':'} {{style.stroke-dash: 4}}"
        lines.append(f"{names[start]} {_ARROWS.get(role, '--')} {names[end]}{words}{style}")
    return "\n".join(lines) + "\n", shown.losses


def quoted(lines: Iterable[str]) -> str:
    r"""Lines of text as a string of D2.

    >>> print(quoted(["Premise", 'a "quoted" ${variable}']))
    "Premise\na \"quoted\" \$\{variable\}"
    """
    plain = (" ".join(visible(line).split()) for line in lines)
    return '"' + r"\n".join(re.sub(r'[\\"$|@#`{}]', r"\\\g<0>", line) for line in plain) + '"'
