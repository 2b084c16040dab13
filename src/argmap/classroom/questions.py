"""The questions of an exercise as learning platforms ask them: each is judged by itself, and has one right answer.

Where answers may be exchanged, which no platform can be told, they are asked for together: the statements of two gaps
that look alike, or all the reasons for a statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from argmap.classroom.exercise import ROLES, Exercise, ExerciseKind, Item, scheme_choices
from argmap.classroom.judge import choices
from argmap.classroom.key import Key
from argmap.classroom.telling import Teller
from argmap.classroom.words import task_in, variant_in, words_for
from argmap.source import visible

BLANK = "______"
"""A gap that another question asks about."""


class Line(NamedTuple):
    """A line of what is shown, at a depth from 0. `gap` is the place, from 0, of the gap that is filled in it."""

    text: str
    depth: int = 0
    gap: int | None = None


class Choice(NamedTuple):
    """A question with the places of its right options. `is_many` says that there may be several."""

    prompt: str
    lines: tuple[Line, ...]
    options: tuple[str, ...]
    right: frozenset[int]
    points: int
    is_many: bool


class Gaps(NamedTuple):
    """Gaps in what is shown, for each of which one of the options is right: `right` has its place."""

    prompt: str
    lines: tuple[Line, ...]
    options: tuple[str, ...]
    right: tuple[int, ...]


class Pairs(NamedTuple):
    """Stems that each go with one of the options: `right` has its place. `lines` has what is shown besides."""

    prompt: str
    lines: tuple[Line, ...]
    stems: tuple[str, ...]
    options: tuple[str, ...]
    right: tuple[int, ...]


class Ordering(NamedTuple):
    """Texts to put in order, in the right order. Every two in the right order are worth the same."""

    prompt: str
    texts: tuple[str, ...]


Question = Choice | Gaps | Pairs | Ordering


def points_of(question: Question) -> int:
    """What a question is worth: a point for each answer; for an order, one for each text."""
    match question:
        case Choice():
            return question.points
        case Gaps() | Pairs():
            return len(question.right)
        case Ordering():
            return len(question.texts)


def questions_of(exercise: Exercise) -> list[Question]:
    """The questions of an exercise, in the language of the map if there is a catalog for it."""
    _, words = words_for(exercise.language)
    return [*_MAKERS[exercise.kind](_Asking(exercise, words))]


def title_of(exercise: Exercise) -> str:
    """The title of an exercise on a platform: that of the map, the kind of exercise and the variant."""
    _, words = words_for(exercise.language)
    variant = variant_in(words, exercise)
    return visible(f"{exercise.title} ({exercise.kind.value}{f', {variant}' if variant else ''})")


def nested_list(lines: Iterable[Line], written: Callable[[Line], str]) -> str:
    """Lines as a nested list in HTML that is also XML; `written` has the markup of a line."""
    depths: list[int] = []
    parts = []
    for line in lines:
        while depths and depths[-1] > line.depth:
            depths.pop()
            parts.append("</li></ul>")
        if depths and depths[-1] == line.depth:
            parts.append("</li>")
        else:
            depths.append(line.depth)
            parts.append("<ul>")
        parts.append(f"<li>{written(line)}")
    return "".join([*parts, *("</li></ul>" for _ in depths)])


class _Asking:
    """What the questions of an exercise are made from."""

    def __init__(self, exercise: Exercise, words: Mapping[str, str]) -> None:
        self.exercise, self.words = exercise, words
        self.task = task_in(dict(words), exercise)
        self.items = {item.id: item for item in exercise.items}
        self.teller = Teller(exercise, words, has_numbers=True)

    def quoted(self, text: str) -> str:
        return self.words["quoted"].format(text=text.rstrip("."))

    def right(self, slot: str, question: str) -> str:
        return str(self.exercise.key.right[slot][question])

    def asked(self, question: str) -> list[str]:
        """The slots of which this is asked, in the order of the page."""
        return [item.id for item in self.exercise.items if question in item.asks]

    def line(self, item: Item, gap: int | None = None) -> Line:
        """A line of what is shown of an element."""
        words, place = self.words, self.teller.numbers.get(item.id)
        parts = []
        if number := self.teller.statement_numbers.get(item.id):
            parts.append(f"{number}.")
        elif place and not self.teller.statement_numbers:
            parts.append(f"{words['gap'].format(number=place)}:" if "text" in item.asks else f"({place})")
        if item.table:
            parts.append(f"{words[f'kind_{item.table}']}:")
        is_open = "text" in item.asks and gap is None
        return Line(" ".join([*parts, BLANK if is_open else self.teller.sentence(item.id)]).strip(), item.depth, gap)

    def lines(self) -> tuple[Line, ...]:
        """All that is shown."""
        rivalries = (
            self.words["rivals"].format(list=", ".join(self.teller.quoted(one) for one in among))
            + (f" ({why})" if why else "")
            for among, why in self.exercise.rivalries
        )
        return (*(self.line(item) for item in self.exercise.items), *map(Line, rivalries))


def _texts(asking: _Asking) -> Iterable[Question]:
    """Gaps in the outline, and a question on each lot of gaps whose statements may be exchanged."""
    key, words = asking.exercise.key, asking.words
    options = tuple(dict.fromkeys(asking.exercise.bank))
    lots = _lots(key, asking.asked("text"))
    single = [slot for slot in asking.asked("text") if (slot,) in lots]
    if single:
        gaps = {slot: gap for gap, slot in enumerate(single)}
        lines = tuple(asking.line(item, gaps.get(item.id)) for item in asking.exercise.items)
        rest = asking.lines()[len(lines) :]
        right = tuple(options.index(asking.right(slot, "text")) for slot in single)
        yield Gaps(asking.task, lines + rest, options, right)
    for lot in lots:
        if len(lot) > 1:
            numbers = ", ".join(str(asking.teller.numbers[slot]) for slot in lot)
            prompt = words["ask_gaps"].format(list=numbers, count=len(lot))
            found = frozenset(options.index(asking.right(slot, "text")) for slot in lot)
            yield Choice(prompt, asking.lines(), options, found, len(lot), is_many=True)


def _classes(asking: _Asking) -> Iterable[Question]:
    """The roles of statements and the patterns of steps."""
    words = asking.words
    patterns = [name for name, _ in scheme_choices()]
    for question, prompt, names, prefix in (
        ("table", "ask_roles", [*ROLES], "kind_"),
        ("scheme", "ask_patterns", patterns, "scheme_"),
    ):
        right = asking.exercise.key.right
        told = [
            lot
            for lot in _lots(asking.exercise.key, asking.asked(question))
            if len({str(right[slot][question]) for slot in lot}) == 1  # else no one can say which is which
        ]
        slots = [slot for lot in told for slot in lot]
        if not slots:
            continue
        gists = tuple(Line(f"{words[f'scheme_{name}']}: {words[f'gist_{name}']}") for name in patterns)
        yield _paired(
            words[prompt],
            asking.lines() + (gists if question == "scheme" else ()),
            tuple(asking.line(asking.items[slot]).text for slot in slots),
            tuple(words[f"{prefix}{name}"] for name in names),
            tuple(names.index(asking.right(slot, question)) for slot in slots),
        )


def _paired(
    prompt: str, lines: tuple[Line, ...], stems: tuple[str, ...], options: tuple[str, ...], right: tuple[int, ...]
) -> Question:
    """Stems with their options; a question with one stem is a choice."""
    if len(stems) > 1:
        return Pairs(prompt, lines, stems, options, right)
    return Choice(f"{prompt} {stems[0]}", lines, options, frozenset(right), 1, is_many=False)


def _links(asking: _Asking) -> Iterable[Question]:
    """What leads to each statement or speaks against it, and what each objection speaks against."""
    words, right = asking.words, asking.exercise.key.right
    lines = tuple(asking.line(item) for item in asking.exercise.items if not {"from", "to"} & {*item.asks})
    statements = [item.id for item in asking.exercise.items if item.is_statement]
    ends: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for slot in asking.asked("from"):
        answers = {**asking.items[slot].told, **right[slot]}
        ends[("against", str(answers["against"])) if "against" in answers else ("to", str(answers["to"]))].append(slot)
    for (way, end), slots in ends.items():
        # Reasons that are shown are not asked for, and choosing them must not count as wrong.
        given = _shown_with(asking, way, end, slots)
        sources = [one for one in statements if one != end and one not in given]
        found = {one for slot in slots for one in right[slot]["from"]} - given
        prompt = words["ask_reasons" if way == "to" else "ask_against"].format(text=_described(asking, end))
        chosen = frozenset(place for place, one in enumerate(sources) if one in found)
        points = sum(len(asking.items[slot].asks) for slot in slots)
        options = tuple(_described(asking, one) for one in sources)
        yield Choice(prompt, lines, options, chosen, points, is_many=True)
    for slot in asking.asked("against"):
        if "from" in asking.items[slot].asks:
            continue
        item = asking.items[slot]
        options = tuple(dict.fromkeys(_described(asking, one) for one in choices(asking.exercise, item, "against")))
        place = options.index(_described(asking, asking.right(slot, "against")))
        prompt = words["ask_objection"].format(text=asking.quoted(str(item.told.get("text", ""))))
        yield Choice(prompt, lines, options, frozenset({place}), 1, is_many=False)


def _shown_with(asking: _Asking, way: str, end: str, slots: Sequence[str]) -> set[str]:
    """What is shown to lead to an element, or to speak against it, unless one of the slots starts from that alone."""
    shown = {
        one
        for item in asking.exercise.items
        if item.id not in slots and item.told.get(way) == end
        for one in item.told.get("from", ())
    }
    right = asking.exercise.key.right
    return shown if all({*right[slot]["from"]} - shown for slot in slots) else set()


def _described(asking: _Asking, element: str) -> str:
    """A statement with its number, or a step by where it leads to, whether or not that is asked for."""
    item = asking.items[element]
    if item.is_statement or not {"from", "to", "against"} & {*item.asks}:
        return asking.line(item).text
    if text := item.told.get("text"):
        return asking.quoted(str(text))
    answers = {**item.told, **asking.exercise.key.right.get(element, {})}
    for key, name in (("to", "step_to"), ("against", "step_against")):
        if key in answers and asking.items[str(answers[key])].is_statement:
            text = str(asking.items[str(answers[key])].told.get("text", "")).rstrip(".")
            return asking.words[name].format(text=text)
    return asking.words["another_step"]


def _built(asking: _Asking) -> Iterable[Question]:
    """All roles, and all links."""
    slots = asking.asked("table")
    options = tuple(asking.words[f"kind_{name}"] for name in ROLES)
    if slots:
        stems = tuple(asking.line(asking.items[slot]).text for slot in slots)
        right = tuple(ROLES.index(asking.right(slot, "table")) for slot in slots)
        yield _paired(asking.words["ask_roles"], (), stems, options, right)
    yield from _links(asking)


def _weak(asking: _Asking) -> Iterable[Question]:
    """The weakest links. Of links that are as weak as one another, as many can be chosen as are asked for."""
    key = asking.exercise.key
    wanted = {slot for members, need in key.weak for slot in members[:need]}
    spare = {slot for members, need in key.weak for slot in members[need:]}
    slots = [slot for slot in asking.asked("weak") if slot not in spare]
    options = tuple(asking.line(asking.items[slot]).text for slot in slots)
    chosen = frozenset(place for place, slot in enumerate(slots) if slot in wanted)
    prompt = asking.words["ask_weak"].format(count=len(chosen))
    yield Choice(prompt, asking.lines(), options, chosen, len(chosen), is_many=True)


def _ordered(asking: _Asking) -> Iterable[Question]:
    """The most statements of which every two have an order, since a platform knows one right order."""
    before = {*asking.exercise.key.before}
    best: dict[str, tuple[str, ...]] = {}
    for slot in asking.exercise.key.order:
        chains = [chain for chain in best.values() if (chain[-1], slot) in before]
        best[slot] = (*max(chains, key=len, default=()), slot)
    longest = max(best.values(), key=len)
    yield Ordering(asking.task, tuple(str(asking.items[slot].told["text"]) for slot in longest))


def _lots(key: Key, slots: Sequence[str]) -> list[tuple[str, ...]]:
    """The slots in lots whose answers may be exchanged in some way, by the classes and turns of the key."""
    lot = {slot: {slot} for slot in slots}
    for group in (*key.classes, *([slot, turn[slot]] for turn in key.turns for slot in turn)):
        known = [slot for slot in group if slot in lot]
        joined = set().union(*(lot[slot] for slot in known))
        lot |= dict.fromkeys(joined, joined)
    return [*dict.fromkeys(tuple(slot for slot in slots if slot in lot[one]) for one in slots)]


_MAKERS = {
    ExerciseKind.FILL_TEXT: _texts,
    ExerciseKind.FILL_LINKS: _links,
    ExerciseKind.CLASSIFY: _classes,
    ExerciseKind.FIND_WEAK: _weak,
    ExerciseKind.ORDER: _ordered,
    ExerciseKind.BUILD: _built,
}
