"""What the checks of the homepage in foreign languages see."""

import pytest
from wagtail.models import Locale, Page

from tenants.conformity import Status
from tests.duties import ask, said
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import HomePageFactory, InformationPageFactory, front_page


@pytest.fixture
def english(in_alpha):
    """The English front page of alpha."""
    korean = front_page()
    return HomePageFactory(
        parent=Page.objects.get(depth=1),
        slug="home-en",
        title="Alpha City",
        department=DepartmentFactory(code="T901", name_en="Public Relations Office"),
        locale=Locale.objects.get(language_code="en"),
        translation_key=korean.translation_key,
    )


@pytest.mark.duty("foreign-homepage")
def test_a_language_with_its_own_front_page_has_a_homepage(beta, english, in_alpha):
    InformationPageFactory(parent=english, locale=english.locale)
    InformationPageFactory(parent=english, locale=english.locale, live=False)
    finding = ask("foreign-homepage", in_alpha)
    assert finding.status is Status.MET
    (evidence,) = finding.evidence
    assert (evidence.text, evidence.count) == ("English: 2 pages are published.", 2)
    assert evidence.url == "http://alpha.localhost/en/"
    assert ask("foreign-homepage", beta).status is Status.OFF


@pytest.mark.duty("foreign-homepage")
def test_translations_that_are_behind_are_counted(pair, in_alpha):
    pair.say("수수료는 2,000원입니다.", "시청에서 신청합니다.")
    assert "English: 1 translation is behind its Korean original, 0 by figures." in said(
        ask("foreign-homepage", in_alpha)
    )
    pair.say("수수료는 3,000원입니다.", "시청에서 신청합니다.")
    assert "1 by figures" in said(ask("foreign-homepage", in_alpha))
    pair.say_in_english("3,000 won")
    assert "behind" not in said(ask("foreign-homepage", in_alpha))


@pytest.mark.duty("foreign-homepage")
def test_without_a_published_front_page_of_its_own_a_language_has_none(english, in_alpha):
    english.unpublish()
    assert ask("foreign-homepage", in_alpha).status is Status.OFF
    english.save_revision().publish()
    assert ask("foreign-homepage", in_alpha).status is Status.MET
    Page.objects.filter(pk=english.pk).update(alias_of=front_page())  # shows the Korean text
    assert ask("foreign-homepage", in_alpha).status is Status.OFF


@pytest.mark.duty("foreign-homepage")
def test_a_language_outside_the_contract_is_not_offered(english, in_alpha):
    in_alpha.languages = ["ko"]
    assert ask("foreign-homepage", in_alpha).status is Status.OFF
