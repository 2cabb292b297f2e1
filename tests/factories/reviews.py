"""Translations whose review is not what a test is about."""

from wagtail_localize.models import Translation

from cms.languages.texts import segments_of
from cms.ordinance.translation import fingerprint
from cms.translating import checks
from cms.translating.models import Review


def take_as_reviewed(monkeypatch) -> None:
    """Every word of a translation counts as read by another person; the check itself is tested in tests/translating."""
    monkeypatch.setattr(checks, "_is_known", lambda page, words: True)


def read_by_another(translation: Translation) -> Review:
    """Somebody has read the draft of a translation as it stands now."""
    page = translation.get_target_instance().get_latest_revision_as_object()
    return Review.objects.create(
        page_id=page.pk,
        revision_number=page.latest_revision_id,
        title=page.title,
        language=translation.target_locale.language_code,
        fingerprint=fingerprint(segments_of(page)),
        reviewer_id=0,
        reviewer_name="reader",
    )
