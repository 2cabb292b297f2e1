"""Which languages exist, in the sets of the four demonstration towns: what is not offered is nowhere, on any way."""

import csv

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from cms.languages.upstream.locale_choice import ContractedLocaleForm
from cms.publication.reasons import PublicationRefused
from home.models import HomePage
from home.starter.material import DATA
from tenants.context import platform
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import HomePageFactory, InformationPageFactory, front_page

PLATFORM = ("ko", "en", "zh-hans", "zh-hant", "ja", "vi")
TOWNS = {
    row["slug"]: tuple(code for code in PLATFORM if code in row["languages"].split(";"))
    for row in csv.DictReader((DATA / "municipalities.csv").read_text(encoding="utf-8-sig").splitlines())
}


def home_in(language, **values):
    return HomePageFactory(
        parent=Page.objects.get(depth=1),
        slug=f"home-{language}",
        title=f"Home {language}",
        department=DepartmentFactory(code="T901"),
        locale=Locale.objects.get(language_code=language),
        translation_key=front_page().translation_key,
        **values,
    )


def offer(municipality, languages):
    """All of the platform's languages with a public home, of which the municipality then offers these."""
    municipality.languages = list(PLATFORM)
    for code in PLATFORM:
        Locale.objects.get_or_create(language_code=code)
    for code in PLATFORM[1:]:
        InformationPageFactory(parent=home_in(code), locale=Locale.objects.get(language_code=code), slug=f"p-{code}")
    municipality.languages = list(languages)
    with platform():
        municipality.save(update_fields=["languages"])


def test_the_towns_are_the_four_of_the_demonstration():
    assert TOWNS == {
        "anyang": ("ko", "en", "zh-hans"),
        "yongin": ("ko", "en", "vi"),
        "seoul": PLATFORM,
        "dongjak": ("ko", "en", "zh-hans"),
    }


@pytest.mark.parametrize("town", TOWNS)
def test_what_is_not_offered_is_nowhere(in_alpha, client_for, django_user_model, town):
    original = InformationPageFactory(slug="original")
    offer(in_alpha, TOWNS[town])
    client = client_for(in_alpha)
    html = client.get("/").content.decode()
    sitemap = client.get("/sitemap.xml").content.decode()
    for code in PLATFORM[1:]:
        there = code in TOWNS[town]
        for address in (f"/{code}/", f"/{code}/p-{code}/"):
            answer = client.get(address)
            assert (answer.status_code, answer["Content-Language"]) == (200 if there else 404, code)
        assert (f'hreflang="{code}"' in html, f"/{code}/" in html, f"/{code}/" in sitemap) == (there,) * 3
        if not there:
            told = client.get(f"/{code}/nothing/").content.decode()
            assert f'<html lang="{code}">' in told
            assert set(TOWNS[town]) == {each for each in PLATFORM if f'hreflang="{each}"' in told}
    assert {locale.language_code for locale in Locale.objects.all()} == set(TOWNS[town])
    desk = client_for(in_alpha).login_as(django_user_model.objects.create_superuser("boss", password="x"))
    _nothing_at_the_desk(desk, original, TOWNS[town])
    _nothing_below_the_views(original, TOWNS[town])


def _nothing_at_the_desk(desk, original, offered):
    """Neither is it offered nor taken from a crafted POST."""
    upstream = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
    shown = desk.get(upstream, follow=True)
    address = shown.redirect_chain[-1][0]
    choices = {locale.language_code for locale in shown.context["form"].fields["languages"].queryset}
    assert choices == set(offered) - {"ko"}
    for code in set(PLATFORM) - set(offered):
        locale = Locale.all_objects.get(language_code=code)
        desk.post(upstream, {"locales": [locale.pk]})
        desk.post(address, {"languages": [locale.pk]})
        desk.post(reverse("wagtaillocales:add"), {"language_code": code})
        assert not ContractedLocaleForm({"language_code": code}).is_valid()
    assert not Translation.objects.exists()


def _nothing_below_the_views(original, offered):
    source, _created = TranslationSource.get_or_create_from_instance(original)
    for code in set(PLATFORM) - set(offered):
        locale = Locale.all_objects.get(language_code=code)
        with pytest.raises(ValidationError):
            Translation.objects.create(source=source, target_locale=locale)
        page = HomePage.objects.get(slug=f"home-{code}")
        page.title = "Other words"
        draft = page.save_revision()  # can be opened and edited
        with pytest.raises(PublicationRefused):
            draft.publish()
        with pytest.raises(PublicationRefused):
            InformationPageFactory(parent=Page.objects.get(slug=f"home-{code}"), locale=locale, slug="new")


def test_a_language_without_a_public_front_page_never_shows_the_korean_tree(in_beta, client_for):
    page = InformationPageFactory(slug="guide")
    home = home_in("vi", live=False)
    client = client_for(in_beta)
    for address in ("/vi/", "/vi/guide/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Language"]) == (404, "vi")
        assert page.title not in answer.content.decode()
    home.save_revision().publish()
    assert client.get("/vi/").status_code == 200


def test_a_page_of_its_own_below_a_foreign_front_page(in_alpha, client_for):
    """No Korean original: no line about one, a clock of its own, and a switcher that leads to front pages alone."""
    home = home_in("en")
    page = InformationPageFactory(parent=home, locale=home.locale, slug="living", title="Living here")
    client = client_for(in_alpha)
    answer = client.get("/en/living/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert answer.context["chrome"]["translation"] is None
    ways = {row["code"]: (row["translated"], row["url"]) for row in answer.context["chrome"]["languages"]}
    assert ways["en"] == (True, page.get_url())
    assert ways["ko"] == (False, front_page().get_url())
    assert 'rel="alternate" hreflang="ko"' not in html
    assert "(front page)" in html
    assert "(front page)" not in client.get("/en/").content.decode()  # which every language has
    page.refresh_from_db()
    assert page.record.confirmed_at is not None
