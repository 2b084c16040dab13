"""YAML in an Argdown document: its front matter, and the data in braces."""

from __future__ import annotations

import re
from typing import Any

import yaml

_DEEPEST = 100
_BRACKETS = re.compile(r"[\[\]{}]")


def plain_yaml(text: str) -> Any:  # noqa: ANN401 - any YAML
    """The value of a short YAML text without aliases. Raises `ValueError` if it is not valid, or has any."""
    if _is_too_deep(text):
        raise ValueError("it is nested too deeply")
    try:
        if any(isinstance(token, yaml.AliasToken | yaml.AnchorToken) for token in yaml.scan(text, _LOADER)):
            raise ValueError("it has aliases")
        return yaml.load(text, _Plain)  # noqa: S506 - a loader without objects
    except yaml.MarkedYAMLError as error:
        raise ValueError(error.problem or "it cannot be read") from None
    except (yaml.YAMLError, RecursionError):
        raise ValueError("it cannot be read") from None


def _is_too_deep(text: str) -> bool:
    """Whether more brackets are open at once than any data needs; what is in quotation marks counts too."""
    depth = 0
    for found in _BRACKETS.finditer(text):
        depth += 1 if found[0] in "[{" else -1
        if depth > _DEEPEST:
            return True
    return False


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Plain(_LOADER):  # type: ignore[misc, valid-type] # the quick one, where it is
    """YAML with texts, numbers, lists and tables: a date stays the text it is."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
