"""HTML: one file with the picture inline, details on click, no network and a strict Content-Security-Policy."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from argmap.assess.what_if import what_if
from argmap.render.describe import facts, kind_of, source_line, text_of
from argmap.render.drawing import Drawing
from argmap.render.svg import environment, picture_context
from argmap.render.theme import THEMES


def render_html(drawing: Drawing) -> str:
    """The drawing as one HTML page. Scripts and styles are allowed by their hash only; nothing is fetched."""
    context = picture_context(drawing)
    picture = environment().get_template("picture.svg").render(context)
    opening, _, rest = picture.partition("<style>")
    picture_style, _, body = rest.partition("</style>")
    theme = THEMES[drawing.theme]
    page_style = environment().get_template("page.css").render(theme=theme)
    assets = files("argmap.render").joinpath("assets")
    script = "".join(assets.joinpath(f"{name}.js").read_text("utf-8") for name in ("standing", "whatif", "page"))
    details = {name: _details(drawing, name) for name in drawing.scene.nodes}
    models = _models(drawing)
    return (
        environment()
        .get_template("page.html")
        .render(
            title=context["title"],
            language=context["language"],
            source=source_line(drawing.graph),
            summary=context["summary"],
            picture=Markup(opening + body),  # noqa: S704 - made by our own template, which escapes
            picture_style=Markup(picture_style),  # noqa: S704 - colours of a theme only
            page_style=Markup(page_style),  # noqa: S704 - as above
            script=Markup(script),  # noqa: S704 - a file of ours
            data=Markup(_inert_json({"elements": details, "models": models, "top": drawing.top})),  # noqa: S704 - made inert there
            style_hashes=" ".join(_hash(style) for style in (picture_style, page_style)),
            script_hash=_hash(script),
        )
    )


def _models(drawing: Drawing) -> list[dict[str, Any]]:
    """For each conclusion what the page needs to assess it anew; none by another measure than standing."""
    if not drawing.show_weak or not drawing.whole.chances:
        return []
    return [
        {
            "conclusion": model.conclusion,
            "elements": model.elements,
            "grades": model.grades,
            "against": model.against,
            "rows": [number for row in model.rows for number in row],
            "top": model.top,
        }
        for model in what_if(drawing.graph, drawing.whole.assessments)
    ]


def _details(drawing: Drawing, name: str) -> dict[str, Any]:
    known = facts(drawing, name)
    return {
        "kind": kind_of(drawing.graph, name).value,
        "text": text_of(drawing.graph, name),
        "facts": [[fact.label, fact.text, fact.url] for fact in known],
    }


def _inert_json(data: object) -> str:
    """JSON that cannot end the script element it stands in, whatever it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
