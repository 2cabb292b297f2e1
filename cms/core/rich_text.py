"""Links to pages inside prose: one query for all of them, and none to a page that citizens cannot open."""

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class PublicPageLinks(PageLinkHandler):
    """As Wagtail's, which asks once more for every type of page that is linked to. An address needs no type."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        pages = Page.objects.live().defer_streamfields().in_bulk([attrs.get("id") for attrs in attrs_list])
        by_key = {str(key): page for key, page in pages.items()}
        return [by_key.get(str(attrs.get("id"))) for attrs in attrs_list]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """The opening tags; without an address where the page is a draft or gone."""
        return [f'<a href="{escape(page.localized.url)}">' if page else "<a>" for page in cls.get_many(attrs_list)]
