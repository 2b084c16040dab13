"""Words, stems and years of a text, links to its sources, and signal words of each language."""

from __future__ import annotations

import copy
import pickle
import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.english import agreeing, enumerated, first_of, plural, with_article
from argmap.language.folding import DIVIDED, fold
from argmap.language.lexicon import LEXICONS
from argmap.language.links import passage_url
from argmap.language.nearest import difference, nearest
from argmap.language.quotes import look_up, own_words
from argmap.language.words import plain_tokens, stem, tokens, years
from argmap.model import GRADE_WORDS, Kind, Map, NamedGrade, Quote, Source, grade_words, is_rtl_language
from argmap.model.url import safe_url


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Low WAGES, x_y and 3 men", "low wages x y and 3 men"),
        ("don't it’s well-known -x- 'q'", "don't it’s well-known x q"),
        ("Straße ÉTÉ Жаңа", "strasse été жаңа"),
        ("--", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    assert tokens(text) == tuple(words.split())


@pytest.mark.parametrize(
    ("words", "limit", "said"),
    [("", 3, ""), ("a", 3, "a"), ("ab", 3, "a and b"), ("abc", 2, "a, b and 1 other"), ("abcd", 1, "a and 3 others")],
)
def test_enumerations(words: str, limit: int, said: str) -> None:
    assert enumerated(list(words), limit) == said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in 1000, 1999, 2000 and 2099", {1000, 1999, 2000, 2099}),
        ("in 999, 2100, 3000 and 12000", set()),
        ("1990% and 1991 % and 1992", {1992}),
        ("1,990 and 0.1990 and 1990,5 and 1990.5", set()),
        ("it was 1990. Then 1991, then", {1990, 1991}),
        ("no digits", set()),
        ("в 1990 году", {1990}),
    ],
)
def test_years(text: str, found: set[int]) -> None:
    assert years(text) == found


@pytest.mark.parametrize(
    ("word", "language", "stemmed"),
    [
        ("wages", "en", "wage"),
        ("häuser", "de", "haus"),
        ("правительства", "ru", "правительств"),
        ("wages", "kk", "wages"),
        ("town's", "en", "town"),
        ("town’s", "kk", "town"),
        ("3s", "en", "3s"),
    ],
)
def test_stems(word: str, language: str, stemmed: str) -> None:
    assert stem(word, language) == stemmed


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        (None, None),
        ("", None),
        ("http://a.org", "http://a.org"),
        ("HTTPS://a.org/b?c=d#e", "HTTPS://a.org/b?c=d#e"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("Mailto:a@b.org", "Mailto:a@b.org"),
        ("http:a.org", None),
        ("https://", None),
        ("javascript:alert(1)", None),
        ("//a.org", None),
        ("http://a.org/b c", None),
        ("http://a.org/\u00a0", None),
        ("http://a.org/\x00", None),
        ("http://[", None),
        ('http://a.org/"<é>%20', "http://a.org/%22%3C%C3%A9%3E%20"),
        ("http://a.org/:/?#[]@!$&'()*+,;=-._~", "http://a.org/:/?#[]@!$&'()*+,;=-._~"),
    ],
)
def test_which_links_are_safe(url: str | None, safe: str | None) -> None:
    assert safe_url(url) == safe


@pytest.mark.parametrize(
    ("url", "quote", "link"),
    [
        ("http://a.org", {"exact": "a-b, c & d/é"}, "http://a.org#:~:text=a%2Db%2C%20c%20%26%20d%2F%C3%A9"),
        ("http://a.org/#x", {"exact": "a"}, "http://a.org/#x:~:text=a"),
        ("http://a.org", {"start": "a", "end": "b c"}, "http://a.org#:~:text=a,b%20c"),
        ("http://a.org", {"start": "a"}, "http://a.org#:~:text=a"),
        ("MAILTO:a@b.org", {"exact": "a"}, "MAILTO:a@b.org"),
        ("ftp://a.org", {"exact": "a"}, None),
        (None, {"exact": "a"}, None),
    ],
)
def test_links_to_passages(url: str | None, quote: dict[str, str], link: str | None) -> None:
    map_ = Map(sources={"s": Source(title="S", url=url)})
    assert passage_url(map_, Quote(source="s", **quote)) == link
    assert passage_url(map_, Quote(source="t", **quote)) is None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("‘’‚‛′ʼ`´‹›", "'" * 10),
        ('"“”„‟″«»', "'" * 8),
        ("a‐b‑c‒d–e—f―g−h", "a-b-c-d-e-f-g-h"),
        ("a — b -- c – d--e", "a-b-c-d-e"),
        ("a-\nb c\u00ad\nd 1-\n2", "a\ue000b cd 1-2"),
        ("e\u0301 \u1112\u1161\u11ab", "é 한"),
        ("a\u00adb\u200bc\u200cd\u200de\u2060f\ufeffg", "abcdefg"),
        ("wait…", "wait..."),
        (" a \n\t b\u00a0c ", "a b c"),
        ("ﬁ ² Ａ", "fi ² A"),
    ],
)
def test_what_is_alike(text: str, plain: str) -> None:
    assert fold(text).text == plain


