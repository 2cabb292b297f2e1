"""The front page of a municipality, in Korean and in its other languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from cms.core.blocks import BodyBlock
from cms.pages.models import StampedPage


class TileBlock(blocks.StructBlock):
    """A frequently used service: an icon and a word."""

    title = blocks.CharBlock(label=_("title"), max_length=30)
    page = blocks.PageChooserBlock(label=_("page"))
    icon = blocks.CharBlock(label=_("icon"), max_length=30, default="document")


class LinkBlock(blocks.StructBlock):
    """A related site."""

    title = blocks.CharBlock(label=_("title"), max_length=60)
    url = blocks.URLBlock(label=_("address"))


class HomePage(StampedPage):
    """Search-led main visual, frequently used services, notices in tabs, schedule, banners."""

    hero_sentence = models.CharField(_("sentence of the main visual"), max_length=120, blank=True)
    popular_terms = StreamField([("term", blocks.CharBlock(max_length=20))], verbose_name=_("popular search terms"), blank=True)
    tiles = StreamField([("tile", TileBlock())], verbose_name=_("frequently used services"), blank=True)
    notice_lists = StreamField(
        [("list", blocks.PageChooserBlock(page_type="news.NoticeListPage"))], verbose_name=_("notices in tabs"), blank=True
    )
    related_sites = StreamField([("site", LinkBlock())], verbose_name=_("related sites"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *StampedPage.content_panels,
        MultiFieldPanel([FieldPanel("hero_sentence"), FieldPanel("popular_terms")], heading=_("Main visual")),
        FieldPanel("tiles"),
        FieldPanel("notice_lists"),
        FieldPanel("body"),
        FieldPanel("related_sites"),
    ]
    parent_page_types = ["wagtailcore.Page"]

    class Meta(StampedPage.Meta):
        verbose_name = _("front page")
