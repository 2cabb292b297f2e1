"""The icons that an editor may choose from: those of the sprite, read from it, so that none leads nowhere."""

import re
from functools import cache
from pathlib import Path

SPRITE = Path(__file__).resolve().parent / "static/core/icons.svg"
_SYMBOL = re.compile(r'<symbol\b[^>]*\bid="([a-z0-9-]+)"')
# Signs of the frame itself: on a tile they would promise what it does not do.
_CONTROLS = {"menu", "close", "plus", "minus", "arrow-right", "external", "display", "share", "danger", "check"}


@cache
def icon_names() -> tuple[str, ...]:
    """Every symbol of the sprite, in its order."""
    return tuple(_SYMBOL.findall(SPRITE.read_text(encoding="utf-8")))


def icon_choices() -> list[tuple[str, str]]:
    """What a block of StreamField offers, by name."""
    return [(name, name) for name in sorted(icon_names()) if name not in _CONTROLS and "chevron" not in name]
