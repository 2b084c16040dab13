"""Composing a scene from the graph of a map: what becomes a box, a pill, a stack, a table or a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from argmap.graph import Attack, Graph
from argmap.layout.changes import Changes, Status
from argmap.layout.scene import (
    NO_EVIDENCE,
    STACK_WIDTH,
    Link,
    LinkStyle,
    Mark,
    Node,
    Region,
    Scene,
    box,
    pill,
    region,
    stack,
    table_node,
    with_notes,
)
from argmap.model import (
    SCHEMES,
    Caution,
    Concept,
    Contest,
    Doubt,
    Inference,
    Kind,
    Note,
    Objection,
    Rivals,
    own_words,
)
from argmap.source import visible

_MIN_STACK = 2
_STACK = "stack "
"""What the id of a stack begins with, before the id of its step."""
_ATTACK_STYLE = {
    Attack.UNDERCUTTER: LinkStyle.UNDERCUT,
    Attack.REBUTTER: LinkStyle.ATTACK,
    Attack.UNDERMINER: LinkStyle.ATTACK,
}


def compose(
    graph: Graph,
    shown: Collection[str] | None = None,
    changes: Changes | None = None,
    stub: Callable[[str, Collection[str]], str] = lambda _, left_out: f"{len(left_out)} more",
) -> Scene:
    """The scene of a map, limited to the ids in `shown` unless that is None, with its changes from an old version.

    `stub` says of an element what is left out behind it.
    """
    letters = _letters(graph, shown)
    ids = [element_id for element_id in graph if shown is None or element_id in shown]
    stacks = _stack_members(graph, ids, _apart(changes) if changes else frozenset())
    stacked = {member for members in stacks.values() for member in members}
    nodes = {element_id: _node(graph, element_id, letters, in_stack=element_id in stacked) for element_id in ids}
    nodes |= _said_of(graph, nodes, letters, shown)
    if changes:
        notes = {name: changes.notes[name] for name in nodes if name in changes.notes}
        nodes |= {name: with_notes(nodes[name], said) for name, said in notes.items()}
    if shown is not None:
        folded = _folded(graph, nodes)
        nodes |= {name: nodes[name]._replace(stub=stub(name, left_out)) for name, left_out in folded.items()}
    blocks = {
        f"{_STACK}{step}": stack(f"{_STACK}{step}", [nodes[element_id] for element_id in members])
        for step, members in stacks.items()
    }
    links = _links(graph, nodes, stacks)
    if changes:
        links = list(_marked(links, changes, nodes))
    units = {element_id: node.room for element_id, node in nodes.items() if element_id not in stacked}
    units |= {element_id: (block.width, block.height) for element_id, block in blocks.items()}
    roots = tuple(root for root in graph.roots() if root in nodes)
    return Scene(nodes, blocks, tuple(links), roots, units, tuple(_regions(graph, units, stacks)))


def with_box(graph: Graph, shown: Collection[str] | None = None) -> int:
    """How many elements have a box or a pill in the picture of the ids in `shown`, or of all if that is None."""
    drawn = [element_id for element_id in graph if shown is None or element_id in shown]
    return len(drawn) + len(_said_ids(graph, drawn, shown))


def all_links(graph: Graph) -> list[Link]:
    """Every line of a map, without stacks."""
    return _links(graph, {element_id: None for kind, element_id, _ in graph.map.elements()}, {})


def _marked(links: Iterable[Link], changes: Changes, nodes: Collection[str]) -> Iterator[Link]:
    """The lines with their status, and the removed ones."""
    drawn = set()
    for link in links:
        step = link.start.removeprefix(_STACK)
        status = changes.elements.get(step) if step != link.start else changes.links.get(link)
        drawn.add(link)
        yield link._replace(status=status.value) if status and status is not Status.CHANGED else link
    for link, status in changes.links.items():
        if link not in drawn and status is Status.REMOVED and link.start in nodes and link.end in nodes:
            yield link._replace(status=status.value)


def _apart(changes: Changes) -> frozenset[str]:
    """The premises with a line of their own, because they joined or left a step that was there before."""
    joined = [link for link in changes.links if changes.elements.get(link.end, Status.CHANGED) is Status.CHANGED]
    return frozenset(link.start for link in joined)


def _folded(graph: Graph, nodes: Collection[str]) -> dict[str, set[str]]:
    """What is left out behind each node: the elements that lead to it without passing another node."""
    found = {}
    for element_id in filter(graph.kinds.__contains__, nodes):
        seen: set[str] = set()
        queue = [element_id]
        while queue:
            here = queue.pop()
            for before in (*graph.predecessors(here), *graph.attackers(here)):
                if before not in nodes and before not in seen:
                    seen.add(before)
                    queue.append(before)
        if seen:
            found[element_id] = seen
    return found


def _regions(
    graph: Graph, units: Mapping[str, tuple[float, float]], stacks: Mapping[str, list[str]]
) -> Iterator[Region]:
    """The groups of which something is drawn, with their units."""
    if not graph.map.groups:
        return
    inside: dict[str, list[str]] = {group: [] for group in graph.map.groups}
    for unit in units:
        step = unit.removeprefix(_STACK)
        group = graph.group_of(stacks[step][0] if unit != step else unit)
        if group is not None:
            inside[group].append(unit)
    for group, members in inside.items():
        if members:
            yield region(group, visible(graph.map.groups[group].label or graph.map.groups[group].title), tuple(members))


def _letters(graph: Graph, shown: Collection[str] | None) -> dict[str, str]:
    """A letter for each caution and contested entry (A to Z, then AA and so on), shown wherever it applies.

    One that has no box in the picture has a sign instead.
    """
    ids = [*graph.map.cautions, *graph.map.contested]
    return {
        element_id: _letter(number) if shown is None or element_id in shown else "!"
        for number, element_id in enumerate(ids)
    }


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


def _stack_members(graph: Graph, ids: list[str], apart: Collection[str] = ()) -> dict[str, list[str]]:
    """For each inference with at least two such premises: its leaf premises that are used nowhere else.

    Those in `apart` stay alone.
    """
    kept = set(ids) - set(apart)
    pointed_at = _pointed_at(graph)
    found = {}
    for element_id in ids:
        if graph.kinds[element_id] is not Kind.INFERENCE:
            continue
        by_group: defaultdict[str | None, list[str]] = defaultdict(list)
        for premise in graph.premises(element_id):
            if premise in kept and premise not in pointed_at and _is_plain_leaf(graph, premise):
                by_group[graph.own_group(premise)].append(premise)
        leaves = max(by_group.values(), key=len, default=[])
        if len(leaves) >= _MIN_STACK:
            found[element_id] = leaves
    return found


def _pointed_at(graph: Graph) -> set[str]:
    """The ids that lines from cautions, contested entries, notes and rivalries lead to."""
    map_ = graph.map
    said: list[Doubt | Note] = [*map_.cautions.values(), *map_.contested.values(), *map_.notes.values()]
    return {target for entry in said for target in entry.on} | {
        rival for rivals in map_.rivals.values() for rival in rivals.among
    }


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
    name = _name(graph, element_id)
    if isinstance(element, Inference):
        scheme = SCHEMES[element.scheme].label if element.scheme else "" if name else "inference"
        return pill(element_id, kind, _named(name, scheme), marks=marks)
    if isinstance(element, Objection) and element.text is None:
        return pill(element_id, kind, _named(name, graph.attack(element_id).value), marks=marks)
    text = visible(own_words(element))
    label = f"{kind.value}: {graph.attack(element_id).value}" if isinstance(element, Objection) else kind.value
    return box(element_id, kind, label, text, marks=marks, name=name, width=STACK_WIDTH if in_stack else 0)


def _name(graph: Graph, element_id: str) -> str:
    """The author's short name for an element, empty if there is none."""
    return visible(graph.element(element_id).label or "")


