"""Automatic fixes: they change nothing but what they are for, and nothing twice, whatever the notation of the map."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest

from argmap.analysis import Analysis, analyse
from argmap.findings import Level
from argmap.loading.load import load_file
from argmap.project.source_texts import source_texts
from argmap.settings import Settings

TERMS = ("storm", "surge", "tide gauge", "free")
SOURCE = "The storm — they said — brought a “surge”. The tide gauge was free."
QUOTES = ("The storm -- they said", 'brought a "surge"', "The tide  gauge", "a storm")


def analysed(path: Path) -> Analysis:
    loaded = load_file(path)
    return analyse(loaded, Settings(level=Level.PEDANTIC), source_texts(loaded))


def listed(chance: random.Random, names: list[str]) -> str:
    """A list of ids in one of the notations of TOML."""
    words = [f'"{name}"' for name in names]
    if not words:
        return chance.choice(["[]", "[ ]", "[\n]", "[ # none yet\n]"])
    return chance.choice(
        [f"[{', '.join(words)}]", f"[ {' , '.join(words)}, ]", "[\n  " + ",\n  ".join(words) + ",  # why\n]"]
    )


def a_map(seed: int) -> str:
    """A map with concepts, quotes and acceptances, in a notation that people use."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    concepts = chance.sample(range(len(TERMS)), chance.randint(0, len(TERMS)))
    parts = ["# the map\nformat = 1\n", '[sources.s]\ntitle = "S"\ntext = "s.txt"\n']
    for number in concepts:
        parts.append(f'[concepts.c{number}]\nterm = "{TERMS[number]}"  # a term\n')
        if chance.random() < 0.2:
            parts.append(f'[concepts.d{number}]\nterm = "{TERMS[number]}"\ndefinition = "otherwise"\n')
    statements = [f"p{number}" for number in range(chance.randint(1, 5))]
    for name in statements:
        words = " and the ".join(chance.sample(TERMS, chance.randint(1, 3)))
        kind = chance.choice(["premises", "premises", "assumptions", "claims"])
        keys = [f'text = "{name}: the {words}."' + chance.choice(["", "  # said", " # a] b"])]
        if chance.random() < 0.4:
            keys.append(f"concepts = {listed(chance, [f'c{n}' for n in concepts if chance.random() < 0.4])}")
        if chance.random() < 0.5:
            exact = chance.choice(QUOTES).replace('"', '\\"')
            keys.append(f'quote = {{ source = "s", exact = "{exact}" }}')
        if kind != "claims" and chance.random() < 0.3:
            keys.append('grade = "likely"  # asked on 3 May\nbecause = "So they say."')
        chance.shuffle(keys)
        parts.append(f"[{kind}.{name}]" + chance.choice(["", "  # here"]) + "\n" + "\n".join(keys) + "\n")
    parts.append('[conclusions.z]\ntext = "It rises."\n')
    for number, name in enumerate(statements):
        to = chance.choice(["z", "z", chance.choice(statements)])
        if to != name:
            parts.append(f'[inferences.i{number}]\nfrom = ["{name}"]\nto = "{to}"\n')
    for code in chance.sample(["T301", "T305", "S103", "W203", "T317"], chance.randint(0, 3)):
        on = f'on = "{chance.choice([*statements, "z"])}"\n' if chance.random() < 0.6 else ""
        note = chance.choice(["", "# about this\n", ""])
        parts.append(
            f'{note}[[accept]]\ncode = "{code}"\n{on}because = "as agreed"' + chance.choice(["\n", "  # so\n"])
        )
    newline = chance.choice(["\n", "\n", "\r\n"])
    return newline.join("\n".join(parts).split("\n"))


def written(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "s.txt").write_text(SOURCE, encoding="utf-8")
    path = folder / "m.toml"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("portion", range(8))
