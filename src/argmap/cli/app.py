"""The commands together."""

from __future__ import annotations

from typing import Annotated

import typer

from argmap import __version__
from argmap.cli.check import check
from argmap.cli.explain import explain
from argmap.cli.fmt import fmt
from argmap.cli.new import new
from argmap.cli.render import render
from argmap.cli.weak import weak

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(render)
app.command()(weak)
app.command()(check)
app.command()(explain)
app.command()(new)
app.command()(fmt)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer's callback
    if wanted:
        typer.echo(f"argmap {__version__}")
        raise typer.Exit


@app.callback()
def argmap(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Write the reasoning of a text as a TOML map; check it, find its weak links, draw it."""
