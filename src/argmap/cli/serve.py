"""`argmap serve`: a live preview of a map."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.options import choice
from argmap.cli.terminal import UNUSABLE, refuse, talk

_THEMES = ("auto", "light", "dark", "print")


def serve(
    path: Annotated[str, typer.Argument(metavar="MAP", help="The map to show.")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port on 127.0.0.1; 0 takes a free one.")] = 8765,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    theme: Annotated[str, typer.Option(help="auto, light, dark or print.")] = "auto",
) -> None:
    """Show a map in the browser, and draw it anew whenever it is saved.

    Only this machine can see it. Mistakes are shown in the page, with their line; Ctrl-C ends.
    """
    theme = choice("--theme", theme, _THEMES)
    file = Path(path)
    if path == "-":
        refuse("argmap serve watches a file", "Name a map.")
    if file.is_dir() or not file.exists():
        refuse(f'"{path}" is {"a folder" if file.is_dir() else "not there"}', "Name a map, or start one: argmap new.")
    from argmap.layout.engine import Engine  # noqa: PLC0415 - its worker loads while we go on importing

    with Engine() as engine:
        from argmap import preview  # noqa: PLC0415 - as above
        from argmap.pipeline import Options  # noqa: PLC0415 - as above

        shown = preview.Preview(file, Options(theme=theme), engine)
        try:
            server = preview.serve(shown, port)
        except OSError as error:
            talk(f"argmap: port {port} cannot be used: {error.strerror or error}\n  help: Name another with --port.")
            raise typer.Exit(UNUSABLE) from None
        url = f"http://{preview.HOST}:{server.server_port}/"
        if shown.problem:
            talk(shown.problem.rstrip())
        talk(f"showing {path} at {url}; Ctrl-C ends")
        if open_page:
            import webbrowser  # noqa: PLC0415 - only where it is asked for

            webbrowser.open(url)
        try:
            preview.run(server, shown)
        except KeyboardInterrupt:
            sys.stderr.write("\n")
