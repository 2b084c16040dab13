"""The picture as one HTML file with the argument in words, details and tools; offline, with a strict CSP."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from argmap.analysis import Analysis
from argmap.describe import Fact, hints_on_words, kind_of, source_line, words_of
from argmap.graph import Graph
from argmap.model import Kind, is_rtl_language
from argmap.render.catalogs import words_for
from argmap.render.drawing import Drawing, standing_of_stub
from argmap.render.embed import inert_json, policy_hash
from argmap.render.endings import ENDINGS, SHAPES
from argmap.render.outline import outline_of
from argmap.render.shapes import number
from argmap.render.svg import Picture, environment, folded_group, frame_of, is_rtl, link_width, page_nodes
from argmap.render.theme import VARIABLE, theme_of, variables
from argmap.settings import Theme
from argmap.source import visible
from argmap.standing.sentence import worlds

MAX_INLINE = 1_000
"""The most elements whose picture is embedded as a whole; for larger maps, the page draws what is unfolded."""


_OF_TEMPLATE = frozenset({"choose", "help", "help_text", "skip", "outline", "one_page", "pages", "theme", "whole_map"})
"""The keys of the texts that only the template needs, not the script."""


def render_html(picture: Picture) -> str:
    """The picture as one HTML page. Its policy allows only its own script and styles, by hash; nothing is fetched."""
    drawing = picture.drawing
    graph, context, language_tag = drawing.graph, picture.context, drawing.graph.map.map.language
    is_large = len(drawing.whole.nodes) > MAX_INLINE
    # The page shows the descriptions in its details; repeating them here would double its size.
    nodes = [{**node, "facts": ""} for node in page_nodes(drawing, context["origin"])]
    parts = {"nodes": nodes, "links": _links(picture), "blocks": _blocks(picture), "regions": context["regions"]}
    shown = {name: [] if is_large else part for name, part in parts.items()}
    inline = _without_adjusting(re.sub(r"\n\s*\n", "\n", picture.in_theme(VARIABLE, paged=True, **shown)))
    opening, _, rest = inline.partition("<style>")
    picture_style, _, body = rest.partition("</style>")
    language, words = words_for(language_tag)
    theme = drawing.settings.theme
    page_style = (
        environment()
        .get_template("page.css")
        .render(
            light=variables(theme_of(theme)),
            dark=variables(theme_of(Theme.DARK)),
            print=variables(theme_of(Theme.PRINT)),
        )
    )
    script = files("argmap.render").joinpath("assets/page.js").read_text("utf-8")
    markup = _markup(nodes) if is_large else {}
    return (
        environment()
        .get_template("page.html")
        .render(
            title=context["title"],
            language=language_tag,
            ui_language=language,
            words=words,
            direction="rtl" if is_rtl_language(language_tag) else "ltr",
            theme=theme.value,
            source=source_line(graph.map),
            summary=context["summary"],
            picture=Markup(opening + body),  # noqa: S704 - made by our own template, which escapes
            picture_style=Markup(picture_style),  # noqa: S704 - colours of a theme only
            page_style=Markup(page_style),  # noqa: S704 - as above
            outline=outline_of(drawing),
            script=Markup(script),  # noqa: S704 - our own file
            data=Markup(inert_json(_data(drawing, words, markup, context["origin"]))),  # noqa: S704 - made inert by inert_json
            style_hashes=" ".join(policy_hash(style) for style in (picture_style, page_style)),
            script_hash=policy_hash(script),
            live=drawing.live,
            concepts=[(element_id, drawing.analysis.words(element_id)) for element_id in graph.map.concepts],
            kinds=sorted({node.kind.value for node in drawing.whole.nodes.values()}),
            tags=sorted({tag for element_id in drawing.whole.nodes for tag in _tags(graph, element_id)}),
            groups=[(region.id, words_of(graph, region.id)) for region in drawing.whole.regions],
        )
    )


def _links(picture: Picture) -> list[dict[str, Any]]:
    """The lines that are shown, with the numbers that they have among all that the page can show."""
    drawing = picture.drawing
    numbers = {(link.start, link.end, link.style): number for number, link in enumerate(drawing.whole.links)}
    shown = [numbers[link.start, link.end, link.style] for link in drawing.scene.links]
    return [{**link, "number": shown[link["number"]]} for link in picture.context["links"]]


def _blocks(picture: Picture) -> list[dict[str, Any]]:
    """The frames of linked premises; those that are folded are `away`."""
    scene, placement = picture.drawing.whole, picture.drawing.placement
    folded = [block for block in scene.stacks.values() if block.id not in placement.boxes]
    return [*picture.context["blocks"], *({**frame_of(block), "away": True} for block in folded)]


def _markup(nodes: list[dict[str, Any]]) -> dict[str, str]:
    """The SVG of each element, drawn at the origin, for a page that places it when it is unfolded."""
    group = environment().get_template("node.svg").module.group  # type: ignore[attr-defined]
    return {node["id"]: _without_adjusting(str(group(node, paged=True)).strip()) for node in nodes}


def _without_adjusting(picture: str) -> str:
    """A picture without what each line of text says of how it is fitted to its length; the page's script adds it.

    Texts of a map cannot have these words in them, since their quotation marks are escaped.
    """
    return picture.replace(' lengthAdjust="spacingAndGlyphs"', "")


def _data(
    drawing: Drawing, words: dict[str, str], markup: dict[str, str], origin: tuple[float, float]
) -> dict[str, Any]:
    """The data for the page's script."""
    graph, scene, placement = drawing.graph, drawing.whole, drawing.placement
    stack_of = scene.stack_of()
    units = []
    for unit, (width, height) in scene.units.items():
        block = scene.stacks.get(unit)
        members = [[member, _px(x), _px(y)] for member, x, y in block.members] if block else [[unit, 0, 0]]
        at = placement.boxes.get(unit)
        place = [_px(at[0] + origin[0]), _px(at[1] + origin[1])] if at else [0, 0]
        units.append([unit, _px(width), _px(height), *place, members])
    links = [
        [stack_of.get(link.start, link.start), stack_of.get(link.end, link.end), link.style.value, link.end,
         _px(link_width(drawing, link)), *([ENDINGS[link.style]] if link.style in ENDINGS else [])]
        for link in scene.links
    ]  # fmt: skip
    presentation = graph.map.map.presentation
    ids = _on_page(drawing)
    elements = {element_id: _details(drawing, element_id, ids) for element_id in ids}
    return {
        "strings": _pooled(elements),
        "elements": elements,
        "units": units,
        "links": links,
        "regions": list(_regions(drawing, words, origin)),
        "roots": [root for root in scene.roots if root in scene.nodes],
        "opening": list(drawing.scene.units) if drawing.is_part else [],
        "direction": placement.direction,
        "endings": dict(SHAPES),
        "models": _models(drawing.analysis),
        "entangled": _is_entangled(drawing.analysis),
        "top": drawing.settings.top if drawing.settings.weak else 0,
        "order": presentation.order,
        "first": presentation.first,
        "notes": {element_id: visible(note) for element_id, note in presentation.notes.items()},
        "markup": markup,
        "words": {key: text for key, text in words.items() if key not in _OF_TEMPLATE and f"label_{text}" != key},
    }


