"""The command `argmap`, also as `python -m argmap`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line; `--version` alone is answered without loading anything."""
    if sys.argv[1:] == ["--version"]:
        from argmap import __version__  # noqa: PLC0415 - the only thing this needs

        sys.stdout.write(f"argmap {__version__}\n")
        return
    gc.disable()  # a command is short-lived and makes no circles worth collecting: a quarter of the time of a large map
    from argmap.cli.app import app  # noqa: PLC0415 - 40 ms, not spent on --version

    app(prog_name="argmap")


if __name__ == "__main__":
    main()
