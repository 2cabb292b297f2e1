"""A board (게시판) as a page that editors create: what it is for, who reads and writes, what is attached, how long."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.boards.desk.editing import BoardPageForm, OriginalsPanel, RulesElsewherePanel
from cms.boards.models.one_board import RULES, OneBoard
from cms.boards.models.routes import PostRoutes
from cms.pages.blocks import PageBodyBlock
from cms.pages.models import StampedPage


def _between(least: int, most: int) -> list:
    return [MinValueValidator(least), MaxValueValidator(most)]


class BoardKind(models.TextChoices):
    """What a board is for; it changes how posts are shown and who answers."""

    FREE = "free", _("free board")  # 자유게시판
    PROPOSALS = "proposals", _("proposals")  # 제안
    QUESTIONS = "questions", _("questions and answers")  # 묻고 답하기
    PHOTOS = "photos", _("photo board")  # 사진
    PRAISE = "praise", _("praise")  # 칭찬합시다


class Who(models.TextChoices):
    """Who may read or write."""

    EVERYBODY = "everybody", _("everybody")
    MEMBERS = "members", _("members of the homepage")
    VERIFIED = "verified", _("members whose name is verified")
    STAFF = "staff", _("staff")


class Names(models.TextChoices):
    """Under which name posts stand."""

    NICKNAME = "nickname", _("nickname")
    REAL = "real", _("real name")


class BoardPage(OneBoard, PostRoutes, StampedPage):
    """A board. Its posts are rows, each at ``<pk>/``: a million of them are no million pages.

    Its page in another language is the same board: see :class:`~cms.boards.models.one_board.OneBoard`.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=BoardKind.choices, default=BoardKind.FREE)
    purpose = models.TextField(
        _("purpose of the board"),
        max_length=500,
        help_text=_("One or two sentences beside the form: what the board is for. Posts outside of it may be removed."),
    )
    body = StreamField(PageBodyBlock(), verbose_name=_("introduction"), blank=True)
    readers = models.CharField(_("who reads"), max_length=10, choices=Who.choices, default=Who.EVERYBODY)
    writers = models.CharField(_("who writes"), max_length=10, choices=Who.choices, default=Who.MEMBERS)
    names = models.CharField(_("names"), max_length=8, choices=Names.choices, default=Names.NICKNAME)
    comments_allowed = models.BooleanField(_("comments"), default=True)
    files_allowed = models.BooleanField(_("attachments"), default=True)
    checked_first = models.BooleanField(
        _("posts are read before they are published"),
        default=False,
        help_text=_("Otherwise they are public at once, and moderated afterwards."),
    )
    posting_days = models.PositiveSmallIntegerField(
        _("posting period in days"),
        null=True,
        blank=True,
        validators=_between(1, 3650),
        help_text=_("From the day of a post on; empty for no end."),
    )
    keep_years = models.PositiveSmallIntegerField(_("years that posts are kept"), default=5, validators=_between(1, 30))
    answer_days = models.PositiveSmallIntegerField(
        _("working days for an answer"),
        null=True,
        blank=True,
        validators=_between(1, 60),
        help_text=_("For questions: how long the department has. Empty for none."),
    )
    open = models.BooleanField(_("open for new posts"), default=True)

    content_panels = [
        *StampedPage.content_panels,
        FieldPanel("purpose"),
        FieldPanel("body"),
        RulesElsewherePanel(),
        OriginalsPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("open")]),
                FieldRowPanel([FieldPanel("readers"), FieldPanel("writers"), FieldPanel("names")]),
                FieldRowPanel(
                    [FieldPanel("comments_allowed"), FieldPanel("files_allowed"), FieldPanel("checked_first")]
                ),
            ],
            heading=_("Rules of the board"),
        ),
        OriginalsPanel(
            [FieldRowPanel([FieldPanel("posting_days"), FieldPanel("keep_years"), FieldPanel("answer_days")])],
            heading=_("Periods"),
        ),
    ]
    search_fields = [*StampedPage.search_fields, index.SearchField("purpose"), index.SearchField("body")]
    base_form_class = BoardPageForm
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in RULES]
    subpage_types: list[str] = []
    page_description = _("Citizens write here, others comment and departments answer.")

    class Meta(StampedPage.Meta):
        verbose_name = _("board")

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        """The list: ``?before=``, ``?after=`` a place, ``?year=&month=``, ``?q=`` words."""
        from cms.boards.reading import respond

        return respond(self, request)

    @path("rss/", name="rss")
    def feed(self, request: HttpRequest) -> HttpResponseBase:
        """The latest posts as RSS. Raises Http404 for a board that not everybody reads."""
        from cms.boards.feeds import board_feed

        return board_feed(request, self)
