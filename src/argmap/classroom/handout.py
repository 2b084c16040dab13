"""Handouts for class: a page with the picture and questions, then the argument in words."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from argmap.analysis import Analysis
from argmap.classroom.part import in_outline
from argmap.classroom.words import words_for
from argmap.classroom.worksheet import GAP
from argmap.describe import label_of, text_of, within, words_of
from argmap.graph import Graph
from argmap.layout.selection import select
from argmap.model import SCHEMES, Caution, Contest, Inference, Kind, Map, Note, Objection, Rivals, own_words
from argmap.render.catalogs import words_for as page_words_for
from argmap.render.outline import Known, OutlineLine, outline
from argmap.report.sheet import (
    Block,
    Bullets,
    Heading,
    Item,
    Lines,
    Page,
    Paper,
    Paragraph,
    Picture,
    Room,
    Words,
    plain,
)
from argmap.source import visible


def gaps_in(graph: Graph, blanks: int, seed: int) -> frozenset[str]:
    """The ids of at most `blanks` statements to leave blank; the same seed chooses the same ones."""
    statements = [element_id for element_id in in_outline(graph, graph) if graph.kinds[element_id].is_statement]
    draw = random.Random(seed)  # noqa: S311 - no secret
    return frozenset(draw.sample(statements, min(blanks, len(statements))))


def with_gaps(map_: Map, gaps: Collection[str]) -> Map:
    """The map with some statements replaced by blank lines to write on, for the picture of a handout."""
    blank = {
        kind.table: {
            element_id: statement.model_copy(update=_BLANK) if element_id in gaps else statement
            for element_id, statement in map_.table(kind).items()
        }
        for kind in Kind
        if kind.is_statement
    }
    return map_.model_copy(update=blank)


_BLANK = {"text": GAP, "label": None, "also": (), "quote": ()}
LEGIBLE = 32
"""The most statements and steps of a picture on half a page."""
LEAST = 8
"""The size in points that the statements of a picture should have in print, at least."""
_TEXT = 13  # the size in pixels of statements in a picture
_POINT = 72 / 25.4  # in a millimetre
_DEEPEST = 50


def parts_to_draw(graph: Graph, focus: str | None, depth: int | None) -> list[tuple[str | None, int]]:
    """The parts of a map that could be drawn, from the largest down: the element to draw around, and how many steps.

    The element is None for the whole map. With a `depth` there is one part; else these are the whole map, if it is not
    too large and no `focus` is given, and what is around the focus or the first conclusion. Raises `UnknownElement` if
    `focus` is not in the map.
    """
    start = focus or next(iter(graph.roots()), None)
    if start is None:
        return [(None, depth or 2)]
    if depth is not None:
        is_whole = graph.kinds.keys() <= (select(graph, focus=start, depth=depth) or frozenset())
        return [(None if is_whole and focus is None else start, depth)]
    parts: list[tuple[str | None, int]] = []
    before = len(select(graph, focus=start, depth=1) or ())
    parts.append((start, 1))
    for steps in range(2, _DEEPEST):
        size = len(select(graph, focus=start, depth=steps) or ())
        if size == before or size > LEGIBLE:
            break
        parts.append((start, steps))
        before = size
    if focus is None and len(graph) <= LEGIBLE:
        parts.append((None, 2))
    return parts[::-1]


def printed_size(picture: str) -> float:
    """The size in points that the statements of a picture, an SVG, have on a page of a handout."""
    shape = _shape(picture)
    if shape is None:
        return math.inf
    width, height = shape
    return _TEXT * _POINT * min(_WIDTH / width, _HIGHEST / height)


def _shape(picture: str) -> tuple[float, float] | None:
    """The width and height of an SVG; None if there is none."""
    found = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', picture)
    return (float(found[1]), float(found[2])) if found else None


def handout(analysis: Analysis, picture: str, gaps: Collection[str], seed: int, paper: Paper = Paper.A4) -> list[Block]:
    """Pages for class: the picture with questions, then the argument in words with the `gaps` left blank.

    They are in the language of the map if there is a catalog for it.
    """
    graph, title = analysis.graph, visible(analysis.title)
    _, words = words_for(analysis.map.map.language)
    items = _Words(analysis, gaps).items()
    missing = sorted(text_of(graph, element_id) for element_id in gaps)
    random.Random(seed).shuffle(missing)  # noqa: S311 - no secret
    if missing:
        items += [Item([Words(words["statements_bank"], "strong")]), *(Item(text, 1) for text in missing)]
    questions = [plain(question.text) for question in _Asking(graph, gaps, words).questions()]
    first, *later = _pages(questions, picture, _PAGES[paper])
    asked = Heading(words["handout_questions"])
    who = f"{words['name']}: {GAP[:24]}   {words['class_']}: {GAP[:9]}"
    opening: list[Block] = [Heading(title, 1), Paragraph(who), Picture(picture, title)]
    if first:
        opening += [asked, *_asked(first)]
    pages = [Page(opening), *(Page(_asked(each)) for each in later)]
    if not first and later:
        pages[1] = Page([asked, *pages[1].blocks])
    size, number = _size(items)
    told: list[Block] = [Heading(words["handout_words"]), Bullets(items, size), Room(words["notes"])]
    return [*pages, Page(told, number)]


def _asked(questions: Sequence[str]) -> list[Block]:
    return [block for question in questions for block in (Paragraph(question), Lines())]


# Millimetres of a page within its margins, of three lines to write on, and of what is around pictures and questions.
# Measured in the PDFs that Chromium prints; paper of letter size is a little wider than this.
_PAGES = {Paper.A4: 258, Paper.LETTER: 240}
_WIDTH, _LINES, _AROUND, _QUESTION, _ROW = 180, 25, 45, 6, 5.5
_ROW_LETTERS = 95
_HIGHEST = 210


def _pages(questions: Sequence[str], picture: str, height: float) -> list[list[str]]:
    """The questions by page, with room for three lines each: first those below the picture, an SVG, or empty."""
    shape = _shape(picture)
    drawn = min(_HIGHEST, _WIDTH * shape[1] / shape[0]) if shape else 0.0
    pages: list[list[str]] = [[]]
    left = height - _AROUND - drawn
    for question in questions:
        needed = _LINES + _QUESTION + _ROW * math.ceil(len(question) / _ROW_LETTERS)
        if left < needed:
            pages.append([])
            left = height - _AROUND / 2
        pages[-1].append(question)
        left -= needed
    return pages


_NARROWEST = 12  # letters on a line of a list however deep
_SIZES = (10, 11, 12, 13)  # points
_ROWS, _LETTERS, _INDENT, _BETWEEN = 120, 42, 1.2, 0.35  # at 10 points; fitted to the PDFs of three maps
_FULL = 0.93  # of a page, as it is estimated: more might not fit


def _size(items: Sequence[Item]) -> tuple[int, int]:
    """The font size of a list in two columns, in points, and the pages that it fills: as full as the last can be."""

    def pages(size: int) -> float:
        letters = _LETTERS * 10 / size
        rows = sum(
            math.ceil(len(plain(item.text)) / max(_NARROWEST, letters - _INDENT * item.depth)) + _BETWEEN
            for item in items
        )
        return rows * size / 10 / _ROWS

    def last_page(size: int) -> float:
        return pages(size) - math.floor(pages(size))

    best = max(_SIZES, key=lambda size: filled if (filled := last_page(size)) <= _FULL else -filled)
    return best, math.floor(pages(best)) + 1


class _Words:
    """The argument in words: what is claimed, why, and what speaks against it, as the outline of the picture has it."""

    def __init__(self, analysis: Analysis, gaps: Collection[str]) -> None:
        self.graph, self.gaps = analysis.graph, gaps
        language = analysis.map.map.language
        _, self.words = words_for(language)
        _, self.of_page = page_words_for(language)
        self.noted: set[str] = set()
        self.numbers: dict[str, int] = {}
        map_ = self.graph.map
        shown = [*self.graph, *map_.rivals, *map_.cautions, *map_.contested, *map_.notes]
        known = Known(self._words, lambda _: "", lambda _: None)
        self.lines = outline(self.graph, self.graph.roots(), shown, known)

    def _words(self, element_id: str) -> str:
        """What an element is called and says; a rivalry without a text names its members, and leaves out the gaps."""
        element = self.graph.element(element_id)
        if isinstance(element, Rivals) and element.text is None:
            return self.words["handout_among"].format(list=_listed(map(self._named, element.among), self.words))
        label, text = label_of(self.graph, element_id), visible(own_words(self.graph.element(element_id)))
        return f"{label}: {text}" if label and text else label or text_of(self.graph, element_id)

    def _named(self, element_id: str) -> str:
        if element_id in self.gaps:
            return GAP
        return self.words["quoted"].format(text=within(words_of(self.graph, element_id)))

    def _said(self, line: OutlineLine, depth: int) -> Iterator[Item]:
        """What is said of an element in words of its own, without what has a gap."""
        discharged = [self._named(one) for one in getattr(self.graph.element(line.id), "discharges", ())]
        for label, text in line.said:
            words = discharged.pop(0) if label == "discharges" else text
            yield Item([Words(f"{self.of_page[f'label_{label}']}:", "strong"), Words(words)], depth)

    def items(self) -> list[Item]:
        """The items of the list."""
        return [item for line in self.lines for item in self._top(line)]

    def _top(self, line: OutlineLine) -> Iterator[Item]:
        """A line below no other, which says what it is on if that has no line, such as a source or a group."""
        on = getattr(self.graph.element(line.id), "on", ())
        if on:
            listed = _listed(map(self._called, on), self.words)
            return self._line(line, 0, self.words["handout_on"].format(kind=self._kind(line), list=listed))
        return self._line(line, 0, self._kind(line))

    def _kind(self, line: OutlineLine) -> str:
        return self.of_page[f"kind_{line.kind}"]

    def _called(self, element_id: str) -> str:
        if element_id in self.gaps:
            return GAP
        is_rivalry = isinstance(self.graph.element(element_id), Rivals)
        return within(self._words(element_id) if is_rivalry else words_of(self.graph, element_id))

    def _line(self, line: OutlineLine, depth: int, opening: str, *, of_step: bool = False) -> Iterator[Item]:
        """An element that begins with some words, and what is below it.

        With `of_step`, it is said of a step that has no line of its own, but stands in what it starts from.
        """
        element = self.graph.element(line.id)
        if isinstance(element, Inference | Objection):
            yield from self._step(line, element, depth, of_step=of_step)
        elif isinstance(element, Caution | Contest | Note | Rivals):
            yield from self._note(line, depth, opening or self._kind(line), of_step=of_step)
        else:
            text = GAP if line.id in self.gaps else line.text
            parts = [Words(f"{opening}:", "strong"), Words(self._number(line)), Words(text)]
            if line.kind == Kind.ASSUMPTION.value:
                parts.append(Words(self.words["handout_unsaid"]))
            if line.again:
                parts.append(Words(self.words["handout_again"]))
            yield Item(parts, depth)
            yield from self._said(line, depth + 1)
            for below in line.below:
                yield from self._line(below, depth + 1, "")
            yield from self._rest(line, depth + 1)

    def _number(self, line: OutlineLine) -> str:
        """The number by which the class refers to what is said here: the same wherever it is said."""
        return f"{self.numbers.setdefault(line.id, len(self.numbers) + 1)}."

    def _step(self, line: OutlineLine, step: Inference | Objection, depth: int, *, of_step: bool) -> Iterator[Item]:
        """A step: a line for its text, if it has one, then what it starts from and what is said of the step itself."""
        name = "handout_because" if isinstance(step, Inference) else "handout_but_step" if of_step else "handout_but"
        opening = self.words[name]
        if step.scheme is not None:
            opening = f"{opening} ({self.words[f'scheme_{step.scheme.value}']})"
        if line.text:
            said = [] if isinstance(step, Inference) else [Words(self._number(line))]
            yield Item([Words(f"{opening}:", "strong"), *said, Words(line.text)], depth)
            opening, depth = self.words["handout_since"], depth + 1
        premises = [below for below in line.below if below.id in self.graph.premises(line.id)]
        for below in premises:
            yield from self._line(below, depth, opening)
            opening = self.words["handout_and"]
        yield from self._said(line, depth)
        if isinstance(step, Objection) and not line.text:
            depth += 1  # or else an objection to it would look like another one beside it
        for below in line.below:
            if below not in premises:
                yield from self._line(below, depth, "", of_step=not line.text)
        yield from self._rest(line, depth)

    def _note(self, line: OutlineLine, depth: int, kind: str, *, of_step: bool) -> Iterator[Item]:
        """A caution, contested entry, note or rivalry, where it is first met."""
        if line.id not in self.noted:
            self.noted.add(line.id)
            kind = self.words["handout_of_step"].format(kind=kind) if of_step else kind
            parts = [Words(f"{kind}:", "strong"), Words(line.text)]
            parts += [Words(f"({self.of_page[f'label_{label}']}: {text})") for label, text in line.said]
            yield Item(parts, depth)

    def _rest(self, line: OutlineLine, depth: int) -> Iterator[Item]:
        if line.more:
            yield Item(self.words["handout_more"].format(number=line.more), depth)


def _listed(parts: Iterable[str], words: Mapping[str, str]) -> str:
    """Some parts as a list: `a, b and c`."""
    *first, last = parts
    return words["handout_list"].format(start=", ".join(first), end=last) if first else last


class _Asking:
    """Questions about a map: what it argues, what it only assumes, what is contested, what to ask about a step."""

    def __init__(self, graph: Graph, gaps: Collection[str], words: Mapping[str, str]) -> None:
        self.graph, self.gaps, self.words = graph, gaps, words

    def quoted(self, text: str) -> str:
        return self.words["quoted"].format(text=visible(text))

    def questions(self) -> list[Item]:
        """The questions, numbered."""
        map_, words = self.graph.map, self.words
        questions = [
            words["ask_conclusion"].format(text=self.quoted(found.text))
            for found in [found for one, found in map_.conclusions.items() if one not in self.gaps][:1]
        ]
        questions += [
            words["ask_assumption"].format(text=self.quoted(found.text))
            for found in [found for one, found in map_.assumptions.items() if one not in self.gaps][:2]
        ]
        questions += [
            words["ask_contested"].format(by=visible(entry.by), text=self.quoted(entry.reason))
            for entry in list(map_.contested.values())[:1]
        ]
        questions += self._critical_questions()
        questions.append(words["ask_weakest"])
        return [Item(f"{number}. {question}") for number, question in enumerate(questions, 1)]

    def _critical_questions(self) -> Iterator[str]:
        """The questions that the map says are open, and the first that nobody has asked, best of a last step.

        If there are several steps, each question says which step it is about, since another may have an answer to it.
        """
        map_ = self.graph.map
        steps: dict[str, Inference | Objection] = {**map_.inferences, **map_.objections}
        questions = [
            (step_id, step, question)
            for step_id, step in sorted(steps.items(), key=lambda item: not _ends_in_conclusion(map_, item[1]))
            for question in (SCHEMES[step.scheme].questions if step.scheme is not None else ())
        ]
        first = next((one for one in questions if one[2].name not in one[1].answers), None)
        for one in questions:
            step_id, step, question = one
            if step.scheme is None:
                continue
            if one is first or (question.name in step.answers and not step.has_answer(question.name)):
                text = self.words[f"question_{step.scheme.value}_{question.name}"]
                is_alone = len(steps) == 1
                yield text if is_alone else self.words["ask_of_step"].format(step=self._step(step_id), text=text)

    def _named(self, element_id: str) -> str:
        if element_id in self.gaps:
            return GAP
        words = label_of(self.graph, element_id) or visible(own_words(self.graph.element(element_id)))
        # A step without words is described by its ends, which may have gaps.
        return self.words["quoted"].format(text=within(words)) if words else self.words["another_step"]

    def _step(self, step_id: str) -> str:
        """A step by its label or text or by its ends, without what has a gap."""
        step = self.graph.element(step_id)
        if not isinstance(step, Inference | Objection) or label_of(self.graph, step_id) or own_words(step):
            return self.words["handout_step"].format(text=self._named(step_id))
        start = _listed(map(self._named, step.from_ or ()), self.words)
        if isinstance(step, Inference):
            return self.words["handout_step_for"].format(start=start, end=self._named(step.to))
        return self.words["handout_step_against"].format(start=start, end=self._named(step.against))


def _ends_in_conclusion(map_: Map, step: Inference | Objection) -> bool:
    return isinstance(step, Inference) and step.to in map_.conclusions
