"""The Simple Argument Description Format in JSON (S. Wells, https://github.com/Open-Argumentation/SADFace).

Atoms are statements, schemes are steps, resources are sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

from argmap.convert.draft import Draft, Translation
from argmap.convert.json_file import JsonFile
from argmap.convert.schemes import scheme_of
from argmap.model import Kind
from argmap.source import KeyPath, SourceText, shortened

_FORM = 'A SADFace document is an object with the lists "nodes" and "edges".'
_ATTACKS = ("conflict", "attack", "disagree", "defeat", "rebut", "undercut", "undermine", "contradict")
_NOBODY = frozenset({"", "A User"})
_STEPS = frozenset({"scheme", "support", "conflict", "inference"})
_LONGEST_QUOTE, _LONGEST_TITLE, _LONGEST_TAG = 500, 80, 60
_KNOWN = frozenset({"title", "description", "notes", "analyst_name", "claim"})
_ASIDE = frozenset({"version", "id"})


class _Node(NamedTuple):
    where: KeyPath
    key: str
    fields: dict[str, Any]
    is_step: bool
    name: str

    @property
    def as_key(self) -> Hashable:
        """Its key in the draft; that of a step is none to make a readable id of."""
        return ("step", self.key) if self.is_step else self.key


def read(source: SourceText) -> Translation:
    """Read a document. Raises `MapError` if it is not valid JSON, or not such a document."""
    file = JsonFile(source)
    draft = Draft(source, file.locate)
    if not isinstance(file.value, dict):
        raise file.wrong((), "the outermost value is not an object", _FORM)
    nodes = _nodes(draft, file)
    before, after = _edges(draft, file, nodes)
    _about(draft, file)
    resources = _resources(draft, file)
    for node in nodes.values():
        if not node.is_step:
            _statement(draft, file, node, resources)
    for node in nodes.values():
        if node.is_step:
            _step(draft, node, [nodes[key] for key in before[node.key]], [nodes[key] for key in after[node.key]])
        _lose_metadata(draft, (*node.where, "metadata"), node.fields.get("metadata"))
    return draft.finished()


def _text(value: object) -> str:
    """A text that can be written; empty for what is not a text or a number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).encode("utf-8", "replace").decode()


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _words(file: JsonFile, path: KeyPath, value: object, what: str) -> str:
    """A text or number as a text. Raises `MapError`, naming it as `what`, if it is something else."""
    if isinstance(value, list | dict | bool):
        raise file.wrong(path, f"{what} is not a text", "Write it between quotation marks.")
    return _text(value)


def _entries(file: JsonFile, name: str, *, is_needed: bool = False) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """The objects in one of the lists of a document."""
    entries = file.value.get(name)
    if entries is None and not is_needed:
        return
    if not isinstance(entries, list):
        path: KeyPath = (name,) if name in file.value else ()
        raise file.wrong(path, f'the list "{name}" is missing', _FORM)
    for number, entry in enumerate(entries):
        if not isinstance(entry, dict):
            raise file.wrong((name, number), f'this entry of "{name}" is not an object', _FORM)
        yield (name, number), entry


def _nodes(draft: Draft, file: JsonFile) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}
    for where, entry in _entries(file, "nodes", is_needed=True):
        key, kind = _text(entry.get("id")), _text(entry.get("type")).lower()
        if not key or key in nodes:
            draft.lose("node without an id of its own", where)
        elif kind == "atom" or kind in _STEPS:
            name = _text(entry.get("name")) or kind
            if kind == "conflict" and not _is_attack(name):
                name = f"conflict {name}"
            nodes[key] = _Node(where, key, entry, kind != "atom", name)
        else:
            draft.lose("node of an unknown type", where)
    return nodes


def _edges(
    draft: Draft, file: JsonFile, nodes: dict[str, _Node]
) -> tuple[defaultdict[str, list[str]], defaultdict[str, list[str]]]:
    """The keys of the nodes before and after each."""
    before: defaultdict[str, list[str]] = defaultdict(list)
    after: defaultdict[str, list[str]] = defaultdict(list)
    for where, entry in _entries(file, "edges", is_needed=True):
        start, end = _text(entry.get("source_id")), _text(entry.get("target_id"))
        if start not in nodes or end not in nodes:
            draft.lose("edge from or to a node that is not there", where)
        elif not nodes[start].is_step and not nodes[end].is_step:
            draft.lose("edge between two statements", where)
        else:
            after[start].append(end)
            before[end].append(start)
    return before, after


