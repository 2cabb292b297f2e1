"""Every address that a host answers, read from the resolver, with arguments filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize

# Arguments that are no ids: what Wagtail's addresses call models, modes and methods.
WORDS = {
    "app_label": "home",
    "app_name": "core",
    "model_name": "homepage",
    "content_type_app_name": "home",
    "content_type_model_name": "homepage",
    "slug": "alpha",
    "mode": "dry-run",
    "ending": "po",
    "filter_spec": "original",
    "signature": "x",
    "chooser": "page",
    "path": "notices/",
    "key": "x",
    "digest": "0",
    "name": "x",
    "event": "assign",
    "field_name": "title",
    "filename": "x.pdf",
    "document_filename": "x.pdf",
    "page_path": "x/",
    "year": "2026",
}
IDS = ("pk", "id", "root", "destination")


@dataclass(frozen=True)
class Address:
    """One pattern: its template and the arguments that it takes."""

    template: str
    parameters: tuple[str, ...]

    def filled(self, number: int | str) -> str:
        """The address about the objects with that number."""
        return "/" + self.template % {name: _value(name, number) for name in self.parameters}

    @property
    def names_an_object(self) -> bool:
        """Whether an id is among the arguments."""
        return any(name not in WORDS for name in self.parameters)


def addresses(urlconf: str, leave_out: tuple[str, ...]) -> list[Address]:
    """All patterns of a host, but for those whose address begins with a word of ``leave_out``."""
    found = dict.fromkeys(_walk(get_resolver(urlconf).url_patterns, "", ()))
    return [address for address in found if not address.template.startswith(leave_out)]


def _walk(patterns: list[Any], prefix: str, parameters: tuple[str, ...]) -> Iterator[Address]:
    for entry in patterns:
        for template, own in normalize(entry.pattern.regex.pattern):
            whole, names = prefix + template, (*parameters, *own)
            if isinstance(entry, URLResolver):
                yield from _walk(entry.url_patterns, whole, names)
            elif isinstance(entry, URLPattern):
                yield Address(whole, names)


def _value(name: str, number: int | str) -> str:
    return WORDS.get(name, str(number))
