"""Signs up what this room adds to Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.boards.desk import deleting as deleting  # signs its own hooks up
from cms.boards.desk import views
from cms.boards.desk.panel import WaitingPostsPanel
from cms.boards.desk.reach import answers_posts

ICON = "comment"


class _StaffItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return answers_posts(request.user)


@hooks.register("register_admin_menu_item")
def posts_item() -> MenuItem:
    """For departments with boards, and homepage management."""
    return _StaffItem(views.TITLE, reverse("board_posts"), name="board-posts", icon_name=ICON, order=113)


@hooks.register("register_admin_urls")
def post_urls() -> list[Any]:
    """The list, and a post each."""
    return [
        path("boards/posts/", views.posts, name="board_posts"),
        path("boards/posts/<int:pk>/", views.post, name="board_post_desk"),
    ]


@hooks.register("construct_homepage_panels")
def show_waiting(request: HttpRequest, panels: list[Component]) -> None:
    """On the first page of the desk."""
    panels.append(WaitingPostsPanel())
