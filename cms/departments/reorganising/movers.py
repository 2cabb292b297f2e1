"""What departments hold in this room: people, the head, the duties of the ordinance, approvals that wait, transfers."""

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.db.models import IntegerField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from modelsearch.index import remove_object
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page

from cms.departments.models import Department, DepartmentApproval, Membership, TransferItem
from cms.departments.moving import Change, Held, Keeper, Moved, Owned, moves_with_department, owned_by_person
from cms.departments.reorganising.writing import making, removing

DEPARTMENT = "departments.department"


def join_once(moved: Sequence[Moved]) -> Iterable[Change]:
    """Who works in the successor already, or comes from two departments at once, is a member of it once."""
    rows = Membership.objects.select_related("user").in_bulk([thing.held.pk for thing in moved])
    there = set(
        Membership.objects.filter(department_id__in={thing.target for thing in moved})
        .order_by()
        .values_list("user_id", "department_id")
    )
    for thing in moved:
        place = (thing.held.person or 0, thing.target)
        if place in there:
            yield removing(rows[thing.held.pk], thing.held.label)
        else:
            there.add(place)
            yield thing.change()


@moves_with_department("members", _("members"), changes=join_once, order=100)
def members(departments: Collection[int]) -> Iterable[Held]:
    """Who works for these departments."""
    for row in Membership.objects.filter(department_id__in=departments).select_related("user"):
        yield Held(
            "departments.membership", row.pk, "department_id", row.department_id, str(row.user), person=row.user_id
        )


def take_the_lead(moved: Sequence[Moved]) -> Iterable[Change]:
    """A head goes along; the successor's own head stays, and of several that come to one without, none is preferred.

    Whoever does not lead any more still works there.
    """
    heads = dict(Department.objects.order_by().values_list("pk", "head_id"))
    there = set(Membership.objects.order_by().values_list("user_id", "department_id"))
    coming: dict[int, set[int]] = {}
    for thing in moved:
        coming.setdefault(thing.target, set()).add(thing.held.person or 0)
    leads: set[int] = set()
    for thing in moved:
        person, target, label = thing.held.person or 0, thing.target, thing.held.label
        yield Change(DEPARTMENT, thing.held.pk, "head_id", person, None, label)
        if heads.get(target) is None and len(coming[target]) == 1:
            if target not in leads:
                leads.add(target)
                yield Change(DEPARTMENT, target, "head_id", None, person, label)
        elif heads.get(target) != person and (person, target) not in there:
            there.add((person, target))
            yield making(Membership(user_id=person, department_id=target), label)


@moves_with_department("heads", _("heads"), changes=take_the_lead, order=110)
def heads(departments: Collection[int]) -> Iterable[Held]:
    """Who leads these departments."""
    rows = Department.objects.filter(pk__in=departments, head__isnull=False).select_related("head")
    for row in rows.order_by("sort_order", "code"):
        yield Held(DEPARTMENT, row.pk, "head_id", row.pk, str(row.head), person=row.head_id)


def hand_the_duty_on(moved: Sequence[Moved]) -> Iterable[Change]:
    """One department manages the homepage, one oversees petitions: the successor does from now on."""
    for thing in moved:
        field = thing.held.field
        yield Change(DEPARTMENT, thing.held.pk, field, True, False, thing.held.label)
        if not Department.objects.filter(pk=thing.target, **{field: True}).exists():
            yield Change(DEPARTMENT, thing.target, field, False, True, thing.held.label)


@moves_with_department("oversight", _("duties under the ordinance"), changes=hand_the_duty_on, order=120)
def oversight(departments: Collection[int]) -> Iterable[Held]:
    """The homepage's management and the oversight of petitions (안양 §3③, §8②)."""
    names = {"manages_homepage": _("manages the homepage"), "handles_petitions": _("oversees petitions")}
    for row in Department.objects.filter(pk__in=departments).order_by("sort_order", "code"):
        for field, name in names.items():
            if getattr(row, field):
                yield Held(DEPARTMENT, row.pk, field, row.pk, f"{row.name}: {name}")


@moves_with_department("approvals", _("approvals that wait"), order=130)
def approvals(departments: Collection[int]) -> Iterable[Held]:
    """Submitted versions on which the head of one of these departments decides."""
    states = DepartmentApproval.objects.in_progress().filter(department_id__in=departments)
    states = states.annotate(page_key=Cast("workflow_state__object_id", IntegerField())).order_by("pk")
    rows = list(states.values_list("pk", "department_id", "page_key"))
    titles = dict(Page.objects.filter(pk__in=[page for _pk, _department, page in rows]).values_list("pk", "title"))
    for pk, department, page in rows:
        yield Held("departments.departmentapproval", pk, "department_id", department, titles.get(page, ""), page=page)


@moves_with_department("transfer list", _("items of the transfer list"), order=140)
def transfers(departments: Collection[int]) -> Iterable[Held]:
    """What waits for somebody to take it over: it goes where the thing itself goes."""
    for row in TransferItem.objects.filter(department_id__in=departments, done_at__isnull=True).order_by("pk"):
        about = (row.model, row.object_pk)
        yield Held("departments.transferitem", row.pk, "department_id", row.department_id or 0, row.label, about=about)


def heads_of_departments() -> Iterable[Keeper]:
    """Who leads which open department."""
    rows = Department.objects.open().filter(head__isnull=False).order_by()
    return [(head or 0, pk) for head, pk in rows.values_list("head_id", "pk")]


@owned_by_person("leadership", _("leadership"), keepers=heads_of_departments)
def leadership(people: Collection[int]) -> Iterable[Owned]:
    """The departments that these people lead."""
    for row in Department.objects.open().filter(head_id__in=people).order_by("sort_order", "code"):
        yield Owned(DEPARTMENT, row.pk, "head_id", row.head_id or 0, row.pk, row.name)


def find_again(departments: Iterable[int]) -> None:
    """Let the search know the departments as they are once the transaction stands, and forget those that are gone."""

    def tell() -> None:
        there = Department.objects.in_bulk(pks)
        for pk in pks:
            if pk in there:
                insert_or_update_object_task.enqueue("departments", "department", str(pk))
            else:
                remove_object(Department(pk=pk))

    pks = sorted(set(departments))
    transaction.on_commit(tell)
