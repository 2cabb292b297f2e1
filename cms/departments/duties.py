"""Whether departments are named as the ordinances ask (안양 §3③·§8②, 용인 §3③).

Citizens read the evidence: it counts accounts and names departments, never people.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import GroupPagePermission, Page

from cms.departments.models import Department, Role, RoleGroup
from cms.departments.reach import PAGE_DEPARTMENT
from cms.departments.roles import PERMISSIONS, ROOT_PAGE_PERMISSIONS
from cms.ordinance.policy import Policy
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met

_NAMED_BY = ("name", "name_en", "telephone")


@dataclass(frozen=True, slots=True)
class Office:
    """What stands behind a role: its active accounts, and whether its group has every right that the role needs."""

    people: int
    has_rights: bool


@conformity_check("roles")
def roles(question: Question) -> Finding:
    """Met while each department that the ordinance names has its role, with all rights and somebody working in it."""
    offices = _offices()
    faults, facts = [], []
    for name, role in _named(question.policy):
        fault = _fault(offices.get(role))
        if fault:
            faults.append(Evidence(fault % {"department": name, "role": role.label}))
        else:
            facts.append(_working(name, role, offices[role].people))
    manager = Department.objects.open().filter(manages_homepage=True).only(*_NAMED_BY).first()
    if manager is None:
        faults.append(Evidence(_("No department is marked as the one that manages the homepage.")))
    else:
        facts.append(Evidence(_("%(department)s manages the homepage.") % {"department": manager.local_name}))
    return not_met(*faults, *facts) if faults else met(*facts, _answering())


@conformity_check("petition-coordination")
def petition_coordination(question: Question) -> Finding:
    """Met while a department is named that oversees petitions (총괄 담당 부서)."""
    department = Department.objects.open().filter(handles_petitions=True).only(*_NAMED_BY).first()
    if department is None:
        return not_met(Evidence(_("No department is marked as the one that oversees petitions.")))
    values = {"department": department.local_name, "telephone": department.telephone}
    return met(Evidence(_("%(department)s (%(telephone)s) oversees petitions.") % values))


def _named(policy: Policy) -> Iterable[tuple[str, Role]]:
    """The departments by the ordinance's own names, with the role that stands for each; silence asks for none."""
    names = policy.names
    asked = [
        (names.system_department, Role.SYSTEM),
        (names.managing_department, Role.HOMEPAGE),
        (names.content_department, Role.DEPARTMENT),
    ]
    return [(clause.value, role) for clause, role in asked if clause]


def _offices() -> dict[Role, Office]:
    """Every role that has its group here."""
    groups = RoleGroup.objects.annotate(
        people=Count("group__user", filter=Q(group__user__is_active=True), distinct=True),
    ).prefetch_related("group__permissions__content_type")
    on_root = GroupPagePermission.objects.filter(page__depth=1).values_list("group_id", "permission__codename")
    acts: dict[int, set[str]] = {}
    for group, codename in on_root:
        acts.setdefault(group, set()).add(codename.removesuffix("_page"))
    return {Role(found.role): _office(found, acts.get(found.group_id, set())) for found in groups}


def _office(found: RoleGroup, acts: set[str]) -> Office:
    role = Role(found.role)
    rights = {f"{each.content_type.app_label}.{each.codename}" for each in found.group.permissions.all()}
    has_rights = rights.issuperset(PERMISSIONS[role]) and acts.issuperset(ROOT_PAGE_PERMISSIONS.get(role, ()))
    return Office(found.people, has_rights)


def _fault(office: Office | None) -> str:
    """What a role lacks, as a sentence to be filled with the department's name; nothing where all is well."""
    if office is None:
        return _("%(department)s (%(role)s): no group of accounts stands for it.")
    if not office.has_rights:
        return _("%(department)s (%(role)s): its accounts lack rights that they need.")
    return "" if office.people else _("%(department)s (%(role)s): it has no account yet.")


def _working(name: str, role: Role, people: int) -> Evidence:
    sentence = ngettext(
        "%(department)s (%(role)s): %(number)d account works for it.",
        "%(department)s (%(role)s): %(number)d accounts work for it.",
        people,
    )
    return Evidence(sentence % {"department": name, "role": role.label, "number": people}, count=people)


def _answering() -> Evidence:
    """How many departments answer for the pages that citizens read."""
    live = Page.objects.live().filter(**{f"{PAGE_DEPARTMENT}__isnull": False}).order_by()
    number = live.values(PAGE_DEPARTMENT).distinct().count()
    sentence = ngettext(
        "%(number)d department answers for published pages.",
        "%(number)d departments answer for published pages.",
        number,
    )
    return Evidence(sentence % {"number": number}, count=number)
