"""The rules against loading, and a long run of made-up input, in one run.

Usage: python benchmarks/check.py [INPUTS]        (default: 100,000 inputs, some minutes)
"""

from __future__ import annotations

import contextlib
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench import ROOT, tree_map

from argmap.analysis import analyse
from argmap.editing.format import formatted
from argmap.findings import Finding, MapError
from argmap.loading.load import LoadedMap, load_file, load_text
from argmap.report.checked import Checked
from argmap.report.text import format_text
from argmap.rules.registry import RULES


def timed(work: Callable[[], Any], runs: int = 5) -> float:
    """The best time of a call in seconds."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def both_kinds(loaded: LoadedMap) -> int:
    """Run every rule on a map, without the places of what they find; how many elements have findings."""
    analysis = analyse(loaded)
    return len(analysis.element_findings) + len(analysis.hints_on_words)


def compare() -> None:
    """The rules, and the whole check with the places of its findings, against loading."""
    with tempfile.TemporaryDirectory() as name:
        for size in (500, 5000):
            path = Path(name, f"{size}.toml")
            path.write_text(tree_map(size))
            loading = timed(lambda: load_file(path))  # noqa: B023
            loaded = load_file(path)
            checking = timed(lambda: both_kinds(loaded))  # noqa: B023
            whole = timed(lambda: analyse(load_file(path)).findings)  # noqa: B023
            found = len(analyse(loaded).findings)
            print(
                f"{size} elements: loading {loading * 1000:.0f} ms, all rules {checking * 1000:.0f} ms, ratio "
                f"{checking / loading:.2f}; loading, rules and the places of {found} findings {whole * 1000:.0f} ms"
            )


WORDS = ("premises", "claims", "inferences", "grade = 2", "to = 'x'", "[[accept]]", "'" * 3, "from = []")


def mutated(draw: random.Random, text: str) -> str:
    """A map with some lines dropped, doubled, swapped, and some characters changed."""
    lines = text.split("\n")
    for _ in range(draw.choice((1, 1, 1, 2, 4))):
        at = draw.randrange(len(lines))
        act = draw.randrange(5)
        if act == 0:
            del lines[at : at + draw.randint(1, 4)]
        elif act == 1:
            lines.insert(at, lines[draw.randrange(len(lines))])
        elif act == 2:
            line = lines[at]
            cut = draw.randrange(len(line) + 1)
            lines[at] = line[:cut] + draw.choice("[]{}=\"'#.,\\\t\u202e\x00é日") + line[cut + draw.randint(0, 2) :]
        elif act == 3:
            other = draw.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        else:
            lines.insert(at, draw.choice(WORDS))
        lines = lines or [""]
    return "\n".join(lines)


def fuzz(inputs: int) -> None:
    """Load, check, print and lay out made-up maps; anything but a clear refusal ends the run."""
    draw = random.Random(7)
    seeds = [path.read_text() for path in (ROOT / "maps/tutorial.toml", ROOT / "src/argmap/loading/starter.toml")]
    seeds += [rule.fires for rule in RULES.values()]
    start, slowest, refused = time.perf_counter(), 0.0, 0
    for _ in range(inputs):
        text = mutated(draw, draw.choice(seeds))
        began = time.perf_counter()
        findings: Sequence[Finding]
        try:
            findings = analyse(load_text(text)).findings
        except MapError as error:
            findings, refused = error.findings, refused + 1
        format_text(Checked(["x"], findings))
        with contextlib.suppress(ValueError):  # no TOML
            made = formatted(text)
            if formatted(made) != made:
                raise AssertionError(text)
        slowest = max(slowest, time.perf_counter() - began)
    took = time.perf_counter() - start
    said = f"{refused:,} refused in words, slowest {slowest * 1000:.0f} ms, no traceback"
    print(f"{inputs:,} made-up maps in {took:.0f} s, {said}")


if __name__ == "__main__":
    compare()
    fuzz(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
