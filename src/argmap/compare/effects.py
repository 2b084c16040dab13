"""What each edit did to the standing of each conclusion: effects that add up to the whole change.

The effect of an edit is its Shapley value: the mean of what it adds over all the orders in which the edits can be made
(L. S. Shapley, "A value for n-person games", 1953). Up to `EXACT` edits all orders count; beyond that, orders are drawn
(J. Castro, D. Gómez and J. Tejada, "Polynomial calculation of the Shapley value based on sampling", 2009), each with
its reverse, and the effects have a standard error. In either case they add up to the change, as each order does.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from argmap.compare.contract import closed, reached
from argmap.compare.edits import label
from argmap.compare.renamed import with_new_ids
from argmap.graph import build_graph
from argmap.model import Element, Kind, Map, MapInfo, Premise, Rivals
from argmap.model.mapping import Grading
from argmap.standing.effects import Account, account
from argmap.standing.grades import grades

EXACT = 8
"""The most edits for which all orders are counted; the standing is then computed 256 times at most."""
TRIED = 256
"""Of more edits, about how often the standing is computed: orders are drawn, each with its reverse."""
_FEWEST_PAIRS = 8
GRADING = "grading "
"""What the name of an edit to a default grade begins with, before its key; no id has a blank in it."""

_INERT = frozenset(
    {"label", "tags", "url", "group", "text", "also", "by", "date", "concepts", "quote", "because", "reason", "answers",
     "scheme"}
)  # fmt: skip
"""Keys on which no standing hangs, but for whether there is a `text`."""
_LEAST = {"among": 2, "on": 1, "from_": 1, "discharges": 0}
"""Lists of other elements, and how many of them an element needs."""
_KINDS = tuple(kind for kind in Kind if kind not in {Kind.NOTE, Kind.CONCEPT, Kind.SOURCE, Kind.GROUP})
_Version = tuple[Kind, Element]


class Effect(NamedTuple):
    """What an edit did to a standing, in [-1, 1], and the standard error of that, 0 if it is exact."""

    value: float
    error: float = 0.0


class Edited(NamedTuple):
    """An element as it was and as it is, each with its kind; None where it does not exist."""

    old: _Version | None
    new: _Version | None


class _Defaults(NamedTuple):
    """The default grades as they were and as they are."""

    old: Grading
    new: Grading

    @property
    def edits(self) -> Mapping[str, str]:
        """The keys that differ, by the names of the edits."""
        keys = [key for key in Grading.model_fields if getattr(self.old, key) != getattr(self.new, key)]
        return {f"{GRADING}{label(key)}": key for key in keys}

    def after(self, made: Collection[str]) -> Grading:
        """The default grades with some edits made."""
        return self.old.model_copy(
            update={key: getattr(self.new, key) for name, key in self.edits.items() if name in made}
        )


class Shift(NamedTuple):
    """A conclusion by its new id, with its standing before and after."""

    conclusion: str
    before: float
    after: float


def effects(
    old: Map,
    new: Map,
    pairs: Mapping[str, str],
    shifts: Sequence[Shift],
    chance: Callable[[str], float | None] = lambda _: None,
) -> Mapping[str, Mapping[str, Effect]]:
    """For each conclusion, the effect of each edited element on its standing, by the element's id.

    `pairs` maps the old ids of elements kept to their new ids; a removed element has its old id, with `old-` before it
    as often as it takes where that id is another element's now. The edit of a default grade is `GRADING` and its key.
    `chance` gives the standing of a claim in the new map, or None if it is not known exactly.
    """
    versions = _versions(old, new, unified(old, new, pairs))
    defaults = _Defaults(old.map.grading, new.map.grading)
    edited = [*(name for name, one in versions.items() if one.old != one.new), *defaults.edits]
    below = _below(versions)
    found: dict[str, Mapping[str, Effect]] = {}
    for shift in shifts:
        bearing = reached(below, shift.conclusion)
        players = [name for name in edited if name in bearing or name in defaults.edits]
        if not players:
            continue
        base = {name: one for name, one in versions.items() if name in bearing}
        if not defaults.edits:
            base = _contracted(base, below, shift.conclusion, players, chance)
        found[shift.conclusion] = MappingProxyType(_shapley(players, _standing_of(base, defaults, shift)))
    return MappingProxyType(found)


def unified(old: Map, new: Map, pairs: Mapping[str, str]) -> dict[str, str]:
    """One id for every element of the old map: its new one, or for one that was removed one that is not in use."""
    taken = set(new.ids())
    found = dict(pairs)
    for element_id in old.ids():
        if element_id not in found:
            name = element_id
            while name in taken:
                name = f"old-{name}"
            taken.add(name)
            found[element_id] = name
    return found


def _versions(old: Map, new: Map, ids: Mapping[str, str]) -> dict[str, Edited]:
    """The elements on which a standing can hang, without what it does not hang on."""
    before = {
        ids[element_id]: (kind, _bare(with_new_ids(old.table(kind)[element_id], ids)))
        for kind in _KINDS
        for element_id in old.table(kind)
    }
    after = {element_id: (kind, _bare(element)) for kind in _KINDS for element_id, element in new.table(kind).items()}
    return {name: Edited(before.get(name), after.get(name)) for name in dict.fromkeys([*after, *before])}


def _bare(element: Element) -> Element:
    """An element without what no standing hangs on, and with lists in one order."""
    update: dict[str, Any] = {}
    for key, field in type(element).model_fields.items():
        value = getattr(element, key)
        if key in _LEAST and value is not None:
            update[key] = tuple(sorted(value))
        elif key in {"text", "reason", "by"}:
            update[key] = "-" if value is not None else None
        elif key in _INERT:
            update[key] = field.get_default(call_default_factory=True)
    return element.model_copy(update=update)


def _ends(element: Element) -> Iterator[str]:
    """Everything that an element refers to."""
    yield from _starts(element)
    yield from _targets(element)


def _starts(element: Element) -> Iterator[str]:
    """What bears on an element because of what it says itself."""
    for key in ("from_", "discharges", "among"):
        yield from getattr(element, key, None) or ()
    if (warrant := getattr(element, "warrant", None)) is not None:
        yield warrant  # perhaps a text, which is the id of nothing


def _targets(element: Element) -> Iterator[str]:
    """What an element bears on."""
    for key in ("on", "among"):
        yield from getattr(element, key, None) or ()
    for key in ("to", "against"):
        if (end := getattr(element, key, None)) is not None:
            yield end


def _below(versions: Mapping[str, Edited]) -> Mapping[str, set[str]]:
    """What can bear on each element, directly, in either version or in a mixture of both."""
    below = defaultdict[str, set[str]](set)
    for name, edited in versions.items():
        for version in filter(None, edited):
            below[name].update(start for start in _starts(version[1]) if start in versions)
            for end in _targets(version[1]):
                if end in versions:
                    below[end].add(name)
    return below


def _contracted(
    versions: Mapping[str, Edited],
    below: Mapping[str, set[str]],
    conclusion: str,
    players: Collection[str],
    chance: Callable[[str], float | None],
) -> dict[str, Edited]:
    """The elements with each part that no edit touches as one premise; see `argmap.compare.contract`."""
    found = dict(versions)
    claims = {name for name, one in versions.items() if one.new is not None and one.new[0] is Kind.CLAIM}
    for name in closed(below, conclusion, players, claims):
        if (grade := chance(name)) is None:
            continue
        for other in reached(below, name):
            del found[other]
        premise = Kind.PREMISE, Premise.model_construct(text="-", grade=grade)
        found[name] = Edited(premise, premise)
    return found


def _standing_of(
    versions: Mapping[str, Edited], defaults: _Defaults, shift: Shift
) -> Callable[[frozenset[str]], float]:
    """The standing of the conclusion with some edits made, all of which are those that made the change."""
    regraded = _regraded(versions)
    count = sum(one.old != one.new for one in versions.values()) + len(defaults.edits)

    @cache
    def mixed(made: frozenset[str]) -> _Mixture | None:
        return _mixture(versions, made, regraded, defaults.after(made), shift.conclusion)

    @cache
    def standing(made: frozenset[str]) -> float:
        if not made or len(made) == count:
            return shift.after if made else shift.before
        mixture = mixed(made - regraded)
        if mixture is None:
            return 0.0
        if mixture.account.drawn:
            whole = _mixture(versions, made, frozenset(), defaults.after(made), shift.conclusion)
            return whole.account.standing().share if whole is not None else 0.0
        values = {name: grade.value for name, grade in mixture.account.graded.items()}
        values |= {name: mixture.regraded[name] for name in made & regraded if name in values}
        return mixture.account.method.standing(values)

    return standing


class _Mixture(NamedTuple):
    """A map of some versions of elements: the conclusion's account, and the new grades of those regraded."""

    account: Account
    regraded: Mapping[str, float]


