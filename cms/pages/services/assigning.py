"""Who keeps a page (담당자·부담당자), and an interval of its own that is stricter than the rule's."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from cms.pages.models.record import PageRecord
from cms.pages.services.clock import Clock
from cms.pages.stewards import candidates, may_steward

ASSIGNED, STRICTER = "pages.assign", "pages.stricter"


class AssigningRefused(Exception):  # noqa: N818
    """Nothing was changed; ``reasons`` are all the reasons, a sentence each."""

    def __init__(self, reasons: list[str]):
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@transaction.atomic
def assign(page_ids: Collection[int], owner: Any, deputy: Any, user: Any) -> int:
    """Name who keeps these pages; None for nobody: the department still answers. Returns how many pages changed.

    :raises AssigningRefused: for another department's pages, people who do not belong to the pages' departments, and
        one person as both.
    """
    records = _locked(page_ids)
    reasons = _not_yours(records, user)
    people = [person for person in (owner, deputy) if person]
    able = set(candidates({record.department_id for record in records}).values_list("pk", flat=True))
    for person in people:
        if person.pk not in able:
            reasons.append(_("%(person)s does not work for the department of these pages.") % {"person": person})
    if owner and owner == deputy:
        reasons.append(_("Person in charge and deputy are two people."))
    if reasons:
        raise AssigningRefused(reasons)
    changed = [record for record in records if (record.owner_id, record.deputy_id) != (_pk(owner), _pk(deputy))]
    for record in changed:
        record.owner, record.deputy = owner, deputy
        record.save(update_fields=["owner", "deputy"])
        data = {"owner": str(owner or ""), "deputy": str(deputy or "")}
        log(instance=record.page.specific_deferred, action=ASSIGNED, user=user, data=data)
    return len(changed)


@transaction.atomic
def keep_stricter(page_id: int, days: int | None, user: Any) -> PageRecord:
    """Give a page fewer days than its rule, or its rule's again (None).

    :raises AssigningRefused: for more days than the rule's: a page may be stricter, never laxer.
    """
    record = _locked([page_id])[0]
    clock = Clock.now()
    rule = clock.rules.rule_for(record.department_id, record.content_class)
    reasons = _not_yours([record], user)
    if days is not None and days < 1:
        reasons.append(_("A page stays fresh for at least one day."))
    if days is not None and rule and days > rule.days:
        reasons.append(
            ngettext(
                "The rule for this page says %(days)s day. A page may have fewer days of its own, never more.",
                "The rule for this page says %(days)s days. A page may have fewer days of its own, never more.",
                rule.days,
            )
            % {"days": rule.days}
        )
    if reasons:
        raise AssigningRefused(reasons)
    before, record.stricter_days = record.stricter_days, days
    clock.wind(record, public=record.page.live and not record.page.alias_of_id)
    record.save(update_fields=["stricter_days", "rule", "due_on", "state"])
    if before != days:
        data = {"from": before, "to": days}
        log(instance=record.page.specific_deferred, action=STRICTER, user=user, data=data)
    return record


def _locked(page_ids: Collection[int]) -> list[PageRecord]:
    records = PageRecord.objects.select_for_update(of=["self"]).filter(page_id__in=page_ids).order_by("pk")
    return list(records.select_related("page__content_type"))


def _not_yours(records: list[PageRecord], user: Any) -> list[str]:
    return [
        _("“%(page)s” belongs to another department.") % {"page": record.page.title}
        for record in records
        if not may_steward(user, record.department_id)
    ]


def _pk(person: Any) -> int | None:
    return person.pk if person else None
