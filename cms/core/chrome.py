"""Site chrome: what header and footer show on every page.

Core knows no domain, so rooms above sign up with :func:`register_chrome_part`. A part is computed when a template
first asks for it and kept for the request: what a page does not show costs nothing.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

_parts: dict[str, Callable[[HttpRequest], Any]] = {}


def register_chrome_part(name: str, part: Callable[[HttpRequest], Any]) -> None:
    """Offer ``chrome.<name>`` to every template.

    :raises ImproperlyConfigured: when another part already has the name.
    """
    if _parts.get(name, part) is not part:
        raise ImproperlyConfigured(f"Two parts of the site chrome are called {name!r}.")
    _parts[name] = part


class Chrome:
    """The parts for one request. Template access is by key, so that an unknown name is simply empty."""

    def __init__(self, request: HttpRequest):
        self._request = request
        self._values: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._values:
            if name not in _parts:
                raise KeyError(name)
            self._values[name] = _parts[name](self._request)
        return self._values[name]

    def get(self, name: str) -> Any:
        """The part, or nothing where no room offers it."""
        return self[name] if name in _parts else None


def site_chrome(request: HttpRequest) -> dict[str, Chrome]:
    """Context processor. One :class:`Chrome` a request, also when several templates are rendered."""
    if not hasattr(request, "_site_chrome"):
        request._site_chrome = Chrome(request)
    return {"chrome": request._site_chrome}
