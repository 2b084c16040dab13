"""The key of an exercise: the right answers, and which answers are as good because a student cannot tell them apart.

Two linked premises of a step may be exchanged, and so may two steps that are shown alike. In general, an answer is
right if it is the key after an automorphism of what is shown. Slots that may be exchanged with each other freely form a
class; the automorphisms that remain once every class keeps its order are the turns. A slot that an answer refers to is
in no class, since the answer would have to change with it: where it may go is part of the turns.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import permutations
from types import MappingProxyType
from typing import Any, NamedTuple

Answer = str | tuple[str, ...]
MAX_TURNS = 720
"""The most turns of a key."""
_MAX_STEPS = 50_000  # of the search for turns


class Tied(NamedTuple):
    """Weak links of which no one can say which is weaker: `need` of the `members` are asked for."""

    members: tuple[str, ...]
    need: int


class Key(NamedTuple):
    """The key: what is right by slot (the neutral id of an element) and question.

    `classes` has the slots that may be exchanged, `turns` has other permutations of slots under which an answer stays
    right. An exercise on weak links has them in `weak`. An exercise on order has the pairs of slots of which the first
    comes before the second in `before`, and a right order in `order`.
    """

    right: Mapping[str, Mapping[str, Answer]] = MappingProxyType({})
    classes: tuple[tuple[str, ...], ...] = ()
    turns: tuple[Mapping[str, str], ...] = ()
    weak: tuple[Tied, ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = ()


class TooAlike(ValueError):  # noqa: N818 - it names what is wrong, as KeyError does
    """So much of an exercise is shown alike that its equivalent answers cannot be listed."""


_Unit = tuple[str, ...]
Fact = tuple[str, tuple[frozenset[str], ...]]
"""A relation between shown elements: its name, and the elements in each of its places."""


class Shown(NamedTuple):
    """What is shown of an exercise, as a structure: what each element looks like by itself, and the facts."""

    looks: Mapping[str, Any]
    facts: Sequence[Fact]


def classes_of(shown: Shown) -> tuple[tuple[str, ...], ...]:
    """The elements that may be exchanged with each other, in classes of two or more."""
    counted, touching = Counter(shown.facts), _touching(shown.facts)
    alike: defaultdict[Any, list[str]] = defaultdict(list)
    for element, look in shown.looks.items():
        alike[look].append(element)
    classes: list[list[str]] = []
    for members in alike.values():
        found: list[list[str]] = []
        for member in members:
            # To be exchangeable is transitive: one of each class is enough to compare with.
            for group in found:
                swap = {member: group[0], group[0]: member}
                facts = {*touching[member], *touching[group[0]]}
                if all(counted[_moved(fact, swap)] == counted[fact] for fact in facts):
                    group.append(member)
                    break
            else:
                found.append([member])
        classes += found
    return tuple(tuple(group) for group in classes if len(group) > 1)


def turns_of(
    shown: Shown, classes: Sequence[Sequence[str]], slots: Iterable[str], named: AbstractSet[str] = frozenset()
) -> tuple[Mapping[str, str], ...]:
    """The permutations of the `slots` that remain of the automorphisms once each class keeps its order.

    Members of a class that are `named` by answers go everywhere in it; the others keep their order. Each turn maps the
    slots that it moves. Raises `TooAlike` if there are more than `MAX_TURNS`.
    """
    in_class = {member: tuple(group) for group in classes for member in group}
    units = list(dict.fromkeys(in_class.get(element, (element,)) for element in shown.looks))
    by_colour: defaultdict[int, list[_Unit]] = defaultdict(list)
    for unit, colour in _refined(shown, units).items():
        by_colour[colour].append(unit)
    targets = {
        unit: alike for alike in by_colour.values() for unit in alike if len(alike) > 1 or not named.isdisjoint(unit)
    }
    asked = set(slots)
    found: dict[tuple[tuple[str, str], ...], None] = {}
    for moved in _automorphisms(shown, targets, named):
        turn = tuple(sorted((one, other) for one, other in moved.items() if one != other and one in asked))
        if turn:
            found[turn] = None
        if len(found) > MAX_TURNS:
            raise TooAlike
    return tuple(MappingProxyType(dict(turn)) for turn in found)


def _automorphisms(
    shown: Shown, targets: Mapping[_Unit, Sequence[_Unit]], named: AbstractSet[str]
) -> Iterator[dict[str, str]]:
    """The permutations that keep all facts, if each unit goes to one of its targets and all others stay.

    Raises `TooAlike` if the search takes too long.
    """
    moving = list(targets)
    counted, touching = Counter(shown.facts), _touching(shown.facts)
    steps = 0

    def fits(moved: Mapping[str, str], unit: _Unit, free: AbstractSet[str]) -> bool:
        """Whether the facts about a unit hold where they are moved to, as far as that is known."""
        facts = {fact for member in unit for fact in touching[member] if not any(free & place for place in fact[1])}
        return all(counted[_moved(fact, moved)] == counted[fact] for fact in facts)

    def search(place: int, moved: dict[str, str], taken: frozenset[_Unit]) -> Iterator[dict[str, str]]:
        nonlocal steps
        steps += 1
        if steps > _MAX_STEPS:
            raise TooAlike
        if place == len(moving):
            yield moved
            return
        unit = moving[place]
        free = {member for other in moving[place + 1 :] for member in other}
        for target in targets[unit]:
            if target in taken:
                continue
            for arranged in _arrangements(unit, target, named):
                if fits(moved | arranged, unit, free):
                    yield from search(place + 1, moved | arranged, taken | {target})

    yield from search(0, {}, frozenset())


def _arrangements(unit: _Unit, target: _Unit, named: AbstractSet[str]) -> Iterator[dict[str, str]]:
    """The ways in which a unit can go to another one: named members to any place, and the others in order."""
    fixed = [member for member in unit if member in named]
    for places in permutations(target, len(fixed)):
        rest = (place for place in target if place not in places)
        images = dict(zip(fixed, places, strict=True))
        yield {member: images[member] if member in images else next(rest) for member in unit}


def _touching(facts: Iterable[Fact]) -> defaultdict[str, list[Fact]]:
    touching: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for element in frozenset().union(*fact[1]):
            touching[element].append(fact)
    return touching


def _moved(fact: Fact, moved: Mapping[str, str]) -> Fact:
    return fact[0], tuple(frozenset(moved.get(element, element) for element in place) for place in fact[1])


def _refined(shown: Shown, units: Sequence[_Unit]) -> dict[_Unit, int]:
    """A colour for each unit such that an automorphism keeps colours (colour refinement, Weisfeiler and Leman 1968)."""
    unit_of = {member: unit for unit in units for member in unit}
    colours = _numbered({unit: (repr(shown.looks[unit[0]]), len(unit)) for unit in units})
    while True:
        seen: dict[_Unit, list[Any]] = {unit: [] for unit in units}
        for name, places in shown.facts:
            coloured = tuple(tuple(sorted(colours[unit_of[one]] for one in place)) for place in places)
            for number, place in enumerate(places):
                for unit in {unit_of[one] for one in place}:
                    seen[unit].append((name, number, coloured))
        finer = _numbered({unit: (colours[unit], tuple(sorted(map(repr, seen[unit])))) for unit in units})
        if len(set(finer.values())) == len(set(colours.values())):
            return finer
        colours = finer


def _numbered(looks: Mapping[_Unit, Any]) -> dict[_Unit, int]:
    numbers = {look: number for number, look in enumerate(sorted(set(looks.values())))}
    return {unit: numbers[look] for unit, look in looks.items()}
