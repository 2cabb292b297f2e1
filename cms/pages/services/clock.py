"""When a page is due: from its last confirmation, the rule for it and the calendar, never from its revisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.core.dates import local_day
from cms.ordinance.calendar import Calendar
from cms.ordinance.freshness import ReviewSetting, review_by, state_on
from cms.pages.models.record import PageRecord
from cms.pages.models.stewardship import FreshnessRule
from cms.pages.working_days import calendar
from tenants.selectors import PolicyInForce, current_policy

WARN = ReviewSetting(1).warn
_WRITE = """
UPDATE pages_pagerecord AS record
SET rule_id = reckoned.rule_id, due_on = reckoned.due_on, state = reckoned.state
FROM unnest(%s::bigint[], %s::timestamptz[], %s::bigint[], %s::date[], %s::text[])
  AS reckoned (id, confirmed_at, rule_id, due_on, state)
WHERE record.id = reckoned.id AND record.confirmed_at IS NOT DISTINCT FROM reckoned.confirmed_at
"""


@dataclass(frozen=True)
class Rules:
    """The rules in force on a day: for a department and a kind of content the most specific, then the latest."""

    by_place: dict[tuple[int | None, str], FreshnessRule]

    @classmethod
    def on(cls, day: dt.date) -> Rules:
        """One query."""
        rules = FreshnessRule.objects.filter(effective_on__lte=day).order_by("effective_on", "pk")
        return cls({(rule.department_id, rule.content_class): rule for rule in rules})

    def rule_for(self, department_id: int, content_class: str) -> FreshnessRule | None:
        """A department's rule for the kind, its rule for all kinds, the rule of the kind, the general one."""
        places = ((department_id, content_class), (department_id, ""), (None, content_class), (None, ""))
        return next((self.by_place[place] for place in places if place in self.by_place), None)


@dataclass(frozen=True)
class Reckoned:
    """What follows for a record. All empty for a page that is not public."""

    rule_id: int | None = None
    due_on: dt.date | None = None
    state: str = ""


@dataclass(frozen=True)
class Clock:
    """Today, with what deadlines follow from."""

    today: dt.date
    rules: Rules
    policy: PolicyInForce
    calendar: Calendar

    @classmethod
    def now(cls, today: dt.date | None = None) -> Clock:
        """At most two queries. Raises NoPolicy where no ordinance profile has been taken down."""
        day = today or timezone.localdate()
        return cls(day, Rules.on(day), current_policy(day), calendar(day))

    def reckon(self, record: PageRecord) -> Reckoned:
        """For a public page; one that was never confirmed or published has no deadline yet."""
        rule = self.rules.rule_for(record.department_id, record.content_class)
        if rule is None or record.confirmed_at is None:
            return Reckoned(rule.pk if rule else None)
        days = min(rule.days, record.stricter_days or rule.days)
        last = review_by(local_day(record.confirmed_at), ReviewSetting(days), self.policy.policy, self.calendar)
        return Reckoned(rule.pk, last, state_on(self.today, last, WARN, self.calendar).value)

    def wind(self, record: PageRecord, *, public: bool) -> None:
        """Set rule, due date and state on the record; saving it is the caller's."""
        posted = record.posted_until is None or record.posted_until >= self.today
        reckoned = self.reckon(record) if public and posted else Reckoned()
        record.rule_id, record.due_on, record.state = reckoned.rule_id, reckoned.due_on, reckoned.state


def reckon_all(clock: Clock | None = None, records: QuerySet[PageRecord] | None = None) -> int:
    """Bring rules, due dates and states into step, of all pages or some; returns how many changed.

    A record that is confirmed meanwhile keeps what its confirmation wrote.
    """
    clock = clock or Clock.now()
    _fill_in()
    every = PageRecord.objects.all() if records is None else records
    posted = Q(posted_until__isnull=True) | Q(posted_until__gte=clock.today)
    public = posted & Q(page__live=True, page__alias_of__isnull=True)
    changed = list(_changed(clock, every.filter(public), public=True))
    changed += _changed(clock, every.exclude(public).exclude(state="", due_on=None, rule=None), public=False)
    if changed:
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, [list(column) for column in zip(*changed, strict=True)])
    return len(changed)


def _changed(clock: Clock, records: QuerySet[PageRecord], *, public: bool) -> Iterator[tuple]:
    fields = ("department_id", "content_class", "confirmed_at", "stricter_days", "rule_id", "due_on", "state")
    for record in records.only(*fields).iterator(chunk_size=2000):
        found = clock.reckon(record) if public else Reckoned()
        if found != Reckoned(record.rule_id, record.due_on, record.state):
            yield record.pk, record.confirmed_at, found.rule_id, found.due_on, found.state


def _fill_in() -> None:
    """Records from before kind of content and posting period were noted here."""
    lacking = list(PageRecord.objects.filter(content_class=""))
    pages = Page.objects.filter(record__in=lacking).defer_streamfields().specific() if lacking else []
    specific = {page.pk: page for page in pages}
    for record in lacking:
        page = specific[record.page_id]
        record.content_class, record.posted_until = page.content_class, page.posted_until
    PageRecord.objects.bulk_update(lacking, ["content_class", "posted_until"], batch_size=500)
