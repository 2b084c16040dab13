"""What a rule sees, and what it returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, NamedTuple, Protocol

from argmap.assess.closed_form import Tree, is_tree
from argmap.assess.diagram import build_diagram
from argmap.assess.grading import grade_values
from argmap.assess.sampling import Sampled
from argmap.assess.worlds import bearing
from argmap.checks.lexicon import LEXICONS, Lexicon
from argmap.checks.words import tokens
from argmap.findings import Severity
from argmap.graph import Graph
from argmap.model import Kind, Statement

Path = tuple[str | int, ...]
"""Keys and list indices from the root of a map to a value."""

_EXACT_BUDGET = 1 << 12
_SAMPLES = 1 << 11


class Edit(NamedTuple):
    """A mechanical repair: the value at `path` becomes `text`, or the key is taken out where there is none.

    Where `table` is set, the element at `path` moves to the table `text`.
    """

    path: Path
    text: str | None = None
    table: bool = False


class Hit(NamedTuple):
    """What a rule found: at which key path, what it says, about which element, and what else belongs to it."""

    path: Path
    message: str
    subject: str = ""
    key: bool = False
    help: str = ""
    related: tuple[tuple[Path, str], ...] = ()
    edits: tuple[Edit, ...] = ()


class Rule(Protocol):
    """A rule. Its docstring says what it looks for; the class holds all that the docs say of it."""

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    why: ClassVar[str]
    way_out: ClassVar[str]
    fires: ClassVar[str]
    """A map in which it fires; beside it one in which it does not."""
    silent: ClassVar[str]

    def check(self, case: Case) -> Iterator[Hit]:
        """Everything the rule finds in a map."""
        ...


@dataclass(frozen=True)
class Case:
    """A map with what belongs to it.

    `texts` are the texts of sources at hand, by the source's id; `unreadable` says why others are not. `fired` has the
    (code, subject) of what the other rules found, for the rule on acceptances; `codes` are those of the rules that ran,
    `known` those of all.
    """

    graph: Graph
    texts: Mapping[str, str] = field(default_factory=dict)
    unreadable: Mapping[str, str] = field(default_factory=dict)
    low_standing: float = 0.5
    fired: frozenset[tuple[str, str]] = frozenset()
    codes: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    terms: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)
    """What `argmap.checks.terms` has found of each statement, so that it is found once."""

    @cached_property
    def language(self) -> str:
        """The language of the map, without its region."""
        return self.graph.map.map.language.split("-", 1)[0].lower()

    @cached_property
    def lexicon(self) -> Lexicon | None:
        """The signal words of the map's language; None where argmap knows none, and rules on words rest."""
        return LEXICONS.get(self.language)

    @cached_property
    def idle_words(self) -> frozenset[str]:
        """Words that say nothing of what a text is about."""
        lexicon = self.lexicon
        return lexicon.small | lexicon.hedges | lexicon.certain | lexicon.universal if lexicon else frozenset()

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Premises, assumptions, claims and conclusions by id."""
        map_ = self.graph.map
        return {**map_.conclusions, **map_.claims, **map_.premises, **map_.assumptions}

    @cached_property
    def tokens(self) -> Mapping[str, tuple[str, ...]]:
        """The words of each statement, in lower case."""
        return {name: tokens(statement.text) for name, statement in self.statements.items()}

    @cached_property
    def circles(self) -> list[frozenset[str]]:
        """The circular parts of the graph, over supports and attacks."""
        return self.graph.cycles()

    @cached_property
    def on_path(self) -> frozenset[str]:
        """The conclusions, and what supports them, directly or over others."""
        return self._upstream(attacks=False)

    @cached_property
    def bearing(self) -> frozenset[str]:
        """The conclusions, and what speaks for or against them."""
        return self._upstream(attacks=True)

    def _upstream(self, *, attacks: bool) -> frozenset[str]:
        """The conclusions and all that is upstream of them, in one walk."""
        graph = self.graph
        found = set(graph.roots())
        stack = list(found)
        while stack:
            name = stack.pop()
            for other in (*graph.predecessors(name), *(graph.attackers(name) if attacks else ())):
                if other not in found:
                    found.add(other)
                    stack.append(other)
        return frozenset(found)

    def path(self, name: str, *keys: str | int) -> Path:
        """The key path of an element, or of a key in it."""
        kinds = self.graph.kinds
        kind = kinds.get(name) or next(kind for kind in Kind if name in self.graph.map.table(kind))
        return (kind.table, name, *keys)

    def standing(self, conclusion: str) -> tuple[float, float]:
        """The standing of a conclusion, and its standard error (0 where exact); estimated sooner than `argmap weak`."""
        names = bearing(self.graph, conclusion)
        values = grade_values(self.graph, names)
        if is_tree(self.graph, names):
            return Tree(self.graph, conclusion).chances(values)[conclusion], 0.0
        try:
            return build_diagram(self.graph, conclusion, names, list(values), _EXACT_BUDGET).evaluate(values)[0], 0.0
        except MemoryError:
            sampled = Sampled(self.graph, conclusion, names, list(values), _SAMPLES)
            share = sampled.evaluate(values, ())[0]
            return share, sampled.standard_error(share)
