"""Tell what the tests would not notice: change one thing in the program at random, run the tests, and see who lives.

Usage: python tools/mutate.py [ROOM...] [--count N] [--seed S]

A room is a folder or module of src/argmap, such as `standing` or `classroom/marking.py`; the default is all of `ROOMS`.
The change is made in a copy of the project, never in the working tree, and of the tests those run that `ROOMS` names,
and the examples in the docstrings of the room. Each survivor is printed with its line before and after; those listed in
`tools/equivalent.txt` change nothing that can be seen. Needs a system with
`fork`: the libraries are loaded once for all mutants.

There are larger tools. mutmut and cosmic-ray make every mutant of a module, which are 8,000 here, and find the tests of
each by coverage, which does not see into the processes that many tests start; a sample is enough for a rate.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
EQUIVALENT = ROOT / "tools/equivalent.txt"
ROOMS = {
    "classroom/marking.py": ("marking", "class"),
    "classroom/matching.py": ("marking", "class"),
    "classroom/judge.py": ("judge", "exams"),
    "classroom/key.py": ("judge", "exams"),
    "classroom/report.py": ("marking",),
    "compare": ("comparing", "diff_pictures", "every_key", "since", "git", "review", "effects"),
    "report": ("reports_of_all_kinds", "reports", "rule_reports", "errors"),
    "standing": (
        "numbers",
        "together",
        "gradual",
        "circuit",
        "standing",
        "rivals_and_suppositions",
        "reports",
        "estimates",
    ),
    "layout": ("places", "regions", "facts", "pictures", "diff_pictures"),
    "analysis.py": ("numbers", "facts", "reports", "rule_reports", "rules", "fixes", "estimates"),
    "once.py": ("once", "numbers"),
    "english.py": ("language", "texts", "reports"),
    "describe.py": ("facts", "describe", "labels", "reports", "graph"),
    "corpus": ("corpus", "projects", "estimates"),
    "project": ("projects", "quotes", "corpus"),
    "convert": ("convert", "convert_yaml", "convert_tables"),
    "editing": ("editing", "fixes", "forms_of_steps", "formatting"),
    "loading": ("errors", "steps_without_ids", "loading", "rules", "projects"),
    "rules": ("rule_reports", "rules"),
    "render": ("pictures", "reports", "limits", "commands"),
    "cli": ("commands", "edges", "cli"),
    "__main__.py": ("edges", "cli"),
    "server": ("preview", "serve"),
    "classroom": ("judge", "exams", "class", "marking", "exercises", "classroom", "commands"),
    "api.py": ("api", "cli"),
    "__init__.py": ("api", "cli"),
    "model": ("language", "errors", "loading", "graph", "rules", "reports", "formatting", "api", "docs", "every_key"),
    "language": ("language", "passages", "phrases", "quotes", "rule_reports", "rules", "projects", "pictures"),
    "graph.py": ("graph", "facts", "rules", "rivals_and_suppositions", "standing", "reports"),
    "settings.py": ("gradual", "api", "loading", "commands"),
    "source.py": ("texts", "errors", "loading", "reports", "pictures"),
    "suggest.py": ("texts", "errors", "loading", "commands"),
    "findings.py": ("texts", "errors", "loading", "reports", "rule_reports"),
}
"""The tests of each room: the files `tests/test_*.py`, the quick ones first. A part that is a room is no other's."""
LEFT_OUT = (".git", ".venv*", "node_modules", "__pycache__", ".*_cache", ".hypothesis")
LIBRARIES = "pytest networkx pydantic typer jinja2 rapidfuzz pygraphviz graphviz oxidd tree_sitter"
OPERATORS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt,), ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt,),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.And: (ast.Or,), ast.Or: (ast.And,),
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Div,), ast.Div: (ast.Mult,), ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,), ast.BitOr: (ast.BitAnd,), ast.BitAnd: (ast.BitOr,), ast.Continue: (ast.Break,),
    ast.Break: (ast.Continue,),
}  # fmt: skip
LONG = 160
"""A longer line is shown around its change."""
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}


class Mutant(NamedTuple):
    """A module with one change: its path, the source, and the changed line with its number, before and after."""

    path: Path
    source: str
    line: int
    before: str
    after: str


class Change(NamedTuple):
    """A field of a node, the place in it if it is a list, and what is put there (None: nothing), at a line."""

    line: int
    parent: ast.AST
    field: str
    place: int | None
    fresh: ast.AST | None


def changes(node: ast.AST) -> Iterator[Change]:
    """Every change below a node; annotations, docstrings, decorators, base classes and `__all__` are left alone."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "bases", "type_params"}:
            continue
        for place, one in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(one, ast.AST) or (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)):
                continue
            if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "__all__":
                continue
            line = getattr(one, "lineno", getattr(node, "lineno", 0))
            yield from (Change(line, node, field, place, fresh) for fresh in replacements(one, field))
            if isinstance(one, ast.keyword):
                yield Change(line, node, field, place, None)
            yield from changes(one)


def replacements(node: ast.AST, field: str) -> Iterator[ast.AST]:
    """What may stand in a node's place."""
    for operator in OPERATORS.get(type(node), ()):
        yield operator()
    match node:
        case ast.Constant(value=value):
            yield from map(ast.Constant, others(value))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.Name(id=name, ctx=ast.Load()) if name in NAMES and field == "func":
            yield ast.Name(NAMES[name], ast.Load())
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(None)
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            yield ast.Pass()
        case ast.Slice(lower=lower, upper=upper, step=step):
            yield from [ast.Slice(None, upper, step)] * bool(lower) + [ast.Slice(lower, None, step)] * bool(upper)
    if isinstance(node, ast.expr) and field in {"test", "ifs"}:
        yield ast.UnaryOp(ast.Not(), node)


