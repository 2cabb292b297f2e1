"""Which language a request is answered in, and whether the municipality offers it."""

from django.conf import settings
from django.http import Http404
from django.utils import translation


class LanguageGateMiddleware:
    """The address alone chooses the language; one that the municipality does not offer is a 404."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        if request.tenant.schema_name != "public" and language not in request.tenant.languages:
            raise Http404
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
