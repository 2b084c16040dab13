"""`argmap explain`: explain a rule or a word of the format, or show everything known about an element of a map."""

from __future__ import annotations

import re
import sys
from typing import Annotated

import typer

from argmap.cli.maps import note_left_out, open_map
from argmap.cli.options import choice
from argmap.cli.terminal import refuse
from argmap.report.element import explain_element
from argmap.report.glossary import glossary
from argmap.report.rules import explain_rule, rule_texts
from argmap.rules.registry import RULES
from argmap.suggest import did_you_mean


def explain(
    what: Annotated[
        str,
        typer.Argument(
            metavar="WORD",
            help="A rule's code or name, a kind, a key, a scheme, a grade, a measure, or the id of an element in MAP.",
        ),
    ],
    path: Annotated[
        str | None, typer.Argument(metavar="MAP", help="The map that contains the element; - reads standard input.")
    ] = None,
) -> None:
    """Explain a rule, a word of the format, or an element of a map.

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
    words = glossary()
    code = next((code for code, text in texts.items() if what.upper() == code or what == text.name), None)
    if code is not None:
        sys.stdout.write(explain_rule(code, texts[code]))
    elif what.lower() in words:
        sys.stdout.write(words[what.lower()])
    elif re.fullmatch(r"[A-Za-z]\d+", what):
        choice("explain", what.upper(), list(texts))
    else:
        near = did_you_mean(what, [*(text.name for text in texts.values()), *words])
        refuse(
            f'"{what}" is not a rule, kind, key, scheme, grade or measure',
            f"{near} To explain an element, add its map: argmap explain {what} map.toml".strip(),
        )
