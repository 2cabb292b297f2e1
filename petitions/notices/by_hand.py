"""Notices that no mail can bring: an officer tells them by telephone, by post or face to face, and says so here."""

from __future__ import annotations

import datetime as dt

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from petitions.models import Notice, NoticeState
from petitions.services.acting import By, Refused, log

TOLD = "told"


class Way(models.TextChoices):
    """How the petitioner was told."""

    TELEPHONE = "telephone", gettext_lazy("by telephone")  # 전화
    POST = "post", gettext_lazy("by post")  # 우편
    IN_PERSON = "in_person", gettext_lazy("face to face")  # 대면


def tell(notice: Notice, by: By, way: Way, at: dt.datetime | None = None) -> None:
    """Write down that the petitioner was told, by whom, how and when.

    :param at: when, if that was earlier than now.
    :raises Refused: with every reason: nobody of the petition's, told already, a time that cannot be.
    """
    now = timezone.now()
    at = at or now
    with transaction.atomic():
        row = Notice.objects.select_for_update(of=("self",)).select_related("case", "event").get(pk=notice.pk)
        if reasons := list(_against(row, by, at, now)):
            raise Refused(reasons)
        row.state, row.sent_at, row.told_by = NoticeState.TOLD, at, by.user.get_full_name() or by.user.get_username()
        row.save(update_fields=["state", "sent_at", "told_by"])
        log(row.case, TOLD, by, facts={"of": row.event.event, "way": way.value, "at": at.isoformat()}, now=now)


def _against(row: Notice, by: By, at: dt.datetime, now: dt.datetime):
    if not by.actors or by.user is None:
        yield _("Only who works on the petition tells the petitioner.")
    if row.state != NoticeState.BY_HAND:
        yield _("This notice does not wait to be told: %(state)s.") % {"state": row.get_state_display()}
    if at > now or at < row.event.at:
        yield _("The petitioner was told after it happened, and not later than now.")
