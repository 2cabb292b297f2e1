"""Whether posting periods (게시기간) are set, and shown where they are (안양·용인 §6①)."""

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.dates import long_date, short_date
from cms.news.models import NoticePage
from cms.pages.duties.reach import address, in_reach
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met, off

LISTED = 20


@conformity_check("posting-period")
def posting_period(question: Question) -> Finding:
    """Met while notices have a last day; off where none has: a first day alone limits nothing."""
    notices = _with_period(question).filter(posting_to__isnull=False)
    latest = notices.first()
    if latest is None:
        return off(Evidence(_("No notice has a posting period that ends."), count=0))
    number = notices.count()
    sentence = ngettext(
        "%(number)d notice that can be read now has a posting period with a last day.",
        "%(number)d notices that can be read now have a posting period with a last day.",
        number,
    )
    return met(Evidence(sentence % {"number": number}, count=number), _example(latest))


@conformity_check("posting-period-shown")
def posting_period_shown(question: Question) -> Finding:
    """Met while every notice with a posting period shows it; where none has one the duty does not arise."""
    notices = _with_period(question)
    number = notices.count()
    if not number:
        return met(Evidence(_("No notice has a posting period at present: there is none to show."), count=0))
    silent = [notice for kind in _kinds(notices) if not _kind_is_shown(kind) for notice in kind[:LISTED]]
    if silent:
        return not_met(*(_silent(notice) for notice in silent[:LISTED]))
    sentence = ngettext(
        "%(number)d notice with a posting period shows it below its title.",
        "All %(number)d notices with a posting period show it below their title.",
        number,
    )
    return met(Evidence(sentence % {"number": number}, count=number), _example(notices[0]))


def shows_period(notice: NoticePage) -> bool:
    """Whether readers see the days of the period that are set: the page's own component is asked."""
    period = {"start": notice.posting_from, "end": notice.posting_to}
    html = render_to_string("core/components/posting_period.html", period)
    return all(short_date(day) in html for day in period.values() if day)


def _kinds(notices: QuerySet[NoticePage]) -> list[QuerySet[NoticePage]]:
    """Notices with both days, with the first alone, with the last alone."""
    return [
        notices.filter(posting_from__isnull=False, posting_to__isnull=False),
        notices.filter(posting_from__isnull=False, posting_to__isnull=True),
        notices.filter(posting_from__isnull=True, posting_to__isnull=False),
    ]


def _kind_is_shown(kind: QuerySet[NoticePage]) -> bool:
    """The newest stands for all of its kind: which days are shown depends on nothing but which are set."""
    newest = kind.first()
    return newest is None or shows_period(newest)


def _with_period(question: Question) -> QuerySet[NoticePage]:
    """The notices that citizens can read that day and whose posting is limited, the newest first."""
    limited = Q(posting_from__isnull=False) | Q(posting_to__isnull=False)
    notices = in_reach(NoticePage.objects.posted(question.today).filter(limited))
    return notices.order_by("-published_on", "-pk").select_related("locale").defer_streamfields()


def _example(notice: NoticePage) -> Evidence:
    """The newest one, to look at."""
    text = _("The newest is “%(title)s”, posted until %(day)s.")
    if notice.posting_to is None:
        text = _("The newest is “%(title)s”, posted from %(day)s on.")
    day = notice.posting_to or notice.posting_from
    return Evidence(text % {"title": notice.title, "day": long_date(day)}, url=address(notice), on=day)


def _silent(notice: NoticePage) -> Evidence:
    return Evidence(_("“%(title)s” does not show its posting period.") % {"title": notice.title}, url=address(notice))
