"""The desk on its own host: previews are replayed on the page's host, and only contracted languages can be added."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Locale, Site

from tenants.context import tenant
from tenants.services.domains import add_domain, make_primary
from tests.factories.pages import InformationPageFactory


@pytest.fixture
def page(alpha):
    with tenant(alpha):
        return InformationPageFactory(title="여권 발급", slug="passport")


def desk(client_for, municipality):
    with tenant(municipality):
        root = get_user_model().objects.create_superuser("root", password="spring Rain 7!")
    return client_for(municipality).login_as(root)


def preview(client, page):
    return client.get(f"/admin/pages/{page.pk}/view_draft/")


def test_a_draft_is_shown_on_its_municipalitys_host(client_for, alpha, page):
    shown = preview(desk(client_for, alpha), page)
    assert (shown.status_code, "여권 발급" in shown.text) == (200, True)


def test_a_draft_is_shown_after_the_primary_host_has_changed(client_for, alpha, page):
    make_primary(add_domain(alpha, "www.alpha.example.kr"))
    shown = preview(desk(client_for, alpha), page)
    assert (shown.status_code, "여권 발급" in shown.text) == (200, True)


def test_a_site_on_a_strange_host_would_not_do(client_for, alpha, page):
    client = desk(client_for, alpha)
    with tenant(alpha):
        site = Site.objects.get(is_default_site=True)
        site.hostname = "elsewhere.example.kr"
        site.save()
    assert "여권 발급" not in preview(client, page).text


def test_add_a_locale_shows_contracted_languages_only(client_for, beta):
    client = desk(client_for, beta)
    with tenant(beta):
        Locale.objects.get(language_code="vi").delete()
    page = client.get("/admin/locales/new/").text
    assert 'value="vi"' in page
    assert 'value="ja"' not in page
    assert "language_code" in client.post("/admin/locales/new/", {"language_code": "ja"}).context["form"].errors
