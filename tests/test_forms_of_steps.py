"""Steps as tables with ids, as entries of lists without, and from one to the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import analysed

from argmap.compare.diff import compare
from argmap.editing.format import UnusualNotation, formatted_source
from argmap.editing.steps import StepForm, referred_to
from argmap.loading.load import load_file, load_text
from argmap.source import SourceText

TABLES = """[premises.p]
text = "P."

# first
[inferences.so]  # beside
from = ["p"]
to = "c"  # to C
scheme = "sign"

[inferences.so.answers]
other-cause = "None."

[claims.c]
text = "C."

[inferences.kept]
from = ["c"]
to = "z"

# below
[objections.o]
against = "kept"
text = "O."

[objections.n]
against = "o"
text = "N."

[conclusions.z]
text = "Z."
"""
LIST = """[premises.p]
text = "P."

# first
[[inferences]]  # beside
from = ["p"]
to = "c"  # to C
scheme = "sign"

[inferences.answers]
other-cause = "None."

[claims.c]
text = "C."

[[inferences]]
id = "kept"
from = ["c"]
to = "z"

# below
[[objections]]
id = "o"
against = "kept"
text = "O."

[[objections]]
against = "o"
text = "N."

[conclusions.z]
text = "Z."
"""
NAMED = TABLES.replace("inferences.so", "inferences.p-to-c").replace("objections.n]", "objections.n-against-o]")
COMMENTED = """[premises.p]
text = "P."

# above
[[inferences]]
# about the id
id = "so"  # a name
from = ["p"]
to = "z"

[conclusions.z]
text = "Z."
"""
UNCOMMENTED = """[premises.p]
text = "P."

# above

# about the id

# a name
[inferences.so]
from = ["p"]
to = "z"

[conclusions.z]
text = "Z."
"""


def turned(text: str, form: StepForm | None) -> str:
    kept = referred_to(load_text(text.replace("\r\n", "\n")).map)
    return formatted_source(SourceText("m.toml", text.encode()), form, kept)


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        (TABLES, StepForm.LIST, LIST),
        (LIST, StepForm.TABLES, NAMED),
        (NAMED, StepForm.LIST, LIST),
        (LIST, StepForm.LIST, LIST),
        (TABLES, StepForm.TABLES, TABLES),
        (TABLES, None, TABLES),
        (LIST, None, LIST),
        (COMMENTED, StepForm.TABLES, UNCOMMENTED),
        (TABLES.replace("\n", "\r\n"), StepForm.LIST, LIST.replace("\n", "\r\n")),
        (LIST.replace('id = "kept"\nfrom = ["c"]\n', 'from = ["c"]\nid = "kept"\n'), None, LIST),
    ],
)
def test_steps_in_either_form(text: str, form: StepForm | None, expected: str) -> None:
    assert turned(text, form) == expected
    assert turned(expected, form) == expected


QUOTED = """[sources.s]
title = "S"

[premises.p]
text = "P."

[conclusions.z]
text = "Z."

[inferences.p-to-z]
from = ["p"]
to = "z"

[[inferences.p-to-z.quote]]
source = "s"
exact = "so it is"

