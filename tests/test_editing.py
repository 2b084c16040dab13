"""Edits of a map's file and its layout, case by case: what stands around the place stays as it is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from argmap.editing.fixes import Action, Edit, edited, fixed
from argmap.editing.format import formatted, formatted_source
from argmap.findings import MapError
from argmap.loading.load import load_file, load_text
from argmap.source import SourceText

TEXT = """# head
[premises.p]
text = "P."  # beside
grade = 0.9 # why
concepts = ["c"]
[claims.q] # here
text = "Q."
[concepts.c]
term = "c"

[[accept]]
code = "S101"
because = "a"
# about the second

[[accept]]
code = "S102"
because = "b"
"""


def made(edits: list[Edit], text: str = TEXT) -> str:
    return edited(load_text(text).documents[0], edits).decode()


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (Edit(("premises", "p", "text"), Action.SET, '"R."'), 'text = "P."  # beside', 'text = "R."  # beside'),
        (Edit(("premises", "p", "grade"), Action.SET, "0.5"), "grade = 0.9 # why", "grade = 0.5 # why"),
        (Edit(("claims", "q", "text"), Action.SET, '"R."'), 'text = "Q."', 'text = "R."'),
        (Edit(("premises", "p", "grade"), Action.COMMENT), "grade = 0.9 # why\n", "# grade = 0.9 # why\n"),
        (Edit(("premises", "p", "concepts"), Action.COMMENT), 'concepts = ["c"]\n', '# concepts = ["c"]\n'),
        (Edit(("premises", "p", "tags"), Action.ADD, '"so"'), "# beside\n", '# beside\ntags = ["so"]\n'),
        (Edit(("premises", "p", "concepts"), Action.ADD, '"d"'), '["c"]', '["c", "d"]'),
        (Edit(("claims", "q", "concepts"), Action.ADD, '"c"'), 'text = "Q."\n', 'text = "Q."\nconcepts = ["c"]\n'),
        (Edit(("premises", "p"), Action.MOVE, "claims"), "[premises.p]", "[claims.p]"),
        (Edit(("claims", "q"), Action.MOVE, "premises"), "[claims.q] # here", "[premises.q] # here"),
        (Edit(("accept", 0), Action.REMOVE), '[[accept]]\ncode = "S101"\nbecause = "a"\n', ""),
        (Edit(("accept", 1), Action.REMOVE), '[[accept]]\ncode = "S102"\nbecause = "b"\n', ""),
        (Edit(("accept", 1, "because"), Action.SET, '"c"'), 'because = "b"', 'because = "c"'),
        (Edit(("premises", "p", "quote"), Action.COMMENT), "", ""),
        (Edit(("premises", "gone", "because"), Action.SET, '"so"'), "", ""),
        (Edit(("premises", "gone"), Action.MOVE, "claims"), "", ""),
        (Edit(("concepts", "c", "because"), Action.SET, '"so"'), "", ""),
    ],
)
def test_an_edit_changes_its_place_alone(edit: Edit, old: str, new: str) -> None:
    assert made([edit]) == TEXT.replace(old, new, 1)
    assert made([edit, edit]) == TEXT.replace(old, new, 1)
    windows = TEXT.replace("\n", "\r\n")
    assert made([edit], windows) == windows.replace(old.replace("\n", "\r\n"), new.replace("\n", "\r\n"), 1)


def test_edits_that_meet_are_made_once() -> None:
    term = ("concepts", "c", "term")
    both = made(
        [
            Edit(("accept", 0), Action.REMOVE),
            Edit(("accept", 0, "because"), Action.SET, '"z"'),
            Edit(term, Action.SET, '"d"'),
        ]
    )
    assert 'term = "d"' in both
    assert tomllib.loads(both)["accept"][0] == {"code": "S101", "because": "z"}


QUOTED = """[sources.s]
title = "S"
[premises.p]
text = "P."
quote = [
  { source = "s", exact = "x" } # one
]
"""


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        ('premises.p.text = "P."\n', Edit(("premises", "p"), Action.MOVE, "claims"), None),
        ('[premises]\np = { text = "P." }\n', Edit(("premises", "p"), Action.MOVE, "claims"), None),
        ('[premises]\np = { text = "P.", grade = 0.5 }\n', Edit(("premises", "p", "grade"), Action.COMMENT), None),
        ('[premises]\np = { text = "P.", grade = 0.5 }\n', Edit(("premises", "p", "because"), Action.SET, '"x"'), None),
        (
            '[premises]\np = { text = "P.", grade = 0.5 }\n',
            Edit(("premises", "p", "grade"), Action.SET, "0.1"),
            "grade = 0.1 }",
        ),
        (QUOTED, Edit(("premises", "p", "quote", 0, "start"), Action.SET, '"x"'), None),
        (QUOTED, Edit(("premises", "p", "quote", 1, "exact"), Action.SET, '"x"'), None),
        (
            QUOTED,
            Edit(("premises", "p", "quote", 0, "exact"), Action.SET, '"z"'),
            '{ source = "s", exact = "z" } # one',
        ),
        ('[ premises . p ]\ntext = "P."', Edit(("premises", "p"), Action.MOVE, "claims"), "[ claims . p ]\n"),
        (
            '[premises.p]\ntext = "P."',
            Edit(("premises", "p", "tags"), Action.ADD, '"x"'),
            'text = "P."\ntags = ["x"]',
        ),
        (
            '[premises.p]\ntext = "P."\ngrade = 0.5',
            Edit(("premises", "p", "grade"), Action.COMMENT),
            '[premises.p]\ntext = "P."\n',
        ),
        (
            '[premises.p]\ntext = """a\nb"""\n',
            Edit(("premises", "p", "tags"), Action.ADD, '"x"'),
            'b"""\ntags = ["x"]\n',
        ),
        (
            '[premises.p]\ngrade = 0.5\ntext = "P."\n',
            Edit(("premises", "p", "grade"), Action.COMMENT),
            '[premises.p]\n# grade = 0.5\ntext = "P."\n',
        ),
    ],
)
def test_an_edit_of_an_unusual_notation_is_left_out(text: str, edit: Edit, expected: str | None) -> None:
    found = made([edit], text)
    if expected is None:
        assert found == text
    else:
        assert found != text
        assert expected in found
        load_text(found)


