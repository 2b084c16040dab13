"""How often each rule fires on a folder of maps, and, if somebody has judged the findings, how often it is right.

Usage: python benchmarks/rules.py FOLDER [--level LEVEL] [--list FILE] [--judged FILE]

The maps may be in any format that argmap reads. --list writes every finding as a row of CSV (file, line, code, subject,
message), to which a reader adds a column `judgement`: useful, noise (true, but not worth saying) or false. --judged
reads such a file back, and adds up the judgements by rule.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from argmap.corpus.check import Job, check_all
from argmap.findings import Finding, Level, Severity
from argmap.project.discover import Parts
from argmap.settings import Settings

COLUMNS = ("file", "line", "code", "severity", "subject", "message", "judgement")
JUDGEMENTS = ("useful", "noise", "false")


def main() -> None:
    """Run the rules over a folder and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--level", type=Level, choices=list(Level), default=Level.DEFAULT)
    parser.add_argument("--list", type=Path)
    parser.add_argument("--judged", type=Path)
    given = parser.parse_args()
    names = sorted(str(path) for path in given.folder.rglob("*") if path.is_file())
    job = Job(Settings(weak=False, level=given.level))
    rows: list[dict[str, str]] = []
    failing: Counter[str] = Counter()
    maps: Counter[str] = Counter()
    for outcome in check_all(Parts(names, {}), job, jobs=1):
        if not outcome.usable:
            continue
        folder = Path(outcome.name).relative_to(given.folder).parts[0]
        maps[folder] += 1
        failing[folder] += any(found.severity is not Severity.HINT for found in outcome.findings)
        rows += _rows(outcome.findings)
    judged = _judgements(given.judged) if given.judged else {}
    _print_rules(rows, judged)
    print("\n| folder | maps | with a warning or error |\n| --- | --- | --- |")
    for folder, number in sorted(maps.items()):
        print(f"| {folder} | {number} | {failing[folder]} ({failing[folder] / number:.0%}) |")
    if given.list:
        with given.list.open("w", newline="", encoding="utf-8") as file:
            table = csv.DictWriter(file, COLUMNS)
            table.writeheader()
            table.writerows(rows)


def _rows(findings: Iterable[Finding]) -> list[dict[str, str]]:
    return [
        {
            "file": found.place.file,
            "line": str(found.place.span.start.line),
            "code": found.code,
            "severity": found.severity.value,
            "subject": found.subject,
            "message": found.message,
        }
        for found in findings
    ]


def _key(row: dict[str, str]) -> tuple[str, str, str]:
    return Path(row["file"]).name, row["code"], row["subject"]


def _judgements(path: Path) -> dict[tuple[str, str, str], str]:
    with path.open(newline="", encoding="utf-8") as file:
        return {_key(row): row["judgement"] for row in csv.DictReader(file) if row["judgement"] in JUDGEMENTS}


def _print_rules(rows: Sequence[dict[str, str]], judged: dict[tuple[str, str, str], str]) -> None:
    print("| rule | severity | fired | judged | useful | noise | false |\n| --- | --- | --- | --- | --- | --- | --- |")
    fired = Counter((row["code"], row["severity"]) for row in rows)
    for (code, severity), number in sorted(fired.items()):
        own = [
            judged[_key(row)]
            for row in rows
            if (row["code"], row["severity"]) == (code, severity) and _key(row) in judged
        ]
        counts = " | ".join(str(own.count(judgement)) for judgement in JUDGEMENTS)
        print(f"| {code} | {severity} | {number} | {len(own)} | {counts} |")


if __name__ == "__main__":
    main()
