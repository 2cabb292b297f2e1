"""Signs up what this room adds to Wagtail's admin: members, messages to them, the topics of messages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.members import desk_consents  # noqa: F401 - signs up itself
from cms.members.desk import members, messages
from cms.members.desk.member import member
from cms.members.desk.reach import sees_members, writes_messages
from cms.members.models import Topic


class TopicViewSet(SnippetViewSet):
    """What members can be told of."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics of messages")
    menu_order = 520
    add_to_settings_menu = True
    list_display = ["name", "slug", "offered", "sort_order"]
    search_backend_name = None


register_snippet(TopicViewSet)


class _MembersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return sees_members(request.user)


class _MessagesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return writes_messages(request.user)


@hooks.register("register_admin_menu_item")
def members_item() -> MenuItem:
    """A menu of its own, for homepage management."""
    items = [
        _MembersItem(members.TITLE, reverse("members_desk"), name="members", icon_name=members.ICON, order=10),
        _MessagesItem(
            messages.TITLE, reverse("members_messages"), name="member-messages", icon_name=messages.ICON, order=20
        ),
    ]
    return SubmenuMenuItem(
        _("Citizens' accounts"), Menu(items=items), name="citizens", icon_name=members.ICON, order=116
    )


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    """Lists with their results as Wagtail fetches them, a member, and a message."""
    return [
        path("members/", members.MembersView.as_view(), name="members_desk"),
        path("members/results/", members.MembersView.as_view(results_only=True), name="members_desk_results"),
        path("members/<int:pk>/", member, name="members_desk_member"),
        path("members/messages/", messages.MessagesView.as_view(), name="members_messages"),
        path(
            "members/messages/results/",
            messages.MessagesView.as_view(results_only=True),
            name="members_messages_results",
        ),
        path("members/messages/new/", messages.write, name="members_message_new"),
        path("members/messages/<int:pk>/", messages.message, name="members_message"),
        path("members/messages/<int:pk>/write/", messages.write, name="members_message_write"),
    ]