def _regraded(versions: Mapping[str, Edited]) -> frozenset[str]:
    """The elements of which only the grade is another; no rivals, whose grades depend on each other."""
    rivals = {name for one in versions.values() for version in filter(None, one) for name in _rivals(version[1])}
    return frozenset(
        name
        for name, (old, new) in versions.items()
        if old != new and old is not None and new is not None and name not in rivals
        if old[0] is new[0] and old[1].model_copy(update={"grade": getattr(new[1], "grade", None)}) == new[1]
    )


def _rivals(element: Element) -> tuple[str, ...]:
    return element.among if isinstance(element, Rivals) else ()


def _mixture(
    versions: Mapping[str, Edited], made: frozenset[str], regraded: frozenset[str], grading: Grading, conclusion: str
) -> _Mixture | None:
    """The map with some edits made and without the new grades; None if nothing supports the conclusion in it."""
    graphs = []
    for with_grades in (False, True) if regraded else (False,):
        chosen = {
            name: one.new if name in made or one.old == one.new or (with_grades and name in regraded) else one.old
            for name, one in versions.items()
        }
        graphs.append(build_graph(_whole(chosen, grading)))
    first = graphs[0]
    if conclusion not in first or not first.is_argued(conclusion):
        return None
    known = grades(first)
    new = grades(graphs[-1], [name for name in regraded if name in graphs[-1]])
    return _Mixture(account(first, conclusion, known), {name: grade.value for name, grade in new.items()})