@given(st.text(alphabet="ab é\u0301ﬁ—-…“’\n\u00ad\u00a0", max_size=30))
def test_folding_keeps_places(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert folded.text[at] in fold(text[start:end]).text + " " + DIVIDED
    assert fold(folded.text).text == unicodedata.normalize("NFKC", folded.text) or DIVIDED in folded.text


@pytest.mark.parametrize(
    ("quote", "count", "nearest"),
    [
        ({"exact": "aba"}, 0, "ababa"),
        ({"exact": "the rivers rise"}, 0, ""),
        ({"exact": "the rivers rose, over"}, 0, "the river rose, (over"),
        ({"exact": "e river ros"}, 0, "the river rose"),
        ({"exact": "zzzzzzz"}, 0, ""),
        ({"start": "the", "end": "rose"}, 1, ""),
        ({"start": "the", "end": "the"}, 1, ""),
        ({"start": "the river", "end": "river"}, 0, ""),
        ({"start": "rose", "end": "the"}, 1, ""),
        ({"start": "the river", "end": "over the bnk"}, 0, "over the bank"),
        ({"start": "rose"}, 1, ""),
        ({"exact": "the"}, 2, ""),
    ],
)
def test_quotes_are_looked_up(quote: dict[str, str], count: int, nearest: str) -> None:
    found = look_up(Quote(source="s", **quote), "ababa: the river rose, (over the bank).")
    assert (found.count, found.nearest) == (count, nearest)


@pytest.mark.parametrize(
    ("words", "passage", "marked"),
    [
        ("a b c", "a b c", "a b c"),
        ("a b c", "a c", "a [-b-] c"),
        ("a c", "a b c", "a {+b+} c"),
        ("a x y c", "a “b” c", "a [-x y-]{+“b”+} c"),
        ("a 'b' c", "a ‘b’ c", "a 'b' c"),
    ],
)
def test_differences(words: str, passage: str, marked: str) -> None:
    assert difference(words, passage) == marked


def test_every_language_has_signal_words_of_every_kind() -> None:
    for language, lexicon in LEXICONS.items():
        assert [kind for kind, words in lexicon._asdict().items() if not words] == [], language
    hedges = {"en": "perhaps", "de": "vielleicht", "ru": "возможно", "kk": "мүмкін"}
    assert {language: word for language, word in hedges.items() if word in LEXICONS[language].hedges} == hedges


@pytest.mark.parametrize(
    ("tag", "rtl"),
    [
        ("ar", True), ("arc", True), ("dv", True), ("fa", True), ("he", True), ("ks", True), ("ps", True), ("sd", True),
        ("ug", True), ("ur", True), ("yi", True), ("en", False), ("AR-eg", True), ("kk-Arab", True), ("ar-Latn", False),
        ("xx-Hebr", True), ("xx-Syrc", True), ("xx-THAA-YE", True), ("ku-IQ-arab", True), ("arab", False),
    ],
)  # fmt: skip
def test_which_languages_run_right_to_left(tag: str, *, rtl: bool) -> None:
    assert is_rtl_language(tag) == rtl


def test_a_grade_keeps_its_word() -> None:
    likely = GRADE_WORDS["likely"]
    for same in (copy.copy(likely), copy.deepcopy(likely), pickle.loads(pickle.dumps(likely))):  # noqa: S301 - our own
        assert (same, same.word, type(same)) == (0.675, "likely", NamedGrade)
    assert [grade_words(grade) for grade in (likely, 0.675, 1 / 3)] == ["0.675 (likely)", "0.675", "0.3333"]
    assert {word: float(grade) for word, grade in GRADE_WORDS.items()} == {
        "almost-certain": 0.97,
        "very-likely": 0.875,
        "likely": 0.675,
        "even": 0.5,
        "unlikely": 0.325,
        "very-unlikely": 0.125,
        "remote": 0.03,
    }


def test_kinds() -> None:
    said = {
        kind.table: (
            kind.with_article,
            "".join("sgu"[n] for n in range(3) if (kind.is_statement, kind.is_given, kind.is_graded)[n]),
        )
        for kind in Kind
    }
    assert said == {
        "premises": ("a premise", "sgu"),
        "assumptions": ("an assumption", "sgu"),
        "claims": ("a claim", "s"),
        "conclusions": ("a conclusion", "s"),
        "inferences": ("an inference", "u"),
        "objections": ("an objection", "u"),
        "cautions": ("a caution", ""),
        "contested": ("a contested entry", ""),
        "concepts": ("a concept", ""),
        "sources": ("a source", ""),
        "suppositions": ("a supposition", "s"),
        "rivals": ("a rivalry", ""),
        "notes": ("a note", ""),
        "groups": ("a group", ""),
    }


def test_words_agree_with_counts() -> None:
    assert [with_article(word) for word in ("claim", "objection", "inference", "undercutter")] == [
        "a claim", "an objection", "an inference", "an undercutter",
    ]  # fmt: skip
    assert [plural(count, "error") for count in (0, 1, 2)] == ["0 errors", "1 error", "2 errors"]
    assert [plural(count, "error", "an error") for count in (0, 1, 2)] == ["0 errors", "an error", "2 errors"]
    for verb, singular in (("are", "is"), ("have", "has"), ("were", "was"), ("appear", "appears")):
        assert [agreeing(count, verb) for count in (0, 1, 2)] == [verb, singular, verb]
    assert [first_of("abcd"[:count], 2) for count in range(5)] == [
        "", "a", "a, b", "a, b and 1 more", "a, b and 2 more",
    ]  # fmt: skip
    assert enumerated(["a", "b", "c", "d"], 2, "or") == "a, b or 2 others"
    assert enumerated(["a", "b", "c"], 2) == "a, b and 1 other"


def test_the_words_for_several_of_a_kind() -> None:
    assert {kind.nouns for kind in Kind} == {
        "premises", "assumptions", "claims", "conclusions", "suppositions", "inferences", "objections", "rivalries",
        "cautions", "contested entries", "notes", "concepts", "sources", "groups",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("grade", "said"),
    [(0.99999, "0.99999"), (0.00001, "1e-05"), (1.0, "1"), (0.0, "0"), (0.12345, "0.1235"), (0.9999, "0.9999")],
)
def test_next_to_certain_is_not_certain(grade: float, said: str) -> None:
    assert grade_words(grade) == said


def test_a_grade_is_a_number_or_a_word_in_the_schema() -> None:
    grade = Map.model_json_schema()["$defs"]["Premise"]["properties"]["grade"]
    assert {one.get("type") for one in grade["anyOf"]} == {"number", "string", "null"}


STORY = (
    "Once upon a time, there was a long story with many words in it, and it went on for quite a while until, at last, "
    "it came to its end.\n\nThen another paragraph began with other words, and did not end for a long, long time."
)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ({"exact": "there was a long story"}, "there was a long story"),
        ({"exact": "nothing like it"}, "nothing like it"),
        ({"start": "Once upon a time", "end": "came to its end"}, "Once upon a time|came to its end"),
        ({"exact": "Once upon a time … it came to its end"}, "Once upon a time|it came to its end"),
        ({"exact": "it came to its end. Then another paragraph"}, "it came to its end.|Then another paragraph"),
        (
            {"start": "Once upon a time, there was a long story", "end": "and did not end for a long, long time"},
            "Once upon a time, there was a long|did not end for a long, long time",
        ),
    ],
)
def test_links_are_made_of_the_words_of_the_source(quote: dict[str, str], words: str) -> None:
    map_ = Map(sources={"s": Source(title="S", url="http://a.org")})
    made = passage_url(map_, Quote(source="s", **quote), STORY)
    assert made is not None
    assert "|".join(unquote(part) for part in made.removeprefix("http://a.org#:~:text=").split(",")) == words


