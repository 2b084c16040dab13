"""`argmap serve`: a live preview of a map."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.options import MapPath
from argmap.cli.terminal import UNUSABLE, refuse, talk
from argmap.server import preview
from argmap.settings import Settings, Theme


def serve(
    ctx: typer.Context,
    path: MapPath,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port on 127.0.0.1; 0 takes a free one.")] = 8765,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    theme: Annotated[Theme, typer.Option(help="The colours.")] = Theme.AUTO,
) -> None:
    """Show a map in the browser as it changes.

    The page is redrawn whenever the map is saved. Only this machine can see it. Errors are shown in
    the page, with their line; Ctrl-C stops it.
    """
    file = Path(path)
    if path == "-":
        refuse("argmap serve watches a file", "Name a map.")
    if file.is_dir() or not file.exists():
        refuse(
            f'"{path}" {"is a folder" if file.is_dir() else "does not exist"}', "Name a map, or start one: argmap new."
        )
    shown = preview.Preview(file, Settings(theme=theme), ctx.obj)
    try:
        server = preview.serve(shown, port)
    except OSError as error:
        talk(f"argmap: port {port} cannot be used: {error.strerror or error}\n  help: Name another with --port.")
        raise typer.Exit(UNUSABLE) from None
    url = f"http://{preview.HOST}:{server.server_port}/"
    if shown.problem:
        talk(shown.problem.rstrip())
    talk(f"showing {path} at {url}; stop with Ctrl-C")
    if open_page:
        webbrowser.open(url)
    try:
        preview.run(server, shown)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