def _whole(chosen: Mapping[str, _Version | None], grading: Grading) -> Map:
    """A map of some versions of elements, without references to those that are not there."""
    there = {name: version for name, version in chosen.items() if version is not None}
    waiting = list(there)
    users = defaultdict[str, list[str]](list)
    for name, (_, element) in there.items():
        for end in _ends(element):
            users[end].append(name)
    while waiting:
        name = waiting.pop()
        if name in there:
            kept = _kept(there[name][1], there)
            if kept is None:
                del there[name]
                waiting += users[name]
            else:
                there[name] = there[name][0], kept
    tables: dict[str, dict[str, Any]] = {kind.table: {} for kind in Kind}
    for name, (kind, element) in there.items():
        tables[kind.table][name] = element
    return Map().model_copy(update={**tables, "map": MapInfo(grading=grading)})


def _kept(element: Element, there: Collection[str]) -> Element | None:
    """An element without references to what is not there; None if too little is left of it."""
    update: dict[str, Any] = {}
    for key, least in _LEAST.items():
        named = getattr(element, key, None)
        left = tuple(one for one in named or () if one in there)
        if named is None or len(left) == len(named):
            continue
        if len(left) < least and (key != "from_" or getattr(element, "text", None) is None):
            return None
        update[key] = left if left or key != "from_" else None
    if any(end is not None and end not in there for end in (getattr(element, key, None) for key in ("to", "against"))):
        return None
    return element.model_copy(update=update) if update else element


def _shapley(players: Sequence[str], worth: Callable[[frozenset[str]], float]) -> dict[str, Effect]:
    """The Shapley value of each player."""
    if len(players) <= EXACT:
        return {player: Effect(_value(player, players, worth)) for player in players}
    drawn = random.Random(0)  # noqa: S311 - the same orders in every run
    gained: dict[str, list[float]] = {player: [] for player in players}
    for _ in range(max(_FEWEST_PAIRS, TRIED // (2 * len(players)))):
        order = list(players)
        drawn.shuffle(order)
        both = defaultdict[str, float](float)
        for way in (order, order[::-1]):
            made: frozenset[str] = frozenset()
            for player in way:
                both[player] += (worth(made | {player}) - worth(made)) / 2
                made |= {player}
        for player, gain in both.items():
            gained[player].append(gain)
    return {player: Effect(math.fsum(several) / len(several), _error(several)) for player, several in gained.items()}


def _error(several: Sequence[float]) -> float:
    """The standard error of a mean."""
    mean = math.fsum(several) / len(several)
    return math.sqrt(math.fsum((one - mean) ** 2 for one in several) / (len(several) - 1) / len(several))


def _value(player: str, players: Sequence[str], worth: Callable[[frozenset[str]], float]) -> float:
    """The mean of what a player adds, over all orders."""
    others = [other for other in players if other != player]
    total = math.factorial(len(players))
    value = 0.0
    for bits in range(1 << len(others)):
        before = frozenset(other for place, other in enumerate(others) if bits >> place & 1)
        weight = math.factorial(len(before)) * math.factorial(len(others) - len(before)) / total
        value += weight * (worth(before | {player}) - worth(before))
    return value
