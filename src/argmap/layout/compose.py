"""From the graph of a map to a scene: what becomes a box, a pill, a stack, a table, a line."""

from __future__ import annotations

from collections.abc import Collection

from argmap.graph import Attack, Graph
from argmap.layout.scene import NO_EVIDENCE, Link, LinkStyle, Mark, Node, Scene, box, pill, stack, stack_box, table_node
from argmap.model import SCHEMES, Caution, Concept, Contest, Inference, Kind, Objection
from argmap.source import visible

_MIN_STACK = 2
_ATTACK_STYLE = {
    Attack.UNDERCUTTER: LinkStyle.UNDERCUT,
    Attack.REBUTTER: LinkStyle.ATTACK,
    Attack.UNDERMINER: LinkStyle.ATTACK,
}


def compose(graph: Graph, shown: Collection[str] | None = None) -> Scene:
    """The scene of a map; `shown` limits it to these ids."""
    letters = _letters(graph)
    names = [name for name in graph if shown is None or name in shown]
    stacks = _stack_members(graph, names)
    stacked = {member for members in stacks.values() for member in members}
    nodes = {name: _node(graph, name, letters, in_stack=name in stacked) for name in names}
    nodes |= _notes(graph, letters, shown)
    blocks = {
        f"stack {step}": stack(f"stack {step}", [nodes[name] for name in members]) for step, members in stacks.items()
    }
    links = _links(graph, nodes, stacks)
    units = {name: (node.width, node.height) for name, node in nodes.items() if name not in stacked}
    units |= {name: (block.width, block.height) for name, block in blocks.items()}
    roots = tuple(root for root in graph.roots() if root in nodes)
    return Scene(nodes, blocks, tuple(links), roots, units)


def _letters(graph: Graph) -> dict[str, str]:
    """A letter for each caution and contest, A to Z, then AA and on, that its marks on elements refer to."""
    names = [*graph.map.cautions, *graph.map.contested]
    return {name: _letter(number) for number, name in enumerate(names)}