def _about(draft: Draft, file: JsonFile) -> None:
    """What the document says of itself, in its metadata or, in early versions, at its top."""
    metadata = _object(file.value.get("metadata"))
    known = _object(metadata.get("core"))
    found = {name: _text(known.get(name, file.value.get(name))).strip() for name in sorted(_KNOWN)}
    where = ("metadata", "core")
    if found["title"]:
        draft.describe("title", found["title"], where)
    if found["analyst_name"] not in _NOBODY:
        draft.describe("author", found["analyst_name"], where)
    description = "\n\n".join(filter(None, (found["description"], found["notes"])))
    if description:
        draft.describe("description", description, where)
    for name, value in known.items():
        if name not in _KNOWN | _ASIDE and value not in (None, "", *_NOBODY):
            draft.lose("entry of the metadata", ("metadata", "core", name))
    for name in metadata:
        if name != "core":
            draft.lose("entry of the metadata", ("metadata", name))


def _resources(draft: Draft, file: JsonFile) -> set[str]:
    """Add the resources as sources, and return their ids."""
    found = set()
    for where, entry in _entries(file, "resources"):
        key = _text(entry.get("id"))
        if not key or ("resource", key) in draft:
            draft.lose("resource without an id of its own", where)
            continue
        metadata = _object(entry.get("metadata"))
        values = {**entry, **metadata, **_object(metadata.get("core"))}
        content = " ".join(_words(file, (*where, "content"), entry.get("content"), "the content").split())
        url = _text(values.get("url")).strip()
        title = _text(values.get("title")).strip() or shortened(content, _LONGEST_TITLE) or url or key
        author, date = _text(values.get("author")).strip(), _text(values.get("date") or values.get("year")).strip()
        draft.other(Kind.SOURCE, ("resource", key), where, title=title, author=author, date=date, url=url)
        if content and content != title:
            draft.lose("text of a resource", where)
        found.add(key)
    return found


def _statement(draft: Draft, file: JsonFile, node: _Node, resources: set[str]) -> None:
    """An atom, with the first passage that it comes from."""
    text = _words(file, (*node.where, "text"), node.fields.get("text"), "the text of an atom")
    values: dict[str, Any] = {}
    sources = node.fields.get("sources")
    for number, passage in enumerate(sources if isinstance(sources, list) else ()):
        where = (*node.where, "sources", number)
        key = _text(passage.get("resource_id")) if isinstance(passage, dict) else ""
        if key not in resources:
            draft.lose("reference to a resource that is not there", where)
        elif values:
            draft.lose("second passage of a statement", where)
        else:
            exact = _text(passage.get("text")).strip()
            if len(exact) > _LONGEST_QUOTE:
                draft.lose("passage longer than a quote", where)
                exact = ""
            values = {"source": ("resource", key), "quote": {"exact": exact} if exact else {}}
    draft.statement(node.key, text, node.where, **values)


def _is_attack(name: str) -> bool:
    return any(word in name.lower() for word in _ATTACKS)


def _step(draft: Draft, node: _Node, before: list[_Node], after: list[_Node]) -> None:
    """A step to each thing that a scheme leads to, from all it starts from."""
    starts = [start.key for start in before if not start.is_step]
    if not starts or not after:
        draft.lose("step to nothing" if starts else "step from nothing", node.where)
        return
    scheme, other = scheme_of(node.name)
    is_attack = _is_attack(node.name)
    tags = [" ".join(other.split())[:_LONGEST_TAG]] if other and not is_attack else []
    for number, end in enumerate(after):
        add = draft.objection if is_attack else draft.inference
        key = (node.as_key, number) if number else node.as_key
        add(starts, end.as_key, node.where, key, scheme=scheme, tags=tags)


def _lose_metadata(draft: Draft, where: KeyPath, metadata: object) -> None:
    """Count what the metadata of a node says."""
    for name, inner in _object(metadata).items():
        for key in _object(inner):
            draft.lose("metadata of a node", (*where, name, key))