def test_a_table_of_a_list_goes_with_its_blank_lines() -> None:
    text = TEXT + '\n\n[[accept]]\ncode = "S103"\nbecause = "c"\n\n\n[conclusions.z]\ntext = "Z."\n'
    assert made([Edit(("accept", 2), Action.REMOVE)], text) == text.replace(
        '[[accept]]\ncode = "S103"\nbecause = "c"\n\n\n', ""
    )
    assert made([Edit(("accept", number), Action.REMOVE) for number in range(3)], text).count("accept") == 0
    last = TEXT.rstrip("\n")
    assert made([Edit(("accept", 1), Action.REMOVE)], last) == last[: last.rindex("[[accept]]")]


def test_each_file_gets_its_own_edits(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('include = "b.toml"\n' + TEXT, encoding="utf-8", newline="")
    part = '[premises.x]\ntext = "X."\n[[accept]]\ncode = "S103"\nbecause = "c"\n'
    (tmp_path / "b.toml").write_text(part, encoding="utf-8", newline="")
    (tmp_path / "argmap.toml").write_text("")
    loaded = load_file(tmp_path / "a.toml")
    edits = [
        Edit(("accept", 2, "because"), Action.SET, '"z"'),
        Edit(("premises", "x", "text"), Action.SET, '"Y."'),
        Edit(("claims", "q", "text"), Action.SET, '"Q."'),
    ]
    assert {path.name: data.decode() for path, data in fixed(loaded, [[edit] for edit in edits]).items()} == {
        "b.toml": part.replace('"X."', '"Y."').replace('"c"', '"z"')
    }
    assert fixed(load_text(TEXT), [[Edit(("claims", "q", "text"), Action.SET, '"R."')]]) == {}
    assert fixed(loaded, []) == {}


LONG = [f"premise-number-{number}" for number in range(9)]
FLAT = 'from = ["' + "x" * 109 + '"]'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "\n"),
        ("# only\n", "# only\n"),
        ("a=1", "a = 1\n"),
        ("a . 'b c' = 1\n", "a.'b c' = 1\n"),
        ("a = 'it'\nb = 'i\"t'\nc = 'i\\t'\n", "a = \"it\"\nb = 'i\"t'\nc = 'i\\t'\n"),
        ("d = ''\ne = '''x'''\n", "d = \"\"\ne = '''x'''\n"),
        ("a = {  }\nb = { c=1 ,d = [ 1,2 ] }\n", "a = {}\nb = { c = 1, d = [1, 2] }\n"),
        ("a = [ ]\nb = [ [1 ,2],\n[3] ]\n", "a = []\nb = [[1, 2], [3]]\n"),
        ("a = [ # why\n 1,\n]\n", "a = [ # why\n 1,\n]\n"),
        ('a = [ """x\ny""" ]\n', 'a = [ """x\ny""" ]\n'),
        ("a = 1 # b\n", "a = 1  # b\n"),
        ("[ premises . p ] # b\ntext='P'\n", '[premises.p]  # b\ntext = "P"\n'),
        ("[[ accept ]]\ncode='S101'\n", '[[accept]]\ncode = "S101"\n'),
        (FLAT + "\n", FLAT + "\n"),
        (FLAT.replace('"]', 'x"]') + "\n", 'from = [\n    "' + "x" * 110 + '",\n]\n'),
        ("a = { b = " + str(LONG).replace("'", '"') + " }\n", "a = { b = " + str(LONG).replace("'", '"') + " }\n"),
        ("include = 'x'\nformat = 1\n", 'format = 1\ninclude = "x"\n'),
        ("zzz = 1\nformat = 1\n", "format = 1\nzzz = 1\n"),
        ("[accept]\n[premises.p]\n[sources.s]\n[map]\n", "[map]\n\n[sources.s]\n\n[premises.p]\n\n[accept]\n"),
        ("[x]\na = 1\n[map]\n", "[map]\n\n[x]\na = 1\n"),
        ("[premises.p]\nquote=1\nconcepts=2\nbecause='b'\ngrade=1\ntext='t'\nodd=3\n",
         '[premises.p]\ntext = "t"\ngrade = 1\nbecause = "b"\nconcepts = 2\nquote = 1\nodd = 3\n'),
        ("a = ['x', { b = 'y' }]\n", 'a = ["x", { b = "y" }]\n'),
        ("# a\n\n# b\n[premises.p]\n[map]\n", "# a\n\n[map]\n\n# b\n[premises.p]\n"),
        ("# a\n\n# b\n[map]\n", "# a\n\n# b\n[map]\n"),
        ("# a\n\n# b\n\n[premises.p]\n[map]\n", "# a\n\n# b\n\n[map]\n\n[premises.p]\n"),
        ("[map]\n# below\n\n# above\n[premises.p]\n", "[map]\n# below\n\n# above\n[premises.p]\n"),
        ("[premises.p]\n# below\n\n[map]\n", "[map]\n\n[premises.p]\n# below\n"),
        ("[premises.p]\n# with the map\n[map]\n", "# with the map\n[map]\n\n[premises.p]\n"),
        ("[premises.p]\n\n# with the map\n\n[map]\n", "# with the map\n\n[map]\n\n[premises.p]\n"),
        ("[premises.p]\n# one\n# two\n\n# three\n\n# four\n[map]\n",
         "# three\n\n# four\n[map]\n\n[premises.p]\n# one\n# two\n"),
        ("[map]\ntitle = 'a'\n# to language\nlanguage = 'en'\n# end\n",
         '[map]\ntitle = "a"\n# to language\nlanguage = "en"\n# end\n'),
        ("[map]\nlanguage = 'en'\n\n# to title\n\ntitle = 'a'\n", '[map]\n# to title\ntitle = "a"\nlanguage = "en"\n'),
        ("a = 1\r\n[map]\r\n", "a = 1\r\n\r\n[map]\r\n"),
    ],
)  # fmt: skip
def test_layout(text: str, expected: str) -> None:
    assert formatted(text) == expected
    assert formatted(expected) == expected


@pytest.mark.parametrize("made", ["a = \n", "a = 2\n", "", "b = 1\n"])
def test_a_layout_that_says_something_else_is_not_made(monkeypatch: pytest.MonkeyPatch, made: str) -> None:
    monkeypatch.setattr("argmap.editing.format._joined", lambda _: made)
    assert formatted("a=1\n") == "a=1\n"
    assert formatted("a=1\r\n") == "a=1\r\n"


def test_what_is_no_toml_has_no_layout() -> None:
    with pytest.raises(MapError) as said:
        formatted_source(SourceText("m.toml", b"[premises.p]\ntext = \n"))
    assert [one.code for one in said.value.findings] == ["E010"]
    assert said.value.__suppress_context__
    deep = "a = " + "[" * 1000 + "]" * 1000 + "\n"
    with pytest.raises(MapError) as said:
        formatted_source(SourceText("m.toml", deep.encode()))
    (found,) = said.value.findings
    assert (found.code, found.severity.value, found.place.span) == ("E007", "error", ((1, 37), (1, 38)))
    assert found.message == "nested deeper than 32 levels"
    assert found.help == "A map needs no more than five levels."
    assert formatted_source(SourceText("m.toml", b"a=1")) == "a = 1\n"
