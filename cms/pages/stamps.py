"""What a page says of itself at its end (안양·용인 §5②, 서울 §4②, 동작 §7②)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.departments.models import Department
from cms.pages.models.record import PageRecord

if TYPE_CHECKING:
    from cms.pages.models import StampedPage


@dataclass(frozen=True)
class Stamp:
    """Who answers for a page, who provided it, when it was first published and last confirmed."""

    department: str
    provider: str
    phone: str
    published: dt.datetime | None
    confirmed: dt.datetime | None

    @classmethod
    def of(cls, page: StampedPage) -> Stamp:
        """The stamp of a page, also of one in preview that is not published yet."""
        record = PageRecord.objects.select_related("department").filter(page_id=page.pk).first()
        department = _department(page, record)
        return cls(
            department=department.local_name if department else "",
            provider=page.information_provider,
            phone=department.telephone if department else "",
            published=page.first_published_at,
            confirmed=record.confirmed_at if record else None,
        )


def _department(page: StampedPage, record: PageRecord | None) -> Department | None:
    """That of the page; a preview may name another than the record, a new page none yet."""
    if record and record.department_id == page.department_id:
        return record.department
    return page.department if page.department_id else None
