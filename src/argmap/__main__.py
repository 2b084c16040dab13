"""The `argmap` command, also available as `python -m argmap`."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from pathlib import Path
from typing import Literal, NoReturn, TextIO

_INTERRUPTED = 130  # 128 plus the number of the signal, as in shells
_CRASHED = 70  # EX_SOFTWARE of BSD's sysexits.h, so that a crash is taken neither for findings nor for a bad map


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
    _open_closed_streams()
    try:
        from argmap.cli.app import run  # noqa: PLC0415 - takes 40 ms, not needed for --version

        try:
            run(arguments)
        finally:
            sys.stdout.flush()  # here, where a full disk can still be reported
    except OSError as error:
        _give_up(error)
    except KeyboardInterrupt:  # during imports; after that, the command line handles it
        sys.exit(_INTERRUPTED)
    except Exception:  # noqa: BLE001 - nothing else is left to catch it
        _crash()


def _open_closed_streams() -> None:
    """Give standard streams that are closed (`argmap ... >&-`) somewhere to go."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, _nothing("r" if name == "stdin" else "w"))


def _nothing(mode: Literal["r", "w"]) -> TextIO:
    """A stream that is empty, or that takes everything and keeps nothing."""
    return Path(os.devnull).open(mode, encoding="utf-8")


def _give_up(error: OSError) -> NoReturn:
    """Say what the system refused, and exit with status 2; quietly with 1 if whoever read the output has gone."""
    # What is left for standard output cannot be written at exit either.
    sys.stdout = _nothing("w")
    if isinstance(error, BrokenPipeError):
        sys.exit(1)
    from argmap.source import shortened, visible  # noqa: PLC0415 - only if there is something to report

    about = f"{shortened(visible(str(error.filename)))}: " if error.filename else ""
    sys.stderr.write(f"argmap: {about}{error.strerror or error}\n")
    sys.exit(2)


def _crash() -> NoReturn:
    """Show a fault of the program itself, and exit with a status of its own."""
    import traceback  # noqa: PLC0415 - only if there is something to report

    traceback.print_exc()
    sys.stderr.write("argmap: this is a fault of argmap; please report it with the lines above\n")
    sys.exit(_CRASHED)


if __name__ == "__main__":
    main()
