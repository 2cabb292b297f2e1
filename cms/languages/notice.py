"""What readers of a translation are told of it: from which version it was made, and what the original says now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.dates import local_day, long_date
from cms.languages.models import TranslatedPage
from cms.ordinance.figures import FigureKind
from cms.ordinance.translation import Kind

TEMPLATE = "languages/notice.html"
#: So many changed figures are listed; the original has them all.
MOST = 8
_WITHIN_A_SENTENCE = {"en": "j F Y", "vi": "j/n/Y"}


@dataclass(frozen=True)
class Notice:
    """``level`` is info, warning or danger; ``figures`` are sentences; the original is linked below."""

    level: str
    sentences: tuple[str, ...]
    figures: tuple[SafeString, ...]
    url: str
    title: str
    pairs: tuple[dict[str, str | None], ...] = ()
    template: str = TEMPLATE


def translation_notice(request: HttpRequest) -> Notice | None:
    """For the page that is shown: one query, none for pages in Korean and what is no page."""
    page: Page | None = getattr(request, "served_page", None)
    if page is None or request.LANGUAGE_CODE == settings.LANGUAGE_CODE:
        return None
    rows = TranslatedPage.objects.filter(page_id=page.pk, public=True, own_text=False)
    row = rows.select_related("source", "made_from").defer("made_from__content").first()
    return _notice(row, request) if row else None


def _notice(row: TranslatedPage, request: HttpRequest) -> Notice | None:
    sentences = tuple(_sentences(row))
    if not sentences:
        return None
    level = "danger" if row.change == Kind.CRITICAL else "warning" if row.change == Kind.TEXT else "info"
    pairs = tuple(row.pairs)
    return Notice(level, sentences, _figures(pairs), row.source.get_url(request) or "", row.source.title, pairs)


def _sentences(row: TranslatedPage) -> Iterator[str]:
    if row.change == Kind.CRITICAL:
        yield _("Figures or conditions in the Korean original have changed since this page was translated.")
    if Kind(row.change).matters and row.made_from and row.behind_since:
        days = {"version": reader_date(row.made_from.at), "changed": reader_date(row.behind_since)}
        yield _("Translated from the version of %(version)s. The Korean original changed on %(changed)s.") % days
    if row.machine and row.reviewed_at is None:
        yield _("This page was translated by a machine, and nobody has checked it against the Korean original yet.")
    if row.untranslated:
        yield _("Parts of this page are not translated yet and are shown in Korean.")


def _figures(pairs: tuple[dict[str, str | None], ...]) -> tuple[SafeString, ...]:
    """A sentence a figure. A negation says nothing by itself: that conditions have changed was said."""
    told = [pair for pair in pairs if pair["kind"] not in (FigureKind.NEGATION, "moved")]
    return tuple(figure_sentence(pair) for pair in told[:MOST])


def figure_sentence(pair: dict[str, str | None]) -> SafeString:
    """What the original says in place of a figure, in its own spelling."""
    gone, came = (korean(pair[side]) if pair[side] else None for side in ("gone", "came"))
    if gone and came:
        return format_html(_("The original now says {came} instead of {gone}."), came=came, gone=gone)
    if came:
        return format_html(_("The original now also says {came}."), came=came)
    return format_html(_("The original no longer says {gone}."), gone=gone)


def korean(text: str | None) -> SafeString:
    """Marked as Korean, for those who listen."""
    return format_html('<span lang="ko">{}</span>', text)


def reader_date(value: dt.datetime) -> str:
    """2 May 2026 in English, 2/5/2026 in Vietnamese, else as the language writes a date within a sentence."""
    day, language = local_day(value), get_language()
    return date_format(day, _WITHIN_A_SENTENCE[language]) if language in _WITHIN_A_SENTENCE else long_date(day)
