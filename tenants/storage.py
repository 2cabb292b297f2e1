"""Uploaded files: a folder a municipality, and addresses that name no municipality, because the host does."""

import mimetypes
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils._os import safe_join
from django.views.decorators.http import require_safe
from django.views.static import serve
from django_tenants.files.storage import TenantFileSystemStorage

from tenants.platform import is_platform

# Wagtail serves documents itself, after asking whether the reader may have them.
NOT_BY_ADDRESS = ("documents/",)

#: Asked before a file is sent; an answer of theirs is given instead of it.
MediaGuard = Callable[[HttpRequest, str], HttpResponse | None]
_guards: list[MediaGuard] = []


def guard_media(guard: MediaGuard) -> None:
    """Let a room above say which uploads are no longer given out."""
    _guards.append(guard)


class TenantStorage(TenantFileSystemStorage):
    """``MEDIA_ROOT/<schema>/…`` on disk, ``/media/…`` on the municipality's own host.

    Takes no ``location``: given one, django-tenants' storage would forget the tenant.
    """

    @property
    def base_url(self) -> str:
        return str(settings.MEDIA_URL)


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of this host's municipality; another one's does not exist here.

    With ``MEDIA_ACCEL`` nginx sends it (``X-Accel-Redirect``), from a location that nobody can ask for directly.
    """
    if is_platform(request.tenant) or path.startswith(NOT_BY_ADDRESS):
        raise Http404
    for guard in _guards:
        if (answer := guard(request, path)) is not None:
            return answer
    folder = Path(settings.MEDIA_ROOT) / request.tenant.schema_name
    response = _by_nginx(folder, path) if settings.MEDIA_ACCEL else serve(request, path, document_root=folder)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def _by_nginx(folder: Path, path: str) -> HttpResponse:
    if not Path(safe_join(folder, path)).is_file():  # refuses a way out of the folder
        raise Http404
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    redirect: dict[str, Any] = {"X-Accel-Redirect": settings.MEDIA_ACCEL + quote(f"{folder.name}/{path}")}
    return HttpResponse(content_type=kind, headers=redirect)
