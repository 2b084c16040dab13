"""Parts of a map that no edit touches, so that what they come to needs to be computed only once.

All that bears on a claim may bear on the conclusion only through that claim. If none of it was edited and nothing in it
goes in a circle, the claim holds in the same worlds whatever edits are made elsewhere, independently of the rest, and
can stand there as a premise with its own standing as the grade. Such claims are found by the tree of dominators
(T. Lengauer and R. E. Tarjan, "A fast algorithm for finding dominators in a flowgraph", 1979; networkx).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping


def closed(
    below: Mapping[str, Collection[str]], root: str, edited: Collection[str], wanted: Collection[str]
) -> Iterator[str]:
    """The wanted elements, as near to the root as possible, that all below them reaches the root through, and no edit.

    `below` has what bears on each element directly. The root itself is not among them.
    """
    import networkx  # noqa: PLC0415 - takes 100 ms, needed only if something was edited

    graph = networkx.DiGraph()
    graph.add_node(root)
    for name in reached(below, root):
        graph.add_edges_from((name, other) for other in below.get(name, ()))
    above: dict[str, str] = networkx.immediate_dominators(graph, root)
    circles = [circle for circle in networkx.strongly_connected_components(graph) if len(circle) > 1]
    # From what is edited or in a circle up to the root, nothing is closed; and what leads to something from elsewhere
    # too is not, up to where all ways to it meet.
    ways = [(name, root) for name in (*edited, *(name for circle in circles for name in circle)) if name in above]
    ways += [(name, above[other] if other != root else root) for name, other in graph.edges]
    open_ = {root}
    for name, end in ways:
        _open_up(name, end, above, open_)
    waiting = [root]
    seen = {root}
    while waiting:
        fresh = [other for other in graph.successors(waiting.pop()) if other not in seen]
        seen.update(fresh)
        yield from (other for other in fresh if other in wanted and other not in open_)
        waiting += [other for other in fresh if other not in wanted or other in open_]


def _open_up(name: str, end: str, above: Mapping[str, str], open_: set[str]) -> None:
    """No element from here up to the end, which is not meant, is closed."""
    while name != end:
        open_.add(name)
        name = above[name]


def reached(below: Mapping[str, Collection[str]], root: str) -> set[str]:
    """Everything that bears on an element, directly or not, and itself."""
    found = {root}
    waiting = [root]
    while waiting:
        fresh = set(below.get(waiting.pop(), ())) - found
        found |= fresh
        waiting += fresh
    return found
