"""XML with the places of its elements, read by defusedxml: no entities, no external files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from argmap.convert.problem import broken, wrong_shape
from argmap.findings import MapError
from argmap.source import SourceText

_DEEPEST = 1_000


@dataclass
class XmlElement:
    """An element: its tag, attributes, children, and the text directly in it; `span` is its first to last byte."""

    tag: str
    attributes: dict[str, str]
    span: tuple[int, int]
    text: str = ""
    children: list[XmlElement] = field(default_factory=list)

    def get(self, name: str) -> str:
        """The value of an attribute; empty if there is none."""
        return self.attributes.get(name, "")

    def all(self, tag: str) -> Iterator[XmlElement]:
        """The children with a tag."""
        return (child for child in self.children if child.tag == tag)


class _DeepError(Exception):
    """The elements are nested too deeply."""


class _Builder:
    """Makes elements as the parser meets their tags."""

    def __init__(self, data: bytes) -> None:
        self.parser: Any = None
        self._data = data
        self.root: XmlElement | None = None
        self._open: list[XmlElement] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        element = XmlElement(tag, attributes, (at, at))
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        if len(self._open) > _DEEPEST:
            raise _DeepError

    def end(self, _tag: str) -> None:
        # For an element without content, this is where it starts.
        element = self._open.pop()
        element.span = (element.span[0], self._data.find(b">", self.parser.CurrentByteIndex) + 1)

    def data(self, text: str) -> None:
        if self._open:
            self._open[-1].text += text

    def close(self) -> None:
        """Nothing is left to be done at the end."""


class XmlFile:
    """An XML document: its outermost element is `root`."""

    def __init__(self, source: SourceText) -> None:
        """Read the document. Raises `MapError` if it is not valid XML, or declares entities."""
        self.source = source
        builder = _Builder(source.data)
        parser = DefusedXMLParser(target=builder, encoding="utf-8")
        builder.parser = parser.parser
        try:
            parser.feed(source.data)
            parser.close()
        except ParseError as error:
            line, column = error.position
            why = str(error).partition(":")[0]
            raise broken(source, "XML", why, source.offset(line, column)) from None
        except DefusedXmlException:
            raise broken(
                source, "XML", "it declares entities, which are not read", builder.parser.CurrentByteIndex
            ) from None
        except _DeepError:
            raise broken(source, "XML", "it is nested too deeply", builder.parser.CurrentByteIndex) from None
        if builder.root is None:
            raise broken(source, "XML", "no element found", 0)
        self.root = builder.root

    def wrong(self, element: XmlElement, message: str, help_text: str) -> MapError:
        """The error on an element that the format does not have there."""
        return wrong_shape(self.source, message, help_text, *element.span)
