"""Pages of a language that is withdrawn: unpublished and kept, each with its line in the register; back by an act."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.languages.models import LanguageClosing
from cms.publication.acting import OPERATOR, acting
from cms.publication.reasons import PublicationRefused


def pages_in(language: str) -> QuerySet[Page]:
    """All pages of a language, parents first."""
    return Page.objects.filter(locale__language_code=language, depth__gt=1).order_by("path")


def scheduled_in(language: str) -> QuerySet[Revision]:
    """Versions that would go public by themselves."""
    numbers = pages_in(language).values_list("latest_revision_id", flat=True)
    return Revision.page_revisions.filter(pk__in=numbers, approved_go_live_at__isnull=False)


@transaction.atomic
def close(language: str, reason: str, by: str) -> LanguageClosing:
    """Unpublish every page of the language, one by one, so that the register and the translations follow."""
    scheduled_in(language).update(approved_go_live_at=None)
    public = list(pages_in(language).live().specific())
    kept = [[page.pk, page.live_revision_id] for page in public if page.alias_of_id is None]
    with acting(way=OPERATOR, reason=reason):
        for page in reversed(public):  # from below: no reader comes to a page whose parent is gone
            page.unpublish()
    return LanguageClosing.objects.create(language=language, closed_by=by, reason=reason, pages=kept)


@transaction.atomic
def reopen(closing: LanguageClosing, *, with_pages: bool, reason: str) -> list[str]:
    """Offer the language again; returns the pages that stay drafts, each with the reasons.

    What comes back is what readers saw, not what was drafted since.
    """
    closing.reopened_at = timezone.now()
    closing.save(update_fields=["reopened_at"])
    if not with_pages:
        return []
    with acting(way=OPERATOR, reason=reason):
        return [sentence for page, version in _kept(closing) if (sentence := _publish_again(page, version))]


def _kept(closing: LanguageClosing) -> Iterable[tuple[Page, Revision | None]]:
    versions = Revision.objects.in_bulk([version for _pk, version in closing.pages if version])
    numbers = {pk: version for pk, version in closing.pages}
    for page in Page.objects.filter(pk__in=numbers, live=False).order_by("path").specific():
        yield page, versions.get(numbers[page.pk])


def _publish_again(page: Page, version: Revision | None) -> str:
    try:
        with transaction.atomic():
            if version is not None:
                version.publish(skip_permission_checks=True)
            else:  # made without a version: its row still says what readers saw
                page.live, page.has_unpublished_changes = True, False
                page.save()
    except PublicationRefused as refused:
        return f"{page.title}: {' '.join(refused.sentences)}"
    return ""
