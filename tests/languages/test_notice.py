"""What readers of a foreign page see of its translation, and that Korean is never shown under another flag."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import StringTranslation

from cms.languages.services import making
from tests.factories.pages import InformationPageFactory, front_page
from tests.languages.conftest import at

DATES = "Translated from the version of 2 May 2026. The Korean original changed on 1 June 2026."
CRITICAL = "Figures or conditions in the Korean original have changed"


@pytest.fixture
def read(client_for, in_alpha):
    """``read(page)``: the main part of the page as readers get it."""

    def of(page) -> str:
        response = client_for(in_alpha).get(page.get_url())
        assert response.status_code == 200
        return re.sub(r"\s+", " ", response.content.decode().split("<main")[1].split("</main>")[0])

    return of


def test_nothing_is_said_of_a_translation_that_is_up_to_date(pair, read):
    assert "About this translation" not in read(pair.page)
    pair.edit(pair.source, title="여권  안내!")
    assert "About this translation" not in read(pair.page)


def test_behind_with_both_dates_and_the_original(pair, read):
    with at(6, 1):
        pair.say("수수료는 2,000원입니다.", "시청에서 신청합니다.")
    shown = read(pair.page)
    assert DATES in shown
    assert CRITICAL not in shown
    assert re.search(r'<a href="[^"]*/page-\d+/" lang="ko" hreflang="ko">여권 안내</a>', shown)
    assert "<mark" not in shown
    assert "About this translation" not in read(pair.source)


def test_an_outdated_figure_is_never_shown_silently(pair, read):
    with at(6, 1):
        pair.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
    shown = read(pair.page)
    assert (DATES in shown, CRITICAL in shown) == (True, True)
    now = '<span lang="ko">3,000원</span>'
    assert f'The original now says {now} instead of <span lang="ko">2,000원</span>.' in shown
    assert (
        f'The fee is <mark class="outdated">2,000 won</mark> <span class="outdated-note">(the original now says {now})'
        "</span>." in shown
    )
    assert shown.count("<mark") == 1


def test_a_condition_that_changed_is_said_without_its_syllable(pair, read):
    with at(6, 1):
        pair.say("수수료는 2,000원입니다.", "구청에서 신청할 수 없습니다.")
    shown = read(pair.page)
    assert CRITICAL in shown
    assert "The original now also says" not in shown


def test_machine_and_unfinished_translations_carry_a_label(localized, read):
    localized.translate(kind=StringTranslation.TRANSLATION_TYPE_MACHINE)
    StringTranslation.objects.filter(context__path="title").delete()
    localized.publish()
    shown = read(localized.page)
    assert "translated by a machine" in shown
    assert "Parts of this page are not translated yet" in shown
    making.review(localized.row, None)
    assert "translated by a machine" not in read(localized.page)


def test_an_alias_is_a_page_that_exists_only_in_korean(pair, english_home, client_for, in_alpha):
    below = InformationPageFactory(parent=pair.source, title="여권 사진", slug="photo")
    below.copy_for_translation(english_home.locale, copy_parents=True, alias=True)
    alias = below.get_translation(english_home.locale)
    response = client_for(in_alpha).get(alias.get_url())
    shown = response.content.decode()
    assert response.status_code == 404
    assert response["Content-Language"] == "en"
    assert "This page exists only in Korean." in shown
    assert 'lang="ko" hreflang="ko">여권 사진</a>' in shown
    assert f'<a class="button" href="{pair.page.get_url()}">Passports</a>' in shown
    assert "창구에 오십시오" not in shown


def test_the_same_where_nothing_stands_under_that_address(pair, client_for, in_alpha):
    page = InformationPageFactory(title="주차", slug="parking")
    hidden = InformationPageFactory(title="초안", slug="draft", live=False)
    client = client_for(in_alpha)
    response = client.get("/en/parking/")
    assert (response.status_code, "exists only in Korean" in response.content.decode()) == (404, True)
    assert f'href="{front_page().get_translation(pair.page.locale).get_url()}"' in response.content.decode()
    assert page.title in response.content.decode()
    for address in (f"/en/{hidden.slug}/", "/en/nothing/", "/ja/parking/", "/parking/nothing/"):
        response = client.get(address)
        assert (response.status_code, "exists only" in response.content.decode()) == (404, False)


def test_a_foreign_page_asks_the_database_no_more_than_fifteen_times(pair, client_for, in_alpha):
    with at(6, 1):
        pair.say("수수료는 3,000원입니다.")
    client = client_for(in_alpha)
    client.get(pair.page.get_url())
    with CaptureQueriesContext(connection) as caught:
        assert client.get(pair.page.get_url()).status_code == 200
    assert len(caught) <= 15, [query["sql"][:120] for query in caught]
