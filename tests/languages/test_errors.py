"""When something goes wrong the reader is told in their own language."""

import datetime as dt

import pytest
from allauth.core.internal.ratelimit import handler429
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone, translation
from django.utils.html import escape

from cms.core.errors import Look, remember_look, server_error
from tenants.context import platform, tenant
from tenants.models import Municipality
from tests.factories.pages import NoticeListPageFactory, NoticePageFactory
from tests.tongues import korean_under_another_flag

LANGUAGES = ("en", "zh-hans", "ja", "vi")


def told(language: str, msgid: str) -> str:
    with translation.override(language):
        return escape(translation.gettext(msgid))


@pytest.fixture
def ended(alpha, english_home):
    """A notice on the English board whose time is over."""
    with tenant(alpha):
        day = timezone.localdate()
        board = NoticeListPageFactory(parent=english_home, locale=english_home.locale, title="Notices", slug="notices")
        return NoticePageFactory(
            parent=board,
            locale=english_home.locale,
            title="Closed road",
            slug="road",
            posting_from=day - dt.timedelta(days=9),
            posting_to=day - dt.timedelta(days=2),
        )


def test_404_410_and_403_of_a_form(alpha, ended, client_for):
    missing = client_for(alpha).get("/en/no-such-page/")
    gone = client_for(alpha).get("/en/notices/road/")
    strict = client_for(alpha, enforce_csrf_checks=True)
    strict.handler.enforce_csrf_checks = True
    refused = strict.post("/en/search/", {"query": "x"})
    for answer, status, msgid in (
        (missing, 404, "The page that you asked for cannot be found."),
        (gone, 410, "The posting period of this notice has ended."),
        (refused, 403, "Please send it once more"),
    ):
        html = answer.content.decode()
        assert answer.status_code == status
        assert '<html lang="en"' in html
        assert told("en", msgid) in html
        assert korean_under_another_flag(html) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_500_leads_home_in_its_language(alpha, language):
    request = RequestFactory().get(f"/{language}/x/")
    request.tenant = alpha
    with translation.override("ko"):
        remember_look(alpha.schema_name, Look("알파시", "", "031-000-0000"))
    with translation.override(language):
        remember_look(alpha.schema_name, Look("Alpha City", "", "031-000-0000"))
        html = server_error(request).content.decode()
    assert f'<html lang="{language}"' in html
    assert f'href="/{language}/"' in html
    assert "Alpha City" in html
    assert told(language, "We are sorry: the page could not be shown.") in html
    assert korean_under_another_flag(html) == []


@pytest.mark.parametrize("language", [*LANGUAGES, "ko"])
def test_429_is_a_page_of_the_site(in_alpha, language):
    request = RequestFactory().get("/x/")
    request.tenant, request.LANGUAGE_CODE, request.user = in_alpha, language, AnonymousUser()
    with translation.override(language):
        answer = handler429(request)
    html = answer.content.decode()
    assert answer.status_code == 429
    assert f'<html lang="{language}"' in html
    assert told(language, "Please wait a little") in html


@pytest.mark.parametrize("language", [*LANGUAGES, "ko"])
def test_503_of_a_site_that_is_switched_off(alpha, client_for, language):
    client = client_for(alpha)
    with platform():
        Municipality.objects.filter(pk=alpha.pk).update(state="suspended")
    answer = client.get("/" if language == "ko" else f"/{language}/")
    html = answer.content.decode()
    assert answer.status_code == 503
    assert f'<html lang="{language}"' in html
    assert korean_under_another_flag(html) == []
    sentence = "The website of %(name)s is suspended for the time being. Please come back later."
    if language not in ("ko", "en"):
        assert told(language, sentence) % {"name": escape(alpha.name_en)} in html
