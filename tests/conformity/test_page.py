"""The citizens' page: what is fulfilled and what is not, with evidence that everybody may see."""

import datetime as dt
import re

import pytest
from wagtail.models import Locale

from cms.conformity.keeping import keep
from cms.ordinance import text
from cms.pages.models import OrdinancePage
from cms.pages.ordinance_text import provisions
from tenants.conformity import Evidence, met, not_met, off
from tests.factories.pages import (
    ConformityPageFactory,
    InformationPageFactory,
    OrdinancePageFactory,
    SectionPageFactory,
    front_page,
    stream,
)

MOST_QUERIES = 15


@pytest.fixture
def page(in_alpha):
    return ConformityPageFactory(title="조례 이행 현황")


def html_of(client_for, municipality, page):
    keep(municipality)
    return client_for(municipality).get(page.url).content.decode()


def duty(html, subject):
    """The part of the page about one duty."""
    return re.search(rf'<div class="conformity-duty" id="anyang-{subject}">(.*?)</div>', html, re.DOTALL)[1]


def test_before_the_first_report_the_page_says_so(client_for, in_alpha, page):
    html = client_for(in_alpha).get(page.url).content.decode()
    assert 'class="empty"' in html
    assert "conformity-duty" not in html


def test_every_duty_stands_with_status_articles_and_evidence(client_for, in_alpha, page, only_check):
    there = InformationPageFactory()
    only_check(
        glossary=lambda question: met(Evidence("용어집이 있습니다.", url=there.full_url, on=dt.date(2026, 7, 1))),
        homepage=lambda question: not_met(Evidence("첫 화면이 없습니다.")),
        contractors=lambda question: off(Evidence("수탁자가 없습니다.")),
    )
    html = html_of(client_for, in_alpha, page)
    assert html.count('class="conformity-duty"') == 62 == html.count("conformity-evidence")
    glossary = duty(html, "glossary")
    assert f'<a href="{there.get_url()}">용어집이 있습니다.</a>' in glossary
    assert '<time datetime="2026-07-01">' in glossary
    assert "badge-success" in glossary
    assert "제1조" in glossary
    assert "badge-danger" in duty(html, "homepage")
    assert "badge-warning" in duty(html, "round-the-clock")
    assert "badge-success" not in duty(html, "contractors") + duty(html, "round-the-clock")
    assert html.count("badge-success") == 1


def test_the_numbers_stand_as_bars_in_words_and_as_a_table(client_for, in_alpha, page, only_check):
    only_check(glossary=lambda question: met(Evidence("a")), homepage=lambda question: not_met(Evidence("b")))
    html = html_of(client_for, in_alpha, page)
    assert html.count("<svg viewBox") == 2
    widths = [int(width) for width in re.findall(r'<rect [^>]*width="(\d+)"', html)]
    assert sum(widths) == 62
    numbers = [int(number) for number in re.findall(r'<td class="number">(\d+)</td>', html)]
    assert numbers[:6] == [1, 0, 1, 1, 0, 1]  # must, may, in all: fulfilled, then not fulfilled


def test_drafts_names_and_the_desk_are_not_told(client_for, in_alpha, page, only_check):
    draft = InformationPageFactory(live=False, title="감사 초안")
    only_check(
        glossary=lambda question: not_met(
            Evidence("감사 초안", url=draft.full_url),
            Evidence("계정 홍길동", url="http://alpha.localhost/admin/users/3/"),
            Evidence("한 쪽이 모자랍니다.", count=1),
        )
    )
    html = html_of(client_for, in_alpha, page)
    told = duty(html, "glossary")
    assert "감사 초안" not in html
    assert "홍길동" not in html
    assert "/admin/" not in html
    assert "한 쪽이 모자랍니다." in told
    assert re.search(r'class="subtle">\D*2\D*</li>', told)  # how many facts are kept back


def test_a_page_with_everything_on_it_asks_the_database_little(
    client_for, in_alpha, page, django_assert_max_num_queries
):
    section = SectionPageFactory()
    for _number in range(6):
        InformationPageFactory(parent=section)
    keep(in_alpha)
    client = client_for(in_alpha)
    client.get(page.url)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(page.url)


def test_articles_lead_to_the_municipalitys_own_ordinance_page(client_for, in_alpha, page):
    ordinance = text.load("anyang")
    own = OrdinancePageFactory(number=ordinance.number, text=stream_of(ordinance))
    assert isinstance(own, OrdinancePage)
    html = html_of(client_for, in_alpha, page)
    linked = set(re.findall(rf'href="{re.escape(own.get_url())}#([^"]+)"', html))
    anchors = set(re.findall(r'id="(art-[^"]+)"', client_for(in_alpha).get(own.url).content.decode()))
    assert {"art-1", "art-5-2", "art-14b2"} <= linked <= anchors


def test_without_its_page_an_article_is_cited_without_a_link(client_for, in_alpha, page):
    html = html_of(client_for, in_alpha, page)
    assert "제5조제2항" in html
    assert "#art-" not in html


def test_the_ordinance_page_leads_here(client_for, in_alpha, page):
    own = OrdinancePageFactory(number="조례 제3630호", text=stream_of(text.load("anyang")))
    assert f'href="{page.get_url()}"' in re.search(
        r'<main.*</main>', client_for(in_alpha).get(own.url).content.decode(), re.DOTALL
    )[0].replace("\n", "")  # fmt: skip


def test_another_language_shows_its_own_report(client_for, in_alpha, only_check):
    only_check(glossary=lambda question: met(Evidence("a")))
    english, _created = Locale.objects.get_or_create(language_code="en")
    front = front_page().copy_for_translation(english)
    front.save_revision().publish()
    foreign = ConformityPageFactory(parent=front, locale=english, title="Conformity")
    keep(in_alpha)
    response = client_for(in_alpha).get(foreign.url)
    html = response.content.decode()
    assert foreign.url.startswith("/en/")
    assert "Fulfilled" in html
    assert re.search(r'lang="ko">제1조', html)


def stream_of(ordinance):
    return stream(*((block["type"], block["value"]) for block in provisions(ordinance)))
