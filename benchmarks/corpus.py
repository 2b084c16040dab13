"""What becomes of a folder of maps by other people, and how long it takes to check them.

Usage: python benchmarks/corpus.py FOLDER...

Prints how many files of each format are read, which are refused and why, what is lost by kind, how many maps are drawn,
and how many conclusions are assessed and how. Then it compares `argmap check` of the AIF files with that of the same
maps in TOML, in one run.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from argmap.analysis import analyse
from argmap.convert.formats import Format
from argmap.convert.losses import in_brief
from argmap.convert.read import Reading, read_any
from argmap.convert.toml import write
from argmap.findings import MapError
from argmap.layout.engine import Engine
from argmap.render import Format as Picture
from argmap.render.draw import draw

SLOW = 10


def read(paths: list[Path]) -> tuple[dict[Path, Reading], Counter[str]]:
    """The maps that can be read, and how many of each format are not; says which, and why."""
    found, refused = {}, Counter[str]()
    for path in paths:
        start = time.perf_counter()
        try:
            found[path] = read_any(path)
        except MapError as error:
            refused[path.suffix] += 1
            print(f"refused: {path.name}: {error}")
        if (took := time.perf_counter() - start) > SLOW:
            print(f"slow: {path.name} took {took:.1f} s")
    return found, refused


def report(found: dict[Path, Reading]) -> None:
    """Draw and assess the maps, and print what came of it."""
    drawn, methods = 0, Counter[str]()
    with Engine() as engine:
        for path, reading in found.items():
            analysis = analyse(reading.loaded)
            methods.update(one.method for one in analysis.assessments.values())
            made = draw(analysis, [Picture.SVG], engine)
            drawn += not made.failures
            for failure in made.failures.values():
                print(f"not drawn: {path.name}: {failure}")
    print(f"drawn: {drawn} of {len(found)}")
    print(
        f"conclusions assessed: {methods.total()} ({', '.join(f'{count} {name}' for name, count in methods.items())})"
    )


def seconds_to_check(folder: Path) -> float:
    """The processor time of `argmap check` on a folder."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "argmap", "check", str(folder), "--fail-on", "never"]
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(found: dict[Path, Reading]) -> None:
    """Check the AIF files and the same maps in TOML."""
    with tempfile.TemporaryDirectory() as name:
        json, toml = Path(name, "json"), Path(name, "toml")
        json.mkdir()
        toml.mkdir()
        of_aif = {path: reading for path, reading in found.items() if reading.form is Format.AIF}
        if not of_aif:
            return
        for path, reading in of_aif.items():
            (json / f"{path.stem}.json").write_bytes(path.read_bytes())
            text, _ = write(reading.loaded)
            (toml / f"{path.stem}.toml").write_text(text, "utf-8")
        ours, plain = seconds_to_check(json), seconds_to_check(toml)
        print(
            f"check of {len(of_aif)} maps: AIF {ours:.2f} s, TOML {plain:.2f} s, ratio {ours / plain:.2f} (bound 1.5)"
        )


def main() -> None:
    """Read, report, compare."""
    paths = sorted(path for folder in sys.argv[1:] for path in Path(folder).rglob("*") if path.is_file())
    found, refused = read(paths)
    for form, count in Counter(reading.form for reading in found.values()).items():
        print(f"read: {count} {form.value}")
    print(f"refused: {refused.total()} of {len(paths)}")
    for form in dict.fromkeys(reading.form for reading in found.values()):
        lost = in_brief(loss for reading in found.values() if reading.form is form for loss in reading.losses)
        print(f"not kept of {form.value}: {lost or 'nothing'}")
    report(found)
    compare(found)


if __name__ == "__main__":
    main()
