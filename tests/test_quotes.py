"""Quotes looked up in texts of every kind of file."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import analysed

from argmap.analysis import analyse
from argmap.language.nearest import difference
from argmap.language.quotes import Lookup, look_up
from argmap.loading.load import load_text
from argmap.model import Quote
from argmap.project.source_texts import TextError, read_text, source_texts

TEXT = "Low wages, over\u00addue wages,\n  rising gas prices – “and more”. It’s said. Low pay. Low pay."


def found(text: str, words: str | tuple[str, str]) -> Lookup:
    """The result of looking up words, or a start and an end."""
    form = {"exact": words} if isinstance(words, str) else {"start": words[0], "end": words[1]}
    return look_up(Quote(source="s", **form), text)


BANK = "The bank was unable to pay its debts. In the fire 1300 people died. Nonviolence helps. We can't."
LEASE = "The tenant may keep one dog [see 2] in the garden. The landlord may not terminate the lease."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEXT, "Low wages, overdue wages"),
        (TEXT, "overdue wages, rising gas"),
        (TEXT, 'prices - "and more"'),
        (TEXT, "It's said"),
        (TEXT, ("Low wages", "gas prices")),
        (BANK, "unable to pay its debts"),
        (BANK, "We can't"),
        ("The unable man was able.", "able"),
        ("他们明年修建大坝。", "明年修建"),
        ("พนักงานใหม่", "งานใหม่"),
        ("See the informa-\ntion desk.", "the information desk"),
        ("In May the govern-\n  ment fell.", "the government fell"),
        ("Die Regie\u00ad\nrung fiel.", "Die Regierung fiel"),
        ("He is a well-\nknown man.", "a well-known man"),
        ("It is — they said — over.", "It is -- they said -- over"),
        ("It is — they said — over.", "It is—they said—over"),
        ("From 1914–18 it was so.", "1914-18 it was"),
        ("Er sagte ‹ja› dann.", "Er sagte 'ja' dann"),
        ("He said ‘stop’ now.", 'said "stop" now'),
        ('"Nothing," she said.', "‘Nothing,’ she said"),
        ("Il a dit « non » hier.", "dit «\u00a0non\u00a0» hier"),
        ("x a:b c", "b c"),
        (LEASE, "[t]he tenant may keep"),
        (LEASE, "The tenant … in the garden"),
        (LEASE, "tenant [...] garden"),
        (LEASE, "may keep [a dog] in the garden"),
        ("Wait... what?", "Wait... what"),
        ("Зарплаты низкие.", "Зарплаты низкие"),
        ("cafe\u0301 fine", "café ﬁne"),
    ],
)
def test_a_quote_that_holds(text: str, words: str | tuple[str, str]) -> None:
    assert found(text, words).count == 1


@pytest.mark.parametrize(
    ("text", "words", "nearest"),
    [
        (
            "We counted nine thousand cars a day. Of these two thirds do not stop. We saw it.",
            "nine tenths do not stop",
            "two thirds do not stop",
        ),
        (BANK, "able to pay its debts", "unable to pay its debts"),
        (BANK, "300 people died", "1300 people died"),
        (BANK, "violence helps", "Nonviolence helps"),
        (BANK, "bank was able", "bank was unable"),
        (BANK, "The bank was [un]able to pay its debts", "The bank was unable to pay its debts"),
        (BANK, "We can", "We can't"),
        ("We were unhappy with it.", "happy with it", "unhappy with it"),
        ("He was un-\nable to.", "able to", "un-able to"),
        ("a informa-tion desk", "information desk", ""),
        ("It fell to -5 degrees.", "5 degrees", "-5 degrees"),
        ("It grew by .5 percent.", "5 percent", ".5 percent"),
        ("Some 1,300 people.", "300 people", "1,300 people"),
        ("l’homme est mort", "homme est", "l’homme est"),
        (LEASE, "may keep one dog in the garden", "may keep one dog [see 2] in the garden"),
        (
            "In a town flooded two years ago, the old bridge did not move, but the new one did.",
            "the old bridge did not budge",
            "the old bridge did not move",
        ),
        (LEASE, "nothing like this at all", ""),
        ("", "x", ""),
        ("...", "x", ""),
    ],
)
def test_a_quote_that_does_not_hold(text: str, words: str, nearest: str) -> None:
    lookup = found(text, words)
    assert (lookup.count, lookup.nearest) == (0, nearest)


def test_ends_in_the_wrong_order_and_other_capitals() -> None:
    swapped = found(LEASE, ("terminate the lease", "keep one dog"))
    assert (swapped.count, swapped.swapped, swapped.key) == (0, True, "end")
    assert not found(LEASE, "the tenant MAY").same_case
    assert found(LEASE, "The tenant may").same_case
    assert found(TEXT, "Low pay").count == 2


def test_a_long_text_takes_no_longer_than_it_is_long() -> None:
    """No pattern of blanks, dashes or brackets is tried at every place again."""
    for text in ("- " * 100_000, " " * 200_000, "[" * 100_000, "a" * 200_000, "the " * 50_000, "a-\n" * 50_000):
        assert found(text, "nothing of this … is [here]").count == 0


def test_forms_of_unicode_are_one() -> None:
    assert look_up(Quote(source="s", exact="café ﬁne"), "cafe\u0301 fine").count == 1


def test_the_nearest_passage_and_its_difference() -> None:
    lookup = found(TEXT, "Low wages and overdue wages")
    assert lookup.nearest == "Low wages, overdue wages"
    marked = difference("Low wages and overdue wages", lookup.nearest)
    assert marked == "Low [-wages and-]{+wages,+} overdue wages"


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


@pytest.mark.parametrize(("password", "can_be_read"), [("", True), ("secret", False)])
def test_a_locked_pdf(tmp_path: Path, password: str, *, can_be_read: bool) -> None:
    """Journals lock what they print with an empty password, which every reader opens."""
    import pypdf

    writer = pypdf.PdfWriter(clone_from=pdf(tmp_path))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")  # noqa: S106 - of a test
    writer.write(tmp_path / "locked.pdf")
    if can_be_read:
        assert found(read_text(tmp_path / "locked.pdf"), "extraordinary circumstances").count == 1
    else:
        with pytest.raises(TextError, match="locked with a password"):
            read_text(tmp_path / "locked.pdf")


def test_a_justified_pdf_with_divided_words(tmp_path: Path) -> None:
    import typst

    source = tmp_path / "j.typ"
    source.write_text(
        '#set page(width: 6cm)\n#set par(justify: true)\n#set text(hyphenate: true, lang: "en")\n'
        "The Constitutional Court declared the extraordinary circumstances unquestionably incomprehensible. He is a "
        "well-known man with well-founded and fine-grained claims on the efficient office of the town.\n"
    )
    typst.compile(str(source), output=str(tmp_path / "j.pdf"))
    text = read_text(tmp_path / "j.pdf")
    assert "-\n" in text, "a word is divided, or the test shows nothing"
    for words in (
        "Court declared the extraordinary circumstances",
        "a well-known man with well-founded and fine-grained",
    ):
        assert found(text, words).count == 1


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


def test_a_raised_digit_is_another_number() -> None:
    text = "There were 10\u00b2 cases and 5 \u00d7 10\u00b3 now, and H\u2082O."
    wanted = {"102 cases": 0, "10\u00b2 cases": 1, "5 \u00d7 103 now": 0, "H2O": 0, "H\u2082O": 1}
    assert {words: found(text, words).count for words in wanted} == wanted


@pytest.mark.parametrize(
    ("name", "text", "seen", "unseen"),
    [
        ("a.html", '<p>Low <span style="display: none">secret</span>wages rose</p>', "Low wages rose", "secret"),
        ("b.html", '<p style="visibility:hidden">unseen</p><p>seen</p>', "seen", "unseen"),
        ("c.html", "<dialog>closed</dialog><dialog open>shown</dialog><video>fall back</video>", "shown", "closed"),
        ("d.html", "<p>He said <q>yes we can</q> today</p>", "said “yes we can” today", "fall back"),
        ("e.html", "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "kan", "(kan)"),
        ("a.md", 'Low <span style="display:none">secret</span> wages', "wages", "secret"),
        ("a.tex", "Seen.\n\\begin{comment}\nhidden words\n\\end{comment}\nAlso seen.", "Also seen.", "hidden words"),
        ("b.tex", "Seen. \\iffalse never shown\\fi Also seen.", "Also seen.", "never shown"),
        ("c.tex", "See \\url{http://x.y/a%20b} and the low wages here.", "and the low wages here.", "secret"),
        ("d.tex", "See \\href{http://x.y/a%20b}{report} here.", "See report here.", "http"),
        ("e.tex", "He paid \\pounds{}10 and used \\LaTeX{} now.", "paid £10 and used LaTeX now", "secret"),
    ],
)
def test_what_a_reader_sees(tmp_path: Path, name: str, text: str, seen: str, unseen: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    read = read_text(tmp_path / name)
    assert (found(read, seen).count, found(read, unseen).count) == (1, 0), read


@pytest.mark.parametrize(
    ("words", "text", "count", "same_case"),
    [
        ("5%", "It fell by 5 % then.", 1, True),
        ("5 %", "It fell by 5% then.", 1, True),
        ("10 %", "It rose by 110 % then.", 0, True),
        ("ёлка", "У нас елка.", 1, True),
        ("елка", "У нас ёлка.", 1, True),
        ("STRASSE", "Die Straße ist lang.", 1, False),
        ("Straße", "DIE STRASSE IST LANG.", 1, False),
        ("Masse", "Die Maße stimmen.", 0, True),
        ("Maße", "Die Masse stimmt.", 0, True),
    ],
)
def test_spellings_of_the_same_words(words: str, text: str, count: int, *, same_case: bool) -> None:
    found = look_up(Quote(source="s", exact=words), text)
    assert found.count == count
    assert found.same_case is same_case or not count


def test_a_page_that_is_nested_too_deep_is_refused_at_once(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<div>" * 80_000 + "Low wages." + "</div>" * 80_000)
    with pytest.raises(TextError, match="nested more than 3,000 deep"):
        read_text(page)
    page.write_text("<p>One.<br><li>Two." * 20_000 + "<div>" * 2_000 + "Low wages.")
    assert read_text(page).endswith("Low wages.")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (r"The service is \texttt{not} safe today.", "The service is not safe today."),
        (r"The pump is \mbox{not} sound.", "The pump is not sound."),
        ("Super%\nmarket opens", "Supermarket opens"),
        (r"50\% of it", "50% of it"),
        (r"\newcommand{\org}{Acme Ltd} The \org{} paid, not \organ.", "The Acme Ltd paid, not ."),
        (r"\foreignlanguage{german}{Wort da}", "Wort da"),
        (r"\makebox[2cm]{t} x", "t x"),
        (r"\glqq omi\grqq{} und so", "„omi“ und so"),
        (r"\verb|x_y| z", "x_y z"),
        (r"\verb+50% off+ z", "50% off z"),
        ("A \\begin{verbatim}100% sure\nof it\\end{verbatim} B", "A \n\n100% sure\nof it\n\n B"),
        (r"A \begin{verbatim}never ended", "A never ended"),
        (r"A \iffalse not \fi{}B \begin{comment}nor this\end{comment}C", "A B C"),
    ],
)
def test_words_of_latex_are_not_lost(tmp_path: Path, source: str, said: str) -> None:
    page = tmp_path / "page.tex"
    page.write_text(source, encoding="utf-8")
    assert read_text(page).strip() == said


@pytest.mark.parametrize(
    ("source", "words", "fires"),
    [
        ("He did not steal the car.", "steal the car", True),
        ("It is not true that the dam leaks badly.", "the dam leaks badly", True),
        ("He is not able to pay the debt.", "able to pay the debt", True),
        ("Nobody believes the dam leaks badly.", "the dam leaks badly", True),
        ("Он не украл машину.", "украл машину", True),
        ("It was not late. They steal the car.", "steal the car", False),
        ("He did not come, but they steal the car.", "steal the car", False),
        ("It is not cheap and not safe.", "It is not cheap and … safe", True),
        ("The dam, said Dr. Ono, was not safe.", "The dam … safe", True),
        ("It is not cheap", "It is [not] cheap", False),
    ],
)
def test_a_negation_that_is_left_out(tmp_path: Path, source: str, words: str, *, fires: bool) -> None:
    (tmp_path / "s.txt").write_text(source, encoding="utf-8")
    text = f'[premises.p]\ntext = "P."\nquote = {{ source = "s", exact = "{words}" }}\n[sources.s]\ntitle = "S"\n'
    loaded = load_text(text + '[conclusions.c]\ntext = "C."\n[[inferences]]\nfrom = ["p"]\nto = "c"\n')
    found = analyse(loaded, None, source_texts(loaded, {"s": tmp_path / "s.txt"})).findings
    assert ("T318" in {finding.code for finding in found}) is fires
    assert not {"T301", "T304"} & {finding.code for finding in found}
