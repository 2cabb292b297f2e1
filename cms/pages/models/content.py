"""Section landing, information page and guide in steps."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.core.blocks import BodyBlock

from .stamped import StampedPage


class SectionPage(StampedPage):
    """Landing of a section: a word on top, then its pages as cards."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*StampedPage.content_panels, FieldPanel("body")]
    search_fields = [*StampedPage.search_fields, index.SearchField("body")]

    class Meta(StampedPage.Meta):
        verbose_name = _("section landing")


class InformationPage(StampedPage):
    """An ordinary page of information."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*StampedPage.content_panels, FieldPanel("body")]
    search_fields = [*StampedPage.search_fields, index.SearchField("body")]

    class Meta(StampedPage.Meta):
        verbose_name = _("information page")


class GuideStepBlock(blocks.StructBlock):
    """One step of a guide."""

    title = blocks.CharBlock(label=_("title"), max_length=80)
    body = BodyBlock(label=_("body"), required=False)


class GuidePage(StampedPage):
    """A guide in steps: what to bring, where to go, what it costs, what happens then."""

    introduction = StreamField(BodyBlock(), verbose_name=_("introduction"), blank=True)
    steps = StreamField([("step", GuideStepBlock(label=_("step")))], verbose_name=_("steps"), blank=True)

    content_panels = [*StampedPage.content_panels, FieldPanel("introduction"), FieldPanel("steps")]
    search_fields = [*StampedPage.search_fields, index.SearchField("introduction"), index.SearchField("steps")]

    class Meta(StampedPage.Meta):
        verbose_name = _("guide")
