"""Checking many maps, one after the other or several at once; what is kept of each is what there is to say of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from argmap.analysis import Analysis, analyse
from argmap.convert.losses import in_brief
from argmap.convert.read import read_any
from argmap.findings import Finding, MapError, Severity
from argmap.loading.load import load_rest
from argmap.loading.read import is_stream
from argmap.project.discover import Parts
from argmap.project.source_texts import source_texts
from argmap.rules.registry import OF_TEXTS, chosen_rules
from argmap.settings import Settings

_FEW = 32
"""The number of maps up to which one process is as fast as several, which take time to start."""
_TOGETHER = 16


class Outcome(NamedTuple):
    """What the check of one map has found, with the ids of its sources.

    `usable` is false if the map could not be read; `lost` says what of a map in another format was not kept;
    `undecided` has the conclusions of which an estimate cannot tell whether they are weak; `fixes` has the new
    contents of files, if they were asked for, and `fixable` says whether the map can have any.
    """

    name: str
    findings: Sequence[Finding]
    usable: bool = True
    lost: str = ""
    sources: frozenset[str] = frozenset()
    undecided: Sequence[str] = ()
    fixes: Mapping[Path, bytes] = {}
    fixable: bool = True


@dataclass(frozen=True)
class Job:
    """What is to be done with each map: the settings, the texts of sources by id, and whether to find fixes."""

    settings: Settings
    given: Mapping[str, Path] = field(default_factory=dict)
    sought: Mapping[str, frozenset[Path]] = field(default_factory=dict)
    fixes: bool = False
    unsafe: bool = False


def check_all(parts: Parts, job: Job, jobs: int | None = None) -> Iterator[Outcome]:
    """The outcome for each map, in order, with so many `jobs` at once (default: one a processor, if it pays).

    What a part says in several maps is in the outcome of the first.
    """
    told: set[Finding] = set()
    for outcome in _outcomes(parts.maps, partial(_check, job=job), jobs):
        fresh = [finding for finding in outcome.findings if finding not in told]
        if len(parts.maps) > 1:
            told.update(finding for finding in fresh if finding.place.file != outcome.name)
        yield outcome._replace(findings=fresh)


def _outcomes(maps: Sequence[str], check: partial[Outcome], jobs: int | None) -> Iterator[Outcome]:
    workers = jobs or (1 if len(maps) <= _FEW else os.cpu_count() or 1)
    if workers == 1 or any(map(is_stream, maps)):  # a stream belongs to this process
        yield from map(check, maps)
        return
    with ProcessPoolExecutor(min(workers, len(maps))) as pool:
        # in portions, so that neither the maps waiting nor the outcomes waiting become many
        portion = workers * _TOGETHER
        for start in range(0, len(maps), portion):
            yield from pool.map(check, maps[start : start + portion], chunksize=_TOGETHER)


def _check(name: str, job: Job) -> Outcome:
    """The outcome for one map."""
    try:
        reading = read_any(name)
    except MapError as error:
        return Outcome(name, [*error.findings, *_findings_in_the_rest(name, job)], usable=False)
    analysis = analyse(reading.loaded, job.settings, source_texts(reading.loaded, job.given))
    return Outcome(
        name,
        _sought(analysis, job.sought.get(name)),
        lost=in_brief(reading.losses),
        sources=frozenset(analysis.map.sources),
        undecided=analysis.undecided_by_estimate,
        fixes=dict(analysis.fixes(unsafe=job.unsafe)) if job.fixes else {},
        fixable=not reading.loaded.documents[0].is_translated,
    )


def _findings_in_the_rest(name: str, job: Job) -> Sequence[Finding]:
    """What there is to say of the texts of a map in TOML that has errors."""
    settings = job.settings
    rules = chosen_rules(settings.select, settings.ignore, settings.level)
    codes = tuple(rule.code for rule in rules if rule.code in OF_TEXTS)
    rest = load_rest(name) if codes and name.lower().endswith(".toml") else None
    if rest is None:
        return ()
    return analyse(rest, settings.model_copy(update={"select": codes}), source_texts(rest, job.given)).findings


def _sought(analysis: Analysis, parts: frozenset[Path] | None) -> Sequence[Finding]:
    """The findings of a map, or only those in some of its parts."""
    if parts is None:
        return analysis.findings
    names = {
        document.source.name
        for document in analysis.loaded.documents
        if document.path is not None and document.path.resolve() in parts
    }
    return [found for found in analysis.findings if found.place.file in names or found.severity is Severity.ERROR]
