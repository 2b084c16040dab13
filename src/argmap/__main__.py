"""The command `argmap`, also as `python -m argmap`."""

from __future__ import annotations

import atexit
import gc
import sys

_INTERRUPTED = 130  # 128 and the number of the signal, as shells have it


def main() -> None:
    """Run the command line; `--version` alone is answered without importing anything."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from argmap import __version__  # noqa: PLC0415 - the only thing this needs

        sys.stdout.write(f"argmap {__version__}\n")
        return
    # A command makes many objects, hardly any of them garbage. Looking for garbage rarely, and not at the end, takes
    # 15 % off a whole run (benchmarks/bench.py); memory stays bounded over a folder of thousands of maps.
    gc.set_threshold(200_000, 20, 20)
    atexit.register(gc.freeze)
    try:
        from argmap.cli.app import run  # noqa: PLC0415 - 40 ms, not spent on --version

        run(arguments)
    except KeyboardInterrupt:  # while it was still importing; later it is the command line that says nothing
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
