"""What a page says of itself at its end (안양·용인 §5②, 서울 §4②, 동작 §7②)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from cms.core.dates import local_day
from cms.departments.models import Department
from cms.departments.selectors import name_on, names_then
from cms.pages.models.record import PageRecord
from cms.publication.register import last_of

if TYPE_CHECKING:
    from cms.pages.models import StampedPage


@dataclass(frozen=True)
class Stamp:
    """Who answers for a page, who provided it, when it was first published and last confirmed, when it is due again.

    ``posted_from`` and ``posted_until`` are its posting period, where one is set by its day of expiry. It is shown in
    every municipality: 용인 제6조제1항 demands it, and no other ordinance is against it.

    A stamp of an earlier day keeps the name of that day: an earlier version names its department as it was called then.
    What is posted no longer names who can be asked today, and in ``then`` who answered for it under another name.
    """

    department: str
    provider: str
    phone: str
    published: dt.datetime | None
    confirmed: dt.datetime | None
    due: dt.date | None = None
    posted_from: dt.date | None = None
    posted_until: dt.date | None = None
    then: str = ""

    @classmethod
    def of(cls, page: StampedPage) -> Stamp:
        """The stamp of a page, also of one in preview that is not published yet. One that follows another page (별칭)
        was confirmed with that one.
        """
        records = _records(page)
        record = records.get(page.pk)
        source = records.get(page.alias_of_id, record)
        department = _department(page, record)
        first = page.first_published_at
        return cls(
            department=_name(page, department),
            provider=page.information_provider,
            phone=department.telephone if department else "",
            published=first,
            confirmed=source.confirmed_at if source else None,
            due=source.due_on if source else None,
            posted_from=local_day(first) if first and page.expire_at else None,
            posted_until=local_day(page.expire_at) if page.expire_at else None,
            then=_name_then(page, department),
        )

    @property
    def overdue(self) -> bool:
        """True from the day after the one by which the page should have been checked: by today, not by last night."""
        return self.due is not None and timezone.localdate() > self.due


def _records(page: StampedPage) -> dict[int, PageRecord]:
    """The page's record and that of the page that it follows. No query for one that came with its record."""
    if not page.alias_of_id and page._meta.get_field("record").is_cached(page):
        record = getattr(page, "record", None)
        return {record.page_id: record} if record else {}
    pages = [number for number in (page.pk, page.alias_of_id) if number]
    return {row.page_id: row for row in PageRecord.objects.select_related("department").filter(page_id__in=pages)}


def _department(page: StampedPage, record: PageRecord | None) -> Department | None:
    """That of the page; a preview may name another than the record, a new page none yet."""
    if record and record.department_id == page.department_id:
        return record.department
    return page.department if page.department_id else None


def _name(page: StampedPage, department: Department | None) -> str:
    if department is None:
        return ""
    return name_on(department, page.version_of) if page.version_of else department.local_name


def _name_then(page: StampedPage, department: Department | None) -> str:
    """Who answered on the last day of what is posted no longer; its pages may have moved to another since."""
    last = page.posted_until
    if department is None or last is None or last >= timezone.localdate():
        return ""
    entry = last_of(page.pk) if page.pk else None
    answered = (entry and entry.department_id) or department.pk
    name = names_then([(answered, last)]).get((answered, last), "")
    return "" if name == department.local_name else name
