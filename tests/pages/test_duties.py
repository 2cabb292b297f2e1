"""What the checks of sections, stamp, privacy policy and ordinance see: each is broken for real."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, Page, PageViewRestriction

from cms.departments.models import Department
from cms.ordinance import policy_loader, text
from cms.ordinance.policy import Item
from cms.pages.duties.sections import areas_of
from cms.pages.models import InformationPage, PageRecord, PrivacyPolicyVersion, ServiceArea
from cms.pages.ordinance_text import provisions
from tenants.conformity import Status
from tests.duties import ask, said
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import (
    HomePageFactory,
    InformationPageFactory,
    OrdinancePageFactory,
    PrivacyPolicyPageFactory,
    SectionPageFactory,
    front_page,
)

TODAY = dt.date(2026, 11, 22)

# Sections


@pytest.fixture
def sections(in_alpha):
    """A section with one page below it for every part of a homepage."""
    found = {}
    for area in ServiceArea:
        found[area] = SectionPageFactory(service_area=area, title=f"구역 {area.value}")
        InformationPageFactory(parent=found[area], service_area=area)
    return found


@pytest.mark.duty("mandatory-sections")
@pytest.mark.parametrize("ordinance", ["anyang", "yongin", "seoul", "dongjak"])
def test_with_every_part_published_the_homepage_is_whole(beta, sections, in_alpha, ordinance):
    finding = ask("mandatory-sections", in_alpha, ordinance)
    assert finding.status is Status.MET
    first = finding.evidence[0]
    assert (first.count, first.url) == (2, sections[ServiceArea.ADMINISTRATION].full_url)
    assert ask("mandatory-sections", beta, ordinance).status is Status.NOT_MET


@pytest.mark.duty("mandatory-sections")
@pytest.mark.parametrize(
    "area",
    [
        ServiceArea.ADMINISTRATION,
        ServiceArea.LIVING,
        ServiceArea.INDUSTRY,
        ServiceArea.TOURISM,
        ServiceArea.CULTURE,
        ServiceArea.PETITIONS,
        ServiceArea.PARTICIPATION,
        ServiceArea.ACCESS,
        ServiceArea.EXCHANGE,
    ],
)
def test_a_part_that_is_unpublished_restricted_or_gone_is_missing(sections, in_alpha, area):
    sections[area].unpublish()  # the page below it is live, but no way leads there
    finding = ask("mandatory-sections", in_alpha)
    assert finding.status is Status.NOT_MET
    with translation.override("en"):
        assert finding.evidence[0].text == f"{area.label}: no page is published."
    sections[area].save_revision().publish()
    assert ask("mandatory-sections", in_alpha).status is Status.MET
    restriction = PageViewRestriction.objects.create(page=sections[area], restriction_type="login")
    assert ask("mandatory-sections", in_alpha).status is Status.NOT_MET
    restriction.delete()
    Page.objects.get(pk=sections[area].pk).delete()
    assert ask("mandatory-sections", in_alpha).status is Status.NOT_MET


@pytest.mark.duty("mandatory-sections")
def test_seoul_does_not_list_access_for_all(sections, in_alpha):
    sections[ServiceArea.ACCESS].unpublish()
    assert ask("mandatory-sections", in_alpha, "seoul").status is Status.MET
    assert ask("mandatory-sections", in_alpha, "dongjak").status is Status.NOT_MET


@pytest.mark.duty("mandatory-sections")
def test_a_section_does_not_claim_that_its_services_run(sections, in_alpha):
    petitions = next(e for e in ask("mandatory-sections", in_alpha).evidence if "petitions" in e.text)
    assert "judged by the duties for them" in petitions.text


@pytest.mark.duty("mandatory-sections")
def test_pages_in_other_languages_are_no_part_of_the_korean_homepage(sections, in_alpha):
    sections[ServiceArea.EXCHANGE].get_children().delete()
    InformationPage.objects.filter(service_area=ServiceArea.EXCHANGE).delete()
    Page.objects.filter(pk=sections[ServiceArea.EXCHANGE].pk).update(locale=Locale.objects.get(language_code="en"))
    assert ask("mandatory-sections", in_alpha).status is Status.NOT_MET


def test_every_item_of_the_four_lists_is_recognised_by_its_words():
    for slug in policy_loader.available():
        for item in policy_loader.packaged(slug).homepage.functions:
            assert bool(areas_of(item)) is not item.text.startswith("그 밖에"), item
    named = areas_of(Item(2, "생활·산업·문화·교육 및 관광 등 지역정보"))
    assert set(named) == {ServiceArea.LIVING, ServiceArea.INDUSTRY, ServiceArea.TOURISM, ServiceArea.CULTURE}
    assert areas_of(Item(9, "우주 탐사 안내")) == []


@pytest.mark.duty("digital-inclusion")
def test_access_for_all_is_a_duty_of_its_own(beta, sections, in_alpha):
    finding = ask("digital-inclusion", in_alpha)
    assert finding.status is Status.MET
    assert "larger text" in said(finding)
    sections[ServiceArea.ACCESS].unpublish()
    assert ask("digital-inclusion", in_alpha).status is Status.NOT_MET
    assert ask("digital-inclusion", beta, "dongjak").status is Status.NOT_MET


# The stamp


def without_provider(page) -> None:
    """As no path of the site can do it: the database would refuse an empty one, a blank one it would not."""
    type(page).objects.filter(pk=page.pk).update(information_provider=" ")


@pytest.mark.duty("page-stamp")
def test_all_published_pages_carry_the_stamp(beta, in_alpha):
    InformationPageFactory()
    finding = ask("page-stamp", in_alpha)
    assert (finding.status, finding.evidence[0].count) == (Status.MET, 2)  # the front page and this one
    assert ask("page-stamp", beta).evidence[0].count == 0


@pytest.mark.duty("page-stamp")
def test_a_page_without_provider_is_named_where_the_ordinance_asks_for_one(beta, in_alpha):
    page = InformationPageFactory(title="출처 없는 쪽")
    without_provider(page)
    finding = ask("page-stamp", in_alpha)
    assert finding.status is Status.NOT_MET
    assert [evidence.count for evidence in finding.evidence] == [1, None]
    assert ("출처 없는 쪽" in finding.evidence[1].text, finding.evidence[1].url) == (True, page.full_url)
    assert ask("page-stamp", in_alpha, "seoul").status is Status.MET  # §4② asks for the department alone
    assert ask("page-stamp", beta).status is Status.MET
    page.unpublish()
    without_provider(page)
    assert ask("page-stamp", in_alpha).status is Status.MET  # a draft is not posted


@pytest.mark.duty("page-stamp")
def test_a_page_without_department_is_named_everywhere(in_alpha):
    page = InformationPageFactory()
    PageRecord.objects.filter(page=page).delete()
    for ordinance in ("anyang", "yongin", "seoul", "dongjak"):
        finding = ask("page-stamp", in_alpha, ordinance)
        assert finding.status is Status.NOT_MET
        assert "names no department" in said(finding)


@pytest.mark.duty("page-stamp")
def test_a_department_that_was_closed_answers_for_nothing(in_alpha):
    page = InformationPageFactory(title="옛 부서의 쪽", department=DepartmentFactory(code="T902"))
    assert ask("page-stamp", in_alpha).status is Status.MET
    Department.objects.filter(code="T902").update(closed_on=TODAY)
    finding = ask("page-stamp", in_alpha)
    assert finding.status is Status.NOT_MET
    assert "no longer exists" in finding.evidence[0].text
    assert finding.evidence[1].url == page.full_url
    page.delete()  # the database would not let it stand until the end


@pytest.mark.duty("page-stamp")
def test_twenty_pages_are_listed_and_all_are_counted(in_alpha, django_assert_max_num_queries):
    for _ in range(22):
        without_provider(InformationPageFactory(department=DepartmentFactory(code="T1")))
    ask("page-stamp", in_alpha)
    with django_assert_max_num_queries(12):  # the schema is entered and left, too
        finding = ask("page-stamp", in_alpha)
    assert finding.evidence[0].count == 22
    assert len(finding.evidence) == 21


# The privacy policy


def policy_page(*days: dt.date, **fields):
    page = PrivacyPolicyPageFactory(**fields)
    for number, day in enumerate(days):
        PrivacyPolicyVersion.objects.create(page=page, sort_order=number, effective_on=day, body="[]")
    return page


@pytest.mark.duty("privacy-policy")
def test_a_version_in_force_is_a_privacy_policy(beta, in_alpha):
    page = policy_page(dt.date(2026, 11, 12), dt.date(2027, 1, 1))
    finding = ask("privacy-policy", in_alpha, today=TODAY)
    assert finding.status is Status.MET
    assert finding.evidence[0].on == dt.date(2026, 11, 12)
    assert (finding.evidence[0].count, finding.evidence[0].url) == (10, page.full_url)
    assert ask("privacy-policy", beta, today=TODAY).status is Status.NOT_MET


@pytest.mark.duty("privacy-policy")
def test_a_version_to_come_or_a_hidden_page_is_none(in_alpha):
    page = policy_page(TODAY + dt.timedelta(days=1))
    assert ask("privacy-policy", in_alpha, today=TODAY).status is Status.NOT_MET
    assert ask("privacy-policy", in_alpha, today=TODAY + dt.timedelta(days=1)).status is Status.MET
    page.unpublish()
    assert ask("privacy-policy", in_alpha, today=TODAY + dt.timedelta(days=1)).status is Status.NOT_MET


@pytest.mark.duty("privacy-policy-renewal")
@pytest.mark.parametrize(("age", "status"), [(0, Status.MET), (364, Status.MET), (365, Status.NOT_MET)])
def test_dongjak_renews_its_policy_every_year(in_alpha, age, status):
    policy_page(TODAY - dt.timedelta(days=age))
    finding = ask("privacy-policy-renewal", in_alpha, "dongjak", today=TODAY)
    assert finding.status is status
    assert ask("privacy-policy", in_alpha, "dongjak", today=TODAY).status is Status.MET


@pytest.mark.duty("privacy-policy-renewal")
def test_what_was_never_laid_down_cannot_be_renewed(in_alpha):
    finding = ask("privacy-policy-renewal", in_alpha, "dongjak", today=TODAY)
    assert finding.status is Status.NOT_MET
    assert "never been done" in said(finding)


# The ordinance itself


def ordinance_page(slug: str, **fields):
    ordinance = text.load(slug)
    shown = {
        "number": ordinance.number,
        "standing": policy_loader.packaged(slug).ordinance.standing.value,
        "effective_on": ordinance.effective,
        "text": json.dumps(provisions(ordinance)),
    }
    return OrdinancePageFactory(**{**shown, **fields})


@pytest.mark.duty("glossary")
@pytest.mark.parametrize("slug", ["anyang", "yongin", "seoul", "dongjak"])
def test_purpose_and_terms_can_be_read_on_the_site(beta, in_alpha, slug):
    page = ordinance_page(slug)
    finding = ask("glossary", in_alpha, slug)
    assert finding.status is Status.MET
    assert [evidence.url for evidence in finding.evidence[:2]] == [f"{page.full_url}#art-1", f"{page.full_url}#art-2"]
    assert ("not in force" in finding.evidence[2].text) is (slug == "dongjak")
    assert ask("glossary", beta, slug).status is Status.NOT_MET


@pytest.mark.duty("glossary")
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"number": "조례 제1호"}, "does not stand on the site"),
        ({"live": False}, "does not stand on the site"),
        ({"text": "[]"}, "제1조 is missing"),
        ({"standing": "bill"}, "another standing"),
        ({"effective_on": dt.date(2020, 1, 1)}, "took effect on"),
        ({"effective_on": None}, "took effect on"),
    ],
)
def test_an_ordinance_that_is_hidden_cut_or_out_of_date_does_not_explain_it(in_alpha, fields, sentence):
    ordinance_page("anyang", **fields)
    finding = ask("glossary", in_alpha)
    assert finding.status is Status.NOT_MET
    assert sentence in said(finding)


@pytest.mark.duty("glossary")
def test_an_extract_of_the_ordinance_does_not_hide_the_whole(in_alpha):
    ordinance_page("anyang", text="[]", title="삭제 기준")
    ordinance_page("anyang")
    assert ask("glossary", in_alpha).status is Status.MET


def test_a_page_in_another_language_is_not_the_municipalitys_own(in_alpha):
    front_page()
    english = HomePageFactory(
        parent=Page.objects.get(depth=1), slug="home-en", locale=Locale.objects.get(language_code="en")
    )
    policy_page(TODAY, parent=english, locale=english.locale)
    assert ask("privacy-policy", in_alpha, today=TODAY).status is Status.NOT_MET


def test_all_checks_of_pages_ask_few_questions(sections, in_alpha):
    """However many pages there are: a report asks all of them, on every reading."""
    policy_page(TODAY)
    ordinance_page("anyang")
    asked = ("mandatory-sections", "digital-inclusion", "page-stamp", "privacy-policy", "glossary")
    with CaptureQueriesContext(connection) as first:
        for subject in asked:
            assert ask(subject, in_alpha, today=TODAY).status is Status.MET
    for area in ServiceArea:
        InformationPageFactory(parent=sections[area], service_area=area)
    with CaptureQueriesContext(connection) as second:
        for subject in asked:
            ask(subject, in_alpha, today=TODAY)
    assert len(second) <= len(first)
    assert len(first) < 40
