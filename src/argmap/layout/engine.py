"""Graphviz as a child process with a time limit."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from types import TracebackType
from typing import Any, Self

TIME_LIMIT = 10.0
"""Seconds a layout may take before the tidy placement serves instead."""


class EngineError(Exception):
    """The engine failed, or took longer than its time limit."""


class Engine:
    """A Graphviz worker, started at once so that it loads while the map is read; a context manager."""

    def __init__(self, time_limit: float = TIME_LIMIT) -> None:
        """Start the worker; `time_limit` is in seconds for each layout."""
        self._time_limit = time_limit
        self._process = _start()

    def __enter__(self) -> Self:
        """The engine itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the worker."""
        self.close()

    def lay_out(self, dot: str, engine: str = "dot") -> dict[str, Any]:
        """Graphviz's JSON (`json0`) for a DOT graph. Raises `EngineError` on failure and past the time limit."""
        if self._process.poll() is not None:
            self.close()
            self._process = _start()
        process = self._process
        expired = threading.Event()

        def stop() -> None:
            expired.set()
            process.kill()

        timer = threading.Timer(self._time_limit, stop)
        timer.start()
        try:
            if process.stdin is None or process.stdout is None:
                raise EngineError("the layout engine did not start")
            process.stdin.write(json.dumps({"dot": dot, "engine": engine}) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError as error:
            raise EngineError(f"the layout engine stopped: {error}") from None
        finally:
            timer.cancel()
        if expired.is_set():
            raise EngineError(f"no layout within {self._time_limit:g} s")
        if not line:
            raise EngineError("the layout engine stopped")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise EngineError(str(answer["error"]))
        layout: dict[str, Any] = answer["layout"]
        return layout

    def close(self) -> None:
        """End the worker; it can be asked again and will then be started anew."""
        self._process.kill()
        with contextlib.suppress(OSError):  # a request that was never read
            self._process.communicate()


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
