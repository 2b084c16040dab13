"""What every rule says, about what, at which line, with which related places: a golden file a rule.

Each holds the report of the rule's two examples (only the first has findings) and of the cases here, which stand at the
edges of the rule: the last that fires, the first that does not.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import CIRCLES, REFERENCE, TWO_ENDS
from conftest import ROOT, Golden

from argmap.analysis import Analysis, analyse
from argmap.findings import Level, Severity
from argmap.loading.load import LoadedMap, load_file, load_text
from argmap.project.source_texts import SourceTexts
from argmap.report.checked import Checked
from argmap.report.text import format_text
from argmap.rules.context import Hit, Rule
from argmap.rules.registry import RULES, chosen_rules, matches
from argmap.settings import Settings
from argmap.suggest import did_you_mean

ANOTHER_WAY = '[inferences.j]\nfrom = ["p0"]\nto = "z"\n'


def said(*texts: str, conclusion: str = "It rises.", **options: str) -> str:
    """Premises with these texts in one step to a conclusion."""
    scheme = f'scheme = "{options["scheme"]}"\n' if "scheme" in options else ""
    language = f'[map]\nlanguage = "{options["language"]}"\n' if "language" in options else ""
    premises = "".join(f'[premises.p{number}]\ntext = "{text}"\n' for number, text in enumerate(texts))
    listed = ", ".join(f'"p{number}"' for number in range(len(texts)))
    end = f'[conclusions.z]\ntext = "{conclusion}"\n[inferences.i]\nfrom = [{listed}]\nto = "z"\n{scheme}'
    return language + premises + end


def many(kind: str, count: int, text: str = "") -> str:
    return "".join(f'[{kind}.x{number}]\ntext = "{text}{number}."\n' for number in range(count))


def steps(*pairs: str) -> str:
    """Inferences `ab` from `a` to `b`."""
    return "".join(f'[inferences.{one}]\nfrom = ["{one[0]}"]\nto = "{one[1]}"\n' for one in pairs)


def against(*pairs: str) -> str:
    """Objections `ab` from `a` against `b`."""
    return "".join(f'[objections.{one}]\nfrom = ["{one[0]}"]\nagainst = "{one[1]}"\n' for one in pairs)


def claims(names: str) -> str:
    return "".join(f'[claims.{name}]\ntext = "{name.upper()}."\n' for name in names)


SUPPOSED = '[premises.p]\ntext = "P."\n' + "".join(f'[suppositions.{one}]\ntext = "{one.upper()}."\n' for one in "abc")
DISCHARGING = '[inferences.k]\nfrom = [{}]\nto = "z"\ndischarges = ["{}", "{}"]\n'


def quoting(*quotes: str) -> str:
    """Premises that quote the article below."""
    head = '[sources.s]\ntitle = "S"\ntext = "s.txt"\n[conclusions.z]\ntext = "Z."\n'
    return head + "".join(
        f'[premises.q{number}]\ntext = "Q{number}."\nquote = {{ source = "s", {quote} }}\n'
        for number, quote in enumerate(quotes)
    )


ARTICLE = (
    "Low wages and overdue wages were paid. Gas prices rose in the night, and nobody slept in the town by the sea."
)
GRADED = '[premises.p]\ntext = "P."\ngrade = {}\n[assumptions.a]\ntext = "A."\ngrade = {}\nbecause = "b"\n'
TYPES = """
[claims.all]
text = "All kinds are here."
[premises.one]
text = "One."
[concepts.kind]
term = "kind"
[concepts.kind.typology]
claimed-by = "all"
[concepts.kind.typology.axes]
size = ["small", "large"]
age = ["old", "new"]
"""
CELL = '[[concepts.kind.typology.cells]]\nat = {{ size = "{}", age = "{}" }}\n{}\n'
ON = "[{}.n]\non = {}\n"
NOTED = REFERENCE.replace('on = "homes"', 'on = ["homes", "so-build", "dear", "v1", "build"]')
CASES: dict[str, list[str]] = {
    "S101": [claims("ab") + '[conclusions.z]\ntext = "Z."\n' + steps("az")],
    "S102": [
        REFERENCE,
        said("A.", "B.")
        + '[assumptions.a]\ntext = "A."\n'
        + steps()
        + '[inferences.j]\nfrom = ["p0"]\nto = "a"\n[inferences.k]\nfrom = ["p1"]\nto = "a"\n',
    ],
    "S103": [TWO_ENDS + claims("ab") + steps("pa", "ab", "qa"), claims("ab") + steps("ab")],
    "S104": [
        TWO_ENDS + claims("a") + steps("ya", "za") + '[inferences.yz]\nfrom = ["y", "z"]\nto = "a"\n',
        TWO_ENDS + '[objections.o]\nfrom = ["y"]\nagainst = "z"\n',
    ],
    "S105": [
        CIRCLES,
        claims("abcde") + steps("ab", "ba", "cd", "de", "ec", "bc"),
        claims("abc") + steps("ab", "bc", "ca", "ba"),
    ],
    "S106": [
        TWO_ENDS + many("premises", count, "Loose ") + '[objections.o]\nagainst = "x0"\ntext = "O."\n'
        for count in (1, 2)
    ]
    + [
        TWO_ENDS + claims("abcde") + steps("ab", "bc", "dc", "ce", "ea"),
        TWO_ENDS + claims("ab") + steps("ab"),
        claims("ab"),
    ],
    "S107": [
        many("premises", 2),
        claims("ab") + steps("ab"),
        claims("abc") + steps("ab"),
        '[concepts.c]\nterm = "c"\n',
    ],
    "S108": [CIRCLES, TWO_ENDS, said("A.", "B."), said("A.") + ANOTHER_WAY, '[conclusions.z]\ntext = "Z."\n'],
    "S109": [
        TYPES,
        CIRCLES,
        TYPES.replace('claimed-by = "all"\n', "").replace('term = "kind"', 'term = "sort"'),
        TYPES.replace('claimed-by = "all"\n', ""),
        said("A.") + '[concepts.bank]\nterm = "bank"\n[concepts.other]\nterm = "banks"\n',
    ],
    "S110": [
        quoting('exact = "Low wages"') + '[sources.other]\ntitle = "O"\n',
        TYPES + '[sources.t]\ntitle = "T"\n' + CELL.format("small", "old", 'quote = { source = "t", exact = "x" }'),
    ],
    "S111": [
        TWO_ENDS
        + '[inferences.qpz]\nfrom = ["q", "p"]\nto = "z"\n[inferences.third]\nfrom = ["q", "p"]\nto = "z"\n'
        + '[inferences.qz]\nfrom = ["q"]\nto = "z"\n[inferences.qpy]\nfrom = ["q", "p"]\nto = "y"\n'
    ],
    "S112": [REFERENCE, CIRCLES],
    "S113": [
        REFERENCE
        + "".join(
            f'[[accept]]\ncode = "{code}"\n{on}because = "b"\n'
            for code, on in (
                ("W203", 'on = "undercut"\n'),
                ("W203", 'on = "loan"\n'),
                ("S101", ""),
                ("W211", ""),
                ("X999", 'on = "dear"\n'),
            )
        )
    ],
    "S114": [
        CIRCLES,
        claims("ab") + against("ab", "ba"),
        claims("abcd") + against("ab", "bc", "cd", "da"),
        claims("ab") + '[objections.o]\nfrom = ["a"]\nagainst = "b"\n' + steps("ba"),
        claims("ab") + steps("ab", "ba") + '[objections.o]\nfrom = ["a"]\nagainst = "ab"\n',
    ],
    "S115": [
        claims("ab")
        + "".join(
            f'[objections.o{number}]\nagainst = "{target}"\n{body}\n'
            for number, (target, body) in enumerate(
                [
                    ("a", 'text = "It floods in spring."'),
                    ("a", 'text = "In spring it floods."'),
                    ("b", 'text = "It floods in spring."'),
                    ("a", 'text = "It does not flood in spring."'),
                    ("a", 'text = "Dear."\nalso = ["It costs too much for us."]'),
                    ("a", 'text = "It costs us too much."'),
                    ("b", 'from = ["a"]'),
                    ("b", 'from = ["a"]'),
                ]
            )
        ),
        claims("abcde")
        + "".join(
            f'[contested.c{number}]\non = {targets}\nby = "{who}"\nreason = "The gauges measured no rain."\n'
            for number, (targets, who) in enumerate(
                [('["a", "b"]', "X"), ('["b", "a", "c"]', "Y"), ('["d", "e"]', "Z")]
            )
        ),
    ],
    "S116": [
        '[suppositions.s]\ntext = "S."\n' + claims("abcz") + steps("sa", "ab"),
        '[suppositions.s]\ntext = "S."\n[suppositions.t]\ntext = "T."\n[suppositions.u]\ntext = "U."\n'
        + claims("a")
        + '[conclusions.z]\ntext = "Z."\n[conclusions.y]\ntext = "Y."\n'
        + steps("sa", "ta", "az", "ay")
        + 'discharges = ["s", "t"]\n',
        '[suppositions.s]\ntext = "S."\n[objections.o]\nagainst = "z"\nfrom = ["s"]\n[conclusions.z]\ntext = "Z."\n',
    ],
    "S117": [
        '[suppositions.s]\ntext = "S."\n[suppositions.t]\ntext = "T."\n'
        + claims("ab")
        + '[conclusions.z]\ntext = "Z."\n'
        + steps("sa", "ab")
        + 'discharges = ["s"]\n'
        + '[inferences.k]\nfrom = ["b"]\nto = "z"\ndischarges = ["t", "s"]\n',
    ],
    "S118": [
        SUPPOSED + claims("xyz") + steps("ax", "bx", "cx", "xz") + 'discharges = ["a", "b", "c"]\n',
        SUPPOSED + claims("xyz") + steps("ax", "bx", "cy") + DISCHARGING.format('"y", "x"', "a", "b"),
        SUPPOSED + claims("xyz") + steps("ax", "bx", "cy") + DISCHARGING.format('"y", "x"', "a", "c"),
        SUPPOSED + claims("xyz") + steps("ay", "yx", "bx") + DISCHARGING.format('"p"', "a", "b") + 'warrant = "x"\n',
        # The premise stands anyway, so no case leads through it.
        SUPPOSED + claims("xyz") + steps("ap", "px", "bx") + DISCHARGING.format('"x"', "a", "b"),
        # Each step starts from both.
        SUPPOSED + claims("xyz") + steps("ax").replace('"a"', '"a", "b"') + DISCHARGING.format('"x"', "a", "b"),
        SUPPOSED
        + claims("xyz")
        + steps("ay")
        + '[inferences.i]\nfrom = ["b", "y"]\nto = "x"\n'
        + DISCHARGING.format('"x"', "a", "b"),
        # One leads there alone, the other only together with it.
        SUPPOSED
        + claims("xyz")
        + steps("ax")
        + '[inferences.i]\nfrom = ["a", "b"]\nto = "x"\n'
        + DISCHARGING.format('"x"', "a", "b"),
        # A third supposition holds throughout; one that is discharged before is no case any more.
        SUPPOSED
        + claims("xyz")
        + "".join(f'[inferences.{one}x]\nfrom = ["{one}", "c"]\nto = "x"\n' for one in "ab")
        + DISCHARGING.format('"x"', "a", "b"),
        SUPPOSED
        + claims("xyz")
        + steps("ay", "yx")
        + 'discharges = ["a"]\n'
        + steps("bx")
        + DISCHARGING.format('"x"', "a", "b"),
        # In a circle.
        SUPPOSED + claims("xyz") + steps("ax", "bx", "xy", "yx", "zx") + DISCHARGING.format('"x"', "a", "b"),
    ],
    "T301": [
        quoting(
            'exact = "Low wages"', 'exact = "The moon is a cheese"', 'start = "Nothing at all like it", end = "Low"'
        )
    ],
    "T302": [quoting('exact = "wages"', 'start = "in the", end = "sea"', 'exact = "Low wages"', 'exact = "in the"')],
    "T303": [quoting('exact = "wages"') + many("premises", 2), many("premises", 2)],
    "T304": [
        quoting(
            'exact = "Low wages and overdue pay were paid"',
            'start = "Gas prices rose in a night", end = "sea"',
            'start = "Low wages and", end = "nobody slept in a town by the sea"',
            'exact = "Low wages"',
        )
    ],
    "T305": [
        said(
            "Rain fell; the dam was open.",
            "He said “it was true. It rained” and left.",
            "See e.g. The dam. So it is.",
            "Rain fell, and the dam is.",
            "Rain fell, and was.",
            "It is so, nor does it rain, but why.",
            "Rain fell. so what",
            "Rain fell.” The dam broke.",
            "Apples, and pears.",
            "A rain of 3.5 Inches fell.",
        ),
        said("Es regnet, und der Damm ist offen.", language="de"),
        said("Rain, and it is.", language="xx"),
        said("Шёл дождь, и плотина была открыта.", "Шёл дождь. Плотина открыта.", language="ru"),
    ],
    "T306": [
        said("Rain fell, and hence and therefore it rose.", "It rose because of rain.", "Thus."),
        said("Because.", language="xx"),
        said("Es steigt, weil es regnet.", language="de-AT"),
    ],
    "T307": [
        said("There is rain in the town today.", "There is no rain in the town today."),
        said(
            "One two three four five.",
            "One two three four six.",
            "Five four three two one.",
            "Alpha beta.",
            "Beta alpha.",
            "Rain fell in 1990 all night long.",
            "Rain fell in 1991 all night long.",
            "Rain never fell all night long here.",
            "Rain fell all night long here.",
            "One two three four five seven eight nine ten.",
            "One two three four five seven eight nine eleven.",
        ),
        said("One two three.", "Three two one.", language="xx"),
    ],
    "T308": [
        said("The bank is broken.", conclusion="The money is gone.")
        .replace('broken."', 'broken."\nconcepts = ["a", "c"]')
        .replace('gone."', 'gone."\nconcepts = ["b"]')
        + "".join(
            f'[concepts.{name}]\nterm = "{term}"\n'
            for name, term in (("a", "river bank"), ("b", "River Banks"), ("c", "bank"), ("d", "river bank"))
        )
    ],
    "T309": [
        said(
            "Swans are birds.",
            "Birds have feathers.",
            conclusion="Swans and herons may swim on every lake near towns or villages.",
        ),
        said("Swans are birds.", conclusion="Geese swim."),
        said("Swans are birds.", conclusion="Geese swim.", scheme="deduction"),
        said("Swans are birds.", conclusion="Geese swim.", scheme="sign"),
        said("Swans are birds.", "B.", conclusion="Swans are birds and one, two, three, four swim.", scheme="rule"),
        said("Swans are birds.", "B.", conclusion="Geese swim.", language="xx"),
    ],
    "T310": [
        said("Swans are white birds.", "Birds have long feathers.", conclusion="Swans have feathers."),
        said("Swans are birds.", scheme="deduction"),
        said("Swans live here.", "Birds live here.", conclusion="Swans are birds."),
    ],
    "T311": [
        said("A river bank broke.", "The banks of the river.", "River banks broke.", "The bank.").replace(
            'text = "River banks broke."', 'text = "River banks broke."\nconcepts = ["b"]'
        )
        + '[concepts.a]\nterm = "river bank"\n[concepts.b]\nterm = "broken"\n[concepts.c]\nterm = "!"\n',
        said("Doctors state it.", "The state pays.", "He states it.", "The states pay.", "It helps to lie.", "A lie.")
        + '[concepts.s]\nterm = "state"\n[concepts.l]\nterm = "lie"\n',
    ],
    "T312": [said("word " * 40, "word " * 41)],
    "T313": [
        said("Is it?", "It is (is it?).", "It is “so?”", "Is it? Yes.", "Is it;", "Είναι;", "هل؟", "？", "It is '?' ")
    ],
    "T314": [
        quoting(f'exact = "{"word " * 15}"', f'exact = "{"word " * 16}"', f'start = "{"w " * 16}", end = "{"w " * 17}"')
    ],
    "T315": [quoting('exact = "wages"') + '[sources.t]\ntitle = "T"\ntext = "t.txt"\n'],
    "W201": [
        NOTED,
        CIRCLES,
        REFERENCE.replace('["rents", "wages"]\ntext', '"v1"\ntext'),
        REFERENCE.replace('["rents", "wages"]\ntext', '"rents"\ntext'),
    ],
    "W202": [
        NOTED,
        CIRCLES,
        REFERENCE.replace('on = "homes"', 'on = "v1"'),
        REFERENCE.replace('on = "homes"', 'on = ["homes", "so-build", "dear"]'),
    ],
    "W203": [REFERENCE, CIRCLES],
    "W204": [
        REFERENCE,
        CIRCLES,
        TWO_ENDS
        + '[objections.o]\nagainst = "z"\nfrom = ["p"]\nscheme = "expert-opinion"\n'
        + REFERENCE.replace('"sign"\n', '"sign"\nanswers = { correlation = "x" }\n'),
    ],
    "W205": [
        CIRCLES,
        said("A.", scheme="analogy"),
        said("A.", scheme="example"),
        said("A.", scheme="sign"),
        said("A.", scheme="example") + steps() + '[inferences.j]\nfrom = ["p0"]\nto = "z"\n',
        said("A.", scheme="example").replace("conclusions", "claims"),
        said("A.", scheme="example", conclusion="There are swans that are black."),
        said("A.", scheme="analogy", conclusion="There are swans that are black."),
    ],
    "W206": [
        said(*texts, conclusion=end, **scheme)
        for end in ("All swans swim.", "Some swans swim.")
        for texts, scheme in (
            (("A swan swims.",), {}),
            (("A swan swims.", "It does."), {"scheme": "sign"}),
            (("A.", "B.", "C."), {"scheme": "example"}),
            (("All geese swim.",), {"scheme": "example"}),
            (("A.", "B."), {"scheme": "generalisation"}),
            (("A.",), {"scheme": "rule"}),
            (("All geese swim.", "A swan swims."), {"scheme": "sign"}),
        )
    ]
    + [
        said("A.", conclusion="All swim.", language="xx"),
        said("Ten patients recovered.", conclusion="All patients recover.", scheme="generalisation"),
        said("The sample of 1,000 bolts was good.", conclusion="No bolt is faulty.", scheme="generalisation"),
        said("The crises of 1929 and 1987 were deep.", conclusion="Most crises were deep.", scheme="generalisation"),
    ],
    "W207": [
        TYPES,
        TYPES
        + "".join(
            CELL.format(*at, 'filled-by = "one"') for at in (("small", "old"), ("small", "new"), ("large", "new"))
        ),
        TYPES + CELL.format("large", "old", 'example = "E."'),
        TYPES.replace('claimed-by = "all"\n', ""),
    ],
    "W208": [
        said("It rained.", "In 1990 it rained.", conclusion="In 1991 it rose.", scheme="example"),
        '[claims.c]\ntext = "In 1990."\n[conclusions.y]\ntext = "Y."\n[inferences.h]\nfrom = ["c"]\nto = "y"\n'
        + said("In 1992 it rained.", conclusion="In 1991 it rose.", scheme="example"),
        *(
            said(*texts, conclusion=end, scheme=scheme)
            for scheme in ("example", "sign", "cause-to-effect", "expert-opinion")
            for texts, end in (
                (("In 1990.", "In 1992 and 1994."), "In 1991 and 1993."),
                (("In 1991.", "Never."), "In 1991."),
                (("In 1991.",), "Ever."),
            )
        ),
        said("The photographs of 1919 show it.", conclusion="The theory of 1915 is right.", scheme="sign"),
        said("The Dust Bowl of 1935 was bad.", conclusion="In the 1930s people harmed their land.", scheme="example"),
        said("The crisis of 1929 was deep.", conclusion="Crises of 1900-1950 were deep.", scheme="example"),
        said("Until 1990 the border was closed.", conclusion="In 1989 nobody crossed it.", scheme="cause-to-effect"),
        said("The march drew 2000 people.", conclusion="The party won in 1848.", scheme="cause-to-effect"),
        said("Die Fabrik stellte 2000 Arbeiter ein.", conclusion="Die Stadt wuchs 1890.", scheme="cause-to-effect"),
        said("He had planned the coup of 1980.", conclusion="He bought arms in 1979.", scheme="cause-to-effect"),
        said("The drought of 1200 BC was long.", conclusion="It fell in 1150 BC.", scheme="cause-to-effect"),
        said("The dam broke in 1992.", conclusion="The town was flooded in 1991.", scheme="cause-to-effect"),
        said("В 1992 году прорвало дамбу.", conclusion="В 1991 году затопило город.", scheme="cause-to-effect"),
    ],
    "W209": [
        said("It may rain.", "It might snow.", conclusion="It will and must rain."),
        said("It can rain.", conclusion="It rains."),
        said("It can rain.", conclusion="It always rains."),
        said("It may rain.", conclusion="It could rain."),
        said("It may rain.", language="xx"),
        said("Dry.", "Perhaps it rains.", conclusion="It rains."),
    ],
    "W210": [TWO_ENDS, TWO_ENDS.replace("0.9", "1"), '[conclusions.z]\ntext = "Z."\n', REFERENCE],
    "W211": [GRADED.format(0.5, 0.5), REFERENCE, TWO_ENDS.replace("grade = 0.9", "grade = 0")],
    "W212": [
        GRADED.format(1, 1),
        said("A.", scheme="deduction") + "grade = 1\n",
        said("A.", scheme="definition") + "grade = 1\n",
        said("A.", scheme="sign") + "grade = 1\n",
        GRADED.format(0.99, 0),
    ],
    "S119": [
        claims("ab") + said("P.") + '[objections.o]\nfrom = ["p0"]\nagainst = "i"\n',
        said("P.") + '[objections.o]\nfrom = ["p0"]\nagainst = "z"\ntext = "No."\n',
        said("P.", "Q.") + '[objections.o]\nfrom = ["p1"]\nagainst = "p0"\n',
    ],
    "S120": [
        said("A.") + ANOTHER_WAY + 'quote = { source = "s" }\n[sources.s]\ntitle = "S"\n',
    ],
    "T316": [
        quoting('exact = "low WAGES"', 'exact = "Low wages"', 'start = "low", end = "ROSE"', 'exact = "[l]ow wages"'),
    ],
    "T317": [
        quoting('exact = "Low  wages"', 'exact = "Low wages"', 'exact = "low  wages"', 'exact = "wages … paid"'),
    ],
    "T318": [
        quoting('start = "and", end = "slept"', 'start = "Low", end = "slept"', 'exact = "Gas prices [never] rose"'),
        quoting('exact = "in the night … slept in the town"', 'exact = "Low wages … were paid"'),
    ],
    "T319": [
        said("That’s why it rises."),
        said("It should therefore be closed."),
        said("Thus far it has risen."),
        said("Deshalb steigt er.", language="de"),
        said("Also gut.", language="de"),
        said("Поэтому она растёт.", language="ru"),
        said("Потому что идёт дождь.", language="ru"),
        said("C'est pourquoi il monte.", language="fr"),
        said("Daher kommt auch der Direktor.", language="de"),
    ],
    "T320": [
        said("Let us assume that it rains."),
        said("People assume that it rains."),
        said("Angenommen, es regnet.", language="de"),
        said("Допустим, идёт дождь.", language="ru"),
        said("Angenommen wurde der Antrag.", language="de"),
    ],
    "W213": [
        said("The lake is clean enough to swim in.", "The lake isn't clean enough to swim in."),
        said("If the lake is clean, people swim in it.", "If the lake is not clean, people swim in it."),
        said("Some lakes are clean in spring.", "Some lakes are not clean in spring."),
        said("The lake is clean in spring.", "The lake is not clean in spring.") + '[rivals.r]\namong = ["p0", "p1"]\n',
        said("Der See ist im Mai ein Problem.", "Der See ist im Mai kein Problem.", language="de"),
        said("Озеро весной чистое.", "Озеро весной не чистое.", language="ru"),
        said("Le lac est propre.", "Le lac n'est pas propre.", language="fr"),
        said("Everybody likes clean lakes.", "Nobody likes clean lakes."),
        said("All lakes were clean in spring.", "No lakes were clean in spring."),
        said("Everybody likes clean lakes.", "Not everybody likes clean lakes."),
        said("Every lake was clean in spring.", "Some lake was not clean in spring."),
        said("Alle mögen saubere Seen.", "Niemand mag saubere Seen.", language="de"),
        said("The lake is clean in May.", "The lake is not clean in May.")
        + '[objections.o]\nagainst = "z"\nfrom = ["p1"]\n',
        said("The lake is clean in May.", "The lake is not clean in May.")
        + '[objections.o]\nagainst = "p0"\nfrom = ["p1"]\n',
    ],
    "W214": [
        said("That is costly.", conclusion="Fees should not be charged."),
        said("That is unfair.", conclusion="Fees should not be charged."),
        said("That is costly.", conclusion="If it rains, fees should be charged."),
        said("If fees should rise, people leave.", conclusion="Should it rain, people leave."),
        said("That is costly.", conclusion="Fees should not be charged.", scheme="consequences"),
        said("Das kostet Geld.", conclusion="Gebühren sollten nicht erhoben werden.", language="de"),
        said("Das ist ungerecht.", conclusion="Gebühren sollten nicht erhoben werden.", language="de"),
        said("Это стоит денег.", conclusion="Плату не следует брать.", language="ru"),
        said("Это несправедливо.", conclusion="Плату не следует брать.", language="ru"),
    ],
    "W215": [
        said("There are no reasons to believe that it leaks."),
        said("It has never been shown to leak."),
        said("It is evidence of a leak."),
        said("Es gibt keine Belege dafür, dass er leckt.", language="de"),
        said("Нет доказательств того, что она течёт.", language="ru"),
        said("The audit found no evidence of fraud."),
        said("There is no evidence-based policy here."),
    ],
    "W216": [
        said("Everyone knows that it leaks."),
        said("Experts say it leaks."),
        said("Of course, it leaks."),
        said("Experts repaired it."),
        said("Studien zeigen, dass er leckt.", language="de"),
        said("Как известно, она течёт.", language="ru"),
        said("Many studies show up late."),
        said("As everyone knows him, he was invited."),
        said("Все знают директора лично.", language="ru"),
    ],
    "W217": [
        said("Late hours cause accidents."),
        said("If late hours cause accidents, insurers will pay."),
        said("The cause is unknown."),
        said("Regen führt zu Fluten.", language="de"),
        said("Дождь вызывает наводнения.", language="ru"),
    ],
    "W218": [
        said("If the dam breaks, the town is flooded.", "The dam breaks.", conclusion="The town is flooded."),
        said("If the dam breaks, the town is flooded.", "It rains.", conclusion="The town is flooded."),
        said(
            "Wenn der Damm bricht, wird die Stadt überflutet.", conclusion="Die Stadt wird überflutet.", language="de"
        ),
    ],
}


def checked(text: str, rule: Rule, source: str = "") -> Analysis:
    """The analysis of a text by one rule; that on acceptances sees nothing unless the others run too."""
    loaded = load_text(text)
    texts = dict.fromkeys(loaded.map.sources, source) if source else {}
    unread = {name: "no such file" for name, one in loaded.map.sources.items() if one.text and not source}
    return analyse(loaded, Settings(select=() if rule.code == "S113" else (rule.code,)), SourceTexts(texts, unread))


def hits(analysis: Analysis, rule: Rule) -> list[Hit]:
    return [found.hit for found in analysis._found if found.rule.code == rule.code]


def report(analysis: Analysis, rule: Rule) -> str:
    """The findings as `argmap check` prints them, with their subjects and what a fix would write."""
    found = [one for one in analysis.findings if one.code == rule.code]
    lines = [f"subject {one.subject or '-'} in {len(one.related)} more places" for one in found]
    lines += [f"fix {edit}" for hit in hits(analysis, rule) for edit in hit.edits]
    return format_text(Checked(["<text>"], found)) + "\n".join([*lines, ""])


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_what_a_rule_says(rule: Rule, golden: Golden) -> None:
    own = getattr(rule, "source", "")
    parts = [
        f"== {word}\n{report(checked(text, rule, own), rule)}"
        for word, text in (("fires", rule.fires), ("silent", rule.silent))
    ]
    article = "" if rule.code == "T315" else ARTICLE
    for number, text in enumerate(CASES[rule.code], 1):
        parts.append(f"== case {number}\n{report(checked(text, rule, article), rule)}")
    golden(ROOT / f"tests/golden/rules/{rule.code}.txt", "\n".join(parts))


@pytest.mark.parametrize("name", ["kazakhstan", "tutorial"])
def test_what_all_rules_say_of_a_map(name: str, golden: Golden) -> None:
    analysis = analyse(load_file(ROOT / f"maps/{name}.toml"))
    lines = []
    for one in analysis.findings:
        at = one.place.span
        accepted = f" (accepted: {one.accepted})" if one.accepted else ""
        lines.append(
            f"{at.start.line}:{at.start.column}-{at.end.column} {one.code} {one.subject} {one.message}{accepted}"
        )
        lines += [
            f"  {other.place.span.start.line}:{other.place.span.start.column} {other.note}" for other in one.related
        ]
    golden(ROOT / f"tests/golden/findings-{name}.txt", "\n".join(lines) + "\n")


def test_rules_are_chosen_by_the_beginning_of_a_code_or_by_name() -> None:
    codes = list(RULES)
    assert [one.code for one in chosen_rules()] == codes
    assert [one.code for one in chosen_rules(["S10", "few-cases"])] == [*(c for c in codes if c[:3] == "S10"), "W206"]
    assert [one.code for one in chosen_rules(["W"], ["W20", "low-standing"])] == [c for c in codes if c > "W210"]
    by_default = {one.code for one in chosen_rules(level=Level.DEFAULT)}
    thorough = {one.code for one in chosen_rules(level=Level.THOROUGH)}
    assert {"S101", "T301", "W201"} <= by_default < thorough < set(codes)
    assert [one.code for one in chosen_rules(["S112"], level=Level.DEFAULT)] == ["S112"]
    assert [one.code for one in chosen_rules((), ["S", "W", "T30"])] == [c for c in codes if c[:3] in {"T31", "T32"}]
    assert not matches(RULES["W206"], ["few"])
    assert not matches(RULES["W206"], [])


def test_a_finding_is_accepted_where_the_author_says_so_and_nowhere_else() -> None:
    base = said("A.", conclusion="B.") + '[inferences.j]\nfrom = ["p0"]\nto = "z"\nwarrant = "x"\n'
    for on, accepted in (('on = "i"\n', ["i"]), ('on = "j"\n', ["j"]), ("", ["i", "j"]), ('on = "z"\n', [])):
        text = f'{base}[[accept]]\ncode = "S112"\n{on}because = "Plain."\n'
        found = [one for one in analyse(load_text(text), Settings(select=("S112",))).findings if one.code == "S112"]
        assert [one.subject for one in found] == ["i", "j"]
        assert [one.subject for one in found if one.accepted == "Plain."] == accepted
        assert all(one.accepted in {"", "Plain."} for one in found)


def test_findings_come_in_the_order_of_the_file_and_code() -> None:
    found = analyse(load_text(REFERENCE + CIRCLES)).findings
    keys = [(one.place.span, one.code) for one in found]
    assert keys == sorted(keys)
    assert len({one.severity for one in found}) > 1
    assert {one.severity for one in found} <= set(Severity)


def test_the_standing_below_which_a_conclusion_gets_a_finding_can_be_set() -> None:
    for low, found in ((0.0999, []), (0.1001, ["z"]), (0.4499, ["z"]), (0.4501, ["y", "z"])):
        analysis = analyse(load_text(TWO_ENDS), Settings(select=("W210",), low_standing=low))
        assert [one.subject for one in analysis.findings] == found


def test_a_map_made_in_code_has_findings_without_a_place() -> None:
    map_ = load_text(said("A.")).map
    found = analyse(LoadedMap(map_), Settings(level=Level.PEDANTIC)).findings
    assert found
    assert {(one.place.file, one.place.span.start) for one in found} == {("<map>", (1, 1))}


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("sleap", ["sleep", "sheep"], "sleep"),
        ("zzz", ["sleep"], ""),
        ("sleep", [], ""),
        ("premise", ["premises", "claims"], "premises"),
    ],
)
def test_what_was_probably_meant(word: str, known: list[str], meant: str) -> None:
    assert did_you_mean(word, known) == (f'Did you mean "{meant}"?' if meant else "")


def test_what_is_accepted_is_not_fixed(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    accept = '[[accept]]\ncode = "S102"\non = "rents"\nbecause = "Plain."\n'
    path.write_text(REFERENCE + accept, encoding="utf-8", newline="")
    made = analyse(load_file(path)).fixes(unsafe=True)[path].decode()
    assert "[claims.wages]" in made
    assert "[premises.rents]" in made
    assert accept in made


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_finding_on_a_whole_element_marks_its_id(rule: Rule) -> None:
    """So it does where the element is written in one line, as `claims = { a = { text = "A." } }`."""
    found = hits(checked(rule.fires, rule, getattr(rule, "source", "")), rule)
    assert found
    assert all(hit.key for hit in found if len(hit.path) <= 2 or hit.path[2] == "typology")
