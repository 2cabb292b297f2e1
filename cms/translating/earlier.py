"""How an original read before, and how that was translated."""

from __future__ import annotations

from collections import defaultdict

from wagtail_localize.models import StringTranslation, Translation

#: By place: wordings with their translations.
Earlier = dict[str, dict[str, str]]


def earlier_wordings(translation: Translation, present: set[str]) -> Earlier:
    """Wordings of the original that are gone; ``present`` are those that it has now. One query."""
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id, has_error=False
    )
    found: Earlier = defaultdict(dict)
    for place, source, text in rows.order_by("updated_at").values_list("context__path", "translation_of__data", "data"):
        if source not in present:
            found[place][source] = text
    return found
