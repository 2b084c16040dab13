"""`argmap explain`: explain a rule, or show everything known about an element of a map."""

from __future__ import annotations

import re
import sys
from typing import Annotated

import typer

from argmap.cli.maps import note_left_out, open_map
from argmap.cli.options import choice
from argmap.cli.terminal import refuse
from argmap.report.element import explain_element
from argmap.report.rules import explain_rule, rule_texts
from argmap.rules.registry import RULES
from argmap.suggest import did_you_mean


def explain(
    what: Annotated[str, typer.Argument(metavar="CODE|ID", help="A rule's code or name, or an element's id.")],
    path: Annotated[
        str | None, typer.Argument(metavar="MAP", help="The map that contains the element; - reads standard input.")
    ] = None,
) -> None:
    """Explain a rule or an element of a map.

    For an element, shows what it rests on, what rests on it, what speaks against it, its findings, and its share of
    the doubt about each conclusion.
    """
    if path is not None:
        analysis = open_map(path)
        choice("explain", what, list(analysis.map.ids()))
        sys.stdout.write(explain_element(analysis, what))
        note_left_out(analysis)
        return
    texts = rule_texts(RULES.values())
    code = next((code for code, text in texts.items() if what.upper() == code or what == text.name), None)
    if code is None and not re.fullmatch(r"[A-Za-z]\d+", what):
        near = did_you_mean(what, [text.name for text in texts.values()])
        refuse(
            f'"{what}" is not a rule',
            f"{near} To explain an element, add its map: argmap explain {what} map.toml".strip(),
        )
    code = code or choice("explain", what.upper(), list(texts))
    sys.stdout.write(explain_rule(code, texts[code]))
