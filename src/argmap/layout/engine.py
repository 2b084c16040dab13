"""The layout engine: Graphviz in a child process with a time limit."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

TIME_LIMIT = 10.0
"""The seconds that a layout may take before the tidy placement is used instead."""


class EngineError(Exception):
    """The engine failed or exceeded its time limit."""


class Engine:
    """A Graphviz worker, started when first needed. As a context manager, it stops the worker on exit."""

    def __init__(self, time_limit: float = TIME_LIMIT) -> None:
        """Create an engine; `time_limit` is in seconds per layout."""
        self._time_limit = time_limit
        self._process: subprocess.Popen[str] | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        """Return the engine itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the worker."""
        self.close()

    def warm(self) -> subprocess.Popen[str]:
        """Start the worker, if it is not running, and return its process. It loads Graphviz in the background."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _start()
        return self._process

    def lay_out(self, dot: str, engine: str = "dot") -> dict[str, Any]:
        """Lay out a DOT graph and return Graphviz's JSON (`json0`). Calls from several threads take turns.

        Raises `EngineError` if the engine fails or exceeds the time limit.
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
        answered = False
        try:
            if process.stdin is None or process.stdout is None:
                raise EngineError("the layout engine did not start")
            process.stdin.write(json.dumps({"dot": dot, "engine": engine}) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
            answered = True
        except OSError as error:  # the worker has stopped: on its own, or killed above while this was still writing
            reason = f": {error}"
        finally:
            timer.cancel()
            # The next call must start another worker if this one has ended, or if it still owes an answer because the
            # caller was interrupted. This waits until it has ended.
            if expired.is_set() or not answered or not line:
                self.close()
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
        """Stop the worker; the next request starts another one."""
        if self._process is not None:
            self._process.kill()
            with contextlib.suppress(OSError):  # a request that was never read
                self._process.communicate()
            self._process = None


def shared_engine() -> Engine:
    """The one engine for all calls of the Python interface, so that a call does not start a process; ends with Python.

    Calls from several threads take turns. A forked process has an engine of its own.
    """
    return _engine_of(os.getpid())


@cache
def _engine_of(process: int) -> Engine:
    engine = Engine()
    atexit.register(lambda: engine.close() if os.getpid() == process else None)
    return engine


def _start() -> subprocess.Popen[str]:
    # -S would start faster, but the user's environment may need its site packages. PYTHONPATH passes ours on, without
    # the working folder: with -P it is never on the path, and no file in it is imported in place of a module.
    ours, left_out = _search_path(sys.path)
    return subprocess.Popen(  # noqa: S603 - our own file
        [sys.executable, "-P", str(Path(__file__).with_name("worker.py")), *left_out],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(ours)},
    )


def _search_path(entries: Iterable[str]) -> tuple[list[str], list[str]]:
    """The absolute folders among the entries of a search path, and apart from them the working folder if it is one."""
    folders = [entry for entry in entries if Path(entry).is_absolute()]
    try:
        here = Path.cwd().resolve()
    except OSError:  # it is gone
        return folders, []
    left_out = [folder for folder in folders if Path(folder).resolve() == here]
    return [folder for folder in folders if folder not in left_out], left_out
