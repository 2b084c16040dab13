"""What a rule sees and what it returns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, Protocol

from argmap.editing.fixes import Edit
from argmap.findings import Level, Severity
from argmap.graph import Graph
from argmap.language.lexicon import LEXICONS, Lexicon
from argmap.language.phrases import Phrases, phrases_of
from argmap.language.terms import Terms, terms_of, used_in
from argmap.language.words import plain_tokens, stem, tokens, without_quoted
from argmap.model import Kind, Objection, Statement
from argmap.settings import LOW_STANDING
from argmap.source import KeyPath
from argmap.standing.effects import account
from argmap.standing.evaluation import Evaluation

LONG = 40
"""Words of a text that is longer than one statement needs."""
_SENTENCE_END = re.compile(r"[^\W\d_]{3,}[.!?…]+[”’\"')]*\s+\S|\?")


class Hit(NamedTuple):
    """What a rule found: the key path, the message, the id of the element concerned, and related places.

    `key` marks the key at the path rather than its value. `severity` and `level` are those of this find, if they
    are not the rule's.
    """

    path: KeyPath
    message: str
    subject: str = ""
    key: bool = False
    help: str = ""
    related: tuple[tuple[KeyPath, str], ...] = ()
    edits: tuple[Edit, ...] = ()
    severity: Severity | None = None
    level: Level | None = None


class Needs(Enum):
    """What a rule cannot do without, besides the map: if it is not there, the rule has looked at nothing."""

    NOTHING = auto()
    LEXICON = auto()
    """The signal words of the map's language."""
    PHRASES = auto()
    """The phrases of the map's language."""
    SOURCES = auto()
    """Sources of the map's own, rather than one for all of it."""
    SOURCE_TEXT = auto()
    """The texts of the sources that an element quotes."""


