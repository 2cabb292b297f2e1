"""Where pages in a foreign language lead to the office that runs them."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from cms.core.chrome import register_chrome_part
from tenants.platform import is_platform


def contact_url(request: HttpRequest) -> str:
    """The form in the reader's language; nothing for Korean and for languages that are not offered. No query."""
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    refused = getattr(request, "language_refused", False)
    if language == settings.LANGUAGE_CODE or refused or is_platform(request.tenant):
        return ""
    return reverse("contact")


def contact(request: HttpRequest) -> dict[str, str] | None:
    """The invitation below a page: its template and the address."""
    url = contact_url(request)
    return {"template": "contact/part.html", "url": url} if url else None


register_chrome_part("contact_url", contact_url)
register_chrome_part("contact", contact)
