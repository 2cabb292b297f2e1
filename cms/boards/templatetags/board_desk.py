"""For the desk's screens of boards, and for what a department did about a post on the post's own page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from cms.boards.desk.reach import answers_posts
from cms.boards.handling import deals_with, responsible
from cms.boards.keys import door_path
from cms.boards.models import Post
from cms.boards.petitioning import open_offer
from cms.ordinance.case_numbers import shown
from petitions.filing.keys import path_of

register = template.Library()


@register.inclusion_tag("boards/desk/days.html")
def days_left(days: int | None) -> dict[str, Any]:
    """Working days in words; overdue below 0."""
    return {"days": days, "late": -days if days is not None else 0}


@register.inclusion_tag("boards/desk/beside_post.html", takes_context=True)
def beside_post(context: dict[str, Any], post: Post, is_own: bool = False) -> dict[str, Any]:
    """Whether it was handed over as a petition: its number is the author's alone, who also sees the question to them.

    For those who deal with the post, the way to the desk. No query but for a post that has something to show.
    """
    user = context["request"].user
    asked = is_own and post.author_id is not None and post.asked_to_be_case_at is not None and post.case_id is None
    return {
        "post": post,
        "number": shown(post.case.number) if post.case and is_own else "",
        "case_url": path_of(post.case) if post.case and is_own and post.author_id == user.pk else "",
        "question": door_path(post) if asked and open_offer(post) else "",
        "department": responsible(post),
        "is_late": post.answer_due_on is not None and post.answer_due_on < timezone.localdate(),
        "at_desk": answers_posts(user) and deals_with(user, post),
    }
