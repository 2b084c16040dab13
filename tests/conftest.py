from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class Golden(Protocol):
    def __call__(self, path: Path, made: str) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with a golden file, or write it with --renew."""

    def check(path: Path, made: str) -> None:
        if request.config.getoption("--renew"):
            path.write_text(made, encoding="utf-8", newline="\n")
        assert path.exists(), f"{path} is missing: run pytest --renew"
        assert made == path.read_text(encoding="utf-8"), f"{path.name} differs: look at it, then run pytest --renew"

    return check


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real headless Chromium."""
    from playwright.sync_api import Error, sync_playwright

    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=found, args=arguments)
        except Error as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no browser on this machine: {error.message.splitlines()[0]}")
        yield chromium
        chromium.close()
