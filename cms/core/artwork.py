"""A still picture for the top of a home page, drawn from the municipality's colours: hills, river, skyline.

Pure: the same theme, motifs and seed give the same SVG. It is decoration behind words, so it keeps to tints, and
leaves the upper left, where the words stand, to the sky.
"""

import math
import random
from collections.abc import Callable, Iterable
from itertools import pairwise

from cms.core.theme import Theme

WIDTH, HEIGHT = 1600, 560
HORIZON = 96  # how far the scene is lifted: the box of services covers the lower edge
BOTTOM = HEIGHT + HORIZON
SUNLIGHT = "#ffe7b0"
MOTIFS = ("sun", "hills", "skyline", "fortress", "river", "bridge", "trees")


def hero_svg(theme: Theme, motifs: Iterable[str], seed: int) -> str:
    """The picture as SVG text.

    :raises ValueError: for a motif that is not one of ``MOTIFS``.
    """
    wanted = set(motifs)
    if unknown := wanted - set(MOTIFS):
        raise ValueError(f"Unknown motifs: {', '.join(sorted(unknown))}. Known: {', '.join(MOTIFS)}.")
    chance = random.Random(seed)  # noqa: S311 - a picture, not a secret
    scene = "".join(_DRAWERS[motif](theme, chance) for motif in MOTIFS if motif in wanted)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'preserveAspectRatio="xMidYMax slice">'
        f'{_sky(theme)}<g transform="translate(0 {-HORIZON})">{scene}</g>{_haze(theme)}</svg>\n'
    )


