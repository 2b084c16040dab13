"""A drawing as DOT, with its texts, for use with your own Graphviz."""

from __future__ import annotations

import graphviz

from argmap.layout.dot import RANKDIR
from argmap.layout.scene import LinkStyle
from argmap.model import Kind
from argmap.render.svg import Picture, described
from argmap.source import visible

_SHAPES = {
    Kind.CLAIM: {"shape": "box", "style": "rounded"},
    Kind.CONCLUSION: {"shape": "box", "style": "rounded,bold", "peripheries": "2"},
    Kind.ASSUMPTION: {"shape": "box", "style": "dashed"},
    Kind.INFERENCE: {"shape": "oval"},
    Kind.OBJECTION: {"shape": "octagon"},
    Kind.CAUTION: {"shape": "note"},
    Kind.CONTESTED: {"shape": "tab"},
    Kind.CONCEPT: {"shape": "component"},
    Kind.SUPPOSITION: {"shape": "box", "style": "dotted"},
    Kind.RIVALRY: {"shape": "diamond"},
    Kind.NOTE: {"shape": "plaintext"},
}
_EDGES = {
    LinkStyle.PREMISE: {"arrowhead": "none"},
    LinkStyle.ATTACK: {"arrowhead": "box", "style": "dashed"},
    LinkStyle.UNDERCUT: {"arrowhead": "tee", "style": "dotted"},
    LinkStyle.NOTE: {"arrowhead": "dot", "style": "dotted"},
    LinkStyle.DISPUTE: {"arrowhead": "diamond", "style": "dotted"},
    LinkStyle.WARRANT: {"arrowhead": "odot", "style": "dashed"},
    LinkStyle.CONTEXT: {"arrowhead": "none", "style": "dotted"},
    LinkStyle.RIVAL: {"arrowhead": "box", "style": "dashed"},
    LinkStyle.DISCHARGE: {"arrowhead": "odot", "style": "dotted"},
}


def render_dot(picture: Picture) -> str:
    """The picture as a DOT digraph. Texts are quoted so that none is read as markup, an escape or a port."""
    drawing = picture.drawing
    graph = graphviz.Digraph(
        graph_attr={"rankdir": RANKDIR[drawing.placement.direction], "label": _plain(drawing.title), "labelloc": "t"},
        node_attr={"shape": "box", "fontname": "Arial", "fontsize": "11"},
    )
    ids = {element_id: f"n{number}" for number, element_id in enumerate(drawing.scene.nodes)}
    for element_id, node in drawing.scene.nodes.items():
        label = "\n".join([node.label, *node.name, *node.lines])
        attributes = {**_SHAPES.get(node.kind, {}), **({"penwidth": "3"} if drawing.is_marked(element_id) else {})}
        graph.node(ids[element_id], _plain(label), id=element_id, **attributes)
    for number, region in enumerate(drawing.scene.regions):
        # As in the other pictures, what is said of a group is not in the picture, but shown when it is pointed at.
        attributes = {"label": _plain("\n".join(region.lines)), "tooltip": _plain(described(drawing, region.id))}
        with graph.subgraph(name=f"cluster_{number}", graph_attr=attributes) as cluster:
            for unit in region.units:
                for member in drawing.scene.members(unit):
                    cluster.node(ids[member])
    for link in drawing.scene.links:
        ends = drawing.scene.members(link.start)
        for start in ends:
            graph.edge(ids[start], ids[link.end], **_EDGES.get(link.style, {}))
    source: str = graph.source
    return source


def _plain(text: str) -> str:
    """A label to be shown literally: backslashes doubled, line ends kept, `<...>` not read as HTML."""
    lines = [visible(line) for line in text.split("\n")]
    escaped: str = graphviz.escape("\n".join(lines)).replace("\n", "\\n")
    plain: str = graphviz.nohtml(escaped)
    return plain
