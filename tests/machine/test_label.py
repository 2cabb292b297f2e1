"""A machine's text that is public before a person has read it says so, in its reader's language."""

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from cms.languages.models import TranslatedPage
from cms.machine.services import translate
from tests.machine.conftest import switch_on

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
