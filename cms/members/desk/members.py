"""The list of members: how many, and who by nickname. Nothing else of a person stands in it."""

from __future__ import annotations

from typing import Any

import django_filters
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from cms.core.encryption import blind_indexes
from cms.members import dormancy
from cms.members.desk.noting import looked_at
from cms.members.desk.reach import sees_members
from cms.members.models import Member
from cms.members.models.member import mailbox

TITLE = _("Members")
ICON = "user"
STATES = [
    ("active", _("in use")),
    ("unproven", _("address not confirmed")),
    ("locked", _("locked")),
    ("warned", _("warned of deletion")),
    ("unreachable", _("dormant, not reachable by mail")),
    ("left", _("has left")),
]


class MemberFilters(WagtailFilterSet):
    """By state and nickname; by the whole e-mail address where a member writes in."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=STATES, method="in_state")
    nickname = django_filters.CharFilter(label=_("nickname"), lookup_expr="icontains")
    mail = django_filters.CharFilter(label=_("e-mail address (whole)"), method="of_address")

    class Meta:
        model = Member
        fields: list[str] = []

    def in_state(self, members: QuerySet[Member], _name: str, value: str) -> QuerySet[Member]:
        """Those that the column of the list would call so."""
        if value == "unreachable":
            return members.filter(pk__in=dormancy.unreachable().values("pk"))
        return members.filter(_STATES[value])

    def of_address(self, members: QuerySet[Member], _name: str, value: str) -> QuerySet[Member]:
        """Addresses are encrypted, so only a whole one is found; that somebody looked is written down."""
        found = members.filter(mail_index__in=blind_indexes(mailbox(value), Member.MAIL))
        with transaction.atomic():
            looked_at(self.request, None, ["mail"], count=found.count())
        return found


_GONE, _OPEN = Q(left_at__isnull=False), Q(left_at=None, user__is_active=True)
_STATES = {
    "left": _GONE,
    "locked": Q(left_at=None, user__is_active=False),
    "unproven": _OPEN & Q(proven=False),
    "warned": _OPEN & Q(proven=True, warned_on__isnull=False),
    "active": _OPEN & Q(proven=True, warned_on=None),
}


class MembersView(ReportView):
    """For homepage management."""

    results_template_name = "members/desk/members_results.html"
    page_title = TITLE
    header_icon = ICON
    model = Member
    filterset_class = MemberFilters
    index_url_name = "members_desk"
    index_results_url_name = "members_desk_results"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied for everybody else."""
        if not sees_members(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Member]:
        """Nothing encrypted is opened."""
        self.queryset = listed()
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """With the state in words."""
        for member in object_list:
            member.state = state_of(member)
        return object_list

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"counts": self.counts, "rule": why_nobody_goes()}

    @cached_property
    def counts(self) -> list[tuple[str, Any, int]]:
        """Each state with its number, for the line above the list."""
        numbers = listed().aggregate(**{key: Count("pk", filter=rows) for key, rows in _STATES.items()})
        numbers["unreachable"] = dormancy.unreachable().count()
        return [(key, label, numbers[key]) for key, label in STATES]


def listed() -> QuerySet[Member]:
    """The latest first, those who left at the end."""
    proven = EmailAddress.objects.filter(user=OuterRef("user"), verified=True)
    rows = Member.objects.select_related("user").defer("mail", "telephone", "verified_name")
    return rows.annotate(proven=Exists(proven)).order_by(F("left_at").asc(nulls_first=True), "-joined_on", "-pk")


def state_of(member: Any) -> str:
    """The state of a row of :func:`listed` in words."""
    words = dict(STATES)
    if member.left_at is not None:
        return str(words["left"])
    if not member.user.is_active:
        return str(words["locked"])
    if not member.proven:
        return str(words["unproven"])
    return str(words["warned" if member.warned_on else "active"])


def why_nobody_goes() -> str:
    """What holds for dormant members here, as a sentence."""
    policy = dormancy.policy_here()
    if policy is None:
        return gettext("The ordinance knows no deletion of dormant members, so nobody is deleted for staying away.")
    return gettext(
        "Members who have not signed in for %(years)s year(s) are warned by mail, then deleted (%(article)s)."
    ) % {
        "years": policy.privacy.dormant_years.value,
        "article": dormancy.article_of(policy),
    }
