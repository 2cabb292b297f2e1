"""Two drawings as SVG: plain shapes, colours that differ in brightness too, a title and a description inside."""

import datetime as dt
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, LEFT, BOTTOM, TOP = 900, 50, 30, 16
INK, LINE, GRID = "#1e2124", "#256ef4", "#cdd1d5"
SHADES = ("#d6e0eb", "#a9c4f5", "#7aa4f0", "#256ef4", "#0b50d0", "#052b57")


def daily(values: Mapping[dt.date, int], title: str, description: str) -> str:
    """A line through the days of a year."""
    height = 260
    days = sorted(values)
    top = _round_up(max(values.values(), default=1))
    across = (WIDTH - LEFT - 10) / max(1, len(days) - 1)
    down = (height - TOP - BOTTOM) / top
    base = height - BOTTOM
    points = " ".join(
        f"{LEFT + number * across:.1f},{base - values[day] * down:.1f}" for number, day in enumerate(days)
    )
    parts = [_scale(top, down, base)]
    for number, day in enumerate(days):
        if day.day == 1:
            x = LEFT + number * across
            parts.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{base}" stroke="{GRID}"/>')
            parts.append(f'<text x="{x + 4:.1f}" y="{height - 10}">{day.month}</text>')
    parts.append(f'<polyline points="{points}" fill="none" stroke="{LINE}" stroke-width="2"/>')
    return _svg(height, title, description, parts)


def stacked(
    columns: Sequence[tuple[str, Mapping[str, int]]], kinds: Sequence[tuple[str, str]], title: str, description: str
) -> str:
    """A bar a column, of the kinds from the bottom up; the legend stands below."""
    height = 320
    base = height - BOTTOM - 26
    top = _round_up(max((sum(values.values()) for _name, values in columns), default=1))
    down = (base - TOP) / top
    wide = (WIDTH - LEFT - 10) / max(1, len(columns))
    parts = [_scale(top, down, base)]
    for number, (name, values) in enumerate(columns):
        x, y = LEFT + number * wide + wide * 0.15, float(base)
        for place, (kind, _label) in enumerate(kinds):
            tall = values.get(kind, 0) * down
            y -= tall
            if tall:
                fill = SHADES[place]
                parts.append(
                    f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide * 0.7:.1f}" height="{tall:.1f}" fill="{fill}"/>'
                )
        parts.append(f'<text x="{x + wide * 0.35:.1f}" y="{base + 18}" text-anchor="middle">{escape(name)}</text>')
    x = float(LEFT)
    for place, (_kind, label) in enumerate(kinds):
        parts.append(f'<rect x="{x:.1f}" y="{height - 22}" width="12" height="12" fill="{SHADES[place]}"/>')
        parts.append(f'<text x="{x + 17:.1f}" y="{height - 11}">{escape(label)}</text>')
        x += 40 + sum(13 if "가" <= letter <= "힣" else 7 for letter in label)
    return _svg(height, title, description, parts)


def _scale(top: int, down: float, base: float) -> str:
    lines = []
    for number in range(5):
        value = top * number // 4
        y = base - value * down
        lines.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - 10}" y2="{y:.1f}" stroke="{GRID}"/>')
        lines.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value}</text>')
    return "\n".join(lines)


def _round_up(value: int) -> int:
    """A number that four parts share evenly."""
    step = 4
    while step * 10 < value:
        step *= 5 if str(step)[0] == "4" else 2
    return max(step, -(-value // step) * step)


def _svg(height: int, title: str, description: str, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="title description" font-family="sans-serif" font-size="13" fill="{INK}">'
    )
    said = f'<title id="title">{escape(title)}</title>\n<desc id="description">{escape(description)}</desc>'
    white = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    return "\n".join([head, said, white, *parts, "</svg>", ""])
