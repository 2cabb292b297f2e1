"""A machine's text that is public before a person has read it says so, in its reader's language."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.models import Page

from cms.core.remarks import remarks
from cms.languages.models import TranslatedPage
from cms.machine.services import translate
from tests.factories.pages import NoticeListPageFactory, NoticePageFactory
from tests.machine.conftest import submitted, switch_on
from tests.machine.wire import english

LABEL = "This page was translated by a machine, and nobody has checked it against the Korean original yet."


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES if code not in ("ko", "en")])
def test_every_language_has_the_label_in_its_own_words(code):
    with translation.override(code):
        assert gettext(LABEL) not in ("", LABEL)


def test_readers_see_it_until_somebody_has_read_the_page(passport, service, manager, client_for, in_alpha):
    switch_on(service, unreviewed=True)
    assert translate(passport, manager).left == 0
    passport.save_target(user=manager, publish=True)
    page = passport.source.get_source_instance().get_translation(passport.target_locale)
    assert page.live
    shown = client_for(in_alpha).get(page.get_url()).content.decode()
    assert LABEL in shown
    assert '<html lang="en"' in shown
    row = TranslatedPage.objects.get(page=page)
    assert (row.machine, row.state) == (True, "machine_unreviewed")


def test_search_results_and_feeds_say_it_too(passport, service, manager, client_for, in_alpha):
    """Where the words stand apart from their page; nothing is said of what a person has read."""
    switch_on(service, unreviewed=True)
    service.say = lambda text, code: "Passports" if text == "여권 안내" else english(text, code)
    translate(passport, manager)
    passport.save_target(user=manager, publish=True)
    original = passport.source.get_source_instance()
    page = original.get_translation(passport.target_locale)
    with translation.override("en"), CaptureQueriesContext(connection) as asked:
        said = remarks([page.pk, original.pk])
    assert said == {page.pk: ["Machine translation, not checked by a person yet."]}
    assert len(asked) == 1
    found = client_for(in_alpha).get("/en/search/?query=passports").content.decode()
    assert "<strong>Machine translation, not checked by a person yet.</strong>" in found
    with translation.override("ko"), CaptureQueriesContext(connection) as asked:
        assert remarks([page.pk]) == {}
    assert len(asked) == 0
    with translation.override("en"):
        TranslatedPage.objects.filter(page=page).update(reviewed_at=timezone.now(), change="critical")
        assert remarks([page.pk]) == {page.pk: ["Figures may be out of date: the Korean original has changed."]}


def test_a_feed_says_it_before_the_words(in_alpha, client_for, in_english_home):
    listed = NoticeListPageFactory(parent=in_english_home, slug="notices", locale=in_english_home.locale)
    notice = NoticePageFactory(parent=listed, title="Water", locale=in_english_home.locale)
    feed = f"{listed.url}rss/"
    client = client_for(in_alpha)
    assert "Machine translation" not in client.get(feed).content.decode()
    original = NoticePageFactory(title="단수")
    TranslatedPage.objects.update_or_create(
        source=original, language="en", defaults={"page": notice, "public": True, "machine": True}
    )
    caches["default"].clear()
    assert f"<description>Machine translation, not checked by a person yet. {notice.description}" in (
        client.get(feed).content.decode()
    )


@pytest.fixture
def in_english_home(in_alpha):
    submitted("방문 접수")
    return Page.objects.get(locale__language_code="en", depth=2)
