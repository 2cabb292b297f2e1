"""Developer command: draw the starter logos, an abstract mark and the name, as paths (a picture loads no fonts).

The mark alone is the emblem, which stands beside the name in other languages.

    python -m cms.core.wordmark FONT THEMES TARGET

FONT is PretendardGOV-Bold.ttf, THEMES a JSON file of themes with ``logo`` (``mark``, ``text``), TARGET the folder for
``<slug>.svg``, ``<slug>-dark.svg`` and ``<slug>-emblem.svg``. These are not the municipalities' own emblems, which only
they may hand out.
"""

import json
import sys
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from cms.core.theme import Theme

HEIGHT = 44
TEXT_SIZE = 28
GAP = 11

# Each mark fills 44 × 44: {a} the main colour, {b} the accent, {c} what shows through.
MARKS = {
    "stream": (
        '<rect width="44" height="44" rx="14" fill="{a}"/><g fill="none" stroke="{c}" stroke-width="4.5" '
        'stroke-linecap="round"><path d="M8 29c5-8 9-8 14 0s9 8 14 0"/><path d="M8 20c5-8 9-8 14 0" opacity=".65"/></g>'
        '<circle cx="32" cy="14" r="4.5" fill="{b}"/>'
    ),
    "leaf": (
        '<path d="M22 2C34 4 42 12 42 24c0 10-8 18-20 18C10 42 2 34 2 24 2 12 10 4 22 2z" fill="{a}"/>'
        '<path d="M22 36V17M22 27c-7 0-10-4-10-10 7 0 10 4 10 10zm0-3c0-6 3-10 10-10 0 6-3 10-10 10z" '
        'fill="{c}" stroke="{c}" stroke-width="2" stroke-linejoin="round"/><circle cx="22" cy="10" r="3" fill="{b}"/>'
    ),
    "gate": (
        '<path d="M2 20C9 20 12 15 14 10h16c2 5 5 10 12 10-4 4-8 5-12 5H14c-4 0-8-1-12-5z" fill="{a}"/>'
        '<path d="M8 42V29h28v13h-8v-5a6 6 0 0 0-12 0v5z" fill="{a}"/><circle cx="22" cy="5" r="3.5" fill="{b}"/>'
    ),
    "bridge": (
        '<circle cx="22" cy="22" r="22" fill="{a}"/>'
        '<g fill="none" stroke="{c}" stroke-width="2.8" stroke-linecap="round">'
        '<path d="M5 29h34M22 10v24M22 12 9 29M22 12l13 17M22 20l-7 9M22 20l7 9"/></g>'
        '<circle cx="33" cy="13" r="4" fill="{b}"/>'
    ),
}


def logo_svg(font: TTFont, mark: str, text: str, theme: Theme, *, dark: bool = False) -> str:
    """Mark and name beside each other; ``dark`` for the high-contrast mode, on black.

    :raises KeyError: for an unknown mark or a sign that the font does not have.
    """
    ink = "#ffffff" if dark else "#131416"
    path, width = _outline(font, text)
    scale = TEXT_SIZE / font["head"].unitsPerEm
    total = round(HEIGHT + GAP + width * scale + 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {HEIGHT}" width="{total}" height="{HEIGHT}">'
        f"{_mark(mark, theme, dark)}"
        f'<path transform="translate({HEIGHT + GAP} 32) scale({scale:.5f} {-scale:.5f})" d="{path}" '
        f'fill="{ink}"/></svg>\n'
    )


def emblem_svg(mark: str, theme: Theme) -> str:
    """The mark without letters.

    :raises KeyError: for an unknown mark.
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {HEIGHT} {HEIGHT}" width="{HEIGHT}" height="{HEIGHT}">'
        f"{_mark(mark, theme, False)}</svg>\n"
    )


def _mark(mark: str, theme: Theme, dark: bool) -> str:
    main, through = (theme.primary_20, "#131416") if dark else (theme.primary_60, "#ffffff")
    return MARKS[mark].format(a=main, b="#ffc95c" if mark != "gate" else theme.point_50, c=through)


def main(font_path: Path, themes_path: Path, target: Path) -> None:
    """Write both logos and the emblem of every municipality of the file."""
    font = TTFont(font_path)
    for slug, data in json.loads(themes_path.read_text(encoding="utf-8")).items():
        theme, logo = Theme(**data["theme"]), data["logo"]
        for name, dark in ((slug, False), (f"{slug}-dark", True)):
            svg = logo_svg(font, logo["mark"], logo["text"], theme, dark=dark)
            (target / f"{name}.svg").write_text(svg, encoding="utf-8")
        (target / f"{slug}-emblem.svg").write_text(emblem_svg(logo["mark"], theme), encoding="utf-8")


def _outline(font: TTFont, text: str) -> tuple[str, int]:
    """Path of a line of text and its width, in the font's units."""
    glyphs, names, x, parts = font.getGlyphSet(), font.getBestCmap(), 0, []
    for sign in text:
        glyph = glyphs[names[ord(sign)]]
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:g}")
        glyph.draw(TransformPen(pen, (1, 0, 0, 1, x, 0)))
        parts.append(pen.getCommands())
        x += glyph.width
    return "".join(parts), x


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("Usage: python -m cms.core.wordmark FONT THEMES TARGET")
    main(*map(Path, sys.argv[1:]))
