"""Which posts are whose at the desk: editors have those of their departments, homepage management has all."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from cms.boards.handling import manages_boards, of_departments
from cms.boards.models import Post
from cms.departments.reach import reach_of


def answers_posts(user: Any) -> bool:
    """Whether the list is anything to this person. Costs nothing that the menu has not asked already."""
    return bool(user.is_authenticated and (manages_boards(user) or reach_of(user).departments))


def posts_of(user: Any) -> QuerySet[Post]:
    """What this person may open."""
    if not user.is_authenticated or not user.is_active:
        return Post.objects.none()
    if manages_boards(user):
        return Post.objects.all()
    departments = reach_of(user).departments
    return Post.objects.filter(of_departments(departments)) if departments else Post.objects.none()
