"""`argmap explain`: a rule, or all that is known of an element of a map."""

from __future__ import annotations

import re
import sys
from typing import Annotated

import typer

from argmap.cli.options import choice
from argmap.cli.terminal import refuse


def explain(
    what: Annotated[
        str, typer.Argument(metavar="CODE|ID", help="The code or name of a rule, or the id of an element.")
    ],
    path: Annotated[
        str | None, typer.Argument(metavar="MAP", help="The map the element is in; - is standard input.")
    ] = None,
) -> None:
    """Explain a rule, or an element of a map.

    Of an element: what it rests on, what rests on it, what speaks against it, its findings, its share of the doubt.
    """
    from argmap.checks.registry import all_rules  # noqa: PLC0415 - light start
    from argmap.report.rules import explain_rule, rule_texts  # noqa: PLC0415 - as above

    if path is not None:
        _explain_element(what, path)
        return
    texts = rule_texts(all_rules().values())
    code = next((code for code, text in texts.items() if what.upper() == code or what == text.name), None)
    if code is None and not re.fullmatch(r"[A-Za-z]\d+", what):
        names = [text.name for text in texts.values()]
        import difflib  # noqa: PLC0415 - needed only where there is something to report

        near = difflib.get_close_matches(what, names, n=1)
        way_out = f'Did you mean "{near[0]}"? ' if near else ""
        refuse(f'"{what}" is no rule', f"{way_out}For an element, name its map: argmap explain {what} map.toml.")
    code = code or choice("argmap explain", what.upper(), list(texts))
    sys.stdout.write(explain_rule(code, texts[code]))


def _explain_element(name: str, path: str) -> None:
    from argmap.cli.maps import load_or_end  # noqa: PLC0415 - light start
    from argmap.critique import criticise  # noqa: PLC0415 - as above
    from argmap.report.element import explain_element  # noqa: PLC0415 - as above

    loaded = load_or_end(path)
    choice("argmap explain", name, [one for _, one, _ in loaded.map.elements()])
    sys.stdout.write(explain_element(loaded.map, name, criticise(loaded).findings))
