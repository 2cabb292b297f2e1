"""Files are given out while a page shows them to the public, and no longer (게시기간이 끝난 자료)."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from cms.publication.files import Kind, pages_showing, was_public


def may_have_document(document: AbstractDocument, request: HttpRequest) -> HttpResponse | None:
    """Hook before_serve_document: 410 with a sentence for what is no longer shown, 404 for what never was.

    Staff have every document that their rights at the desk give them. What a document of the site as a whole (a
    setting, a snippet) names is public.
    """
    if _is_staff(request) or pages_showing(Kind.DOCUMENT, document.pk).exists() or _named_by_the_site(document):
        return None
    if not was_public(Kind.DOCUMENT, document.pk):
        raise Http404
    return gone(request, Kind.DOCUMENT, document.pk)


def may_have_media(request: HttpRequest, path: str) -> HttpResponse | None:
    """A picture that only pages that ended showed is gone with them. One that no page ever showed is not known here."""
    if not path.startswith(("images/", "original_images/")) or _is_staff(request):
        return None
    pk = _picture_at(path)
    if pk is None or not was_public(Kind.IMAGE, pk) or pages_showing(Kind.IMAGE, pk).exists():
        return None
    return None if _named_by_the_site(get_image_model()(pk=pk)) else gone(request, Kind.IMAGE, pk)


def gone(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The answer: gone, and where to ask."""
    page = Page.objects.live().filter(public_files__kind=kind, public_files__file_id=pk).order_by("-pk").first()
    response = render(request, "publication/file_gone.html", {"of_page": page}, status=410)
    patch_cache_control(response, no_store=True)
    return response


def _picture_at(path: str) -> int | None:
    model = get_image_model()
    if path.startswith("original_images/"):
        return model.objects.filter(file=path).values_list("pk", flat=True).first()
    return model.get_rendition_model().objects.filter(file=path).values_list("image_id", flat=True).first()


def _named_by_the_site(item: Any) -> bool:
    """By something that is no page."""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(item).exclude(base_content_type=pages)
    return references.exists()


def _is_staff(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and user.has_perm("wagtailadmin.access_admin"))
