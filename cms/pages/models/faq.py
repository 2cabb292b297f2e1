"""Frequently asked questions (자주 찾는 질문)."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from cms.core.blocks import INLINE_FEATURES
from cms.pages.questions import Questions

from .stamped import StampedPage


class FaqPage(StampedPage):
    """Frequently asked questions by category, found by words (``?q=``) and category (``?category=``)."""

    content_panels = [*StampedPage.content_panels, InlinePanel("items", heading=_("questions"), label=_("question"))]
    search_fields = [
        *StampedPage.search_fields,
        index.RelatedFields("items", [index.SearchField("question"), index.SearchField("answer")]),
    ]
    subpage_types: list[str] = []
    page_description = _("Questions that unfold, by category.")

    class Meta(StampedPage.Meta):
        verbose_name = _("frequently asked questions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``questions``: what was asked for, the categories, and the questions that fit."""
        context = super().get_context(request, *args, **kwargs)
        context["questions"] = Questions.find(self, request.GET.get("q", ""), request.GET.get("category", ""))
        return context


class FaqItem(Orderable):
    """A question, its answer, and the department that answers for it."""

    page = ParentalKey(FaqPage, on_delete=models.CASCADE, related_name="items")
    question = models.CharField(_("question"), max_length=200)
    answer = RichTextField(_("answer"), features=INLINE_FEATURES)
    category = models.CharField(_("category"), max_length=40, blank=True)
    department = models.ForeignKey(
        "departments.Department",
        verbose_name=_("department"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    panels = [FieldPanel("question"), FieldPanel("answer"), FieldPanel("category"), FieldPanel("department")]

    class Meta(Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.question
