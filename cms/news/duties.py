"""Whether posting periods (게시기간) are set, and shown where they are (안양·용인 §6①).

A notice has its own first and last day; any other page has a last day where one was set for its expiry.
"""

import datetime as dt

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.core.dates import local_day, long_date, short_date
from cms.news.models import NoticePage
from cms.pages.duties.reach import address, in_reach
from cms.pages.stamps import Stamp
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met, off

LISTED = 20


@conformity_check("posting-period")
def posting_period(question: Question) -> Finding:
    """Met while something has a last day; off where nothing has: a first day alone limits nothing."""
    notices = _notices(question)
    facts = [*_counted_notices(notices), *_counted_pages(_other_pages())]
    return met(*facts) if facts else off(Evidence(_("Nothing has a posting period that ends."), count=0))


@conformity_check("posting-period-shown")
def posting_period_shown(question: Question) -> Finding:
    """Met while everything with a posting period shows it; where nothing has one the duty does not arise.

    Both checks mean the same by it: a period that ends.
    """
    notices, pages = _notices(question), _other_pages()
    number = notices.count() + pages.count()
    if not number:
        return met(Evidence(_("Nothing has a posting period at present: there is none to show."), count=0))
    silent = [page for kind in _kinds(notices) if not _kind_is_shown(kind) for page in kind[:LISTED]]
    newest = pages.first()
    if newest is not None and not stamp_shows_period(newest):
        silent += pages[:LISTED]
    if silent:
        return not_met(*(_silent(page) for page in silent[:LISTED]))
    sentence = ngettext(
        "%(number)d page with a posting period shows it.", "All %(number)d pages with a posting period show it.", number
    )
    return met(Evidence(sentence % {"number": number}, count=number), *_examples(notices.first(), newest))


def notice_shows_period(notice: NoticePage) -> bool:
    """Whether readers see the days of the period that are set: the page's own component is asked."""
    period = {"start": notice.posting_from, "end": notice.posting_to}
    html = render_to_string("core/components/posting_period.html", period)
    return all(short_date(day) in html for day in period.values() if day)


def stamp_shows_period(page: Page) -> bool:
    """Whether the stamp of a page that expires says until when it is posted."""
    stamp = Stamp.of(page.specific)
    days = {"posted_from": stamp.posted_from, "posted_until": stamp.posted_until}
    html = render_to_string("core/components/stamp.html", days)
    return stamp.posted_until is not None and short_date(stamp.posted_until) in html


def _notices(question: Question) -> QuerySet[NoticePage]:
    """The notices that citizens can read that day and whose posting ends, the newest first."""
    notices = in_reach(NoticePage.objects.posted(question.today).filter(posting_to__isnull=False))
    return notices.order_by("-published_on", "-pk").select_related("locale").defer_streamfields()


def _other_pages() -> QuerySet[Page]:
    """The other pages that citizens can read and that expire, the first to expire first."""
    pages = in_reach(Page.objects.not_type(NoticePage).filter(expire_at__isnull=False))
    return pages.order_by("expire_at", "pk").select_related("locale").defer_streamfields()


def _kinds(notices: QuerySet[NoticePage]) -> list[QuerySet[NoticePage]]:
    """Notices with both days, with the last alone."""
    return [notices.filter(posting_from__isnull=False), notices.filter(posting_from__isnull=True)]


def _kind_is_shown(kind: QuerySet[NoticePage]) -> bool:
    """The newest stands for all of its kind: which days are shown depends on nothing but which are set."""
    newest = kind.first()
    return newest is None or notice_shows_period(newest)


def _counted_notices(notices: QuerySet[NoticePage]) -> list[Evidence]:
    number = notices.count()
    sentence = ngettext(
        "%(number)d notice that can be read now has a posting period with a last day.",
        "%(number)d notices that can be read now have a posting period with a last day.",
        number,
    )
    return [Evidence(sentence % {"number": number}, count=number), *_examples(notices.first(), None)] if number else []


def _counted_pages(pages: QuerySet[Page]) -> list[Evidence]:
    number = pages.count()
    sentence = ngettext(
        "%(number)d other page has a last day on which it is posted.",
        "%(number)d other pages have a last day on which they are posted.",
        number,
    )
    return [Evidence(sentence % {"number": number}, count=number), *_examples(None, pages.first())] if number else []


def _examples(notice: NoticePage | None, page: Page | None) -> list[Evidence]:
    """The newest notice and the page that expires first, to look at."""
    found = [(notice, notice.posting_to)] if notice is not None else []
    if page is not None:
        found.append((page, local_day(page.expire_at)))
    return [_example(*each) for each in found]


def _example(page: Page, last: dt.date | None) -> Evidence:
    sentence = _("For example “%(title)s”, posted until %(day)s.")
    return Evidence(sentence % {"title": page.title, "day": long_date(last)}, url=address(page), on=last)


def _silent(page: Page) -> Evidence:
    return Evidence(_("“%(title)s” does not show its posting period.") % {"title": page.title}, url=address(page))
