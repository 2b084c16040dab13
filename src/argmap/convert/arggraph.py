"""Argument graphs of the microtext corpora, in XML: segments, argumentative units, and relations between them.

A. Peldszus and M. Stede, "An annotated corpus of argumentative microtexts", 2015. A relation can also be to a relation.
"""

from __future__ import annotations

from argmap.convert.draft import Draft, Translation
from argmap.convert.xml_file import XmlElement, XmlFile
from argmap.source import SourceText

_SUPPORT = {"sup": None, "exa": "example"}
_ATTACK = {"reb", "und"}


def read(source: SourceText) -> Translation:
    """Read a graph. Raises `MapError` if it is not valid XML, or not a graph."""
    file = XmlFile(source)
    root = file.root
    if root.tag != "arggraph":
        raise file.wrong(root, f"the outermost element is <{root.tag}>, not <arggraph>", "Name the format with --from.")
    draft = Draft(source, lambda element: element.span)
    if root.get("id"):
        draft.describe("title", root.get("id"), root)
    topic, stance = root.get("topic_id"), root.get("stance")
    if topic or stance:
        words = (f"{word}: {value}" for word, value in (("topic", topic), ("stance", stance)) if value)
        draft.describe("description", ", ".join(words), root)
    edges = {edge.get("id"): edge for edge in root.all("edge")}
    texts = {edu.get("id"): " ".join(edu.text.split()) for edu in root.all("edu")}
    _units(draft, root, texts, edges)
    _relations(draft, edges)
    return draft.finished()


def _units(draft: Draft, root: XmlElement, texts: dict[str, str], edges: dict[str, XmlElement]) -> None:
    """Argumentative units with the text of their segments; segments may be joined first."""
    parts: dict[str, list[str]] = {}
    for edge in edges.values():
        if edge.get("type") == "seg":
            parts.setdefault(edge.get("trg"), []).append(edge.get("src"))

    def text_of(key: str, seen: frozenset[str]) -> str:
        if key in texts:
            return texts[key]
        inner = [part for part in parts.get(key, []) if part not in seen]
        return " ".join(filter(None, (text_of(part, seen | {key}) for part in inner)))

    used = {part for inner in parts.values() for part in inner}
    for unit in root.all("adu"):
        kind = unit.get("type")
        tags = ["opponent"] if kind == "opp" else []
        draft.statement(unit.get("id"), text_of(unit.get("id"), frozenset()), unit, tags=tags)
    for edu in root.all("edu"):
        if edu.get("id") not in used:
            draft.lose("segment outside every unit", edu)


def _relations(draft: Draft, edges: dict[str, XmlElement]) -> None:
    """Relations as steps; `add` links a source to those of another relation."""
    starts = {key: [edge.get("src")] for key, edge in edges.items()}
    added: dict[str, list[str]] = {}
    for edge in edges.values():
        if edge.get("type") == "add":
            added.setdefault(edge.get("trg"), []).append(edge.get("src"))
    for key, edge in edges.items():
        kind = edge.get("type")
        if kind in {"seg", "add"}:
            if kind == "add" and edges.get(edge.get("trg")) is None:
                draft.lose("addition to a relation that is not there", edge)
            continue
        linked = [*starts[key], *added.get(key, [])]
        if kind in _SUPPORT:
            draft.inference(linked, edge.get("trg"), edge, key, scheme=_SUPPORT[kind])
        elif kind in _ATTACK:
            draft.objection(linked, _whole(edges, edge.get("trg")), edge, key)
        else:
            draft.lose(f"relation of the unknown type {kind}", edge)


def _whole(edges: dict[str, XmlElement], target: str) -> str:
    """What an attack is on: for one on an addition, the relation that this belongs to."""
    seen = set()
    while target in edges and edges[target].get("type") == "add" and target not in seen:
        seen.add(target)
        target = edges[target].get("trg")
    return target
