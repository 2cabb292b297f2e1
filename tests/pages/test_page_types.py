"""Every page type is shown with its title, its way, its stamp; drafts do not exist for citizens."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import get_page_models

from tests.factories import pages as made

FACTORIES = [
    made.SectionPageFactory,
    made.InformationPageFactory,
    made.GuidePageFactory,
    made.OrdinancePageFactory,
    made.ConformityPageFactory,
    made.DirectoryPageFactory,
    made.FaqPageFactory,
    made.PrivacyPolicyPageFactory,
    made.SitemapPageFactory,
    made.SearchPageFactory,
    made.NoticeListPageFactory,
    made.NoticePageFactory,
    made.EventCalendarPageFactory,
    made.EventPageFactory,
    made.CataloguePageFactory,
    made.StandardTablePageFactory,
    made.PublicPetitionsPageFactory,
    made.BoardPageFactory,
    made.DialoguePageFactory,
    made.ConsultationPageFactory,
]


def times(factory) -> dict:
    if factory is not made.EventPageFactory:
        return {}
    return {"starts_at": timezone.now(), "ends_at": timezone.now() + dt.timedelta(hours=2)}


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_a_page_says_what_it_is_and_who_answers_for_it(client_for, in_alpha, factory):
    page = factory(**times(factory))
    response = client_for(in_alpha).get(page.url)
    assert response.status_code == 200
    html = response.content.decode()
    assert f"<h1>{page.title}</h1>" in html
    assert f"<title>{page.title}" in html
    assert 'class="stamp"' in html
    assert page.department.name in html
    assert page.department.telephone in html
    assert page.information_provider in html


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_a_draft_does_not_exist_for_citizens(client_for, in_alpha, factory):
    page = factory(live=False, **times(factory))
    assert client_for(in_alpha).get(page.url).status_code == 404


def test_every_page_type_has_a_factory_and_is_tested():
    tested = {factory._meta.model for factory in FACTORIES} | {made.HomePageFactory._meta.model}
    ours = {model for model in get_page_models() if not model.__module__.startswith("wagtail")}
    assert ours == tested


def test_an_unpublished_page_is_gone(client_for, in_alpha):
    page = made.InformationPageFactory()
    client = client_for(in_alpha)
    assert client.get(page.url).status_code == 200
    page.unpublish()
    assert client.get(page.url).status_code == 404
