"""Earlier versions of a page at the desk: they name its department as it was called on their day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import ForeignKey
from wagtail.admin.compare import ForeignObjectComparison, TextDiff, register_comparison_class
from wagtail.admin.views.pages.revisions import RevisionsCompareView, RevisionsView
from wagtail.models import Page, Revision

from cms.core.dates import local_day
from cms.core.typed import whole_number
from cms.departments.models import Department
from cms.departments.selectors import name_on
from cms.pages.models import StampedPage


def dated(page: Page, revision: Revision | None) -> Page:
    """The page of a version with the day that its stamp stands for; none for what is public, or is the newest draft."""
    if (
        isinstance(page, StampedPage)
        and revision
        and revision.pk not in (page.live_revision_id, page.latest_revision_id)
    ):
        page.version_of = local_day(revision.created_at)
    return page


class EarlierVersion(RevisionsView):
    """One version as it looked."""

    def get_revision_object(self) -> Page:
        """With its day."""
        page = super().get_revision_object()
        return dated(page, self.object.revisions.filter(pk=self.revision_id).first())


class VersionsCompared(RevisionsCompareView):
    """Two versions side by side."""

    def _get_revision_and_heading(self, revision_id: str) -> tuple[Page, str]:
        page, heading = super()._get_revision_and_heading(revision_id)
        return dated(page, self._version(revision_id)), heading

    def _version(self, revision_id: str) -> Revision | None:
        versions = self.object.revisions.order_by("created_at", "pk")
        if revision_id == "earliest":
            return versions.first()
        return versions.filter(pk=whole_number(revision_id)).first()


class DepartmentComparison(ForeignObjectComparison):
    """Two departments, or two names of one."""

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.names = [self._name(obj) for obj in (obj_a, obj_b)]

    def has_changed(self) -> bool:
        """A new name is no edit of the page."""
        return bool(self.val_a != self.val_b)

    def htmldiff(self) -> str:
        """The name before and after."""
        before, after = self.names
        kinds = [("deletion", before), ("addition", after)]
        return str(TextDiff([(kind, name) for kind, name in kinds if name]).to_html())

    def _name(self, holder: Any) -> str:
        department = Department.objects.filter(pk=self.field.value_from_object(holder)).first()
        day: dt.date | None = getattr(holder, "version_of", None)
        if department is None:
            return ""
        return name_on(department, day) if day else department.local_name


register_comparison_class(ForeignKey, to=Department, comparison_class=DepartmentComparison)
