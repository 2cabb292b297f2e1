"""Tags and filters for page templates: icons, Korean dates, telephone numbers, reader's display settings."""

import datetime as dt
from typing import Any
from urllib.parse import quote

from django import template
from django.core.paginator import Page as PageOfList
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.core import dates
from cms.core.chrome import site_chrome
from cms.core.display import Display
from cms.core.menu import Node
from cms.core.seo import page_metadata as metadata_of
from cms.core.theme_views import theme_url
from cms.core.tongues import KOREAN, in_its_tongue, korean_marked, tongue_of
from cms.core.trail import Stop, page_trail

register = template.Library()

register.filter("kdate", dates.long_date)
register.filter("kdate_short", dates.short_date)
register.filter("ktime", dates.clock_time)
register.filter("kmonth", dates.month_name)
register.filter("month_weekday", dates.month_and_weekday)
register.filter("in_its_tongue", in_its_tongue)
register.filter("korean_marked", korean_marked)


@register.filter
def tongue(words: object) -> str:
    """The ``lang`` of a block that holds these words: what officers write may be Korean on any page."""
    return tongue_of(str(words or ""), get_language() or KOREAN)


@register.simple_tag
def icon(name: str, size: int = 24) -> SafeString:
    """A decorative icon of the sprite, in the colour of the text around it. The meaning stands in words beside it."""
    address = f"{static('core/icons.svg')}#{name}"
    return format_html(
        '<svg class="icon" width="{}" height="{}" aria-hidden="true" focusable="false"><use href="{}"/></svg>',
        size, size, address,
    )  # fmt: skip


@register.simple_tag
def day(value: dt.date | dt.datetime | None, style: str = "long") -> SafeString | str:
    """A date inside ``<time>``; style "long" or "short". Nothing for no date."""
    if not value:
        return ""
    text = dates.short_date(value) if style == "short" else dates.long_date(value)
    return format_html('<time datetime="{}">{}</time>', dates.local_day(value).isoformat(), text)


@register.simple_tag
def tel(number: str) -> SafeString | str:
    """A telephone number that can be dialled: ``031-000-0000`` becomes a ``tel:`` link."""
    if not number:
        return ""
    digits = "".join(sign for sign in number if sign.isdigit() or sign in "+*#")
    return format_html('<a class="tel" href="tel:{}">{}</a>', quote(digits, safe="+*"), number)


@register.simple_tag(takes_context=True)
def display_attributes(context: template.Context) -> SafeString:
    """``data-mode`` and ``data-size`` for ``<html>``, as the reader chose them; set here, so that nothing flashes."""
    display = Display.of(context.get("request"))
    return format_html('data-mode="{}" data-size="{}"', display.mode, display.size)


@register.simple_tag(takes_context=True)
def theme_link(context: template.Context) -> SafeString | str:
    """The ``<link>`` of the tenant's theme; nothing on the platform's own host."""
    request = context.get("request")
    url = theme_url(request) if request else ""
    return format_html('<link rel="stylesheet" href="{}">', url) if url else ""


@register.inclusion_tag("core/components/breadcrumb.html", takes_context=True)
def breadcrumb(context: template.Context) -> dict[str, Any]:
    """The trail from the home page to ``page``; one query, none where ``trail`` is in the context already."""
    return {"items": context.get("trail") or page_trail(context.get("page"), context.get("request"))}


@register.inclusion_tag("core/components/breadcrumb.html", takes_context=True)
def breadcrumb_to(context: template.Context, title: str, *above: Stop) -> dict[str, Any]:
    """The trail of a page that is none of Wagtail's: from the home page over what is above it, if anything."""
    home = Stop("", context["chrome"].get("home_url") or "/")
    return {"items": [home, *above, Stop(title, context["request"].path)]}


@register.simple_tag(takes_context=True)
def side_navigation_for(context: template.Context, page: Any) -> dict[str, Any] | None:
    """The section of the menu that holds the page, and the page's path; nothing where there is no such section."""
    request = context.get("request")
    path = getattr(page, "path", "")
    if not request or not path:
        return None
    section = next((node for node in site_chrome(request)["chrome"]["menu"] if node.holds(path)), None)
    return {"section": section, "current": path} if section and section.children else None


@register.filter
def in_branch(path: str, node: Node) -> bool:
    """Whether the page at ``path`` is the node's own or lies below it."""
    return node.holds(path)


@register.simple_tag
def page_numbers(page_obj: PageOfList) -> list[dict[str, Any]]:
    """Numbers for the pagination, gaps as 0; on narrow screens those marked ``far`` are not shown."""
    numbers = page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=2, on_ends=1)
    return [
        {
            "value": number if isinstance(number, int) else 0,
            "far": isinstance(number, int) and abs(number - page_obj.number) > 1,
        }
        for number in numbers
    ]


@register.filter
def day_number(value: dt.date | dt.datetime) -> int:
    """The day of the month."""
    return dates.local_day(value).day


@register.filter
def same_day(one: dt.date | dt.datetime, other: dt.date | dt.datetime) -> bool:
    """Whether two moments lie on the same calendar day."""
    return dates.local_day(one) == dates.local_day(other)


@register.filter
def weekday_names(weeks: list[list[Any]]) -> list[dict[str, object]]:
    """Names of the days of a calendar's weeks, from its first cell on."""
    first = weeks[0][0]
    return dates.weekday_names(first["date"] if isinstance(first, dict) else first.date)


@register.simple_tag(takes_context=True)
def page_metadata(context: template.Context) -> dict[str, Any]:
    """What machines read of the page: see ``cms.core.seo``."""
    request = context.get("request")
    return metadata_of(request, context.get("page")) if request else {}
