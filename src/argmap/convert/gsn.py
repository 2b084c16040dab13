"""The Goal Structuring Notation in YAML, as gsn2x reads it (https://jonasthewolf.github.io/gsn2x).

Goals, solutions and assumptions are statements; strategies, and goals that support a goal directly, are inferences;
contexts and justifications are notes; counter-goals that challenge something are objections. What argmap writes has
the kind of each element under the key `argmap`, which gsn2x ignores, so that the map comes back.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, NamedTuple

from argmap.convert.draft import Draft, Translation
from argmap.convert.loss import Loss
from argmap.convert.schemes import scheme_of
from argmap.convert.toml import values_of
from argmap.convert.yaml_file import Span, YamlFile, YamlValue
from argmap.graph import NODES
from argmap.loading.load import LoadedMap
from argmap.model import Inference, Kind, Objection, Statement
from argmap.model.url import safe_url
from argmap.source import KeyPath, SourceText

OURS = "argmap"
"""The key for the kind that an element has in argmap."""

_GOAL, _STRATEGY, _SOLUTION, _CONTEXT = "Goal", "Strategy", "Solution", "Context"
_ASSUMPTION, _JUSTIFICATION = "Assumption", "Justification"
_COUNTER_GOAL, _COUNTER_SOLUTION = "CounterGoal", "CounterSolution"
_PREFIXES = {
    "CG": _COUNTER_GOAL,
    "G": _GOAL,
    "CSn": _COUNTER_SOLUTION,
    "Sn": _SOLUTION,
    "S": _STRATEGY,
    "C": _CONTEXT,
    "A": _ASSUMPTION,
    "J": _JUSTIFICATION,
}
_COUNTER = frozenset({_COUNTER_GOAL, _COUNTER_SOLUTION})
_STATEMENTS = frozenset({_GOAL, _SOLUTION, *_COUNTER})
_NOTES = frozenset({_CONTEXT, _JUSTIFICATION})
_LAYOUT = frozenset({"rankIncrement", "horizontalIndex", "charWrap", "wordWrap", "stylesheets"})
_READ = frozenset(
    {"text", "supportedBy", "inContextOf", "challenges", "undeveloped", "defeated", "classes", "url", "nodeType"}
)
_LOST = {"acp": "assurance claim point", "level": "level", "defeatedRelation": "defeated relation"}
_FORM = "A file in GSN has elements by id, such as `G1:` with `text` and `supportedBy`."
_ABSENT = "reference to an element that is not in the file"
_NO_TEXT = "objection without text"
_TEXT = "text"
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_LONGEST_TAG, _MOST_TAGS = 60, 50
_MOST_STARTS = 200_000  # strategies that many goals share would make a map that is much larger than the file


class _Element(NamedTuple):
    """An element of the file; `mark` is what argmap calls it, if argmap wrote it."""

    key: str
    type: str
    text: str
    fields: Mapping[str, YamlValue]
    where: Span
    mark: str

    @property
    def words(self) -> str:
        """Its text on one line."""
        return " ".join(self.text.split())

    @property
    def is_strategy(self) -> bool:
        return self.type == _STRATEGY or (self.type in _COUNTER and self.mark == Kind.INFERENCE.value)

    @property
    def is_statement(self) -> bool:
        return self.type in _STATEMENTS and not self.is_strategy

    @property
    def name(self) -> str:
        """The id that argmap wrote; empty if it wrote none."""
        name = self.key.partition("-")[2]
        return name if self.mark and _ID.fullmatch(name) else ""


def read(source: SourceText) -> Translation:
    """Read a goal structure. Raises `MapError` if it is not valid YAML, or not a goal structure."""
    return _Reader(source).translation()


class _Reader:
    """Keeps the elements of a file, and what became of them."""

    def __init__(self, source: SourceText) -> None:
        self._file = YamlFile(source)
        self._draft = Draft(source, self._file.locate)
        self._elements: dict[str, _Element] = {}
        self._steps: defaultdict[str, list[Hashable]] = defaultdict(list)  # of a strategy
        self._links: dict[tuple[str, str], Hashable] = {}  # the step that a relation belongs to
        self._used: set[str] = set()
        self._notes: defaultdict[str, list[Hashable]] = defaultdict(list)  # what a context is about
        self._aside: set[str] = set()
        self._absent: set[Span] = set()
        self._names: set[str] = set()
        self._starts = 0

    def translation(self) -> Translation:
        self._read_elements()
        self._used = {
            reference.text or ""
            for element in self._elements.values()
            for reference in self._references(element, "supportedBy")
        }
        self._find_resting()
        for element in self._elements.values():
            if element.is_statement and not self._is_objection(element):
                self._statement(element)
            elif element.type == _ASSUMPTION and element.key not in self._aside:
                self._draft.statement(
                    element.key, element.text, element.where, Kind.ASSUMPTION, **self._values(element)
                )
                self._as_written(element)
        for element in self._elements.values():
            if element.is_statement:
                self._support(element)
        for element in self._elements.values():
            if not element.is_strategy:
                self._challenge(element)
            defeated = element.fields.get("defeated")
            if defeated is not None and not defeated.is_true and (defeated.text or "").lower() not in {"false", "no"}:
                self._draft.lose("defeat by something", defeated.span)
        self._contexts()
        for element in self._elements.values():
            self._attributes(element)
        return self._draft.finished()

    def _read_elements(self) -> None:
        root = self._file.fields(self._file.root, "the file", _FORM)
        for key, value in root.items():
            if key == "module" or (value.fields and "name" in value.fields and not _type(key)):
                self._module(value)
                continue
            fields = self._file.fields(value, f'the element "{key[:80]}"', _FORM)
            named = self._file.text(fields.get("nodeType"), "nodeType")
            kind = named if named in _PREFIXES.values() else _type(key)
            if not kind:
                self._draft.lose("element of an unknown type", value.key)
                continue
            text = self._file.text(fields.get("text"), "text")
            mark = self._file.text(fields.get(OURS), OURS)
            self._elements[key] = _Element(key, kind, text if text.strip() else key, fields, value.key, mark)
        if not self._elements:
            raise self._file.wrong(self._file.root.key, "there are no goals or other elements in this file", _FORM)

    def _module(self, value: YamlValue) -> None:
        fields = self._file.fields(value, "the module", "A module has `name` and `brief`.")
        for name, key in (("title", "name"), ("description", "brief")):
            if text := self._file.text(fields.get(key), key).strip():
                self._draft.describe(name, text, fields[key].span)
        for name, inner in fields.items():
            if name in {"uses", "extends"}:
                self._draft.lose("reference to another module", inner.key)
            elif name not in {"name", "brief", *_LAYOUT}:
                self._draft.lose("entry of the module", inner.key)

    def _references(self, element: _Element, name: str) -> list[YamlValue]:
        return self._file.texts(element.fields.get(name), name)

    def _found(self, element: _Element, name: str) -> Iterator[_Element]:
        """The elements that one refers to, each once."""
        seen = set()
        for reference in self._references(element, name):
            key = reference.text or ""
            if key not in self._elements:
                if reference.span not in self._absent:
                    self._draft.lose(_ABSENT, reference.span)
                self._absent.add(reference.span)
            elif key not in seen:
                seen.add(key)
                yield self._elements[key]

    def _values(self, element: _Element) -> dict[str, Any]:
        """The label, tags and link of an element."""
        values: dict[str, Any] = {"label": self._file.text(element.fields.get("label"), "label").strip()}
        tags = [value.text or "" for value in self._file.texts(element.fields.get("classes"), "classes")]
        if not element.mark:
            extra = {_SOLUTION: "solution", _COUNTER_SOLUTION: "solution"}.get(element.type)
            extra = element.type.lower() if element.type in _NOTES else extra
            tags += [extra] if extra else []
            tags += [name for name in ("undeveloped", "defeated") if self._is_set(element, name)]
        values["tags"] = list(dict.fromkeys(" ".join(tag.split())[:_LONGEST_TAG] for tag in tags))[:_MOST_TAGS]
        link = element.fields.get("url")
        url = self._file.text(link, "url").strip()
        if link is not None and url and not safe_url(url):
            self._draft.lose("link that cannot be followed", link.span)
            url = ""
        return {**values, "url": url}

    def _is_set(self, element: _Element, name: str) -> bool:
        return name in element.fields and element.fields[name].is_true

    def _statement(self, element: _Element) -> None:
        self._draft.statement(element.key, element.text, element.where, **self._values(element))
        self._as_written(element)

    def _as_written(self, element: _Element, key: Hashable = None) -> None:
        """The id and kind that argmap wrote for an element, if it did."""
        kind = next((kind for kind in Kind if kind.value == element.mark), None)
        fits = kind is not None and (
            kind.is_statement
            if element.type in _STATEMENTS | {_ASSUMPTION} and not element.is_strategy
            else kind is (Kind.INFERENCE if element.is_strategy else Kind.NOTE)
        )
        if kind is not None and fits:
            self._named(element.key if key is None else key, element.name, kind)

    def _named(self, key: Hashable, name: str, kind: Kind) -> None:
        """Give an element its id and kind; what needs an id to be referred to keeps the one that it gets otherwise."""
        if name not in self._names and (name or kind.is_statement):
            self._draft.as_written(key, name, kind, {})
        self._names.update([name] if name else [])

    def _is_objection(self, element: _Element) -> bool:
        """Whether it does nothing but challenge something."""
        return element.type in _COUNTER and "challenges" in element.fields and element.key not in self._used

    def _assumptions(self, *elements: _Element) -> list[str]:
        found = [reference.text or "" for element in elements for reference in self._references(element, "inContextOf")]
        return [key for key in found if key in self._elements and self._elements[key].type == _ASSUMPTION]

    def _find_resting(self) -> None:
        """The assumptions that only unsupported elements have, so that no step can rest on them."""
        resting: set[str] = set()
        for element in self._elements.values():
            supports = self._references(element, "supportedBy")
            if element.is_strategy or any(self._is_support(reference.text) for reference in supports):
                resting.update(self._assumptions(element))
            else:
                self._aside.update(self._assumptions(element))
        self._aside -= resting

    def _is_support(self, key: str | None) -> bool:
        found = self._elements.get(key or "")
        return found is not None and (found.is_statement or found.is_strategy)

    def _support(self, goal: _Element) -> None:
        """The steps to a goal: one from each strategy, and one from all that supports it directly."""
        direct: list[str] = []
        for support in self._found(goal, "supportedBy"):
            if support.is_strategy:
                self._strategy(goal, support)
            elif support.is_statement:
                direct.append(support.key)
            else:
                self._draft.lose("support by something that cannot support", goal.where)
        if direct and not goal.mark.startswith(Kind.OBJECTION.value):
            step = self._draft.inference([*direct, *self._assumptions(goal)], goal.key, goal.where)
            self._links |= {(goal.key, key): step for key in direct}

    def _strategy(self, goal: _Element, strategy: _Element) -> None:
        inner, nested = self._below(strategy)
        starts = [*inner, *self._assumptions(strategy, *nested, goal)]
        if not starts:
            note = ("strategy", goal.key, strategy.key)
            values = self._values(strategy)
            values["tags"] = list(dict.fromkeys([*values["tags"], "strategy", "undeveloped"]))
            self._draft.other(Kind.NOTE, note, strategy.where, [goal.key], text=strategy.text, **values)
            self._notes[strategy.key].append(goal.key)
            return
        self._starts += len(starts)
        if self._starts > _MOST_STARTS:
            message = (
                f"the strategies of this file lead from more than {_MOST_STARTS:,} elements, counted for each goal"
            )
            raise self._file.wrong(strategy.where, message, "Give each goal a strategy of its own.")
        values = {**self._values(strategy), **self._license(strategy, starts)}
        key = ("step", goal.key, strategy.key)
        self._draft.inference(starts, goal.key, strategy.where, key, **values)
        if not self._steps[strategy.key]:
            self._as_written(strategy, key)
        self._links[goal.key, strategy.key] = key
        self._links |= {(strategy.key, start): key for start in inner}
        for element in (strategy, *nested):
            self._steps[element.key].append(key)
        for element in nested:
            self._draft.lose("strategy below a strategy, now a note", element.where)
            self._draft.other(Kind.NOTE, (key, element.key), element.where, [key], text=element.text, tags=["strategy"])

    def _below(self, strategy: _Element) -> tuple[list[str], list[_Element]]:
        """The statements below a strategy, and the strategies between."""
        starts: list[str] = []
        nested: dict[str, _Element] = {}
        waiting = [strategy]
        while waiting:
            for support in self._found(waiting.pop(), "supportedBy"):
                if support.is_statement:
                    starts.append(support.key)
                elif not support.is_strategy:
                    self._draft.lose("support by something that cannot support", strategy.where)
                elif support.key != strategy.key and support.key not in nested:
                    nested[support.key] = support
                    waiting.append(support)
        return list(dict.fromkeys(starts)), list(nested.values())

    def _license(self, strategy: _Element, starts: list[str]) -> dict[str, Any]:
        """The warrant and scheme of a step; changes `starts` if one of them is its warrant."""
        if strategy.mark != Kind.INFERENCE.value:
            return {"warrant": strategy.words if strategy.text != strategy.key else ""}
        scheme = scheme_of(self._file.text(strategy.fields.get("scheme"), "scheme"))[0]
        warrant = self._file.text(strategy.fields.get("warrant"), "warrant")
        if warrant in starts and len(starts) > 1:
            starts.remove(warrant)
            return {"scheme": scheme, "warrant_key": warrant}
        return {"scheme": scheme, "warrant": strategy.words if warrant == _TEXT else ""}

    def _challenge(self, counter: _Element) -> None:
        """The objections that a counter-goal makes."""
        challenged = counter.fields.get("challenges")
        if challenged is None:
            return
        target = self._file.text(challenged, "challenges").strip()
        ends = self._challenged(target)
        if not ends:
            self._draft.lose("challenge to something that is not in the file", challenged.span)
            ends = [target]
        is_whole = self._is_objection(counter)
        is_ours = counter.mark.startswith(Kind.OBJECTION.value)
        starts = [counter.key] if not is_whole else []
        values: dict[str, Any] = {}
        if is_whole:
            values = {"text": counter.words if counter.mark != _NO_TEXT else "", **self._values(counter)}
        if is_whole and is_ours:
            values["scheme"] = scheme_of(self._file.text(counter.fields.get("scheme"), "scheme"))[0]
            starts = [element.key for element in self._found(counter, "supportedBy") if element.is_statement]
        for number, end in enumerate(ends):
            key = (counter.key, "challenge", number) if number or not is_whole else counter.key
            self._draft.objection(starts, end, counter.where, key, **values)
        if is_whole and is_ours and counter.name:
            self._named(counter.key, counter.name, Kind.OBJECTION)

    def _challenged(self, target: str) -> list[Hashable]:
        """The keys of what is challenged: an element, or the relation from one to another."""
        start, arrow, end = (part.strip() for part in target.partition("->"))
        if arrow:
            return [self._links[pair] for pair in ((start, end), (end, start)) if pair in self._links][:1]
        if target not in self._elements:
            return []
        challenged = self._elements[target]
        if challenged.type in _NOTES or target in self._aside:
            about = [one for one in self._elements.values() if challenged in self._found(one, "inContextOf")]
            ends = [key for one in about for key in self._ends(one)]
            if ends:
                self._draft.lose("challenge to a context, now to what that is about", challenged.where)
            return ends
        return self._ends(challenged)

    def _ends(self, element: _Element) -> list[Hashable]:
        """What an objection to an element is against."""
        return list(self._steps[element.key]) if element.is_strategy else [element.key]

    def _contexts(self) -> None:
        """Contexts, justifications, and assumptions on which no step can rest, as notes."""
        for element in self._elements.values():
            about = self._steps[element.key] or self._notes[element.key] if element.is_strategy else [element.key]
            for context in self._found(element, "inContextOf"):
                if context.type in _NOTES or context.type == _ASSUMPTION:
                    self._notes[context.key] += about
                else:
                    self._draft.lose("context of another kind", element.where)
        for element in self._elements.values():
            is_note = element.key in self._aside
            if element.type in _NOTES or is_note:
                values = self._values(element)
                if is_note:
                    values["tags"] = [*values["tags"], "assumption"]
                    self._draft.lose("assumption about something unsupported, now a note", element.where)
                self._draft.other(
                    Kind.NOTE, element.key, element.where, self._notes[element.key], text=element.text, **values
                )
                self._as_written(element)

    def _attributes(self, element: _Element) -> None:
        """What else the file says of an element, as notes."""
        about = self._steps[element.key] if element.is_strategy else [element.key]
        if element.is_strategy and element.key not in self._used:
            self._draft.lose("strategy that nothing refers to", element.where)
        for name, value in element.fields.items():
            if name in _LOST:
                self._draft.lose(_LOST[name], value.key)
            elif name in _READ | _LAYOUT | {"label", OURS} or (element.mark and name in {"scheme", "warrant"}):
                continue
            elif value.text is None or not value.text.strip() or not about or element.type in _NOTES:
                self._draft.lose("additional attribute", value.key)
            else:
                key = ("attribute", element.key, name)
                self._draft.other(Kind.NOTE, key, value.key, about, text=value.text, label=name, tags=["attribute"])


def _type(key: str) -> str:
    """The type of an element by the start of its id."""
    return next((kind for prefix, kind in _PREFIXES.items() if key.startswith(prefix)), "")


def write(loaded: LoadedMap) -> tuple[str, list[Loss]]:
    """A map as a goal structure, and what could not be kept; `where` of a loss is a key path of the map."""
    writer = _Writer(loaded)
    lines: list[str] = []
    for key, node in writer.document().items():
        lines += [f"{key}:", *(f"  {name}: {_yaml(value)}" for name, value in node.items())]
    return "\n".join(lines) + "\n", writer.losses


def _yaml(value: str | bool | list[str]) -> str:  # noqa: FBT001 - a value to be written
    """A text, `true`, or a list of texts on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if _PLAIN.fullmatch(value) and value.lower() not in _RESERVED:
        return value
    return _UNSAFE.sub(lambda char: f"\\u{ord(char.group()):04x}", json.dumps(value, ensure_ascii=False))


