"""The page that is shown in place of a map that cannot be drawn, until it is fixed."""

from __future__ import annotations

from argmap.render.embed import policy_hash
from argmap.render.svg import environment

_SCRIPT = 'new EventSource("events").addEventListener("changed", () => location.reload());'


def render_problem(problem: str) -> bytes:
    """A small live page that shows the errors in a map and reloads when the map changes."""
    made = (
        environment()
        .get_template("problem.html")
        .render(problem=problem, script=_SCRIPT, script_hash=policy_hash(_SCRIPT))
    )
    return made.encode("utf-8")