class Rule(Protocol):
    """A rule. Its docstring says what it looks for; its attributes hold everything else the docs say about it."""

    code: str
    name: str
    severity: Severity
    level: Level
    """The level from which a check includes the rule."""
    needs: Needs
    why: str
    help: str
    fires: str
    """A map in which the rule fires; `silent` is one in which it does not."""
    silent: str

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Everything the rule finds in a map."""
        ...


@dataclass(frozen=True, eq=False)
class CheckContext:
    """A map and everything else that a rule may look at.

    `texts` has the texts of the sources that could be read, by source id; `unreadable` says why others could not.
    `standing_of` returns the standing of a conclusion, if the caller has computed them. For the rule
    on acceptances, `subjects_of` returns the ids of the elements a rule found, or None if the rule did not run or could
    not look at the element, and `known` has the codes of all rules.
    """

    graph: Graph
    texts: Mapping[str, str] = field(default_factory=dict)
    unreadable: Mapping[str, str] = field(default_factory=dict)
    low_standing: float = LOW_STANDING
    standing_of: Callable[[str], Evaluation] | None = None
    subjects_of: Callable[[str, str | None], frozenset[str] | None] = lambda _code, _subject: None
    known: frozenset[str] = frozenset()
    _terms: dict[str, dict[str, str]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def language(self) -> str:
        """The language of the map, without its region."""
        return self.graph.map.map.language.split("-", 1)[0].lower()

    @cached_property
    def lexicon(self) -> Lexicon | None:
        """The signal words of the map's language; None if argmap has none for it, and rules about words do not run."""
        return LEXICONS.get(self.language)

    @cached_property
    def signs(self) -> frozenset[str]:
        """Small words that make another statement of the same content words; none without a lexicon."""
        return self.lexicon.signs if self.lexicon else frozenset()

    @cached_property
    def phrases(self) -> Phrases | None:
        """The phrases of the map's language; None if argmap has none for it, and rules about phrases do not run."""
        return phrases_of(self.language)

    @cached_property
    def is_appraised(self) -> bool:
        """Whether somebody has weighed the map: graded anything, or named the schemes of half of its inferences.

        Maps from other tools mostly say only what is for and against what.
        """
        schemes = [inference.scheme is not None for inference in self.graph.map.inferences.values()]
        return self.is_graded or (any(schemes) and 2 * sum(schemes) >= len(schemes))

    @cached_property
    def is_graded(self) -> bool:
        """Whether the author grades anything in the map."""
        return any(getattr(element, "grade", None) is not None for _, _, element in self.graph.map.elements())

    @cached_property
    def idle_words(self) -> frozenset[str]:
        """Words that say nothing about the subject of a text, such as articles and hedges."""
        lexicon = self.lexicon
        return lexicon.small | lexicon.hedges | lexicon.certain | lexicon.universal if lexicon else frozenset()

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Premises, assumptions, claims, conclusions and suppositions by id."""
        map_ = self.graph.map
        return {**map_.conclusions, **map_.claims, **map_.premises, **map_.assumptions, **map_.suppositions}

    @cached_property
    def said(self) -> Mapping[str, Statement | Objection]:
        """Everything that an inference can lead from or to: statements, and objections with a text."""
        objections = {element_id: step for element_id, step in self.graph.map.objections.items() if step.text}
        return {**self.statements, **objections}

    @cached_property
    def supported_conclusions(self) -> tuple[str, ...]:
        """The conclusions for which the map has an argument."""
        return tuple(root for root in self.graph.map.conclusions if self.graph.supporters(root))

    @cached_property
    def tokens(self) -> Mapping[str, tuple[str, ...]]:
        """The words of each statement, and of each objection with a text, in lower case."""
        return {element_id: tokens(element.text or "") for element_id, element in self.said.items()}

    @cached_property
    def named_terms(self) -> Terms:
        """The terms of the concepts."""
        return terms_of({name: one.term for name, one in self.graph.map.concepts.items()}, self.language)

    @cached_property
    def concepts_named(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The concepts of each term that a statement uses, whether it lists them or not; see `used_in`."""
        if not self.named_terms.senses:
            return dict.fromkeys(self.statements, ())
        return {name: used_in(self.statements[name].text, self.named_terms, self.language) for name in self.statements}

    @cached_property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Like `tokens`, with contractions of `not` taken apart."""
        return {element_id: plain_tokens(element.text or "") for element_id, element in self.said.items()}

    @cached_property
    def sentences(self) -> Mapping[str, str]:
        """As `plain`, but only of texts of one sentence: of more than one, no phrase tells what the whole does."""
        return {
            element_id: text
            for element_id, text in self.plain.items()
            if len(self.tokens[element_id]) <= LONG and not _SENTENCE_END.search(text.strip())
        }

    @cached_property
    def plain(self) -> Mapping[str, str]:
        """The text of each statement, and of each objection that has one, in lower case and without quoted words."""
        return {element_id: without_quoted(element.text or "").casefold() for element_id, element in self.said.items()}

    @cached_property
    def circles(self) -> tuple[frozenset[str], ...]:
        """The circular parts of the graph, over supports and attacks."""
        return self.graph.cycles()

    def terms(self, element_id: str) -> Mapping[str, str]:
        """The stems of the content words of a statement or objection, each with the word as written in the text."""
        if element_id not in self._terms:
            language, idle = self.language, self.idle_words
            self._terms[element_id] = {
                stem(word, language): word for word in self.tokens[element_id] if word not in idle
            }
        return self._terms[element_id]

    @cached_property
    def on_path(self) -> frozenset[str]:
        """The conclusions, and everything that bears on them without an objection in between."""
        return self._bearing(attacks=False)

    @cached_property
    def bearing(self) -> frozenset[str]:
        """The conclusions, and everything that bears on them; see `Graph.bearing`."""
        return self._bearing(attacks=True)

    @cached_property
    def leading(self) -> frozenset[str]:
        """The conclusions, and everything that leads to them in the drawing, including what supports a premise."""
        return self.graph.upstream(*self.graph.roots()).union(self.graph.roots())

    def _bearing(self, *, attacks: bool) -> frozenset[str]:
        return frozenset(self.graph.bearing(*self.graph.roots(), attacks=attacks))

    @cached_property
    def bare(self) -> tuple[str, ...]:
        """The statements with neither support nor quote, on which something rests and which are not conditional."""
        return tuple(
            element_id
            for element_id, statement in self.statements.items()
            if element_id in self.bearing
            and element_id in self.sentences
            and not statement.quote
            and not self.graph.supporters(element_id)
            and not (self.phrases and self.phrases.condition.match(self.plain[element_id]))
        )

    def as_written(self, element_id: str, match: re.Match[str]) -> str:
        """What a phrase was found in, as the text has it rather than in lower case."""
        text = without_quoted(self.said[element_id].text or "")
        ends = list(accumulate(len(char.casefold()) for char in text))
        start, end = bisect_right(ends, match.start()), bisect_left(ends, match.end()) + 1
        return text[start:end].strip()

    def path(self, element_id: str, *keys: str | int) -> KeyPath:
        """The key path of an element, or of a key in it."""
        kinds = self.graph.kinds
        kind = kinds.get(element_id) or next(kind for kind in Kind if element_id in self.graph.map.table(kind))
        return (kind.table, element_id, *keys)

    def standing(self, conclusion: str) -> Evaluation:
        """The standing of a conclusion, with its standard error (0 if it is exact)."""
        if self.standing_of is not None:
            return self.standing_of(conclusion)
        return account(self.graph, conclusion).standing()
