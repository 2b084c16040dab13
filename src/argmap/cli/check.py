"""`argmap check`: report what a critical reader would object to in a map."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import Annotated

import typer

from argmap import __version__
from argmap.analysis import Analysis
from argmap.cli.maps import maps_in, read_map, unusable
from argmap.cli.options import OUTPUT_FORMAT, choice, comma_separated
from argmap.cli.terminal import FINDINGS, UNUSABLE, refuse, talk, use_color, write_or_end
from argmap.findings import Finding, MapError, Severity
from argmap.loading.read import is_stream
from argmap.project.config import Config, FailOn, find_config
from argmap.project.discover import without_parts
from argmap.report.checked import Checked
from argmap.report.findings import CheckFormat, format_findings_as
from argmap.rules.registry import RULES, chosen_rules, matches
from argmap.settings import Settings
from argmap.source import visible


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Maps, folders or glob patterns; - reads standard input."),
    ] = None,
    output: Annotated[CheckFormat, OUTPUT_FORMAT] = CheckFormat.TEXT,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Run only these rules, comma-separated: codes, prefixes or names."),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Skip these rules, comma-separated.")] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit with status 1 if a finding has at least this severity.")
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option(metavar="ID=FILE", help="Look up the quotes from source ID in this file.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply automatic fixes and show them as a diff.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show automatic fixes as a diff without applying them.")] = False,
) -> None:
    """Check maps as a critical reader would.

    Settings are read from argmap.toml, or from [tool.argmap] in pyproject.toml. The exit status is 1 if a finding is
    at least as severe as --fail-on (default: warning), and 2 if a map cannot be used.
    """
    try:
        config, config_file = find_config(Path.cwd())
    except MapError as error:
        unusable(error)
    settings = Settings(
        weak=False,
        select=_codes(select, "--select") or config.select,
        ignore=_codes(ignore, "--ignore") or config.ignore,
        low_standing=config.low_standing,
    )
    try:
        chosen_rules(settings.select, settings.ignore)
    except ValueError as error:  # options are refused above, so it is in the settings
        refuse(f"{config_file}: {error}", "Correct select or ignore.")
    names = maps_in(paths or ["."])
    reading = _read(names, settings, _given(config, config_file) | _sources(source or []))
    if not reading.bad:
        _refuse_unknown_sources(source or [], list(reading.analyses.values()))
        _note_unknown_sources(config, config_file, list(reading.analyses.values()))
    checked = reading.checked()
    if fix or diff:
        _note_other_formats(reading.analyses)
        fixes = {path: data for analysis in reading.analyses.values() for path, data in analysis.fixes.items()}
        _show_fixes(fixes, write=fix)
        if fix and fixes:
            checked = _read(names, settings, reading.given).checked()
    sys.stdout.write(format_findings_as(output, checked, settings, __version__, color=use_color(sys.stdout)))
    sys.stdout.flush()
    _note_undecided(reading.analyses, settings.low_standing)
    if reading.bad:
        raise typer.Exit(UNUSABLE)
    if _fails(checked, fail_on or config.fail_on):
        raise typer.Exit(FINDINGS)


@dataclass
class _Reading:
    """The maps that a check has read, by name, and the errors in those that cannot be used."""

    names: Sequence[str]
    given: Mapping[str, Path]
    analyses: dict[str, Analysis] = field(default_factory=dict)
    errors: list[Finding] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)

    def checked(self) -> Checked:
        """The files and their findings, in the order of the files."""
        findings = [finding for analysis in self.analyses.values() for finding in analysis.findings]
        files = [name for name in self.names if name in self.analyses or name in self.bad]
        return Checked(files, [*self.errors, *findings])


def _read(names: Sequence[str], settings: Settings, given: Mapping[str, Path]) -> _Reading:
    reading = _Reading(names, given)
    for name in names:
        try:
            reading.analyses[name] = read_map(name, settings, given)
        except MapError as error:
            reading.errors += error.findings
            reading.bad.append(name)
    whole = without_parts({name: analysis.loaded for name, analysis in reading.analyses.items()})
    reading.analyses = {name: analysis for name, analysis in reading.analyses.items() if name in whole}
    return reading


def _note_other_formats(analyses: Mapping[str, Analysis]) -> None:
    """Say which maps have no automatic fixes because they are not in TOML."""
    for name, analysis in analyses.items():
        if analysis.loaded.documents[0].is_translated:
            talk(f"argmap: {name}: automatic fixes are for TOML; argmap convert makes that of it")


def _note_undecided(analyses: Mapping[str, Analysis], limit: float) -> None:
    """Say of which conclusions an estimate cannot tell whether W210 is true."""
    for name, analysis in analyses.items():
        for root in analysis.undecided_by_estimate:
            talk(
                f"argmap: {name}: whether the standing of {root} is below {limit:g} is undecided by the estimate (W210)"
            )


def _fails(checked: Checked, level: FailOn) -> bool:
    """Whether an open finding is at least as severe as `level`."""
    levels = list(Severity)
    if level is FailOn.NEVER:
        return False
    return any(levels.index(finding.severity) <= levels.index(Severity(level.value)) for finding in checked.open)


def _codes(given: Sequence[str] | None, option: str) -> tuple[str, ...]:
    """The values of `--select` or `--ignore`. Each must be a rule's name or the beginning of its code."""
    parts = comma_separated(given or ())
    for part in parts:
        if not any(matches(rule, (part,)) for rule in RULES.values()):
            choice(option, part, [*RULES, *(rule.name for rule in RULES.values())])
    return tuple(parts)


def _given(config: Config, config_file: Path | None) -> dict[str, Path]:
    """The source texts that the settings name, by source id; their paths are relative to the settings file."""
    folder = config_file.parent if config_file is not None else Path()
    return {source_id: folder / path for source_id, path in config.sources.items()}


def _sources(given: Sequence[str]) -> dict[str, Path]:
    """The source texts that `--source` names, by source id."""
    found = {}
    for option in given:
        source_id, equals, path = option.partition("=")
        if not equals or not source_id or not path:
            refuse(f'--source: expected ID=FILE, got "{option}"', "For example: --source article=article.txt")
        if not Path(path).is_file() and not is_stream(path):
            refuse(f'--source: "{path}" is not a file', "Check the path.")
        found[source_id] = Path(path)
    return found


def _refuse_unknown_sources(given: Sequence[str], analyses: Sequence[Analysis]) -> None:
    known = [source_id for analysis in analyses for source_id in analysis.map.sources]
    for option in given:
        choice("--source", option.partition("=")[0], known)


def _note_unknown_sources(config: Config, config_file: Path | None, analyses: Sequence[Analysis]) -> None:
    """Say which sources the settings have a text for although no map has them; another map may well have them."""
    known = {source_id for analysis in analyses for source_id in analysis.map.sources}
    for source_id in config.sources:
        if source_id not in known:
            talk(f'argmap: {config_file} has a text for "{source_id}", which is a source of no map that was checked')


def _show_fixes(fixes: Mapping[Path, bytes], *, write: bool) -> None:
    """Show the fixes as a diff, and apply them if `write` is set."""
    for path, data in fixes.items():
        old, new = path.read_bytes().decode(), data.decode()
        lines = unified_diff(old.splitlines(), new.splitlines(), f"a/{path}", f"b/{path}", lineterm="")
        talk("\n".join(visible(line) for line in lines))
        if write:
            write_or_end(path, data)
            talk(f"fixed {path}")
    if not fixes:
        talk("nothing to fix automatically")
