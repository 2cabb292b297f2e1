"""For the screens of the exchange with agencies."""

from collections.abc import Collection, Iterable, Mapping

from django import template

from cms.translating.exchange.checking import Report
from cms.translating.exchange.listing import ChoiceForm

register = template.Library()


@register.filter
def place(report: Report, path: str) -> str:
    """A place on the page in words."""
    return report.place(path)


@register.filter
def named(names: Mapping[str, str], key: str) -> str:
    """What a key is called; "" for none."""
    return names.get(key, "")


@register.filter
def beyond(found: Collection[object], most: int) -> int:
    """How many there are beyond those that are shown."""
    return max(0, len(found) - most)


@register.filter
def pieces(reports: Iterable[Report]) -> int:
    """How many pieces would be written by all of them."""
    return sum(len(report.changes) for report in reports)


@register.filter
def asked(form: ChoiceForm) -> list[tuple[str, str]]:
    """What was asked of a list, so that "all" means all of these."""
    data = form.data
    return [(name, value) for name in form.fields for value in data.getlist(name) if value]
