"""Steps without an id: `[[inferences]]` and `[[objections]]`, which get a stable id made from what they join."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from argmap.loading.problem import Problem
from argmap.model import Kind

STEP_TABLES = {Kind.INFERENCE.table: Kind.INFERENCE, Kind.OBJECTION.table: Kind.OBJECTION}
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_NAMED = 3  # the most ids that are written out in an id
_LONGEST = 90
_WORDS = 5


class Unnamed(NamedTuple):
    """A step without an id: its table, and the names it could have; it has the last, as the others were taken.

    Of the names that steps alike have before it in the same file, only the first is there.
    """

    table: str
    names: tuple[str, ...]


class Named(NamedTuple):
    """A document's data with an id for each step, and where its steps are.

    `indexes` has the place in its list of each step that was written in one, by table and id; `made` has the ids that
    were made here, and `unnamed` the steps that have none, without those whose own id is not valid.
    """

    data: dict[str, Any]
    indexes: dict[tuple[str, str], int]
    made: set[str]
    unnamed: list[Unnamed]
    problems: list[Problem]


def with_ids(data: dict[str, Any], taken: Collection[str]) -> Named:
    """A document's data with the lists of its steps as tables by id; ids that are `taken` are not given again."""
    lists = {table: data[table] for table in STEP_TABLES if isinstance(data.get(table), list)}
    if not lists:
        return Named(data, {}, set(), [], [])
    named, indexes, made, problems = dict(data), {}, set[str](), []
    unnamed: list[Unnamed] = []
    last: dict[str, int] = {}
    used = {*taken, *_declared(data)}
    for table, entries in lists.items():
        steps: dict[str, Any] = {}
        for index, entry in enumerate(entries):
            found = list(_problems(table, index, entry, steps))
            problems += found
            if not isinstance(entry, dict):
                continue
            own = entry.get("id")
            if found or own is None:
                names = _names(made_id(STEP_TABLES[table], entry, index), used, last)
                if not found:
                    unnamed.append(Unnamed(table, names))
                own = names[-1]
                made.add(own)
            used.add(own)
            steps[own] = {key: value for key, value in entry.items() if key != "id"}
            indexes[table, own] = index
        named[table] = steps
    return Named(named, indexes, made, unnamed, problems)


def _declared(data: Mapping[str, Any]) -> Iterator[str]:
    """The ids that a document declares itself."""
    for entries in data.values():
        if isinstance(entries, dict):
            yield from entries
        elif isinstance(entries, list):
            yield from (str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry)


def _problems(table: str, index: int, entry: object, steps: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with an entry itself or its id."""
    word = STEP_TABLES[table].value
    if not isinstance(entry, dict):
        help_text = f"Start each {word} with its own header: [[{table}]]."
        yield Problem("E013", (table, index), f"entry {index + 1} of {table} must be a table", help_text)
    elif "id" in entry and (not isinstance(entry["id"], str) or not _ID.fullmatch(entry["id"])):
        help_text = "Use lower-case letters a to z, digits and hyphens, or leave the id out."
        yield Problem("E016", (table, index, "id"), f"the id of entry {index + 1} of {table} is not valid", help_text)
    elif entry.get("id") in steps:
        own = entry["id"]
        yield Problem(
            "E021",
            (table, index, "id"),
            f'the id "{own}" is already used by another {word}',
            "Give one of the two a different id, or none.",
            related=(((table, own), "first declared here"),),
            subject=own,
        )


def _names(made: str, used: Collection[str], last: dict[str, int]) -> tuple[str, ...]:
    """The names for a step that are used already, then the first that is not; `last` has the number tried last."""
    names = [made]
    number = last.get(made, 1)
    while names[-1] in used:
        number += 1
        names.append(f"{made}-{number}")
    last[made] = number
    return tuple(names)


def made_id(kind: Kind, entry: Mapping[str, Any], index: int) -> str:
    """An id from what a step joins, such as `rain-and-snow-to-flood`; for an objection in words, from its words."""
    end, word = (entry.get("to"), "to") if kind is Kind.INFERENCE else (entry.get("against"), "against")
    starts = entry.get("from")
    starts = sorted(start for start in starts if isinstance(start, str)) if isinstance(starts, list) else []
    start = _joined(starts) or _start_of(str(entry.get("text") or ""))
    made = f"{start}-{word}-{end}"
    if not start or not isinstance(end, str) or not _ID.fullmatch(made):
        return f"{kind.value}-{index + 1}"
    return made if len(made) <= _LONGEST else f"{kind.value}-{_digest(made)}"


def _joined(ids: list[str]) -> str:
    if len(ids) <= _NAMED:
        return "-and-".join(ids)
    return f"{ids[0]}-and-{len(ids) - 1}-more-{_digest(' '.join(ids))}"


def _start_of(text: str) -> str:
    """The first words of a text, or a digest of it if they are in another script; empty if it has none."""
    return slug(text) or (_digest(text) if any(char.isalnum() for char in text) else "")


def slug(text: str, count: int = _WORDS) -> str:
    """The first words of a text in the letters of an id; empty if most of it is in another script."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    letters = sum(char.isalnum() for char in text)
    return "" if sum(map(len, words)) * 2 < letters else "-".join(words[:count])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
