"""The command `argmap`, also as `python -m argmap`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; `--version` alone is answered without importing anything."""
    if sys.argv[1:] == ["--version"]:
        from argmap import __version__  # noqa: PLC0415 - the only thing this needs

        sys.stdout.write(f"argmap {__version__}\n")
        return
    from argmap.cli.app import run  # noqa: PLC0415 - 40 ms, not spent on --version

    run(sys.argv[1:])


if __name__ == "__main__":
    main()
