"""Argdown (https://argdown.org): what its statements, arguments and relations are as a map, and a map as Argdown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import Any

from argmap.convert.argdown_text import Document, Inference, Item, Relation, Structure, parse
from argmap.convert.argdown_writer import AGAINST as _AGAINST
from argmap.convert.argdown_writer import PREMISE, STEP, write
from argmap.convert.draft import Draft, Translation
from argmap.convert.lines import with_plain_ends
from argmap.convert.ours import OURS, read_aside, read_own
from argmap.convert.schemes import scheme_of
from argmap.model import GRADE_WORDS, Kind
from argmap.model.kind import STATEMENTS
from argmap.source import SourceText

__all__ = ["read", "write"]

_LONGEST_TAG = 60
_GRADES = ("grade", "credence", "probability")
_REASONS = ("because", "reason")
_KNOWN_DATA = frozenset(
    {OURS, STEP, *_GRADES, *_REASONS, "inference", "uses", "isInMap", "isGroup", "isClosed", "color", "images", "font"}
)
_OF_THE_PICTURE = frozenset(
    {"model", "map", "color", "dot", "graphml", "selection", "group", "explosion", "markdown", "webComponent", "json",
     "html", "sourceHighlighter", "logLevel", "process", "images", "map2svg", "vizjs"}
)  # fmt: skip
"""The settings of Argdown's own commands, which say nothing about the argument."""
_INFO = {"title": "title", "author": "author", "abstract": "description", "description": "description"}


def read(source: SourceText) -> Translation:
    """Read a document. Raises `MapError` if a relation or an inference in it cannot be understood."""
    text = with_plain_ends(source.text)
    draft = Draft(source, lambda where: (len(text[: where[0]].encode()), len(text[: where[1]].encode())))
    return _Reading(parse(source), draft).translation()


