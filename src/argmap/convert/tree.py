"""Trees of pros and cons, as outlines and debates have them: what they are as a map, and a map as a tree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from argmap.convert.draft import Draft, Where
from argmap.convert.loss import Loss
from argmap.convert.toml import values_of
from argmap.loading.load import LoadedMap
from argmap.model import Inference, Kind, Objection, Statement, own_words

TOGETHER = "(together)"
"""The text of an item that only holds together the premises of one step."""
AGAIN = "(as above)"
"""What follows the text of an item that has been there before."""
_PREFIX = re.compile(
    r"(?i)(?:[\[(](?P<marked>pro|con|\+|-|for|against)[\])]\s*:?"
    r"|(?P<open>[*_]{0,3})(?P<word>pro|contra|con|for|against|reason|support|because|objection|counter(?:-?argument)?|but|however)"
    r"(?P<step>\s+(?:to|against)\s+the\s+step)?\s*(?:[*_]{1,3}\s*:|:\s*[*_]{0,3}(?<=.)|\s[-\u2013\u2014](?=\s)))\s*"
)
_TASK = re.compile(r"\[[ xX]\]\s+")
_CON = frozenset(
    {"con", "contra", "counter", "counterargument", "counter-argument", "against", "objection", "but", "however", "-"}
)
_SAID = frozenset({"text", "from", "to", "against"})


@dataclass
class Item:
    """An item: what it says, how it bears on the one above (`pro`, `con`, `step` for a con to the step, or empty).

    `again` is the item that it repeats, if it does.
    """

    text: str
    relation: str = ""
    where: Where = None
    children: list[Item] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    again: Item | None = None


_GROUP = re.compile(
    r"(?i)(?:(?P<pro>pros?|for|arguments for|reasons?)"
    r"|(?P<con>cons?|contra|against|arguments against|objections?))\s*:?"
)


def group_of(text: str) -> str:
    """The relation of all that is below a heading such as `Pros` or `Against:`; empty for any other text."""
    found = _GROUP.fullmatch(text.strip())
    return "" if found is None else "pro" if found["pro"] else "con"


def without_groups(items: Sequence[Item]) -> list[Item]:
    """Items without those that only say how what is below them bears on the one above."""
    found: list[Item] = []
    for item in items:
        group = item.relation if not item.text and item.children else group_of(item.text) if item.children else ""
        if not group:
            found.append(item)
            continue
        for child in item.children:
            child.relation = child.relation or group
        found += without_groups(item.children)
    return found


def said(text: str) -> tuple[str, str]:
    """The relation that the words before a text name, and the text without them.

    >>> said("Con: It rains."), said("It rains: stay."), said("Con to the step: It stopped.")
    (('con', 'It rains.'), ('', 'It rains: stay.'), ('step', 'It stopped.'))
    """
    text = _TASK.sub("", text)
    found = _PREFIX.match(text)
    if found is None:
        return "", text.strip()
    word = (found["marked"] or found["word"]).lower()
    relation = "step" if found["step"] else "con" if word in _CON else "pro"
    return relation, text[found.end() :].strip()


def read_tree(draft: Draft, roots: Sequence[Item]) -> None:
    """Add the items of a tree to a draft: each pro supports the item above it, and each con attacks it."""
    order = list(all_items(roots))
    texts: dict[str, Item] = {}
    for item in order:
        if item.again is None and item.text.endswith(AGAIN):
            plain = item.text.removesuffix(AGAIN).strip()
            item.again = texts.get(plain)
            item.text = plain
        texts.setdefault(item.text, item)
    for item in order:
        if item.again is None and item.text != TOGETHER:
            draft.statement(_key(item), item.text, item.where, **item.values)
    steps: dict[int, Hashable] = {}
    for item in order:
        for child in item.children:
            if child.relation != "step" and item.text == TOGETHER:
                continue  # a premise of the step from all of them
            starts = [_key(one) for one in child.children if one.relation != "step"]
            starts = starts if child.text == TOGETHER else [_key(child)]
            target = steps.get(id(item), _key(item)) if child.relation == "step" else _key(item)
            add = draft.objection if child.relation in {"con", "step"} else draft.inference
            steps[id(child)] = add(starts, target, child.where)


def all_items(roots: Sequence[Item]) -> Iterator[Item]:
    """All items, each before those below it."""
    stack = list(reversed(roots))
    while stack:
        item = stack.pop()
        yield item
        stack.extend(reversed(item.children))


def _key(item: Item) -> Hashable:
    while item.again is not None:
        item = item.again
    return ("item", id(item))


def as_tree(loaded: LoadedMap) -> tuple[list[Item], list[Loss]]:
    """A map as a tree, each conclusion with what speaks for and against it, and what a tree cannot say."""
    made = _Tree(loaded)
    return made.roots, made.losses


class _Tree:
    """Grows the tree from its roots; what has been there before is only referred to."""

    def __init__(self, loaded: LoadedMap) -> None:
        map_ = loaded.map
        self._statements = {name: one for _, name, one in map_.elements() if isinstance(one, Statement)}
        self._steps: dict[str, Inference | Objection] = {**map_.inferences, **map_.objections}
        self._at: defaultdict[str, list[str]] = defaultdict(list)
        for name, step in self._steps.items():
            self._at[step.to if isinstance(step, Inference) else step.against].append(name)
        self._items: dict[str, Item] = {}
        self._pending: list[tuple[Item, str]] = []
        self.losses = list(_losses(loaded))
        self.roots: list[Item] = []
        used = {start for step in self._steps.values() for start in step.from_ or ()}
        for name in (*map_.conclusions, *(name for name in self._statements if name not in used), *self._statements):
            if name not in self._items:
                self.roots.append(self._item(name, ""))
                self._grow()

    def _item(self, name: str, relation: str) -> Item:
        """The item for a statement."""
        text = self._statements[name].text
        if name in self._items:
            return Item(text, relation, again=self._items[name])
        item = self._items[name] = Item(text, relation)
        self._pending.append((item, name))
        return item

    def _grow(self) -> None:
        while self._pending:
            item, name = self._pending.pop(0)
            item.children += [self._step(below) for below in self._at[name]]

    def _step(self, name: str) -> Item:
        """The item for a step: its premise, its premises together, or its own text."""
        step = self._steps[name]
        relation = "pro" if isinstance(step, Inference) else "con"
        starts = step.from_ or ()
        text = step.text if isinstance(step, Objection) else None
        if text is not None:
            item = Item(text, relation)
            item.children = [self._item(start, "pro") for start in starts]
            self._pending.append((item, name))
            return item
        if len(starts) == 1:
            item = self._item(starts[0], relation)
        else:
            item = Item(TOGETHER, relation, children=[self._item(start, "") for start in starts])
        for below in self._at[name]:
            child = self._step(below)
            child.relation = "step"
            item.children.append(child)
        return item


def _losses(loaded: LoadedMap) -> Iterator[Loss]:
    yield from (Loss("entry of [map]", ("map", key)) for key in values_of(loaded.map.map) if key != "title")
    yield from (Loss("accepted finding", ("accept", number)) for number in range(len(loaded.map.accept)))
    supported = {inference.to for inference in loaded.map.inferences.values()}
    for kind, name, element in loaded.map.elements():
        path = (kind.table, name)
        if not kind.is_statement and not kind.is_step:
            yield Loss(kind.noun, path)
            continue
        if kind in {Kind.ASSUMPTION, Kind.SUPPOSITION}:
            yield Loss(f"kind of {kind.with_article}", path)
        if re.search(r"\n|  ", own_words(element)):
            yield Loss("line break or run of blanks in a text", (*path, "text"))
        for key in values_of(element):
            if key not in _SAID:
                yield Loss(_WORDS.get(key, key), (*path, key))
        if isinstance(element, Objection) and element.text is not None and element.from_:
            yield Loss("bond between the text and the premises of an objection", path)
        if isinstance(element, Objection) and element.text is not None and name in supported:
            yield Loss("strength of an objection whose text is argued for", path)


_WORDS = {
    "also": "other wording", "by": "speaker", "tags": "list of tags", "concepts": "list of concepts",
    "answers": "table of answers", "because": "reason for a grade", "group": "place in a group",
    "discharges": "discharge of suppositions", "url": "link",
}  # fmt: skip