_PLAIN = re.compile(r"[^\W\d_](?:[\w .;()'!?%/+–’-]*[\w.)!?%’])?")  # noqa: RUF001 - a dash and an apostrophe
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

_STATEMENT_LOSSES = {
    "also": "other wording",
    "by": "speaker",
    "date": "date",
    "quote": "quote",
    "grade": "grade",
    "because": "reason for a grade",
}
_STEP_LOSSES = {
    **_STATEMENT_LOSSES,
    "answers": "answer to a critical question",
    "discharges": "discharged supposition",
}
_WHOLE_LOSSES = (Kind.RIVALRY, Kind.CAUTION, Kind.CONTESTED, Kind.SOURCE, Kind.GROUP)


class _Writer:
    """Names the elements of a goal structure while it is made."""

    def __init__(self, loaded: LoadedMap) -> None:
        self._loaded, self._map = loaded, loaded.map
        self._elements = {name: (kind, element) for kind, name, element in loaded.map.elements()}
        self._to: defaultdict[str, list[str]] = defaultdict(list)
        for name, inference in self._map.inferences.items():
            self._to[inference.to].append(name)
        self._on = {objection.against for objection in self._map.objections.values()}
        for note in self._map.notes.values():
            self._on |= set(note.on)
        self._about = {name for note in self._map.notes.values() for name in note.on}
        self._counter = self._in_objections()
        self._nodes: dict[str, dict[str, Any]] = {}
        self._keys: dict[str, str] = {}
        self.losses: list[Loss] = []

    def document(self) -> dict[str, Any]:
        for kind in NODES:
            for name, element in self._map.table(kind).items():
                if kind is not Kind.INFERENCE or self._has_node(name):
                    self._keys[name] = self._key(kind, name, element)
        for kind in NODES:
            for name, element in self._map.table(kind).items():
                self._node(kind, name, element)
                self._lose_values(kind, name, element)
        for name, inference in self._map.inferences.items():
            self._join(name, inference)
        self._notes()
        self._concepts()
        for kind in _WHOLE_LOSSES:
            for name in self._map.table(kind):
                self._lose(kind.noun, kind.table, name)
        for number, _ in enumerate(self._map.accept):
            self._lose("accepted finding", "accept", number)
        return {**self._module(), **self._nodes}

    def _node(self, kind: Kind, name: str, element: object) -> None:
        if isinstance(element, Statement):
            self._statement(kind, name, element)
        elif isinstance(element, Objection):
            self._objection(name, element)
        elif isinstance(element, Inference):
            self._inference(name, element)

    def _lose(self, what: str, *where: str | int) -> None:
        path: KeyPath = where
        self.losses.append(Loss(what, path))

    def _module(self) -> dict[str, Any]:
        info = values_of(self._map.map)
        title = info.pop("title", "")
        brief = info.pop("description", "") if title else ""
        for key in info:
            self._lose("entry of the map", "map", key)
        module = {"name": title} if title else {}
        return {"module": module | ({"brief": brief} if brief else {})} if module else {}

    def _in_objections(self) -> set[str]:
        """The statements that objections rest on; gsn2x has only counter-goals and counter-solutions there."""
        waiting = [name for objection in self._map.objections.values() for name in objection.from_ or ()]
        waiting += [
            start for name in self._map.objections for inference in self._to[name] for start in self._starts(inference)
        ]
        found: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += [start for inference in self._to[name] for start in self._starts(inference)]
        return found

    def _starts(self, inference: str) -> list[str]:
        """What a step starts from, with the statement that is its warrant."""
        step = self._map.inferences[inference]
        warrant = self._warrant(step)
        return list(dict.fromkeys([*step.from_, *([warrant] if warrant else [])]))

    def _warrant(self, step: Inference | Objection) -> str:
        """The id of the statement that is the warrant of a step, if it is one."""
        found = self._elements.get(step.warrant or "")
        return step.warrant or "" if found is not None and isinstance(found[1], Statement) else ""

    def _is_counter(self, inference: Inference) -> bool:
        return inference.to in self._counter or inference.to in self._map.objections

    def _has_node(self, name: str) -> bool:
        """Whether a step says more than what supports what, or is one of several to the same end."""
        step = self._map.inferences[name]
        return bool(
            step.label
            or step.warrant
            or step.scheme
            or step.tags
            or step.url
            or step.concepts
            or name in self._on
            or len(self._to[step.to]) > 1
            or step.to in self._map.objections
            or not any(self._is_goal(start) for start in step.from_)
        )

    def _is_goal(self, name: str) -> bool:
        """Whether something is supported or supports as a goal or solution, not from the side as an assumption."""
        kind = self._elements[name][0]
        is_beside = kind in {Kind.ASSUMPTION, Kind.SUPPOSITION} and not self._to[name] and name not in self._counter
        return not is_beside

    def _key(self, kind: Kind, name: str, element: Any) -> str:  # noqa: ANN401 - any element
        prefix = "CG"
        if kind is Kind.INFERENCE and not self._is_counter(element):
            prefix = "S"
        elif kind.is_statement:
            prefix = self._prefix(name, element)
        if name in self._loaded.unnamed:
            return f"{prefix}{len(self._keys) + 1}"
        return f"{prefix}-{name}"

    def _prefix(self, name: str, statement: Statement) -> str:
        is_leaf = not self._to[name]
        if name in self._counter:
            return "CSn" if is_leaf and "solution" in statement.tags else "CG"
        if not self._is_goal(name):
            return "A"
        has_evidence = "solution" in statement.tags or statement.url or statement.quote
        has_context = name in self._about or statement.concepts
        is_solution = is_leaf and self._elements[name][0] is Kind.PREMISE and has_evidence and not has_context
        return "Sn" if is_solution and "undeveloped" not in statement.tags else "G"

    def _common(self, element: Any) -> dict[str, Any]:  # noqa: ANN401 - any element
        values = {"label": element.label, "classes": list(element.tags), "url": element.url}
        return {key: value for key, value in values.items() if value}

    def _statement(self, kind: Kind, name: str, statement: Statement) -> None:
        key = self._keys[name]
        node: dict[str, Any] = {"text": statement.text}
        if not self._to[name] and key.startswith("G"):
            node["undeveloped"] = True
        self._nodes[key] = {**node, **self._common(statement), OURS: kind.value}

    def _inference(self, name: str, step: Inference) -> None:
        if name not in self._keys:
            return
        warrant = self._warrant(step)
        scheme = step.scheme.value if step.scheme else ""
        words = step.warrant if step.warrant and not warrant else step.label
        node: dict[str, Any] = {"text": words or (f"Argument: {scheme.replace('-', ' ')}" if scheme else "Argument")}
        if warrant and warrant not in step.from_:
            node["warrant"] = self._keys[warrant]
        elif warrant:
            self._lose("warrant among the premises", Kind.INFERENCE.table, name, "warrant")
        elif step.warrant:
            node["warrant"] = _TEXT
        if scheme:
            node["scheme"] = scheme
        self._nodes[self._keys[name]] = {**node, **self._common(step), OURS: Kind.INFERENCE.value}

    def _objection(self, name: str, step: Objection) -> None:
        node: dict[str, Any] = {"text": step.text or step.label or "Objection"}
        node["challenges"] = self._keys[step.against]
        if step.from_:
            node["supportedBy"] = [self._keys[start] for start in step.from_]
        if step.scheme:
            node["scheme"] = step.scheme.value
        mark = Kind.OBJECTION.value if step.text else _NO_TEXT
        self._nodes[self._keys[name]] = {**node, **self._common(step), OURS: mark}
        if step.warrant:
            self._lose("warrant of an objection", Kind.OBJECTION.table, name, "warrant")

    def _join(self, name: str, step: Inference) -> None:
        """Put what a step starts from below its strategy, or below what it supports."""
        top = self._nodes[self._keys[step.to]]
        node = top
        if name in self._keys:
            node = self._nodes[self._keys[name]]
            top.setdefault("supportedBy", []).append(self._keys[name])
        for start in self._starts(name):
            beside = not self._is_goal(start)
            node.setdefault("inContextOf" if beside else "supportedBy", []).append(self._keys[start])
        if node is not top and "supportedBy" not in node:
            node["undeveloped"] = True

    def _notes(self) -> None:
        """Notes, as the contexts of goals and strategies."""
        for name, note in self._map.notes.items():
            key = f"{'J' if 'justification' in note.tags else 'C'}-{name}"
            kept = [other for other in note.on if self._put(key, other)]
            if kept:
                self._nodes[key] = {"text": note.text, **self._common(note), OURS: Kind.NOTE.value}
            for _ in range(len(note.on) - len(kept)) if kept else ():
                self._lose("note on an element that has no context in GSN", Kind.NOTE.table, name)
            if not kept:
                self._lose(Kind.NOTE.noun, Kind.NOTE.table, name)
            for _ in note.quote:
                self._lose("quote", Kind.NOTE.table, name, "quote")

    def _concepts(self) -> None:
        """Concepts, as contexts of what uses them."""
        users: defaultdict[str, list[str]] = defaultdict(list)
        for other, (_, element) in self._elements.items():
            for name in getattr(element, "concepts", ()):
                users[name].append(other)
        for name, concept in self._map.concepts.items():
            key = f"C-{name}"
            kept = [other for other in users[name] if self._put(key, other)]
            if kept:
                text = f"{concept.term}: {concept.definition}" if concept.definition else concept.term
                self._nodes[key] = {"text": text, **self._common(concept)}
            if not kept:
                self._lose(Kind.CONCEPT.noun, Kind.CONCEPT.table, name)
            elif concept.typology:
                self._lose("typology", Kind.CONCEPT.table, name, "typology")

    def _put(self, context: str, name: str) -> bool:
        """Attach a context to an element, if GSN lets it have one."""
        key = self._keys.get(name, "")
        is_open = _type(key) in {_GOAL, _STRATEGY}
        if is_open:
            self._nodes[key].setdefault("inContextOf", []).append(context)
        return is_open

    def _lose_values(self, kind: Kind, name: str, element: Any) -> None:  # noqa: ANN401 - any element
        for key, what in (_STATEMENT_LOSSES if kind.is_statement else _STEP_LOSSES).items():
            value = getattr(element, key, None)
            if value is not None and value not in ((), {}):
                count = len(value) if isinstance(value, tuple | dict) else 1
                for _ in range(count):
                    self._lose(what, kind.table, name, key)
