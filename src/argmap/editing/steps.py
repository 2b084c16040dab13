"""Steps as tables with an id, or as entries of a list in which only those that something refers to have one."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from argmap.loading.ambiguous import step_references
from argmap.loading.unnamed import STEP_TABLES, made_id, with_ids
from argmap.model import Map


class StepForm(StrEnum):
    """How steps are written: `[inferences.ID]`, or `[[inferences]]`."""

    TABLES = "tables"
    LIST = "list"


def referred_to(map_: Map) -> frozenset[str]:
    """The ids in all places of a map where a step can be named."""
    return frozenset(element_id for element_id, _ in step_references(map_))


def _with_alike(data: dict[str, Any], kept: Collection[str]) -> frozenset[str]:
    """The ids in `kept`, and those of the steps that could be taken for one of these if they had none themselves."""
    return frozenset(kept).union(
        step_id
        for table, kind in STEP_TABLES.items()
        if isinstance(data.get(table), dict)
        for index, (step_id, step) in enumerate(data[table].items())
        if isinstance(step, dict) and made_id(kind, step, index) in kept
    )


def rewritten(data: dict[str, Any], form: StepForm, kept: Collection[str]) -> dict[str, Any]:
    """The content of a document with its steps in a form; in a list, only the ids in `kept` are written."""
    if form is StepForm.TABLES:
        return with_ids(data, ()).data
    return _with_lists(data, kept)


def kept_in_list(data: dict[str, Any], kept: Collection[str]) -> frozenset[str]:
    """The ids to write in a list: those `kept`, and those without which a name would be that of another step."""
    written = _with_alike(data, kept)
    while True:
        named = with_ids(_with_lists(data, written), ()).data
        steps = [(old, new) for table in _tables(data) for old, new in zip(data[table], named[table], strict=True)]
        old_ids = {old for old, _ in steps}
        moved = {new for old, new in steps if new != old and new in old_ids}
        if moved <= written:
            return written
        written |= moved


def _with_lists(data: dict[str, Any], kept: Collection[str]) -> dict[str, Any]:
    lists = {
        table: [{**({"id": step_id} if step_id in kept else {}), **step} for step_id, step in data[table].items()]
        for table in _tables(data)
    }
    return {**data, **lists}


def _tables(data: dict[str, Any]) -> list[str]:
    return [table for table in STEP_TABLES if isinstance(data.get(table), dict)]
