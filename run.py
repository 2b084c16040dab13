"""Set up and run argmap from a clone, with nothing but Python 3.11 and pip.

    python3 run.py render maps/kazakhstan.toml --out renders    any argmap command
    python3 run.py test                                         the whole test suite
    python3 run.py check                                        tests, lint, types, import contract

The first run makes `.venv` and installs into it; later runs use it as long as `pyproject.toml` is the same.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


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
        return call("-m", "argmap", *arguments)
    install("develop", "-e", ".[image,pdf]", "--group", "dev")
    browser()
    if arguments[0] == "test":
        return call("-m", "pytest", *arguments[1:])
    steps = (["-m", "ruff", "format", "--check", "."], ["-m", "ruff", "check", "."], ["-m", "mypy"])
    codes = [call(*step) for step in steps]
    codes.append(subprocess.call([PYTHON.with_name("lint-imports")], cwd=ROOT))
    codes.append(call("-m", "pytest"))
    return max(codes)


def call(*arguments: str) -> int:
    """Run the environment's Python in the caller's folder (in the clone for its own tools)."""
    own_tool = arguments[:2] != ("-m", "argmap")
    return subprocess.call([PYTHON, *arguments], cwd=ROOT if own_tool else None)


def install(name: str, *what: str) -> None:
    """Make the environment and install into it, unless that was done for this `pyproject.toml`."""
    stamp = VENV / f".{name}"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"setting up {VENV} ...", file=sys.stderr)
    if not PYTHON.exists():
        subprocess.check_call([this_python(), "-m", "venv", VENV])
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.check_call([*pip, "--upgrade", "pip>=25.1"], cwd=ROOT, stdout=sys.stderr)
    subprocess.check_call([*pip, *what], cwd=ROOT, stdout=sys.stderr)
    stamp.write_text(wanted)


def this_python() -> str:
    """The Python that runs this; it does not know its own path where the environment has no PATH."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    beside = Path(sys.base_prefix, "bin", name)
    return sys.executable or (str(beside) if beside.exists() else shutil.which(name) or shutil.which("python3") or "")


def browser() -> None:
    """Get a Chromium for the tests of the page: the one that is there, Playwright's own, or the system's package."""
    if any(shutil.which(name) for name in BROWSERS) or playwright_has_one():
        return
    print("getting a browser for the tests of the page ...", file=sys.stderr)
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.call(step, env=environment, stdout=subprocess.DEVNULL)
    if not any(shutil.which(name) for name in BROWSERS):
        subprocess.call([PYTHON, "-m", "playwright", "install", "chromium"], stdout=sys.stderr)


def playwright_has_one() -> bool:
    """Whether Playwright has downloaded its Chromium."""
    code = (
        "import os, playwright.sync_api as p\n"
        "with p.sync_playwright() as w: raise SystemExit(not os.path.exists(w.chromium.executable_path))"
    )
    return subprocess.call([PYTHON, "-c", code], stderr=subprocess.DEVNULL) == 0


if __name__ == "__main__":
    sys.exit(main())
