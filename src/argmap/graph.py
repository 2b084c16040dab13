"""The typed graph of a map: who supports and attacks whom, and walks along it.

Nodes are the ids of statements, inferences and objections. Reasoning flows from premises over inferences to claims;
an objection flows to what it is against. Concepts, cautions and contests are no nodes: they stand on nodes.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any

from argmap.model import Concept, Element, Inference, Kind, Map, Objection, Source


class Attack(StrEnum):
    """The subtype of an objection, computed from its target (Pollock; ASPIC+)."""

    UNDERMINER = "underminer"
    REBUTTER = "rebutter"
    UNDERCUTTER = "undercutter"


@dataclass(frozen=True)
class Graph:
    """The graph of a map. All mappings go by id; ids without neighbours are missing from the private ones."""

    map: Map
    kinds: Mapping[str, Kind]
    _predecessors: Mapping[str, tuple[str, ...]] = field(repr=False)
    _successors: Mapping[str, tuple[str, ...]] = field(repr=False)
    _attackers: Mapping[str, tuple[str, ...]] = field(repr=False)
    _supporters: Mapping[str, tuple[str, ...]] = field(repr=False)
    _cautions: Mapping[str, tuple[str, ...]] = field(repr=False)
    _contests: Mapping[str, tuple[str, ...]] = field(repr=False)

    def __contains__(self, name: object) -> bool:
        """Whether there is a node of this id."""
        return name in self.kinds

    def __iter__(self) -> Iterator[str]:
        """The ids of all nodes, kind by kind."""
        return iter(self.kinds)

    def __len__(self) -> int:
        """The number of nodes."""
        return len(self.kinds)

    def element(self, name: str) -> Element:
        """The element of an id, which may also be a concept, caution, contest or source. Raises `KeyError`."""
        if name in self.kinds:
            return self.map.table(self.kinds[name])[name]
        for kind in (Kind.CONCEPT, Kind.CAUTION, Kind.CONTESTED, Kind.SOURCE):
            table = self.map.table(kind)
            if name in table:
                return table[name]
        raise KeyError(name)

    def predecessors(self, name: str) -> tuple[str, ...]:
        """What leads into a node: premises of a step, inferences to a statement; no objections."""
        return self._predecessors.get(name, ())

    def successors(self, name: str) -> tuple[str, ...]:
        """What a node leads to: steps from a statement, the statement an inference supports, an objection's target."""
        return self._successors.get(name, ())

    def supporters(self, name: str) -> tuple[str, ...]:
        """The inferences to a statement."""
        return self._supporters.get(name, ())

    def attackers(self, name: str) -> tuple[str, ...]:
        """The objections against a node."""
        return self._attackers.get(name, ())

    def cautions_on(self, name: str) -> tuple[str, ...]:
        """The cautions that apply to an element, itself or through a concept it uses."""
        return self._notes_on(name, self._cautions)

    def contests_on(self, name: str) -> tuple[str, ...]:
        """The entries of `contested` that apply to an element, itself or through a concept it uses."""
        return self._notes_on(name, self._contests)

    def open_cautions(self, name: str) -> tuple[str, ...]:
        """The cautions on an element that have no answer."""
        return tuple(note for note in self.cautions_on(name) if self.map.cautions[note].answer is None)

    def open_contests(self, name: str) -> tuple[str, ...]:
        """The entries of `contested` on an element that have no answer."""
        return tuple(note for note in self.contests_on(name) if self.map.contested[note].answer is None)

    def is_uncertain(self, name: str) -> bool:
        """Whether a node holds or fails by itself, rather than by what supports it."""
        return self.kinds[name].is_graded or not self.supporters(name)

    def influences(self, name: str) -> tuple[str, ...]:
        """What the standing of a node depends on directly: a premise is given, so only objections count."""
        supports = () if self.kinds[name].is_given else self.predecessors(name)
        attackers = self.attackers(name)
        return (*supports, *attackers) if attackers else supports

    def bearing(self, *roots: str, attacks: bool = True) -> list[str]:
        """What bears on nodes: all their standing depends on, and the nodes themselves; depth first.

        This is the one meaning of "bears on". `attacks=False` leaves objections out, and what bears by way of them.
        """
        seen = set(roots)
        order = []
        stack = [*reversed(roots)]
        while stack:
            name = stack.pop()
            order.append(name)
            below = self.influences(name) if attacks else () if self.kinds[name].is_given else self.predecessors(name)
            for other in reversed(below):
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        return order

    def _notes_on(self, name: str, notes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        own = notes.get(name, ())
        concepts = concepts_of(self.element(name)) if name in self.kinds else ()
        return tuple(dict.fromkeys([*own, *(note for concept in concepts for note in notes.get(concept, ()))]))

    def attack(self, objection: str) -> Attack:
        """The subtype of an objection: what it is against decides. Raises `KeyError` for another id."""
        target = self.map.objections[objection].against
        kind = self.kinds[target]
        if kind in {Kind.INFERENCE, Kind.OBJECTION}:
            return Attack.UNDERCUTTER
        return Attack.REBUTTER if self.supporters(target) or not kind.is_given else Attack.UNDERMINER

    def roots(self) -> tuple[str, ...]:
        """What the map argues for: its conclusions; without any, the statements that support nothing further."""
        conclusions = tuple(self.map.conclusions)
        if conclusions:
            return conclusions
        ends = tuple(name for name in self if self.kinds[name].is_statement and not self.successors(name))
        return tuple(name for name in ends if self.supporters(name)) or ends

    def upstream(self, *names: str, attacks: bool = True) -> frozenset[str]:
        """Everything that leads to nodes, without the nodes, also what supports a premise.

        `attacks=False` leaves objections out. For what its standing depends on see `bearing`.
        """
        seen: set[str] = set()
        queue = deque(names)
        while queue:
            here = queue.popleft()
            above = (*self.predecessors(here), *(self.attackers(here) if attacks else ()))
            fresh = [one for one in above if one not in seen]
            seen.update(fresh)
            queue.extend(fresh)
        return frozenset(seen.difference(names))

    def cycles(self) -> list[frozenset[str]]:
        """The circular parts: sets of nodes each of which leads, over supports and attacks, back to itself."""
        return self._cycles

    @cached_property
    def _cycles(self) -> list[frozenset[str]]:
        try:
            TopologicalSorter({name: self._successors.get(name, ()) for name in self}).prepare()
        except CycleError:
            import networkx  # noqa: PLC0415 - 100 ms, spent only on a map with a circle

            graph = self._networkx()
            parts = networkx.strongly_connected_components(graph)
            return [frozenset(part) for part in parts if len(part) > 1 or graph.has_edge(*2 * tuple(part))]
        return []

    def _networkx(self) -> Any:  # noqa: ANN401 - networkx has no types
        import networkx  # noqa: PLC0415 - 100 ms, spent only where it is needed

        graph = networkx.DiGraph()
        graph.add_nodes_from(self)
        graph.add_edges_from((name, other) for name in self for other in self.successors(name))
        return graph


def concepts_of(element: Element) -> tuple[str, ...]:
    """The concepts an element uses; none for a concept or a source."""
    return () if isinstance(element, Concept | Source) else element.concepts


def build_graph(map_: Map) -> Graph:
    """The graph of a map whose references are known to be right."""
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

    for name, inference in map_.inferences.items():
        for source in premises_of(inference, kinds):
            flow(source, name)
        flow(name, inference.to)
        supporters[inference.to].append(name)
    for name, objection in map_.objections.items():
        for source in premises_of(objection, kinds):
            flow(source, name)
        out[name].append(objection.against)
        attackers[objection.against].append(name)
    successors = _frozen(out)
    cautions = _notes((name, caution.on) for name, caution in map_.cautions.items())
    contests = _notes((name, contest.on) for name, contest in map_.contested.items())
    return Graph(map_, kinds, _frozen(into), successors, _frozen(attackers), _frozen(supporters), cautions, contests)


def premises_of(step: Inference | Objection, kinds: Mapping[str, Kind]) -> tuple[str, ...]:
    """What a step rests on: its `from`, and its warrant where that is the id of a statement."""
    froms = step.from_ or ()
    if step.warrant is not None and step.warrant in kinds and step.warrant not in froms:
        return (*froms, step.warrant)
    return froms


def _frozen(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in lists.items()}


def _notes(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, targets in pairs:
        for target in targets:
            found[target].append(name)
    return _frozen(found)
