"""The typed graph of a map: what supports and attacks what, and how to walk along it.

Nodes are the ids of statements, inferences and objections. Reasoning flows from premises through inferences to claims,
and from an objection to what it is against. Concepts, rivalries, groups, and what is said about elements (cautions,
entries of `contested`, notes) are not nodes: they apply to nodes.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import Any

from argmap.model import (
    Caution,
    Concept,
    Contest,
    Doubt,
    Element,
    Group,
    Inference,
    Kind,
    Map,
    Note,
    Objection,
    Rivals,
    Source,
    is_open,
)
from argmap.once import Keeper, once

Context = frozenset[str]
"""Suppositions under which an element is read."""
Occurrence = tuple[str, Context]


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
    _notes: Mapping[str, tuple[str, ...]] = field(repr=False)
    _rivalries: Mapping[str, tuple[str, ...]] = field(repr=False)

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
        """The element with this id: a node or any other.

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
        """What leads to a node: the premises of a step, and the inferences to it; never objections."""
        return self._predecessors.get(element_id, ())

    def successors(self, element_id: str) -> tuple[str, ...]:
        """What a node leads to: steps from a statement, the statement an inference supports, an objection's target."""
        return self._successors.get(element_id, ())

    def supporters(self, element_id: str) -> tuple[str, ...]:
        """The inferences that lead to a statement, or to the text of an objection."""
        return self._supporters.get(element_id, ())

    def premises(self, element_id: str) -> tuple[str, ...]:
        """What a step rests on: its `from`, and its warrant if that is a statement; empty for a statement."""
        supporters = self.supporters(element_id)
        return tuple(leading for leading in self.predecessors(element_id) if leading not in supporters)

    def attackers(self, element_id: str) -> tuple[str, ...]:
        """The objections against a node."""
        return self._attackers.get(element_id, ())

    @property
    @once
    def judged(self) -> frozenset[str]:
        """What depends on anything that the author has graded; default grades say nothing of a text."""
        influenced: defaultdict[str, list[str]] = defaultdict(list)
        for element_id in self:
            for cause in (*self.influences(element_id), *self.exclusive_with(element_id)):
                influenced[cause].append(element_id)
        ready = [element_id for element_id in self if getattr(self.element(element_id), "grade", None) is not None]
        found = set(ready)
        for element_id in ready:  # grows as it goes
            fresh = [after for after in influenced[element_id] if after not in found]
            found.update(fresh)
            ready += fresh
        return frozenset(found)

    @property
    @once
    def unopposed(self) -> frozenset[str]:
        """What still holds without anything that an objection speaks against, however weak the objection is."""
        # A step needs all it starts from, and what is argued for needs one of the steps that lead to it.
        lacking = {
            element_id: 0 if kind.is_given else len(self.premises(element_id)) + bool(self.supporters(element_id))
            for element_id, kind in self.kinds.items()
            if not self.attackers(element_id)
        }
        ready = [element_id for element_id, number in lacking.items() if number == 0]
        supported: set[str] = set()
        for element_id in ready:  # grows as it goes
            after_all = () if self.kinds[element_id] is Kind.OBJECTION else self.successors(element_id)
            for after in after_all:
                is_support = element_id in self.map.inferences
                if after in lacking and lacking[after] > 0 and not (is_support and after in supported):
                    supported.update([after] if is_support else [])
                    lacking[after] -= 1
                    ready.extend([after] if lacking[after] == 0 else [])
        return frozenset(ready)

    def is_answered(self, objection: str) -> bool:
        """Whether another objection speaks against this one, or against something that it cannot do without."""
        return objection not in self.unopposed

    def cautions_on(self, element_id: str) -> tuple[str, ...]:
        """The cautions that apply to an element, directly or through a concept it uses."""
        return self._cautions.get(element_id, ())

    def contests_on(self, element_id: str) -> tuple[str, ...]:
        """The entries of `contested` that apply to an element, directly or through a concept it uses."""
        return self._contests.get(element_id, ())

    def notes_on(self, element_id: str) -> tuple[str, ...]:
        """The notes on an element itself."""
        return self._notes.get(element_id, ())

    def rivalries_of(self, element_id: str) -> tuple[str, ...]:
        """The rivalries that a statement is in."""
        return self._rivalries.get(element_id, ())

    def rivals_of(self, element_id: str) -> tuple[str, ...]:
        """The other members of the rivalries that a statement is in."""
        groups = [self.map.rivals[rivalry].among for rivalry in self.rivalries_of(element_id)]
        return tuple(dict.fromkeys(rival for group in groups for rival in group if rival != element_id))

    def exclusive(self, rivalry: str) -> tuple[str, ...]:
        """The rivals that hold or fail by themselves, of which at most one holds: their grades are the chances."""
        return tuple(rival for rival in self.map.rivals[rivalry].among if self.is_uncertain(rival))

    def exclusive_with(self, element_id: str) -> tuple[str, ...]:
        """The statements that cannot hold together with one that holds or fails by itself; empty for all others."""
        if not self.map.rivals or not self.is_uncertain(element_id):
            return ()
        groups = [self.exclusive(rivalry) for rivalry in self.rivalries_of(element_id)]
        return tuple(rival for group in groups for rival in group if rival != element_id)

    def rebutted_by(self, element_id: str) -> tuple[str, ...]:
        """The rivals that a statement and they rebut each other: where both would stand, neither does."""
        if element_id not in self._rivalries:
            return ()
        found: dict[str, None] = {}
        for rivalry in self.rivalries_of(element_id):
            is_uncertain = self.is_uncertain(element_id)
            for rival in self.map.rivals[rivalry].among:
                if rival != element_id and not (is_uncertain and self.is_uncertain(rival)):
                    found[rival] = None
        return tuple(found)

    def around(self, element_id: str) -> tuple[str, ...]:
        """Everything that a node is joined to: what leads to it, what it leads to, its objections and its rivals."""
        joined = (*self.predecessors(element_id), *self.successors(element_id), *self.attackers(element_id))
        return joined + self.rivals_of(element_id)

    def open_cautions(self, element_id: str) -> tuple[str, ...]:
        """The cautions on an element that have no answer."""
        return tuple(note for note in self.cautions_on(element_id) if is_open(self.map.cautions[note]))

    def open_contests(self, element_id: str) -> tuple[str, ...]:
        """The entries of `contested` on an element that have no answer."""
        return tuple(note for note in self.contests_on(element_id) if is_open(self.map.contested[note]))

    def is_uncertain(self, element_id: str) -> bool:
        """Whether a node holds or fails by itself, rather than because of what supports it."""
        kind = self.kinds[element_id]
        return kind.is_graded or (kind is not Kind.SUPPOSITION and not self.supporters(element_id))

    def is_argued(self, element_id: str) -> bool:
        """Whether the map gives a reason for a node that needs one, as claims and conclusions do."""
        is_derived = self.kinds[element_id] in {Kind.CLAIM, Kind.CONCLUSION}
        return not is_derived or bool(self.supporters(element_id))

    def influences(self, element_id: str) -> tuple[str, ...]:
        """What the standing of a node directly depends on: for a premise, which is given, never its supports."""
        supports = () if self.kinds[element_id].is_given else self.predecessors(element_id)
        attackers = self.attackers(element_id)
        if element_id in self._rivalries:
            return (*supports, *attackers, *self.rebutted_by(element_id))
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
                below = (*self.influences(element_id), *self.exclusive_with(element_id))
            else:
                below = () if self.kinds[element_id].is_given else self.predecessors(element_id)
            for influence in reversed(below):
                if influence not in seen:
                    seen.add(influence)
                    stack.append(influence)
        return tuple(order)

    def depending_on(self, supposition: str) -> frozenset[str]:
        """The nodes that rest on a supposition, or that what rests on it speaks against; none for other elements."""
        return self._depending().get(supposition, frozenset())

    @once
    def _depending(self) -> Mapping[str, frozenset[str]]:
        onward: defaultdict[str, list[str]] = defaultdict(list)
        if self.map.suppositions:
            for element_id in self:
                for influence in self.influences(element_id):
                    onward[influence].append(element_id)
        found = {}
        for supposition in self.map.suppositions:
            seen, stack = {supposition}, [supposition]
            while stack:
                fresh = [element_id for element_id in onward[stack.pop()] if element_id not in seen]
                seen.update(fresh)
                stack.extend(fresh)
            found[supposition] = frozenset(seen)
        return found

    def open_in(self, element_id: str) -> frozenset[str]:
        """The suppositions that a node rests on without a step on the way that discharges them."""
        return self._open().get(element_id, frozenset())

    @once
    def _open(self) -> Mapping[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for supposition in self.map.suppositions:
            stack = [supposition]
            while stack:
                element_id = stack.pop()
                step = self.map.inferences.get(element_id)
                is_discharged = step is not None and supposition in step.discharges
                is_end = element_id in self.map.objections and element_id != supposition
                if is_discharged or is_end or supposition in found[element_id]:
                    continue
                found[element_id].add(supposition)
                stack.extend(self.successors(element_id))
        return {element_id: frozenset(suppositions) for element_id, suppositions in found.items()}

    def under(self, element_id: str, context: Context) -> Occurrence:
        """An element under those of some suppositions that make a difference to it."""
        if not context:
            return element_id, context
        return element_id, frozenset(one for one in context if element_id in self.depending_on(one))

    def read_from(self, element_id: str, context: Context) -> Context:
        """The suppositions under which a node reads what it starts from: an inference adds those that it discharges."""
        step = self.map.inferences.get(element_id)
        return context.union(step.discharges) if step is not None else context

    def occurs_more_than(self, limit: int) -> bool:
        """Whether its elements occur more than `limit` times, by themselves and under suppositions.

        Steps that discharge several suppositions in different combinations can make that many.
        """
        seen: set[Occurrence] = {(element_id, frozenset()) for element_id in self}
        stack = list(seen)
        while stack and len(seen) <= limit:
            element_id, context = stack.pop()
            inside = self.read_from(element_id, context)
            below = [self.under(premise, inside) for premise in self.premises(element_id)]
            below += [self.under(influence, context) for influence in self.influences(element_id)]
            fresh = [occurrence for occurrence in below if occurrence not in seen]
            seen.update(fresh)
            stack.extend(fresh)
        return len(seen) > limit

    def discharged_by(self, supposition: str) -> tuple[str, ...]:
        """The inferences that discharge a supposition; empty for all other elements."""
        if supposition not in self.map.suppositions:
            return ()
        return tuple(step_id for step_id, step in self.map.inferences.items() if supposition in step.discharges)

    def own_group(self, element_id: str) -> str | None:
        """The group that an element says it belongs to."""
        element = self.element(element_id)
        return None if isinstance(element, Group) else element.group

    def group_of(self, element_id: str) -> str | None:
        """The group of an element; without one of its own, that of all it joins, if they are in the same."""
        joined = {self.own_group(other) for other in self._joined(element_id)}
        return self.own_group(element_id) or (joined.pop() if len(joined) == 1 else None)

    def _joined(self, element_id: str) -> tuple[str, ...]:
        """What a step joins, or what a rivalry, a note or a doubt applies to."""
        element = self.element(element_id)
        if isinstance(element, Inference):
            return (*self.premises(element_id), element.to)
        if isinstance(element, Objection):
            return (*self.premises(element_id), element.against)
        if isinstance(element, Rivals):
            return element.among
        return element.on if isinstance(element, Caution | Contest | Note) else ()

    def members_of(self, group: str) -> tuple[str, ...]:
        """The elements in a group, by themselves or by what they join; empty for all other elements."""
        return self._members().get(group, ())

    @once
    def _members(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for element_id in self.map.ids() if self.map.groups else ():
            group = self.group_of(element_id)
            if group is not None:
                found[group].append(element_id)
        return _frozen(found)

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
            element_id
            for element_id in self
            if self.kinds[element_id].is_statement
            and self.kinds[element_id] is not Kind.SUPPOSITION
            and not self.successors(element_id)
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
            above = (*self.predecessors(here), *((*self.attackers(here), *self.rivals_of(here)) if attacks else ()))
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
    """The concepts an element uses; empty for a concept, a source or a group."""
    return () if isinstance(element, Concept | Source | Group) else element.concepts


NODES = (
    Kind.CONCLUSION,
    Kind.CLAIM,
    Kind.PREMISE,
    Kind.ASSUMPTION,
    Kind.SUPPOSITION,
    Kind.INFERENCE,
    Kind.OBJECTION,
)
"""The kinds that are nodes, from what is argued for down to the steps."""


def build_graph(map_: Map) -> Graph:
    """The graph of a map whose references are all valid."""
    kinds: dict[str, Kind] = {}
    for kind in NODES:
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
        _said_of(map_.cautions, kinds, elements),
        _said_of(map_.contested, kinds, elements),
        _by_target({note_id: note.on for note_id, note in map_.notes.items()}),
        _by_target({rivalry: rivals.among for rivalry, rivals in map_.rivals.items()}),
    )


def premises_of(step: Inference | Objection, kinds: Mapping[str, Kind]) -> tuple[str, ...]:
    """What a step rests on: its `from`, and its warrant if that is the id of a statement."""
    froms = step.from_ or ()
    if step.warrant is not None and step.warrant in kinds and step.warrant not in froms:
        return (*froms, step.warrant)
    return froms


def _frozen(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {element_id: tuple(values) for element_id, values in lists.items()}


def _by_target(targets: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """From each element to the entries that name it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry, named in targets.items():
        for target in named:
            found[target].append(entry)
    return _frozen(found)


def _said_of(
    doubts: Mapping[str, Doubt], kinds: Mapping[str, Kind], elements: Mapping[str, Element]
) -> dict[str, tuple[str, ...]]:
    """The cautions or contested entries on each element, its own first, then those on the concepts that a node uses."""
    own = _by_target({doubt_id: doubt.on for doubt_id, doubt in doubts.items()})
    found = dict(own)
    if own:
        for element_id in kinds:
            inherited = [doubt_id for concept in concepts_of(elements[element_id]) for doubt_id in own.get(concept, ())]
            if inherited:
                found[element_id] = tuple(dict.fromkeys([*own.get(element_id, ()), *inherited]))
    return found