class _Reading:
    """Makes a draft of a document; `_main` has the last inference of each argument with premises."""

    def __init__(self, document: Document, draft: Draft) -> None:
        self._document, self._draft = document, draft
        mode = document.front.get("model")
        front = document.front.get(OURS)
        self._knows_rivals = isinstance(front, dict) and "rivals" in front
        self._is_strict = isinstance(mode, dict) and mode.get("mode") == "strict"
        self._keys: dict[int, Hashable] = {}
        self._structures = self._by_argument()
        self._main: dict[Hashable, Hashable] = {}
        self._conclusion: dict[Hashable, Hashable] = {}
        self._inference_data: dict[Hashable, Any] = {}
        self._contrary: dict[frozenset[Hashable], Relation] = {}
        self._said: set[tuple[str, Hashable, Hashable]] = set()
        self._texts: dict[Hashable, tuple[str, dict[str, Any], Item, list[str]]] = {}
        self._step_to: dict[int, Hashable] = {}
        """The step that leads to a conclusion in an argument, or that is an inference, by the id of its object."""
        self._against: dict[Hashable, tuple[list[Hashable], Inference, str]] = {}

    def translation(self) -> Translation:
        self._read_front()
        for name, where in self._document.apart:
            self._draft.lose(name, where)
        self._name_items()
        groups = self._groups()
        self._add_items(groups)
        for structure in self._document.structures:
            self._add_structure(structure)
        for relation in self._document.relations:
            self._add_relation(relation)
        self._add_rivals()
        return self._draft.finished()

    def _read_front(self) -> None:
        for name, value in self._document.front.items():
            key = _INFO.get(name.lower()) if isinstance(name, str) else None
            where = self._document.where_in_front(str(name))
            if key is not None and isinstance(value, str) and value.strip():
                self._draft.describe(key, " ".join(value.split()), where)
            elif name in {"language", "lang"} and isinstance(value, str):
                self._draft.describe("language", value, where)
            elif name == OURS:
                read_aside(self._draft, value, where)
            elif key == "author" and isinstance(value, list) and all(isinstance(one, str) for one in value):
                self._draft.describe(key, ", ".join(value), where)
            elif name not in _OF_THE_PICTURE and value is not None:
                self._draft.lose(f"{str(name)[:40].lower()} of the document", where)

    def _by_argument(self) -> dict[str, Structure]:
        """The structure of each argument with a title."""
        found: dict[str, Structure] = {}
        for structure in self._document.structures:
            if structure.argument is not None:
                found.setdefault(structure.argument.title, structure)
        return found

    def _name_items(self) -> None:
        """The key of each item: two with one title are the same."""
        numbered = {
            (structure.argument.title, number): id(item)
            for structure in self._document.structures
            if structure.argument is not None
            for number, item in (part for part in structure.parts if isinstance(part, tuple))
        }
        for item in self._document.items:
            if not item.title:
                self._keys[id(item)] = ("untitled", item.where[0])
            elif not item.number:
                self._keys[id(item)] = ("argument" if item.is_argument else "statement", item.title)
        for item in self._document.items:
            if item.number:
                # As in <A>(1): the statement with that number in that argument.
                known = numbered.get((item.title, item.number))
                self._keys[id(item)] = self._keys.get(known or 0, ("number", item.title, item.number))

    def _groups(self) -> dict[int, Hashable]:
        """The group of each heading; the only heading of the first level is the title of the map."""
        headings = self._document.headings
        first = [number for number, heading in enumerate(headings) if heading.level == 1]
        groups: dict[int, Hashable] = {-1: None}
        for number, heading in enumerate(headings):
            has_title = self._draft.info.get("title", heading.title) != heading.title
            if first == [number] and len(headings) > 1 and number == 0 and not has_title:
                self._draft.info["title"] = heading.title
                groups[number] = None
                for _ in heading.tags:
                    self._draft.lose("tag of the title", heading.where)
            elif heading.data.get("isGroup") is False or not heading.title:
                if heading.title:
                    self._draft.lose("heading of no group", heading.where)
                groups[number] = groups[heading.above]
            else:
                groups[number] = ("heading", number)
        wanted = {groups[item.heading] for item in self._document.items}
        wanted |= {("heading", number) for number, heading in enumerate(headings) if OURS in heading.data}
        above = {heading.above for heading in headings}
        for number, heading in enumerate(headings):
            if groups[number] == ("heading", number) and groups[number] not in wanted:
                holds = "only other sections" if number in above else "nothing"
                self._draft.lose(f"section with {holds} in it", heading.where)
            if groups[number] == ("heading", number) and groups[number] in wanted:
                if groups[heading.above] is not None:
                    self._draft.lose("place of a section within another", heading.where)
                tags = [tag[:_LONGEST_TAG] for tag in dict.fromkeys(heading.tags)]
                self._draft.other(Kind.GROUP, groups[number], heading.where, title=heading.title, tags=tags)
                read_own(self._draft, groups[number], _own(heading.data, Kind.GROUP), frozenset({Kind.GROUP}))
        return groups

    def _add_items(self, groups: Mapping[int, Hashable]) -> None:
        """Statements and arguments without premises, each with all that is said of it anywhere."""
        together: defaultdict[Hashable, list[Item]] = defaultdict(list)
        for item in self._document.items:
            together[self._keys[id(item)]].append(item)
        in_use = self._in_use()
        for key, items in together.items():
            first = items[0]
            if not first.title and key not in in_use and in_use:
                self._draft.lose("paragraph of prose", first.where)
            elif not (first.is_argument and first.title in self._structures):
                self._add_statement(key, items, groups)

    def _in_use(self) -> set[Hashable]:
        """The keys of what relates to something, or is part of an argument."""
        related = [item for relation in self._document.relations for item in (relation.start, relation.end)]
        related = [item for item in related if item.inference is None]
        parts = [
            part[1] for structure in self._document.structures for part in structure.parts if isinstance(part, tuple)
        ]
        return {self._keys[id(item)] for item in (*related, *parts)}

    def _add_statement(self, key: Hashable, items: list[Item], groups: Mapping[int, Hashable]) -> None:
        title = items[0].title
        texts = list(dict.fromkeys(item.text for item in items if item.text))
        said = next((item for item in items if item.text), items[0])
        tags = list(dict.fromkeys(tag for item in items for tag in item.tags))
        urls = list(dict.fromkeys(url for item in items for url in item.urls))
        data = {name: value for item in items for name, value in item.data.items()}
        self._note_wrong_grade(data, said)
        self._note_other_data(data, said.where)
        text, also = (texts[0], texts[1:]) if texts else (title, [])
        ours = data.get(OURS)
        is_ours = isinstance(ours, dict)
        ours = ours if isinstance(ours, dict) else {}
        if is_ours and ours.get("kind") == Kind.OBJECTION.value:
            self._texts[key] = text, ours, said, tags
            return
        if is_ours and ours.get("kind") == _AGAINST:
            return
        for url in urls[1:]:
            self._draft.lose(f"link to {url}" if len(url) < _LONGEST_TAG else "link", said.where)
        self._draft.statement(
            key,
            text,
            said.where,
            Kind.ASSUMPTION if "assumption" in tags else None,
            label=_label(title, ours) if is_ours else title if title != text else None,
            also=also,
            tags=[tag[:_LONGEST_TAG] for tag in tags if is_ours or tag != "assumption"],
            url=urls[0] if urls and urls[0].startswith(("http://", "https://", "mailto:")) else None,
            group=groups[said.heading],
            grade=_number(data, _GRADES),
            because=_words(data, _REASONS) if _number(data, _GRADES) is not None else None,
        )
        read_own(self._draft, key, _without_title(ours), STATEMENTS)

    def _note_other_data(self, data: Mapping[str, Any], where: tuple[int, int]) -> None:
        """Report entries that cannot be kept, but for those that only concern Argdown's own picture."""
        for name in data:
            if name not in _KNOWN_DATA:
                self._draft.lose("entry of data", where)

    def _note_wrong_grade(self, data: Mapping[str, Any], item: Item) -> None:
        if any(name in data for name in _GRADES) and _number(data, _GRADES) is None:
            self._draft.lose("grade outside 0 to 1", item.where)

    def _add_structure(self, structure: Structure) -> None:
        """The inferences of an argument: each from what is new since the last one, and from its conclusion."""
        by_number: dict[int, Hashable] = {}
        fresh: list[Hashable] = []
        inference: Inference | None = None
        step: Hashable = None
        title = structure.argument.title if structure.argument is not None else ""
        for part in structure.parts:
            if isinstance(part, Inference):
                inference = part
                continue
            number, item = part
            key = self._keys[id(item)]
            by_number[number] = key
            if inference is None:
                fresh.append(key)
                continue
            if self._is_against(item):
                # An objection with several premises: what it is against follows from a relation.
                self._against[key] = fresh, inference, title
                if title:
                    self._main["argument", title] = ("objection", title)
                return
            step = self._add_inference(inference, fresh, key, by_number, item)
            self._step_to[id(item)] = self._step_to[id(inference)] = step
            inference, fresh = None, [key]
        if inference is not None:
            self._draft.lose("inference to nothing", inference.where)
        if step is not None and structure.argument is not None and ("argument", title) not in self._main:
            self._main["argument", title], self._conclusion["argument", title] = step, key
            self._describe_argument(title, step)

    def _describe_argument(self, title: str, step: Hashable) -> None:
        """The last step of an argument has its title and tags, and a note with its description."""
        values = self._draft.values(step)
        if label := _label(title, self._inference_data.get(step)):
            values["label"] = label
        if tags := self._tags_of(title):
            values["tags"] = tags
        for item in self._document.items:
            if item.is_argument and item.title == title and item.text:
                self._draft.other(Kind.NOTE, ("note", item.where), item.where, [step], text=item.text)

    def _tags_of(self, title: str) -> list[str]:
        """The tags of an argument, wherever they are."""
        items = (item for item in self._document.items if item.is_argument and item.title == title)
        return list(dict.fromkeys(tag[:_LONGEST_TAG] for item in items for tag in item.tags))

    def _add_inference(
        self, found: Inference, fresh: list[Hashable], end: Hashable, by_number: Mapping[int, Hashable], item: Item
    ) -> Hashable:
        uses = found.data.get("uses")
        numbers = [number for number in uses if isinstance(number, int)] if isinstance(uses, list) else []
        starts = [by_number[number] for number in numbers if number in by_number] or fresh
        scheme, others = None, []
        for rule in found.rules:
            known, other = scheme_of(rule)
            scheme = scheme or known
            others += [other] if other else [rule] if known != scheme else []
        grade = _number(found.data, _GRADES) if found.data else None
        grade = _number(item.data, ("inference",)) if grade is None else grade
        because = _words(found.data, _REASONS) or (_words(item.data, _REASONS) if grade is not None else None)
        self._note_other_data(found.data, found.where)
        key = self._draft.inference(
            starts,
            end,
            found.where,
            ("inference", found.where),
            scheme=scheme,
            warrant=", ".join(others) or None,
            grade=grade,
            because=because,
        )
        self._inference_data[key] = found.data.get(OURS)
        read_own(self._draft, key, _without_title(found.data.get(OURS)), frozenset({Kind.INFERENCE}))
        return key

    def _is_against(self, item: Item) -> bool:
        ours = item.data.get(OURS)
        return isinstance(ours, dict) and ours.get("kind") == _AGAINST

    def _starts(self, item: Item) -> Hashable:
        """What speaks when an item supports or attacks: a statement, or the conclusion of an argument."""
        key = self._keys[id(item)]
        return self._conclusion.get(key, key)

    def _add_relation(self, relation: Relation) -> None:
        where = relation.where
        if relation.start.inference is not None or relation.end.inference is not None:
            self._add_relation_to_inference(relation)
            return
        if relation.start.data.get(STEP) == PREMISE:
            return  # a premise of the objection above, whose data has them all
        start = self._starts(relation.start)
        end = self._keys[id(relation.end)]
        target = self._main.get(end, end)
        if start in self._texts:
            self._add_objection_with_text(start, target, where)
            return
        if start in self._against:
            self._add_objection_with_premises(start, target, where)
            return
        both_statements = not relation.start.is_argument and not relation.end.is_argument
        if relation.sign == "><" or (relation.sign == "-" and self._is_strict and both_statements):
            self._add_contrary(start, self._starts(relation.end), relation)
            return
        self._add_step(relation, start, end)

    def _add_contrary(self, start: Hashable, other: Hashable, relation: Relation) -> None:
        if start == other:
            self._draft.lose("relation of a statement to itself", relation.where)
        else:
            self._contrary.setdefault(frozenset({start, other}), relation)

    def _add_step(self, relation: Relation, start: Hashable, end: Hashable) -> None:
        """A relation that is a step of its own: support, attack or undercut."""
        draft, where = self._draft, relation.where
        target = self._main.get(end, end)
        if relation.sign == "_":
            target = self._step_to.get(id(relation.end)) or self._step_of(end)
        # What an argument supports is often said twice: of the argument, and of its conclusion.
        own = relation.start.data.get(STEP)
        is_known = (relation.sign, start, target) in self._said and own is None
        if relation.sign == "+" and start == target:
            if not relation.start.is_argument:
                draft.lose("relation of a statement to itself", where)
            return
        if is_known:
            return
        self._said.add((relation.sign, start, target))
        if relation.sign == "+":
            key = draft.inference([start], target, where)
        else:
            key = draft.objection([start], target, where)
        if isinstance(own, dict):
            kind = Kind.INFERENCE if relation.sign == "+" else Kind.OBJECTION
            read_own(draft, key, {**own, "kind": kind.value}, frozenset({kind}))

    def _add_relation_to_inference(self, relation: Relation) -> None:
        """What is said below the line of an inference is about the step."""
        step = self._step_to.get(id(relation.end.inference))
        if relation.start.inference is not None or step is None:
            self._draft.lose("relation of an inference to something else", relation.where)
        elif relation.sign == "+":
            self._draft.inference([self._starts(relation.start)], step, relation.where)
        else:
            self._draft.objection([self._starts(relation.start)], step, relation.where)

    def _add_objection_with_text(self, key: Hashable, target: Hashable, where: tuple[int, int]) -> None:
        text, ours, said, tags = self._texts[key]
        self._draft.objection([], target, where, key, text=text, label=_label(said.title, ours), tags=tags)
        read_own(self._draft, key, _without_title(ours), frozenset({Kind.OBJECTION}))

    def _add_objection_with_premises(self, key: Hashable, target: Hashable, where: tuple[int, int]) -> None:
        starts, inference, title = self._against[key]
        ours = inference.data.get(OURS)
        scheme = next((known for rule in inference.rules if (known := scheme_of(rule)[0])), None)
        label = _label(title, ours)
        argument = ("objection", title)
        tags = self._tags_of(title)
        self._draft.objection(starts, target, where, argument, label=label, scheme=scheme, tags=tags)
        read_own(self._draft, argument, _without_title(ours), frozenset({Kind.OBJECTION}))

    def _step_of(self, end: Hashable) -> Hashable:
        """The step that an undercut is against: that of an argument, or the first from a statement."""
        if end in self._texts:
            return end
        return self._main.get(end) or self._draft.first_step_from(end) or end

    def _add_rivals(self) -> None:
        """Statements that exclude each other: a rivalry where all of them do, objections both ways where not."""
        for pair in list(self._contrary):
            one, other = sorted(pair, key=str)
            if {("-", one, other), ("-", other, one)} & self._said:  # an argument with one of them attacks the other
                del self._contrary[pair]
        near: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
        for pair in self._contrary:
            one, other = sorted(pair, key=str)
            near[one].add(other)
            near[other].add(one)
        seen: set[Hashable] = set()
        for key in list(near):
            if key in seen:
                continue
            group = _connected(near, key)
            seen |= group
            pairs = [pair for pair in self._contrary if pair <= group]
            whole = len(pairs) == len(group) * (len(group) - 1) // 2
            if self._knows_rivals:
                continue
            if whole and self._grades_fit(group):
                relation = self._contrary[pairs[0]]
                ordered = [self._keys[id(item)] for item in self._document.items]
                among = [
                    key for key in dict.fromkeys(self._conclusion.get(key, key) for key in ordered) if key in group
                ]
                self._draft.other(Kind.RIVALRY, ("rivals", key), relation.where, among)
                continue
            for pair in pairs:
                one, other = sorted(pair, key=str)
                where = self._contrary[pair].where
                self._draft.objection([one], other, where)
                self._draft.objection([other], one, where)

    def _grades_fit(self, group: set[Hashable]) -> bool:
        """Whether the grades of rivals can be chances of which at most one comes true."""
        return sum(self._draft.values(key).get("grade") or 0 for key in group if key in self._draft) <= 1


