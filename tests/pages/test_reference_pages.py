"""Directory, questions, privacy policy, sitemap: what can be asked of them."""

import datetime as dt
import json

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.pages.models import FaqItem, PrivacyPolicyPage, PrivacyPolicyVersion
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import (
    DirectoryPageFactory,
    FaqPageFactory,
    InformationPageFactory,
    NoticePageFactory,
    PrivacyPolicyPageFactory,
    SectionPageFactory,
    SitemapPageFactory,
    stream,
)


@pytest.fixture
def directory(in_alpha):
    top = DepartmentFactory(name="행정국", duties="인사 총괄", telephone="031-000-1000")
    DepartmentFactory(name="민원과", parent=top, duties="여권 발급, 인감", telephone="031-000-1234")
    return DirectoryPageFactory(department=top)


@pytest.mark.parametrize("query", ["여권", "민원과", "031-000-1234", "0001234", "민원 인감", "1234"])
def test_a_department_is_found_by_duty_name_and_telephone(client_for, in_alpha, directory, query):
    html = client_for(in_alpha).get(directory.url, {"q": query}).content.decode()
    assert "민원과" in html
    assert "인사 총괄" not in html


def test_without_a_word_the_directory_is_a_tree(client_for, in_alpha, directory):
    html = client_for(in_alpha).get(directory.url).content.decode()
    assert html.index("<h2 id=") < html.index("민원과")
    assert "031-000-1000" in html


def test_an_unknown_duty_says_so(client_for, in_alpha, directory):
    html = client_for(in_alpha).get(directory.url, {"q": '"><script>'}).content.decode()
    assert 'class="empty"' in html
    assert '"><script>' not in html


def test_questions_are_found_by_word_and_category(client_for, in_alpha):
    page = FaqPageFactory()
    department = DepartmentFactory(name="여권팀")
    FaqItem.objects.create(
        page=page, question="여권은 어디서?", answer="<p>창구</p>", category="여권", department=department
    )
    FaqItem.objects.create(page=page, question="전입신고 기한은?", answer="<p>14일</p>", category="주민등록")
    client = client_for(in_alpha)
    every = client.get(page.url).content.decode()
    assert every.count("<summary>") >= 2
    assert "여권팀" in every
    by_category = client.get(page.url, {"category": "주민등록"}).content.decode()
    assert "전입신고 기한은?" in by_category
    assert "여권은 어디서?" not in by_category
    assert "여권은 어디서?" in client.get(page.url, {"q": "창구"}).content.decode()
    assert 'class="empty"' in client.get(page.url, {"category": "없음"}).content.decode()


@pytest.fixture
def policy(in_alpha):
    page = PrivacyPolicyPageFactory()
    for day, words in (("2024-01-01", "옛 방침"), ("2026-01-01", "지금 방침"), ("2027-01-01", "다음 방침")):
        PrivacyPolicyVersion.objects.create(
            page=page,
            effective_on=dt.date.fromisoformat(day),
            body=json.loads(stream(("paragraph", f"<p>{words}</p>"))),
        )
    return page


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2025-12-31T23:59:59+09:00", "옛 방침"),
        ("2026-01-01T00:00:00+09:00", "지금 방침"),
        ("2026-12-31T23:59:59+09:00", "지금 방침"),
        ("2027-01-01T00:00:00+09:00", "다음 방침"),
    ],
)
def test_the_policy_in_force_follows_the_day_in_seoul(client_for, in_alpha, policy, moment, words):
    with time_machine.travel(moment, tick=False):
        html = client_for(in_alpha).get(policy.url).content.decode()
    assert words in html
    assert sum(other in html for other in ("옛 방침", "지금 방침", "다음 방침")) == 1


def test_earlier_versions_stay_readable_and_say_that_they_are_earlier(client_for, in_alpha, policy):
    with time_machine.travel("2026-11-22T12:00:00+09:00", tick=False):
        client = client_for(in_alpha)
        html = client.get(policy.url, {"version": "2024-01-01"}).content.decode()
        assert "옛 방침" in html
        assert 'class="callout is-warning"' in html
        assert 'class="callout is-warning"' not in client.get(policy.url).content.decode()
        for unknown in ("2020-01-01", "nonsense", "2024-13-45"):
            assert client.get(policy.url, {"version": unknown}).status_code == 404


def test_two_versions_do_not_begin_on_one_day(policy):
    text = streamfield([("paragraph", rich_text("<p>글</p>"))])
    versions = [{"effective_on": "2030-01-01", "change_note": "", "body": text, "id": ""} for _ in range(2)]
    fields = {
        "title": policy.title,
        "slug": policy.slug,
        "summary": "",
        "department": policy.department_id,
        "information_provider": "시험",
        "content_class": "상시안내",
        "versions": inline_formset(versions),
        "comments": inline_formset([]),
    }
    form_class = PrivacyPolicyPage.get_edit_handler().get_form_class()
    keeper = get_user_model().objects.create_superuser("keeper", password="spring Rain 7!")
    parent = policy.get_parent()
    form = form_class(nested_form_data(fields), instance=PrivacyPolicyPage(), parent_page=parent, for_user=keeper)
    with translation.override("en"):
        assert not form.is_valid()
        refused = [version.errors.get_json_data() for version in form.formsets["versions"].forms]
    assert refused[0] == {}
    assert refused[1]["effective_on"][0]["message"] == "Another version begins on this day."


def test_the_sitemap_has_every_public_page_and_no_single_notice(client_for, in_alpha):
    section = SectionPageFactory(title="생활")
    page = InformationPageFactory(parent=section, title="쓰레기", show_in_menus=False)
    draft = InformationPageFactory(parent=section, title="아직 아님", live=False)
    notice = NoticePageFactory(title="알림 하나")
    html = client_for(in_alpha).get(SitemapPageFactory().url).content.decode()
    assert page.url in html
    assert notice.get_parent().url in html
    assert draft.url not in html
    assert notice.url not in html


def test_a_section_leads_to_its_pages_with_their_summaries(client_for, in_alpha):
    section = SectionPageFactory()
    page = InformationPageFactory(parent=section, summary="버리는 날과 방법")
    draft = InformationPageFactory(parent=section, live=False)
    html = client_for(in_alpha).get(section.url).content.decode()
    assert page.url in html
    assert "버리는 날과 방법" in html
    assert draft.url not in html
