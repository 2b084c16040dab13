"""Colours. Kinds also differ by shape, icon and word, and weak links by width, dash and badge.

The hues follow M. Okabe and K. Ito's palette for colour-blind readers, darkened or lightened until text on them has a
contrast of at least 4.5 to 1 (WCAG 2.2 AA), which a test checks.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from argmap.model import Kind
from argmap.settings import Theme as ThemeName


class Paint(NamedTuple):
    """The colours of one kind of box: fill, outline and label, and text."""

    fill: str
    line: str
    ink: str


class Theme(NamedTuple):
    """All the colours of a picture."""

    name: str
    page: str
    ink: str
    quiet: str
    panel: str
    edge: str
    attack: str
    weak: str
    on_weak: str
    kinds: dict[Kind, Paint]


def _kinds(ink: str, **paints: tuple[str, str]) -> dict[Kind, Paint]:
    kinds = {Kind(name): Paint(fill, line, ink) for name, (fill, line) in paints.items()}
    kinds[Kind.SOURCE] = kinds[Kind.CONCEPT]
    return kinds


_LIGHT = Theme(
    "light", "#ffffff", "#17202c", "#515b69", "#f3f5f8", "#66717f", "#a11d2e", "#b83a00", "#ffffff",
    _kinds(
        "#17202c",
        premise=("#e8f1fb", "#1f5c99"), assumption=("#ffffff", "#4d5866"), claim=("#e9f6f0", "#12684c"),
        conclusion=("#fdf3d3", "#6b4e00"), inference=("#ffffff", "#4d5866"), objection=("#fdebec", "#a11d2e"),
        caution=("#fff8e1", "#855700"), contested=("#f7edfa", "#7b3294"), concept=("#f3f5f8", "#3d4a5c"),
        supposition=("#eef7f8", "#0b6472"), rivalry=("#fdebec", "#a11d2e"), note=("#f6f7f9", "#515b69"),
        group=("#fafbfc", "#4d5866"),
    ),
)  # fmt: skip
_DARK = Theme(
    "dark", "#12161d", "#eef2f7", "#aab4c2", "#1b212b", "#8a96a6", "#ff8f98", "#ff9e5e", "#1a0d00",
    _kinds(
        "#eef2f7",
        premise=("#16283c", "#86bdf2"), assumption=("#171c24", "#b3bdca"), claim=("#132d25", "#74d1ac"),
        conclusion=("#372c0c", "#f2ce6b"), inference=("#1b212b", "#b3bdca"), objection=("#3a181d", "#ff9aa3"),
        caution=("#332809", "#f0c04d"), contested=("#2f1b38", "#d9a2ec"), concept=("#1e2530", "#aebccf"),
        supposition=("#10282c", "#7fd0dd"), rivalry=("#3a181d", "#ff9aa3"), note=("#1b212b", "#aab4c2"),
        group=("#161b23", "#b3bdca"),
    ),
)  # fmt: skip
_PRINT = Theme(
    "print", "#ffffff", "#000000", "#333333", "#ffffff", "#444444", "#000000", "#000000", "#ffffff",
    _kinds(
        "#000000",
        premise=("#ffffff", "#000000"), assumption=("#ffffff", "#000000"), claim=("#ffffff", "#000000"),
        conclusion=("#ececec", "#000000"), inference=("#ffffff", "#000000"), objection=("#ffffff", "#000000"),
        caution=("#f4f4f4", "#000000"), contested=("#f4f4f4", "#000000"), concept=("#ffffff", "#000000"),
        supposition=("#ffffff", "#000000"), rivalry=("#ffffff", "#000000"), note=("#ffffff", "#000000"),
        group=("#ffffff", "#000000"),
    ),
)  # fmt: skip

THEMES = MappingProxyType({ThemeName(theme.name): theme for theme in (_LIGHT, _DARK, _PRINT)})
"""The themes by name."""


def theme_of(name: ThemeName) -> Theme:
    """The colours of a theme. `auto`, which follows the reader's system in pages, is light elsewhere."""
    return THEMES[ThemeName.LIGHT if name is ThemeName.AUTO else name]


def variables(theme: Theme) -> dict[str, str]:
    """The colours of a theme, by the names of their CSS custom properties."""
    own = {name: getattr(theme, name) for name in _COLOURS}
    parts = {
        f"{kind.value}-{part}": getattr(paint, part) for kind, paint in theme.kinds.items() for part in Paint._fields
    }
    return {f"--{name.replace('_', '-')}": colour for name, colour in (own | parts).items()}


_COLOURS = ("page", "ink", "quiet", "panel", "edge", "attack", "weak", "on_weak")

VARIABLE = _LIGHT._replace(
    name="variable",
    kinds={kind: Paint(*(f"var(--{kind.value}-{part})" for part in Paint._fields)) for kind in _LIGHT.kinds},
    **{name: f"var(--{name.replace('_', '-')})" for name in _COLOURS},
)
"""Colours as CSS custom properties, so that a page can switch its theme."""
