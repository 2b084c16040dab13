"""Reading a rubric, which says how much each part counts, from a TOML file."""

from __future__ import annotations

from pathlib import Path

from argmap.classroom.marking import Rubric
from argmap.project.settings_file import read_settings


def read_rubric(path: Path) -> Rubric:
    """Read a rubric: the weights of the parts, from 0, and `similarity` in [0, 1]. Raises `MapError` if it is wrong."""
    return read_settings(path, Rubric) or Rubric()
