"""A notice as a text message (문자메시지), for petitioners who gave a mobile number alone and chose so.

Least words: what happened, number, days, who is in charge, and the door of the window. Never what was asked or
answered, nor the address that opens the petition: whoever holds the telephone may be somebody else.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from cms.core.mailing import Answer
from cms.core.tongues import KOREAN
from cms.members.messages import sms
from cms.members.messages.lengths import length_of
from cms.members.telephones import Refused, normal
from petitions.models import Case, Notice, SentBy
from petitions.notices.composing import door_of, language_of, said
from petitions.notices.due_words import due_day
from petitions.notices.telling import Round
from petitions.services.repeats import telephone_index

logger = logging.getLogger(__name__)
#: To one number within a day: nobody is pestered by petitions that somebody else files under it.
MOST_A_DAY = 10
_DAY = dt.timedelta(days=1)
#: Telephones here show Korean and English; who reads neither is told in English.
_INSTEAD = "en"


def is_offered() -> bool:
    """Whether anything can be sent to telephones here; an installation that is set up wrongly says so in its log."""
    try:
        return sms.is_offered()
    except (ImproperlyConfigured, ImportError):
        logger.exception("text messages cannot be sent")
        return False


def is_mobile(telephone: str) -> bool:
    """Whether a text message can be sent there."""
    try:
        return bool(normal(telephone))
    except Refused:
        return False


def reaches(case: Case, now: dt.datetime) -> bool:
    """Whether this petitioner is told by text message: asked for it, gave no mailbox, and did not have enough today."""
    if not case.wants_sms or case.email or not case.telephone or not is_offered():
        return False
    recent = Notice.objects.filter(sent_by=SentBy.SMS, sent_at__gt=now - _DAY)
    return recent.filter(case__telephone_index=telephone_index(case.telephone)).count() < MOST_A_DAY


def text_to(notice: Notice, around: Round) -> Answer:
    """Send it; the same notice twice is one message where the carrier knows keys."""
    case = notice.case
    language, text = _readable(notice, around)
    return sms.send(case.telephone or "", text, language, key=f"petition.{connection.schema_name}.{notice.pk}")


def text_of(notice: Notice, around: Round) -> str:
    """The words, in the language in use."""
    values = said(notice, around)
    words, officer = values["words"], values["officer"]
    lines = [f"[{values['municipality']}] {words.news}", _("Receipt number %(number)s") % {"number": values["number"]}]
    lines += [f"{label}: {value}" for label, value in words.lines if value]
    if due := due_day(values["telling"]):
        lines.append(_("Due %(day)s") % {"day": due})
    lines.append(" ".join(filter(None, (str(officer.department), str(officer.name), str(officer.contact)))))
    return "\n".join([*lines, door_of(notice.case)])


def _readable(notice: Notice, around: Round) -> tuple[str, str]:
    """In the petitioner's language where telephones can show it (한글과 로마자)."""
    found = ("", "")
    for language in (language_of(notice.case), _INSTEAD, KOREAN):
        with translation.override(language):
            found = (language, text_of(notice, around))
        if not length_of(found[1]).unreadable:
            break
    return found
