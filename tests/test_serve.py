"""`argmap serve`: a live page on this machine only."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MAP = ROOT / "maps/tutorial.toml"


class Server:
    def __init__(self, path: Path) -> None:
        command = [sys.executable, "-m", "argmap", "serve", str(path), "--port", "0"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        said = ""
        while "http://" not in said:
            line = self.process.stderr.readline()
            assert line, said
            said += line
        self.said = said
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
        assert found
        self.url, self.port = found[0], int(found[1])

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        assert self.process.stderr is not None
        self.process.stderr.close()

    def get(self, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        found = answer.status, answer.read().decode() if answer.status == 200 else ""
        connection.close()
        return found


@pytest.fixture
def live(tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    path = tmp_path / "map.toml"
    text = MAP.read_text().replace("format = 1\n", 'format = 1\ninclude = "part.toml"\n', 1)
    path.write_text(text)
    (tmp_path / "part.toml").write_text('[premises.extra]\ntext = "An extra premise."\n')
    server = Server(path)
    yield server, path
    server.stop()


def test_only_this_machine_may_ask(live: tuple[Server, Path]) -> None:
    server, _ = live
    status, page = server.get("/")
    assert status == 200
    assert "connect-src 'self'" in page
    assert server.get("/", "localhost")[0] == 200
    assert server.get("/", "evil.example")[0] == 403
    assert server.get("/etc/passwd")[0] == 404
    assert server.get("/../part.toml")[0] == 404
    name = socket.gethostbyname(socket.gethostname())
    if not name.startswith("127."):
        with pytest.raises(OSError, match=r"refused|timed"):
            socket.create_connection((name, server.port), timeout=2)


def test_the_page_follows_the_file(live: tuple[Server, Path], browser: Browser) -> None:
    server, path = live
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(server.url + "#pupils-rested")
    page.click("#_details >> text=Fold")
    page.locator(".stub").wait_for()
    before = page.evaluate("document.getElementById('_view').getAttribute('transform')")
    text = path.read_text()
    path.write_text(text.replace("With a later start pupils come", "With a later start the pupils come"))
    page.locator("#pupils-rested", has_text="the pupils").wait_for()
    assert page.locator(".stub").count() == 1
    assert page.locator("#pupils-rested.chosen").count() == 1
    assert page.evaluate("document.getElementById('_view').getAttribute('transform')") == before
    part = path.parent / "part.toml"
    part.write_text('[premises.extra]\ntext = "A changed premise."\n')
    page.locator("#extra", has_text="changed").wait_for(state="attached")
    path.write_text(text.replace('to = "start-later"', 'to = "start-latter"'))
    page.locator("#_error").wait_for()
    assert re.search(r'map\.toml:\d+:6: error\[E020\] unknown id "start-latter"', page.inner_text("#_error"))
    path.write_text(text)
    page.locator("#_error").wait_for(state="detached")
    assert complaints == []
    page.close()


def test_a_broken_map_is_shown_until_it_is_mended(tmp_path: Path, browser: Browser) -> None:
    path = tmp_path / "map.toml"
    path.write_text('[premises.a]\ntxt = "<script>alert(1)</script>"\n')
    server = Server(path)
    assert "error[E011]" in server.said
    page = browser.new_page()
    page.goto(server.url)
    assert 'unknown key "txt"' in page.inner_text("pre")
    shutil.copy(MAP, path)
    page.locator("#start-later").wait_for()
    page.close()
    server.stop()


def test_calls_that_are_wrong(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        calls = [["gone.toml"], [str(tmp_path)], ["-"], [str(MAP), "--port", port], [str(MAP), "--theme", "drak"]]
        for arguments in calls:
            command = [sys.executable, "-m", "argmap", "serve", *arguments]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
            assert done.returncode == 2, arguments
            assert "Traceback" not in done.stderr
            assert "help:" in done.stderr or "Choose from: " in done.stderr
