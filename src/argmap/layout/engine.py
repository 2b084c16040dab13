"""Graphviz as a child process with a time limit."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from functools import cache
from types import TracebackType
from typing import Any, Self

TIME_LIMIT = 10.0
"""Seconds a layout may take before the tidy placement serves instead."""


class EngineError(Exception):
    """The engine failed, or took longer than its time limit."""


class Engine:
    """A Graphviz worker, started when it is first needed; a context manager, which ends it."""

    def __init__(self, time_limit: float = TIME_LIMIT) -> None:
        """`time_limit` is in seconds for each layout."""
        self._time_limit = time_limit
        self._process: subprocess.Popen[str] | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        """The engine itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the worker."""
        self.close()

    def warm(self) -> subprocess.Popen[str]:
        """Start the worker if it is not running; it loads Graphviz while the caller goes on. Its process."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _start()
        return self._process

    def lay_out(self, dot: str, engine: str = "dot") -> dict[str, Any]:
        """Graphviz's JSON (`json0`) for a DOT graph. Raises `EngineError` on failure and past the time limit.

        Calls from several threads take turns.
        """
        with self._turn:
            return self._answer(dot, engine)

    def _answer(self, dot: str, engine: str) -> dict[str, Any]:
        process = self.warm()
        expired = threading.Event()

        def stop() -> None:
            expired.set()
            process.kill()

        timer = threading.Timer(self._time_limit, stop)
        timer.start()
        line, reason = "", ""
        try:
            if process.stdin is None or process.stdout is None:
                raise EngineError("the layout engine did not start")
            process.stdin.write(json.dumps({"dot": dot, "engine": engine}) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError as error:  # it has gone: of itself, or stopped above while this was still writing
            reason = f": {error}"
        finally:
            timer.cancel()
        if expired.is_set() or not line:
            self.close()  # and waits for its end, so that the next call starts another
        if expired.is_set():
            raise EngineError(f"no layout within {self._time_limit:g} s")
        if not line:
            raise EngineError(f"the layout engine stopped{reason}")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise EngineError(str(answer["error"]))
        layout: dict[str, Any] = answer["layout"]
        return layout

    def close(self) -> None:
        """End the worker; if it is asked again, another is started."""
        if self._process is not None:
            self._process.kill()
            with contextlib.suppress(OSError):  # a request that was never read
                self._process.communicate()
            self._process = None


@cache
def shared_engine() -> Engine:
    """One engine for all calls of the Python interface, so that they start no process each; it ends with Python.

    Calls from several threads take turns.
    """
    engine = Engine()
    atexit.register(engine.close)
    return engine


def _start() -> subprocess.Popen[str]:
    # -P and -S would be lighter, but a user's environment may need its site packages; PYTHONPATH keeps the caller's.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(
        [sys.executable, "-m", "argmap.layout.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=environment,
    )
