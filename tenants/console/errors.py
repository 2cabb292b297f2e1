"""The platform's own error pages: a municipality's would look for its menu, which is not here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

_TEMPLATE = "tenants/console/error.html"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, _TEMPLATE, {"sentence": _("There is no page at this address.")}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, _TEMPLATE, {"sentence": _("This account may not see this page.")}, status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """500."""
    sentence = _("Something went wrong on our side. Please try again in a moment.")
    return render(request, _TEMPLATE, {"sentence": sentence}, status=500)
