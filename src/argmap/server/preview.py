"""A live preview: the page of a map, served to this computer only and redrawn whenever a file of the map is saved."""

from __future__ import annotations

import contextlib
import json
import sys
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from argmap.analysis import analyse
from argmap.convert.losses import in_brief
from argmap.convert.read import read_any
from argmap.findings import MapError
from argmap.layout.engine import Engine
from argmap.loading.load import LoadedMap
from argmap.project.source_texts import source_texts
from argmap.render import Format
from argmap.render.draw import draw
from argmap.render.problem import render_problem
from argmap.report.text import format_findings
from argmap.settings import Settings

HOST = "127.0.0.1"
_LOOK = 0.25  # seconds between checks of the files, which compare times and sizes but read nothing
_ALIVE = 15.0  # seconds after which an idle connection gets a comment, so that it is not closed
_Stamps = dict[Path, tuple[int, int] | None]


class Preview:
    """The page of one map, kept up to date by `watch`; `number` counts its changes.

    `lost` is what of a map in another format could not be kept, in words.
    """

    def __init__(self, path: Path, settings: Settings, engine: Engine) -> None:
        """Draw the page for the first time."""
        self._path, self._settings, self._engine = path, settings, engine
        self._files: list[Path] = [path]
        self._news = threading.Condition()
        self.page: bytes = b""
        self.problem = ""
        self.lost = ""
        self.number = 0
        self._stamps: _Stamps = {}
        self.refresh()

    def refresh(self) -> None:
        """Read the map and draw its page; if that fails, keep the last good page and say why in `problem`."""
        before = self._look()
        try:
            reading = read_any(self._path)
            self.lost, loaded = in_brief(reading.losses), reading.loaded
            analysis = analyse(loaded, self._settings, source_texts(loaded))
            page = draw(analysis, [Format.HTML], self._engine, live=True).outputs[Format.HTML]
        except (MapError, RecursionError) as error:
            too_large = "The map is too large to draw.\n"
            problem = format_findings(error.findings) if isinstance(error, MapError) else too_large
            page = self.page
            wrong = error.findings if isinstance(error, MapError) else ()
            self._files = list(dict.fromkeys([*self._files, *(Path(finding.place.file) for finding in wrong)]))
        else:
            problem = ""
            self._files = _files_of(loaded, self._path)
        self._stamps = self._look() | {file: stamp for file, stamp in before.items() if file in self._files}
        with self._news:
            self.problem, self.number = problem, self.number + 1
            self.page = page or render_problem(problem)
            self._news.notify_all()

    def watch(self, stop: threading.Event) -> None:
        """Refresh whenever a file of the map changes, until `stop` is set."""
        while not stop.wait(_LOOK):
            if self._look() != self._stamps:
                self.refresh()

    def _look(self) -> _Stamps:
        stamps: _Stamps = {}
        for file in self._files:
            try:
                found = file.stat()
            except OSError:
                stamps[file] = None
            else:
                stamps[file] = (found.st_mtime_ns, found.st_size)
        return stamps

    def news(self, seen: int) -> Iterator[tuple[str, str]]:
        """Yield events for a page that has seen change `seen`: `changed`, `problem` with its text, or empty if idle."""
        while True:
            with self._news:
                if self.number == seen:
                    self._news.wait(_ALIVE)
                changed, seen, problem = self.number > seen, self.number, self.problem
            yield ("problem", problem) if changed and problem else ("changed", "") if changed else ("", "")


def _files_of(loaded: LoadedMap, path: Path) -> list[Path]:
    """The files of the map: itself, what it includes, and the texts of its sources."""
    files = [document.path for document in loaded.documents if document.path is not None]
    texts = [path.parent / source.text for source in loaded.map.sources.values() if source.text is not None]
    return list(dict.fromkeys([path, *files, *texts]))


_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class _Handler(BaseHTTPRequestHandler):
    """Serves the page and its events, to requests for this computer's own names only."""

    protocol_version = "HTTP/1.1"
    preview: Preview

    def do_GET(self) -> None:
        # Another site must not be able to read maps through a host name that resolves to this computer (DNS rebinding).
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        if host not in {HOST, "localhost"}:
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path.split("?")[0] == "/":
            self._send(self.preview.page)
        elif self.path == "/events" and self.command == "GET":
            self._stream()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET  # noqa: N815 - the name that the base class looks for

    def _send(self, page: bytes) -> None:
        self._head("text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(page)

    def _stream(self) -> None:
        self._head("text/event-stream")
        self.send_header("Connection", "close")  # which also closes it
        self.end_headers()
        seen = self.preview.number
        with contextlib.suppress(OSError):  # the page was closed
            if self.preview.problem:
                self._send_event("problem", self.preview.problem)
            for name, text in self.preview.news(seen):
                self._send_event(name, text)

    def _head(self, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        for name, value in _HEADERS.items():
            self.send_header(name, value)

    def _send_event(self, name: str, text: str) -> None:
        event = f"event: {name}\ndata: {json.dumps(text)}\n\n" if name else ": still here\n\n"
        self.wfile.write(event.encode())

    def log_message(self, *_: object) -> None:
        """Log nothing: the terminal is for messages to the user."""


class _Server(ThreadingHTTPServer):
    """A server that says nothing of a client that goes away."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as in the base class
        """Report an error, but not that a connection has ended."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def serve(preview: Preview, port: int) -> ThreadingHTTPServer:
    """A server for the preview on `HOST`; port 0 picks a free one. Raises `OSError` if the port is taken."""
    handler = type("Handler", (_Handler,), {"preview": preview})
    return _Server((HOST, port), handler)


def run(server: ThreadingHTTPServer, preview: Preview) -> None:
    """Serve the page and watch the files until interrupted."""
    stop = threading.Event()
    watcher = threading.Thread(target=preview.watch, args=(stop,), daemon=True)
    watcher.start()
    try:
        server.serve_forever()
    finally:
        stop.set()
        server.server_close()
        time.sleep(_LOOK)
