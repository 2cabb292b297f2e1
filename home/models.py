"""The front page of a municipality, in Korean and in its other languages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms.core.blocks import LinkBlock
from cms.core.icons import icon_choices
from cms.core.menu import remember_home_page
from cms.core.rendering import outlined
from cms.core.way import way_along
from cms.pages.blocks import PageBodyBlock
from cms.pages.models import StampedPage
from cms.pages.models.stamped import GENERAL_PAGE_TYPES
from cms.pages.selectors import with_record
from home.front import Front

MAX_TABS = 5
MAX_BANNERS = 6


class TileBlock(blocks.StructBlock):
    """A frequently used service: an icon of the sprite and a word."""

    title = blocks.CharBlock(label=_("title"), max_length=60)
    page = blocks.PageChooserBlock(label=_("page"))
    icon = blocks.ChoiceBlock(label=_("icon"), choices=icon_choices, default="document")

    class Meta:
        icon = "grip"
        label = _("service")


class SiteBlock(blocks.StructBlock):
    """A related site."""

    title = blocks.CharBlock(label=_("title"), max_length=60)
    url = blocks.URLBlock(label=_("address"))

    class Meta:
        icon = "site"
        label = _("site")


class BannerBlock(LinkBlock):
    """A link with a sentence and an icon; the zone is a still grid, nothing rotates (KWCAG 6.2.2)."""

    text = blocks.CharBlock(label=_("sentence"), max_length=60, required=False)
    icon = blocks.ChoiceBlock(label=_("icon"), choices=icon_choices, required=False)


class HomePage(StampedPage):
    """Search-led main visual, frequently used services, notices in tabs, schedule, news cards, banners.

    What is not filled in is not shown: a front page in another language has what that language needs.
    """

    chrome_role = "home"
    written_for_its_language = True  # a front page is no translation of the Korean one unless somebody translates it
    hero_sentence = models.CharField(_("sentence of the main visual"), max_length=120, blank=True)
    popular_terms = StreamField(
        [("term", blocks.CharBlock(max_length=20))], verbose_name=_("popular search terms"), blank=True
    )
    tiles = StreamField([("tile", TileBlock())], verbose_name=_("frequently used services"), blank=True)
    notice_lists = StreamField(
        [("list", blocks.PageChooserBlock(page_type="news.NoticeListPage"))],
        verbose_name=_("notices in tabs"),
        blank=True,
        max_num=MAX_TABS,
    )
    calendar = models.ForeignKey(
        "news.EventCalendarPage",
        verbose_name=_("schedule"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    news_list = models.ForeignKey(
        "news.NoticeListPage",
        verbose_name=_("news cards"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    banners = StreamField([("banner", BannerBlock())], verbose_name=_("banners"), blank=True, max_num=MAX_BANNERS)
    related_sites = StreamField([("site", SiteBlock())], verbose_name=_("related sites"), blank=True)
    body = StreamField(PageBodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *StampedPage.content_panels,
        MultiFieldPanel([FieldPanel("hero_sentence"), FieldPanel("popular_terms")], heading=_("Main visual")),
        FieldPanel("tiles"),
        MultiFieldPanel(
            [
                FieldPanel("notice_lists"),
                PageChooserPanel("calendar", "news.EventCalendarPage"),
                PageChooserPanel("news_list", "news.NoticeListPage"),
            ],
            heading=_("Notices, schedule, news"),
        ),
        FieldPanel("body"),
        FieldPanel("banners"),
        FieldPanel("related_sites"),
    ]
    search_fields = [*StampedPage.search_fields, index.SearchField("body"), index.AutocompleteField("body")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = GENERAL_PAGE_TYPES
    page_description = _("The front page of the site in one language.")

    class Meta(StampedPage.Meta):
        verbose_name = _("front page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """As Wagtail's, which asks for the page of every step of an address; here all are asked for at once, and the
        way to the deepest one is kept on it.

        :raises Http404: when no page answers to the address.
        """
        remember_home_page(request, self)
        steps = range(1, len(path_components) + 1)
        addresses = [f"{self.url_path}{'/'.join(path_components[:step])}/" for step in steps]
        way = way_along(self, addresses) if addresses else []
        if not way or way[-1].depth <= self.depth:
            return super().route(request, path_components)
        found = with_record(way[-1])
        if len(way) == found.depth:
            found.way = way
        return found.route(request, path_components[found.depth - self.depth :])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``front``: tiles, tabs, events, cards, banners; and ``body``."""
        context = super().get_context(request, *args, **kwargs)
        context["front"] = Front.of(self, request)
        context["body"] = outlined(self.body, context)
        return context