def mix(one: str, other: str, share: float) -> str:
    """A colour between two, ``share`` (0 to 1) of the way from the first to the second."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _sky(theme: Theme) -> str:
    return (
        f'<linearGradient id="s" x2="0" y2="1"><stop stop-color="{mix(theme.primary_5, "#ffffff", 0.35)}"/>'
        f'<stop offset="1" stop-color="{theme.primary_10}"/></linearGradient>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#s)"/>'
    )


def _haze(theme: Theme) -> str:
    """Thins the scene out towards the left, where words stand on it."""
    pale = mix(theme.primary_5, "#ffffff", 0.35)
    stops = ((0, 0.82), (0.45, 0.7), (0.68, 0))
    marks = "".join(f'<stop offset="{at}" stop-color="{pale}" stop-opacity="{cover}"/>' for at, cover in stops)
    return f'<linearGradient id="h">{marks}</linearGradient><rect width="{WIDTH}" height="{HEIGHT}" fill="url(#h)"/>'


def _sun(theme: Theme, chance: random.Random) -> str:
    x = chance.randint(1180, 1320)
    return (
        f'<circle cx="{x}" cy="160" r="130" fill="#fff" opacity=".45"/>'
        f'<circle cx="{x}" cy="160" r="88" fill="#fff" opacity=".6"/>'
        f'<circle cx="{x}" cy="160" r="52" fill="{SUNLIGHT}"/>'
    )


def _ridge(chance: random.Random, base: float, height: float, rise: float) -> str:
    """A smooth line of hills, higher towards the right, closed at the bottom."""
    first, second = chance.uniform(0, math.tau), chance.uniform(0, math.tau)
    points: list[tuple[float, float]] = []
    for x in range(0, WIDTH + 1, 100):
        wave = 0.6 * math.sin(x / 260 + first) + 0.4 * math.sin(x / 128 + second)
        points.append((x, base - rise * x / WIDTH - height * wave))
    return f"M0 {BOTTOM}V{points[0][1]:.0f}{_smooth(points)}V{BOTTOM}z"


def _smooth(points: list[tuple[float, float]]) -> str:
    """Cubic curves through the points with level handles: no corners."""
    parts = []
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (x0 + x1) / 2
        parts.append(f"C{middle:.0f} {y0:.0f} {middle:.0f} {y1:.0f} {x1:.0f} {y1:.0f}")
    return "".join(parts)


def _hills(theme: Theme, chance: random.Random) -> str:
    tones = (
        mix(theme.primary_10, theme.primary_20, 0.45),
        mix(theme.primary_20, theme.primary_50, 0.05),
        mix(theme.primary_20, theme.primary_50, 0.25),
    )
    ridges = ((430, 40, 190), (462, 30, 140), (500, 20, 80))
    return "".join(
        f'<path d="{_ridge(chance, *ridge)}" fill="{tone}"/>' for tone, ridge in zip(tones, ridges, strict=True)
    )


def _skyline(theme: Theme, chance: random.Random) -> str:
    """Blocks of flats and towers on the right, with a few lit windows."""
    parts, x = [], 840
    pale, deep, light = mix(theme.primary_20, "#ffffff", 0.25), mix(theme.primary_20, theme.primary_50, 0.4), "#ffffff"
    while x < WIDTH - 40:
        width, height = chance.choice((36, 44, 56, 72)), chance.randint(70, 230)
        top = 500 - height
        colour = chance.choice((pale, pale, deep))
        parts.append(f'<rect x="{x}" y="{top}" width="{width}" height="{height + 60}" fill="{colour}"/>')
        columns = max(2, width // 16)
        for row in range(top + 14, 480, 24):
            for column in range(columns):
                if chance.random() < 0.55:
                    left = x + 7 + column * (width - 10) // columns
                    parts.append(f'<path d="M{left} {row}h6v9h-6z" fill="{light}" opacity=".55"/>')
        x += width + chance.choice((8, 14, 40, 64))
    return "".join(parts)


def _fortress(theme: Theme, chance: random.Random) -> str:
    """A tiled gate with curved eaves, as stands in many an old town."""
    x, y = chance.randint(1180, 1240), 330
    dark, wall = mix(theme.primary_50, theme.primary_70, 0.35), mix(theme.primary_20, "#ffffff", 0.45)
    roof = "M{0} {1}c40 2 60-14 76-36h128c16 22 36 38 76 36-24 14-44 18-70 18h-140c-26 0-46-4-70-18z"
    return (
        f'<path d="M{x - 40} 560l20-110h320l20 110z" fill="{wall}"/>'
        f'<path d="M{x + 105} 560v-48a35 35 0 0 1 70 0v48z" fill="{dark}"/>'
        f'<path d="{roof.format(x, y + 82)}" fill="{dark}"/>'
        f'<rect x="{x + 62}" y="{y + 96}" width="156" height="26" fill="{theme.primary_10}"/>'
        f'<path d="{roof.format(x, y + 30)}" fill="{dark}" '
        f'transform="translate({x + 140} 0) scale(.82 1) translate({-x - 140} 0)"/>'
        f'<rect x="{x + 76}" y="{y + 46}" width="128" height="20" fill="{theme.primary_10}"/>'
    )


def _river(theme: Theme, chance: random.Random) -> str:
    water = mix(theme.primary_10, "#ffffff", 0.35)
    lines = "".join(
        f'<path d="M{chance.randint(40, 1400)} {y}h{chance.randint(60, 190)}"/>' for y in range(500, 556, 7)
    )
    lines = f'<g stroke="#fff" stroke-width="4" stroke-linecap="round">{lines}</g>'
    return f'<path d="M0 490q400-26 800 0t800-4V{BOTTOM}H0z" fill="{water}"/>{lines}'


def _bridge(theme: Theme, chance: random.Random) -> str:
    """A bridge with two pylons and stay cables across the river."""
    colour, deck = mix(theme.primary_50, theme.primary_70, 0.2), 496
    pylons = (chance.randint(1060, 1100), chance.randint(1400, 1440))
    parts = [f'<path d="M760 {deck}H{WIDTH}" stroke="{colour}" stroke-width="9"/>']
    for x in pylons:
        parts.append(f'<path d="M{x} {deck - 150}V540" stroke="{colour}" stroke-width="11" stroke-linecap="round"/>')
        cables = "".join(
            f"M{x} {deck - 146 + step * 14}L{x + side * (180 - step * 30)} {deck}"
            for step in range(6)
            for side in (-1, 1)
        )
        parts.append(f'<path d="{cables}" stroke="{colour}" stroke-width="2.5" fill="none" opacity=".7"/>')
    return "".join(parts)


def _trees(theme: Theme, chance: random.Random) -> str:
    parts = []
    tones = (
        mix(theme.primary_20, theme.primary_50, 0.55),
        mix(theme.primary_20, theme.primary_50, 0.75),
        theme.primary_50,
    )
    for _ in range(34):
        x, size = chance.randint(0, WIDTH), chance.randint(18, 42)
        y = 545 - chance.randint(0, 26)
        crown = f'<ellipse cx="{x}" cy="{y - size}" rx="{size * 0.62:.0f}" ry="{size}" fill="{chance.choice(tones)}"/>'
        parts.append(f'{crown}<path d="M{x} {y - size}V{y + 12}" stroke="{theme.primary_70}" stroke-width="3"/>')
    ground = f'<path d="M0 540q400-22 800-4t800-10V{BOTTOM}H0z" fill="{mix(theme.primary_20, theme.primary_50, 0.5)}"/>'
    return "".join(parts) + ground


_DRAWERS: dict[str, Callable[[Theme, random.Random], str]] = {
    "sun": _sun,
    "hills": _hills,
    "skyline": _skyline,
    "fortress": _fortress,
    "river": _river,
    "bridge": _bridge,
    "trees": _trees,
}
