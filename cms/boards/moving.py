"""Posts that wait for an answer, and questions to their authors, go with the department; what it answered stays its."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.boards.models import Answer, OfferState, PetitionOffer, Post, PostState
from cms.departments.moving import Held, moves_with_department

#: What may still be answered: posts that are out of sight for a time come back.
_STILL_OPEN = Q(answered_at=None, case=None, state__in=(PostState.PUBLIC, PostState.HELD, PostState.HIDDEN))


def dealt_with(departments: Collection[int]) -> Iterable[Held]:
    """Posts that were handed to them and are done."""
    return _held(Post.objects.filter(department_id__in=departments).exclude(_STILL_OPEN))


@moves_with_department("posts handed on", label=_("posts on boards"), traces=dealt_with)
def handed_on(departments: Collection[int]) -> Iterable[Held]:
    """Those that were handed to them. All others go with their board, which is a page."""
    return _held(Post.objects.filter(_STILL_OPEN, department_id__in=departments))


def no_answers(departments: Collection[int]) -> Iterable[Held]:
    """An answer stays the one of the department that gave it."""
    return ()


def given(departments: Collection[int]) -> Iterable[Held]:
    """Answers that they gave."""
    rows = Answer.objects.filter(department_id__in=departments).order_by("pk")
    for pk, department, post in rows.values_list("pk", "department_id", "post_id"):
        yield Held("boards.answer", pk, "department_id", department, str(post))


moves_with_department("answers to posts", label=_("answers to posts"), traces=given)(no_answers)


def answered_offers(departments: Collection[int]) -> Iterable[Held]:
    """Questions to authors that are over."""
    return _offers(PetitionOffer.objects.filter(department_id__in=departments).exclude(state=OfferState.OPEN))


@moves_with_department("petition offers", label=_("questions to authors of posts"), traces=answered_offers)
def offers(departments: Collection[int]) -> Iterable[Held]:
    """Questions to authors that wait."""
    return _offers(PetitionOffer.objects.filter(department_id__in=departments, state=OfferState.OPEN))


def _held(posts: QuerySet[Post]) -> Iterable[Held]:
    for pk, department in posts.order_by("pk").values_list("pk", "department_id"):
        yield Held("boards.post", pk, "department_id", department, str(pk))


def _offers(rows: QuerySet[PetitionOffer]) -> Iterable[Held]:
    for pk, department, post in rows.order_by("pk").values_list("pk", "department_id", "post_id"):
        yield Held("boards.petitionoffer", pk, "department_id", department, str(post))