def _named(name: str, pattern: str) -> str:
    """What a pill says: the author's name for the step and its pattern."""
    return f"{name} ({pattern})" if name and pattern else name or pattern


def _said_ids(graph: Graph, drawn: Collection[str], shown: Collection[str] | None) -> list[str]:
    """What is said of other elements and gets a box, and the concepts that are explained."""

    def is_shown(element_id: str) -> bool:
        return shown is None or element_id in shown

    there = set(drawn)
    ids = [element_id for kind in (Kind.CAUTION, Kind.CONTESTED) for element_id in graph.map.table(kind)]
    ids += [element_id for element_id, rivals in graph.map.rivals.items() if not there.isdisjoint(rivals.among)]
    ids = list(filter(is_shown, ids))
    used = {target for element_id in (*ids, *graph.map.notes) for target in _targets(graph, element_id)}
    concepts = [name for name, concept in graph.map.concepts.items() if concept.typology or name in used]
    ids += filter(is_shown, concepts)
    there.update(ids)
    notes = [element_id for element_id, note in graph.map.notes.items() if not there.isdisjoint(note.on)]
    return [*ids, *filter(is_shown, notes)]


def _said_of(
    graph: Graph, drawn: Collection[str], letters: dict[str, str], shown: Collection[str] | None
) -> dict[str, Node]:
    """The boxes of what is said of other elements, and of the concepts that are explained."""
    return {element_id: _said(graph, element_id, letters) for element_id in _said_ids(graph, drawn, shown)}


