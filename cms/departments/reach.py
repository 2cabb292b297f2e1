"""How far a member of staff reaches: which departments, sections and languages are theirs.

A page belongs to a department through its record (cms.pages hangs it on the page as ``record``); this room, being
lower, knows that only by its name.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.departments.models import ContractorGrant, Department, Membership, Role, RoleGroup
from cms.departments.models.department import with_all_below

PAGE_DEPARTMENT = "record__department_id"
EDITING = frozenset({"add", "change"})


@dataclass(frozen=True)
class Reach:
    """What someone may edit and submit beyond the rows of Wagtail's own group permissions. Never a right to publish."""

    roles: frozenset[str] = frozenset()
    departments: frozenset[int] = frozenset()  # theirs and below
    led: frozenset[int] = frozenset()  # those that they head, and below
    oversees_petitions: bool = False  # one of their departments is the one that oversees petitions (총괄부서)
    sections: tuple[str, ...] = ()  # tree paths that a contract covers
    locales: frozenset[int] = frozenset()  # a translator's on the staff; from outside, what was assigned is theirs
    contract_ended: bool = False

    def acts_on(self, page: Page) -> frozenset[str]:
        """What may be done with exactly this page."""
        acts: set[str] = set()
        if self.departments and department_of(page) in self.departments:
            acts |= EDITING
        if any(page.path.startswith(path) for path in self.sections):
            acts |= EDITING
        if page.locale_id in self.locales:
            acts.add("change")
        return frozenset(acts)

    def acts(self) -> frozenset[str]:
        """What may be done with some page."""
        if self.departments or self.sections:
            return EDITING
        return frozenset({"change"}) if self.locales else frozenset()

    def pages(self, act: str) -> Q:
        """The pages on which this may be done, as a condition; none by default."""
        condition = Q(pk__in=[])
        if act not in EDITING:
            return condition
        if self.departments:
            condition |= Q(**{f"{PAGE_DEPARTMENT}__in": self.departments})
        for path in self.sections:
            condition |= Q(path__startswith=path)
        if self.locales and act == "change":
            condition |= Q(locale_id__in=self.locales)
        return condition

    @property
    def limited(self) -> bool:
        """True for those who may name only their own departments on a page."""
        return Role.HOMEPAGE not in self.roles


NOTHING = Reach()


def reach_of(user) -> Reach:
    """The reach of a person, worked out once a request and kept on the user."""
    if not user.is_authenticated or not user.is_active:
        return NOTHING
    if not hasattr(user, "_reach"):
        user._reach = _work_out(user, timezone.localdate())
    return user._reach


def oversees(user) -> bool:
    """True for homepage management and system operation: what concerns all departments is theirs to do."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or bool(reach_of(user).roles & {Role.HOMEPAGE, Role.SYSTEM})


def department_of(page: Page) -> int | None:
    """The department that answers for a page, None for the root and for pages without a record."""
    record = getattr(page, "record", None)
    return record.department_id if record else None


def _work_out(user, today: dt.date) -> Reach:
    roles = frozenset(RoleGroup.objects.filter(group__user=user).values_list("role", flat=True))
    user._manages_homepage = Role.HOMEPAGE in roles or user.is_superuser  # asked again by approvals
    sections, ended = _contract(user, today) if Role.CONTRACTOR in roles else ((), False)
    if ended:
        return Reach(roles=roles, contract_ended=True)
    own, led, overall = _departments(user) if Role.DEPARTMENT in roles else (frozenset(), frozenset(), False)
    return Reach(
        roles=roles,
        departments=own,
        led=led,
        oversees_petitions=overall,
        sections=sections,
        locales=_locales(user) if Role.TRANSLATOR in roles and Role.CONTRACTOR not in roles else frozenset(),
    )


def _departments(user) -> tuple[frozenset[int], frozenset[int], bool]:
    """Theirs with all below, those that they head with all below, whether theirs oversee petitions. One query."""
    mine = Q(Exists(Membership.objects.filter(department=OuterRef("pk"), user=user))) | Q(head=user)
    rows = Department.objects.order_by().annotate(mine=ExpressionWrapper(mine, BooleanField()))
    known = list(rows.values_list("pk", "parent_id", "mine", "head_id", "handles_petitions"))
    parents = [(pk, parent) for pk, parent, *_ in known]
    own = with_all_below([pk for pk, _, mine, *_ in known if mine], parents)
    led = with_all_below([pk for pk, _, _, head, _ in known if head == user.pk], parents)
    return own, led, any(overall and pk in own for pk, *_, overall in known)


def _contract(user, today: dt.date) -> tuple[tuple[str, ...], bool]:
    """The sections of a running contract; without one, the desk is closed as if it had ended (안양 §3⑥)."""
    rows = list(
        ContractorGrant.objects.filter(user=user, expires_on__gte=today).values_list("sections__page__path", flat=True)
    )
    return tuple(path for path in rows if path), not rows


def _locales(user) -> frozenset[int]:
    """The translator's languages among those offered; never Korean, in which nothing is translated."""
    languages = user.translator_languages.values("language")
    default = Locale.get_default().pk
    return frozenset(
        Locale.objects.filter(language_code__in=languages).exclude(pk=default).values_list("pk", flat=True)
    )