def test_denials_are_taken_apart() -> None:
    assert plain_tokens("We won't, can't, shan't and don't.") == (
        "we", "will", "not", "can", "not", "shall", "not", "and", "do", "not",
    )  # fmt: skip


def test_a_rare_word_finds_a_passage_among_common_ones() -> None:
    text = "the cat and the dog " * 60 + "met a zebra and the dog near the river"
    found = nearest("a zebra and the cat near the river", text)
    assert found is not None
    assert text[slice(*found)] == "a zebra and the dog near the river"


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("他们明年修建大坝。又", {"exact": "年修建"}, "他们明年修建大坝"),
        ("X他们明年", {"exact": "们明"}, "他们明年"),
        ("他们", {"exact": "他"}, "他们"),
        ("他们", {"exact": "们"}, "他们"),
        ("He may keep one small dog here.", {"exact": "He … keep … dog"}, "He,dog"),
        ("He may keep one dog.", {"exact": "may keep"}, "may keep"),
    ],
)
def test_the_words_that_a_browser_looks_up(text: str, words: dict[str, str], found: str) -> None:
    map_ = Map(sources={"s": Source(title="S", url="https://example.org/")})
    url = passage_url(map_, Quote(source="s", **words), text) or ""
    assert unquote(url.partition(":~:text=")[2]) == found


@pytest.mark.parametrize(
    ("quote", "text", "own"),
    [
        ("government", "gov-\nernment", "government"),
        ("well-known", "well-\nknown", "well-known"),
        ("one two", "one\n  two", "one two"),
    ],
)
def test_a_divided_word_is_written_as_in_the_quote(quote: str, text: str, own: str) -> None:
    assert own_words(quote, text, 0, len(text)) == own


def test_a_dash_at_the_end_of_a_line_divides_no_word() -> None:
    assert fold("one--\ntwo").text == "one-two"
    assert fold("one-\ntwo").text != "one-two"


@pytest.mark.parametrize(("quote", "text"), [("Ёлка", "Елка стоит"), ("Елка", "Ёлка стоит"), ("ёж", "Тут еж.")])
def test_a_letter_that_some_write_as_another(quote: str, text: str) -> None:
    assert look_up(Quote(source="s", exact=quote), text).count == 1
