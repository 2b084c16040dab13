"""The meaning of each error code of a map that cannot be used. A code never changes its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Code(NamedTuple):
    """The name of a code, why it stops the map from being used, and how to fix it."""

    name: str
    why: str
    help: str


CODES: Mapping[str, Code] = MappingProxyType(
    {
        "E001": Code("no-file", "There is no file at this path.", "Check the path."),
        "E002": Code("folder", "The path is a folder, but a map is a file.", "Name a .toml file in it."),
        "E003": Code(
            "unreadable", "The operating system does not allow the file to be read.", "Check its name and permissions."
        ),
        "E004": Code(
            "too-large", "A map may have at most 24 MB, so that a bad file does no harm.", "Split it and use include."
        ),
        "E005": Code("not-utf8", "TOML is UTF-8; any other encoding would be misread.", "Save the file as UTF-8."),
        "E006": Code("empty", "There is nothing to check or draw.", "Start with argmap new."),
        "E007": Code("too-deep", "Lists and tables are nested deeper than any map needs.", "Flatten the nesting."),
        "E010": Code(
            "syntax",
            "The file is not valid TOML.",
            "See the help below the message; the rules of TOML are at https://toml.io.",
        ),
        "E011": Code("unknown-key", "A key that argmap does not know would be silently lost.", "Correct or remove it."),
        "E012": Code(
            "unknown-table", "A table that argmap does not know would be silently lost.", "Correct or remove it."
        ),
        "E013": Code(
            "wrong-type",
            "The value is not of the type that the key takes.",
            "Write it as the help below the message says.",
        ),
        "E014": Code("missing-key", "Without this key the element is incomplete.", "Add it."),
        "E015": Code(
            "unknown-format",
            "The file is written for another version of the format.",
            "Use format = 1, or a newer argmap.",
        ),
        "E016": Code(
            "bad-id", "Ids must be safe in links and file names.", "Use lower-case letters, digits and hyphens."
        ),
        "E017": Code(
            "unknown-scheme",
            "The scheme decides which critical questions are asked.",
            "Use one of the schemes in docs/format.md.",
        ),
        "E018": Code("empty-value", "An empty text or list says nothing.", "Write something, or remove the key."),
        "E019": Code("too-long", "The value is longer than a map needs.", "Shorten it."),
        "E020": Code("unknown-id", "Nothing in the map has this id.", "Correct the id, or declare the element."),
        "E021": Code(
            "duplicate-id", "If two elements share an id, it is unclear which one is meant.", "Rename one of them."
        ),
        "E022": Code(
            "wrong-kind",
            "This key does not take an element of this kind.",
            "Use an element of a kind listed in the help below the message.",
        ),
        "E023": Code("into-itself", "A step from an element to itself says nothing.", "Name what really supports it."),
        "E024": Code("named-twice", "Listing an element twice does not make it count twice.", "List each id once."),
        "E025": Code("bad-grade", "A grade is a probability.", "Use a number from 0 to 1, or a word of the scale."),
        "E026": Code(
            "computed-grade",
            "A claim's standing is computed, and suppositions and rivalries raise no doubt of their own.",
            "Grade the premises and the inferences instead.",
        ),
        "E027": Code(
            "rival-twice",
            "The grade of a premise among rivals is its chance there, so it can be in one rivalry only.",
            "List all statements that exclude each other in one rivalry.",
        ),
        "E028": Code(
            "rival-grades",
            "At most one of several rivals holds, so their chances cannot add up to more than 1.",
            "Lower the grades, or remove a statement from the rivalry.",
        ),
        "E029": Code(
            "entangled-suppositions",
            "What rests on suppositions is computed for each combination of them that some step discharges.",
            "Discharge each supposition once, as soon as what follows from it has been derived.",
        ),
        "E030": Code("bad-include", "The included file cannot be read.", "Correct its path."),
        "E031": Code(
            "circular-include", "Files that include each other would never end.", "Remove one of the includes."
        ),
        "E032": Code(
            "include-outside", "A map reads nothing outside its own folder.", "Move the file into that folder."
        ),
        "E033": Code("included-twice", "Its elements would be declared twice.", "Include each file once."),
        "E034": Code("too-many-files", "A map may have at most 200 files.", "Merge some of them into one file."),
        "E035": Code(
            "ambiguous-step",
            "A step without an id is named by what it joins; if something else could have that name, a reference to it "
            "would change its meaning with the order of the steps.",
            "Give the step an id of its own.",
        ),
        "E036": Code(
            "answers",
            "The file is what a student has saved on the page of an exercise: it has answers, but no argument.",
            "Mark it with argmap mark FILE --against MAP.",
        ),
        "E040": Code(
            "bad-setting", "A setting that argmap does not know would have no effect.", "Correct or remove it."
        ),
        "E050": Code(
            "broken-file",
            "The file is not valid JSON, XML, YAML or whatever its format is written in.",
            "Export it again, or correct it at the place.",
        ),
        "E051": Code(
            "not-of-the-format",
            "The format does not allow what is at this place, so its meaning is unclear.",
            "Correct it, or name the format with argmap convert --from.",
        ),
        "E052": Code(
            "other-format",
            "The format of the file is not known, or the command does not take it.",
            "Name the format with argmap convert --from.",
        ),
        "E099": Code("more-errors", "There are more errors than anyone can read at once.", "Fix the ones above first."),
    },
)
"""Every code that stops a map from being used."""
