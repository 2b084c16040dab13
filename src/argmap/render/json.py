"""A drawing as JSON for other programs, with the place of every element.

`version` changes whenever the structure does.
"""

from __future__ import annotations

from typing import Any

from argmap.describe import hints_on_words
from argmap.model import Element
from argmap.render.drawing import Drawing
from argmap.render.outline import groups_of, noted_sources
from argmap.render.svg import Picture
from argmap.source import json_text, visible
from argmap.standing.record import standing_record

VERSION = 4


def _filed(element: Element) -> dict[str, Any]:
    """The label, the tags and the group of an element, those it has."""
    label, tags = visible(element.label or ""), [visible(tag) for tag in element.tags]
    found = {"label": label, "tags": tags, "group": getattr(element, "group", None)}
    return {key: value for key, value in found.items() if value}


def _groups(drawing: Drawing) -> list[dict[str, Any]]:
    """The groups with what is drawn of each."""
    found = []
    for group_id, members in groups_of(drawing).items():
        group = drawing.graph.map.groups[group_id]
        texts = {"label": visible(group.label or ""), "text": visible(group.text or "")}
        found.append(
            {
                "id": group_id,
                "title": visible(group.title),
                **{key: value for key, value in texts.items() if value},
                "members": members,
            }
        )
    return found


def _notes(drawing: Drawing) -> list[dict[str, Any]]:
    """The notes on anything that is drawn, on the groups, and on the sources, which have no boxes."""
    there = {*drawing.scene.nodes, *groups_of(drawing), *noted_sources(drawing)}
    return [
        {"id": note_id, "on": note.on, "text": visible(note.text)}
        for note_id, note in drawing.graph.map.notes.items()
        if note_id in there or there.intersection(note.on)
    ]


def render_json(picture: Picture) -> str:
    """Elements, lines and weak links as one JSON object; places are in px from the top left corner."""
    drawing = picture.drawing
    analysis = drawing.analysis
    corners = drawing.placement.corners(drawing.scene)
    elements: list[dict[str, Any]] = []
    for element_id, node in drawing.scene.nodes.items():
        box = (*corners[element_id], node.width, node.height)
        known = (*analysis.facts(element_id), *hints_on_words(analysis, element_id))
        elements.append(
            {
                "id": element_id,
                "kind": node.kind.value,
                "text": analysis.text(element_id),
                **_filed(drawing.graph.element(element_id)),
                "box": {side: round(value, 2) for side, value in zip(("x", "y", "width", "height"), box, strict=True)},
                "facts": [{"label": fact.label, "text": fact.text} for fact in known],
            }
        )
    links: list[dict[str, Any]] = [
        {"from": link.start.removeprefix("stack "), "to": link.end, "says": link.style.value, "curve": route}
        for link, route in zip(drawing.scene.links, drawing.placement.routes, strict=True)
        if not link.start.startswith("stack ")
    ]
    links += [
        {"from": member, "to": block.id.removeprefix("stack "), "says": "premise", "curve": []}
        for block in drawing.scene.stacks.values()
        for member, _, _ in block.members
    ]
    weak = [
        {
            "id": element_id,
            "rank": link.rank,
            "W": round(link.gain, 12),
            "share": round(link.share, 12),
            "L": None if link.loss is None else round(link.loss, 12),
            "W_standard_error": round(link.standard_error, 12),
            "single_point_of_failure": link.single_point,
            "conclusion": link.conclusion,
            "sentence": link.sentence,
            "reasons": link.reasons,
        }
        for element_id, link in drawing.weak_links.items()
    ]
    by_structure = [
        {"id": element_id, "reasons": reasons}
        for element_id, reasons in analysis.structural_reasons.items()
        if element_id not in drawing.weak_links
    ]
    standing = [
        {
            "conclusion": found.conclusion,
            "value": None if found.standing is None else round(found.standing, 12),
            **standing_record(found, analysis.trials(found.conclusion)),
        }
        for found in analysis.assessments.values()
    ]
    document = {
        "version": VERSION,
        "title": drawing.title,
        "size": {"width": round(drawing.placement.width, 2), "height": round(drawing.placement.height, 2)},
        "direction": drawing.placement.direction,
        "elements": elements,
        "links": links,
        "groups": _groups(drawing),
        "notes": _notes(drawing),
        "standing": standing,
        "weak": weak,
        "weak_by_structure": by_structure,
        "findings": [
            {
                "id": element_id,
                "code": finding.code,
                "severity": finding.severity.value,
                "message": visible(finding.message),
            }
            for element_id in drawing.graph.map.ids()
            for findings in (analysis.element_findings, analysis.hints_on_words)
            for finding in findings.get(element_id, ())
        ],
    }
    return json_text(document) + "\n"
