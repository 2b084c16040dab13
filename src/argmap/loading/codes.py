"""What each code of a file that cannot be used means; the codes never change their meaning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Code(NamedTuple):
    """The name of a code, why it stops the map from being used, and the way out."""

    name: str
    why: str
    help: str


CODES: Mapping[str, Code] = MappingProxyType(
    {
        "E001": Code("no-file", "There is no file at the path.", "Check the path."),
        "E002": Code("folder", "The path is a folder, and one map was asked for.", "Name a .toml file in it."),
        "E003": Code("unreadable", "The system does not let the file be read.", "Check its name and rights."),
        "E004": Code("too-large", "A map has at most 24 MB, so that a bad file does no harm.", "Split it: include."),
        "E005": Code("not-utf8", "TOML is UTF-8; another encoding would be misread.", "Save the file as UTF-8."),
        "E006": Code("empty", "There is nothing to check or draw.", "Start with argmap new."),
        "E007": Code("too-deep", "Lists and tables are nested deeper than any map needs.", "Write it flat."),
        "E010": Code("syntax", "The file is not TOML.", "See the help of the message; https://toml.io has the rules."),
        "E011": Code("unknown-key", "A key that argmap does not know would be silently lost.", "Correct or remove it."),
        "E012": Code("unknown-table", "A table that argmap does not know would be lost.", "Correct or remove it."),
        "E013": Code("wrong-type", "The value is of another type than the key takes.", "Write it as the help says."),
        "E014": Code("missing-key", "Without this key the element says nothing.", "Add it."),
        "E015": Code(
            "unknown-format", "The file is written for another version.", "Use format = 1, or a newer argmap."
        ),
        "E016": Code("bad-id", "Ids must be safe in links and files.", "Use lower-case letters, digits and hyphens."),
        "E017": Code("unknown-scheme", "The scheme decides the critical questions.", "Use one of docs/format.md."),
        "E018": Code("empty-value", "An empty text or list says nothing.", "Write something, or remove the key."),
        "E019": Code("too-long", "The value is longer than a map needs.", "Shorten it."),
        "E020": Code("unknown-id", "Nothing in the map has this id.", "Correct it, or declare the element."),
        "E021": Code("duplicate-id", "One id for two elements leaves open which is meant.", "Rename one of them."),
        "E022": Code("wrong-kind", "An element of this kind cannot stand here.", "Name one of the kind the help says."),
        "E023": Code("into-itself", "A step from an element to itself says nothing.", "Name what really supports it."),
        "E024": Code("named-twice", "A premise named twice does not count twice.", "Name each premise once."),
        "E025": Code("bad-grade", "A grade is a chance.", "Use a number from 0 to 1, or a word of the scale."),
        "E026": Code("computed-grade", "The standing of a claim follows from its support.", "Grade what supports it."),
        "E030": Code("bad-include", "The included file cannot be read.", "Correct its path."),
        "E031": Code("circular-include", "Files that include each other never end.", "Break the circle."),
        "E032": Code("include-outside", "A map reads nothing outside its own folder.", "Move the file below it."),
        "E033": Code("included-twice", "Its elements would be declared twice.", "Include each file once."),
        "E034": Code("too-many-files", "A map has at most 200 files.", "Put several parts into one file."),
        "E040": Code("bad-setting", "A setting that argmap does not know would do nothing.", "Correct or remove it."),
        "E099": Code("more-errors", "More errors than can be read at once.", "Mend those above first."),
    },
)
"""Every code that stops a map from being used."""
