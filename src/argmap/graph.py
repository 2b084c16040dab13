"""The typed graph of a map: what supports and attacks what, and how to walk along it.

Nodes are the ids of statements, inferences and objections. Reasoning flows from premises through inferences to claims,
and from an objection to what it is against. Concepts, cautions and entries of `contested` are not nodes: they apply to
nodes.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import Any

from argmap.model import Concept, Element, Inference, Kind, Map, Note, Objection, Source, is_open
from argmap.once import Keeper, once


class Attack(StrEnum):
    """The subtype of an objection, computed from its target (Pollock; ASPIC+)."""

    UNDERMINER = "underminer"
    REBUTTER = "rebutter"
    UNDERCUTTER = "undercutter"


@dataclass(frozen=True)
class Graph(Keeper):
    """The graph of a map. All mappings are by id; the private ones leave out ids that have nothing to map to."""

    map: Map
    kinds: Mapping[str, Kind]
    _elements: Mapping[str, Element] = field(repr=False)
    _predecessors: Mapping[str, tuple[str, ...]] = field(repr=False)
    _successors: Mapping[str, tuple[str, ...]] = field(repr=False)
    _attackers: Mapping[str, tuple[str, ...]] = field(repr=False)
    _supporters: Mapping[str, tuple[str, ...]] = field(repr=False)
    _cautions: Mapping[str, tuple[str, ...]] = field(repr=False)
    _contests: Mapping[str, tuple[str, ...]] = field(repr=False)

    def __contains__(self, element_id: object) -> bool:
        """Whether there is a node with this id."""
        return element_id in self.kinds

    def __iter__(self) -> Iterator[str]:
        """The ids of all nodes, kind by kind."""
        return iter(self.kinds)

    def __len__(self) -> int:
        """The number of nodes."""
        return len(self.kinds)

    def element(self, element_id: str) -> Element:
        """The element with this id: a node, concept, caution, entry of `contested` or source.

        Raises `KeyError` if there is none.
        """
        return self._elements[element_id]

    def in_map_order(self, element_ids: Iterable[str]) -> list[str]:
        """Some nodes, in the order in which the graph has them."""
        return sorted(element_ids, key=self._numbers().__getitem__)

    @once
    def _numbers(self) -> Mapping[str, int]:
        return {element_id: number for number, element_id in enumerate(self)}

    def predecessors(self, element_id: str) -> tuple[str, ...]:
        """What leads to a node: the premises of a step, or the inferences to a statement; never objections."""
        return self._predecessors.get(element_id, ())

    def successors(self, element_id: str) -> tuple[str, ...]:
        """What a node leads to: steps from a statement, the statement an inference supports, an objection's target."""
        return self._successors.get(element_id, ())

    def supporters(self, element_id: str) -> tuple[str, ...]:
        """The inferences that lead to a statement."""
        return self._supporters.get(element_id, ())

    def attackers(self, element_id: str) -> tuple[str, ...]:
        """The objections against a node."""
        return self._attackers.get(element_id, ())

    def cautions_on(self, element_id: str) -> tuple[str, ...]:
        """The cautions that apply to an element, directly or through a concept it uses."""
        return self._cautions.get(element_id, ())

    def contests_on(self, element_id: str) -> tuple[str, ...]:
        """The entries of `contested` that apply to an element, directly or through a concept it uses."""
        return self._contests.get(element_id, ())

    def open_cautions(self, element_id: str) -> tuple[str, ...]:
        """The cautions on an element that have no answer."""
        return tuple(note for note in self.cautions_on(element_id) if is_open(self.map.cautions[note]))

    def open_contests(self, element_id: str) -> tuple[str, ...]:
        """The entries of `contested` on an element that have no answer."""
        return tuple(note for note in self.contests_on(element_id) if is_open(self.map.contested[note]))

    def is_uncertain(self, element_id: str) -> bool:
        """Whether a node holds or fails by itself, rather than because of what supports it."""
        return self.kinds[element_id].is_graded or not self.supporters(element_id)

    def influences(self, element_id: str) -> tuple[str, ...]:
        """What the standing of a node directly depends on: for a premise, which is given, only the objections."""
        supports = () if self.kinds[element_id].is_given else self.predecessors(element_id)
        attackers = self.attackers(element_id)
        return (*supports, *attackers) if attackers else supports

    @once
    def bearing(self, *roots: str, attacks: bool = True) -> tuple[str, ...]:
        """Everything that bears on some nodes: the nodes, and all that their standing depends on; depth first.

        This defines "bears on". `attacks=False` leaves out objections and what bears only through them.
        """
        seen = set(roots)
        order = []
        stack = [*reversed(roots)]
        while stack:
            element_id = stack.pop()
            order.append(element_id)
            if attacks:
                below = self.influences(element_id)
            else:
                below = () if self.kinds[element_id].is_given else self.predecessors(element_id)
            for influence in reversed(below):
                if influence not in seen:
                    seen.add(influence)
                    stack.append(influence)
        return tuple(order)

    def attack(self, objection: str) -> Attack:
        """The subtype of an objection, decided by its target. Raises `KeyError` if the id is not an objection's."""
        target = self.map.objections[objection].against
        kind = self.kinds[target]
        if kind in {Kind.INFERENCE, Kind.OBJECTION}:
            return Attack.UNDERCUTTER
        return Attack.REBUTTER if self.supporters(target) or not kind.is_given else Attack.UNDERMINER

    def roots(self) -> tuple[str, ...]:
        """What the map argues for: its conclusions or, if it has none, the statements that support nothing else."""
        conclusions = tuple(self.map.conclusions)
        if conclusions:
            return conclusions
        ends = tuple(
            element_id for element_id in self if self.kinds[element_id].is_statement and not self.successors(element_id)
        )
        return tuple(element_id for element_id in ends if self.supporters(element_id)) or ends

    def upstream(self, *ids: str, attacks: bool = True) -> frozenset[str]:
        """Everything that leads to some nodes, without those nodes, but including what supports a premise.

        `attacks=False` leaves out objections. For what the standing of a node depends on, see `bearing`.
        """
        seen: set[str] = set()
        queue = deque(ids)
        while queue:
            here = queue.popleft()
            above = (*self.predecessors(here), *(self.attackers(here) if attacks else ()))
            fresh = [element_id for element_id in above if element_id not in seen]
            seen.update(fresh)
            queue.extend(fresh)
        return frozenset(seen.difference(ids))

    @once
    def cycles(self) -> tuple[frozenset[str], ...]:
        """The circular parts: sets of nodes that all lead back to themselves through supports and attacks."""
        try:
            TopologicalSorter({element_id: self._successors.get(element_id, ()) for element_id in self}).prepare()
        except CycleError:
            import networkx  # noqa: PLC0415 - takes 100 ms, needed only for a map with a circle

            graph = self._networkx()
            parts = networkx.strongly_connected_components(graph)
            return tuple(frozenset(part) for part in parts if len(part) > 1 or graph.has_edge(*2 * tuple(part)))
        return ()

    @property
    @once
    def circle_of(self) -> Mapping[str, int]:
        """The number of the circular part, in `cycles`, of each node that is in one."""
        return {element_id: number for number, part in enumerate(self.cycles()) for element_id in part}

    def _networkx(self) -> Any:  # noqa: ANN401 - networkx has no types
        import networkx  # noqa: PLC0415 - takes 100 ms, needed only for a map with a circle

        graph = networkx.DiGraph()
        graph.add_nodes_from(self)
        graph.add_edges_from(
            (element_id, successor) for element_id in self for successor in self.successors(element_id)
        )
        return graph


