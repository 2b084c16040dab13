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


def joined(premises: list[str], steps: list[tuple[list[str], str]]) -> Graph:
    """A map with these premises and steps; what a step leads to is a claim, and `z` the conclusion."""
    claims = dict.fromkeys(end for _, end in steps if end != "z")
    return build_graph(
        Map(
            premises={name: Premise(text="x", grade=0.6) for name in premises},
            claims={name: Claim(text="x") for name in claims},
            inferences={
                f"i{number}": Inference(from_=tuple(start), to=end, grade=0.7)
                for number, (start, end) in enumerate(steps)
            },
            conclusions={"z": Conclusion(text="x")},
        )
    )


def ring(size: int) -> Graph:
    """Premise i serves the steps to claims i and i + 1, and all claims lead to the conclusion; in random order."""
    order = random.Random(5).sample(range(size), size)
    steps = [([f"p{number}", f"p{(number + 1) % size}"], f"c{number}") for number in order]
    return joined([f"p{number}" for number in order], [*steps, *(([f"c{number}"], "z") for number in order)])


def grid(size: int) -> Graph:
    """Claims on a square grid, each supported from the left and from below."""

    def name(x: int, y: int) -> str:
        return "p" if (x, y) == (0, 0) else "z" if (x, y) == (size - 1, size - 1) else f"c{x}-{y}"

    places = [(x, y) for x in range(size) for y in range(size)]
    steps = [([name(x - 1, y)], name(x, y)) for x, y in places if x]
    return joined(["p"], steps + [([name(x, y - 1)], name(x, y)) for x, y in places if y])


def entangled(premises: int, steps: int, width: int) -> Graph:
    """Steps from some of the premises, drawn at random, to the conclusion."""
    draw, names = random.Random(1), [f"p{number}" for number in range(premises)]
    return joined(names, [(draw.sample(names, width), "z") for _ in range(steps)])


def narrow(width: int, seed: int) -> Graph:
    """60 shared premises and 30 claims on a random tree of cliques, so that the treewidth of the map is `width`."""
    draw = random.Random(seed)
    names = draw.sample([f"p{number}" for number in range(60)] + [f"c{number}" for number in range(30)], 90)
    place = {name: number for number, name in enumerate(names)}
    cliques, steps = [names[: width + 1]], []
    for name in names[width + 1 :]:
        rest = draw.sample(draw.choice(cliques), width)
        cliques.append([*rest, name])
    for clique in cliques:
        for claim in (name for name in clique if name[0] == "c"):
            able = [name for name in clique if name != claim and (name[0] == "p" or place[name] < place[claim])]
            if able:
                steps.append((draw.sample(able, min(len(able), 3)), claim))
    used = {name for start, _ in steps for name in start}
    ends = {end for _, end in steps} - used
    return joined(sorted(name for name in used if name[0] == "p"), [*steps, *(([end], "z") for end in sorted(ends))])


def large(elements: int, shared: int) -> Graph:
    """A map of about so many elements with so many shared premises."""
    draw = random.Random(3)
    steps: list[tuple[list[str], str]] = []
    names = [f"s{number}" for number in range(shared)]
    for number in range(elements // 3):
        names.append(f"p{number}")
        steps.append(([f"p{number}"], f"c{number}"))
        steps.append(([f"c{number}"], f"c{draw.randrange(number)}" if number > 10 else "z"))
    steps += [([f"s{number}"], f"c{draw.randrange(elements // 3)}") for number in range(shared) for _ in range(2)]
    return joined(names, steps)


def reach() -> None:
    """How long entangled maps take, and what W for all elements costs next to one standing."""
    cases = {
        "ring of 150 shared premises, shuffled": ring(150),
        "grid of 10 by 10": grid(10),
        "grid of 12 by 12": grid(12),
        "grid of 14 by 14": grid(14),
        "60 steps from 3 of 40 premises": entangled(40, 60, 3),
        **{f"60 shared premises, treewidth 12, no. {seed}": narrow(12, seed) for seed in range(1, 13)},
        "160 steps from 4 of 90 premises": entangled(90, 160, 4),
    }
    print("map                                          elements  method             standing and W")
    for name, graph in cases.items():
        method = whole(graph, "z").method
        took = timed(lambda: whole(graph, "z"), 1)  # noqa: B023
        print(f"{name:45}{len(graph):8}  {method:17}  {took:7.2f} s")
    graph = large(1_000, 30)
    known = account(graph, "z")
    one = timed(lambda: known.method.standing(known.values), 5)
    every = timed(lambda: known.method.evaluate(known.values), 5)
    said = f"W of all {every * 1000:.1f} ms, the standing alone {one * 1000:.1f} ms, ratio {every / one:.1f} (bound 20)"
    print(f"{len(graph)} elements, 30 shared premises, by {known.method.word}: {said}")


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
    reach()
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
        bare = processor_time("-c", f"import tomllib; tomllib.load(open({str(path)!r}, 'rb'))")
        print(f"reading a debate of 20,000 claims by tomllib alone: {bare:.1f} s of processor time")
        for command in (("weak", "--top", "1"), ("check", "--fail-on", "never")):
            seconds = processor_time("-m", "argmap", *command, str(path))
            print(f"argmap {command[0]:5} of that debate: {seconds:.1f} s (bound 5), ratio {seconds / bare:.1f}")


def processor_time(*arguments: str) -> float:
    """How many seconds of processor time Python takes with some arguments."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
