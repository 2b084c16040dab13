"""`argmap serve`: preview a map in the browser."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.maps import GIVE_A_MAP, note_lost
from argmap.cli.terminal import UNUSABLE, refuse, talk, talk_as_it_is
from argmap.server import preview
from argmap.settings import Settings, Theme


def serve(
    ctx: typer.Context,
    path: Annotated[str, typer.Argument(metavar="MAP", help="The map.")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 picks a free one.")] = 8765,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    theme: Annotated[Theme, typer.Option(help="Colours.")] = Theme.AUTO,
) -> None:
    """Preview a map in the browser as you edit it.

    The page is redrawn whenever you save the map, and shows errors with their lines. Only this computer can reach it.
    Press Ctrl-C to stop.
    """
    file = Path(path)
    if path == "-":
        refuse("argmap serve cannot read standard input", "Give the path of a map.")
    if file.is_dir() or not file.exists():
        refuse(f'"{path}" {"is a folder" if file.is_dir() else "does not exist"}', GIVE_A_MAP)
    shown = preview.Preview(file, Settings(theme=theme), ctx.obj)
    try:
        server = preview.serve(shown, port)
    except OSError as error:
        talk(f"argmap: port {port} cannot be used: {error.strerror or error}", "  help: Choose another with --port.")
        raise typer.Exit(UNUSABLE) from None
    url = f"http://{preview.HOST}:{server.server_port}/"
    note_lost(path, shown.lost)
    if shown.problem:
        talk_as_it_is(shown.problem.rstrip())
    talk(f"showing {path} at {url}; press Ctrl-C to stop")
    if open_page:
        webbrowser.open(url)
    try:
        preview.run(server, shown)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
