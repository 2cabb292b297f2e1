"""Pictures for posts of the demonstration: a few hills in a few colours. They say nothing and show nobody."""

from __future__ import annotations

import io
import math
import zlib
from collections.abc import Sequence

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 640


def hills(colours: Sequence[str], about: str) -> bytes:
    """A sky of the first colour and a hill of each other one, the same for the same words, as JPEG."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), colours[0])
    draw, seed = ImageDraw.Draw(picture), zlib.crc32(about.encode())
    for place, colour in enumerate(colours[1:], start=1):
        top = HEIGHT * (0.3 + 0.18 * place)
        phase, waves = (seed >> (4 * place)) % 7, 1.5 + ((seed >> place) % 3)
        ridge = [(x, top + 42 * math.sin(phase + waves * math.pi * x / WIDTH)) for x in range(0, WIDTH + 8, 8)]
        draw.polygon([*ridge, (WIDTH, HEIGHT), (0, HEIGHT)], fill=colour)
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=82)
    return held.getvalue()
