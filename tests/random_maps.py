"""Random maps as TOML text, for tests that compare argmap with other programs.

The maps are small, and every claim and conclusion has a support.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

Tables = dict[str, dict[str, dict[str, Any]]]
WORDS = ("almost-certain", "very-likely", "likely", "even", "unlikely", "very-unlikely", "remote")
LEVELS = 4
NUMBERS = st.integers(0, 100).map(lambda percent: percent / 100)
GRADES = st.one_of(NUMBERS, NUMBERS, st.sampled_from(WORDS), st.none())


def written(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """Tables as TOML; keys whose value is None are left out."""
    lines = []
    for table, elements in tables.items():
        for name, keys in elements.items():
            lines.append(f"[{table}.{name}]")
            lines += [f"{key} = {json.dumps(value)}" for key, value in keys.items() if value is not None]
    return "\n".join(lines) + "\n"


def without(names: Sequence[str], *others: str) -> list[str]:
    return [name for name in names if name not in others]


class _Maker:
    """Draws one map. With `layered`, no element depends on itself through an objection.

    Every element has a level: what it rests on is at its own level or below, and its objections are below. So claims
    can support each other in circles, and a circle can go through an objection only if the map is not layered.
    """

    def __init__(self, draw: st.DrawFn, *, layered: bool, most_uncertain: int | None = None) -> None:
        self.draw, self.layered, self.most_uncertain = draw, layered, most_uncertain
        self.levels: dict[str, int] = {}
        self.uncertain = 0
        self.tables: Tables = {}

    def level(self, highest: int = LEVELS - 1) -> int:
        return self.draw(st.integers(0, highest)) if self.layered else 0

    def grade(self) -> float | str | None:
        """A grade; after `most_uncertain` of them, every grade is 1."""
        if self.most_uncertain is None:
            return self.draw(GRADES)
        if self.uncertain >= self.most_uncertain or self.draw(st.booleans()):
            return 1
        self.uncertain += 1
        return self.draw(st.integers(1, 99)) / 100

    def add(self, table: str, name: str, level: int, **keys: Any) -> None:
        self.tables.setdefault(table, {})[name] = keys
        self.levels[name] = level

    @property
    def statements(self) -> list[str]:
        tables = ("premises", "assumptions", "claims", "conclusions")
        return [name for table in tables for name in self.tables.get(table, {})]

    def starts(self, level: int, *excluded: str, least: int = 1) -> list[str]:
        """Statements that a step at this level can rest on."""
        usable = without([name for name in self.statements if self.levels[name] <= level], *excluded)
        if not usable:
            return []
        return self.draw(st.lists(st.sampled_from(usable), min_size=least, max_size=3, unique=True))

    def warrant(self, level: int, *excluded: str) -> str | None:
        usable = without([name for name in self.statements if self.levels[name] <= level], *excluded)
        if not usable or self.draw(st.integers(0, 3)):
            return None
        return self.draw(st.sampled_from([*usable, "what is usual"]))

    def inference(self, name: str, end: str) -> None:
        level = self.levels[end]
        starts = self.starts(level, end)
        if not starts:
            return
        warrant = self.warrant(level, end, *starts)
        self.add("inferences", name, level, **{"from": starts, "to": end, "warrant": warrant, "grade": self.grade()})

    def objection(self, name: str) -> None:
        level = self.level(LEVELS - 2)
        targets = [other for other in self.levels if not self.layered or self.levels[other] > level]
        if not targets:
            return
        against = self.draw(st.sampled_from(targets))
        starts = self.starts(level, against, least=0) or None
        text = name if starts is None or self.draw(st.booleans()) else None
        warrant = self.warrant(level, against, *(starts or ()))
        keys = {"from": starts, "against": against, "text": text, "warrant": warrant, "grade": self.grade()}
        self.add("objections", name, level, **keys)

    def made(self) -> str:
        draw = self.draw
        for number in range(draw(st.integers(2, 4))):
            # one premise is at the lowest level, so that everything can have a support
            self.add("premises", f"p{number}", self.level() if number else 0, text="p", grade=self.grade())
        for number in range(draw(st.integers(0, 1))):
            self.add("assumptions", f"a{number}", self.level(), text="a", grade=self.grade())
        for number in range(draw(st.integers(1, 3))):
            self.add("claims", f"c{number}", self.level(), text="c")
        for number in range(draw(st.integers(1, 2))):
            self.add("conclusions", f"z{number}", LEVELS - 1, text="z")
        ends = [*self.tables.get("claims", ()), *self.tables["conclusions"]]
        more = draw(st.lists(st.sampled_from([*ends, "p0"]), max_size=3))
        for number, end in enumerate([*ends, *more]):
            self.inference(f"i{number}", end)
        for number in range(draw(st.integers(1, 4 if self.layered else 3))):
            self.objection(f"o{number}")
        worded = [name for name, keys in self.tables.get("objections", {}).items() if keys["text"]]
        for end in draw(st.lists(st.sampled_from(worded), max_size=1)) if worded else ():
            self.inference("i-text", end)
        return written(self.tables)


@st.composite
def layered_maps(draw: st.DrawFn) -> str:
    """Maps in which no circle goes through an objection; claims may support each other in circles."""
    return _Maker(draw, layered=True).made()


@st.composite
def circular_maps(draw: st.DrawFn) -> str:
    """Maps with circles of every kind; at most four elements are uncertain, and all others are sure to hold."""
    return _Maker(draw, layered=False, most_uncertain=4).made()


@st.composite
def maps_with_rivals(draw: st.DrawFn) -> str:
    """Maps like `layered_maps`, in which some premises exclude each other."""
    maker = _Maker(draw, layered=True)
    maker.made()
    given = {**maker.tables["premises"], **maker.tables.get("assumptions", {})}
    members = draw(st.lists(st.sampled_from(sorted(given)), min_size=2, max_size=3, unique=True))
    left = 100
    for member in members:
        percent = draw(st.integers(0, left))
        given[member]["grade"] = draw(st.sampled_from([percent / 100, None]))
        left -= percent if given[member]["grade"] is not None else 0
    return written(maker.tables | {"rivals": {"r": {"among": members}}})


@st.composite
def frameworks(draw: st.DrawFn) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """The chances of some arguments and of the attacks between them, with circles and self-attacks."""
    names = "abcde"[: draw(st.integers(2, 5))]
    chance = st.one_of(st.just(1.0), st.integers(1, 99).map(lambda percent: percent / 100))
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names))
    attacks = draw(st.lists(pairs, min_size=2, max_size=6, unique=True))
    return {name: draw(chance) for name in names}, {pair: draw(chance) for pair in attacks}


@st.composite
def weighted_graphs(
    draw: st.DrawFn, *, acyclic: bool
) -> tuple[dict[str, float], set[tuple[str, str]], set[tuple[str, str]]]:
    """Base scores, attacks and supports of a bipolar graph; no pair of arguments has both."""
    names = "abcdefgh"[: draw(st.integers(2, 8))]
    usable = [(start, end) for start in names for end in names if start < end or not acyclic]
    related = draw(st.dictionaries(st.sampled_from(usable), st.booleans(), min_size=1, max_size=14))
    base = {name: draw(NUMBERS) for name in names}
    attacks = {pair for pair, is_attack in related.items() if is_attack}
    return base, attacks, set(related) - attacks
