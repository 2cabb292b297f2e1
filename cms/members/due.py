"""What the schedule does for members."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext_lazy

from cms.members import consent_reminders, dormancy, outbox, telephones
from cms.members.messages import sending
from cms.members.models import TelephoneCheck
from tenants.due import Condition, Question, due_act, there_are

SAYS_SENT = {
    "sent": ngettext_lazy("%(count)s message sent", "%(count)s messages sent", "count"),
    "later": ngettext_lazy("%(count)s message to be tried again", "%(count)s messages to be tried again", "count"),
    "undeliverable": ngettext_lazy("%(count)s message undeliverable", "%(count)s messages undeliverable", "count"),
}


def _are_away(now: dt.datetime) -> Condition:
    return there_are(dormancy.away(now.date() - dormancy.EARLIEST))


@due_act(
    gettext_noop("members: dormancy"),
    order=840,
    patient=True,
    when=_are_away,
    rest=dt.timedelta(hours=1),
    says={
        "warned": ngettext_lazy("%(count)s member to be warned", "%(count)s members to be warned", "count"),
        "erased": ngettext_lazy("%(count)s dormant member deleted", "%(count)s dormant members deleted", "count"),
    },
)
def let_go() -> dict[str, int]:
    """Warn dormant members, and delete what is personal of those whose time is over."""
    return dormancy.run()


def _are_to_be_told(now: dt.datetime) -> Condition:
    return there_are(consent_reminders.due(now.date()))


@due_act(
    gettext_noop("members: reminders of consent"),
    order=841,
    patient=True,
    when=_are_to_be_told,
    rest=dt.timedelta(hours=1),
    says={"reminded": ngettext_lazy("%(count)s member reminded", "%(count)s members reminded", "count")},
)
def tell_consents() -> dict[str, int]:
    """What members agreed to receive, every two years (정보통신망법 제50조제8항)."""
    return {"reminded": consent_reminders.queue_due()}


def _wait(now: dt.datetime) -> Condition:
    return there_are(outbox.due(now))


@due_act(gettext_noop("members: mail"), order=861, patient=True, when=_wait, says=SAYS_SENT)
def mail() -> dict[str, int]:
    """About their accounts."""
    return outbox.post()


def _are_approved(now: dt.datetime) -> Question:
    return [there_are(sending.approved(now)), there_are(sending.due(now)), there_are(sending.cut_off(now))]


@due_act(gettext_noop("members: messages"), order=865, patient=True, when=_are_approved, says=SAYS_SENT)
def messages() -> dict[str, int]:
    """News by mail and telephone for who asked for it."""
    return sending.run()


def _are_unproven(now: dt.datetime) -> Condition:
    old = Q(verified_at=None, sent_at__lt=now - dt.timedelta(days=1))
    return there_are(TelephoneCheck.objects.filter(old))


@due_act(
    gettext_noop("members: telephones that were not confirmed"),
    order=893,
    patient=True,
    when=_are_unproven,
    says={"forgotten": ngettext_lazy("%(count)s number forgotten", "%(count)s numbers forgotten", "count")},
)
def forget() -> dict[str, int]:
    """Numbers that nobody confirmed."""
    return {"forgotten": telephones.forget_codes(timezone.now())}
