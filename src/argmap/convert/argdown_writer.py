"""A map as Argdown, which other tools read, and which comes back whole.

Statements have their definitions in the section of their group, with what supports and attacks them below. A step from
one statement that nothing else refers to is a relation; all others are arguments with premises and a conclusion. What
Argdown has no place for is data under the key `argmap`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from argmap.convert.loss import Loss
from argmap.convert.ours import OURS, elements_aside, own_id
from argmap.convert.toml import values_of
from argmap.loading.load import LoadedMap
from argmap.model import Group, Inference, Kind, Objection, Statement

STEP = "argmap-step"
"""The key of the data on a relation, which stands at what speaks in it."""

PREMISE = "premise"
"""What that data says of a premise of an objection that has a text."""

AGAINST = "against"
"""The kind of a conclusion that only says what an objection is against."""

_STRING = re.compile(r'"(?:\\.|[^"\\])*"')
_UNSAFE = re.compile(r"[/<{}\u0085\u2028\u2029]")
"""What in a text would begin a comment, end the data, or end the line."""
_SPECIAL = re.compile(r"[\\\[\]<>{}*_@#|]|/(?=[/*])|:(?=\w+:)|\.(?=\S{1,4}\.)|(?<=/)\*")
_SAID = frozenset({"text", "from", "to", "against", "label", "tags"})


def write(loaded: LoadedMap) -> tuple[str, list[Loss]]:
    """A map as Argdown."""
    writer = _Writer(loaded)
    return writer.document(), writer.losses


class _Writer:
    def __init__(self, loaded: LoadedMap) -> None:
        self._loaded, self._map = loaded, loaded.map
        self.losses: list[Loss] = []
        steps: dict[str, Inference | Objection] = {**self._map.inferences, **self._map.objections}
        self._steps = steps
        self._statements: dict[str, Statement] = {
            name: element for _, name, element in self._map.elements() if isinstance(element, Statement)
        }
        self._targets = {_end(step) for step in steps.values()}
        self._said = {name: step for name, step in self._map.objections.items() if step.text is not None}
        self._titles = self._unique_titles()
        self._below: defaultdict[str, list[str]] = defaultdict(list)
        for name, step in steps.items():
            self._below[_end(step)].append(name)

    def document(self) -> str:
        """The whole document: its front matter, then statements and arguments, group by group."""
        parts = [self._front()]
        for group in (None, *self._map.groups):
            if group is not None:
                parts.append(self._heading(group, self._map.groups[group]))
            parts += [
                self._statement(name, element) for name, element in self._statements.items() if element.group == group
            ]
            parts += [
                self._argument(name, step)
                for name, step in self._steps.items()
                if step.group == group and name not in self._said and not self._is_relation(name)
            ]
        return "\n\n".join(parts) + "\n"

    def _front(self) -> str:
        ours = elements_aside(self._loaded, but=frozenset({Kind.GROUP}))
        info = ours.get("map", {})
        front = {key: info[key] for key in ("title", "author") if key in info}
        for key, value in front.items():
            if value == " ".join(value.split()):  # else the front matter has it on one line
                del info[key]
        if not info:
            ours.pop("map", None)
        front |= {"model": {"mode": "loose"}} | ({OURS: ours} if ours else {})
        text = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
        if "===" in text:  # which would end the front matter, wherever it stands
            text = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000, default_style='"')
            text = text.replace("===", r"\x3D\x3D\x3D")
        return f"===\n{text}==="

    def _heading(self, name: str, group: Group) -> str:
        values = {key: value for key, value in values_of(group).items() if key != "title"}
        return f"## {_escaped(group.title)}{_data({OURS: {'id': name, **values}})}"

    def _statement(self, name: str, element: Statement) -> str:
        kind = next(kind for kind in Kind if kind.is_statement and name in self._map.table(kind))
        rest = {"id": name, "kind": kind.value, **self._rest(name, element)}
        lines = [f"[{self._titles[name]}]: {_escaped(element.text)}{_tags(element.tags)}{_data({OURS: rest})}"]
        lines += self._relations(name, "  ")
        lines += [f"  >< [{self._titles[rival]}]" for rival in self._rivals_after(name)]
        return "\n".join(lines)

    def _relations(self, name: str, indent: str) -> Iterator[str]:
        """The steps to a statement or an objection that has a text, each on a line."""
        for below in self._below[name]:
            step = self._steps[below]
            sign = "+" if isinstance(step, Inference) else "-"
            own = own_id(self._loaded, below)
            if self._is_relation(below):
                start = (step.from_ or ("",))[0]
                data = own | self._rest(below, step) | ({"tags": list(step.tags)} if step.tags else {})
                yield f"{indent}{sign} [{self._titles[start]}]{_data({STEP: data})}"
            elif below in self._said:
                yield from self._said_objection(below, indent, "-")

    def _said_objection(self, name: str, indent: str, sign: str) -> Iterator[str]:
        """An objection with a text, as a statement that attacks."""
        step = self._said[name]
        rest = self._rest(name, step)
        if step.from_:
            rest["from"] = list(step.from_)
        own = own_id(self._loaded, name)
        data = _data({OURS: {**own, "kind": Kind.OBJECTION.value, **rest}})
        yield f"{indent}{sign} [{self._titles[name]}]: {_escaped(step.text or '')}{_tags(step.tags)}{data}"
        for start in step.from_ or ():
            yield f"{indent}  + [{self._titles[start]}]{_data({STEP: PREMISE})}"
        yield from self._relations(name, indent + "  ")

    def _argument(self, name: str, step: Inference | Objection) -> str:
        """A step as an argument with premises and a conclusion; that of an objection says what it is against."""
        own = own_id(self._loaded, name)
        kind = Kind.INFERENCE if isinstance(step, Inference) else Kind.OBJECTION
        rest = {**own, "kind": kind.value, **self._rest(name, step)}
        lines = [f"<{self._titles[name]}>{_tags(step.tags)}", ""]
        lines += [f"({number}) [{self._titles[start]}]" for number, start in enumerate(step.from_ or (), 1)]
        rule = step.scheme.value.replace("-", " ").capitalize() if step.scheme else ""
        lines.append(f"-- {rule}{_data({OURS: rest})} --" if rule else f"--{_data({OURS: rest})} --")
        number = len(step.from_ or ()) + 1
        end = _end(step)
        if kind is Kind.INFERENCE:
            lines.append(f"({number}) [{self._titles[end]}]")
        else:
            lines.append(f"({number}) Against {_escaped(self._titles[end])}{_data({OURS: {'kind': AGAINST}})}")
            sign = "_>" if end in self._steps and end not in self._said else "->"
            lines.append(f"  {sign} {self._reference(end)}")
        for below in self._below[name]:
            if self._is_relation(below) or below in self._said:
                lines += ["", f"<{self._titles[name]}>", *self._undercut(below)]
        return "\n".join(lines)

    def _undercut(self, name: str) -> Iterator[str]:
        step = self._steps[name]
        if name in self._said:
            yield from self._said_objection(name, "  ", "<_")
            return
        own = own_id(self._loaded, name)
        data = own | self._rest(name, step) | ({"tags": list(step.tags)} if step.tags else {})
        yield f"  <_ [{self._titles[(step.from_ or ('',))[0]]}]{_data({STEP: data})}"

    def _reference(self, name: str) -> str:
        is_argument = name in self._steps and name not in self._said
        return f"<{self._titles[name]}>" if is_argument else f"[{self._titles[name]}]"

    def _is_relation(self, name: str) -> bool:
        """Whether a step is plain enough to be a relation between two statements."""
        step = self._steps[name]
        is_plain = len(step.from_ or ()) == 1 and step.label is None and name not in self._targets
        return (
            is_plain and name not in self._said and not (isinstance(step, Inference) and (step.scheme or step.warrant))
        )

    def _rest(self, name: str, element: Statement | Inference | Objection) -> dict[str, Any]:
        """The values of an element that Argdown has no place for."""
        values = {key: value for key, value in values_of(element).items() if key not in _SAID}
        if element.label is not None:
            values["label"] = element.label if element.label != self._titles[name] else True
        if any(_tag(tag) is None for tag in element.tags):
            values["tags"] = list(element.tags)
        text = None if isinstance(element, Inference) else element.text
        if text is not None and text != " ".join(text.split()):
            values["text"] = text
        return values

    def _rivals_after(self, name: str) -> list[str]:
        """The statements that a statement excludes, and that come after it in a rivalry."""
        found: dict[str, None] = {}
        for rivalry in self._map.rivals.values():
            if name in rivalry.among:
                found |= dict.fromkeys(rivalry.among[rivalry.among.index(name) + 1 :])
        return list(found)

    def _unique_titles(self) -> dict[str, str]:
        """A title for each statement and step: its label if no other has it, else its id."""
        titles: dict[str, str] = {}
        taken: set[str] = set()
        for name, element in (self._statements | self._steps).items():
            label = " ".join(re.sub(r"[\[\]<>\\{}#@*_:]", " ", element.label or "").split()).strip("-+ ")
            title = (
                label
                if label and label not in taken and label not in self._statements and label not in self._steps
                else name
            )
            taken.add(title)
            titles[name] = title
        return titles


def _end(step: Inference | Objection) -> str:
    return step.to if isinstance(step, Inference) else step.against


def _tags(tags: tuple[str, ...]) -> str:
    return "".join(f" {written}" for tag in tags if (written := _tag(tag)) is not None)


def _tag(tag: str) -> str | None:
    """A tag as written; None if it has characters that none can have."""
    if re.fullmatch(r"[A-Za-z0-9-]+", tag):
        return f"#{tag}"
    return f"#({tag})" if re.fullmatch(r"[\w -]+", tag) else None


def _data(data: Mapping[str, Any]) -> str:
    """Data in braces, as JSON, which is YAML too."""
    if not data:
        return ""
    written = json.dumps(data, ensure_ascii=False)
    written = _STRING.sub(lambda found: _UNSAFE.sub(lambda char: f"\\u{ord(char[0]):04x}", found[0]), written)
    return f" {written}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))
