"""What the posting period (게시기간) asks of publications: nothing goes out after it, and what is out ends with it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.news.models import NoticePage, PostingState
from cms.publication import acting, register
from cms.publication.checks import Publication, publication_check
from cms.publication.files import ending
from cms.publication.models import Act
from cms.publication.reasons import Place, Reason
from tenants.due import due_act


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


@due_act("posting periods that ended")
def enter_ended_postings() -> None:
    """Each live notice whose period has ended gets its entry in the register, once."""
    ended = list(NoticePage.objects.live().filter(posting_to__lt=timezone.localdate()).order_by("posting_to", "pk"))
    latest = register.latest_acts([page.pk for page in ended])
    due = [page for page in ended if latest.get(page.pk) not in {None, Act.EXPIRED}]
    if not due:
        return
    with acting.acting(way=acting.SCHEDULE, reason=_("The posting period has ended.")):
        for page in due:
            publication = Publication(page)
            register.append([register.entry(Act.EXPIRED, page, publication.offices, publication.content)])
