"""When something breaks: an apology in the tenant's look with a reference number, without asking the database.

What it shows of the tenant is what this process last showed in a whole page, kept in memory.
"""

import logging
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import get_template
from django.utils.translation import get_language

from cms.core.display import Display

KOREAN = "ko"
logger = logging.getLogger(__name__)
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that sounds or looks like something else on the telephone


@dataclass(frozen=True)
class Look:
    """What a broken page can still show of its tenant."""

    name: str = ""
    theme_url: str = ""
    telephone: str = ""


_looks: dict[tuple[str, str], Look] = {}

#: Given the request and what failed: an answer that helps more than an apology, or None. It asks no database.
Rescue = Callable[[HttpRequest, BaseException | None], HttpResponse | None]
_rescues: list[Rescue] = []


def register_rescue(rescue: Rescue) -> None:
    """Ask this before apologising: rooms above know forms whose text must not be lost."""
    if rescue not in _rescues:
        _rescues.append(rescue)


def look_of(request: HttpRequest, language: str) -> Look:
    """What can be shown of the request's tenant without asking the database."""
    schema = getattr(getattr(request, "tenant", None), "schema_name", "")
    return _looks.get((schema, language)) or _looks.get((schema, KOREAN), Look())


def remember_look(schema: str, look: Look) -> None:
    """Keep what a whole page of this tenant has just shown in the language in use."""
    _looks[schema, get_language() or KOREAN] = look


def bad_request(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """``handler400``: what was sent is too large (413), or no browser would send it."""
    too_much = isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent))
    status = 413 if too_much else 400
    values = {"code": status, "too_much": too_much, **_of_reader(request)}
    response = HttpResponse(get_template("400.html").render(values), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _of_reader(request: HttpRequest) -> dict[str, object]:
    language = get_language() or KOREAN
    return {
        "language": language,
        "home": "/" if language == KOREAN else f"/{language}/",
        "display": Display.of(request),
        "look": look_of(request, language),
    }


def server_error(request: HttpRequest) -> HttpResponse:
    """``handler500``: log the failure under a number, and tell the reader the number."""
    failure = sys.exc_info()[1]
    for rescue in _rescues:
        if (answer := rescue(request, failure)) is not None:
            logger.error("No database at %s: %s", request.path, type(failure).__name__)
            return answer
    reference = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    logger.error("Server error %s-%s at %s", reference[:4], reference[4:], request.path, exc_info=True)
    values = {"reference": f"{reference[:4]}-{reference[4:]}", **_of_reader(request)}
    response = HttpResponseServerError(get_template("500.html").render(values))
    response["Cache-Control"] = "no-store"
    return response
