"""Ratios of argmap's standing and W against a plain evaluation, and how cost grows with shared elements, in one run.

Usage: python benchmarks/assess.py

QBAF-Py cannot be had from a package registry, so the peer is a plain-Python evaluation, written here as one would write
it: DF-QuAD over dictionaries, each argument once, in topological order. It gives strengths only, no W.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from argmap.graph import Graph, build_graph
from argmap.model import Claim, Conclusion, Inference, Map, MapInfo, Objection, Premise
from argmap.standing.assessment import Assessment
from argmap.standing.effects import account, assess
from argmap.standing.grades import DEFAULT_GRADES


def timed(work: Callable[[], Any], runs: int) -> float:
    """The best time of a call in seconds."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def tree(elements: int) -> Graph:
    """A tree of about so many elements, three steps to each claim, one in ten of them an objection."""
    draw = random.Random(1)
    size = elements // 2
    shared: dict[str, Any] = {"concepts": (), "quote": (), "warrant": None, "scheme": None, "answers": {}}
    premises, claims, inferences, objections = {}, {}, {}, {}
    for number in range(1, size):
        name, up = f"c{number}", f"c{(number - 1) // 3}"
        if 3 * number + 1 >= size:
            premises[name] = Premise.model_construct(text="x", grade=draw.random(), **shared)
        else:
            claims[name] = Claim.model_construct(text="x", **shared)
        if draw.random() < 0.9:
            step = Inference.model_construct(from_=(name,), to=up, grade=draw.random(), **shared)
            inferences[f"i{number}"] = step
        else:
            attack = Objection.model_construct(from_=(name,), against=up, text=None, grade=draw.random(), **shared)
            objections[f"i{number}"] = attack
    tables: dict[str, Any] = {key: {} for key in ("assumptions", "cautions", "contested", "concepts", "sources")}
    tables |= {"premises": premises, "claims": claims, "inferences": inferences, "objections": objections}
    root = Conclusion.model_construct(text="x", **shared)
    return build_graph(Map.model_construct(map=MapInfo(), conclusions={"c0": root}, accept=(), include=(), **tables))


def plain_df_quad(graph: Graph) -> float:
    """The strength of the root by DF-QuAD, every argument evaluated once, over plain dictionaries."""
    base, attackers, supporters, waits, onward = {}, {}, {}, {}, {}
    for name in graph:
        grade = getattr(graph.element(name), "grade", None)
        kind = graph.kinds[name]
        base[name] = (DEFAULT_GRADES[kind] if kind.is_graded else 0.0) if grade is None else grade
        attackers[name] = graph.attackers(name)
        supporters[name] = graph.predecessors(name)
        waits[name] = len(attackers[name]) + len(supporters[name])
        onward[name] = graph.successors(name)
    ready = deque(name for name, count in waits.items() if not count)
    strength: dict[str, float] = {}
    while ready:
        name = ready.popleft()
        against = in_favour = 1.0
        for one in attackers[name]:
            against *= 1 - strength[one]
        for one in supporters[name]:
            in_favour *= 1 - strength[one]
        score = base[name]
        if against <= in_favour:
            strength[name] = score - score * (in_favour - against)
        else:
            strength[name] = score + (1 - score) * (against - in_favour)
        for one in onward[name]:
            waits[one] -= 1
            if not waits[one]:
                ready.append(one)
    return strength["c0"]


def shared_map(shared: int) -> Graph:
    """Some 100 elements, of which so many premises serve two steps each."""
    size = 24
    draw = random.Random(shared)
    premises = {f"p{number}": Premise(text="x") for number in range(size)}
    claims = {f"c{number}": Claim(text="x") for number in range(size)}
    inferences = {}
    for number in range(size):
        inferences[f"i{number}"] = Inference(from_=(f"p{number}",), to=f"c{number}")
        inferences[f"j{number}"] = Inference(from_=(f"c{number}",), to=f"c{number // 2}" if number > 1 else "z")
    for number in draw.sample(range(size), shared):
        inferences[f"s{number}"] = Inference(from_=(f"p{number}",), to=f"c{(number + 7) % size}")
    made = Map(premises=premises, claims=claims, inferences=inferences, conclusions={"z": Conclusion(text="x")})
    return build_graph(made)


def whole(graph: Graph, root: str) -> Assessment:
    """The standing of a conclusion and the effect of all that bears on it, from nothing but the graph."""
    return assess(graph, account(graph, root))


def main() -> None:
    """Measure and print."""
    small = shared_map(4)
    took = timed(lambda: whole(small, "z"), 20)
    heavy = {"numpy", "networkx", "scipy"} & set(sys.modules)
    print(f"standing and W of {len(small)} elements, 4 shared, warm   {took * 1000:8.2f} ms (bound 10)")
    print(f"heavy modules loaded by then: {', '.join(sorted(heavy)) or 'none'}")
    for size in (10_000, 100_000):
        graph = tree(size)
        ours, peer = timed(lambda: whole(graph, "c0"), 3), timed(lambda: plain_df_quad(graph), 3)  # noqa: B023
        said = f"standing and all W {ours:.3f} s, plain DF-QuAD without W {peer:.3f} s"
        print(f"tree of {size:7,}: {said}, ratio {ours / peer:.1f}")
    print("shared  elements  method             standing and W")
    for shared in (0, 2, 4, 8, 12, 16, 20, 24):
        graph = shared_map(shared)
        method = whole(graph, "z").method
        took = timed(lambda: whole(graph, "z"), 3)  # noqa: B023
        print(f"{shared:6}  {len(graph):8}  {method:17}  {took * 1000:8.1f} ms")
    debate()


def debate() -> None:
    """Processor time of the commands on a debate of 20,000 claims, each for or against one of those before it."""
    draw = random.Random(1)
    lines = ["format = 1", "[conclusions.c0]", 'text = "The root of the debate."']
    for number in range(1, 20_000):
        target = f"c{draw.randrange(max(0, number - 2000), number)}"
        lines += [f"[claims.c{number}]", f'text = "Statement number {number} says something of moderate length."']
        if draw.random() < 0.7:
            lines += [f"[inferences.i{number}]", f'from = ["c{number}"]', f'to = "{target}"']
        else:
            lines += [f"[objections.o{number}]", f'from = ["c{number}"]', f'against = "{target}"']
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "debate.toml")
        path.write_text("\n".join(lines))
        for command in (("weak", "--top", "1"), ("check", "--fail-on", "never")):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-m", "argmap", *command, str(path)], check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"argmap {command[0]:5} of a debate of 20,000 claims: {seconds:.1f} s of processor time (bound 5)")


if __name__ == "__main__":
    main()
