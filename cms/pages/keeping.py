"""What departments and people hold here besides the pages themselves: rules, and pages in somebody's charge."""

from collections.abc import Collection, Iterator, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from cms.departments.moving import (
    Change,
    Held,
    Keeper,
    Moved,
    Owned,
    moves_with_department,
    one_each,
    owned_by_person,
)
from cms.departments.reorganising.writing import making
from cms.pages.models import FreshnessRule, PageRecord
from cms.pages.services.clock import reckon_all


def deadlines_follow(changes: Sequence[Change]) -> None:
    """Another department may mean another rule; the last confirmation stays where it is."""
    reckon_all()


def merged_rules(moved: Sequence[Moved]) -> Iterator[Change]:
    """Of several rules for the same department, kind and day the successor's own stays, else the strictest.

    A part of a division that receives pages of the kind gets a rule like it, with its basis and from the same day on.
    """
    rules = FreshnessRule.objects.in_bulk([thing.held.pk for thing in moved])
    staying = FreshnessRule.objects.exclude(pk__in=[thing.held.pk for thing in moved if not thing.copy])
    taken = {(rule.department_id, rule.content_class, rule.effective_on) for rule in staying}
    for thing in sorted(moved, key=lambda thing: (rules[thing.held.pk].days, thing.held.pk)):
        rule = rules[thing.held.pk]
        place = (thing.target, rule.content_class, rule.effective_on)
        if thing.copy:
            yield from [] if place in taken else [_like(rule, thing)]
        elif place in taken:
            columns = {field.attname: getattr(rule, field.attname) for field in FreshnessRule._meta.concrete_fields}
            yield Change("pages.freshnessrule", rule.pk, "", columns, None, str(rule))
        else:
            yield from one_each([thing])
        taken.add(place)


def _like(rule: FreshnessRule, thing: Moved) -> Change:
    columns = {field.attname: getattr(rule, field.attname) for field in FreshnessRule._meta.concrete_fields}
    copy = FreshnessRule(**{**columns, "id": None, "department_id": thing.target})
    return making(copy, thing.held.label)


@moves_with_department(
    "freshness rules",
    gettext_lazy("freshness rules"),
    changes=merged_rules,
    settle=deadlines_follow,
    order=240,
    for_parts=True,
)
def rules(departments: Collection[int]) -> Iterator[Held]:
    """The rules of these departments."""
    for rule in FreshnessRule.objects.filter(department_id__in=departments).select_related("department"):
        if rule.department_id:
            yield Held(
                "pages.freshnessrule", rule.pk, "department_id", rule.department_id, str(rule), kind=rule.content_class
            )


def who_keeps_pages() -> Iterator[Keeper]:
    """Persons in charge and deputies, each once a department."""
    for field in ("owner_id", "deputy_id"):
        rows = PageRecord.objects.filter(**{f"{field}__isnull": False}).order_by()
        yield from rows.values_list(field, "department_id").distinct()


@owned_by_person("pages in charge", gettext_lazy("pages in charge"), keepers=who_keeps_pages)
def charges(people: Collection[int]) -> Iterator[Owned]:
    """Pages that somebody keeps, as person in charge or as deputy."""
    kept = PageRecord.objects.filter(Q(owner_id__in=people) | Q(deputy_id__in=people)).order_by("pk")
    for record in kept.select_related("page"):
        for field in ("owner_id", "deputy_id"):
            person = getattr(record, field)
            if person in people:
                address = reverse("pages_freshness", args=[record.page_id])
                yield Owned(
                    "pages.pagerecord", record.pk, field, person, record.department_id, record.page.title, address
                )
