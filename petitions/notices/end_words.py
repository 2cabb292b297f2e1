"""How a case ends, and what comes after: results, withdrawal, objection, reopening.

법 제27조: a refusal carries its reasons and the remedies. The written answer, which has them, stands on the
petitioner's own page; the mail says that it is there, and until when what can be done against it.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.ordinance import statutory
from cms.ordinance.case import Event, State
from cms.ordinance.remedies import Remedy, remedies
from petitions.notices.due_words import due_words
from petitions.notices.telling import Telling
from petitions.notices.words import Words, tells


@tells(Event.COMPLETE)
def completed(telling: Telling) -> Words:
    """처리결과 통지: 법 제27조제1항."""
    return Words(
        _("Your petition has been answered."),
        (_read(), *_files(telling)),
        (_("Tell us there how satisfied you are with it."), _("If something is unclear, ask the officer named below.")),
    )


@tells(Event.REFUSE)
def refused(telling: Telling) -> Words:
    """거부: with the remedies, 법 제27조·제35조."""
    return Words(
        _("Your petition could not be granted."), (_read_reasons(), *_files(telling)), tuple(_remedies(telling))
    )


@tells(Event.NOT_PROCESS)
def not_processed(telling: Telling) -> Words:
    """민원 처리의 예외: 법 제21조."""
    return Words(
        _("Your petition is not dealt with, for a reason that the law names."),
        (_read_reasons(), *_files(telling)),
        (_("If you think that the reason does not apply, ask the officer named below."),),
    )


@tells(Event.RETURN)
def returned(telling: Telling) -> Words:
    """반려: 영 제25조제1항."""
    return Words(
        _("Your petition was returned because the supplement did not arrive in time."),
        (_read_reasons(), *_files(telling)),
        (_("You can file it again at any time, together with what was missing."),),
    )


@tells(Event.DEEM_WITHDRAWN)
def deemed_withdrawn(telling: Telling) -> Words:
    """취하 간주: 영 제25조제2항."""
    return Words(
        _("Your petition counts as withdrawn."),
        (_("We asked twice for a supplement, and both times our letter could not be delivered."),),
        (_("You can file it again at any time."),),
    )


@tells(Event.CLOSE_REPEAT)
def repeated(telling: Telling) -> Words:
    """반복 민원의 종결처리: 법 제23조."""
    return Words(
        _("Your petition was closed because the same one has been answered before."),
        (_read_reasons(), *_files(telling)),
        (_("If there is something new in the matter, file a petition that says what it is."),),
    )


@tells(Event.WITHDRAW)
def withdrawn(telling: Telling) -> Words:
    """취하: 법 제22조제2항. Of an objection: the refusal stands."""
    if telling.line.before == State.OBJECTION.value:
        return Words(_("Your objection was withdrawn, as you asked."), (_("The decision on your petition stands."),))
    return Words(
        _("Your petition was withdrawn, as you asked."),
        (_("It is not dealt with any more."),),
        (_("You can file it again at any time."), _mistake()),
    )


@tells(Event.CHANGE)
def changed(telling: Telling) -> Words:
    """내용 변경: 법 제22조제2항."""
    return Words(
        _("Your petition was changed, as you asked."),
        (_("What you wrote before stays in the history of your petition."), *due_words(telling)),
        (_mistake(),),
    )


@tells(Event.OBJECT)
def objected(telling: Telling) -> Words:
    """이의신청 접수: 법 제35조제2항."""
    return Words(
        _("We have received your objection."),
        (_("The law gives us 10 days to decide it, and in exceptional cases 10 more."),),
        lines=_decided_until(telling),
    )


@tells(Event.EXTEND_OBJECTION)
def objection_extended(telling: Telling) -> Words:
    """결정기간 연장: 법 제35조제2항 단서."""
    return Words(_("We need more time to decide on your objection."), lines=_decided_until(telling))


@tells(Event.UPHOLD)
def upheld(telling: Telling) -> Words:
    """인용."""
    return Words(_("Your objection was granted."), (_read(), *_files(telling)))


@tells(Event.DISMISS)
def dismissed(telling: Telling) -> Words:
    """기각: 영 제40조."""
    return Words(_("Your objection was not granted."), (_read_reasons(), *_files(telling)), tuple(_courts()))


@tells(Event.REOPEN)
def reopened(telling: Telling) -> Words:
    """재개."""
    return Words(_("Your petition is dealt with again."), tuple(due_words(telling)))


def _remedies(telling: Telling) -> list[str]:
    """Those that the Petition Act names: of other petitions none is promised."""
    named = remedies(telling.case.is_statutory)
    said = []
    if Remedy.OBJECTION in named:
        told = telling.round.calendar.local(telling.round.now).date()
        until = statutory.objection_due(told, telling.round.calendar).on
        sentence = _(
            "You can object until %(day)s (60 days from this notice) on the page of your petition or in writing."
        )
        said.append(sentence % {"day": telling.day(until)})
    return [*said, *(_courts() if Remedy.APPEAL in named else [])]


def _courts() -> list[str]:
    """행정심판법 제27조, 행정소송법 제20조: 90 days from knowing of the decision."""
    return [
        _("Whether you object or not, you can ask for an administrative appeal or go to the administrative court."),
        _("For either, the law as a rule gives 90 days from the day on which you learn of the decision."),
    ]


def _read() -> str:
    return _("You read the answer on the page of your petition, where it can also be taken along as PDF.")


def _files(telling: Telling) -> list[str]:
    """They stand on the page as well: nothing of an answer is mailed."""
    return [_("Files belong to it; you open them there.")] if telling.facts.get("files") else []


def _read_reasons() -> str:
    return _("The decision with its reasons stands on the page of your petition, where it is also offered as PDF.")


def _mistake() -> str:
    return _("If it was not you who did this, please call the department named below.")


def _decided_until(telling: Telling) -> tuple[tuple[str, str], ...]:
    until = telling.facts.get("until", "")
    return ((_("To be decided until"), telling.day(until)),) if until else ()
