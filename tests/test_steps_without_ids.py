"""Which ids steps get that have none, and where such steps are found."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from argmap.findings import MapError
from argmap.loading.load import load_file, load_text

STATEMENTS = "".join(f'[premises.{name}]\ntext = "{name}."\n' for name in ("rain", "snow", "thaw", "wind", "x" * 60))
START = f'{STATEMENTS}[conclusions.flood]\ntext = "It floods."\n'


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


IDS = {
    "one": ('[[inferences]]\nfrom = ["rain"]\nto = "flood"', ["rain-to-flood"]),
    "several in any order": (
        '[[inferences]]\nfrom = ["thaw", "rain", "snow"]\nto = "flood"',
        ["rain-and-snow-and-thaw-to-flood"],
    ),
    "many": (
        '[[inferences]]\nfrom = ["thaw", "rain", "snow", "wind"]\nto = "flood"',
        [f"rain-and-3-more-{digest('rain snow thaw wind')}-to-flood"],
    ),
    "the same again": (
        '[[inferences]]\nfrom = ["rain"]\nto = "flood"\n' * 3,
        ["rain-to-flood", "rain-to-flood-2", "rain-to-flood-3"],
    ),
    "an id that comes later": (
        (
            '[[inferences]]\nfrom = ["rain"]\nto = "flood"\n[[inferences]]\nid = "rain-to-flood"\nfrom = ["snow"]\n'
            'to = "flood"'
        ),
        ["rain-to-flood-2", "rain-to-flood"],
    ),
    "an id of another table": (
        '[[inferences]]\nfrom = ["rain"]\nto = "flood"\n[claims.rain-to-flood]\ntext = "C."\n',
        ["rain-to-flood-2"],
    ),
    "an objection from a premise": ('[[objections]]\nfrom = ["rain"]\nagainst = "flood"', ["rain-against-flood"]),
    "an objection in words": (
        '[[objections]]\ntext = "Not in Zürich, 2019: it was a drought!"\nagainst = "flood"',
        ["not-in-zurich-2019-it-against-flood"],
    ),
    "an objection from a premise and in words": (
        '[[objections]]\ntext = "No."\nfrom = ["rain"]\nagainst = "flood"',
        ["rain-against-flood"],
    ),
    "an objection in another script": (
        '[[objections]]\ntext = "Дождя не было."\nagainst = "flood"',
        [f"{digest('Дождя не было.')}-against-flood"],
    ),
    "an objection half in another script": (
        '[[objections]]\ntext = "abc где"\nagainst = "flood"',
        ["abc-against-flood"],
    ),
    "an objection mostly in another script": (
        '[[objections]]\ntext = "abc года"\nagainst = "flood"',
        [f"{digest('abc года')}-against-flood"],
    ),
    "an objection in signs": ('[[objections]]\ntext = "?!"\nagainst = "flood"', ["objection-1"]),
    "an id as long as can be": (
        (
            f'[[inferences]]\nfrom = ["{"x" * 60}", "rain", "snow"]\nto = "flood"\n'
            f'[claims.{"y" * 13}]\ntext = "C."\n[[inferences]]\nfrom = ["rain", "{"x" * 60}"]\nto = "{"y" * 13}"\n'
            f'[claims.{"y" * 14}]\ntext = "C."\n[[inferences]]\nfrom = ["rain", "{"x" * 60}"]\nto = "{"y" * 14}"\n'
        ),
        [
            f"rain-and-snow-and-{'x' * 60}-to-flood",
            f"rain-and-{'x' * 60}-to-{'y' * 13}",
            f"rain-and-{'x' * 60}-to-{'y' * 14}",
        ],
    ),
    "an id that is too long": (
        (
            f'[claims.{"y" * 18}]\ntext = "C."\n[[inferences]]\nfrom = ["rain", "{"x" * 60}"]\nto = "{"y" * 18}"\n'
            f'[[objections]]\ntext = "No."\nagainst = "{"y" * 80}"\n[claims.{"y" * 80}]\ntext = "D."'
        ),
        [
            f"inference-{digest('rain-and-' + 'x' * 60 + '-to-' + 'y' * 18)}",
            f"objection-{digest('no-against-' + 'y' * 80)}",
        ],
    ),
    "one that is named and one that is not": (
        '[[inferences]]\nid = "so"\nfrom = ["rain"]\nto = "flood"\n[[inferences]]\nfrom = ["snow"]\nto = "flood"',
        ["so", "snow-to-flood"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), IDS.values(), ids=IDS)
def test_the_ids_of_steps(text: str, expected: list[str]) -> None:
    loaded = load_text(START + text)
    assert [*loaded.map.inferences, *loaded.map.objections] == expected


def test_a_step_is_found_by_its_place_in_the_list() -> None:
    text = START + '[[inferences]]\nfrom = ["rain"]\nto = "flood"\n[[objections]]\nagainst = "flood"\ntext = "N."\n'
    text += '[[inferences]]\nid = "so"\nfrom = ["snow"]\nto = "flood"\n'
    loaded = load_text(text)
    lines = text.split("\n")
    for path, key, line in (
        (("inferences", "rain-to-flood"), True, "[[inferences]]"),
        (("inferences", "rain-to-flood", "to"), True, 'to = "flood"'),
        (("objections", "n-against-flood", "text"), True, 'text = "N."'),
        (("inferences", "so", "from", 0), False, 'from = ["snow"]'),
    ):
        place = loaded.place(path, key=key)
        assert place.line_text == line
        assert lines[place.span.start.line - 1] == line
    assert loaded.unnamed == {"rain-to-flood", "n-against-flood"}


WITHOUT = {
    "no end": ('[[inferences]]\nfrom = ["rain"]', 'inference "inference-1" has no "to"'),
    "no start": ('[[inferences]]\nto = "flood"', 'inference "inference-1" has no "from"'),
    "an end that is not an id": (
        '[[objections]]\ntext = "No."\nagainst = "flood"\n[[objections]]\ntext = "No."\nagainst = 3\n',
        '"against" must be text, not the number 3',
    ),
    "an end with spaces": ('[[inferences]]\nfrom = ["rain"]\nto = "the flood"', '"the flood" is not a valid id'),
}


@pytest.mark.parametrize(("text", "message"), WITHOUT.values(), ids=WITHOUT)
def test_steps_that_cannot_be_named_by_what_they_join(text: str, message: str) -> None:
    with pytest.raises(MapError) as caught:
        load_text(START + text)
    assert [finding.message for finding in caught.value.findings] == [message]


UNAMBIGUOUS = {
    "what nothing refers to": '[[inferences]]\nfrom = ["rain"]\nto = "flood"\n' * 2,
    "an element that nothing collides with": (
        '[claims.rain-to-flood]\ntext = "C."\n[[inferences]]\nfrom = ["snow"]\nto = "flood"\n'
        '[notes.n]\ntext = "N."\non = ["rain-to-flood", "snow-to-flood"]\n'
    ),
    "a statement where no step can be meant": (
        '[claims.rain-to-flood]\ntext = "C."\n[[inferences]]\nfrom = ["rain"]\nto = "flood"\n'
        '[[inferences]]\nfrom = ["rain-to-flood"]\nto = "flood"\n'
        '[[inferences]]\nfrom = ["snow"]\nto = "rain-to-flood"\n'
    ),
    "two steps of which one has an id": (
        '[[inferences]]\nid = "so"\nfrom = ["rain"]\nto = "flood"\n[[inferences]]\nfrom = ["rain"]\nto = "flood"\n'
        '[notes.n]\ntext = "N."\non = ["rain-to-flood", "so"]\n'
    ),
}


@pytest.mark.parametrize("text", UNAMBIGUOUS.values(), ids=UNAMBIGUOUS)
def test_references_that_can_mean_one_thing_only(text: str) -> None:
    assert load_text(START + text).map.conclusions


def test_steps_in_several_files_that_would_have_the_same_id(tmp_path: Path) -> None:
    step = '[[inferences]]\nfrom = ["rain"]\nto = "flood"\n'
    (tmp_path / "main.toml").write_text(f'include = "part.toml"\n{START}{step}')
    (tmp_path / "part.toml").write_text(f'{step}[notes.n]\ntext = "N."\non = "rain-to-flood"\n')
    with pytest.raises(MapError) as caught:
        load_file(tmp_path / "main.toml")
    (found,) = caught.value.findings
    assert (found.code, found.place.span.start.line, found.place.span.start.column) == ("E035", 6, 6)
    assert found.place.file.endswith("part.toml")
    assert [Path(one.place.file).name for one in found.related] == ["main.toml", "part.toml"]
