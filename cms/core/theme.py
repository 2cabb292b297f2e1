"""A municipality's colours: what it may choose, what is refused because it could not be read, and the CSS of it.

Gray, system colours, focus ring, sizes, type and the high-contrast mode are the same for all and stand in
``core.css``. Steps are named as KRDS names its scales: 5 is nearly white, 70 nearly black.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.core.contrast import contrast, is_colour

WHITE = "#ffffff"
GRAY_5 = "#f4f5f6"
GRAY_95 = "#131416"
FOCUS_RING = "#256ef4"
RADII = (0, 6, 12)

TEXT = 4.5  # WCAG 1.4.3, KWCAG 5.4.3
GRAPHIC = 3.0  # WCAG 1.4.11: borders, icons, focus
BODY = 7.0  # body text on a tint keeps the distance of 1.4.6

DEFAULT_COLOURS = {
    "primary_5": "#ecf2fe",
    "primary_10": "#d8e5fd",
    "primary_20": "#b1cefb",
    "primary_50": "#256ef4",
    "primary_60": "#0b50d0",
    "primary_70": "#083891",
    "secondary_5": "#eef2f7",
    "secondary_70": "#063a74",
    "point_50": "#d63d4a",
}


@dataclass(frozen=True, kw_only=True)
class Theme:
    """What a municipality chooses of its look, as plain values."""

    primary_5: str = DEFAULT_COLOURS["primary_5"]
    primary_10: str = DEFAULT_COLOURS["primary_10"]
    primary_20: str = DEFAULT_COLOURS["primary_20"]
    primary_50: str = DEFAULT_COLOURS["primary_50"]
    primary_60: str = DEFAULT_COLOURS["primary_60"]
    primary_70: str = DEFAULT_COLOURS["primary_70"]
    secondary_5: str = DEFAULT_COLOURS["secondary_5"]
    secondary_70: str = DEFAULT_COLOURS["secondary_70"]
    point_50: str = DEFAULT_COLOURS["point_50"]
    radius: int = 6


@dataclass(frozen=True)
class _Pair:
    """A foreground on a background that the style sheet really uses, and the ratio that it needs."""

    foreground: str
    background: str
    needed: float

    def problem(self, theme: Theme) -> str | None:
        ratio = contrast(_colour(theme, self.foreground), _colour(theme, self.background))
        if ratio >= self.needed:
            return None
        return _("%(foreground)s on %(background)s has a contrast of %(ratio).2f; at least %(needed).1f is needed.") % {
            "foreground": _name(self.foreground),
            "background": _name(self.background),
            "ratio": int(ratio * 100) / 100,  # never rounded up to the limit that it misses
            "needed": self.needed,
        }


_PAIRS = (
    _Pair("white", "primary_50", TEXT),
    _Pair("white", "primary_60", TEXT),
    _Pair("white", "primary_70", TEXT),
    _Pair("primary_60", "gray_5", TEXT),
    _Pair("primary_60", "primary_5", TEXT),
    _Pair("primary_50", "gray_5", GRAPHIC),
    _Pair("primary_50", "primary_5", GRAPHIC),
    _Pair("primary_70", "primary_10", TEXT),
    _Pair("secondary_70", "secondary_5", TEXT),
    _Pair("secondary_70", "white", TEXT),
    _Pair("point_50", "white", TEXT),
    _Pair("gray_95", "primary_5", BODY),
    _Pair("gray_95", "primary_10", BODY),
    _Pair("gray_95", "secondary_5", BODY),
)
_FOCUS_SURFACES = ("primary_5", "primary_10", "primary_50", "primary_60", "primary_70", "secondary_5", "secondary_70")
_FIXED = {"white": WHITE, "gray_5": GRAY_5, "gray_95": GRAY_95}


def validate_colour(value: str) -> None:
    """Refuse what is not ``#rrggbb`` in lower-case digits.

    :raises ValidationError: with a sentence that shows the notation.
    """
    if not is_colour(value):
        raise ValidationError(
            _('Write the colour as "#" and six digits, in lower case, for example #256ef4.'), code="colour"
        )


def validate_theme(theme: Theme) -> None:
    """Refuse a theme that somebody could not read.

    :raises ValidationError: with every reason at once.
    """
    if problems := theme_problems(theme):
        raise ValidationError(problems)


def theme_problems(theme: Theme) -> list[str]:
    """Everything that is wrong with a theme, a sentence each; empty when it may be used."""
    return list(_notation_problems(theme)) or [*_contrast_problems(theme), *_focus_problems(theme)]


def theme_css(theme: Theme) -> str:
    """The theme as custom properties, in the layer that the style sheet reserves for them."""
    colours = {name: value for name, value in asdict(theme).items() if name != "radius"}
    lines = [f"--{name.replace('_', '-')}: {value};" for name, value in colours.items()]
    lines.append(f"--radius-scale: {theme.radius / 6:g};")
    return "@layer theme{:root{" + "".join(lines).replace(": ", ":") + "}}\n"


def theme_hash(theme: Theme) -> str:
    """Twelve digits that change whenever the theme's CSS does: its address may be cached for ever."""
    return hashlib.sha256(theme_css(theme).encode()).hexdigest()[:12]


def _notation_problems(theme: Theme) -> Iterator[str]:
    for field in fields(theme):
        if field.name == "radius":
            continue
        if not is_colour(getattr(theme, field.name)):
            yield _('%(name)s: write the colour as "#" and six digits, in lower case, for example #256ef4.') % {
                "name": _name(field.name)
            }
    if theme.radius not in RADII:
        yield _("The corner radius is 0, 6 or 12 pixels.")


def _contrast_problems(theme: Theme) -> Iterator[str]:
    for pair in _PAIRS:
        if problem := pair.problem(theme):
            yield problem


def _focus_problems(theme: Theme) -> Iterator[str]:
    """The focus mark is a white line and a blue ring: on every surface one of the two must stand out."""
    for surface in _FOCUS_SURFACES:
        colour = _colour(theme, surface)
        if max(contrast(FOCUS_RING, colour), contrast(WHITE, colour)) < GRAPHIC:
            yield _("The focus mark would not be seen on %(surface)s: make the colour lighter or darker.") % {
                "surface": _name(surface)
            }


def _colour(theme: Theme, name: str) -> str:
    return _FIXED.get(name) or getattr(theme, name)


def _name(name: str) -> str:
    """``primary_50`` → "Primary 50", as the editor's form says it."""
    return {
        "white": _("White"),
        "gray_5": _("The light gray ground"),
        "gray_95": _("Body text"),
    }.get(name) or name.replace("_", " ").capitalize()
