"""The live preview without a browser: what is served, what is told of a change, and which files are watched."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from argmap.layout.engine import Engine
from argmap.render.draw import draw as render_draw
from argmap.server import preview
from argmap.settings import Settings, Theme

MAP = 'include = "part.toml"\n[sources.s]\ntitle = "S"\ntext = "s.txt"\n[conclusions.c]\ntext = "C one."\n'
BROKEN = '[premises.a]\ntxt = "<A.>"\n'
TRIES = 60
CHANGED, PROBLEM, ALIVE = 'event: changed\ndata: ""\n', "event: problem\n", ": still here\n"


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as made:
        yield made


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(preview, "_LOOK", 0.01)
    monkeypatch.setattr(preview, "_ALIVE", 0.2)
    (tmp_path / "part.toml").write_text('[premises.p]\ntext = "P one."\n')
    (tmp_path / "s.txt").write_text("one")
    path = tmp_path / "map.toml"
    path.write_text(MAP)
    return path


def save(path: Path, text: str) -> None:
    """Save a file as editors do, at once."""
    fresh = path.with_name("fresh")
    fresh.write_text(text)
    fresh.replace(path)


class Client:
    """One request to a preview that is being served."""

    def __init__(self, port: int, path: str, host: str = "127.0.0.1:80") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self.connection.request("GET", path, headers={"Host": host} if host else {"Host": ""})
        self.answer = self.connection.getresponse()

    def event(self) -> str:
        """The next event."""
        lines = []
        while (line := self.answer.readline().decode()) not in {"\n", ""}:
            lines.append(line)
        return "".join(lines)


@pytest.fixture
def live(path: Path, engine: Engine) -> Iterator[tuple[preview.Preview, int]]:
    shown = preview.Preview(path, Settings(), engine)
    server = preview.serve(shown, 0)
    thread = threading.Thread(target=preview.run, args=(server, shown), name="server")
    thread.start()
    yield shown, server.server_port
    server.shutdown()
    thread.join(10)
    assert not thread.is_alive()
    ended = time.monotonic()
    while any("(watch)" in one.name for one in threading.enumerate()):
        assert time.monotonic() < ended + 10, "the files are watched after the end"
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("where", "host", "status"),
    [
        ("/", "127.0.0.1", 200),
        ("/", "127.0.0.1:8765", 200),
        ("/", "localhost:8765", 200),
        ("/?a=/b", "localhost", 200),
        ("/", "example.org", 403),
        ("/", "example.org:127.0.0.1", 403),
        ("/", "127.0.0.1:1:2", 403),
        ("/", "", 403),
        ("/events", "example.org", 403),
        ("/map.toml", "localhost", 404),
        ("/events/", "localhost", 404),
    ],
)
def test_who_may_ask_for_what(live: tuple[preview.Preview, int], where: str, host: str, status: int) -> None:
    client = Client(live[1], where, host)
    assert client.answer.status == status
    if status == 200:
        headers = client.answer.headers
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert headers["Cache-Control"] == "no-store"
        assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")
        page = client.answer.read()
        assert page == live[0].page
        assert b"data-live" in page
        client.connection.request("GET", "/", headers={"Host": "localhost"})
        assert client.connection.getresponse().read() == page
        client.connection.request("HEAD", "/", headers={"Host": "localhost"})
        answer = client.connection.getresponse()
        assert (answer.status, answer.read(), int(answer.headers["Content-Length"])) == (200, b"", len(page))
    client.connection.close()


def test_changes_are_told(live: tuple[preview.Preview, int], path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown, port = live
    client = Client(port, "/events")
    assert client.answer.headers["Content-Type"] == "text/event-stream"
    assert client.answer.headers["Cache-Control"] == "no-store"
    assert client.answer.headers["Connection"] == "close"
    assert client.event() == ALIVE
    for name, text, seen in (
        ("map.toml", MAP.replace("C one.", "C two."), b"C two."),
        ("part.toml", '[premises.p]\ntext = "P two."\n', b"P two."),
    ):
        save(path.with_name(name), text)
        assert next_of(client) == CHANGED
        assert seen in shown.page
    good = shown.page
    save(path, BROKEN)
    told = next_of(client)
    assert told.startswith(PROBLEM)
    assert 'unknown key "txt"' in json.loads(told.partition("data: ")[2])
    assert shown.page == good
    late = Client(port, "/events")
    assert late.event() == told
    assert late.event() == ALIVE
    late.connection.close()
    save(path, MAP)
    assert next_of(client) == CHANGED
    assert shown.problem == ""
    client.connection.close()
    assert capsys.readouterr() == ("", "")


def next_of(client: Client) -> str:
    """The next event that is more than a sign of life."""
    return next(event for _ in range(TRIES) if (event := client.event()) != ALIVE)


def news_of(news: Iterator[tuple[str, str]]) -> tuple[str, str]:
    """The next news, if there are any in time."""
    return next(event for _, event in zip(range(TRIES), news, strict=False) if event != ("", ""))


def test_the_end_waits_for_no_drawing_and_no_page(live: tuple[preview.Preview, int]) -> None:
    client = Client(live[1], "/events")
    assert client.event() == ALIVE
    server = next(thread for thread in threading.enumerate() if thread.name == "server")
    # Other tests may have left threads of their event loops.
    waited_for = [one for one in threading.enumerate() if not one.daemon and not one.name.startswith("asyncio")]
    assert set(waited_for) == {threading.main_thread(), server}
    client.connection.close()


def test_what_is_saved_during_a_drawing_is_drawn(path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter(range(100))

    def draw(*given: Any, **options: Any) -> Any:
        if next(times) == 0:
            save(path, MAP.replace("C one.", "C meanwhile."))
        return render_draw(*given, **options)

    monkeypatch.setattr(preview, "draw", draw)
    shown = preview.Preview(path, Settings(), engine)
    assert b"C one." in shown.page
    stop = threading.Event()
    threading.Thread(target=shown.watch, args=(stop,), daemon=True).start()
    assert news_of(shown.news(shown.number)) == ("changed", "")
    stop.set()
    assert b"C meanwhile." in shown.page


def test_each_file_of_a_map_is_watched(path: Path, engine: Engine) -> None:
    shown = preview.Preview(path, Settings(theme=Theme.DARK), engine)
    assert b'data-theme="dark"' in shown.page
    stop = threading.Event()
    watcher = threading.Thread(target=shown.watch, args=(stop,), daemon=True)
    watcher.start()
    part = path.with_name("part.toml")
    changes: list[Callable[[], object]] = [
        lambda: save(part, '[premises.p]\ntext = "P three."\n'),
        lambda: save(path.with_name("s.txt"), "another"),
        part.unlink,
        lambda: save(part, '[premises.p]\ntext = "P four."\n'),
        lambda: save(path, MAP.replace('include = "part.toml"\n', "")),
        lambda: save(path, BROKEN),
        lambda: save(path, MAP),
        lambda: save(part, '[premises.p]\ntext = "P five."\n'),
    ]
    problems = []
    for number, change in enumerate(changes, 2):
        news = shown.news(shown.number)
        change()
        event = news_of(news)
        problems.append(event[0] == "problem")
        assert shown.number >= number
    assert problems == [False, False, True, False, False, True, False, False]
    assert b"P five." in shown.page
    seen = shown.number
    save(path.with_name("other.toml"), BROKEN)
    assert next(shown.news(seen)) == ("", "")
    stop.set()
    watcher.join(10)
    assert not watcher.is_alive()
    assert shown.number == seen


def test_a_map_that_is_broken_at_first(path: Path, engine: Engine) -> None:
    save(path, BROKEN)
    shown = preview.Preview(path, Settings(), engine)
    assert "error[E011]" in shown.problem
    assert b"unknown key" in shown.page
    assert shown.number == 1
    save(path, MAP)
    shown.refresh()
    assert (shown.problem, shown.number) == ("", 2)
    assert b"C one." in shown.page


def test_a_part_that_is_broken_is_watched(path: Path, engine: Engine) -> None:
    part = path.with_name("part.toml")
    save(part, BROKEN)
    shown = preview.Preview(path, Settings(), engine)
    stop = threading.Event()
    threading.Thread(target=shown.watch, args=(stop,), daemon=True).start()
    news = shown.news(shown.number)
    save(part, '[premises.p]\ntext = "P mended."\n')
    event = news_of(news)
    stop.set()
    assert event == ("changed", "")
    assert b"P mended." in shown.page


def test_a_map_that_is_too_large(path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(preview, "draw", fail)
    assert preview.Preview(path, Settings(), engine).problem == "The map is too large to draw.\n"


def test_a_port_that_is_taken(path: Path, engine: Engine) -> None:
    shown = preview.Preview(path, Settings(), engine)
    with preview.serve(shown, 0) as server:
        assert server.server_address[0] == "127.0.0.1"
        with pytest.raises(OSError, match="in use"):
            preview.serve(shown, server.server_port)
