"""`argmap check`: what a good critical reader would say of maps."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.options import choice
from argmap.cli.terminal import FINDINGS, UNUSABLE, refuse, talk, write_or_end

if TYPE_CHECKING:
    from argmap.checks.case import Rule
    from argmap.findings import Finding
    from argmap.loading.config import Config
    from argmap.loading.load import LoadedMap
    from argmap.report.checked import Checked

_FORMATS = ("text", "json", "sarif", "github", "junit", "markdown")
_FAIL_ON = ("error", "warning", "hint", "never")


def check(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH...", help="Maps, folders or patterns; - is standard input.")
    ] = None,
    output: Annotated[
        str, typer.Option("--format", "-f", help="text, json, sarif, github, junit or markdown.")
    ] = "text",
    select: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Only these rules (S101, W2, a name); with commas.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Not these rules; with commas.")] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(metavar="SEVERITY", help="End with 1 from this severity on: error, warning, hint, never."),
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option(metavar="ID=FILE", help="The text of a source, to check its quotes in.")
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Make the mechanical repairs, after showing them as a diff.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show the mechanical repairs as a diff; write nothing.")] = False,
) -> None:
    """Check maps as a critical reader would.

    Settings are read from argmap.toml or [tool.argmap] of pyproject.toml. Ends with 1 where a finding is as grave as
    --fail-on says (warning, unless told), with 2 where a map cannot be used.
    """
    output = choice("--format", output, _FORMATS)
    from argmap.critique import chosen_rules, criticise  # noqa: PLC0415 - light start
    from argmap.findings import MapError  # noqa: PLC0415 - as above
    from argmap.loading.discover import discover, without_parts  # noqa: PLC0415 - as above
    from argmap.loading.load import load_file  # noqa: PLC0415 - as above
    from argmap.report.checked import Checked  # noqa: PLC0415 - as above

    config, config_folder = _settings()
    level = choice("--fail-on", fail_on or config.fail_on, _FAIL_ON)
    rules = chosen_rules(_codes(select, "--select") or config.select, _codes(ignore, "--ignore") or config.ignore)
    given = {name: config_folder / path for name, path in config.sources.items()} | _sources(source or [])
    names = discover(paths or ["."])
    if not names:
        refuse(f"no maps in {', '.join(paths or ['.'])}", "Name a map, or start one with argmap new.")
    findings: list[Finding] = []
    loaded: dict[str, LoadedMap] = {}
    for name in names:
        try:
            loaded[name] = load_file(name)
        except MapError as error:
            findings += error.findings
    bad = len(names) - len(loaded)
    loaded = without_parts(loaded)
    _check_source_ids(source or [], loaded, bad)
    repairs: dict[Path, bytes] = {}
    for one in loaded.values():
        critique = criticise(one, rules, given, config.low_standing)
        findings += critique.findings
        repairs |= critique.repairs
    if fix or diff:
        _repair(repairs, write=fix)
        if fix and repairs:
            findings = [*(one for one in findings if one.code.startswith("E"))]
            for name in loaded:
                findings += criticise(load_file(name), rules, given, config.low_standing).findings
    checked = Checked([name for name in names if name in loaded or _is_bad(name, findings)], findings)
    sys.stdout.write(_report(checked, output, rules))
    sys.stdout.flush()
    if bad:
        raise typer.Exit(UNUSABLE)
    if level != "never" and any(_FAIL_ON.index(one.severity.value) <= _FAIL_ON.index(level) for one in checked.open):
        raise typer.Exit(FINDINGS)


def _is_bad(name: str, findings: list[Finding]) -> bool:
    return any(finding.place.file in {name, "<stdin>"} and finding.code.startswith("E") for finding in findings)


def _settings() -> tuple[Config, Path]:
    from argmap.cli.maps import tell_findings  # noqa: PLC0415 - light start
    from argmap.findings import MapError  # noqa: PLC0415 - as above
    from argmap.loading.config import find_config  # noqa: PLC0415 - as above

    try:
        config, file = find_config(Path.cwd())
    except MapError as error:
        tell_findings(error)
        raise typer.Exit(UNUSABLE) from None
    return config, file.parent if file is not None else Path()


def _codes(given: list[str] | None, option: str) -> tuple[str, ...]:
    """The rules that an option names; each must be the beginning of a code, or a name."""
    from argmap.checks.registry import all_rules, matches  # noqa: PLC0415 - light start

    parts = [part.strip() for one in given or [] for part in one.split(",") if part.strip()]
    rules = all_rules().values()
    known = [*(rule.code for rule in rules), *(rule.name for rule in rules)]
    for part in parts:
        if not any(matches(rule, (part,)) for rule in rules):
            choice(option, part, known)
    return tuple(parts)


def _sources(given: list[str]) -> dict[str, Path]:
    found = {}
    for one in given:
        name, equals, path = one.partition("=")
        if not equals or not name or not path:
            refuse(f'--source: "{one}" is not ID=FILE', "Write it as --source article=article.txt.")
        if not Path(path).is_file():
            refuse(f'--source: there is no file "{path}"', "Check the path.")
        found[name] = Path(path)
    return found


def _check_source_ids(given: list[str], loaded: dict[str, LoadedMap], bad: int) -> None:
    known = [name for one in loaded.values() for name in one.map.sources]
    for one in given if not bad else ():
        choice("--source", one.partition("=")[0], known)


def _repair(repairs: dict[Path, bytes], *, write: bool) -> None:
    """Show the repairs as a diff, and make them."""
    from difflib import unified_diff  # noqa: PLC0415 - only where it is asked for

    from argmap.source import visible  # noqa: PLC0415 - as above

    for path, data in repairs.items():
        old, new = path.read_bytes().decode(), data.decode()
        lines = unified_diff(old.splitlines(), new.splitlines(), f"a/{path}", f"b/{path}", lineterm="")
        talk("\n".join(visible(line) for line in lines))
        if write:
            write_or_end(path, data)
            talk(f"repaired {path}")
    if not repairs:
        talk("nothing to repair mechanically")


def _report(checked: Checked, output: str, rules: list[Rule]) -> str:
    if output == "text":
        from argmap.cli.terminal import use_color  # noqa: PLC0415 - light start
        from argmap.report.text import format_text  # noqa: PLC0415 - as above

        return format_text(checked, color=use_color(sys.stdout))
    if output == "sarif":
        from argmap import __version__  # noqa: PLC0415 - light start
        from argmap.report.rules import rule_texts  # noqa: PLC0415 - as above
        from argmap.report.sarif import format_sarif  # noqa: PLC0415 - as above

        return format_sarif(checked, rule_texts(rules), __version__)
    from importlib import import_module  # noqa: PLC0415 - as above

    made: str = getattr(import_module(f"argmap.report.{output}"), f"format_{output}")(checked)
    return made
