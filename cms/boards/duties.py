"""Whether users can speak on the homepage (참여마당: 안양 §12, 용인 §13, 서울 §3①4, 동작 §12), seen from its boards."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.boards.models import BoardPage, Post, PostState, Who
from cms.ordinance.policy_kinds import Obligation
from cms.pages.duties.reach import address, in_default_language, in_reach
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met, off

#: How many boards a report names one by one.
NAMED = 5


@conformity_check("participation-plaza")
def participation_plaza(question: Question) -> Finding:
    """Met while a board stands open that citizens reach, read and write to; off where the ordinance leaves it free."""
    public = in_default_language(in_reach(BoardPage.objects.all())).order_by("path")
    boards = list(public.filter(open=True).exclude(writers=Who.STAFF).exclude(readers=Who.STAFF))
    if not boards:
        missing = _nothing(public.count())
        return off(missing) if question.duty.obligation is Obligation.MAY else not_met(missing)
    posts = Post.objects.filter(board__in=boards, state=PostState.PUBLIC).count()
    text = ngettext("%(count)d post stands on them.", "%(count)d posts stand on them.", posts)
    return met(
        _open(len(boards)),
        *(Evidence(board.title, url=address(board)) for board in boards[:NAMED]),
        Evidence(text % {"count": posts}, count=posts),
    )


def _open(count: int) -> Evidence:
    text = ngettext(
        "%(count)d board is open for posts of users.", "%(count)d boards are open for posts of users.", count
    )
    return Evidence(text % {"count": count}, count=count)


def _nothing(closed: int) -> Evidence:
    if not closed:
        return Evidence(_("There is no public board on which users can write."), count=0)
    text = ngettext(
        "%(count)d board is public, but users cannot write on it.",
        "%(count)d boards are public, but users can write on none of them.",
        closed,
    )
    return Evidence(text % {"count": closed}, count=0)
