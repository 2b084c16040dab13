"""A rubric from a TOML file: how much each part counts."""

from __future__ import annotations

import tomllib
from pathlib import Path

from argmap.classroom.marking import Rubric
from argmap.findings import Finding, MapError, Severity
from argmap.loading.places import Places
from argmap.loading.problem import did_you_mean
from argmap.loading.read import read_map


def read_rubric(path: Path) -> Rubric:
    """The rubric in a file: a number from 0 for each part, `similarity` from 0 to 1. Raises `MapError`."""
    source = read_map(path, str(path))
    try:
        data = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        place = source.place(0, 0)
        raise MapError([Finding("E010", Severity.ERROR, f"the rubric cannot be read: {error}", place)]) from None
    places = Places(source, source.data)
    found = []
    for key, value in data.items():
        place = places.of((key,), key=True)
        if key not in Rubric._fields:
            way_out = did_you_mean(key, Rubric._fields) or f"The parts are {', '.join(Rubric._fields)}."
            found.append(Finding("E040", Severity.ERROR, f'unknown part "{key}"', place, way_out))
        elif (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or value < 0
            or (key == "similarity" and value > 1)
        ):
            way_out = "Write a number from 0 to 1." if key == "similarity" else "Write a number from 0."
            found.append(Finding("E040", Severity.ERROR, f'"{key}" is no weight', place, way_out))
    if found:
        raise MapError(found)
    return Rubric(**{key: float(value) for key, value in data.items()})
