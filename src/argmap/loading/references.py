"""References between elements: each id is declared once, is known where it is used, and fits its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from argmap.loading.problem import Problem
from argmap.loading.validation import UNREADABLE
from argmap.model import SCHEMES, Inference, Kind, Map, Objection
from argmap.source import KeyPath
from argmap.suggest import did_you_mean

Known = Mapping[str, Kind]
"""Every declared id with its kind, also of elements that could not be read."""

_Test = Callable[[Kind], bool]
_STEPS = frozenset({Kind.INFERENCE, Kind.OBJECTION})


def _is_statement(kind: Kind) -> bool:
    return kind.is_statement


def _is_target(kind: Kind) -> bool:
    return kind.is_statement or kind in _STEPS


def _is_subject(kind: Kind) -> bool:
    return _is_target(kind) or kind is Kind.CONCEPT


def known_ids(map_: Map) -> dict[str, Kind]:
    """Every id of a map with its kind; for an id declared twice, the first."""
    known: dict[str, Kind] = {}
    for kind, name, _ in map_.elements():
        known.setdefault(name, kind)
    return known


def reference_problems(map_: Map, known: Known) -> Iterator[Problem]:
    """Every reference of `map_` that is unknown, of the wrong kind, or leads back to itself."""
    names = list(known)
    checks = chain(
        _duplicates(map_, known),
        _steps(map_, known, names),
        _subjects(map_, known, names),
        _uses(map_, known, names),
    )
    yield from checks


def _duplicates(map_: Map, known: Known) -> Iterator[Problem]:
    for kind, name, _ in map_.elements():
        first = known[name]
        if first is not kind:
            related: tuple[tuple[KeyPath, str], ...] = (((first.table, name), "first declared here"),)
            message = f'the id "{name}" is already taken by a {first.value}'
            advice = "Ids are unique across all tables: give one of the two another."
            yield Problem("E021", (kind.table, name), message, advice, at_key=True, related=related, subject=name)


def _steps(map_: Map, known: Known, names: list[str]) -> Iterator[Problem]:
    for name, inference in map_.inferences.items():
        path: KeyPath = (Kind.INFERENCE.table, name)
        yield from _into_itself(name, inference, path)
        froms = tuple(UNREADABLE if source == name else source for source in inference.from_)
        yield from _froms(froms, path, known, names)
        if inference.to != name:
            yield from _one(inference.to, (*path, "to"), known, names, _is_statement, _TO_HELP)
        if inference.to in inference.from_ and inference.to not in {UNREADABLE, name}:
            index = inference.from_.index(inference.to)
            message = f'inference "{name}" leads from "{inference.to}" to itself'
            advice = "Name what really supports it, or remove the inference."
            yield Problem("E023", (*path, "from", index), message, advice, subject=name)
        yield from _step_extras(inference, path, known, names)
    for name, objection in map_.objections.items():
        path = (Kind.OBJECTION.table, name)
        yield from _froms(objection.from_ or (), path, known, names)
        if objection.against == name:
            message = f'objection "{name}" is against itself'
            yield Problem("E023", (*path, "against"), message, "Name what it speaks against.", subject=name)
        else:
            yield from _one(objection.against, (*path, "against"), known, names, _is_target, _AGAINST_HELP)
        if objection.against in (objection.from_ or ()):
            message = f'objection "{name}" turns "{objection.against}" against itself'
            yield Problem("E023", (*path, "against"), message, "Name what really speaks against it.", subject=name)
        yield from _step_extras(objection, path, known, names)


def _into_itself(name: str, inference: Inference, path: KeyPath) -> Iterator[Problem]:
    advice = "Name the statements it leads from and to."
    for index, source in enumerate(inference.from_):
        if source == name:
            message = f'inference "{name}" starts from itself'
            yield Problem("E023", (*path, "from", index), message, advice, subject=name)
    if inference.to == name:
        message = f'inference "{name}" leads into itself'
        yield Problem("E023", (*path, "to"), message, advice, subject=name)


_FROM_HELP = "A step starts from premises, assumptions, claims or conclusions."
_TO_HELP = "A step leads to a claim or conclusion. To license a step use warrant; to attack one, an objection."
_AGAINST_HELP = "An objection is against a statement, an inference or another objection."
_ON_HELP = "Cautions stand on concepts, statements, inferences and objections."
_DISPUTE_HELP = "What is contested is a statement, an inference, an objection or a concept."


_SHOWN_HELP = "What is shown are the elements of the map, not its sources."


def _is_shown(kind: Kind) -> bool:
    return kind is not Kind.SOURCE


def _froms(from_: tuple[str, ...], path: KeyPath, known: Known, names: list[str]) -> Iterator[Problem]:
    for index, source in enumerate(from_):
        at = (*path, "from", index)
        yield from _one(source, at, known, names, _is_statement, _FROM_HELP)
        if source in from_[:index] and source != UNREADABLE:
            yield Problem("E024", at, f'"{source}" is named twice in from', "Name each premise once.")


def _step_extras(step: Inference | Objection, path: KeyPath, known: Known, names: list[str]) -> Iterator[Problem]:
    if step.warrant is not None and _looks_like_id(step.warrant) and step.warrant not in known:
        advice = did_you_mean(step.warrant, names)
        if advice:
            message = f'the warrant "{step.warrant}" looks like an id, but none is called so'
            yield Problem("E020", (*path, "warrant"), message, advice)
    elif step.warrant is not None and step.warrant in known:
        yield from _one(step.warrant, (*path, "warrant"), known, names, _is_statement, _FROM_HELP)
    questions = [question.name for question in SCHEMES[step.scheme].questions] if step.scheme else []
    for answer in step.answers:
        if answer not in questions:
            message = f'"{answer}" is no critical question of {step.scheme or "an inference without a scheme"}'
            advice = did_you_mean(answer, questions) or (f"They are {', '.join(questions)}." if questions else "")
            yield Problem("E011", (*path, "answers", answer), message, advice or "Name the scheme.", at_key=True)


def _looks_like_id(text: str) -> bool:
    return " " not in text and text == text.lower() and not text.endswith((".", "!", "?"))


def _subjects(map_: Map, known: Known, names: list[str]) -> Iterator[Problem]:
    for name, caution in map_.cautions.items():
        yield from _many(caution.on, (Kind.CAUTION.table, name, "on"), known, names, _is_subject, _ON_HELP)
    for name, contest in map_.contested.items():
        yield from _many(contest.on, (Kind.CONTESTED.table, name, "on"), known, names, _is_subject, _DISPUTE_HELP)
    presentation = map_.map.presentation
    yield from _many(presentation.order, ("map", "presentation", "order"), known, names, _is_shown, _SHOWN_HELP)
    for name in presentation.notes:
        yield from _one(name, ("map", "presentation", "notes", name), known, names, _is_shown, _SHOWN_HELP)
    for index, acceptance in enumerate(map_.accept):
        if acceptance.on is not None and acceptance.on not in known:
            yield _unknown(acceptance.on, ("accept", index, "on"), names)


def _uses(map_: Map, known: Known, names: list[str]) -> Iterator[Problem]:
    for kind, name, element in map_.elements():
        path: KeyPath = (kind.table, name)
        concepts: tuple[str, ...] = getattr(element, "concepts", ())
        if concepts:
            advice = f'Declare it under [{Kind.CONCEPT.table}], or name one that is: "concepts" lists concepts.'
            yield from _many(concepts, (*path, "concepts"), known, names, _is_concept, advice)
        for index, quote in enumerate(getattr(element, "quote", ())):
            at = (*path, "quote", index, "source")
            yield from _one(quote.source, at, known, names, _is_source, "A quote names one of the [sources].")
    for name, concept in map_.concepts.items():
        typology = concept.typology
        if typology is None:
            continue
        path = (Kind.CONCEPT.table, name, "typology")
        if typology.claimed_by is not None:
            yield from _one(typology.claimed_by, (*path, "claimed-by"), known, names, _is_statement, _FROM_HELP)
        for index, cell in enumerate(typology.cells):
            at = (*path, "cells", index, "filled-by")
            yield from _many(cell.filled_by, at, known, names, _is_target, "A cell is filled by statements.")
            for number, quote in enumerate(cell.quote):
                where = (*path, "cells", index, "quote", number, "source")
                yield from _one(quote.source, where, known, names, _is_source, "A quote names one of the [sources].")


def _is_concept(kind: Kind) -> bool:
    return kind is Kind.CONCEPT


def _is_source(kind: Kind) -> bool:
    return kind is Kind.SOURCE


def _many(
    ids: Iterable[str], path: KeyPath, known: Known, names: list[str], fits: _Test, advice: str
) -> Iterator[Problem]:
    for index, name in enumerate(ids):
        yield from _one(name, (*path, index), known, names, fits, advice)


def _one(name: str, path: KeyPath, known: Known, names: list[str], fits: _Test, advice: str) -> Iterator[Problem]:
    if name == UNREADABLE:
        return
    kind = known.get(name)
    if kind is None:
        yield _unknown(name, path, names)
    elif not fits(kind):
        message = f'"{name}" is {kind.with_article} and cannot stand here'
        yield Problem("E022", path, message, advice, related=(((kind.table, name), "declared here"),))


def _unknown(name: str, path: KeyPath, names: list[str]) -> Problem:
    advice = did_you_mean(name, names) or "Declare it in one of the tables, or correct the id."
    return Problem("E020", path, f'unknown id "{name}"', advice)
