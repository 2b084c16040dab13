"""The `argmap` command, also available as `python -m argmap`."""

from __future__ import annotations

import atexit
import gc
import sys

_INTERRUPTED = 130  # 128 plus the number of the signal, as in shells


def main() -> None:
    """Run the command line. `--version` alone is answered without importing the application."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from argmap import __version__  # noqa: PLC0415 - nothing else is needed here

        sys.stdout.write(f"argmap {__version__}\n")
        return
    # A command creates many objects and hardly any garbage. Collecting garbage rarely, and not at exit, saves 15 % of a
    # run (benchmarks/bench.py); memory stays bounded even for a folder of thousands of maps.
    gc.set_threshold(200_000, 20, 20)
    atexit.register(gc.freeze)
    try:
        from argmap.cli.app import run  # noqa: PLC0415 - takes 40 ms, not needed for --version

        run(arguments)
    except KeyboardInterrupt:  # during imports; after that, the command line handles it
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
