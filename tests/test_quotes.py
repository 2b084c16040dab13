"""Quotes looked up in texts of every kind of file."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import analysed

from argmap.analysis import analyse
from argmap.language.quotes import difference, look_up
from argmap.loading.load import load_text
from argmap.model import Quote
from argmap.project.source_texts import TextError, read_text, source_texts

TEXT = "Low wages, over\u00addue wages,\n  rising gas prices – “and more”. It’s said. Low pay. Low pay."


@pytest.mark.parametrize(
    ("quote", "count"),
    [
        (Quote(source="s", exact="Low wages, overdue wages"), 1),
        (Quote(source="s", exact="overdue wages, rising gas"), 1),
        (Quote(source="s", exact='prices - "and more"'), 1),
        (Quote(source="s", exact="It's said"), 1),
        (Quote(source="s", exact="Low pay"), 2),
        (Quote(source="s", exact="low wages"), 0),
        (Quote(source="s", start="Low wages", end="gas prices"), 1),
        (Quote(source="s", start="Low pay"), 2),
        (Quote(source="s", start="gas prices", end="Low wages"), 0),
        (Quote(source="s", exact="ﬁnd"), 0),
    ],
)
def test_look_up(quote: Quote, count: int) -> None:
    assert look_up(quote, TEXT).count == count


def test_forms_of_unicode_are_one() -> None:
    assert look_up(Quote(source="s", exact="café ﬁne"), "cafe\u0301 fine").count == 1


def test_the_nearest_passage_and_its_difference() -> None:
    found = look_up(Quote(source="s", exact="Low wages and overdue wages"), TEXT)
    assert found.nearest == "Low wages, overdue wages"
    marked = difference("Low wages and overdue wages", found.nearest)
    assert marked == "Low [-wages and-]{+wages,+} overdue wages"
    assert look_up(Quote(source="s", exact="nothing like this at all"), TEXT).nearest == ""


def test_kinds_of_files(tmp_path: Path) -> None:
    page = "<html><head><title>Low pay</title><style>p{}</style></head><body><p>Low <b>wa</b>ges,<br>overdue</p>"
    (tmp_path / "a.html").write_text(
        page + "<script>let x = 'wages'</script><p>&ldquo;and&nbsp;more&rdquo;</body></html>"
    )
    text = read_text(tmp_path / "a.html")
    for words in ("Low wages, overdue", '"and more"'):
        assert look_up(Quote(source="s", exact=words), text).count == 1
    assert look_up(Quote(source="s", exact="let x"), text).count == 0
    (tmp_path / "a.md").write_text("# Low pay\n\n- **Low** [wages](http://x), _overdue_\n> so it *is*")
    text = read_text(tmp_path / "a.md")
    assert look_up(Quote(source="s", exact="Low wages, overdue so it is"), text).count == 1


def pdf(folder: Path) -> Path:
    import typst

    source = folder / "a.typ"
    source.write_text(
        '#set page(width: 6cm)\n#set text(hyphenate: true, lang: "en")\nThe Constitutional Court '
        "declared the extraordinary circumstances unquestionably incomprehensible and overdue."
    )
    typst.compile(str(source), output=str(folder / "a.pdf"))
    return folder / "a.pdf"


def test_pdf(tmp_path: Path) -> None:
    text = read_text(pdf(tmp_path))
    assert look_up(Quote(source="s", exact="extraordinary circumstances"), text).count == 1
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(TextError):
        read_text(tmp_path / "broken.pdf")


MAP = """
[sources.s]
title = "S"
text = "{text}"
[premises.a]
text = "A."
quote = {{ source = "s", exact = "over here" }}
[conclusions.c]
text = "C."
[inferences.i]
from = ["a"]
to = "c"
scheme = "sign"
"""


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("source.txt", "T302", 'appears 2 times in "s"'),
        ("gone.txt", "T315", "no such file"),
        ("../outside.txt", "T315", "it is outside the folder of the map"),
        ("/etc/passwd", "T315", "it is outside the folder of the map"),
        (".", "T315", "it is a folder"),
    ],
)
def test_the_text_of_a_map(tmp_path: Path, text: str, code: str, says: str) -> None:
    folder = tmp_path / "maps"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text("over here")
    (folder / "source.txt").write_text("over here and over here")
    (folder / "map.toml").write_text(MAP.format(text=text))
    found = [one for one in analysed(folder / "map.toml").findings if one.code.startswith("T3")]
    assert [one.code for one in found] == [code]
    assert says in found[0].message


def test_a_quote_is_placed_at_its_words(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Nothing of it.")
    loaded = load_text(MAP.format(text="x.txt"), root=tmp_path)
    (found,) = [
        one
        for one in analyse(loaded, None, source_texts(loaded, {"s": tmp_path / "x.txt"})).findings
        if one.code == "T301"
    ]
    span = found.place.span
    assert found.place.line_text[span.start.column - 1 : span.end.column - 1] == '"over here"'
