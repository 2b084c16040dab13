"""The legend: an entry for each kind of element and line in the picture, and for weak links, changes and findings."""

from __future__ import annotations

from typing import Any

from argmap.findings import Severity
from argmap.layout.changes import Status
from argmap.layout.metrics import text_width
from argmap.layout.scene import LinkStyle
from argmap.model import Kind
from argmap.render.drawing import CHANGES, Drawing

SIGN = 40
"""The width of the space for an entry's sign, in px."""

_KINDS = {
    Kind.CONCLUSION: "conclusion",
    Kind.CLAIM: "claim",
    Kind.PREMISE: "premise",
    Kind.ASSUMPTION: "assumption (unstated)",
    Kind.SUPPOSITION: "supposition, for the argument's sake",
    Kind.INFERENCE: "inference and its scheme",
    Kind.OBJECTION: "objection",
    Kind.CAUTION: "caution; its letter marks what it applies to",
    Kind.CONTESTED: "contested; its letter marks what is contested",
    Kind.RIVALRY: "at most one of these holds",
    Kind.NOTE: "note",
    Kind.CONCEPT: "concept",
}
_STYLES = {
    LinkStyle.SUPPORT: "supports",
    LinkStyle.ATTACK: "speaks against a claim",
    LinkStyle.UNDERCUT: "undercuts an inference",
    LinkStyle.WARRANT: "licenses an inference",
    LinkStyle.DISCHARGE: "is discharged by an inference",
}

_CHANGES = {
    Status.ADDED: "only in the new version: thick",
    Status.REMOVED: "only in the old version: dotted, struck out",
    Status.CHANGED: "changed: long dashes; the old text is struck out",
}


def legend_rows(drawing: Drawing, width: float) -> list[list[dict[str, Any]]]:
    """The entries, in rows of at most `width` px, each with its offset `x` in the row."""
    nodes = drawing.scene.nodes.values()
    kinds = {node.kind for node in nodes} | {mark.kind for node in nodes for mark in node.marks}
    styles = {link.style for link in drawing.scene.links}
    entries: list[dict[str, Any]] = [
        {"text": text, "kind": kind, "css": kind.value} for kind, text in _KINDS.items() if kind in kinds
    ]
    entries += [
        {"text": text, "style": style, "css": f"link {style.value}"}
        for style, text in _STYLES.items()
        if style in styles
    ]
    if any(drawing.is_marked(element_id) for element_id in drawing.scene.nodes):
        text = "weak link with its rank: thick outline, dashed line"
        entries.append({"text": text, "css": "weak", "badge": "weak 1", "sign": 54})
    if drawing.analysis.chances:
        entries.append(
            {"text": "wider line: what it starts from stands more often", "css": "link support", "widths": True}
        )
    entries += [
        {"text": text, "css": "weak", "badge": CHANGES[status], "sign": 74}
        for status, text in _CHANGES.items()
        if status in drawing.changes.elements.values() or any(link.status == status for link in drawing.scene.links)
    ]
    if any(node.stub for node in drawing.scene.nodes.values()):
        entries.append({"text": "left out behind the box above it", "css": "", "stub": "5 more", "sign": 70})
    tagged = [drawing.analysis.element_findings.get(element_id, ()) for element_id in drawing.scene.nodes]
    codes = [finding.code for several in tagged for finding in several if finding.severity is not Severity.HINT]
    if codes:
        entries.append({"text": f"finding; see argmap explain {codes[0]}", "css": "", "finding": codes[0]})
    rows: list[list[dict[str, Any]]] = [[]]
    at = 0.0
    for entry in entries:
        wide = entry.get("sign", SIGN) + text_width(entry["text"], 11.5) + 22
        if rows[-1] and at + wide > width:
            rows.append([])
            at = 0.0
        rows[-1].append({**entry, "x": at})
        at += wide
    return rows
