"""Signs up what this room adds to the site and to Wagtail's admin."""

from typing import Any

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from cms.languages.desk import views
from cms.languages.desk.panel import show_panel
from cms.languages.desk.readers import may_see
from cms.languages.not_offered import refuse_fallback
from cms.languages.only_korean import refuse_alias
from cms.languages.sources import is_source
from cms.languages.switcher import remember_page

hooks.register("before_serve_page", remember_page, order=-100)
hooks.register("before_serve_page", refuse_fallback, order=-95)
hooks.register("before_serve_page", refuse_alias, order=-90)
hooks.register("construct_homepage_panels", show_panel)


@hooks.register("register_admin_urls")
def translation_urls() -> list[Any]:
    """One original, and what can be said of a translation."""
    return [
        path("translations/<int:page_id>/", views.translations_of, name="languages_page"),
        path("translations/rows/<int:row_id>/reviewed/", views.mark_reviewed, name="languages_reviewed"),
        path("translations/rows/<int:row_id>/own-text/", views.mark_own_text, name="languages_own_text"),
    ]


@hooks.register("register_page_header_buttons")
def translations_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """In the menu of an original."""
    if page.pk and page.depth > 1 and is_source(page) and may_see(user):
        address = reverse("languages_page", args=[page.pk])
        yield Button(gettext("Translations"), address, icon_name="globe", priority=16)


@hooks.register("insert_global_admin_css")
def translation_css() -> str:
    """States in lists."""
    return format_html('<link rel="stylesheet" href="{}">', static("languages/desk.css"))
