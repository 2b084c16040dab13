"""YAML in an Argdown document: its front matter, and the data in braces."""

from __future__ import annotations

from typing import Any

import yaml


def plain_yaml(text: str) -> Any:  # noqa: ANN401 - any YAML
    """The value of a short YAML text without aliases. Raises `ValueError` if it is not valid, or has any."""
    try:
        if any(isinstance(token, yaml.AliasToken | yaml.AnchorToken) for token in yaml.scan(text, yaml.SafeLoader)):
            raise ValueError("it has aliases")
        return yaml.load(text, _Plain)  # noqa: S506 - a loader without objects
    except yaml.MarkedYAMLError as error:
        raise ValueError(error.problem or "it cannot be read") from None
    except (yaml.YAMLError, RecursionError):
        raise ValueError("it cannot be read") from None


class _Plain(yaml.SafeLoader):
    """YAML with texts, numbers, lists and tables: a date stays the text it is."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
