"""One map has one answer: whatever the order of its tables and the seed of hashes, in every run and every output."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import analysed

from argmap.findings import Level
from argmap.settings import Settings
from argmap.standing.diagram import BUDGET

COMMANDS = (
    ("weak", "--format", "json"),
    ("check", "--format", "json", "--fail-on", "never"),
    ("render", "-f", "svg", "-o", "-"),
    ("review", "--format", "markdown", "-o", "-"),
)


def tables(seed: int, *, circles: bool) -> list[str]:
    """The tables of a random map: claims that share premises, and objections; in circles, claims support each other."""
    draw = random.Random(seed)  # noqa: S311 - cases, not secrets
    size = draw.randint(4, 7)
    made = ['[conclusions.z]\ntext = "z"\n', '[inferences.iz]\nfrom = ["c0"]\nto = "z"\ngrade = 0.9\n']
    for number in range(size):
        made.append(f'[premises.p{number}]\ntext = "p{number}"\ngrade = {draw.choice([0.3, 0.5, 0.8])}\n')
        made.append(f'[claims.c{number}]\ntext = "c{number}"\n')
        made.append(f'[inferences.j{number}]\nfrom = ["p{number}"]\nto = "c{number}"\ngrade = 0.7\n')
        start = f'"c{(number + 1) % size}", "p{draw.randrange(size)}"' if circles or number + 1 < size else '"p0"'
        made.append(f'[inferences.i{number}]\nfrom = [{start}]\nto = "c{number}"\ngrade = 0.6\n')
    for number in range(draw.randint(0, 4)):
        one, other = sorted(draw.sample(range(size), 2))
        made.append(f'[objections.o{number}]\nagainst = "c{other}"\nfrom = ["c{one}"]\ngrade = 0.4\n')
    return made


@pytest.mark.parametrize("seed", range(30))
def test_shuffled_tables_have_the_same_numbers(seed: int) -> None:
    made = tables(seed, circles=seed % 2 == 0)
    first = analysed("".join(made)).assessment("z")
    for shuffle in range(5):
        random.Random(shuffle).shuffle(made)  # noqa: S311 - cases, not secrets
        again = analysed("".join(made)).assessment("z")
        assert again._replace(effects=()) == first._replace(effects=())
        assert again.effects == first.effects


def ring(size: int, objections: int) -> str:
    """Claims that support each other in a ring, each with a premise, and objections from one to another."""
    draw, text = random.Random(1), '[conclusions.z]\ntext = "z"\n'  # noqa: S311 - cases, not secrets
    text += '[inferences.iz]\nfrom = ["c0"]\nto = "z"\ngrade = 0.9\n'
    for number in range(size):
        text += f'[premises.p{number}]\ntext = "p{number}"\ngrade = 0.5\n[claims.c{number}]\ntext = "c{number}"\n'
        text += f'[inferences.i{number}]\nfrom = ["c{number}"]\nto = "c{(number + 1) % size}"\ngrade = 0.8\n'
        text += f'[inferences.j{number}]\nfrom = ["p{number}"]\nto = "c{number}"\ngrade = 0.8\n'
    for number in range(objections):
        one, other = draw.sample(range(size), 2)
        text += f'[objections.o{number}]\nagainst = "c{one}"\nfrom = ["c{other}"]\ngrade = 0.4\n'
    return text


def said(folder: Path, text: str, words: tuple[str, ...], hash_seed: int) -> bytes:
    path = folder / "map.toml"
    path.write_text(text, "utf-8")
    command = [sys.executable, "-m", "argmap", words[0], str(path), *words[1:]]
    ended = subprocess.run(
        command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    )
    return ended.stdout


@pytest.mark.parametrize("size", [11, 12, 13])
def test_near_the_budget_every_run_says_the_same(tmp_path: Path, size: int) -> None:
    """Near the size at which a diagram becomes too large, where a limit that depends on anything else would show."""
    text = ring(size, size)
    answers = {said(tmp_path, text, COMMANDS[0], seed) for seed in (0, 0, *range(1, 6))}
    assert len(answers) == 1


def test_both_sides_of_the_budget_are_tried() -> None:
    methods = {analysed(ring(size, size)).assessment("z").method for size in (6, 12, 20)}
    assert methods == {"decision diagram", "estimated"}, BUDGET


@pytest.mark.parametrize("words", COMMANDS[1:], ids=lambda words: words[0])
def test_every_command_says_the_same_of_a_circle(tmp_path: Path, words: tuple[str, ...]) -> None:
    text = ring(12, 12)
    assert len({said(tmp_path, text, words, seed) for seed in (0, 0, 1, 2)}) == 1


@pytest.mark.parametrize("seed", range(40))
def test_single_points_are_the_same_everywhere(seed: int) -> None:
    """In the ranking, in the findings and in the picture: those without which no line of support is whole."""
    text = "".join(tables(seed, circles=seed % 3 == 0)).replace("grade = 0.7", f"grade = {seed % 2}")
    analysis = analysed(text, Settings(level=Level.THOROUGH))
    ranked = {effect.element for effect in analysis.assessment("z").effects if effect.single_point}
    lines = (analysis.loaded.documents[0].source.text or "").splitlines()
    found = next((finding for finding in analysis.findings if finding.code == "S108"), None)
    places = [related.place.span.start.line for related in found.related] if found else []
    assert {lines[line - 1].strip("[]").partition(".")[2] for line in places} == ranked
    links = {link.element for link in analysis.weak_links.values() if link.single_point}
    assert links == ranked & set(analysis.weak_links)


BARE = '[conclusions.z]\ntext = "So it is."\n'


@pytest.mark.parametrize(
    "words",
    [
        ("weak",), ("weak", "--format", "json"), ("weak", "--format", "csv"), ("weak", "--format", "markdown"),
        ("weak", "--measure", "euler"), ("weak", "--pairs"), ("render", "-f", "svg", "-o", "-"),
        ("render", "-f", "json", "-o", "-"), ("review", "--format", "markdown", "-o", "-"), ("weak", "--explain", "z"),
        ("check", "--fail-on", "never"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_nothing_supports_is_not_argued(tmp_path: Path, words: tuple[str, ...]) -> None:
    made = said(tmp_path, BARE, words, 0).decode()
    assert "not argued" in made
    assert "0.875 (very-likely)" not in made
    assert "of 100" not in made
    if "json" in words and words[0] == "weak":
        (found,) = json.loads(made)["conclusions"]
        assert (found["standing"], found["method"], found["range"]) == (None, "not argued", None)


def test_a_reason_never_turns_a_pass_into_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    for text, code in ((BARE, 1), (BARE + '[premises.p]\ntext = "p"\n[inferences.i]\nfrom = ["p"]\nto = "z"\n', 0)):
        path.write_text(text, "utf-8")
        command = [sys.executable, "-m", "argmap", "weak", str(path), "--fail-under", "0.7"]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ended.returncode == code
    assert not ended.stderr
