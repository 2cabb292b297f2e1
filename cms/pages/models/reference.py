"""Ordinance, department directory, questions and answers, privacy policy, sitemap."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index

from cms.core.blocks import BodyBlock
from cms.core.blocks.body import FEATURES

from .stamped import StampedPage


class ItemBlock(blocks.StructBlock):
    """A subparagraph (호)."""

    number = blocks.CharBlock(label=_("number"), max_length=10)
    text = blocks.TextBlock(label=_("text"))


class ParagraphBlock(blocks.StructBlock):
    """A paragraph (항) with its items (호)."""

    number = blocks.IntegerBlock(label=_("number"), required=False)
    text = blocks.TextBlock(label=_("text"), required=False)
    items = blocks.ListBlock(ItemBlock(), label=_("items"), default=[])


class ArticleBlock(blocks.StructBlock):
    """An article (조): its anchor follows from number and branch (제14조의2 → art-14-2)."""

    number = blocks.IntegerBlock(label=_("number"))
    branch = blocks.IntegerBlock(label=_("branch"), required=False)
    title = blocks.CharBlock(label=_("title"), required=False)
    deleted = blocks.BooleanBlock(label=_("deleted"), required=False)
    paragraphs = blocks.ListBlock(ParagraphBlock(), label=_("paragraphs"), default=[])
    note = blocks.CharBlock(label=_("amendment note"), required=False)


class OrdinancePage(StampedPage):
    """A local ordinance (조례), its articles as structure."""

    number = models.CharField(_("number"), max_length=80, blank=True)
    standing = models.CharField(
        _("standing"), max_length=10, choices=[("in_force", _("in force")), ("bill", _("bill"))], default="in_force"
    )
    effective_on = models.DateField(_("effective date"), null=True, blank=True)
    introduction = StreamField(BodyBlock(), verbose_name=_("introduction"), blank=True)
    text = StreamField(
        [
            ("chapter", blocks.CharBlock(label=_("chapter"))),
            ("article", ArticleBlock(label=_("article"))),
            ("supplement", blocks.StructBlock(
                [("title", blocks.CharBlock(label=_("title"))), ("text", blocks.TextBlock(label=_("text"), required=False))],
                label=_("supplementary provision"),
            )),
        ],
        verbose_name=_("text"),
        blank=True,
    )

    content_panels = [
        *StampedPage.content_panels,
        FieldPanel("number"),
        FieldPanel("standing"),
        FieldPanel("effective_on"),
        FieldPanel("introduction"),
        FieldPanel("text"),
    ]
    search_fields = [*StampedPage.search_fields, index.SearchField("text")]

    class Meta(StampedPage.Meta):
        verbose_name = _("ordinance")


class DirectoryPage(StampedPage):
    """The department directory: found by duty, name and telephone."""

    body = StreamField(BodyBlock(), verbose_name=_("introduction"), blank=True)

    content_panels = [*StampedPage.content_panels, FieldPanel("body")]

    class Meta(StampedPage.Meta):
        verbose_name = _("department directory")


class FaqPage(StampedPage):
    """Frequently asked questions, by category."""

    content_panels = [*StampedPage.content_panels, InlinePanel("items", heading=_("questions"))]
    search_fields = [
        *StampedPage.search_fields,
        index.RelatedFields("items", [index.SearchField("question"), index.SearchField("answer")]),
    ]

    class Meta(StampedPage.Meta):
        verbose_name = _("frequently asked questions")


class FaqItem(Orderable):
    """A question, its answer, and the department that answers for it."""

    page = ParentalKey(FaqPage, on_delete=models.CASCADE, related_name="items")
    question = models.CharField(_("question"), max_length=200)
    answer = RichTextField(_("answer"), features=FEATURES)
    category = models.CharField(_("category"), max_length=40, blank=True)
    department = models.ForeignKey(
        "departments.Department", verbose_name=_("department"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class PrivacyPolicyPage(StampedPage):
    """The privacy policy (개인정보 처리방침) with all its versions (안양 §17③, 용인 §17②, 서울 §10③, 동작 §22⑤)."""

    content_panels = [*StampedPage.content_panels, InlinePanel("versions", heading=_("versions"))]
    search_fields = [*StampedPage.search_fields, index.RelatedFields("versions", [index.SearchField("body")])]

    class Meta(StampedPage.Meta):
        verbose_name = _("privacy policy")


class PrivacyPolicyVersion(Orderable):
    """The policy as it stood from a date on."""

    page = ParentalKey(PrivacyPolicyPage, on_delete=models.CASCADE, related_name="versions")
    effective_on = models.DateField(_("effective from"))
    change_note = models.CharField(_("what changed"), max_length=200, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"))

    panels = [FieldPanel("effective_on"), FieldPanel("change_note"), FieldPanel("body")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "effective_on"], name="pages_privacy_one_version_a_day")]


class SitemapPage(StampedPage):
    """Every page of the site, in its tree (누리집 지도)."""

    class Meta(StampedPage.Meta):
        verbose_name = _("sitemap")