def _regions(drawing: Drawing, words: dict[str, str], origin: tuple[float, float]) -> Iterator[list[Any]]:
    """The groups that are drawn: the size and lines of the title, the units, the frames, and the box when folded."""
    group = environment().get_template("node.svg").module.group  # type: ignore[attr-defined]
    scene = drawing.whole
    for region in scene.regions:
        frames = [
            [_px(x + origin[0]), _px(y + origin[1]), _px(width), _px(height)]
            for x, y, width, height in drawing.placement.regions.get(region.id, ())
        ]
        count = sum(len(scene.members(unit)) for unit in region.units)
        box = folded_group(drawing, region, words["holds_elements"].replace("{number}", str(count)))
        markup = _without_adjusting(str(group({**box, "facts": ""}, paged=True)).strip())
        title = [_px(region.width), _px(region.height), region.lines, int(is_rtl(region.lines[0]))]
        yield [region.id, title, region.units, frames, [_px(box["width"]), _px(box["height"]), markup]]


def _on_page(drawing: Drawing) -> dict[str, None]:
    """What the page can show the details of, in order: what is drawn, and what has no box but is spoken of in facts.

    The latter are groups, sources and concepts; parts of the argument that the settings leave out are not among them.
    """
    graph, scene = drawing.graph, drawing.whole
    found = dict.fromkeys((*scene.nodes, *(region.id for region in scene.regions)))
    queue = list(found)
    for element_id in queue:
        for fact in drawing.analysis.facts(element_id):
            other = fact.url[1:] if fact.url.startswith("#") else ""
            if other and other not in found and kind_of(graph, other) in _WITHOUT_BOX:
                found[other] = None
                queue.append(other)
    return found


