"""A translation's words in search results and feeds say what they are, as the page does (``cms.languages.notice``)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.remarks import remarks_on_pages
from cms.languages.models import TranslatedPage
from cms.ordinance.translation import Kind


@remarks_on_pages
def of_translations(pages: Collection[int]) -> Iterator[tuple[int, str]]:
    """That figures are out of date, and that a machine translated. One query; none in Korean."""
    if get_language() == settings.LANGUAGE_CODE:
        return
    rows = TranslatedPage.objects.filter(page_id__in=pages, public=True, own_text=False)
    for page, change, machine, reviewed in rows.values_list("page_id", "change", "machine", "reviewed_at"):
        if change == Kind.CRITICAL:
            yield page, _("Figures may be out of date: the Korean original has changed.")
        if machine and reviewed is None:
            yield page, _("Machine translation, not checked by a person yet.")
