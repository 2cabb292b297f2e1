"""The reader's display settings: kept in a cookie, applied by the server, never a way to another host."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from cms.core.display import COOKIE, Display, display_settings

request_for = RequestFactory().get


def test_a_choice_is_kept_and_leads_back():
    response = display_settings(request_for("/display/", {"size": "xl", "mode": "hc", "next": "/news/?page=2"}))
    assert response.status_code == 302
    assert response["Location"] == "/news/?page=2"
    assert response.cookies[COOKIE].value == "xl.hc"
    assert "no-store" in response["Cache-Control"]


def test_without_a_choice_the_cookie_goes():
    response = display_settings(request_for("/display/", {"next": "/"}))
    assert response.cookies[COOKIE].value == ""
    assert response.cookies[COOKIE]["max-age"] == 0


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "\\\\x"]
)
def test_it_never_leads_to_another_host(target):
    assert display_settings(request_for("/display/", {"size": "l", "next": target}))["Location"] == "/"


@pytest.mark.parametrize("cookie", ["", "xl", '"><script>', "huge.neon", "." * 4000])
def test_an_odd_cookie_changes_nothing(cookie):
    request = request_for("/")
    request.COOKIES[COOKIE] = cookie
    assert Display.of(request).mode == "system"
    assert "<script>" not in _attributes(request)


def test_the_page_is_marked_by_the_server():
    request = request_for("/")
    request.COOKIES[COOKIE] = "xxl.hc"
    assert _attributes(request) == 'data-mode="hc" data-size="xxl"'


def _attributes(request):
    return Template("{% load front %}{% display_attributes %}").render(Context({"request": request}))