[[inferences.p-to-z.quote]]
source = "s"
"""


def test_lists_within_steps_are_turned_with_them() -> None:
    listed = QUOTED.replace("[inferences.p-to-z]", "[[inferences]]").replace("inferences.p-to-z.", "inferences.")
    assert turned(QUOTED, StepForm.LIST) == listed
    assert turned(listed, StepForm.TABLES) == QUOTED


def test_an_id_that_would_go_to_another_step_is_kept() -> None:
    text = QUOTED.replace("[inferences.p-to-z]", '[inferences.a]\nfrom = ["p"]\nto = "z"\n\n[inferences.p-to-z]')
    listed = turned(text, StepForm.LIST)
    assert '[[inferences]]\nfrom = ["p"]' in listed
    assert '[[inferences]]\nid = "p-to-z"' in listed
    changes = compare(analysed(text), analysed(listed)).changes
    assert [(one.key, one.before, one.after) for one in changes] == [("id", "a", "none")]


def test_what_an_included_file_refers_to_is_kept(tmp_path: Path) -> None:
    (tmp_path / "part.toml").write_text('[premises.q]\ntext = "Q."\n[notes.n]\non = "mine"\ntext = "N."\n')
    path = tmp_path / "map.toml"
    path.write_text(
        'include = "part.toml"\n[conclusions.z]\ntext = "Z."\n[inferences.mine]\nfrom = ["q"]\nto = "z"\n'
        '[inferences.yours]\nfrom = ["q"]\nto = "z"\nscheme = "sign"\n'
    )
    ended = formatted_with(StepForm.LIST, path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "formatted map.toml\n")
    steps = path.read_text().partition("[[inferences]]")[2]
    assert 'id = "mine"' in steps
    assert "yours" not in steps
    assert "mine" in load_file(path).map.inferences


def formatted_with(form: StepForm, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "argmap", "fmt", "--steps", form.value, path.name],
        capture_output=True, text=True, cwd=path.parent, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("steps", "form", "place"),
    [
        ('inferences = [{ from = ["p"], to = "z" }]\n', StepForm.TABLES, (1, 1, 11)),
        ('inferences = { i = { from = ["p"], to = "z" } }\n', StepForm.LIST, (1, 1, 11)),
        ('format = 1\ninferences.i.from = ["p"]\ninferences.i.to = "z"\n', StepForm.LIST, (2, 12, 13)),
        (
            '[[inferences]]\nfrom = ["p"]\nto = "z"\n[objections]\n  o = { text = "O.", against = "z" }\n',
            StepForm.LIST,
            (5, 3, 4),
        ),
        (
            '[inferences.j]\nfrom = ["p"]\nto = "z"\n[inferences]\ni = { from = ["p"], to = "z" }\n',
            StepForm.LIST,
            (5, 1, 2),
        ),
    ],
)
def test_steps_in_a_notation_that_cannot_be_turned(
    steps: str, form: StepForm, place: tuple[int, int, int], tmp_path: Path
) -> None:
    text = f'{steps}[premises.p]\ntext = "P."\n[conclusions.z]\ntext = "Z."\n'
    with pytest.raises(UnusualNotation) as refused:
        turned(text, form)
    start, end = refused.value.place.span
    assert (start.line, start.column, end.column) == place
    path = tmp_path / "map.toml"
    path.write_text(text)
    ended = formatted_with(form, path)
    assert (ended.returncode, ended.stdout, path.read_text()) == (2, "", text)
    assert ended.stderr.splitlines()[:2] == [
        f"map.toml:{start.line}:{start.column}: a step is written in a way that cannot be rewritten",
        f"  {start.line} | {text.splitlines()[start.line - 1]}",
    ]


REFERRING = """
[map.presentation]
order = ["in-order"]
[map.presentation.notes]
noted = "Say this."
[concepts.k]
term = "k"
[concepts.k.typology]
claimed-by = "z"
[concepts.k.typology.axes]
a = ["x", "y"]
[[concepts.k.typology.cells]]
at = { a = "x" }
filled-by = ["in-cell"]
[premises.p]
text = "P."
[premises.licence]
text = "L."
[conclusions.z]
text = "Z."
[cautions.w]
on = ["cautioned"]
text = "W."
[contested.t]
on = "disputed"
by = "B"
reason = "R."
[notes.n]
on = "on-note"
text = "N."
[objections.o]
against = "attacked"
text = "O."
[objections.answered]
against = "z"
text = "A."
[inferences.support]
from = ["p"]
to = "answered"
warrant = "licence"
[[accept]]
on = "accepted"
code = "S112"
because = "so"
[[accept]]
code = "S101"
because = "so"
"""
NAMES = ("in-order", "noted", "in-cell", "cautioned", "disputed", "on-note", "attacked", "accepted", "unused")


def test_which_steps_must_keep_their_ids() -> None:
    text = REFERRING + "".join(f'[inferences.{name}]\nfrom = ["p"]\nto = "z"\n' for name in NAMES)
    map_ = load_text(text).map
    found = referred_to(map_)
    assert [name for name in (*map_.inferences, *map_.objections) if name not in found] == ["support", "unused", "o"]
    assert "licence" not in found, "a warrant is a statement, so no step can be meant by it"


def test_the_forms_are_called_as_they_are_typed() -> None:
    assert [form.value for form in StepForm] == ["tables", "list"]


def test_a_step_that_would_be_taken_for_another_keeps_its_id() -> None:
    step = '[inferences.{}]\nfrom = ["p"]\nto = "z"\n'
    text = '[premises.p]\ntext = "P."\n\n[conclusions.z]\ntext = "Z."\n'
    text += step.format("p-to-z") + step.format("so") + '[notes.n]\ntext = "N."\non = "p-to-z"\n'
    kept = referred_to(load_text(text).map)
    made = formatted_source(SourceText("m.toml", text.encode()), StepForm.LIST, kept)
    assert list(load_text(made).map.inferences) == ["p-to-z", "so"]
