"""`argmap explain`: a rule, or all that is known of an element of a map."""

from __future__ import annotations

import re
import sys
from typing import Annotated

import typer

from argmap.cli.maps import open_map
from argmap.cli.options import choice
from argmap.cli.terminal import refuse
from argmap.report.element import explain_element
from argmap.report.rules import explain_rule, rule_texts
from argmap.rules.registry import RULES
from argmap.suggest import did_you_mean


def explain(
    what: Annotated[
        str, typer.Argument(metavar="CODE|ID", help="The code or name of a rule, or the id of an element.")
    ],
    path: Annotated[
        str | None, typer.Argument(metavar="MAP", help="The map that has the element; - is standard input.")
    ] = None,
) -> None:
    """Explain a rule or an element of a map.

    For an element: what it rests on, what rests on it, what speaks against it, its findings, its share of the doubt.
    """
    if path is not None:
        analysis = open_map(path)
        choice("argmap explain", what, list(analysis.map.ids()))
        sys.stdout.write(explain_element(analysis, what))
        return
    texts = rule_texts(RULES.values())
    code = next((code for code, text in texts.items() if what.upper() == code or what == text.name), None)
    if code is None and not re.fullmatch(r"[A-Za-z]\d+", what):
        near = did_you_mean(what, [text.name for text in texts.values()])
        refuse(
            f'"{what}" is not a rule', f"{near} For an element, name its map: argmap explain {what} map.toml.".strip()
        )
    code = code or choice("argmap explain", what.upper(), list(texts))
    sys.stdout.write(explain_rule(code, texts[code]))