def others(value: object) -> list[bool | float | str]:
    """Other values for a constant."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return [value + 1, 0] if value == 1 else [value + 1]
    return [""] if isinstance(value, str) and value else []


def mutants(path: Path) -> list[Mutant]:
    """Every mutant of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    whole = ast.unparse(tree)
    found = []
    for line, parent, field, place, fresh in changes(tree):
        old = getattr(parent, field)
        new = fresh if place is None else [*old[:place], *([fresh] if fresh else []), *old[place + 1 :]]
        setattr(parent, field, new)
        source = ast.unparse(tree)
        setattr(parent, field, old)
        if source != whole:
            pairs = zip(whole.split("\n"), source.split("\n"), strict=False)
            before, after = next((one.strip(), other.strip()) for one, other in pairs if one != other)
            same = len(os.path.commonprefix([before, after]))  # noqa: RUF071 - character by character, as it does
            start = max(0, same - LONG // 2) if len(before) > LONG else 0
            shown = (before[start : start + LONG], after[start : start + LONG])
            found.append(Mutant(path.relative_to(ROOT), source, line, *shown))
    return found


def tests(folder: Path, files: list[str]) -> None:
    """Run test files of a copy in a process of its own, which ends with pytest's exit code."""
    os.setsid()
    log = os.open(folder / "tests.log", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.chdir(folder)
    sys.path.insert(0, str(folder / "src"))
    os.environ["PYTHONPATH"] = str(folder / "src")
    pytest = importlib.import_module("pytest")
    os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--without-browser", *files]))


def passes(folder: Path, files: list[str], limit: float) -> bool:
    """Whether the tests pass within a limit of seconds."""
    process = multiprocessing.get_context("fork").Process(target=tests, args=(folder, files))
    process.start()
    process.join(limit)
    if process.pid:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # and what it has started
    process.join()
    return process.exitcode == 0


def known_equivalents() -> set[tuple[str, str, str]]:
    """The mutants that change nothing: blocks of the file, the line before, the line after, and the reason."""
    blocks = (EQUIVALENT.read_text(encoding="utf-8") if EQUIVALENT.exists() else "").split("\n\n")
    lines = [[line for line in block.split("\n") if line and not line.startswith("#")] for block in blocks]
    return {(block[0], block[1].removeprefix("- "), block[2].removeprefix("+ ")) for block in lines if block}


def run(room: str, count: int, seed: int, folder: Path) -> str:
    """Draw mutants of a room, print the survivors, and say how many there were."""
    target = ROOT / "src/argmap" / room
    parts = {ROOT / "src/argmap" / one for one in ROOMS if one != room}
    paths = [path for path in sorted(target.rglob("*.py")) if path not in parts] if target.is_dir() else [target]
    names = next((tests for one, tests in ROOMS.items() if f"{room}/".startswith(f"{one}/")), ())
    if not names or not target.exists():
        return f"{room}: no such room; the rooms are {', '.join(ROOMS)}"
    files = [file for name in names if (ROOT / (file := f"tests/test_{name}.py")).exists()]
    files.insert(0, f"src/argmap/{room}")  # for the examples in docstrings
    everyone = [mutant for path in paths for mutant in mutants(path)]
    drawn = random.Random(seed).sample(everyone, min(count, len(everyone)))  # noqa: S311 - no secret
    start = time.monotonic()
    if not passes(folder, files, 600):
        return f"{(folder / 'tests.log').read_text(encoding='utf-8')}\n{room}: the tests fail without any change"
    limit = 30 + 4 * (time.monotonic() - start)
    equivalents = known_equivalents()
    equivalent = survived = 0
    for mutant in drawn:
        path = folder / mutant.path
        original = path.read_text(encoding="utf-8")
        for made in path.parent.glob(f"__pycache__/{path.stem}.*"):
            made.unlink()
        path.write_text(mutant.source, encoding="utf-8")
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        sys.dont_write_bytecode = True
        if passes(folder, files, limit):
            is_known = (str(mutant.path), mutant.before, mutant.after) in equivalents
            equivalent, survived = equivalent + is_known, survived + (not is_known)
            word = "equivalent" if is_known else "survives"
            say(f"{mutant.path}:{mutant.line}: {word}\n- {mutant.before}\n+ {mutant.after}\n")
        path.write_text(original, encoding="utf-8")
    real = len(drawn) - equivalent
    share = survived / real if real else 0.0
    return f"{room}: killed {real - survived} of {real}, {survived} survive ({share:.0%}); {equivalent} equivalent"


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description="Change the program at random and tell what the tests do not notice.")
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=f"one of {', '.join(ROOMS)}, or a part of one")
    parser.add_argument("--count", type=int, default=40, help="how many mutants of each room (default: 40)")
    parser.add_argument("--seed", type=int, default=1, help="which mutants are drawn (default: 1)")
    options = parser.parse_args()
    for library in LIBRARIES.split():
        importlib.import_module(library)
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "argmap")
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_OUT))
        for room in options.rooms or ROOMS:
            say(run(room.rstrip("/"), options.count, options.seed, tree))


if __name__ == "__main__":
    main()
