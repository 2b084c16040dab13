"""A rubric from a TOML file: how much each part counts."""

from __future__ import annotations

from pathlib import Path

from argmap.classroom.marking import Rubric
from argmap.project.settings_file import read_settings


def read_rubric(path: Path) -> Rubric:
    """The rubric in a file: a number from 0 for each part, `similarity` from 0 to 1. Raises `MapError`."""
    return read_settings(path, Rubric) or Rubric()
