"""When something breaks: an apology in the tenant's look with a reference number, without asking the database.

What it shows of the tenant is what this process last showed in a whole page, kept in memory.
"""

import logging
import secrets
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseServerError
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


def remember_look(schema: str, look: Look) -> None:
    """Keep what a whole page of this tenant has just shown in the language in use."""
    _looks[schema, get_language() or KOREAN] = look


def server_error(request: HttpRequest) -> HttpResponseServerError:
    """``handler500``: log the failure under a number, and tell the reader the number."""
    reference = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    logger.error("Server error %s-%s at %s", reference[:4], reference[4:], request.path, exc_info=True)
    schema = getattr(getattr(request, "tenant", None), "schema_name", "")
    language = get_language() or KOREAN
    values = {
        "reference": f"{reference[:4]}-{reference[4:]}",
        "language": language,
        "home": "/" if language == KOREAN else f"/{language}/",
        "display": Display.of(request),
        "look": _looks.get((schema, language)) or _looks.get((schema, KOREAN), Look()),
    }
    response = HttpResponseServerError(get_template("500.html").render(values))
    response["Cache-Control"] = "no-store"
    return response