def test_fixes_keep_what_the_author_wrote(tmp_path: Path, portion: int) -> None:
    """What is added are concepts, what goes are acceptances whose rule has looked, what changes are signs of quotes."""
    fixed = 0
    for seed in range(portion * 50, portion * 50 + 50):
        text = a_map(seed)
        path = written(tmp_path, text)
        before = analysed(path)
        data = before.fixes().get(path)
        if data is None:
            continue
        fixed += 1
        old, new = tomllib.loads(text), tomllib.loads(data.decode())
        assert list(old) == list(new) or "accept" not in new
        for table in ("premises", "assumptions", "claims", "conclusions", "inferences", "concepts", "sources"):
            for name, element in old.get(table, {}).items():
                made = dict(new[table][name])
                assert set(element.get("concepts", [])) <= set(made.pop("concepts", []))
                quote = made.pop("quote", None)
                assert made == {key: value for key, value in element.items() if key not in {"concepts", "quote"}}
                assert (quote is None) == ("quote" not in element)
        assert text.count("#") == data.decode().count("#")
        assert all(acceptance in old["accept"] for acceptance in new.get("accept", []))
        path.write_bytes(data)
        after = analysed(path)
        assert not after.fixes(), f"seed {seed} is fixed twice"
        worse = {one.code for one in after.findings} - {one.code for one in before.findings}
        assert not worse - {"W201", "W202", "T308"}, f"seed {seed}"
    assert fixed > 10


@pytest.mark.parametrize("portion", range(4))
def test_unsafe_fixes_lose_no_word_either(tmp_path: Path, portion: int) -> None:
    for seed in range(1000 + portion * 30, 1000 + portion * 30 + 30):
        text = a_map(seed)
        path = written(tmp_path, text)
        data = analysed(path).fixes(unsafe=True).get(path)
        if data is not None:
            path.write_bytes(data)
            assert set(load_file(path).map.ids()) >= set(tomllib.loads(text).get("inferences", {})) | {"z"}
            for words in ("asked on 3 May", "So they say.", "# here", "# said"):
                assert data.decode().count(words) == text.count(words)
            analysed(path)


RAIN = """[premises.p]
text = "Rain fell."
[conclusions.c]
text = "The river rises."
[premises.x]
text = "The bridge is closed."
grade = "likely"  # asked the mayor on 3 May
because = "The mayor said so."
[inferences.i]
from = ["p"]
to = "c"
[inferences.j]
from = ["c"]
to = "x"
"""


def test_a_guess_about_meaning_is_no_safe_fix(tmp_path: Path) -> None:
    path = written(tmp_path, RAIN)
    assert not analysed(path).fixes()
    made = analysed(path).fixes(unsafe=True)[path].decode()
    assert '# grade = "likely"  # asked the mayor on 3 May\n# because = "The mayor said so."' in made
    path.write_text(made)
    assert not analysed(path).fixes(unsafe=True)


TWO_SENSES = """[concepts.a]
term = "free"
[concepts.b]
term = "free"
definition = "open to all"
[premises.p]
text = "The museum is free."
concepts = ["a"]
[conclusions.c]
text = "The museum is free on Mondays."
[inferences.i]
from = ["p"]
to = "c"
"""


def test_only_the_author_knows_which_sense_is_meant(tmp_path: Path) -> None:
    analysis = analysed(written(tmp_path, TWO_SENSES))
    assert not analysis.fixes()
    (found,) = [one for one in analysis.findings if one.code == "T311"]
    assert (found.subject, 'one of its senses, "a" or "b"' in found.message) == ("c", True)


def test_an_acceptance_is_stale_only_if_its_rule_could_look(tmp_path: Path) -> None:
    accept = '[[accept]]\ncode = "{}"\non = "p"\nbecause = "as agreed"\n'
    quote = RAIN.replace('"Rain fell."', '"Rain fell."\nquote = { source = "s", exact = "It rained" }', 1)
    unread = quote + '[sources.s]\ntitle = "S"\n' + accept.format("T301")
    for text, stale in (
        (unread, False),
        (unread.replace('title = "S"', 'title = "S"\ntext = "gone.txt"'), False),
        (unread.replace('title = "S"', 'title = "S"\ntext = "s.txt"'), False),
        (unread.replace('title = "S"', 'title = "S"\ntext = "s.txt"').replace("It rained", "The storm"), True),
        ('[map]\nlanguage = "fr"\n' + RAIN + accept.format("T305"), False),
        (RAIN + accept.format("T305"), True),
        ('[map]\nlanguage = "kk"\n' + RAIN + accept.format("W214"), False),
    ):
        found = [one for one in analysed(written(tmp_path, text)).findings if one.code == "S113"]
        assert bool(found) is stale, text
