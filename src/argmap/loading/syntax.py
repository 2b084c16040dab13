"""TOML syntax: the values of a document, and every syntax error in it, not just the first.

The standard library's parser stops at the first error; `recovery` then blanks out the statement that failed, and
the rest is parsed again.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import Any

from argmap.findings import Finding
from argmap.source import SourceText

MAX_SYNTAX_ERRORS = 25
_MAX_REPARSED = 40_000_000  # characters parsed in total, so that a large broken file does not take forever


@dataclass
class Parsed:
    """A document's values, its syntax errors, and the ids declared in parts that could not be read."""

    data: dict[str, Any]
    errors: list[Finding] = field(default_factory=list)
    unread: list[tuple[str, ...]] = field(default_factory=list)
    cleaned: bytes = b""
    too_deep: bool = False


def parse(source: SourceText) -> Parsed:
    """Parse a TOML document, continuing after syntax errors. Never raises an error, whatever the file contains."""
    parsed = Parsed({})
    lines = source.text.replace("\r\n", " \n").split("\n")
    spent = 0
    while True:
        text = "\n".join(lines)
        try:
            parsed.data = tomllib.loads(text)
        except RecursionError:
            parsed.too_deep = True
        except tomllib.TOMLDecodeError as error:
            # 5 ms, only for a broken file
            from argmap.loading.recovery import newer_version, report_and_blank, too_many  # noqa: PLC0415

            if not parsed.errors and (newer := newer_version(source, text, str(error))) is not None:
                parsed.data, finding = newer
                parsed.errors.append(finding)
                break
            spent += len(text)
            if len(parsed.errors) < MAX_SYNTAX_ERRORS and spent < _MAX_REPARSED:
                parsed.errors.append(report_and_blank(source, lines, str(error), parsed.unread))
                continue
            parsed.errors.append(too_many(source, str(error)))
        except ValueError:  # of a number with more digits than Python reads
            from argmap.loading.recovery import shorten_number  # noqa: PLC0415 - as above

            spent += len(text)
            found = shorten_number(source, lines) if spent < _MAX_REPARSED else None
            if found is not None:
                parsed.errors.append(found)
                continue
            parsed.errors.append(too_many(source, ""))
        break
    parsed.cleaned = "\n".join(lines).encode()
    parsed.errors.sort(key=lambda finding: finding.place.span)
    return parsed
