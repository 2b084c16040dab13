"""The commands together. A call that names one imports that one alone; the help of all imports none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Annotated, Any

import typer
import typer.core

from argmap import __version__
from argmap.layout.engine import Engine
from argmap.suggest import did_you_mean

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "render": "Draw argument maps.",
        "weak": "Rank the weak links of each conclusion.",
        "check": "Check maps as a critical reader would.",
        "explain": "Explain a rule or an element of a map.",
        "new": "Start a map from a commented example.",
        "fmt": "Format maps; comments stay in place.",
        "serve": "Show a map in the browser as it changes.",
        "diff": "Show what changed in meaning.",
        "review": "Write a report on a map.",
        "exercise": "Make an exercise from a map.",
        "mark": "Mark students' maps against a reference.",
        "handout": "Make a two-page handout from a map.",
    }
)
"""Each command with the first line of its help; it is a function in the module of its name."""
_HELP = (["--help"], ["-h"])
_DRAWING = frozenset({"render", "serve"})


class Command(typer.core.TyperCommand):
    """A command that says what was probably meant by a value that is not one of an enumeration."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - of typer's own copy of click
        """As typer does. Raises `typer.BadParameter` with a did-you-mean."""
        try:
            return super().parse_args(ctx, args)
        except typer.BadParameter as error:
            wrong = _NOT_ONE_OF.search(error.message)
            if wrong is None:
                raise
            allowed = _QUOTED.findall(wrong[2])
            advice = f"{did_you_mean(wrong[1], allowed)} Choose one of {', '.join(allowed)}.".strip()
            raise typer.BadParameter(f'unknown value "{wrong[1]}". {advice}', error.ctx, error.param) from None


_NOT_ONE_OF = re.compile(r"'(.*)' is not one of (.*)", re.DOTALL)
_QUOTED = re.compile(r"'([^']*)'")


def run(arguments: Sequence[str]) -> None:
    """Run the command line. Raises `SystemExit`."""
    with Engine() as engine:
        if arguments and arguments[0] in _DRAWING:
            engine.warm()  # its process loads Graphviz while this one imports the command; see benchmarks/bench.py
        build_app(arguments)(list(arguments), prog_name="argmap", obj=engine)


def build_app(arguments: Sequence[str] = ()) -> typer.Typer:
    """The command line, with the command that the arguments name, or with all of them."""
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    named = [name for name in COMMANDS if arguments and arguments[0] == name]
    for name in named or COMMANDS:
        only_listed = list(arguments) in _HELP
        app.command(name, cls=Command)(
            _listed(name) if only_listed else getattr(import_module(f"argmap.cli.{name}"), name)
        )
    app.callback()(argmap)
    return app


def _listed(name: str) -> Callable[[], None]:
    """A command of which only the name and the first line of its help are shown."""

    def command() -> None: ...

    command.__doc__ = COMMANDS[name]
    return command


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer's callback
    if wanted:
        typer.echo(f"argmap {__version__}")
        raise typer.Exit


def argmap(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Write the reasoning of a text as a TOML map; check it, find its weak links, draw it."""
