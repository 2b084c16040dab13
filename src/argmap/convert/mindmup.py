"""Argument maps of MindMup in JSON (https://www.mindmup.com).

Ideas are statements. The ideas in a group are the premises of one step, for or against the idea above the group, or,
in a group within a group, for or against the step of the outer one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Iterator
from html import unescape
from typing import Any, NamedTuple

from argmap.convert.draft import Draft, Translation
from argmap.convert.json_file import JsonFile
from argmap.model import Kind
from argmap.model.url import safe_url
from argmap.source import KeyPath, SourceText

_FORM = 'A map of MindMup is an object with "ideas".'
_ROOTED = 3
"""The first version in which the outermost object is not itself an idea."""

_OPPOSING = "opposing"
_SUPPORTING = "supporting"
_IMPLICIT = "attr_implicit_claim"
_STICKY = "sticky_note"
_LINK = re.compile(r"(?:\A|\s)(https?://\S+)\s*\Z")
_TAGS = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]{3}")


class _Idea(NamedTuple):
    where: KeyPath
    fields: dict[str, Any]
    parent: Hashable
    above: str  # what the parent is: nothing, an idea, or a group

    @property
    def attributes(self) -> dict[str, Any]:
        found = self.fields.get("attr")
        return found if isinstance(found, dict) else {}

    @property
    def group(self) -> str:
        """Whether it is a group, and of what kind: "supporting", "opposing" or another word; empty if it is none."""
        found = self.attributes.get("group")
        return _text(found) if isinstance(found, str) else ""

    @property
    def styles(self) -> list[Any]:
        found = self.attributes.get("styleNames")
        return found if isinstance(found, list) else []


def read(source: SourceText) -> Translation:
    """Read a map. Raises `MapError` if it is not valid JSON, or not a map with groups of reasons or objections."""
    return _Reader(source).translation()


class _Reader:
    """Walks the ideas of a map, the topmost first."""

    def __init__(self, source: SourceText) -> None:
        self._file = JsonFile(source)
        self._draft = Draft(source, self._file.locate)
        self._has_groups = False

    def translation(self) -> Translation:
        root = self._file.value
        if not isinstance(root, dict) or "ideas" not in root:
            raise self._file.wrong((), 'there are no "ideas" in this file', _FORM)
        if _text(root.get("title")).strip():
            self._draft.describe("title", " ".join(_text(root["title"]).split()), ("title",))
        version = root.get("formatVersion")
        is_idea = isinstance(version, int | float) and version < _ROOTED
        top = _Idea((), root, None, "")
        waiting = [top] if is_idea else list(self._below(top, None, ""))[::-1]
        while waiting:
            idea = waiting.pop()
            waiting += list(self._read(idea))[::-1]
        if not self._has_groups:
            message = "this is a mind map, not an argument map: no idea is in a group of reasons or objections"
            raise self._file.wrong((), message, "In MindMup, add reasons and objections as groups, and save it again.")
        links = root.get("links")
        for number, _ in enumerate(links if isinstance(links, list) else ()):
            self._draft.lose("link between two ideas", ("links", number))
        return self._draft.finished()

    def _below(self, idea: _Idea, parent: Hashable, above: str) -> Iterator[_Idea]:
        """The ideas below one, in their order."""
        ideas = idea.fields.get("ideas")
        path = (*idea.where, "ideas")
        if ideas is None:
            return
        if isinstance(ideas, dict):
            pairs: list[tuple[str | int, Any]] = sorted(ideas.items(), key=lambda pair: _rank(pair[0]))
        elif isinstance(ideas, list):
            pairs = list(enumerate(ideas))
        else:
            raise self._file.wrong(path, '"ideas" is neither an object nor a list', _FORM)
        for name, inner in pairs:
            if not isinstance(inner, dict):
                raise self._file.wrong((*path, name), "this idea is not an object", _FORM)
            yield _Idea((*path, name), inner, parent, above)

    def _read(self, idea: _Idea) -> Iterator[_Idea]:
        """Add an idea or group to the draft, and return what is below it."""
        if idea.group:
            return self._group(idea)
        if idea.above == "idea" and not self._has_groups_below(idea):
            self._note(idea)
            return iter(())
        if idea.above == "idea" and _STICKY not in idea.styles:
            self._draft.lose("idea outside the argument", idea.where)
        self._statement(idea)
        return self._below(idea, idea.where, "idea")

    def _group(self, group: _Idea) -> Iterator[_Idea]:
        """The step from the ideas of a group, and the groups for or against this step."""
        self._has_groups = True
        inner = list(self._below(group, group.where, "group"))
        starts = [idea.where for idea in inner if not idea.group and _STICKY not in idea.styles]
        connector = group.attributes.get("parentConnector")
        label = _text(connector.get("label")).strip() if isinstance(connector, dict) else ""
        values = {"label": label if _WORD.search(label) else ""}
        title = _text(group.fields.get("title")).strip()
        if _WORD.search(title) and title.lower() != "group":
            self._draft.lose("title of a group", (*group.where, "title"))
        if group.parent is None:
            self._draft.lose("group below nothing", group.where)
        elif not starts:
            self._draft.lose("group without an idea", group.where)
        elif group.group == _OPPOSING:
            self._draft.objection(starts, group.parent, group.where, group.where, **values)
        else:
            if group.group != _SUPPORTING:
                self._draft.lose("group of an unknown kind, now of reasons", group.where)
            self._draft.inference(starts, group.parent, group.where, group.where, **values)
        return iter(inner)

    def _has_groups_below(self, idea: _Idea) -> bool:
        waiting = [idea]
        while waiting:
            found = waiting.pop()
            if found.group:
                return True
            waiting += self._below(found, None, "")
        return False

    def _statement(self, idea: _Idea) -> None:
        text, url = self._words(idea)
        kind = Kind.ASSUMPTION if _IMPLICIT in idea.styles else None
        self._draft.statement(idea.where, text, idea.where, kind, url=url)
        self._attached(idea)

    def _words(self, idea: _Idea) -> tuple[str, str]:
        """The text of an idea, and the link at its end."""
        title = idea.fields.get("title")
        if isinstance(title, list | dict | bool):
            path = (*idea.where, "title")
            raise self._file.wrong(path, "the title of an idea is not a text", "Write it between quotation marks.")
        text = _text(title).strip()
        link = _LINK.search(text)
        if link and link.start() > 0 and safe_url(link[1]):
            return text[: link.start()], link[1]
        attached = idea.attributes.get("link")
        url = _text(attached.get("url")) if isinstance(attached, dict) else ""
        return text, url if safe_url(url) else ""

    def _attached(self, idea: _Idea) -> None:
        """The note and the attachment of an idea, and what is counted in it."""
        for name, key in (("note", "text"), ("attachment", "content")):
            found = idea.attributes.get(name)
            text = _plain(_text(found.get(key))) if isinstance(found, dict) else ""
            if text:
                where = (*idea.where, "attr", name)
                self._draft.other(Kind.NOTE, where, where, [idea.where], text=text)
        if isinstance(idea.attributes.get("icon"), dict):
            self._draft.lose("icon", (*idea.where, "attr", "icon"))
        measurements = idea.attributes.get("measurements")
        for name in measurements if isinstance(measurements, dict) else ():
            self._draft.lose("measurement", (*idea.where, "attr", "measurements", name))

    def _note(self, idea: _Idea) -> None:
        """A comment on an idea or group, with the comments below it."""
        waiting = [idea]
        while waiting:
            comment = waiting.pop()
            text, url = self._words(comment)
            if text:
                self._draft.other(Kind.NOTE, comment.where, comment.where, [idea.parent], text=text, url=url)
            waiting += list(self._below(comment, idea.parent, "idea"))[::-1]


def _text(value: object) -> str:
    """A text that can be written; empty for what is not a text or a number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).encode("utf-8", "replace").decode()


def _rank(name: str | int) -> float:
    """The place of an idea among those next to it; those on the left have negative numbers."""
    try:
        rank = float(name)
    except ValueError:
        return math.inf
    return math.inf if math.isnan(rank) else rank


def _plain(html: str) -> str:
    """The text of a piece of HTML."""
    lines = re.sub(r"(?i)<br\s*/?>|</(?:p|div|li|h\d)>", "\n", html)
    text = unescape(_TAGS.sub("", lines))
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)
