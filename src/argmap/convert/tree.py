"""Trees of pros and cons, as outlines and debates have them: what they are as a map, and a map as a tree."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from argmap.convert.draft import Draft, Where
from argmap.convert.loss import Loss
from argmap.convert.toml import values_of
from argmap.loading.load import LoadedMap
from argmap.model import Inference, Kind, Objection, Statement, own_words

OPENINGS = {"pro": "Pro: ", "con": "Con: ", "step": "Con to the step: ", "": ""}
"""What stands before a text, by its relation to the one above."""
TOGETHER = "(together)"
"""The text of an item that only holds together the premises of one step."""
_AGAIN = re.compile(r"\s*(?<!\\)\(as above(?:, no\. (\d{1,6}))?\)\Z")
_FOR = (
    "pros?|for|reason|support|because|advantages?|benefits?|strengths?|evidence|yes|agree"
    "|dafür|vorteile?|pour|a favor|за|довод"
)
_AGAINST = (
    "contra|cons?|against|objection|counter(?:-?argument)?|but|however|rebuttal|reply|refutation|disagree|no"
    "|response|defen[cs]e|challenge|counter-?point|counter-?claim|argument against|argument contre|réponse|erwiderung"
    "|disadvantages?|drawbacks?|weakness(?:es)?|criticism|kontra|gegen|dagegen|einwand|nachteile?|contre|en contra"
    "|против|возражение"
)
_PREFIX = re.compile(
    r"(?i)(?:[\[(](?P<marked>pro|con|\+|-|\u2212|for|against)[\])]\s*:?"
    r"|(?P<sign>[\u2705\u274c\u2714\u2718\U0001f44d\U0001f44e]\ufe0f?|\u2212(?=\s))\s*"
    rf"|(?P<open>[*_`]{{0,3}}|<(?:b|strong|em|i)>)(?P<word>{_FOR}|{_AGAINST})"
    r"(?P<step>\s+(?:to|against)\s+the\s+step)?(?P<number>\s*\d{1,3}(?!\d))?(?P<who>\s*\([^()\n]{1,60}\))?\s*"
    r"(?:[*_`]{1,3}\s*[:\uff1a]|[:\uff1a]\s*(?:</(?:b|strong|em|i)>|[*_`]{0,3})(?<=.)|\s[-\u2013\u2014](?=\s)"
    r"|(?P<dot>\.(?=\s))))\s*"
)
_TASK = re.compile(r"\[[ xX]\]\s+")
_CROSSES = frozenset("\u274c\u2718\u2212\U0001f44e")
_CON = re.compile(f"(?i)[-\u2212]|{_AGAINST}")
_SAID = frozenset({"text", "from", "to", "against"})


@dataclass(eq=False)
class Item:
    """An item: what it says, how it bears on the one above (`pro`, `con`, `step` for a con to the step, or empty).

    `is_literal` if its text is all words, whatever it is like; `is_together` if it only holds together the premises of
    one step. `repeats` is the number, among the items with its text, of the one that it repeats (0: it is new), and
    `again` that item.
    """

    text: str
    relation: str = ""
    where: Where = None
    children: list[Item] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    is_together: bool = False
    is_literal: bool = False
    repeats: int = 0
    again: Item | None = None


_GROUP = re.compile(
    r"(?i)(?:(?P<pro>pros?|for|(?:pro|supporting) (?:arguments?|reasons?|points?)"
    r"|(?:arguments?|reasons?|points?) (?:for|pro)"
    r"|(?:arguments? )?in favou?r|reasons?|support|advantages?|benefits?|strengths?|dafür|vorteile|argumente dafür|pour"
    r"|a favor|за|доводы за)"
    r"|(?P<con>cons?|contra|kontra|against|(?:con|counter|opposing)[- ]?(?:arguments?|reasons?|points?)"
    r"|(?:arguments?|reasons?|points?) (?:against|con)|objections?|disadvantages?|drawbacks?|weaknesses|rebuttals?"
    r"|criticisms?|why not\??|dagegen|nachteile|einwände|argumente dagegen|contre|en contra|против|возражения))\s*:?"
)


def group_of(text: str) -> str:
    """The relation of all that is below a heading such as `Pros` or `Against:`; empty for any other text."""
    found = _GROUP.fullmatch(text.strip())
    return "" if found is None else "pro" if found["pro"] else "con"


def without_groups(items: Sequence[Item]) -> list[Item]:
    """Items without those that only say how what is below them bears on the one above."""
    found: list[Item] = []
    for item in items:
        group = ""
        if item.children and not item.is_literal:
            group = item.relation if not item.text else "" if item.relation else group_of(item.text)
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
    if found["sign"]:
        return "con" if found["sign"][0] in _CROSSES else "pro", text[found.end() :].strip()
    word = found["marked"] or found["word"]
    if found["dot"] and not found["number"] and not word.isupper():
        return "", text.strip()  # a sentence of one word
    relation = "step" if found["step"] else "con" if _CON.fullmatch(word) else "pro"
    return relation, f"{(found['who'] or '').strip()} {text[found.end() :]}".strip()


def understand(item: Item) -> None:
    """See in the text of an item whether it holds others together, or repeats one; the text is then without that."""
    if item.text == TOGETHER:
        item.is_together = True
    elif found := _AGAIN.search(item.text):
        item.repeats, item.text = int(found[1] or 1), item.text[: found.start()]


def again_words(number: int) -> str:
    """What follows the text of an item that repeats the item with that number among those of its text.

    >>> again_words(1), again_words(2)
    ('(as above)', '(as above, no. 2)')
    """
    return "(as above)" if number == 1 else f"(as above, no. {number})"


def _read_roots(draft: Draft, roots: Sequence[Item]) -> None:
    """What is below nothing relates to nothing."""
    for item in roots:
        if item.relation:
            draft.lose("pro or con with nothing above it", item.where)
        if item.is_together:
            draft.lose("group of premises with nothing above it", item.where)


def read_tree(draft: Draft, roots: Sequence[Item]) -> None:
    """Add the items of a tree to a draft: each pro supports the item above it, and each con attacks it.

    Below an item that holds premises together, a con is against their step.
    """
    order = list(all_items(roots))
    _refer(draft, order)
    top = {id(item) for item in roots}
    for item in order:
        if item.again is None and not item.is_together:
            kind = Kind.CONCLUSION if id(item) in top else None
            draft.statement(_key(item), item.text, item.where, kind, **item.values)
    _read_roots(draft, roots)
    steps: dict[int, Hashable] = {}
    for item in order:
        for child in item.children:
            against_step = child.relation == "step" or (item.is_together and child.relation == "con")
            if item.is_together and not against_step:
                continue  # a premise of the step from all of them
            if against_step and id(item) not in steps:
                draft.lose("con to a step that does not exist", child.where)
                continue
            target = steps[id(item)] if against_step else _key(item)
            add = draft.objection if child.relation in {"con", "step"} else draft.inference
            steps[id(child)] = add(_starts(child), target, child.where)


def _starts(item: Item) -> list[Hashable]:
    """What a step starts from: the statement of its item, or the premises that the item holds together."""
    if item.is_together:
        return [_key(one) for one in item.children if one.relation not in {"con", "step"}]
    return [_key(item)]


def _refer(draft: Draft, order: Sequence[Item]) -> None:
    """Find the items that others repeat."""
    texts = defaultdict[str, list[Item]](list)
    for item in order:
        if item.again is None and not item.repeats and not item.is_together:
            texts[item.text].append(item)
    for item in order:
        if not item.repeats:
            continue
        known = texts[item.text]
        if len(known) >= item.repeats:
            item.again = known[item.repeats - 1]
        else:
            draft.lose("repetition without an earlier item of the same text", item.where)


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
    """Grows the tree in the order of its lines, so that what is there before is only referred to."""

    def __init__(self, loaded: LoadedMap) -> None:
        map_ = loaded.map
        self._statements = {name: one for _, name, one in map_.elements() if isinstance(one, Statement)}
        self._steps: dict[str, Inference | Objection] = {**map_.inferences, **map_.objections}
        self._at: defaultdict[str, list[str]] = defaultdict(list)
        for name, step in self._steps.items():
            self._at[step.to if isinstance(step, Inference) else step.against].append(name)
        self._items: dict[str, Item] = {}
        self._numbers: dict[int, int] = {}
        self._texts = Counter[str]()
        self.losses = list(_losses(loaded))
        self.roots: list[Item] = []
        used = {start for step in self._steps.values() for start in step.from_ or ()}
        kinds = {name: kind for kind, name, _ in map_.elements()}
        roots: set[str] = set()
        unused = (name for name in self._statements if name not in used)
        for name in dict.fromkeys((*map_.conclusions, *unused, *self._statements)):
            if name not in self._items:
                roots.add(name)
                self.roots.append(self._grown(name))
            # Read again, what is at the top and has something below it is a conclusion, and nothing else is.
            kind = kinds[name]
            if (kind is Kind.CONCLUSION) != (name in roots and bool(self._at[name])) and kind is not Kind.ASSUMPTION:
                self.losses.append(Loss(f"kind of {kind.with_article}", (kind.table, name)))

    def _grown(self, root: str) -> Item:
        """The item for a statement, with all that is below it."""
        top = Item("")
        growing: list[tuple[Item, str, str]] = [(top, root, "")]
        while growing:
            above, name, relation = growing.pop()
            item, below = self._statement(name, relation) if name in self._statements else self._step(name, relation)
            above.children.append(item)
            growing += [(item, *one) for one in reversed(below)]
        return top.children[0]

    def _statement(self, name: str, relation: str) -> tuple[Item, list[tuple[str, str]]]:
        """The item for a statement, and what is below it, each with its relation."""
        text = self._statements[name].text
        if (before := self._items.get(name)) is not None:
            return Item(text, relation, repeats=self._numbers[id(before)], again=before), []
        item = self._items[name] = Item(text, relation)
        self._count(item)
        return item, [(below, "") for below in self._at[name]]

    def _step(self, name: str, relation: str) -> tuple[Item, list[tuple[str, str]]]:
        """The item for a step (its premise, its premises together, or its own text), and what is below it."""
        step = self._steps[name]
        relation = relation or ("pro" if isinstance(step, Inference) else "con")
        starts = step.from_ or ()
        at_step = [(below, "step") for below in self._at[name]]
        if isinstance(step, Objection) and step.text is not None:
            item = Item(step.text, relation)
            self._count(item)
            return item, [*((start, "pro") for start in starts), *((below, "") for below in self._at[name])]
        if len(starts) != 1:
            return Item(TOGETHER, relation, is_together=True), [*((start, "") for start in starts), *at_step]
        item, below = self._statement(starts[0], relation)
        return item, [*below, *at_step]

    def _count(self, item: Item) -> None:
        """Number the items of one text."""
        self._texts[" ".join(item.text.split())] += 1
        self._numbers[id(item)] = self._texts[" ".join(item.text.split())]


def _losses(loaded: LoadedMap) -> Iterator[Loss]:
    yield from (Loss("entry of [map]", ("map", key)) for key in values_of(loaded.map.map) if key != "title")
    title = loaded.map.map.title or ""
    if title != " ".join(title.split()):
        yield Loss("line break or run of blanks in the title", ("map", "title"))
    yield from (Loss("accepted finding", ("accept", number)) for number in range(len(loaded.map.accept)))
    supported = {inference.to for inference in loaded.map.inferences.values()}
    for kind, name, element in loaded.map.elements():
        path = (kind.table, name)
        if not kind.is_statement and not kind.is_step:
            yield Loss(kind.noun, path)
            continue
        if kind in {Kind.ASSUMPTION, Kind.SUPPOSITION}:
            yield Loss(f"kind of {kind.with_article}", path)
        if (words := own_words(element)) != " ".join(words.split()):
            yield Loss("line break or run of blanks in a text", (*path, "text"))
        for key in values_of(element):
            if key not in _SAID:
                yield Loss(_WORDS.get(key, key), (*path, key))
        if isinstance(element, Objection) and element.text is not None and element.from_:
            yield Loss("bond between the text and the premises of an objection", path)
        if isinstance(element, Objection) and element.text is not None and (name in supported or not element.from_):
            yield Loss("strength of an objection with a text of its own", path)


_WORDS = {
    "also": "other wording", "by": "speaker", "tags": "list of tags", "concepts": "list of concepts",
    "answers": "table of answers", "because": "reason for a grade", "group": "place in a group",
    "discharges": "discharge of suppositions", "url": "link",
}  # fmt: skip
