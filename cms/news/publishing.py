"""What the posting period (게시기간) asks of publications: nothing goes out after it, and what is out ends with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext_lazy
from wagtail.models import Page

from cms.news.models import NoticePage, PostingState
from cms.publication import acting, register
from cms.publication.checks import Publication, publication_check
from cms.publication.files import ending
from cms.publication.models import Act, PublicationRegister
from cms.publication.reasons import Place, Reason
from tenants.due import due_act, there_are


@publication_check("posting period")
def posting_period_is_not_over(publication: Publication) -> Iterator[Reason]:
    """A notice whose period has ended is not published: readers would be told at once that it has ended."""
    page = publication.page
    if isinstance(page, NoticePage) and page.posting_state(publication.today) is PostingState.ENDED:
        yield Reason(
            _("The posting period ended on %(day)s. Extend it, or leave the notice unpublished.")
            % {"day": page.posting_to},
            Place("posting_to", words=str(NoticePage._meta.get_field("posting_to").verbose_name)),
        )


@ending("posting period")
def posting_has_ended() -> Q:
    """Notices that are live beyond their last day: their files are not given out any more."""
    return Q(pk__in=NoticePage.objects.live().filter(posting_to__lt=timezone.localdate()).values("pk"))


def _without_entry(today: dt.date) -> QuerySet[NoticePage]:
    """Live notices beyond their last day of which the register still says that they are public."""
    acts = PublicationRegister.objects.filter(page_id=OuterRef("pk")).order_by("-number").values("act")
    ended = NoticePage.objects.live().filter(posting_to__lt=today).annotate(latest_act=Subquery(acts[:1]))
    return ended.filter(latest_act__isnull=False).exclude(latest_act=Act.EXPIRED)


@due_act(
    gettext_noop("posting periods that ended"),
    order=30,
    when=lambda now: there_are(_without_entry(now.date())),
    says={"entered": ngettext_lazy("%(count)s notice ended", "%(count)s notices ended", "count")},
)
def enter_ended_postings() -> dict[str, int]:
    """Each live notice whose period has ended gets its entry in the register, once."""
    today, entered = timezone.localdate(), 0
    with acting.acting(way=acting.SCHEDULE, reason=_("The posting period has ended.")):
        for pk in list(_without_entry(today).order_by("posting_to", "pk").values_list("pk", flat=True)):
            entered += _enter_end(pk, today)
    return {"entered": entered}


@transaction.atomic
def _enter_end(pk: int, today: dt.date) -> bool:
    """False where another process was faster."""
    Page.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    page = _without_entry(today).filter(pk=pk).first()
    if page is None:
        return False
    publication = Publication(page)
    register.append([register.entry(Act.EXPIRED, page, publication.offices, publication.content)])
    return True
