"""The page of a map that cannot be drawn: what is wrong with it, until it is mended."""

from __future__ import annotations

from argmap.render.embed import policy_hash
from argmap.render.svg import environment

_SCRIPT = 'new EventSource("events").addEventListener("changed", () => location.reload());'


def render_problem(problem: str) -> bytes:
    """A small live page with the messages of a map."""
    made = (
        environment()
        .get_template("problem.html")
        .render(problem=problem, script=_SCRIPT, script_hash=policy_hash(_SCRIPT))
    )
    return made.encode("utf-8")
