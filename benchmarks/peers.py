"""argmap against Argdown on the same argument, and against what argmap itself is made of, all in one run.

Usage: python benchmarks/peers.py [RUNS]     (default: 10; needs npm, which installs Argdown into a temporary folder)

The argument is maps/kazakhstan.toml, every statement, step and objection of it, written as Argdown relations; then a
tree of 2,500 statements. Both
programs read a file, lay the map out with Graphviz and write an SVG; the times are those of whole processes, user and
system, children included, in turn, so that the speed of the machine at the moment does not count.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import COMMAND, ROOT, tree_map

from argmap.graph import Graph, build_graph
from argmap.loading.load import load_file
from argmap.model import Inference, Objection, own_words

ARGDOWN = "@argdown/cli@1.7.5"
SMALL = 500
"""The parts alone are measured for a map of at most so many elements: the engine takes a minute for a large one."""
PARTS = (
    "import typer, pydantic, jinja2; from pygraphviz import AGraph; g = AGraph({dot!r}); g.layout('dot'); g.to_string()"
)


def argdown_text(graph: Graph) -> str:
    """The statements, steps and objections of a map in Argdown."""
    blocks = ["===\ntitle: The same argument\n==="]
    for element_id in graph:
        words = " ".join(own_words(graph.element(element_id)).split())
        is_statement = graph.kinds[element_id].is_statement
        blocks.append(f"[{element_id}]: {words}" if is_statement else f"<{element_id}>: {words or 'step'}")
    steps: dict[str, Inference | Objection] = {**graph.map.inferences, **graph.map.objections}
    for element_id, step in steps.items():
        target, sign = (step.to, "+") if isinstance(step, Inference) else (step.against, "-")
        opened = f"[{target}]" if graph.kinds[target].is_statement else f"<{target}>"
        premises = "".join(f"\n    + [{premise}]" for premise in graph.predecessors(element_id))
        blocks.append(f"{opened}\n  {sign} <{element_id}>{premises}")
    return "\n\n".join(blocks) + "\n"


def processor_time(command: list[str], folder: Path) -> tuple[float, float]:
    """The processor time of a command and its children, and its wall time, in seconds."""
    # Python keeps compiled modules for the next run, as it does for whoever has installed argmap.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=env)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def compare(path: Path, folder: Path, bounds: dict[str, float], runs: int) -> None:
    """Measure the programs on one map, in each `--detail` that has a bound, and print their medians."""
    graph = build_graph(load_file(path).map)
    (folder / "same.argdown").write_text(argdown_text(graph))
    render = [str(COMMAND), "render", str(path), "-f", "svg", "-o", str(folder)]
    commands = {
        **{f"argmap {detail}": [*render, "--detail", detail] for detail in bounds},
        "Argdown": [str(folder / "node_modules/.bin/argdown"), "map", "same.argdown", str(folder), "--format", "svg"],
    }
    if len(graph) <= SMALL:
        dot = folder / "map.dot"
        drawing = [*render[:-4], "-f", "dot", "-o", "-"]
        dot.write_bytes(subprocess.run(drawing, check=True, capture_output=True).stdout)
        commands["parts alone"] = [sys.executable, "-c", PARTS.format(dot=str(dot))]
    times: dict[str, list[tuple[float, float]]] = {program: [] for program in commands}
    for _ in range(runs + 1):  # the first is a warm-up
        for program, command in commands.items():
            times[program].append(processor_time(command, folder))
    boxes = (folder / "same.svg").read_text().count('class="node"')
    print(f"{path.stem}: {len(graph)} statements and steps, {boxes} boxes in Argdown's picture")
    for place, word in ((0, "processor time"), (1, "wall time")):
        medians = {program: statistics.median(run[place] for run in found[1:]) for program, found in times.items()}
        for program, median in medians.items():
            ratio = f"  {median / medians['Argdown']:.3f} of Argdown's" if program != "Argdown" else ""
            bound = bounds.get(program.removeprefix("argmap "))
            goal = f" (bound {bound})" if bound else ""
            print(f"  {word:15} {program:12} {median * 1000:8.0f} ms{ratio}{goal}")


def main() -> None:
    """Install Argdown, measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is needed to install Argdown")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", name, ARGDOWN], check=True)
        compare(ROOT / "maps/kazakhstan.toml", folder, {"auto": 0.15, "all": 0.22}, runs)
        large = folder / "tree.toml"
        large.write_text(tree_map(5_000))
        compare(large, folder, {"auto": 0.15, "all": 0.25}, min(runs, 2))


if __name__ == "__main__":
    main()
