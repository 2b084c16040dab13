"""JSON with the places of its values. tree-sitter gives them; it runs only if there is something to report."""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from argmap.convert.problem import broken, wrong_shape
from argmap.findings import MapError
from argmap.source import KeyPath, SourceText

if TYPE_CHECKING:
    from tree_sitter import Node


class JsonFile:
    """A JSON document: its `value`, and where each value in it is."""

    def __init__(self, source: SourceText) -> None:
        """Read the document. Raises `MapError` if it is not valid JSON."""
        self.source = source
        text = source.text
        try:
            self.value: Any = json.loads(text)
        except json.JSONDecodeError as error:
            at = len(text[: error.pos].encode())
            raise broken(source, "JSON", error.msg.lower(), at) from None
        except RecursionError:
            raise broken(source, "JSON", "it is nested too deeply", 0) from None
        except ValueError:
            found = re.search(r"\d{4301,}", text)
            at = len(text[: found.start()].encode()) if found else 0
            raise broken(source, "JSON", "a number has too many digits", at) from None

    def locate(self, path: KeyPath) -> tuple[int, int]:
        """The start and end byte of the value at a path, or of what is nearest around it."""
        node = self._root
        for key in path:
            inner = self._children(node).get(key)
            if inner is None:
                break
            node = inner
        return node.start_byte, node.end_byte

    def wrong(self, path: KeyPath, message: str, help_text: str) -> MapError:
        """The error on a value that is not what the format has there."""
        return wrong_shape(self.source, message, help_text, *self.locate(path))

    @cached_property
    def _root(self) -> Node:
        import tree_sitter  # noqa: PLC0415 - needed only if there is something to report
        import tree_sitter_json  # noqa: PLC0415 - as above

        document = tree_sitter.Parser(tree_sitter.Language(tree_sitter_json.language())).parse(self.source.data)
        return next(
            (child for child in document.root_node.named_children if child.type != "comment"), document.root_node
        )

    @cached_property
    def _known(self) -> dict[int, dict[str | int, Node]]:
        return {}

    def _children(self, node: Node) -> dict[str | int, Node]:
        """The values in an object or list, by key or place."""
        if node.id not in self._known:
            found: dict[str | int, Node] = {}
            if node.type == "array":
                found = dict(enumerate(child for child in node.named_children if child.type != "comment"))
            elif node.type == "object":
                for pair in node.named_children:
                    name, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
                    if name is not None and value is not None:
                        found[json.loads((name.text or b"").decode())] = value
            self._known[node.id] = found
        return self._known[node.id]
