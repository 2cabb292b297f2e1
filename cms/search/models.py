"""The search page of the tree."""

from django.utils.translation import gettext_lazy as _

from cms.pages.models import StampedPage


class SearchPage(StampedPage):
    """Search over the whole site (통합검색)."""

    class Meta(StampedPage.Meta):
        verbose_name = _("search page")
