"""References between elements: each id is declared once, exists where it is used, and is of a kind allowed there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from argmap.loading.problem import Problem
from argmap.loading.validation import UNREADABLE
from argmap.model import SCHEMES, Inference, Kind, Map, Objection
from argmap.source import KeyPath
from argmap.suggest import did_you_mean, nearest

Known = Mapping[str, Kind]
"""Every declared id with its kind, including those of elements that could not be read."""

_Test = Callable[[Kind], bool]
_SIMILAR = 0.65
_RENAMED = 0.6


class _Ids(NamedTuple):
    """Every declared id with its kind, and those that nothing refers to."""

    known: Known
    unused: frozenset[str]
    doubled: frozenset[str] = frozenset()
    """Those of two elements of different kinds: which is meant is not known, so their kind is not judged."""


_STEPS = frozenset({Kind.INFERENCE, Kind.OBJECTION})


def _is_statement(kind: Kind) -> bool:
    return kind.is_statement


def _is_target(kind: Kind) -> bool:
    return kind.is_statement or kind in _STEPS


def _is_subject(kind: Kind) -> bool:
    return _is_target(kind) or kind is Kind.CONCEPT


def _is_opposed(kind: Kind) -> bool:
    return _is_target(kind) and kind is not Kind.SUPPOSITION


def _is_rival(kind: Kind) -> bool:
    return kind.is_statement and kind is not Kind.SUPPOSITION


def _is_any(kind: Kind) -> bool:  # noqa: ARG001 - takes every kind
    return True


def known_ids(map_: Map) -> dict[str, Kind]:
    """Every id in a map with its kind; the first kind if an id is declared twice."""
    known: dict[str, Kind] = {}
    for kind, element_id, _ in map_.elements():
        known.setdefault(element_id, kind)
    return known


def reference_problems(map_: Map, known: Known) -> Iterator[Problem]:
    """Every reference in `map_` that is unknown, of the wrong kind or circular."""
    doubled = frozenset(element_id for kind, element_id, _ in map_.elements() if known[element_id] is not kind)
    ids = _Ids(known, frozenset(known).difference(_used(map_)), doubled)
    checks = chain(
        _duplicates(map_, known),
        _steps(map_, ids),
        _subjects(map_, ids),
        _rivals(map_, ids),
        _uses(map_, ids),
    )
    yield from checks


def _duplicates(map_: Map, known: Known) -> Iterator[Problem]:
    for kind, element_id, _ in map_.elements():
        first = known[element_id]
        if first is not kind:
            related: tuple[tuple[KeyPath, str], ...] = (((first.table, element_id), "first declared here"),)
            message = f'the id "{element_id}" is already used by {first.with_article}'
            help_text = "Ids must be unique across all tables: give one of the two a different id."
            yield Problem(
                "E021", (kind.table, element_id), message, help_text, at_key=True, related=related, subject=element_id
            )


def _steps(map_: Map, ids: _Ids) -> Iterator[Problem]:
    for element_id, inference in map_.inferences.items():
        path: KeyPath = (Kind.INFERENCE.table, element_id)
        yield from _into_itself(element_id, inference, path)
        froms = tuple(UNREADABLE if source == element_id else source for source in inference.from_)
        yield from _froms(froms, path, ids)
        if inference.to != element_id:
            yield from _supported(map_, inference.to, (*path, "to"), ids)
        at = (*path, "discharges")
        yield from _check_all(inference.discharges, at, ids, _is_supposition, _DISCHARGES_HELP)
        yield from _repeated(inference.discharges, at)
        if inference.to in inference.from_ and inference.to not in {UNREADABLE, element_id}:
            index = inference.from_.index(inference.to)
            message = f'inference "{element_id}" supports "{inference.to}" with "{inference.to}" itself'
            help_text = "Name what really supports it, or remove the inference."
            yield Problem("E023", (*path, "from", index), message, help_text, subject=element_id)
        yield from _step_extras(inference, path, ids)
    for element_id, objection in map_.objections.items():
        path = (Kind.OBJECTION.table, element_id)
        yield from _froms(objection.from_ or (), path, ids)
        if objection.against == element_id:
            message = f'objection "{element_id}" is against itself'
            yield Problem("E023", (*path, "against"), message, "Name what it speaks against.", subject=element_id)
        else:
            help_text = _against_help(objection.against, ids.known)
            yield from _check(objection.against, (*path, "against"), ids, _is_opposed, help_text)
        if objection.against in (objection.from_ or ()):
            message = f'objection "{element_id}" speaks against "{objection.against}" with "{objection.against}" itself'
            yield Problem(
                "E023", (*path, "against"), message, "Name what really speaks against it.", subject=element_id
            )
        yield from _step_extras(objection, path, ids)


def _into_itself(element_id: str, inference: Inference, path: KeyPath) -> Iterator[Problem]:
    help_text = "Name the statements it leads from and to."
    for index, source in enumerate(inference.from_):
        if source == element_id:
            message = f'inference "{element_id}" starts from itself'
            yield Problem("E023", (*path, "from", index), message, help_text, subject=element_id)
    if inference.to == element_id:
        message = f'inference "{element_id}" leads to itself'
        yield Problem("E023", (*path, "to"), message, help_text, subject=element_id)


def _supported(map_: Map, element_id: str, path: KeyPath, ids: _Ids) -> Iterator[Problem]:
    """What is wrong with the statement, or the objection with a text, that an inference leads to."""
    kind = ids.known.get(element_id)
    declared: tuple[tuple[KeyPath, str], ...] = (((kind.table, element_id), "declared here"),) if kind else ()
    if kind is Kind.SUPPOSITION:
        message = f'"{element_id}" is a supposition, which cannot be supported'
        yield Problem("E022", path, message, "Make it a premise or a claim if something supports it.", related=declared)
    elif kind is Kind.OBJECTION:
        objection = map_.objections.get(element_id)
        if objection is not None and objection.text is None:
            message = f'the objection "{element_id}" has no text that an inference could support'
            help_text = 'Add text = "..." to the objection, or list what it is based on in its from.'
            yield Problem("E022", path, message, help_text, related=declared)
    else:
        yield from _check(element_id, path, ids, _is_statement, _TO_HELP)


def _against_help(element_id: str, known: Known) -> str:
    if known.get(element_id) is Kind.SUPPOSITION:
        return "A supposition is only taken for the argument's sake. Object to the inference that discharges it."
    return _AGAINST_HELP


def _is_supposition(kind: Kind) -> bool:
    return kind is Kind.SUPPOSITION


_FROM_HELP = "Name a premise, an assumption, a claim, a conclusion or a supposition."
_TO_HELP = (
    "An inference leads to a claim, a conclusion or an objection. To license a step, use warrant; to attack one, use "
    "an objection."
)
_DISCHARGES_HELP = "Use the id of one of the [suppositions]."
_AGAINST_HELP = "An objection is against a statement, an inference or another objection."
_AMONG_HELP = "Rivals are premises, assumptions, claims or conclusions."
_MOST = 1 + 1e-9
"""The most that the grades of exclusive rivals can add up to, with a rounding error."""
_ON_HELP = "A caution applies to a concept, a statement, an inference or an objection."
_CONTESTED_HELP = "Only a statement, an inference, an objection or a concept can be contested."


_SHOWN_HELP = "Only elements other than sources can be shown."


def _is_shown(kind: Kind) -> bool:
    return kind is not Kind.SOURCE


def _froms(from_: tuple[str, ...], path: KeyPath, ids: _Ids) -> Iterator[Problem]:
    for index, source in enumerate(from_):
        at = (*path, "from", index)
        yield from _check(source, at, ids, _is_statement, _FROM_HELP)
    yield from _repeated(from_, (*path, "from"))


def _repeated(ids: tuple[str, ...], path: KeyPath) -> Iterator[Problem]:
    """The ids that are listed more than once."""
    for index, element_id in enumerate(ids):
        if element_id in ids[:index] and element_id != UNREADABLE:
            yield Problem("E024", (*path, index), f'"{element_id}" appears twice in "{path[-1]}"', "List each id once.")


def _step_extras(step: Inference | Objection, path: KeyPath, ids: _Ids) -> Iterator[Problem]:
    if step.warrant is not None and _looks_like_id(step.warrant) and step.warrant not in ids.known:
        help_text = did_you_mean(step.warrant, [one for one, kind in ids.known.items() if kind.is_statement])
        if help_text:
            message = f'the warrant "{step.warrant}" looks like an id, but no element has it'
            yield Problem("E020", (*path, "warrant"), message, help_text)
    elif step.warrant is not None and step.warrant in ids.known:
        yield from _check(step.warrant, (*path, "warrant"), ids, _is_statement, _FROM_HELP)
    if UNREADABLE in (step.from_ or ()):
        return  # what could not be read may have a scheme
    questions = [question.name for question in SCHEMES[step.scheme].questions] if step.scheme else []
    for answer in step.answers:
        if answer not in questions:
            message = (
                f'"{answer}" is not a critical question of {step.scheme}'
                if step.scheme
                else f'"{answer}" answers no question: a step without a scheme has no critical questions'
            )
            help_text = did_you_mean(answer, questions) or (
                f"The questions are {', '.join(questions)}." if questions else ""
            )
            yield Problem("E011", (*path, "answers", answer), message, help_text or "Add the scheme.", at_key=True)


def _looks_like_id(text: str) -> bool:
    return " " not in text and text == text.lower() and not text.endswith((".", "!", "?"))


def _subjects(map_: Map, ids: _Ids) -> Iterator[Problem]:
    for element_id, caution in map_.cautions.items():
        yield from _check_all(caution.on, (Kind.CAUTION.table, element_id, "on"), ids, _is_subject, _ON_HELP)
    for element_id, contest in map_.contested.items():
        yield from _check_all(contest.on, (Kind.CONTESTED.table, element_id, "on"), ids, _is_subject, _CONTESTED_HELP)
    for element_id, note in map_.notes.items():
        path: KeyPath = (Kind.NOTE.table, element_id, "on")
        yield from _check_all(note.on, path, ids, _is_any, "")
        yield from _repeated(note.on, path)
        if element_id in note.on:
            message = f'note "{element_id}" is on itself'
            at = (*path, note.on.index(element_id))
            yield Problem("E023", at, message, "Name what it is about.", subject=element_id)
    if map_.map.source is not None:
        help_text = "Use the id of one of the [sources]."
        yield from _check(map_.map.source, ("map", "source"), ids, _is_source, help_text)
    presentation = map_.map.presentation
    yield from _check_all(presentation.order, ("map", "presentation", "order"), ids, _is_shown, _SHOWN_HELP)
    for element_id in presentation.notes:
        yield from _check(element_id, ("map", "presentation", "notes", element_id), ids, _is_shown, _SHOWN_HELP)
    for index, acceptance in enumerate(map_.accept):
        if acceptance.on is not None and acceptance.on not in ids.known:
            yield _unknown(acceptance.on, ("accept", index, "on"), ids, _is_any)


def _rivals(map_: Map, ids: _Ids) -> Iterator[Problem]:
    supported = {inference.to for inference in map_.inferences.values()}
    first_in: dict[str, str] = {}
    for element_id, rivals in map_.rivals.items():
        path: KeyPath = (Kind.RIVALRY.table, element_id, "among")
        yield from _check_all(rivals.among, path, ids, _is_rival, _AMONG_HELP)
        yield from _repeated(rivals.among, path)
        exclusive = [
            (index, rival)
            for index, rival in enumerate(rivals.among)
            if (kind := ids.known.get(rival)) is not None and (kind.is_given or rival not in supported)
        ]
        for index, rival in exclusive:
            first = first_in.setdefault(rival, element_id)
            if first != element_id:
                message = f'"{rival}" is already among the rivals of "{first}"'
                help_text = "List all that exclude each other in one rivalry, in which its grade is its chance."
                other: KeyPath = (Kind.RIVALRY.table, first, "among")
                related = ((other, "the other rivalry"),)
                yield Problem("E027", (*path, index), message, help_text, related=related, subject=element_id)
        yield from _chances(map_, element_id, [rival for _, rival in exclusive])


def _chances(map_: Map, rivalry: str, rivals: list[str]) -> Iterator[Problem]:
    """The grades of exclusive rivals, if they add up to more than 1."""
    graded = {
        rival: grade
        for rival in dict.fromkeys(rivals)
        for table in (map_.premises, map_.assumptions)
        if rival in table and (grade := table[rival].grade) is not None
    }
    total = sum(graded.values())
    if total > _MOST:
        tables = {rival: "premises" if rival in map_.premises else "assumptions" for rival in graded}
        message = f'the grades of the rivals in "{rivalry}" add up to {total:.4g}, but at most one of them can hold'
        help_text = "Lower them to at most 1 in all. What is missing from 1 is the chance that none of them holds."
        related = tuple(((tables[rival], rival, "grade"), f"{grade:.4g}") for rival, grade in graded.items())
        yield Problem("E028", ("rivals", rivalry, "among"), message, help_text, related=related, subject=rivalry)


def _is_group(kind: Kind) -> bool:
    return kind is Kind.GROUP


def _uses(map_: Map, ids: _Ids) -> Iterator[Problem]:
    for kind, element_id, element in map_.elements():
        path: KeyPath = (kind.table, element_id)
        group: str | None = getattr(element, "group", None)
        if group is not None:
            yield from _check(group, (*path, "group"), ids, _is_group, "Use the id of one of the [groups].")
        concepts: tuple[str, ...] = getattr(element, "concepts", ())
        if concepts:
            help_text = f"Use the id of one of the [{Kind.CONCEPT.table}]."
            yield from _check_all(concepts, (*path, "concepts"), ids, _is_concept, help_text)
        for index, quote in enumerate(getattr(element, "quote", ())):
            at = (*path, "quote", index, "source")
            yield from _check(quote.source, at, ids, _is_source, "Use the id of one of the [sources].")
    for element_id, concept in map_.concepts.items():
        typology = concept.typology
        if typology is None:
            continue
        path = (Kind.CONCEPT.table, element_id, "typology")
        if typology.claimed_by is not None:
            yield from _check(typology.claimed_by, (*path, "claimed-by"), ids, _is_statement, _FROM_HELP)
        for index, cell in enumerate(typology.cells):
            at = (*path, "cells", index, "filled-by")
            yield from _check_all(
                cell.filled_by,
                at,
                ids,
                _is_target,
                "A cell is filled by statements, inferences or objections.",
            )
            for number, quote in enumerate(cell.quote):
                where = (*path, "cells", index, "quote", number, "source")
                yield from _check(quote.source, where, ids, _is_source, "Use the id of one of the [sources].")


def _is_concept(kind: Kind) -> bool:
    return kind is Kind.CONCEPT


def _is_source(kind: Kind) -> bool:
    return kind is Kind.SOURCE


def _check_all(listed: Iterable[str], path: KeyPath, ids: _Ids, fits: _Test, help_text: str) -> Iterator[Problem]:
    for index, element_id in enumerate(listed):
        yield from _check(element_id, (*path, index), ids, fits, help_text)


def _check(element_id: str, path: KeyPath, ids: _Ids, fits: _Test, help_text: str) -> Iterator[Problem]:
    if element_id == UNREADABLE or element_id in ids.doubled:
        return
    kind = ids.known.get(element_id)
    if kind is None:
        yield _unknown(element_id, path, ids, fits)
    elif not fits(kind):
        message = f'"{element_id}" is {kind.with_article}, which cannot be used here'
        yield Problem("E022", path, message, help_text, related=(((kind.table, element_id), "declared here"),))


def _unknown(element_id: str, path: KeyPath, ids: _Ids, fits: _Test) -> Problem:
    """An id that no element has; what is proposed may stand there, and is not the element that refers to it."""
    allowed = [one for one, kind in ids.known.items() if fits(kind) and one != path[1]]
    # after a change of its header alone, an element has a new id that nothing refers to
    renamed = nearest(element_id, [one for one in allowed if one in ids.unused], _RENAMED)
    near = nearest(element_id, allowed, _SIMILAR) or renamed
    help_text = f'Did you mean "{near}"?' if near else "Declare it in one of the tables, or correct the id."
    return Problem("E020", path, f'unknown id "{element_id}"', help_text)


def _used(map_: Map) -> Iterator[str]:
    """The ids that steps, and what is said of elements, refer to."""
    for inference in map_.inferences.values():
        yield from (*inference.from_, inference.to, *inference.discharges)
    for objection in map_.objections.values():
        yield from (*(objection.from_ or ()), objection.against)
    for table in (map_.cautions, map_.contested, map_.notes):
        for doubt in table.values():
            yield from doubt.on
