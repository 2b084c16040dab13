"""Outlines of boxes and icons of kinds as SVG path data, so that kinds differ by more than colour."""

from __future__ import annotations

from types import MappingProxyType

from argmap.model import Kind

ICONS = MappingProxyType(
    {
        Kind.PREMISE: "M2 2h8v8H2z",
        Kind.ASSUMPTION: (
            "M2.2 4.2C2.2 0 9.8 0 9.8 4 9.8 6.4 6.8 6 6.8 8H5.2C5.2 5.2 8 5.4 8 4 8 2.4 4 2.2 4 4.2z"
            "M5 9.2h2v2H5z"
        ),
        Kind.CLAIM: "M6 1a5 5 0 1 0 .01 0zM6 3.4a2.6 2.6 0 1 1-.01 0z",
        Kind.CONCLUSION: "M2 .5h1.6V1.4H11L8.8 4.2 11 7H3.6v4.5H2z",
        Kind.SUPPOSITION: "M6 .3 11.7 6 6 11.7.3 6zM6 3.1 3.1 6 6 8.9 8.9 6z",
        Kind.INFERENCE: "M0 5.1h7.2V2L12 6 7.2 10V6.9H0z",
        Kind.OBJECTION: "M2.4 1 6 4.6 9.6 1 11 2.4 7.4 6 11 9.6 9.6 11 6 7.4 2.4 11 1 9.6 4.6 6 1 2.4z",
        Kind.CAUTION: "M6 .6 11.8 11H.2zM5.3 4.4 5.5 8h1l.2-3.6zM5.3 8.7h1.4v1.3H5.3z",
        Kind.CONTESTED: "M0 4 3.6.6V2.8H8.4V.6L12 4 8.4 7.4V5.2H3.6V7.4zM0 9.4h12v1.6H0z",
        Kind.RIVALRY: "M0 6 3.6 2.6V5H8.4V2.6L12 6 8.4 9.4V7H3.6V9.4z",
        Kind.NOTE: "M1.5.5h9v11h-9zM3 2.5v1.2h6V2.5zM3 5.2v1.2h6V5.2zM3 7.9v1.2h4V7.9z",
        Kind.GROUP: "M.5 2h4l1 1.5h6v7H.5z",
        Kind.CONCEPT: (
            "M1 1h4.4L6 2l.6-1H11v9H6.8L6 11l-.8-1H1z"
            "M2.2 2.2v6.6h2.6L5.4 9V2.8L5 2.2zM7 2.2l-.4.6V9l.6-.2h2.6V2.2z"
        ),
    },
)  # fmt: skip
"""An icon for each kind, in a 12 by 12 square, to be filled by the even-odd rule."""


_PILL = 24.0


def outline(kind: Kind, x: float, y: float, width: float, height: float) -> str:
    """The outline of a box of the given kind as SVG path data, with its top left corner at (x, y)."""
    if kind in {Kind.CLAIM, Kind.CONCLUSION}:
        return _rounded(x, y, width, height, 12)
    if kind is Kind.INFERENCE or (kind is Kind.RIVALRY and height <= _PILL):
        return _rounded(x, y, width, height, _PILL / 2)
    if kind is Kind.OBJECTION:
        return _cut_corners(x, y, width, height)
    if kind is Kind.CAUTION:
        return _folded(x, y, width, height)
    if kind is Kind.CONTESTED:
        return _torn(x, y, width, height)
    if kind is Kind.GROUP:
        return _rounded(x, y, width, height, 8)
    return _rounded(x, y, width, height, 2)


def path(*parts: str | float) -> str:
    """SVG path data from commands (strings) and coordinates (numbers)."""
    data = ""
    after_number = False
    for part in parts:
        if isinstance(part, str):
            data += part
            after_number = False
        else:
            data += (" " if after_number else "") + number(part)
            after_number = True
    return data


def number(value: float) -> str:
    """A number with at most two decimals and no trailing zeros: the same text on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _cut_corners(x: float, y: float, width: float, height: float) -> str:
    cut = min(10.0, height / 2)
    right, foot = x + width, y + height
    upper = path("M", x + cut, y, "H", right - cut, "L", right, y + cut, "V", foot - cut)
    return upper + path("L", right - cut, foot, "H", x + cut, "L", x, foot - cut, "V", y + cut, "z")


def _folded(x: float, y: float, width: float, height: float) -> str:
    """A box with its lower right corner folded."""
    fold = 12.0
    right, foot = x + width, y + height
    sheet = path("M", x, y, "H", right, "V", foot - fold, "L", right - fold, foot, "H", x, "z")
    return sheet + path("M", right, foot - fold, "H", right - fold, "V", foot)


def _torn(x: float, y: float, width: float, height: float) -> str:
    """A box with a torn lower edge."""
    teeth = max(4, round(width / 14))
    step = width / teeth
    foot = y + height
    edge = ""
    for tooth in range(teeth):
        at = x + width - step * tooth
        edge += path("L", at - step / 2, foot, "L", at - step, foot - 5)
    return path("M", x, y, "H", x + width, "V", foot - 5) + edge + "z"


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    r = min(radius, width / 2, height / 2)
    wide, tall = width - 2 * r, height - 2 * r
    corner = path("a", r, r, 0, 0, 1, "") + " "
    right = path("M", x + r, y, "h", wide) + corner + path(r, r, "v", tall) + corner + path(-r, r)
    return right + path("h", -wide) + corner + path(-r, -r, "v", -tall) + corner + path(r, -r, "z")
