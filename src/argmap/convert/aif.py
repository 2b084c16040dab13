"""The Argument Interchange Format in JSON, as AIFdb and OVA write it.

C. Chesñevar et al., "Towards an argument interchange format", The Knowledge Engineering Review 21, 2006. I-nodes are
statements, RA-nodes inferences, CA-nodes objections, MA-nodes notes that one statement rephrases another. Who says
something follows from the illocutions (YA) that join locutions (L) to it. What AIF has no place for is kept under the
key `argmap`, so that a map written as AIF comes back whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from argmap.convert.draft import Draft, Translation
from argmap.convert.json_file import JsonFile
from argmap.convert.loss import Loss
from argmap.convert.ours import OURS, elements_aside, own_id, read_aside, read_own
from argmap.convert.schemes import aif_name, scheme_of
from argmap.convert.toml import values_of
from argmap.loading.load import LoadedMap
from argmap.model import Inference, Kind, Objection, SchemeName, Statement
from argmap.model.kind import STATEMENTS
from argmap.source import KeyPath, SourceText, json_text, shortened

_STEPS = {"RA": Kind.INFERENCE, "CA": Kind.OBJECTION}
_SPEECH = {"L": "locution", "TA": "transition", "YA": "illocution"}
_PARTS = frozenset({"nodes", "edges", "locutions", "participants", OURS})
"""What of a node set is read."""
_SAYS = "Asserting"
_NOT_SAYING = frozenset({"analysing", "questioning", "purequestioning", "agreeing", "challenging", "purechallenging"})


class _Node(NamedTuple):
    where: KeyPath
    key: str
    type: str
    text: str
    scheme: str
    ours: Mapping[str, Any]
    time: str


class _Graph(NamedTuple):
    nodes: Mapping[str, _Node]
    before: Mapping[str, Sequence[str]]
    after: Mapping[str, Sequence[str]]

    def of_type(self, keys: Sequence[str], kind: str) -> list[_Node]:
        return [self.nodes[key] for key in keys if self.nodes[key].type == kind]


def read(source: SourceText) -> Translation:
    """Read a node set. Raises `MapError` if it is not valid JSON, or not a node set."""
    file = JsonFile(source)
    draft = Draft(source, file.locate)
    graph = _graph(draft, file)
    speakers, used = _speakers(graph, _people(file))
    for node in graph.nodes.values():
        if node.type == "I" and node.ours.get("kind") != Kind.OBJECTION.value:
            said = speakers.get(node.key)
            draft.statement(node.key, node.text, node.where, verbatim=bool(node.ours), by=said)
            read_own(draft, node.key, node.ours, STATEMENTS if node.type == "I" else frozenset({_STEPS[node.type]}))
    for node in graph.nodes.values():
        if node.time:
            draft.lose("time of a locution", node.where)
        if node.type in _STEPS:
            _read_step(draft, node, graph, speakers)
        elif node.type == "MA":
            _read_rephrase(draft, node, graph)
        elif node.type in _SPEECH and node.key not in used:
            draft.lose(_SPEECH[node.type], node.where)
        elif node.type not in {"I", *_SPEECH}:
            draft.lose(f"node of the type {node.type or 'none'}", node.where)
    _note_other_parts(draft, file)
    read_aside(draft, file.value.get(OURS), (OURS,))
    return draft.finished()


def _note_other_parts(draft: Draft, file: JsonFile) -> None:
    """Report what a file has besides nodes and edges, such as the text that was analysed, or where nodes are drawn."""
    where, found = _node_set(file)
    for name, value in found.items():
        if name not in _PARTS and value:
            for number, _ in enumerate(value) if isinstance(value, list) else ((None, value),):
                draft.lose(f"entry of {shortened(name)}", (*where, name) if number is None else (*where, name, number))
    for name, value in file.value.items() if where else ():
        if name != where[0] and name != OURS and value:
            draft.lose(f"{shortened(name)} beside the node set", (name,))


def _graph(draft: Draft, file: JsonFile) -> _Graph:
    """The nodes, and those before and after each."""
    nodes: dict[str, _Node] = {}
    for where, entry in _entries(file, "nodes"):
        key = str(entry.get("nodeID", entry.get("id", "")))
        if not key or key in nodes:
            draft.lose("node with the id of another" if key else "node without an id", where)
            continue
        ours = entry.get(OURS)
        scheme = entry.get("scheme") or entry.get("text") or ""
        nodes[key] = _Node(
            where,
            key,
            str(entry.get("type", "")).upper(),
            str(entry.get("text") or "") if isinstance(ours, dict) else _plain(str(entry.get("text") or "")),
            str(scheme),
            ours if isinstance(ours, dict) else {},
            str(entry.get("timestamp") or ""),
        )
    before: defaultdict[str, list[str]] = defaultdict(list)
    after: defaultdict[str, list[str]] = defaultdict(list)
    for where, entry in _entries(file, "edges"):
        start, end = _end(entry, "from"), _end(entry, "to")
        if start not in nodes or end not in nodes:
            draft.lose("edge from or to a node that is not there", where)
        elif nodes[start].type == nodes[end].type == "I":
            draft.lose("edge between two statements", where)
        else:
            after[start].append(end)
            before[end].append(start)
    return _Graph(nodes, before, after)


def _plain(text: str) -> str:
    """A text without the HTML that some programs write in it."""
    return unescape(re.sub(r"(?i)<br\s*/?>", " ", text))


def _end(edge: Mapping[str, Any], name: str) -> str:
    """The id of the node at an end of an edge, which some programs write as an object."""
    found = edge.get(f"{name}ID", edge.get(name, ""))
    return str(found.get("id", found.get("nodeID", "")) if isinstance(found, dict) else found)


def _node_set(file: JsonFile) -> tuple[KeyPath, Any]:
    """Where the node set is: the whole file, or under `AIF` in files of OVA3 and of xAIF."""
    inner = file.value.get("AIF") if isinstance(file.value, dict) else None
    return (("AIF",), inner) if isinstance(inner, dict) else ((), file.value)


def _people(file: JsonFile) -> dict[str, str]:
    """Who makes each locution, by the id of its node, as xAIF lists it."""
    _, found = _node_set(file)
    if not isinstance(found, dict):
        return {}
    lists = [found.get(name) for name in ("participants", "locutions")]
    people, locutions = (
        [one for one in some or () if isinstance(one, dict)] if isinstance(some, list) else [] for some in lists
    )
    names = {
        str(one.get("participantID", "")): " ".join(f"{one.get('firstname') or ''} {one.get('surname') or ''}".split())
        for one in people
    }
    return {str(one.get("nodeID", "")): names.get(str(one.get("personID", "")), "") for one in locutions}


def _entries(file: JsonFile, name: str) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """The objects in one of the lists of a node set."""
    help_text = 'A node set is an object with the lists "nodes" and "edges".'
    where, found = _node_set(file)
    if not isinstance(found, dict) or not isinstance(found.get(name), list):
        raise file.wrong(where, f'the list "{name}" is missing', help_text)
    for number, entry in enumerate(found[name]):
        if not isinstance(entry, dict):
            raise file.wrong((*where, name, number), f'this entry of "{name}" is not an object', help_text)
        yield (*where, name, number), entry


def _speakers(graph: _Graph, people: Mapping[str, str]) -> tuple[dict[str, str], set[str]]:
    """Who says each statement or step, and the nodes of speech from which that is known."""
    speakers: dict[str, str] = {}
    used: set[str] = set()
    for node in graph.nodes.values():
        if node.type != "YA" or re.sub("[^a-z]", "", node.scheme.lower()) in _NOT_SAYING:
            continue
        said = graph.of_type(graph.before[node.key], "L")
        # The illocution of an argument is joined to the transition to the locution that makes it.
        for transition in graph.of_type(graph.before[node.key], "TA"):
            said += graph.of_type(graph.after[transition.key], "L")
        for target in graph.after[node.key]:
            speaking = {one.key: people.get(one.key) or _speaker(one.text) for one in said}
            names = [name for name in speaking.values() if name]
            if names and target not in speakers and graph.nodes[target].type in {"I", *_STEPS}:
                speakers[target] = names[0]
                used |= {node.key, *(key for key, name in speaking.items() if name)}
    return speakers, used


def _speaker(text: str) -> str:
    """The name before the first colon of a locution."""
    name, colon, _ = text.partition(":")
    return name.strip() if colon and 0 < len(name.strip()) <= 60 else ""  # noqa: PLR2004 - a longer text is not a name


def _read_step(draft: Draft, node: _Node, graph: _Graph, speakers: Mapping[str, str]) -> None:
    """A step for each thing that a node supports or attacks, from all it starts from."""
    before = [key for key in graph.before[node.key] if graph.nodes[key].type == "I"]
    texts = [key for key in before if graph.nodes[key].ours.get("kind") == Kind.OBJECTION.value]
    starts = [key for key in before if key not in texts]
    ends = [key for key in graph.after[node.key] if graph.nodes[key].type in {"I", *_STEPS}]
    ends = [_target(graph, key) for key in ends]
    if not ends or not before:
        draft.lose("step from nothing" if ends else "step to nothing", node.where)
        return
    scheme, other = scheme_of(node.scheme)
    text = graph.nodes[texts[0]].text if texts else None
    for number, end in enumerate(ends):
        key = node.key if number == 0 else (node.key, number)
        add = draft.inference if node.type == "RA" else draft.objection
        tags = [other[:60]] if other else []
        add(starts, end, node.where, key, scheme=scheme, by=speakers.get(node.key), tags=tags, text=text)
        if number == 0:
            read_own(draft, node.key, node.ours, STATEMENTS if node.type == "I" else frozenset({_STEPS[node.type]}))


def _target(graph: _Graph, key: str) -> str:
    """What a step leads to: for the text of an objection, the objection."""
    node = graph.nodes[key]
    if node.type != "I" or node.ours.get("kind") != Kind.OBJECTION.value:
        return key
    return next((node.key for node in graph.of_type(graph.after[key], "CA")), key)


def _read_rephrase(draft: Draft, node: _Node, graph: _Graph) -> None:
    ends = [*graph.of_type(graph.before[node.key], "I"), *graph.of_type(graph.after[node.key], "I")]
    if len(ends) == 2:  # noqa: PLR2004 - one statement and its other wording
        text = "The first of these says the other in other words."
        draft.other(
            Kind.NOTE, ("rephrase", node.key), node.where, [end.key for end in ends], text=text, label="rephrase"
        )
    else:
        draft.lose("rephrase", node.where)


def write(loaded: LoadedMap) -> tuple[str, list[Loss]]:
    """A map as a node set, which keeps everything."""
    return json_text(_Writer(loaded).document()) + "\n", []


class _Writer:
    """Numbers the nodes and edges of a node set while it is made."""

    def __init__(self, loaded: LoadedMap) -> None:
        self._loaded, self._map = loaded, loaded.map
        self._nodes: list[dict[str, Any]] = []
        self._edges: list[dict[str, Any]] = []
        self._number: dict[str, str] = {}
        self._text: dict[str, str] = {}

    def document(self) -> dict[str, Any]:
        for kind, name, element in self._map.elements():
            if isinstance(element, Statement):
                ours = {"id": name, "kind": kind.value, **_rest(element)}
                self._number[name] = self._node("I", element.text, **{OURS: ours})
        steps = self._steps()
        for kind, name, step in steps:
            self._number[name] = self._step(kind, name, step)
            if isinstance(step, Objection) and step.text is not None:
                self._text[name] = self._node("I", step.text, **{OURS: {"kind": Kind.OBJECTION.value}})
                self._edge(self._text[name], self._number[name])
        for _, name, step in steps:
            end = step.to if isinstance(step, Inference) else step.against
            is_to_text = isinstance(step, Inference) and end in self._text
            self._edge(self._number[name], self._text[end] if is_to_text else self._number[end])
            for start in step.from_ or ():
                self._edge(self._number[start], self._number[name])
        for _, name, element in self._map.elements():
            if isinstance(element, Statement | Inference | Objection) and element.by:
                self._say(element.by, self._number[name], element)
        ours = elements_aside(self._loaded)
        return {"nodes": self._nodes, "edges": self._edges, "locutions": [], **({OURS: ours} if ours else {})}

    def _steps(self) -> list[tuple[Kind, str, Inference | Objection]]:
        return [(kind, name, one) for kind, name, one in self._map.elements() if isinstance(one, Inference | Objection)]

    def _step(self, kind: Kind, name: str, step: Inference | Objection) -> str:
        node_type = "RA" if kind is Kind.INFERENCE else "CA"
        default = "Default Inference" if kind is Kind.INFERENCE else "Default Conflict"
        scheme = aif_name(SchemeName(step.scheme)) if step.scheme else default
        own = own_id(self._loaded, name)
        return self._node(node_type, scheme, scheme=scheme, **{OURS: {**own, "kind": kind.value, **_rest(step)}})

    def _say(self, by: str, number: str, element: Statement | Inference | Objection) -> None:
        words = element.text if isinstance(element, Statement | Objection) and element.text else "…"
        locution = self._node("L", f"{by} : {words}")
        illocution = self._node("YA", _SAYS, scheme=_SAYS)
        self._edge(locution, illocution)
        self._edge(illocution, number)

    def _node(self, node_type: str, text: str, **values: Any) -> str:  # noqa: ANN401 - any JSON
        number = str(len(self._nodes) + 1)
        self._nodes.append({"nodeID": number, "text": text, "type": node_type, **values})
        return number

    def _edge(self, start: str, end: str) -> None:
        number = str(len(self._edges) + 1)
        self._edges.append({"edgeID": number, "fromID": start, "toID": end, "formEdgeID": None})


def _rest(element: Statement | Inference | Objection) -> dict[str, Any]:
    """The values of an element that the nodes and edges do not say."""
    return {key: value for key, value in values_of(element).items() if key not in {"text", "from", "to", "against"}}
