"""The commands together. A call that names one loads that one alone; help loads them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated

import typer

from argmap import __version__

COMMANDS = (
    "render",
    "weak",
    "check",
    "explain",
    "new",
    "fmt",
    "serve",
    "diff",
    "review",
    "exercise",
    "mark",
    "handout",
)
"""Each is a module here with a function of its name."""


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
        command = getattr(import_module(f"argmap.cli.{name}"), name)
        app.command(name)(_named_alone(command) if list(arguments) in _HELP else command)
    app.callback()(argmap)
    return app


_HELP = (["--help"], ["-h"])


def _named_alone(command: Callable[..., None]) -> Callable[[], None]:
    """What the help of all commands tells of one: its name and first line. Its options are a millisecond each."""

    def told() -> None: ...

    told.__doc__ = command.__doc__
    return told


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
