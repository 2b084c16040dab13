"""`argmap check`: report what a critical reader would object to in a map."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import unified_diff
from pathlib import Path
from typing import Annotated

import typer

from argmap import __version__
from argmap.cli.maps import Project, current_project, maps_in, note_lost, refuse_unknown_rules
from argmap.cli.options import OUTPUT_FORMAT, choice, comma_separated
from argmap.cli.terminal import FINDINGS, UNUSABLE, refuse, talk, use_color, write_or_end
from argmap.corpus.check import Job, Outcome, check_all
from argmap.findings import Level, Severity
from argmap.loading.read import BOM, is_stream
from argmap.project.config import FailOn
from argmap.project.discover import Parts, with_parts
from argmap.report.checked import Checked, folded
from argmap.report.findings import CheckFormat, format_findings_as
from argmap.rules.registry import RULES, chosen_rules, matches
from argmap.settings import Settings


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
    thorough: Annotated[bool, typer.Option("--thorough", help="Report more: what a thorough reader asks.")] = False,
    pedantic: Annotated[bool, typer.Option("--pedantic", help="Report everything that any rule can say.")] = False,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit with status 1 if a finding has at least this severity.")
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option(metavar="ID=FILE", help="Look up the quotes from source ID in this file.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="How many maps to check at once (default: by processors).")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply automatic fixes and show them as a diff.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Also apply fixes that change what the map means; see --diff.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show automatic fixes as a diff without applying them.")] = False,
) -> None:
    """Check maps as a critical reader would.

    Settings are read from argmap.toml, or from [tool.argmap] in pyproject.toml. The exit status is 1 if a finding is
    at least as severe as --fail-on (default: warning), and 2 if a map cannot be used.
    """
    project = current_project()
    config = project.config
    level = Level.PEDANTIC if pedantic else Level.THOROUGH if thorough else config.level
    settings = Settings(
        weak=False,
        select=_codes(select, "--select") or config.select,
        ignore=_codes(ignore, "--ignore") or config.ignore,
        level=level,
        low_standing=config.low_standing,
    )
    refuse_unknown_rules(project, settings)
    if settings.select and not chosen_rules(settings.select, settings.ignore, settings.level):
        refuse("no rule is left to run", "Leave a rule out of --ignore, or name another with --select.")
    if (fix or unsafe_fixes) and any(map(is_stream, paths or ())):
        refuse("--fix changes files, not standard input", "Name a file, or look at the fixes with --diff.")
    parts = with_parts(maps_in(paths or ["."]))
    given = project.texts | _sources(source or [])
    job = Job(settings, given, parts.sought, fixes=fix or diff or unsafe_fixes, unsafe=unsafe_fixes)
    report = _report(parts, job, jobs, output)
    if report.is_usable:
        _refuse_unknown_sources(source or [], report.sources)
        _note_unknown_sources(project, report.sources)
    if job.fixes and _fixed(report, write=(fix or unsafe_fixes) and not diff):
        report = _report(parts, replace(job, fixes=False), jobs, output)
    report.finish()
    if not report.is_usable:
        raise typer.Exit(UNUSABLE)
    if _fails(report.checked, fail_on or config.fail_on):
        raise typer.Exit(FINDINGS)


def _report(parts: Parts, job: Job, jobs: int | None, output: CheckFormat) -> _Report:
    report = _Report(parts.maps, job.settings, output)
    for outcome in check_all(parts, job, jobs):
        report.add(outcome)
    return report


def _fixed(report: _Report, *, write: bool) -> bool:
    """Show the fixes as a diff, and apply them if `write` is set; whether any file was changed."""
    for outcome in report.outcomes:
        if not outcome.fixable:
            talk(f"argmap: {outcome.name}: automatic fixes are for TOML; argmap convert makes that of it")
    fixes = {path: data for outcome in report.outcomes for path, data in outcome.fixes.items()}
    _show_fixes(fixes, write=write)
    return write and bool(fixes)


@dataclass
class _Report:
    """The outcomes so far, and how to report them."""

    names: Sequence[str]
    settings: Settings
    output: CheckFormat
    outcomes: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Keep what there is to say of a map: by default one line for all hints of a rule."""
        if self.settings.level is Level.DEFAULT and not self.settings.select:
            outcome = outcome._replace(findings=folded(outcome.findings))
        self.outcomes.append(outcome)

    @property
    def is_usable(self) -> bool:
        """Whether all maps could be read."""
        return all(outcome.usable for outcome in self.outcomes)

    @property
    def sources(self) -> frozenset[str]:
        """The ids of the sources of all maps."""
        return frozenset().union(*(outcome.sources for outcome in self.outcomes))

    @property
    def checked(self) -> Checked:
        """The files and their findings: first those of files that cannot be used."""
        order = sorted(self.outcomes, key=lambda outcome: outcome.usable)
        return Checked(self.names, [finding for outcome in order for finding in outcome.findings])

    def finish(self) -> None:
        """Print the report, and say what it does not say."""
        text = format_findings_as(self.output, self.checked, self.settings, __version__, color=use_color(sys.stdout))
        sys.stdout.write(text)
        sys.stdout.flush()
        for outcome in self.outcomes:
            note_lost(outcome.name, outcome.lost)
            for root in outcome.undecided:
                limit = f"{self.settings.low_standing:g}"
                where = f"argmap: {outcome.name}: whether the standing of {root} is below {limit}"
                talk(f"{where} is undecided by the estimate (W210)")


def _fails(checked: Checked, level: FailOn) -> bool:
    """Whether an open finding is at least as severe as `level`."""
    if level is FailOn.NEVER:
        return False
    return any(finding.severity.is_at_least(Severity(level.value)) for finding in checked.open)


def _codes(given: Sequence[str] | None, option: str) -> tuple[str, ...]:
    """The values of `--select` or `--ignore`. Each must be a rule's name or the beginning of its code."""
    parts = comma_separated(given or ())
    for part in parts:
        if not any(matches(rule, (part,)) for rule in RULES.values()):
            choice(option, part, [*RULES, *(rule.name for rule in RULES.values())])
    return tuple(parts)


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


def _refuse_unknown_sources(given: Sequence[str], known: Collection[str]) -> None:
    if given and not known:
        refuse("--source: no map that was checked has any sources", 'Declare it as [sources.ID] with title = "...".')
    for option in given:
        choice("--source", option.partition("=")[0], list(known))


def _note_unknown_sources(project: Project, known: Collection[str]) -> None:
    """Say which sources the settings have a text for although no map has them; another map may well have them."""
    for source_id in project.config.sources:
        if source_id not in known:
            talk(f'argmap: {project.file} has a text for "{source_id}", which is a source of no map that was checked')


def _show_fixes(fixes: Mapping[Path, bytes], *, write: bool) -> None:
    """Show the fixes as a diff, and apply them if `write` is set."""
    for path, made in fixes.items():
        before = path.read_bytes()
        data = BOM + made if before.startswith(BOM) else made
        old, new = before.decode(), data.decode()
        lines = unified_diff(old.splitlines(), new.splitlines(), f"a/{path}", f"b/{path}", lineterm="")
        talk(*lines)
        if write:
            write_or_end(path, data)
            talk(f"fixed {path}")
    if not fixes:
        talk("nothing to fix automatically")
