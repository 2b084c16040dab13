"""The templates of this room, filled in."""

from __future__ import annotations

from importlib.resources import files

import jinja2


def filled(template: str, **values: object) -> str:
    """A file of `templates/` with these values; all but markup is escaped.

    Raises `jinja2.UndefinedError` if a value that the template needs is missing.
    """
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    text = files("argmap.classroom").joinpath(f"templates/{template}").read_text("utf-8")
    return environment.from_string(text).render(values)
