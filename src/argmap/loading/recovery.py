"""Recovering from a syntax error: what is wrong, where, and how much of the document to skip.

The statement that failed is replaced by spaces, byte for byte, so that everything after it keeps its place.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from argmap.findings import Finding, Related, Severity
from argmap.loading.unnamed import STEP_TABLES
from argmap.model import Kind
from argmap.source import Place, Position, SourceText

_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_KEY_LINE = re.compile(r"""^\s*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:\s*\.\s*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*\s*=""")
_LIST_HEADER = re.compile(r"^\s*\[\[\s*([\w-]+)\s*\]\]")
_TABLES = frozenset(kind.table for kind in Kind)
_HEADER_LINE = re.compile(r"^\s*\[")
_HEADER = re.compile(r"^\s*\[\[?\s*([^\]\n]*)")


def too_many(source: SourceText, error: str) -> Finding:
    """The finding that there are more syntax errors than are reported, at the first of those left out."""
    row, column = _row_and_column(error, source.text.split("\n"))
    place = source.place_at(Position(row + 1, column + 1))
    return Finding("E010", Severity.ERROR, "more syntax errors from here on", place, "Fix the ones above first.")


def _row_and_column(error: str, lines: list[str]) -> tuple[int, int]:
    """The 0-based row and column in a parser's message; for "end of document", the end of the last non-blank line."""
    match = _WHERE.search(error)
    if match and match[1]:
        return min(int(match[1]) - 1, len(lines) - 1), int(match[2]) - 1
    row = next((row for row in range(len(lines) - 1, -1, -1) if lines[row].strip()), 0)
    return row, len(lines[row])


def _statement_start(lines: list[str], row: int) -> int:
    """The row, at or above `row`, where its statement begins."""
    while row > 0 and not _KEY_LINE.match(lines[row]) and not _HEADER_LINE.match(lines[row]):
        row -= 1
    return row


def _next_statement(lines: list[str], row: int) -> int:
    """The first row after `row` that begins a statement."""
    row += 1
    while row < len(lines) and not _KEY_LINE.match(lines[row]) and not _HEADER_LINE.match(lines[row]):
        row += 1
    return row


def _next_header(lines: list[str], row: int) -> int:
    row += 1
    while row < len(lines) and not _HEADER_LINE.match(lines[row]):
        row += 1
    return row


def report_and_blank(source: SourceText, lines: list[str], error: str, unread: list[tuple[str, ...]]) -> Finding:
    """Blank out the statement in `lines` that the parser's `error` is about, and return the finding.

    A table whose header cannot be read is blanked out entirely, and the keys of the header are added to `unread`.
    """
    row, column = _row_and_column(error, lines)
    words = _WHERE.sub("", error)
    first, last = _statement_start(lines, row), row
    if words.startswith("Unterminated") and _is_open_at_end(lines, first, row):
        words = _OPEN_AT_END  # the text ends with the file, in which the parser looks for the end of a line
    elif _WHERE.search(error) and words.startswith(("Unterminated", 'Expected "', "Expected \"'")):
        opener = _open_literal(lines) if words.startswith("Expected") else _open_string(lines)
        if opener is not None:
            row, column = opener
            first = _statement_start(lines, row)
            last = max(row, _next_statement(lines, row) - 1)
    elif (opened := _unclosed_list(lines, row, column, words)) is not None:
        row, column, words = opened
        first = _statement_start(lines, row)
        last = max(row, _next_statement(lines, row) - 1)
    if words.startswith("Cannot overwrite"):
        row = first
        column = len(lines[row]) - len(lines[row].lstrip())
    is_header = bool(_HEADER_LINE.match(lines[first]))
    if is_header:
        last = max(last, _next_header(lines, first) - 1)
        row, column = _header_fault(lines, first, row, column, words)
        keys = _header_keys(lines[first])
        if not words.startswith("Cannot declare"):
            unread.append(keys)
    place = source.place_at(Position(row + 1, column + 1), _token_length(lines[row], column))
    finding = _invisible(source, lines, first, row) or _finding(words, place, source, lines, first)
    for blank in range(first, last + 1):
        lines[blank] = re.sub(r"[^\t]", lambda match: " " * len(match[0].encode()), lines[blank])
    return finding


