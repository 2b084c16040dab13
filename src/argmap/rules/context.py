"""What a rule sees, and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

from argmap.editing.fixes import Edit
from argmap.findings import Severity
from argmap.graph import Graph
from argmap.language.lexicon import LEXICONS, Lexicon
from argmap.language.words import stem, tokens
from argmap.model import Kind, Statement
from argmap.source import KeyPath
from argmap.standing.effects import account

LOW_STANDING = 0.5
"""Below this standing a conclusion gets a finding, unless the settings say otherwise."""


class Hit(NamedTuple):
    """What a rule found: at which key path, what it says, about which element, and what else belongs to it."""

    path: KeyPath
    message: str
    subject: str = ""
    key: bool = False
    help: str = ""
    related: tuple[tuple[KeyPath, str], ...] = ()
    edits: tuple[Edit, ...] = ()


class Rule(Protocol):
    """A rule. Its docstring says what it looks for; the class holds all that the docs say of it."""

    code: str
    name: str
    severity: Severity
    why: str
    help: str
    fires: str
    """A map in which it fires; beside it one in which it does not."""
    silent: str

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Everything the rule finds in a map."""
        ...


@dataclass(frozen=True, eq=False)
class CheckContext:
    """A map with what belongs to it, as every rule sees it.

    `texts` are the texts of sources at hand, by the source's id; `unreadable` says why others are not. `standing_of`
    gives a conclusion's standing and its standard error, if the caller has them. For the rule on acceptances,
    `subjects_of` gives the elements that a rule found, None if it did not run, and `known` the codes of all rules.
    """

    graph: Graph
    texts: Mapping[str, str] = field(default_factory=dict)
    unreadable: Mapping[str, str] = field(default_factory=dict)
    low_standing: float = LOW_STANDING
    standing_of: Callable[[str], tuple[float, float]] | None = None
    subjects_of: Callable[[str], frozenset[str] | None] = lambda _: None
    known: frozenset[str] = frozenset()
    _terms: dict[str, dict[str, str]] = field(default_factory=dict, init=False, repr=False)

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

    def terms(self, name: str) -> Mapping[str, str]:
        """The stems of a statement's words of content, each with a word as the text has it."""
        if name not in self._terms:
            language, idle = self.language, self.idle_words
            self._terms[name] = {stem(word, language): word for word in self.tokens[name] if word not in idle}
        return self._terms[name]

    @cached_property
    def on_path(self) -> frozenset[str]:
        """The conclusions, and what bears on them without an objection between."""
        return self._bearing(attacks=False)

    @cached_property
    def bearing(self) -> frozenset[str]:
        """The conclusions, and all that bears on them; see `Graph.bearing`."""
        return self._bearing(attacks=True)

    @cached_property
    def leading(self) -> frozenset[str]:
        """The conclusions, and all that leads to them in the drawing, also what supports a premise."""
        return self.graph.upstream(*self.graph.roots()).union(self.graph.roots())

    def _bearing(self, *, attacks: bool) -> frozenset[str]:
        return frozenset(self.graph.bearing(*self.graph.roots(), attacks=attacks))

    def path(self, name: str, *keys: str | int) -> KeyPath:
        """The key path of an element, or of a key in it."""
        kinds = self.graph.kinds
        kind = kinds.get(name) or next(kind for kind in Kind if name in self.graph.map.table(kind))
        return (kind.table, name, *keys)

    def standing(self, conclusion: str) -> tuple[float, float]:
        """The standing of a conclusion in [0, 1], and its standard error (0 if it is exact)."""
        if self.standing_of is not None:
            return self.standing_of(conclusion)
        return account(self.graph, conclusion).standing()
