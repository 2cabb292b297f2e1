"""What the schedule does: reorganisations on their day, and the transfer list."""

import datetime as dt

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext_lazy

from cms.departments.leaving import sweep
from cms.departments.models import (
    ContractorGrant,
    Department,
    Membership,
    Reorganisation,
    Role,
    RoleGroup,
    State,
    TransferItem,
)
from cms.departments.reorganising.services import ReorganisationRefusedError, apply
from tenants.due import Condition, due_act, there_are

REST = dt.timedelta(minutes=5)
WHOLE_LOOK = 5  # o'clock: before people are told of what is due


def _due(today: dt.date) -> QuerySet[Reorganisation]:
    return Reorganisation.objects.filter(state=State.CONFIRMED, effective_on__lte=today)


@due_act(
    gettext_noop("reorganisations"),
    order=10,
    when=lambda now: there_are(_due(now.date())),
    says={"applied": ngettext_lazy("%(count)s reorganisation applied", "%(count)s reorganisations applied", "count")},
)
def apply_due() -> dict[str, int]:
    """Apply what is confirmed and has come due, the earliest first.

    What cannot be applied keeps its reasons for the desk, and the run is noted as failed: later ones do not overtake.

    :raises ReorganisationRefusedError: of the first that could not be applied.
    """
    today, applied = timezone.localdate(), 0
    for row in _due(today).order_by("effective_on", "pk"):
        try:
            apply(row, today=today)
            applied += 1
        except ReorganisationRefusedError as error:
            Reorganisation.objects.filter(pk=row.pk, state=State.CONFIRMED).update(refused=error.reasons)
            raise
    return {"applied": applied}


def _may_have_changed(now: dt.datetime) -> list[Condition | bool]:
    """Somebody gone, without a role or beyond a contract; something that waits. Once a night it is looked anyway."""
    gone = get_user_model().objects.filter(is_active=False)
    answering = RoleGroup.objects.filter(role__in=[Role.DEPARTMENT, Role.HOMEPAGE])
    members = Membership.objects.exclude(Exists(answering.filter(group__user=OuterRef("user"))))
    heads = Department.objects.filter(head__isnull=False).exclude(
        Exists(answering.filter(group__user=OuterRef("head")))
    )
    return [
        there_are(gone),
        there_are(TransferItem.objects.filter(done_at__isnull=True)),
        there_are(members.filter(user__is_superuser=False)),
        there_are(heads.filter(head__is_superuser=False)),
        there_are(ContractorGrant.objects.filter(expires_on__lt=now.date())),
        now.hour == WHOLE_LOOK,
    ]


@due_act(
    gettext_noop("transfer list"),
    order=140,
    patient=True,
    when=_may_have_changed,
    rest=REST,
    says={"listed": ngettext_lazy("%(count)s entry made", "%(count)s entries made", "count")},
)
def keep_transfer_list() -> dict[str, int]:
    """Notice who left without a signal, and what was settled elsewhere."""
    return {"listed": sweep()}
