"""Composing a scene from the graph of a map: what becomes a box, a pill, a stack, a table or a line."""

from __future__ import annotations

from collections.abc import Collection

from argmap.graph import Attack, Graph
from argmap.layout.scene import NO_EVIDENCE, Link, LinkStyle, Mark, Node, Scene, box, pill, stack, stack_box, table_node
from argmap.model import SCHEMES, Concept, Inference, Kind, Note, Objection, own_words
from argmap.source import visible

_MIN_STACK = 2
_ATTACK_STYLE = {
    Attack.UNDERCUTTER: LinkStyle.UNDERCUT,
    Attack.REBUTTER: LinkStyle.ATTACK,
    Attack.UNDERMINER: LinkStyle.ATTACK,
}


def compose(graph: Graph, shown: Collection[str] | None = None) -> Scene:
    """The scene of a map, limited to the ids in `shown` unless that is None."""
    letters = _letters(graph)
    ids = [element_id for element_id in graph if shown is None or element_id in shown]
    stacks = _stack_members(graph, ids)
    stacked = {member for members in stacks.values() for member in members}
    nodes = {element_id: _node(graph, element_id, letters, in_stack=element_id in stacked) for element_id in ids}
    nodes |= _notes(graph, letters, shown)
    blocks = {
        f"stack {step}": stack(f"stack {step}", [nodes[element_id] for element_id in members])
        for step, members in stacks.items()
    }
    links = _links(graph, nodes, stacks)
    units = {element_id: (node.width, node.height) for element_id, node in nodes.items() if element_id not in stacked}
    units |= {element_id: (block.width, block.height) for element_id, block in blocks.items()}
    roots = tuple(root for root in graph.roots() if root in nodes)
    return Scene(nodes, blocks, tuple(links), roots, units)


def _letters(graph: Graph) -> dict[str, str]:
    """A letter for each caution and contested entry (A to Z, then AA and so on), shown wherever it applies."""
    ids = [*graph.map.cautions, *graph.map.contested]
    return {element_id: _letter(number) for number, element_id in enumerate(ids)}


