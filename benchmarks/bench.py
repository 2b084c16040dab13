"""Ratios of argmap against the bare engine and bare Python, all measured in one run.

Usage: python benchmarks/bench.py
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
MAP = ROOT / "maps/kazakhstan.toml"
COMMAND = Path(sys.executable).with_name("argmap")


def timed(*arguments: str, runs: int = 15) -> float:
    """The best wall time of a process in seconds; the first argument `argmap` is the installed command."""
    program = [str(COMMAND), *arguments[1:]] if arguments[0] == "argmap" else [sys.executable, *arguments]
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(program, check=True, capture_output=True)
        best = min(best, time.perf_counter() - start)
    return best


def tree_map(elements: int) -> str:
    """A map of about `elements` elements, statements and inferences, three inferences to each claim."""
    size = elements // 2
    parts = ['format = 1\n[conclusions.c0]\ntext = "The root of the tree."']
    for number in range(1, size):
        table = "premises" if 3 * number + 1 >= size else "claims"
        parts.append(f'[{table}.c{number}]\ntext = "Statement number {number} says something of moderate length."')
        parts.append(f'[inferences.i{number}]\nfrom = ["c{number}"]\nto = "c{(number - 1) // 3}"')
    return "\n".join(parts)


def engine_script(folder: Path, path: Path, name: str) -> str:
    """A script that only imports the engine and lays out the DOT of a map."""
    from argmap.graph import build_graph
    from argmap.layout.compose import compose
    from argmap.layout.dot import scene_dot
    from argmap.loading.load import load_file

    dot = folder / f"{name}.dot"
    dot.write_text(scene_dot(compose(build_graph(load_file(path).map)), "right"))
    script = folder / f"{name}.py"
    script.write_text(
        f"from pygraphviz import AGraph\ng = AGraph({str(dot)!r})\ng.layout('dot')\nsys = len(g.to_string())\n"
    )
    return str(script)


def _compare_collection(command: list[str]) -> None:
    """What the rare garbage collection of `argmap.__main__` is worth: the same command without it, in turn."""
    plain = ("-c", f"from argmap.cli.app import run; run({command!r})")
    both = [(timed("argmap", *command, runs=1), timed(*plain, runs=1)) for _ in range(15)]
    ours, without = (min(times) for times in zip(*both, strict=True))
    saved = (without - ours) * 1000
    print(f"rare garbage collection saves        {saved:8.1f} ms of {without * 1000:.0f} (worth it from 10)")


def _compare_placements() -> None:
    """The tidy placement against dot on the same graph: 5,000 elements, 1.2 links each."""
    from argmap.graph import build_graph
    from argmap.layout.compose import compose
    from argmap.layout.dot import read_layout, scene_dot
    from argmap.layout.engine import Engine, EngineError
    from argmap.layout.tidy import place_tidily
    from argmap.loading.load import load_text

    extra = [f'[inferences.x{number}]\nfrom = ["c{number}"]\nto = "c{number // 7}"' for number in range(100, 1100)]
    scene = compose(build_graph(load_text("\n".join([tree_map(4000), *extra])).map))
    start = time.perf_counter()
    place_tidily(scene, "right")
    tidy = time.perf_counter() - start
    start = time.perf_counter()
    with Engine(time_limit=120) as engine:
        try:
            read_layout(engine.lay_out(scene_dot(scene, "right")), scene, "right")
            word = "took"
        except EngineError:
            word = "was stopped after"
    dot = time.perf_counter() - start
    ratio = f"ratio {dot / tidy:.0f} (bound 10)"
    print(f"placing {len(scene.units)} boxes: tidy {tidy:.3f} s, dot {word} {dot:.2f} s, {ratio}")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = timed("-c", "pass")
        print(f"python -c pass                       {bare * 1000:8.1f} ms")
        for option in ("--version", "--help"):
            took = timed("argmap", option)
            over = (took - bare) * 1000
            print(f"argmap {option:9}                     {took * 1000:8.1f} ms  +{over:.1f} over pass (bound 60)")
        render = ("argmap", "render", "--format", "svg", "--out", str(folder))
        _compare_collection([*render[1:], str(MAP)])
        engine, ours = timed(engine_script(folder, MAP, "kazakhstan")), timed(*render, str(MAP))
        print(f"the engine alone, kazakhstan         {engine * 1000:8.1f} ms")
        over = (ours - engine) * 1000
        print(f"argmap render kazakhstan             {ours * 1000:8.1f} ms  +{over:.1f} over it (bound 150)")
        for size in (500, 1000, 5000, 50_000):
            path = folder / f"tree{size}.toml"
            path.write_text(tree_map(size))
            took = timed(*render, str(path), runs=1 if size > 1000 else 3)
            line = f"argmap render, {size:6} elements      {took:8.2f} s"
            if size <= 5000:
                alone = timed(engine_script(folder, path, f"tree{size}"), runs=1)
                line += f"   the engine alone {alone:.2f} s, ratio {alone / took:.1f}"
            print(line)
        _compare_placements()
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"largest process                      {peak:8.0f} MB")


if __name__ == "__main__":
    main()