def _label(title: str, ours: object) -> str | None:
    """The label of an element with a title, of which argmap wrote whether that is its label, or what is."""
    if not isinstance(ours, dict):
        return title or None
    return title if ours.get("label") is True else None


def _without_title(ours: object) -> object:
    """What argmap wrote of an element, without the note that its title is its label."""
    if not isinstance(ours, dict):
        return ours
    return {key: value for key, value in ours.items() if not (key == "label" and value is True)}


def _own(data: Mapping[str, Any], kind: Kind) -> dict[str, Any]:
    """What argmap wrote of an element whose kind is plain."""
    ours = data.get(OURS)
    return {**ours, "kind": kind.value} if isinstance(ours, dict) else {}


def _connected(near: Mapping[Hashable, set[Hashable]], start: Hashable) -> set[Hashable]:
    found, stack = {start}, [start]
    while stack:
        fresh = near[stack.pop()] - found
        found |= fresh
        stack.extend(fresh)
    return found


def _number(data: Mapping[str, Any], names: tuple[str, ...]) -> float | None:
    """The first of some entries that is a chance, or a word for one."""
    values = [data.get(name) for name in names]
    if (word := next((value for value in values if isinstance(value, str) and value in GRADE_WORDS), None)) is not None:
        return GRADE_WORDS[word]
    return next(
        (
            float(value)
            for value in values
            if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
        ),
        None,
    )


def _words(data: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((str(data[name]) for name in names if isinstance(data.get(name), str) and data[name].strip()), None)