def _letter(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _marks(graph: Graph, element_id: str, letters: dict[str, str]) -> tuple[Mark, ...]:
    """The marks of the notes on a node or concept."""
    cautions = [Mark(Kind.CAUTION, letters[note], note) for note in graph.cautions_on(element_id)]
    contested = [Mark(Kind.CONTESTED, letters[note], note) for note in graph.contests_on(element_id)]
    return (*cautions, *contested)


def _stack_members(graph: Graph, ids: list[str]) -> dict[str, list[str]]:
    """For each inference with at least two such premises: its leaf premises that are used nowhere else."""
    kept = set(ids)
    pointed_at = _pointed_at(graph)
    found = {}
    for element_id in ids:
        if graph.kinds[element_id] is not Kind.INFERENCE:
            continue
        premises = [
            premise for premise in graph.predecessors(element_id) if premise in kept and premise not in pointed_at
        ]
        leaves = [premise for premise in premises if _is_plain_leaf(graph, premise)]
        if len(leaves) >= _MIN_STACK:
            found[element_id] = leaves
    return found


def _pointed_at(graph: Graph) -> set[str]:
    """The ids that lines from cautions and contested entries lead to."""
    notes: list[Note] = [*graph.map.cautions.values(), *graph.map.contested.values()]
    return {target for note in notes for target in note.on}


def _is_plain_leaf(graph: Graph, element_id: str) -> bool:
    return (
        graph.kinds[element_id].is_given
        and len(graph.successors(element_id)) == 1
        and not graph.supporters(element_id)
        and not graph.attackers(element_id)
    )


def _node(graph: Graph, element_id: str, letters: dict[str, str], *, in_stack: bool) -> Node:
    kind = graph.kinds[element_id]
    element = graph.element(element_id)
    marks = _marks(graph, element_id, letters)
    if isinstance(element, Inference):
        label = SCHEMES[element.scheme].label if element.scheme else "inference"
        return pill(element_id, kind, label, marks=marks)
    if isinstance(element, Objection) and element.text is None:
        return pill(element_id, kind, graph.attack(element_id).value, marks=marks)
    text = visible(str(getattr(element, "text", "")))
    label = f"{kind.value}: {graph.attack(element_id).value}" if isinstance(element, Objection) else kind.value
    return (
        stack_box(element_id, kind, label, text, marks) if in_stack else box(element_id, kind, label, text, marks=marks)
    )


def _notes(graph: Graph, letters: dict[str, str], shown: Collection[str] | None) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for element_id, caution in graph.map.cautions.items():
        if shown is None or element_id in shown:
            nodes[element_id] = box(
                element_id, Kind.CAUTION, "caution", visible(caution.text), letter=letters[element_id]
            )
    for element_id, entry in graph.map.contested.items():
        if shown is None or element_id in shown:
            text = visible(f"{entry.by}: {entry.reason}")
            nodes[element_id] = box(element_id, Kind.CONTESTED, "contested", text, letter=letters[element_id])
    used = {target for element_id in nodes for target in _targets(graph, element_id)}
    for element_id, concept in graph.map.concepts.items():
        if (shown is None or element_id in shown) and (concept.typology or element_id in used):
            nodes[element_id] = _concept(graph, element_id, concept, letters)
    return nodes


def _targets(graph: Graph, note: str) -> tuple[str, ...]:
    if note in graph.map.cautions:
        return graph.map.cautions[note].on
    return graph.map.contested[note].on if note in graph.map.contested else ()


def _concept(graph: Graph, element_id: str, concept: Concept, letters: dict[str, str]) -> Node:
    marks = _marks(graph, element_id, letters)
    text = visible(concept.term + (f": {concept.definition}" if concept.definition else ""))
    if concept.typology is None:
        return box(element_id, Kind.CONCEPT, "concept", text, marks=marks)
    cells: dict[tuple[str, ...], list[str]] = {}
    for key in concept.typology.combinations():
        cell = concept.typology.cell(key)
        example = [cell.example] if cell and cell.example else []
        filled = [f"• {_words(graph, evidence)}" for evidence in cell.filled_by] if cell else []
        cells[key] = [visible(text) for text in example + (filled or [NO_EVIDENCE])]
    axes = {visible(axis): tuple(visible(value) for value in values) for axis, values in concept.typology.axes.items()}
    shown = {tuple(visible(part) for part in key): texts for key, texts in cells.items()}
    # The table quotes the claim, since a line to it would cross half the picture.
    claimed = concept.typology.claimed_by
    if claimed is not None:
        text += f" \u2013 claim that every type occurs: \u201c{visible(_words(graph, claimed))}\u201d"
    return table_node(element_id, "concept: types", text, axes, shown, marks=marks)


def _words(graph: Graph, element_id: str) -> str:
    """What an element says; its id if it has no words."""
    return own_words(graph.element(element_id)) or element_id


def _links(graph: Graph, nodes: dict[str, Node], stacks: dict[str, list[str]]) -> list[Link]:
    links: list[Link] = []
    for element_id in nodes:
        if element_id in graph:
            element = graph.element(element_id)
            if isinstance(element, Inference | Objection):
                links += _step_links(graph, element_id, element, nodes, stacks.get(element_id, []))
        elif element_id in graph.map.cautions or element_id in graph.map.contested:
            style = LinkStyle.NOTE if element_id in graph.map.cautions else LinkStyle.DISPUTE
            links += [Link(element_id, target, style) for target in _targets(graph, element_id) if target in nodes]
    return links


def _step_links(
    graph: Graph, element_id: str, step: Inference | Objection, nodes: dict[str, Node], stacked: list[str]
) -> list[Link]:
    links = [Link(f"stack {element_id}", element_id, LinkStyle.PREMISE)] if stacked else []
    for source in graph.predecessors(element_id):
        if source in nodes and source not in stacked:
            is_warrant = source not in (step.from_ or ())
            links.append(Link(source, element_id, LinkStyle.WARRANT if is_warrant else LinkStyle.PREMISE))
    if isinstance(step, Objection):
        if step.against in nodes:
            links.append(Link(element_id, step.against, _ATTACK_STYLE[graph.attack(element_id)]))
    elif step.to in nodes:
        links.append(Link(element_id, step.to, LinkStyle.SUPPORT))
    return links
