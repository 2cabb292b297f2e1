"""What this room adds to Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail import hooks

from petitions.answers.views import desk_pdf


@hooks.register("register_admin_urls")
def answer_urls() -> list[Any]:
    """A written answer as PDF."""
    return [path("petitions/answers/<int:pk>.pdf", desk_pdf, name="petition_answer_desk_pdf")]