_NEWER = (
    (re.compile(r"\\[xe]"), "Write \\u0041 for \\x41, and \\u001b for \\e."),
    (re.compile(r"\d\d:\d\d(?!:)"), "Write the seconds as well: 10:30:00."),
    (re.compile(""), "Write an inline table on one line, without a comma after its last key."),
)


def newer_version(source: SourceText, text: str, error: str) -> tuple[dict[str, Any], Finding] | None:
    """What a text in TOML 1.1 says, and the finding on what TOML 1.0 lacks; None if it is not in TOML 1.1 either."""
    import tomli  # noqa: PLC0415 - only for a broken file

    try:
        data = tomli.loads(text)
    except (ValueError, RecursionError):
        return None
    lines = text.split("\n")
    row, column = _row_and_column(error, lines)
    place = source.place_at(Position(row + 1, column + 1), _token_length(lines[row], column))
    help_text = next(advice for sign, advice in _NEWER if sign.search(lines[row]))
    return data, Finding("E010", Severity.ERROR, "this is TOML 1.1, and maps are TOML 1.0", place, help_text)


_INVISIBLE = re.compile(
    r"[^\S \t\n\r]|[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)


def _invisible(source: SourceText, lines: list[str], first: int, row: int) -> Finding | None:
    """The finding on the first character outside of texts that nobody sees; None if there is none."""
    several_lines = any(quotes in line for line in lines[first : row + 1] for quotes in ('"""', "'''"))
    for number in range(first, first + 1 if several_lines else row + 1):
        closed = re.sub(r'"(?:\\.|[^"\\])*"|\'[^\']*\'', lambda match: "x" * len(match[0]), lines[number])
        match = _INVISIBLE.search(re.split(r"[\"'#]", closed, maxsplit=1)[0])  # and not in a text that does not end
        if match is not None:
            name = unicodedata.name(match[0], "a control character").lower()
            message = f"there is an invisible character here, U+{ord(match[0]):04X} ({name})"
            place = source.place_at(Position(number + 1, match.start() + 1))
            is_blank = match[0].isspace()
            help_text = "Write a plain space instead." if is_blank else "Delete it; retyping the word helps."
            return Finding("E010", Severity.ERROR, message, place, help_text)
    return None


_TOO_LONG = re.compile(r"[0-9][0-9_]{4299,}")  # Python reads no integer of more digits than 4,300


def shorten_number(source: SourceText, lines: list[str]) -> Finding | None:
    """Replace the first number in `lines` that is too long to be read by 0, and return the finding; None if none is."""
    for row, line in enumerate(lines):
        for match in _TOO_LONG.finditer(line):
            if line.count('"', 0, match.start()) % 2 == 0:
                place = source.place_at(Position(row + 1, match.start() + 1), len(match[0]))
                lines[row] = f"{line[: match.start()]}0{' ' * (len(match[0]) - 1)}{line[match.end() :]}"
                return Finding("E010", Severity.ERROR, "this number has too many digits", place, "Write a shorter one.")
    return None


def _header_fault(lines: list[str], first: int, row: int, column: int, words: str) -> tuple[int, int]:
    if words.startswith("Cannot declare"):
        return first, len(lines[first]) - len(lines[first].lstrip()) + 1
    return row, column


def _token_length(line: str, column: int) -> int:
    match = re.compile(r"[\w.-]+").match(line, column)
    return len(match[0]) if match else 1


def _open_literal(lines: list[str]) -> tuple[int, int] | None:
    """The row and column of the first single quote that is not closed on its line."""
    for row, line in enumerate(lines):
        rest = re.sub(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*', lambda match: " " * len(match[0]), line)
        if "'" in rest:
            return row, rest.index("'")
    return None


def _is_open_at_end(lines: list[str], first: int, row: int) -> bool:
    """Whether the last statement, from `first` to `row`, has a text of one line that is not closed."""
    rest = re.sub(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*', "", lines[row])
    return '"' in rest and not any(quotes in "".join(lines[first:]) for quotes in ('"""', "'''"))


def _open_string(lines: list[str]) -> tuple[int, int] | None:
    """The row and column of the last triple quote, if there is one."""
    for row in range(len(lines) - 1, -1, -1):
        at = max(lines[row].rfind('"""'), lines[row].rfind("'''"))
        if at >= 0:
            return row, at
    return None


def _unclosed_list(lines: list[str], row: int, column: int, words: str) -> tuple[int, int, str] | None:
    """The row and column of a list or inline table that is not closed before the statement or the end at `row`.

    The third item replaces the parser's message.
    """
    if not words.startswith(("Invalid value", "Unclosed", "Expected '=' after", "Invalid initial", "Expected newline")):
        return None
    starts_here = column <= len(lines[row]) - len(lines[row].lstrip())
    in_next = (_KEY_LINE.match(lines[row]) or _HEADER_LINE.match(lines[row])) and starts_here
    if in_next:
        above = row - 1
    elif words.startswith("Unclosed") or column >= len(lines[row].rstrip()):
        above = row
    else:
        return _unclosed_before_equals(lines, row, column)
    return _last_opener(lines, above)


def _unclosed_before_equals(lines: list[str], row: int, column: int) -> tuple[int, int, str] | None:
    """The case `from = ["a"` + newline + `to = "b"`, in which the parser fails inside the second line."""
    if column and _KEY_LINE.match(lines[row]) and column <= lines[row].find("="):
        return _last_opener(lines, row - 1)
    return None


def _last_opener(lines: list[str], row: int) -> tuple[int, int, str] | None:
    start = _statement_start(lines, max(row, 0))
    if not _KEY_LINE.match(lines[start]):
        return None
    value = "\n".join(lines[start : row + 1])
    stack: list[tuple[str, int]] = []
    for match in re.finditer(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]', value):
        if match[0] in "[{":
            stack.append((match[0], match.start()))
        elif match[0] in "]}" and stack:
            stack.pop()
    if not stack:
        return None
    char, at = stack[-1]
    what = "list" if char == "[" else "inline table"
    return start + value.count("\n", 0, at), at - (value.rfind("\n", 0, at) + 1), f"Unclosed {what}"


def _header_keys(line: str) -> tuple[str, ...]:
    match = _HEADER.match(line)
    return tuple(key.strip(" \t\"'") for key in match[1].split(".")) if match else ()


_OPEN_AT_END = "Illegal character '\\n'"
_MESSAGES: tuple[tuple[str, str, str], ...] = (
    (_OPEN_AT_END, "missing closing quote", 'End the text with ", or use """ for several lines.'),
    ("Illegal character", "the file contains a control character", "Remove it, or write it as an escape (\\u0000)."),
    ("Invalid value", "this is not a valid value", 'Text needs quotes: key = "text". Lists look like ["a", "b"].'),
    ("Unclosed list", "this list is not closed", "End it with ]."),
    ("Unclosed inline table", "this inline table is not closed", "End it with }, on the same line."),
    (
        "Expected newline",
        "unexpected text after the value",
        'Write one key = value per line, and " inside a text as \\".',
    ),
    ("Expected '=' after a key", "a key must be followed by =", 'Write key = "value".'),
    ("Expected ']", "the table header is not closed", "Write [table.id], or [[table]] for a list of tables."),
    (
        "Escaped character",
        "this escape stands for no character",
        "\\ud800 to \\udfff are halves of characters; write the character itself.",
    ),
    (
        "Invalid hex",
        "this escape is not complete",
        "Write \\u and four digits, or \\U and eight, of 0 to 9 and a to f.",
    ),
    ("Found invalid character", "a quote of more than one line has no end", 'End the text with """.'),
    ("Unescaped '\\'", "a backslash is not escaped", "Write it as \\\\, or put the text in 'single quotes'."),
    ("Cannot overwrite", "this key is already set", "Remove one of the two."),
    ("Cannot declare", "this table is already declared", "Give one of the two a different id."),
    ("Cannot mutate immutable", "this key is already set", "Remove one of the two."),
    ("Duplicate inline table key", "this key is already set", "Remove one of the two."),
    ("Unterminated string", "missing closing quotes", 'End the text with """.'),
    ("Expected", "missing closing quote", "End the text with the same quotes it starts with."),
    ("Invalid statement", "this is neither key = value nor a [table]", "Start comments with #."),
    ("Invalid initial character", "a key cannot start with this character", "Use letters, digits, - and _ in keys."),
    ("Invalid date or datetime", "this is not a valid date", "Write dates like 2024-06-17."),
)


_DATE = re.compile(r"=\s*(\d{4}-\d\d-\d\d)")


def _finding(words: str, place: Place, source: SourceText, lines: list[str], first: int) -> Finding:
    listed = _LIST_HEADER.match(lines[first])
    if listed and words.startswith("Cannot overwrite") and listed[1] in STEP_TABLES:
        message = f"the {listed[1]} are written both as tables and as a list"
        help_text = f"Write them all as [{listed[1]}.ID], or all as [[{listed[1]}]]."
        return Finding("E010", Severity.ERROR, message, place, help_text)
    if listed and words.startswith("Cannot overwrite") and listed[1] in _TABLES:
        message = f'"{listed[1]}" cannot be a list: only inferences and objections need no id'
        return Finding("E013", Severity.ERROR, message, place, f"Give each of them an id: [{listed[1]}.some-id].")
    if "\r" in source.text.replace("\r\n", "") and "\n" not in source.text:
        message = "the lines end with a carriage return alone"
        return Finding("E010", Severity.ERROR, message, place, "Save the file with line feeds (LF) as line ends.")
    if words.startswith("Cannot declare"):
        return _declared_twice(place, source, lines, first)
    if (date := _DATE.search(place.line_text)) and words.startswith("Expected newline"):
        at = Position(place.span.start.line, date.start(1) + 1)
        return Finding(
            "E010", Severity.ERROR, "this date does not exist", source.place_at(at, len(date[1])), "Correct it."
        )
    for pattern, message, help_text in _SLIPS:
        if (match := pattern.search(place.line_text)) is not None and words.startswith(
            ("Expected", "Invalid", "Unclosed")
        ):
            marked = source.place_at(Position(place.span.start.line, match.start(1) + 1), len(match[1]))
            return Finding("E010", Severity.ERROR, message, marked, help_text.format(*match.groups()))
    for start, message, help_text in _MESSAGES:
        if words.startswith(start):
            return Finding("E010", Severity.ERROR, message, place, help_text)
    return Finding("E010", Severity.ERROR, f"invalid TOML: {words[:1].lower()}{words[1:]}", place)


_VALUE = r"""^[^"'#=]*=\s*"""
_SLIPS = (
    (
        re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?: |$)"),
        "this line marks a conflict that git left open",
        "Keep one of the two versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
    ),
    (re.compile(_VALUE + r"((\d+),(\d+))\s*(?:#|$)"), "a number has a point, not a comma", "Write {1}.{2}."),
    (
        re.compile(_VALUE + r"(\d+(?:\.\d+)?\s*%)"),
        "a grade is a number from 0 to 1, or a word",
        "Divide it by 100: 50 % is 0.5.",
    ),
    (re.compile(_VALUE + r"(([+-]?)\.(\d+))"), "a number does not begin with a point", "Write {1}0.{2}."),
    (
        re.compile(_VALUE + r"('[^']*'\w.*)$"),
        "this text in single quotes ends at its apostrophe",
        'Use double quotes: "...".',
    ),
    (
        re.compile(_VALUE + r"([\u201c\u201d\u201e\u00ab\u2018\u2019\u201a\u2039].*)$"),
        "a text needs straight quotes",
        'Write it as key = "text"; word processors make curly quotes of these.',
    ),
    (re.compile(r"""["'](\s+)["'][^\]=]*\]"""), "a comma is missing between two items of a list", 'Write ["a", "b"].'),
)
"""What people write for what TOML has: the pattern with the slip in its first group, the message, and the help."""


def _declared_twice(place: Place, source: SourceText, lines: list[str], row: int) -> Finding:
    keys = _header_keys(lines[row])
    name = ".".join(keys)
    related: tuple[Related, ...] = ()
    for earlier in range(row):
        if _HEADER_LINE.match(lines[earlier]) and _header_keys(lines[earlier]) == keys:
            column = lines[earlier].index("[") + 2
            related = (Related(source.place_at(Position(earlier + 1, column), len(name)), "first declared here"),)
            break
    message = f'"{keys[-1] if keys else name}" is already declared'
    code = "E021" if len(keys) > 1 else "E010"
    help_text = "Give one of the two a different id." if len(keys) > 1 else "Put all its keys under one header."
    return Finding(code, Severity.ERROR, message, place, help_text, related)
