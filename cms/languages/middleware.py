"""Which language a request is answered in, and whether the municipality offers it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

from cms.core.chrome import site_chrome
from cms.languages.hint import vary
from cms.languages.marking import mark
from cms.languages.not_offered import not_offered
from cms.languages.offered import offered_languages
from cms.languages.only_korean import exists_only_in_korean, korean_page_at
from cms.languages.quoting import mark_response
from cms.members.addresses import in_korean
from tenants.platform import is_platform


class LanguageGateMiddleware:
    """The address alone chooses the language; one that the municipality does not offer is a 404 in that language.

    The settings hold every language of the platform, so Django and Wagtail would gladly show Korean text under
    ``/vi/`` and call it Vietnamese.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        request.language_refused = not _offers(request, asked)
        language = settings.LANGUAGE_CODE if is_platform(request.tenant) else asked
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        vary(request, response)
        mark_response(response, language)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse here, not above: by now the 404 page has all that it shows."""
        if not request.language_refused:
            return None
        if is_platform(request.tenant):
            raise Http404
        if account := in_korean(request):
            return HttpResponseRedirect(account)
        return not_offered(request, request.LANGUAGE_CODE)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Where nothing stands under this language, something may stand under the same address in Korean."""
        if not isinstance(exception, Http404) or request.language_refused or is_platform(request.tenant):
            return None
        original = korean_page_at(request)
        return exists_only_in_korean(request, original) if original else None

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """Figures that the original no longer says are marked in the page itself."""
        notice = site_chrome(request)["chrome"].get("translation") if hasattr(request, "served_page") else None
        if notice is not None and notice.pairs:
            response.add_post_render_callback(lambda rendered: mark(rendered, notice))
        return response


def _offers(request: HttpRequest, language: str) -> bool:
    if language == settings.LANGUAGE_CODE:
        return True
    return not is_platform(request.tenant) and language in offered_languages(request.tenant)