_WITHOUT_BOX = frozenset({Kind.GROUP, Kind.SOURCE, Kind.CONCEPT})


def _tags(graph: Graph, element_id: str) -> list[str]:
    return [visible(tag) for tag in graph.element(element_id).tags]


def _px(value: float) -> float | int:
    """A length as the picture has it, in as few digits as that takes."""
    return int(value) if value == int(value) else float(number(value))


def _is_entangled(analysis: Analysis) -> bool:
    """Whether there is a conclusion to assess, but none of which the page can follow a change of a grade."""
    return bool(analysis.chances) and any(map(analysis.graph.is_argued, analysis.roots)) and not analysis.what_if


def _models(analysis: Analysis) -> list[dict[str, Any]]:
    """For each conclusion, what the page needs to assess it again when a grade changes."""
    return [
        {
            "conclusion": model.conclusion,
            "elements": model.elements,
            "grades": model.grades,
            "against": [int(speaks) for speaks in model.against],
            "rows": [number for row in model.rows for number in row],
            "top": model.top,
            "exclusive": model.exclusive,
            "range": _range(analysis, model.conclusion),
        }
        for model in analysis.what_if
    ]


def _range(analysis: Analysis, conclusion: str) -> list[str]:
    """In how many worlds a conclusion stands at the ends of its range, as counts; empty if it has none."""
    found, trials = analysis.assessment(conclusion), analysis.trials(conclusion)
    if found.standing is None or trials is None or trials.low == trials.high:
        return []
    _, low, high = worlds(found.standing, trials.low, trials.high)
    return [low.partition(" of ")[0], high.partition(" of ")[0]]


def _details(drawing: Drawing, element_id: str, ids: Container[str]) -> dict[str, Any]:
    """What the page shows of an element; `ids` are all that it can show."""
    graph, analysis = drawing.graph, drawing.analysis
    found: dict[str, Any] = {
        "kind": kind_of(graph, element_id).value,
        "text": analysis.words(element_id),
        "facts": [_fact(fact, ids) for fact in (*analysis.facts(element_id), *hints_on_words(analysis, element_id))],
    }
    marked = drawing.weak_links.get(element_id)
    if marked is not None:
        found["rank"] = marked.rank
    can_fold = element_id in graph and (graph.predecessors(element_id) or graph.attackers(element_id))
    if can_fold and (stands := standing_of_stub(analysis, element_id)):
        found["stands"] = stands
    concepts = getattr(graph.element(element_id), "concepts", ())
    if concepts:
        found["concepts"] = list(concepts)
    if tags := _tags(graph, element_id):
        found["tags"] = tags
    return found | _neighbours(graph, element_id, drawing)


def _fact(fact: Fact, ids: Container[str]) -> list[Any]:
    """A label, a text and, if there is one, a link; for a link to another element of the page, the text is empty.

    An element that the page does not have is named without a link.
    """
    if fact.url.startswith("#"):
        return [fact.label, "", fact.url] if fact.url[1:] in ids else [fact.label, fact.text]
    return [fact.label, fact.text, *([fact.url] if fact.url else [])]


def _pooled(elements: dict[str, dict[str, Any]]) -> list[str]:
    """The texts that appear in several facts, each once; in the facts, they are replaced by their numbers."""
    rows = [row for element in elements.values() for row in element["facts"]]
    counts = Counter(text for row in rows for text in row[:2])
    strings = [text for text, count in counts.items() if count > 1 and len(text) > 3]  # noqa: PLR2004 - a number is as long
    numbers = {text: number for number, text in enumerate(strings)}
    for row in rows:
        row[:2] = [numbers.get(text, text) for text in row[:2]]
    return strings


def _neighbours(graph: Graph, element_id: str, drawing: Drawing) -> dict[str, Any]:
    shown = drawing.whole.nodes
    lists: dict[str, tuple[str, ...]] = {"notes": graph.notes_on(element_id)}
    if element_id in graph:
        lists |= {
            "from": graph.predecessors(element_id),
            "against": graph.attackers(element_id),
            "cautions": graph.cautions_on(element_id),
            "contests": graph.contests_on(element_id),
            "rivalries": graph.rivalries_of(element_id),
        }
    return {key: kept for key, ids in lists.items() if (kept := [found for found in ids if found in shown])}
