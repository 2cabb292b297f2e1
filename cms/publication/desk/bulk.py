"""Publishing many pages: each for itself. What may not go out is said page by page, and stops none of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.departments.gaps import QuietPublish
from cms.publication.reasons import PublicationRefused
from cms.publication.scheduling import note


class PatientPublish(QuietPublish):
    """Publish. The middleware tells the editor of each page that was refused."""

    @classmethod
    def execute_action(
        cls, objects: Iterable[Page], include_descendants: bool = False, user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        """The number of chosen pages and of pages below them that went out."""
        chosen = list(objects)
        published = sum(_publish(page, user) for page in chosen)
        below = [draft for page in chosen for draft in _drafts_below(page, user)] if include_descendants else []
        return published, sum(_publish(page, user) for page in below)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """Nothing when nothing went out: what was refused is said already."""
        if not num_parent_objects and not num_child_objects:
            return None
        return super().get_success_message(num_parent_objects, num_child_objects)


def _drafts_below(page: Page, user: Any) -> Iterator[Page]:
    for draft in page.get_descendants().not_live().specific():
        if user is None or draft.permissions_for_user(user).can_publish():
            yield draft


def _publish(page: Page, user: Any) -> bool:
    try:
        with transaction.atomic():
            revision = page.get_latest_revision() or page.specific.save_revision(user=user)
            revision.publish(user=user)
    except PublicationRefused as refused:
        note(page.pk, refused)
        return False
    return True