def _letter(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _marks(graph: Graph, name: str, letters: dict[str, str]) -> tuple[Mark, ...]:
    cautions = [Mark(Kind.CAUTION, letters[one], one) for one in graph.cautions_on(name)]
    contests = [Mark(Kind.CONTESTED, letters[one], one) for one in graph.contests_on(name)]
    return (*cautions, *contests)


def _stack_members(graph: Graph, names: list[str]) -> dict[str, list[str]]:
    """For each inference, its leaf premises that serve nothing else; at least two."""
    kept = set(names)
    pointed_at = _pointed_at(graph)
    found = {}
    for name in names:
        if graph.kinds[name] is not Kind.INFERENCE:
            continue
        above = [one for one in graph.predecessors(name) if one in kept and one not in pointed_at]
        leaves = [one for one in above if _is_plain_leaf(graph, one)]
        if len(leaves) >= _MIN_STACK:
            found[name] = leaves
    return found


def _pointed_at(graph: Graph) -> set[str]:
    """What a line of a caution or contest ends on."""
    notes: list[Caution | Contest] = [*graph.map.cautions.values(), *graph.map.contested.values()]
    return {target for note in notes for target in note.on}


def _is_plain_leaf(graph: Graph, name: str) -> bool:
    return (
        graph.kinds[name].is_given
        and len(graph.successors(name)) == 1
        and not graph.supporters(name)
        and not graph.attackers(name)
    )


def _node(graph: Graph, name: str, letters: dict[str, str], *, in_stack: bool) -> Node:
    kind = graph.kinds[name]
    element = graph.element(name)
    marks = _marks(graph, name, letters)
    if isinstance(element, Inference):
        label = SCHEMES[element.scheme].label if element.scheme else "inference"
        return pill(name, kind, label, marks=marks)
    if isinstance(element, Objection) and element.text is None:
        return pill(name, kind, graph.attack(name).value, marks=marks)
    text = visible(str(getattr(element, "text", "")))
    label = f"{kind.value}: {graph.attack(name).value}" if isinstance(element, Objection) else kind.value
    return stack_box(name, kind, label, text, marks) if in_stack else box(name, kind, label, text, marks=marks)


def _notes(graph: Graph, letters: dict[str, str], shown: Collection[str] | None) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for name, caution in graph.map.cautions.items():
        if shown is None or name in shown:
            nodes[name] = box(name, Kind.CAUTION, "caution", visible(caution.text), letter=letters[name])
    for name, contest in graph.map.contested.items():
        if shown is None or name in shown:
            text = visible(f"{contest.by}: {contest.reason}")
            nodes[name] = box(name, Kind.CONTESTED, "contested", text, letter=letters[name])
    used = {target for name in nodes for target in _targets(graph, name)}
    for name, concept in graph.map.concepts.items():
        if (shown is None or name in shown) and (concept.typology or name in used):
            nodes[name] = _concept(graph, name, concept, letters)
    return nodes


def _targets(graph: Graph, note: str) -> tuple[str, ...]:
    if note in graph.map.cautions:
        return graph.map.cautions[note].on
    return graph.map.contested[note].on if note in graph.map.contested else ()


def _concept(graph: Graph, name: str, concept: Concept, letters: dict[str, str]) -> Node:
    marks = _marks_of_concept(graph, name, letters)
    text = visible(concept.term + (f": {concept.definition}" if concept.definition else ""))
    if concept.typology is None:
        return box(name, Kind.CONCEPT, "concept", text, marks=marks)
    cells: dict[tuple[str, ...], list[str]] = {}
    for key in concept.typology.combinations():
        cell = concept.typology.cell(key)
        example = [cell.example] if cell and cell.example else []
        filled = [f"• {_short(graph, one)}" for one in cell.filled_by] if cell else []
        cells[key] = [visible(text) for text in example + (filled or [NO_EVIDENCE])]
    axes = {visible(axis): tuple(visible(value) for value in values) for axis, values in concept.typology.axes.items()}
    shown = {tuple(visible(part) for part in key): texts for key, texts in cells.items()}
    # The table names the claim rather than pointing at it: a line would cross half the picture.
    claimed = concept.typology.claimed_by
    if claimed is not None:
        text += f" \u2013 all types are claimed by: \u201c{visible(_short(graph, claimed))}\u201d"
    return table_node(name, "concept: types", text, axes, shown, marks=marks)


def _marks_of_concept(graph: Graph, name: str, letters: dict[str, str]) -> tuple[Mark, ...]:
    cautions = [one for one, caution in graph.map.cautions.items() if name in caution.on]
    contests = [one for one, contest in graph.map.contested.items() if name in contest.on]
    return tuple(Mark(Kind.CAUTION, letters[one], one) for one in cautions) + tuple(
        Mark(Kind.CONTESTED, letters[one], one) for one in contests
    )


def _short(graph: Graph, name: str) -> str:
    element = graph.element(name)
    return str(getattr(element, "text", None) or name)


def _links(graph: Graph, nodes: dict[str, Node], stacks: dict[str, list[str]]) -> list[Link]:
    links: list[Link] = []
    for name in nodes:
        if name in graph:
            element = graph.element(name)
            if isinstance(element, Inference | Objection):
                links += _step_links(graph, name, element, nodes, stacks.get(name, []))
        elif name in graph.map.cautions or name in graph.map.contested:
            style = LinkStyle.NOTE if name in graph.map.cautions else LinkStyle.DISPUTE
            links += [Link(name, target, style) for target in _targets(graph, name) if target in nodes]
    return links


def _step_links(
    graph: Graph, name: str, step: Inference | Objection, nodes: dict[str, Node], stacked: list[str]
) -> list[Link]:
    links = [Link(f"stack {name}", name, LinkStyle.PREMISE)] if stacked else []
    for source in graph.predecessors(name):
        if source in nodes and source not in stacked:
            is_warrant = source not in (step.from_ or ())
            links.append(Link(source, name, LinkStyle.WARRANT if is_warrant else LinkStyle.PREMISE))
    if isinstance(step, Objection):
        if step.against in nodes:
            links.append(Link(name, step.against, _ATTACK_STYLE[graph.attack(name)]))
    elif step.to in nodes:
        links.append(Link(name, step.to, LinkStyle.SUPPORT))
    return links
