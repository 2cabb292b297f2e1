"""Pictures in the sizes that were made beforehand (``cms.core.renditions``)."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms.core import renditions

register = template.Library()
LAZY = mark_safe(' loading="lazy" decoding="async"')
_SPECS = {"figure": renditions.FIGURE, "hero": renditions.HERO}


@register.simple_tag
def picture(image: Any, size: str, alt: str = "", lazy: bool = True) -> SafeString | str:
    """``<img>`` in a listed size. An empty ``alt`` says that the picture is decorative."""
    if image is None:
        return ""
    rendition = renditions.rendition_of(image, _SPECS[size])
    shown = rendition or image
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}"{}>',
        renditions.rendition_url(image, _SPECS[size]),
        alt,
        shown.width,
        shown.height,
        LAZY if lazy else "",
    )
