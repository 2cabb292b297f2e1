"""Confirming that pages still hold (현행성 확인), and what a publication of substance or a minor edit leaves on record.

Only what stands here moves the clock of a page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.core.dates import local_day
from cms.pages.models.record import PageRecord
from cms.pages.models.stewardship import Confirmation, MinorEdit
from cms.pages.services.clock import Clock
from cms.pages.stewards import may_steward
from tenants.selectors import current_policy

CONFIRMED = "pages.confirm"
HANDFUL = 5  # more than so many within a minute is no checking any more
MINUTE = dt.timedelta(minutes=1)


class ConfirmingRefused(Exception):  # noqa: N818
    """Nothing was confirmed; ``reasons`` are all the reasons, a sentence each."""

    def __init__(self, reasons: list[str]):
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@transaction.atomic
def confirm(
    page_ids: Collection[int],
    user: Any,
    note: str = "",
    now: dt.datetime | None = None,
    seen: Mapping[int, int] | None = None,
) -> list[Confirmation]:
    """Say that these pages were checked and still hold. Moves their clocks; all of them or none.

    More than a handful by one person within a minute is allowed, and marked for the evaluation (서울 제4조제3항).
    ``seen`` says which public version of a page was looked at, as ``public_version`` gives it.

    :raises ConfirmingRefused: for pages that are not public, follow another page, are posted no longer, were changed
        since they were looked at, are gone, or are another department's.
    """
    at = now or timezone.now()
    user = get_user_model().objects.select_for_update().get(pk=user.pk)  # one at a time: bursts are counted
    records = _locked(page_ids)
    reasons = [reason for record in records for reason in _objections(record, user, local_day(at), seen or {})]
    if len(records) < len(set(page_ids)):
        reasons.append(_("A page is no longer there."))
    if reasons:
        raise ConfirmingRefused(reasons)
    clock = Clock.now(local_day(at))
    rows = [_row(record, clock, user, at, Confirmation.Kind.CONFIRMED, note) for record in records]
    Confirmation.objects.bulk_create(rows)
    _mark_burst(user, at)
    for record in records:
        log(instance=record.page.specific_deferred, action=CONFIRMED, user=user, data={"due_on": str(record.due_on)})
    return rows


@transaction.atomic
def confirm_by_publication(page: Page, revision_number: int, user: Any, note: str, at: dt.datetime) -> None:
    """A change of substance went public: what the page says is up to date again."""
    record = _locked([page.pk])[0]
    row = _row(record, Clock.now(local_day(at)), user, at, Confirmation.Kind.SUBSTANCE, note)
    row.revision_number = revision_number
    row.save()


def note_minor_edit(page: Page, revision_number: int, user: Any, note: str, at: dt.datetime) -> None:
    """A minor edit went public: kept with its note, and the clock runs on."""
    record = PageRecord.objects.select_related("department").get(page_id=page.pk)
    MinorEdit.objects.create(
        **_names(record, page.title, user),
        at=at,
        note=note,
        revision_number=revision_number,
        policy_number=current_policy(local_day(at)).number,
    )


def _locked(page_ids: Collection[int]) -> list[PageRecord]:
    records = PageRecord.objects.select_for_update(of=["self"]).filter(page_id__in=page_ids).order_by("pk")
    return list(records.select_related("page__content_type", "department", "rule"))


def public_version(page: Page) -> int:
    """What a person who looks at the page now sees; 0 for one that was made public without a version."""
    number: int | None = page.live_revision_id
    return number or 0


def _objections(record: PageRecord, user: Any, today: dt.date, seen: Mapping[int, int]) -> list[str]:
    title = {"page": record.page.title}
    if not may_steward(user, record.department_id):
        return [_("“%(page)s” belongs to another department.") % title]
    if record.page.alias_of_id:
        return [_("“%(page)s” follows another page: confirm that one.") % title]
    if not record.page.live:
        return [_("“%(page)s” is not public: there is nothing to confirm.") % title]
    if record.posted_until and record.posted_until < today:
        return [_("“%(page)s” is posted no longer: there is nothing to confirm.") % title]
    if seen.get(record.page_id, public_version(record.page)) != public_version(record.page):
        return [_("“%(page)s” was changed since you looked at it. Please look at it again.") % title]
    return []


def _row(record: PageRecord, clock: Clock, user: Any, at: dt.datetime, kind: str, note: str) -> Confirmation:
    """The row to be kept; the record moves with it."""
    before = record.due_on
    record.confirmed_at, record.confirmed_by = at, user
    clock.wind(record, public=True)
    record.save(update_fields=["confirmed_at", "confirmed_by", "rule", "due_on", "state"])
    rule = clock.rules.rule_for(record.department_id, record.content_class)
    return Confirmation(
        **_names(record, record.page.title, user),
        at=at,
        note=note.strip(),
        kind=kind,
        rule_days=rule.days if rule else None,
        rule_basis=rule.basis if rule else "",
        days=min(filter(None, (rule.days, record.stricter_days))) if rule else None,
        due_before=before,
        due_on=record.due_on,
        policy_number=clock.policy.number,
    )


def _names(record: PageRecord, title: str, user: Any) -> dict[str, Any]:
    """Of page, person and department, as they are this day."""
    return {
        "page_id": record.page_id,
        "page_title": title,
        "person_id": user.pk if user else None,
        "person_name": str(user) if user else "",
        "department_id": record.department_id,
        "department_name": record.department.name,
    }


def _mark_burst(user: Any, at: dt.datetime) -> None:
    burst = Confirmation.objects.filter(
        person_id=user.pk, kind=Confirmation.Kind.CONFIRMED, at__gt=at - MINUTE, at__lte=at
    )
    if burst.order_by().values("page_id").distinct().count() > HANDFUL:
        burst.filter(rubber_stamp=False).update(rubber_stamp=True)
