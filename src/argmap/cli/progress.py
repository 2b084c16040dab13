"""A sign of life on a terminal while something takes more than a second."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

_FIRST = 1.0
_NEXT = 0.5


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Say on standard error what is being done, and for how long, from the second second on; on a terminal only.

    The work itself knows nothing of it, so a timer of its own speaks: a long step of the work would else be silent.
    """
    if not sys.stderr.isatty():
        yield
        return
    done, start = threading.Event(), monotonic()

    def speak() -> None:
        wait = _FIRST
        while not done.wait(wait):
            sys.stderr.write(f"\rargmap: {doing} ({monotonic() - start:.0f} s; Ctrl-C stops it)")
            sys.stderr.flush()
            wait = _NEXT

    speaker = threading.Thread(target=speak, daemon=True)
    speaker.start()
    try:
        yield
    finally:
        done.set()
        speaker.join()
        if monotonic() - start >= _FIRST:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
