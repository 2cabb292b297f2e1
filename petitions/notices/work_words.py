"""What the department does until it answers: supplements, time that is not counted, extensions, progress."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.ordinance.case import Event
from cms.ordinance.case_rules import PauseGround
from cms.ordinance.statutory import PETITIONERS_EXTENSIONS, RENEWED_DEMAND_DAYS
from petitions import clock
from petitions.notices.due_words import due_day, due_words
from petitions.notices.telling import Telling
from petitions.notices.words import Words, tells

REMINDED = "remind"


@tells(Event.DEMAND_SUPPLEMENT)
def demanded(telling: Telling) -> Words:
    """보완 요구: 법 제22조제1항, 영 제24조."""
    return Words(
        _("Please complete your petition: something that is needed is missing."),
        (
            _("The processing period stands still until your supplement arrives."),
            _("If it does not arrive by the day above, we may ask once more, and then return the petition."),
        ),
        (_("Hand in the supplement on the page of your petition, or bring or send it to us."), _longer()),
        _until(telling),
    )


@tells(Event.DEMAND_AGAIN)
def demanded_again(telling: Telling) -> Words:
    """재보완 요구: 영 제24조제3항, at most ten days."""
    most = RENEWED_DEMAND_DAYS
    return Words(
        _("Please complete your petition: we ask for the second and last time."),
        (
            ngettext(
                "The law allows at most %(count)d day for it.", "The law allows at most %(count)d days for it.", most
            )
            % {"count": most},
            _("If it does not arrive by the day above, the petition may be returned."),
        ),
        (_("Hand in the supplement on the page of your petition, or bring or send it to us."),),
        _until(telling),
    )


@tells(REMINDED)
def reminded(telling: Telling) -> Words:
    """Before the day of a supplement comes."""
    return Words(
        _("The time for your supplement ends soon."),
        (_("If it does not arrive by the day above, the petition may be returned."),),
        (_("Hand in the supplement on the page of your petition, or bring or send it to us."), _longer()),
        _until(telling),
    )


@tells(Event.ASK_LONGER)
def longer(telling: Telling) -> Words:
    """보완기간 연장: 영 제24조제2항."""
    return Words(
        _("You have more time for your supplement, as you asked."),
        (_("The processing period stands still until your supplement arrives."),),
        lines=_until(telling),
    )


@tells(Event.SUPPLY)
def supplied(telling: Telling) -> Words:
    """보완 접수."""
    return Words(_("We have received your supplement."), (_("The processing period runs again."), *due_words(telling)))


@tells(Event.STOP_CLOCK)
def stopped(telling: Telling) -> Words:
    """처리기간 불산입: 영 제20조."""
    words = {ground.value: _(str(ground.word)) for ground in PauseGround}
    ground = words.get(telling.facts.get("ground", ""))
    lines = ((_("What for"), ground),) if ground else ()
    return Words(
        _("The processing period of your petition stands still for a while."),
        (_("The law does not count this time. You are told when the period runs again."),),
        lines=lines,
    )


@tells(Event.RESUME_CLOCK)
def resumed(telling: Telling) -> Words:
    """불산입 종료."""
    return Words(_("The processing period of your petition runs again."), tuple(due_words(telling)))


@tells(Event.EXTEND)
def extended(telling: Telling) -> Words:
    """처리기간 연장: 영 제21조. The reason and the new day."""
    before, after = telling.facts.get("before", ""), telling.facts.get("after", "")
    lines = [(_("So far"), telling.day(before))] if before else []
    lines += [(_("New due date"), telling.day(after))] if after else []
    return Words(
        _("We need more time for your petition."),
        (_extension_words(telling),),
        lines=tuple(lines),
    )


def _extension_words(telling: Telling) -> str:
    if any(each.petitioner_consents for each in clock.extensions_of(telling.case)):
        return _("The processing period was extended with your consent.")
    return _("The law allows this once; a second time needs your consent.")


@tells(Event.TELL_PROGRESS)
def progress(telling: Telling) -> Words:
    """처리진행상황 통지: 영 제23조."""
    due = due_day(telling)
    lines = [(_("Where it stands"), str(telling.case.get_state_display()))]
    lines += [(_("Due date"), due)] if due else []
    return Words(
        _("This is how far your petition is."),
        (_("As long as it is open we tell you every 30 days, and whenever you ask."),),
        lines=tuple(lines),
    )


def standard_progress(language: str) -> str:
    """What is said where the officer wrote nothing. In the petitioner's language, for the history."""
    from django.utils.translation import override

    with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        return _("Your petition is still being dealt with. We tell you the result as soon as it is decided.")


def _until(telling: Telling) -> tuple[tuple[str, str], ...]:
    until = telling.facts.get("until", "")
    return ((_("To be handed in until"), telling.day(until)),) if until else ()


def _longer() -> str:
    times = PETITIONERS_EXTENSIONS
    return ngettext(
        "If you need longer, you can ask for more time %(count)d time.",
        "If you need longer, you can ask for more time %(count)d times.",
        times,
    ) % {"count": times}
