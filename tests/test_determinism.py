"""The same map gives the same bytes from every command, whatever the order in which Python keeps a set."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cases import CIRCLES, REFERENCE

SEEDS = range(10)
EQUAL = "".join(f'[premises.e{n}]\ntext = "Equal {n}."\ngrade = 0.5\n' for n in "dbca")
EQUAL += '[conclusions.y]\ntext = "Y."\n[inferences.ey]\nfrom = ["ed", "eb", "ec", "ea"]\nto = "y"\ngrade = 0.5\n'
EQUAL += '[inferences.ez]\nfrom = ["ea", "ec"]\nto = "z"\n[sources.s]\ntitle = "S"\ntext = "s.txt"\n'
MAP = CIRCLES + REFERENCE + EQUAL
"""Three conclusions, shared premises, circles of support and attack, equal gains, notes on several elements."""
CHANGED = MAP.replace(".ed]", ".ef]").replace('"ed"', '"ef"').replace("grade = 0.3\n", "grade = 0.4\n")
CHANGED = CHANGED.replace("A year is too short to tell.", "One year is far too short to tell.").replace(
    'from = ["homes"]\nagainst = "money"', 'from = ["homes", "ea"]\nagainst = "no"'
)
COMMANDS = [
    *(f"render m.toml -f {form} -o out" for form in ("svg", "html", "json", "dot", "text")),
    "render m.toml -f text -o out --focus z --depth 1",
    "render m.toml -f svg -o out --only premises --detail 3",
    "render m.toml -f html -o out --detail 5",
    *(f"weak m.toml -f {form} --top 50" for form in ("text", "json", "csv", "markdown")),
    "weak m.toml --explain q",
    "weak m.toml --measure df-quad",
    *(f"check m.toml -f {form}" for form in ("text", "json", "sarif", "github", "junit", "markdown")),
    *(f"explain {name} m.toml" for name in ("q", "z", "word", "ea", "few")),
    "explain W203",
    *(f"diff m.toml n.toml -f {form}" for form in ("text", "json", "markdown", "html", "svg")),
    *(f"review m.toml -f {form} -o out" for form in ("html", "markdown")),
    *(f"exercise m.toml -k {kind} -o out" for kind in ("fill-text", "fill-links", "classify", "find-weak", "order")),
    "mark n.toml m.toml --against m.toml -o out",
    *(f"handout m.toml -b 4 -f {form} -o out" for form in ("html", "markdown")),
    "fmt --diff m.toml",
    "fmt m.toml",
]  # fmt: skip
PROGRAM = """
import contextlib, hashlib, io, json, pathlib, sys
from argmap.cli.app import build_app
from argmap.layout.engine import Engine

digests = {}
with Engine() as engine:
    for command in json.loads(sys.argv[1]):
        said, told, code = io.StringIO(), io.StringIO(), 0
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(told):
            try:
                build_app(command.split())(command.split(), prog_name="argmap", obj=engine)
            except SystemExit as end:
                code = end.code
        made = {path.name: path.read_bytes().hex() for path in sorted(pathlib.Path("out").rglob("*.*"))}
        everything = [code, said.getvalue(), told.getvalue(), made, pathlib.Path("m.toml").read_text("utf-8")]
        digest = hashlib.sha256(json.dumps(everything).encode()).hexdigest()
        digests[command] = [code, len(said.getvalue()) + len(made), digest]
print(json.dumps(digests))
"""


def digests(folder: Path, seed: int) -> dict[str, tuple[int, int, str]]:
    """For each command its exit code, the size of what it says, and a digest of all it says and writes."""
    here = folder / str(seed)
    (here / "out").mkdir(parents=True)
    for name, text in {"m.toml": MAP, "n.toml": CHANGED, "s.txt": "S."}.items():
        (here / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", PROGRAM, json.dumps(COMMANDS)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    found: dict[str, tuple[int, int, str]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, tuple[int, int, str]]]:
    folder = tmp_path_factory.mktemp("seeds")
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda seed: digests(folder, seed), SEEDS))


@pytest.mark.parametrize("command", COMMANDS)
def test_ten_hash_seeds_give_the_same_bytes(runs: list[dict[str, tuple[int, int, str]]], command: str) -> None:
    code, size, digest = runs[0][command]
    assert code in {0, 1}
    assert size
    assert [seed for seed, run in zip(SEEDS, runs, strict=True) if run[command][2] != digest] == []
