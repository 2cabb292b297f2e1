"""What citizens may know of the evidence: nothing of the desk, of drafts and of what is restricted."""

import pytest
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction, Site

from cms.conformity.public import Citizens
from tenants.conformity import Evidence
from tests.factories import pages as made
from tests.factories.media import document


def known(municipality, *urls):
    facts = [Evidence(f"fact {number}", url) for number, url in enumerate(urls)]
    return Citizens(municipality, facts).may_know(facts)


def test_a_published_page_may_be_known_by_either_form_of_its_address(in_alpha):
    page = made.InformationPageFactory()
    both = known(in_alpha, page.get_url(), page.full_url, f"http://alpha.localhost:8000{page.get_url()}?a=1#b")
    assert [fact.url for fact in both.shown] == [page.get_url(), page.get_url(), f"{page.get_url()}?a=1#b"]
    assert both.hidden == 0


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_published_page_may_be_known_in_whatever_language_the_report_is_made(in_alpha, language):
    page = made.InformationPageFactory()
    with translation.override(language):
        found = known(in_alpha, page.get_url(), page.full_url, "/search/", "/admin/")
    assert (len(found.shown), found.hidden) == (3, 1)


def test_a_fact_without_an_address_is_told(in_alpha):
    assert known(in_alpha, "").hidden == 0


def test_a_draft_hides_the_whole_fact(in_alpha):
    draft = made.InformationPageFactory(live=False, title="감사 초안")
    found = known(in_alpha, draft.get_url())
    assert (found.shown, found.hidden) == ((), 1)


def test_a_restricted_page_and_what_lies_below_it_are_hidden(in_alpha):
    section = made.SectionPageFactory()
    below = made.InformationPageFactory(parent=section)
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert known(in_alpha, section.get_url(), below.get_url()).hidden == 2


@pytest.mark.parametrize(
    "url",
    [
        "/admin/",
        "/admin/pages/3/edit/",
        "http://alpha.localhost/admin/reports/conformity/",
        "http://alpha.localhost:8000/admin/users/",
        "/account/login/",
        "/draft/abc/",
        "/no-such-page/",
        "/vi/no-such-language/",
        "http://platform.localhost/console/",
        "javascript:alert(1)",
        "//alpha.localhost/admin/",
    ],
)
def test_what_is_not_for_everybody_is_hidden(in_alpha, settings, url):
    settings.PLATFORM_HOST = "platform.localhost"
    assert known(in_alpha, url).hidden == 1


def test_a_document_is_hidden_because_it_may_be_private(in_alpha):
    assert known(in_alpha, document().url).hidden == 1


@pytest.mark.parametrize("url", ["/search/?query=x", "/sitemap.xml", "/robots.txt", "https://www.law.go.kr/"])
def test_services_for_everybody_and_other_sites_may_be_known(in_alpha, url):
    assert known(in_alpha, url).hidden == 0


def test_a_page_in_another_language_may_be_known(in_alpha):
    home = made.front_page()
    english, _created = Locale.objects.get_or_create(language_code="en")
    front = home.copy_for_translation(english)
    front.save_revision().publish()
    address = front.get_url()
    assert address == "/en/"
    assert known(in_alpha, "/en/").hidden == 0
    front.refresh_from_db()
    front.unpublish()
    assert known(in_alpha, "/en/").hidden == 1


def test_another_municipalitys_page_is_just_another_site(in_alpha):
    """Its host is not ours, so nothing of its tree is looked up here."""
    page = made.InformationPageFactory(slug="same")
    found = known(in_alpha, f"http://beta.localhost{page.get_url()}")
    assert [fact.url for fact in found.shown] == [f"http://beta.localhost{page.get_url()}"]


def test_many_facts_cost_no_query_more(in_alpha, django_assert_max_num_queries):
    addresses = [made.InformationPageFactory().get_url() for _number in range(8)]
    Site.clear_site_root_paths_cache()
    with django_assert_max_num_queries(8):
        known(in_alpha, *addresses)
