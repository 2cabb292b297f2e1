"""The page under every page, and how a municipality's site looks. Knows no domain."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page
from wagtail.search import index

from cms.core.theme import DEFAULT_COLOURS, Theme, validate_colour, validate_theme
from cms.core.way import KnowsItsWay


class BasePage(KnowsItsWay, Page):
    """A page with its one-line summary: under the title, in lists, and as description for machines."""

    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One sentence under the title, in lists and for search engines."),
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """What search engines and social media are told: the editor's description, else the summary."""
        return self.search_description or self.summary


def _colour(name: str) -> models.CharField:
    return models.CharField(max_length=7, default=DEFAULT_COLOURS[name], validators=[validate_colour])


@register_setting(icon="view")
class SiteAppearance(BaseSiteSetting):
    """A municipality's own look and its standing facts. What KRDS keeps the same for all is not here."""

    select_related = ["hero"]

    official = models.BooleanField(
        _("official government site"),
        default=False,
        help_text=_("Shows the masthead and the identifier. A demonstration says that it is one instead."),
    )
    logo = models.FileField(_("logo"), upload_to="appearance", blank=True)
    logo_dark = models.FileField(_("logo for the high-contrast mode"), upload_to="appearance", blank=True)
    emblem = models.FileField(
        _("emblem"),
        upload_to="appearance",
        blank=True,
        help_text=_("Without letters. In other languages than Korean it stands beside the name in that language."),
    )
    hero = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("main visual"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    primary_5 = _colour("primary_5")
    primary_10 = _colour("primary_10")
    primary_20 = _colour("primary_20")
    primary_50 = _colour("primary_50")
    primary_60 = _colour("primary_60")
    primary_70 = _colour("primary_70")
    secondary_5 = _colour("secondary_5")
    secondary_70 = _colour("secondary_70")
    point_50 = _colour("point_50")
    radius = models.PositiveSmallIntegerField(
        _("corner radius (px)"), choices=[(0, "0"), (6, "6"), (12, "12")], default=6
    )
    organisation = models.CharField(_("name of the organisation"), max_length=80, blank=True)
    organisation_en = models.CharField(_("name in English"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    telephone = models.CharField(_("main telephone"), max_length=40, blank=True)
    telephone_hours = models.CharField(_("telephone hours and charge"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("appearance and identity")

    def theme(self) -> Theme:
        """The colours and the radius as a plain value."""
        return Theme(**{name: getattr(self, name) for name in DEFAULT_COLOURS}, radius=self.radius)

    def clean(self) -> None:
        """Refuse colours that a reader could not read, with every reason at once."""
        super().clean()
        validate_theme(self.theme())
