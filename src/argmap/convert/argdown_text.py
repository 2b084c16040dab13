"""The lines of an Argdown document: what each begins, and the elements and relations they make up.

Argdown is the language of C. Voigt, G. Betz and others (https://argdown.org). This module knows its notation;
`argdown.py` says what the notation means as a map.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from argmap.convert.argdown_data import plain_yaml
from argmap.convert.lines import with_plain_ends
from argmap.convert.problem import broken, wrong_shape
from argmap.findings import MapError
from argmap.source import SourceText

_FRONT = re.compile(r"\s*={3,}[ \t]*\r?\n(.*?)^={3,}[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*argdown(?:-map)?\b")
_COMMENT = re.compile(
    r"(?<!\\)<!--(?:.*?-->|(?P<html>.*))|(?<!\\)/\*(?:.*?\*/|(?P<c>.*))|(?<![^\s])//[^\n]*", re.DOTALL
)
_HEADING = re.compile(r"(#+)[ \t]+(.*)")
_RELATION = re.compile(r"(<\+|\+>|<-|->|<_|_>|><|[+_-])(?:[ \t]+|$|(?=[\[<]))(.*)")
_ITEM = re.compile(r"(?:\*|\d+\.)[ \t]+(.*)")
_NUMBERED = re.compile(r"\((\d+)\)[ \t]*(.*)")
_INCLUDE = re.compile(r"@include\(.*\)[ \t]*$")
_TITLED = re.compile(r"\[((?:\\.|[^\]\\\n])+)\](?!\()(?::|(?=\s*(?:$|[#{])))[ \t]*(.*)", re.DOTALL)
_ARGUMENT = re.compile(r"<((?:\\.|[^>\\\n])+)>(?:\((\d+)\))?(?::|(?=\s*(?:$|[#{])))[ \t]*(.*)", re.DOTALL)
_INLINE = re.compile(
    r"\\(?P<escaped>[^\w\s]|_)"
    r"|@\[(?P<statement>[^\[\]\n]{1,500})\]|@<(?P<argument>[^<>\n]{1,500})>"
    r"|\[(?P<words>[^\[\]\n]{0,2000})\]\((?P<url>[^()\s]{0,2000})\)"
    r"|(?<!\S)#\((?P<long>[^()\n]{1,200})\)|(?<!\S)#(?P<tag>[\w-]+)"
    r"|(?P<mark>\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))"
)
_DATA = re.compile(r'"(?:\\.|[^"\\])*"|(?<![\w])\'(?:\'\'|[^\'])*\'|[{}]')
_LONGEST_DATA = 20_000


@dataclass
class Item:
    """Something said at one place: a statement or an argument, by its title if it has one, with what it says there.

    `number` is that of a statement in an argument that is referred to, as in `<A>(1)`.
    """

    where: tuple[int, int]
    is_argument: bool
    title: str = ""
    number: int = 0
    text: str = ""
    tags: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    heading: int = -1
    lines: list[str] = field(default_factory=list)
    inference: Inference | None = None
    """If this stands for an inference that a relation is about."""


@dataclass
class Relation:
    """A relation between two items, as seen from the first: `+`, `-`, `_` or `><`, from the `start` to the `end`."""

    sign: str
    start: Item
    end: Item
    where: tuple[int, int]


@dataclass
class Inference:
    """A line between premises and a conclusion: its rules, and its data."""

    where: tuple[int, int]
    rules: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)


@dataclass
class Structure:
    """The premises, inferences and conclusions of an argument, in order, with the numbers of the statements."""

    argument: Item | None
    parts: list[tuple[int, Item] | Inference] = field(default_factory=list)


@dataclass
class Heading:
    """A heading, how deep it is, and the number of the one above it (-1: none)."""

    where: tuple[int, int]
    level: int
    above: int
    title: str = ""
    tags: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


@dataclass
class Document:
    """Everything in a document; `apart` are the places of what says nothing about the argument, such as an include."""

    front: dict[str, Any] = field(default_factory=dict)
    front_text: tuple[int, str] = (0, "")
    """Where the front matter begins, and its text."""
    headings: list[Heading] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    structures: list[Structure] = field(default_factory=list)
    apart: list[tuple[str, tuple[int, int]]] = field(default_factory=list)

    def where_in_front(self, name: str) -> tuple[int, int]:
        """The line of an entry of the front matter."""
        start, text = self.front_text
        found = re.search(rf"(?m)^[\"']?{re.escape(name)}[\"']?[ \t]*:.*$", text)
        return (start + found.start(), start + found.end()) if found else (0, 0)


def parse(source: SourceText) -> Document:
    """The elements of a document. Places are in characters.

    Raises `MapError` if a relation or an inference is out of place.
    """
    return _Parser(source).document


class _Parser:
    """Goes through the lines once; `_open` is what the next line of text continues."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self.document = Document()
        self._text = self._only_blocks(with_plain_ends(source.text))
        self._above: list[tuple[int, Item]] = []
        self._open: Item | Heading | None = None
        self._structure: Structure | None = None
        self._argument: Item | None = None
        self._inference: Inference | None = None
        if re.match(r"\s*---[ \t]*\n[\s\S]*?^---[ \t]*$", self._text, re.MULTILINE):
            help_text = "In Argdown, front matter stands between two lines of ===."
            raise self._wrong("this front matter is not that of Argdown", help_text, (0, 3))
        start = self._front()
        text = _COMMENT.sub(self._blanked, self._text[start:])
        for line in re.finditer(r"[^\n]*(?:\n|\Z)", text):
            if line[0]:
                self._line(line[0].rstrip("\r\n"), start + line.start())
        if self._inference is not None:
            raise self._wrong(
                "this inference does not end", "End it with a line of two hyphens.", self._inference.where
            )
        for item in self.document.items:
            self._finish(item)
        for heading in self.document.headings:
            self._finish(heading)

    def _only_blocks(self, text: str) -> str:
        """The text of a page in Markdown with blanks for what is not in blocks of Argdown; any other text unchanged."""
        lines = text.splitlines(keepends=True)
        if not any(map(_FENCE.match, lines)):
            return text
        kept, at, fence = [], 0, ""
        for line in lines:
            opening = None if fence else _FENCE.match(line)
            is_end = bool(fence) and line.strip().startswith(fence) and not line.strip(f"{fence[0]} \t\n")
            if fence and not is_end:
                kept.append(line)
            else:
                kept.append(re.sub(r"[^\n]", " ", line))
                if not opening and not is_end and line.strip():
                    self.document.apart.append(("line outside the blocks of Argdown", (at, at + len(line.rstrip()))))
            fence = opening[1] if opening else "" if is_end else fence
            at += len(line)
        return "".join(kept)

    def _blanked(self, comment: re.Match[str]) -> str:
        """Blanks for a comment. Raises `MapError` if it does not end."""
        if comment["html"] is not None or comment["c"] is not None:
            start = len(self._text) - len(comment.string) + comment.start()
            end = "-->" if comment["html"] is not None else "*/"
            raise self._wrong("this comment does not end", f"End it with {end}", (start, start + 4))
        return re.sub(r"[^\n]", " ", comment[0])

    def _front(self) -> int:
        """Read the front matter; return where it ends."""
        found = _FRONT.match(self._text)
        if found is None:
            return 0
        try:
            data = plain_yaml(found[1])
        except ValueError as error:
            start, end = (len(self._text[:place].encode()) for place in found.span(1))
            raise broken(self._source, "YAML", str(error), start, end) from None
        self.document.front = data if isinstance(data, dict) else {}
        self.document.front_text = (found.start(1), found[1])
        return found.end()

    def _line(self, line: str, at: int) -> None:
        text = line.strip()
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        at += len(line) - len(line.lstrip())
        where = (at, at + len(text))
        if self._inference is not None:
            self._within_inference(text, where)
        elif not text:
            self._open = None
        elif heading := _HEADING.match(text):
            self._heading(len(heading[1]), heading[2], where)
        elif (numbered := _NUMBERED.match(text)) is not None:
            self._numbered(int(numbered[1]), numbered[2], where, indent)
        elif text.startswith("--") and self._structure is not None:
            self._inference_line(text, where, indent)
        elif relation := _RELATION.match(text):
            self._relation(relation[1], relation[2], where, indent)
        elif item := _ITEM.match(text):
            self._item(item[1], where, indent)
        elif _INCLUDE.match(text):
            self._open = None
            self.document.apart.append(("include", where))
        elif self._open is not None:
            self._continue(self._open, text, where)
        else:
            self._item(text, where, indent, is_top=True)

    def _continue(self, item: Item | Heading, text: str, where: tuple[int, int]) -> None:
        if _TITLED.match(text) or _ARGUMENT.match(text):
            help_text = "Put an empty line above it, or escape the bracket if this continues the text above."
            raise self._wrong("this begins something new within a paragraph", help_text, where)
        item.lines.append(text)
        item.where = (item.where[0], where[1])

    def _heading(self, level: int, title: str, where: tuple[int, int]) -> None:
        self._structure = self._argument = None
        self._above = []
        headings = self.document.headings
        above = next((n for n in range(len(headings) - 1, -1, -1) if headings[n].level < level), -1)
        if above >= 0:
            # Only the headings on the way up from the last one are open.
            last = len(headings) - 1
            while last >= 0 and headings[last].level >= level:
                last = headings[last].above
            above = last
        heading = Heading(where, level, above, lines=[title])
        headings.append(heading)
        self._open = heading

    def _new(self, text: str, where: tuple[int, int]) -> Item:
        """The item that a text begins."""
        if (found := _ARGUMENT.match(text)) is not None:
            item = Item(
                where, is_argument=not found[2], title=_bare(found[1]), number=int(found[2] or 0), lines=[found[3]]
            )
        elif (found := _TITLED.match(text)) is not None:
            item = Item(where, is_argument=False, title=_bare(found[1]), lines=[found[2]])
        else:
            item = Item(where, is_argument=False, lines=[text])
        item.heading = len(self.document.headings) - 1
        self.document.items.append(item)
        self._open = item
        return item

    def _item(self, text: str, where: tuple[int, int], indent: int, *, is_top: bool = False) -> None:
        self._structure = None
        if is_top:
            self._argument = None
        self._above = [(deep, item) for deep, item in self._above if deep < indent and not is_top]
        item = self._new(text, where)
        self._above.append((indent, item))
        if is_top and item.is_argument:
            self._argument = item

    def _relation(self, sign: str, text: str, where: tuple[int, int], indent: int) -> None:
        above = [(deep, item) for deep, item in self._above if deep < indent]
        if not above:
            raise self._wrong(
                f"nothing above this line that “{sign}” could relate to",
                "Indent the line below the statement or argument that it is about.",
                where,
            )
        if not text:
            raise self._wrong(f"nothing follows “{sign}”", "Write what supports or attacks, on the same line.", where)
        parent = above[-1][1]
        item = self._new(text, where)
        self._above = [*above, (indent, item)]
        bare = sign.strip("<>") or "><"
        start, end = (parent, item) if sign.endswith(">") and sign != "><" else (item, parent)
        self.document.relations.append(Relation(bare, start, end, where))

    def _numbered(self, number: int, text: str, where: tuple[int, int], indent: int) -> None:
        if self._structure is None or number == 1:
            self._structure = Structure(self._argument)
            self._argument = None
            self.document.structures.append(self._structure)
        structure = self._structure
        item = self._new(text, where)
        if item.is_argument:  # a statement that is an argument makes no sense; its title is the text
            item.is_argument = False
            self._argument = None
        structure.parts.append((number, item))
        self._structure = structure
        self._above = [(indent, item)]

    def _inference_line(self, text: str, where: tuple[int, int], indent: int) -> None:
        """A line between premises and conclusion, or the first of several, if it does not end in hyphens as well."""
        if self._structure is None or not any(isinstance(part, tuple) for part in self._structure.parts[-1:]):
            raise self._wrong("no premise above this inference", "Write the premises above it.", where)
        inference = Inference(where)
        self._structure.parts.append(inference)
        self._above = [(indent, Item(where, is_argument=False, inference=inference))]
        self._open = None
        rules = text.strip("-").strip()
        if rules:
            self._rules(inference, rules)
        if text == "--" or (rules and not text.endswith("--")):
            self._inference = inference

    def _within_inference(self, text: str, where: tuple[int, int]) -> None:
        inference = self._inference
        if inference is None or not text:
            return
        inference.where = (inference.where[0], where[1])
        if re.fullmatch(r"-{2,}", text):
            self._inference = None
        elif _NUMBERED.match(text):
            raise self._wrong("this inference does not end", "End it with a line of two hyphens.", inference.where)
        else:
            self._rules(inference, text)

    def _rules(self, inference: Inference, text: str) -> None:
        words, data = self._without_data(text.strip(" -"), inference.where)
        inference.data.update(data)
        inference.rules += [rule.strip() for rule in re.split(r"[,;](?![^()]*\))", words) if rule.strip()]

    def _wrong(self, message: str, help_text: str, where: tuple[int, int]) -> MapError:
        start, end = (len(self._text[:place].encode()) for place in where)
        return wrong_shape(self._source, message, help_text, start, end)

    def _finish(self, item: Item | Heading) -> None:
        """Read what the lines of an item say: its text without marks, its tags, links and data."""
        joined = " ".join(line.strip() for line in item.lines if line.strip())
        words, item.data = self._without_data(joined, item.where)
        tags, urls, plain = [], [], []
        at = 0
        inline = list(_INLINE.finditer(words))
        marks = _paired(words, inline)
        for found in inline:
            plain.append(words[at : found.start()])
            at = found.end()
            if found["mark"] and found.start() not in marks:
                plain.append(found["mark"])
            tags += [tag for tag in (found["tag"], found["long"]) if tag]
            urls += [found["url"]] if found["url"] else []
            plain.append(found["escaped"] or found["statement"] or found["argument"] or found["words"] or "")
        text = re.sub(r"\s+", " ", "".join([*plain, words[at:]])).strip()
        if isinstance(item, Heading):
            item.title = text
        else:
            item.text, item.urls = text, urls
        item.tags = tags

    def _without_data(self, text: str, where: tuple[int, int]) -> tuple[str, dict[str, Any]]:
        """A text without the data in braces, and the data."""
        found = re.search(r"(?<!\\)(?<!\S)\{", text)
        if found is None or len(text) > _LONGEST_DATA or (end := _end_of_data(text, found.start())) < 0:
            return text, {}
        rest = f"{text[: found.start()]}{text[end:]}"
        try:
            data = plain_yaml(text[found.start() : end])
        except ValueError:
            data = None
        if not isinstance(data, dict):
            self.document.apart.append(("block of data that is not valid YAML", where))
            return rest, {}
        return rest, data


def _paired(words: str, inline: Iterable[re.Match[str]]) -> set[int]:
    """Where marks of emphasis stand that have a counterpart; any other is a character like others."""
    paired: set[int] = set()
    open_: list[re.Match[str]] = []
    for found in inline:
        if not found["mark"]:
            continue
        before, after = words[max(0, found.start() - 1) : found.start()], words[found.end() : found.end() + 1]
        if open_ and open_[-1]["mark"] == found["mark"] and before.strip():
            paired |= {open_.pop().start(), found.start()}
        elif after.strip():
            open_.append(found)
    return paired


def _end_of_data(text: str, start: int) -> int:
    """Where the braces that open at a place close; -1 if they do not."""
    depth = 0
    for found in _DATA.finditer(text, start):
        if found[0] in {"{", "}"}:
            depth += 1 if found[0] == "{" else -1
            if not depth:
                return found.end()
    return -1


def _bare(title: str) -> str:
    return " ".join(re.sub(r"\\(.)", r"\1", title).split())
