"""Argument graphs of Carneades 4 in YAML (T. F. Gordon, https://carneades.github.io).

They have statements, arguments with premises and undercutters, issues, and assumptions. What Carneades evaluates by
has no counterpart and is lost: weights, proof standards, argument schemes that make arguments, expected labels.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

from argmap.convert.draft import Draft, Translation
from argmap.convert.schemes import scheme_of
from argmap.convert.yaml_file import YamlFile, YamlValue
from argmap.model import Kind
from argmap.model.url import safe_url
from argmap.source import SourceText

_FORM = "A file of Carneades has `statements` and `arguments` by id."
_LIST = "Write the entries by id, or as a list of mappings with `id`."
_SOURCE = "source"
_LINKED, _CONVERGENT = "linked", "convergent"
_WEIGHINGS = frozenset({"cumulative", "factorized", "constant", "criteria", "preference", "evidence"})
_STANDARD = "PE"
_LOST = {
    "argument_schemes": "argument scheme",
    "issue_schemes": "issue scheme",
    "weighing_functions": "weighing function",
    "tests": "expected label",
}
_READ = frozenset({"meta", "language", "statements", "arguments", "issues", "assumptions", *_LOST})
_ATOM = re.compile(r"\s*([^\s(]+)\(([^()]*)\)\s*")
_LONGEST_TAG = 60
_LONGEST_SOURCE = 300


class _Premise(NamedTuple):
    statement: YamlValue
    role: str


def read(source: SourceText) -> Translation:
    """Read an argument graph. Raises `MapError` if it is not valid YAML, or not an argument graph."""
    return _Reader(source).translation()


class _Reader:
    """Keeps the statements of a file while its arguments are read."""

    def __init__(self, source: SourceText) -> None:
        self._file = YamlFile(source)
        self._draft = Draft(source, self._file.locate)
        self._root = self._file.fields(self._file.root, "the file", _FORM)
        self._language = self._file.fields(self._root.get("language"), "language", "Write it by predicate.")
        self._assumed = {value.text for value in self._file.texts(self._root.get("assumptions"), "assumptions")}
        self._arguments = dict(self._entries("arguments"))
        self._derived = {
            self._file.text(fields.get("conclusion"), "the conclusion") for _, fields in self._arguments.values()
        }

    def translation(self) -> Translation:
        self._meta()
        for name, value in self._root.items():
            if name not in _READ:
                self._draft.lose("section of an unknown kind", value.key)
            elif name in _LOST:
                for entry in _parts(value):
                    self._draft.lose(_LOST[name], entry.key)
        self._statements()
        for name, (value, fields) in self._arguments.items():
            self._argument(name, value, fields)
        for name, (value, fields) in self._entries("issues"):
            self._issue(name, value, fields)
        return self._draft.finished()

    def _entries(self, section: str) -> Iterator[tuple[str, tuple[YamlValue, dict[str, YamlValue]]]]:
        """The entries of a section by id, each with its fields."""
        found = self._root.get(section)
        if found is None or found.is_nothing:
            return
        what = f"an entry of {section}"
        if found.items is not None:
            for number, value in enumerate(found.items, 1):
                fields = self._file.fields(value, what, _LIST)
                yield self._file.text(fields.get("id"), "id") or str(number), (value, fields)
            return
        for name, value in self._file.fields(found, section, _LIST).items():
            if section == "statements" and value.text is not None:
                yield name, (value, {"text": value})
            else:
                yield name, (value, self._file.fields(value, what, _LIST))

    def _meta(self) -> None:
        """What the file says of itself."""
        fields = self._file.fields(self._root.get("meta"), "meta", "Write `title` and `source` in it.")
        notes = []
        for name, value in fields.items():
            if value.text is None:
                self._draft.lose("entry of meta", value.key)
                continue
            text = " ".join(value.text.split())
            if name in {"title", "author"} and text:
                self._draft.describe(name, text, value.span)
            elif name in {"description", "note", "notes"} or len(text) > _LONGEST_SOURCE:
                notes.append(text)
            elif name == "source" and text:
                url = {"url": text} if safe_url(text) else {}
                self._draft.table(Kind.SOURCE.table, _SOURCE, {"title": text, **url}, value.span)
                self._draft.describe("source", _SOURCE, value.span)
            elif text:
                self._draft.lose("entry of meta", value.key)
        if any(notes):
            self._draft.describe("description", "\n\n".join(filter(None, notes)), self._root["meta"].key)

    def _statements(self) -> None:
        for name, (value, fields) in self._entries("statements"):
            text = self._file.text(fields.get("text"), "the text of a statement")
            is_assumed = name in self._assumed or ("assumed" in fields and fields["assumed"].is_true)
            label = self._titled(fields)
            self._statement(name, value, text, label, is_assumed=is_assumed)
            for key, inner in fields.items():
                if key not in {"id", "text", "assumed", "meta"}:
                    self._draft.lose("entry of a statement", inner.key)
        for value in self._file.texts(self._root.get("assumptions"), "assumptions"):
            self._known(value)
        if not self._arguments and not any(True for _ in self._entries("statements")) and not self._assumed:
            raise self._file.wrong(self._file.root.key, "there are no statements in this file", _FORM)

    def _statement(self, name: str, value: YamlValue, text: str, label: str = "", *, is_assumed: bool = False) -> None:
        tags = []
        if is_assumed and name in self._derived:
            tags = ["assumed"]
        elif not is_assumed and name not in self._derived:
            tags = ["not assumed"]
        self._draft.statement(name, text.strip() or self._worded(name), value.key, tags=tags, label=label)

    def _known(self, value: YamlValue) -> str:
        """The id of a statement that is referred to; one that is not declared is added."""
        name = self._file.text(value, "the id of a statement")
        if name and name not in self._draft:
            if self._worded(name) == name:
                self._draft.lose("text of a statement that is not declared", value.span)
            self._statement(name, value, "", is_assumed=name in self._assumed)
        return name

    def _worded(self, name: str) -> str:
        """A statement in the words that `language` has for its predicate, or its id."""
        atom = _ATOM.fullmatch(name)
        if atom is None:
            return name
        terms = [term.strip() for term in atom[2].split(",")]
        words = self._language.get(f"{atom[1]}/{len(terms)}")
        if words is None or words.text is None or len(re.findall("%[sv]", words.text)) != len(terms):
            return name
        waiting = iter(terms)
        return re.sub("%[sv]", lambda _: next(waiting), words.text)

    def _titled(self, fields: dict[str, YamlValue]) -> str:
        """The title of a statement or argument; what else its `meta` says is lost."""
        meta = self._file.fields(fields.get("meta"), "meta", "Write `title` in it.")
        for name, value in meta.items():
            if name != "title":
                self._draft.lose("entry of meta", value.key)
        return self._file.text(meta.get("title"), "title").strip()

    def _argument(self, name: str, value: YamlValue, fields: dict[str, YamlValue]) -> None:
        """The step of an argument, or one from each premise if they are convergent."""
        if not self._file.text(fields.get("conclusion"), "the conclusion"):
            self._draft.lose("argument without a conclusion", value.key)
            return
        end = self._known(fields["conclusion"])
        premises = [(self._known(premise.statement), premise) for premise in self._premises(fields.get("premises"))]
        values: dict[str, Any] = {"label": self._titled(fields)}
        weighing = self._scheme(fields, values)
        warrant = next((key for key, premise in premises if premise.role.lower() == "warrant"), None)
        starts: list[Hashable] = [key for key, _ in premises]
        if warrant is not None and any(start != warrant for start in starts):
            starts = [start for start in starts if start != warrant]
            values["warrant_key"] = warrant
        for key, premise in premises:
            if premise.role and key != values.get("warrant_key"):
                self._draft.lose("role of a premise", premise.statement.key)
        if not starts:
            applies = ("argument", name)
            self._draft.statement(applies, f"Argument {name} applies.", value.key, Kind.ASSUMPTION)
            starts = [applies]
        together = [[start] for start in starts] if weighing == _CONVERGENT else [starts]
        steps = [
            self._draft.inference(each, end, value.key, ("argument", name, number), **values)
            for number, each in enumerate(together)
        ]
        for undercutter in self._file.texts(fields.get("undercutter"), "the undercutter"):
            for step in steps:
                self._draft.objection([self._known(undercutter)], step, undercutter.span)
        for key, inner in fields.items():
            if key not in {"id", "conclusion", "premises", "undercutter", "scheme", "meta", "weight"}:
                self._draft.lose("entry of an argument", inner.key)

    def _premises(self, value: YamlValue | None) -> Iterator[_Premise]:
        """The premises of an argument, with their roles."""
        if value is not None and value.fields is not None:
            for role, inner in value.fields.items():
                for statement in self._file.texts(inner, f'the premise "{role[:80]}"'):
                    statement.key = inner.key
                    yield _Premise(statement, role)
            return
        for statement in self._file.texts(value, "premises"):
            yield _Premise(statement, "")

    def _scheme(self, fields: dict[str, YamlValue], values: dict[str, Any]) -> str:
        """Put the scheme of an argument into its values; returns its name in the file."""
        if "weight" in fields:
            self._draft.lose("weight of an argument", fields["weight"].key)
        name = self._file.text(fields.get("scheme"), "the scheme").strip()
        if name in _WEIGHINGS:
            self._draft.lose("weight of an argument", fields["scheme"].key)
        elif name not in {_LINKED, _CONVERGENT}:
            scheme, other = scheme_of(name)
            values["scheme"] = scheme
            values["tags"] = [" ".join(other.split())[:_LONGEST_TAG]] if other else []
        return name

    def _issue(self, name: str, value: YamlValue, fields: dict[str, YamlValue]) -> None:
        """The positions of an issue, as rivals."""
        positions = list(dict.fromkeys(map(self._known, self._file.texts(fields.get("positions"), "positions"))))
        if len(positions) > 1:
            self._draft.other(Kind.RIVALRY, ("issue", name), value.key, positions, label=self._titled(fields))
        else:
            self._draft.lose("issue with fewer than two positions", value.key)
        if self._file.text(fields.get("standard"), "the standard") not in {"", _STANDARD}:
            self._draft.lose("proof standard", fields["standard"].key)
        for key, inner in fields.items():
            if key not in {"id", "positions", "standard", "meta"}:
                self._draft.lose("entry of an issue", inner.key)


def _parts(value: YamlValue) -> list[YamlValue]:
    """The entries of a section; of `tests`, each label that is expected."""
    if value.fields is None:
        return value.items or []
    return [part for inner in value.fields.values() for part in ([inner] if inner.items is None else inner.items)]
