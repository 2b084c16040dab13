"""The command-line application. Running one command imports only its module; the overall help imports none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import MappingProxyType
from typing import Annotated, Any

import typer
import typer.core

from argmap import __version__
from argmap.cli.terminal import AFTER_DASHES, set_up_streams
from argmap.layout.engine import Engine
from argmap.source import visible
from argmap.suggest import did_you_mean

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "render": "Draw argument maps.",
        "weak": "Rank the weak links of each conclusion.",
        "check": "Check maps as a critical reader would.",
        "explain": "Explain a rule, a word of the format, or an element of a map.",
        "new": "Start a new map from a commented example.",
        "convert": "Convert maps from and to the formats of other tools.",
        "fmt": "Format maps without losing comments.",
        "serve": "Preview a map in the browser as you edit it.",
        "diff": "Compare versions of a map by meaning.",
        "review": "Write a report for reviewing a map.",
        "exercise": "Make an exercise from a map.",
        "mark": "Mark students' answers and maps against a reference.",
        "handout": "Make a handout from a map.",
    }
)
"""Each command with the first line of its help. A command is a function in the module of the same name."""
_HELP = (["--help"], ["-h"])
_DRAWING = frozenset({"render", "serve"})


class Command(typer.core.TyperCommand):
    """A command that suggests the closest valid value when an option gets an invalid one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - of typer's own copy of click
        """Parse the arguments as typer does. Raises `typer.BadParameter`, with a suggestion if there is one.

        The words after `--` are kept apart too, for commands that take them for something else than those before.
        """
        if "--" in args:
            ctx.meta[AFTER_DASHES] = args[args.index("--") + 1 :]
        try:
            with _inert_messages():
                return super().parse_args(ctx, args)
        except typer.BadParameter as error:
            wrong = _NOT_ONE_OF.search(error.message)
            if wrong is None:
                raise
            allowed = _QUOTED.findall(wrong[2])
            help_text = f"{did_you_mean(wrong[1], allowed)} Choose from: {', '.join(allowed)}.".strip()
            raise typer.BadParameter(f'unknown value "{wrong[1]}". {help_text}', error.ctx, error.param) from None


class Group(typer.core.TyperGroup):
    """All commands; what it says of an unknown one is safe to print."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - of typer's own copy of click
        """Find the command that the arguments name. Raises click's `UsageError` if there is none."""
        with _inert_messages():
            return super().resolve_command(ctx, args)


@contextmanager
def _inert_messages() -> Iterator[None]:
    """Make control characters visible in what click says of the arguments, which it repeats as they are."""
    try:
        yield
    except Exception as error:
        if isinstance(message := getattr(error, "message", None), str):
            error.message = visible(message)  # type: ignore[attr-defined] # click's exceptions have one
        raise


_NOT_ONE_OF = re.compile(r"'(.*)' is not one of (.*)")
_QUOTED = re.compile(r"'([^']*)'")


def run(arguments: Sequence[str]) -> None:
    """Run the command line. Raises `SystemExit` with the exit status."""
    set_up_streams()
    with Engine() as engine:
        if arguments and arguments[0] in _DRAWING:
            engine.warm()  # its process loads Graphviz while this one imports the command: benchmarks/bench.py
        build_app(arguments)(list(arguments), prog_name="argmap", obj=engine)


def build_app(arguments: Sequence[str] = ()) -> typer.Typer:
    """The application with the one command that the arguments name, or with all commands if they name none."""
    app = typer.Typer(
        cls=Group,
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
    """A placeholder for a command in the overall help, which shows only its name and the first line of its help."""

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
    """Map the reasoning of a text in TOML, then check it, find its weak links and draw it."""