def concepts_of(element: Element) -> tuple[str, ...]:
    """The concepts an element uses; empty for a concept or a source."""
    return () if isinstance(element, Concept | Source) else element.concepts


def build_graph(map_: Map) -> Graph:
    """The graph of a map whose references are all valid."""
    kinds: dict[str, Kind] = {}
    for kind in (Kind.CONCLUSION, Kind.CLAIM, Kind.PREMISE, Kind.ASSUMPTION, Kind.INFERENCE, Kind.OBJECTION):
        kinds.update(dict.fromkeys(map_.table(kind), kind))
    into: defaultdict[str, list[str]] = defaultdict(list)
    out: defaultdict[str, list[str]] = defaultdict(list)
    supporters: defaultdict[str, list[str]] = defaultdict(list)
    attackers: defaultdict[str, list[str]] = defaultdict(list)

    def flow(start: str, end: str) -> None:
        into[end].append(start)
        out[start].append(end)

    for element_id, inference in map_.inferences.items():
        for source in premises_of(inference, kinds):
            flow(source, element_id)
        flow(element_id, inference.to)
        supporters[inference.to].append(element_id)
    for element_id, objection in map_.objections.items():
        for source in premises_of(objection, kinds):
            flow(source, element_id)
        out[element_id].append(objection.against)
        attackers[objection.against].append(element_id)
    successors = _frozen(out)
    elements = {element_id: element for _, element_id, element in map_.elements()}
    return Graph(
        map_,
        MappingProxyType(kinds),
        elements,
        _frozen(into),
        successors,
        _frozen(attackers),
        _frozen(supporters),
        _notes(map_.cautions, kinds, elements),
        _notes(map_.contested, kinds, elements),
    )


def premises_of(step: Inference | Objection, kinds: Mapping[str, Kind]) -> tuple[str, ...]:
    """What a step rests on: its `from`, and its warrant if that is the id of a statement."""
    froms = step.from_ or ()
    if step.warrant is not None and step.warrant in kinds and step.warrant not in froms:
        return (*froms, step.warrant)
    return froms


def _frozen(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {element_id: tuple(values) for element_id, values in lists.items()}


def _notes(
    notes: Mapping[str, Note], kinds: Mapping[str, Kind], elements: Mapping[str, Element]
) -> dict[str, tuple[str, ...]]:
    """The notes on each element, its own first, then those on the concepts that a node uses."""
    own: defaultdict[str, list[str]] = defaultdict(list)
    for note_id, note in notes.items():
        for target in note.on:
            own[target].append(note_id)
    found = _frozen(own)
    if own:
        for element_id in kinds:
            inherited = [note_id for concept in concepts_of(elements[element_id]) for note_id in own.get(concept, ())]
            if inherited:
                found[element_id] = tuple(dict.fromkeys([*own.get(element_id, ()), *inherited]))
    return found
