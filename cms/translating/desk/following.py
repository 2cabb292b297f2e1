"""Whether the pieces are still those of the original that the public reads."""

from __future__ import annotations

import datetime as dt

from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.languages.texts import segments_of
from cms.ordinance.translation import fingerprint


def out_of_step(translation: Translation, original: Page | None) -> dt.datetime | None:
    """When the original was published with other words than the pieces have; None while they are the same."""
    if original is None or not original.live or original.last_published_at is None:
        return None
    if original.last_published_at <= translation.source.last_updated_at:
        return None
    taken = translation.source.as_instance()
    if fingerprint(segments_of(taken)) == fingerprint(segments_of(original)):
        return None
    published: dt.datetime = original.last_published_at
    return published
