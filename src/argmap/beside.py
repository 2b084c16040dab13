"""Work done beside this process, on another core: a forked child where that is safe, else here and now."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Beside(Generic[Result]):
    """Starts the work when it is made; `result` waits for it, and raises what it raised.

    The child only computes and sends its result back; it is not used beside other threads (a lock one of them holds
    would stay locked in it) nor where there is no fork.
    """

    def __init__(self, work: Callable[[], Result]) -> None:
        """Start it."""
        self._work = work
        self._child = 0
        if not hasattr(os, "fork") or threading.active_count() > 1 or (os.cpu_count() or 1) == 1:
            return
        reading, writing = os.pipe()
        sys.stdout.flush()
        self._child = os.fork()
        if not self._child:
            _compute(work, writing)
        os.close(writing)
        self._pipe = os.fdopen(reading, "rb")

    def result(self) -> Result:
        """What the work returned."""
        if not self._child:
            return self._work()
        with self._pipe:
            data = self._pipe.read()
        os.waitpid(self._child, 0)
        if not data:  # it failed, or something stopped it: here it will do the same, or say why
            return self._work()
        found: Result = pickle.loads(data)  # noqa: S301 - made by our own child a moment ago
        return found


def _compute(work: Callable[[], Result], writing: int) -> None:
    """The child: compute, send, end, without the parent's buffers and exit handlers."""
    status = 1
    try:
        data = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(data)
        status = 0
    finally:
        os._exit(status)
