"""Contrast of two colours as WCAG 2.2 defines it (relative luminance, sRGB). Pure arithmetic."""

import re

HEX_COLOUR = re.compile(r"#[0-9a-f]{6}")


def is_colour(value: str) -> bool:
    """True for ``#rrggbb`` in lower case, the only notation that a theme may hold."""
    return HEX_COLOUR.fullmatch(value) is not None


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 for black and 1 for white."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21; the order does not matter."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
