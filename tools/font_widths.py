"""Make `font_widths.json` and `font_widths_bold.json` in `src/argmap/layout/`: advance widths in 1/1000 em.

Usage: python tools/font_widths.py LiberationSans-Regular.ttf NotoSansArabic.ttf > src/argmap/layout/font_widths.json
       python tools/font_widths.py LiberationSans-Bold.ttf > src/argmap/layout/font_widths_bold.json

Liberation Sans has the widths of Arial and Helvetica. Arabic, which it lacks, is measured in its isolated forms, which
are wider than the joined ones: a box is never too narrow. Only widths are taken, no outlines.
"""

import json
import sys

from fontTools.ttLib import TTFont

RANGES = [(0x20, 0x52F), (0x590, 0x5FF), (0x600, 0x6FF), (0x1E00, 0x1FFF), (0x2010, 0x205E), (0x20A0, 0x20BF)]
RANGES += [(0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF)]


def main() -> None:
    """Read the fonts named on the command line and print the table."""
    fonts = [TTFont(path) for path in sys.argv[1:]]
    table: dict[str, list[int]] = {}
    for first, last in RANGES:
        widths = [width(fonts, code) for code in range(first, last + 1)]
        table[f"{first:04X}"] = widths
    print(json.dumps(table, separators=(",", ":")))  # noqa: T201 - its output


def width(fonts: list[TTFont], code: int) -> int:
    """The advance of a code point in the first font that has it; -1 where none has."""
    for font in fonts:
        name = font.getBestCmap().get(code)
        if name is not None:
            advance: int = font["hmtx"][name][0] * 1000 // font["head"].unitsPerEm
            return advance
    return -1


if __name__ == "__main__":
    main()