def _said(graph: Graph, element_id: str, letters: dict[str, str]) -> Node:
    element = graph.element(element_id)
    if isinstance(element, Rivals):
        return _rivalry(graph, element_id, element)
    if isinstance(element, Concept):
        return _concept(graph, element_id, element, letters)
    kind = _SAYING[type(element)]
    text, name = visible(own_words(element)), _name(graph, element_id)
    return box(element_id, kind, kind.value, text, letter=letters.get(element_id, ""), name=name)


_SAYING = {Caution: Kind.CAUTION, Contest: Kind.CONTESTED, Note: Kind.NOTE}


def _rivalry(graph: Graph, element_id: str, rivals: Rivals) -> Node:
    name = _name(graph, element_id)
    if rivals.text is None:
        return pill(element_id, Kind.RIVALRY, _named(name, "at most one"))
    return box(element_id, Kind.RIVALRY, f"{Kind.RIVALRY.value}: at most one", visible(rivals.text), name=name)


def _targets(graph: Graph, element_id: str) -> tuple[str, ...]:
    """What a caution, a contested entry, a note or a rivalry leads to in the picture."""
    element = graph.element(element_id)
    if isinstance(element, Rivals):
        return element.among
    return element.on if isinstance(element, Caution | Contest | Note) else ()


def _concept(graph: Graph, element_id: str, concept: Concept, letters: dict[str, str]) -> Node:
    marks = _marks(graph, element_id, letters)
    text = visible(concept.term + (f": {concept.definition}" if concept.definition else ""))
    if concept.typology is None:
        return box(element_id, Kind.CONCEPT, "concept", text, marks=marks, name=_name(graph, element_id))
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


def _links(graph: Graph, nodes: Collection[str], stacks: Mapping[str, list[str]]) -> list[Link]:
    links: list[Link] = []
    for element_id in nodes:
        if element_id in graph:
            element = graph.element(element_id)
            if isinstance(element, Inference | Objection):
                links += _step_links(graph, element_id, element, nodes, stacks.get(element_id, []))
        elif (style := _STYLES.get(type(graph.element(element_id)))) is not None:
            links += [Link(element_id, target, style) for target in _targets(graph, element_id) if target in nodes]
    return links


_STYLES = {
    Caution: LinkStyle.NOTE,
    Contest: LinkStyle.DISPUTE,
    Note: LinkStyle.CONTEXT,
    Rivals: LinkStyle.RIVAL,
}


def _step_links(
    graph: Graph, element_id: str, step: Inference | Objection, nodes: Collection[str], stacked: list[str]
) -> list[Link]:
    links = [Link(f"{_STACK}{element_id}", element_id, LinkStyle.PREMISE)] if stacked else []
    for source in graph.premises(element_id):
        if source in nodes and source not in stacked:
            is_warrant = source not in (step.from_ or ())
            links.append(Link(source, element_id, LinkStyle.WARRANT if is_warrant else LinkStyle.PREMISE))
    if isinstance(step, Inference):
        discharged = [supposition for supposition in step.discharges if supposition in nodes]
        links += [Link(supposition, element_id, LinkStyle.DISCHARGE) for supposition in discharged]
    if isinstance(step, Objection):
        if step.against in nodes:
            links.append(Link(element_id, step.against, _ATTACK_STYLE[graph.attack(element_id)]))
    elif step.to in nodes:
        links.append(Link(element_id, step.to, LinkStyle.SUPPORT))
    return links
