"""The tenant's theme as a style sheet of its own: the content security policy allows no inline styles."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.core.chrome import site_chrome
from cms.core.errors import Look, remember_look
from cms.core.theme import theme_css, theme_hash

ONE_YEAR = "public, max-age=31536000, immutable"


def theme_url(request: HttpRequest) -> str:
    """Address of the theme; it changes with the theme, so a browser may keep what it got. Empty without a tenant."""
    chrome = site_chrome(request)["chrome"]
    appearance = chrome["appearance"]
    if not appearance:
        return ""
    url = reverse("theme", args=[theme_hash(appearance.theme())])
    identity = chrome["municipality"]
    remember_look(request.tenant.schema_name, Look(identity.name, url, identity.telephone))
    return url


@require_safe
def theme(request: HttpRequest, digest: str) -> HttpResponse:
    """The theme with this digest. An old address (a page cached elsewhere) gets today's theme, but not for ever."""
    appearance = site_chrome(request)["chrome"]["appearance"]
    if appearance is None:
        raise Http404
    current = appearance.theme()
    response = HttpResponse(theme_css(current), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = ONE_YEAR if digest == theme_hash(current) else "public, max-age=60"
    return response
