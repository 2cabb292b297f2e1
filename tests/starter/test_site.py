"""What a municipality's site holds on its first day."""

import re
from itertools import pairwise

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Revision, Site

from cms.contact.models import ForeignOffice
from cms.news.models import EventPage, NoticeListPage, NoticePage
from cms.ordinance import text as ordinance_text
from cms.pages.models import FaqPage, GuidePage, OrdinancePage, PageRecord, PrivacyPolicyPage, SectionPage
from home.models import HomePage
from home.starter import material, services
from tests.clients import TenantClient

#: What 안양·용인 §3②, 서울 §3①, 동작 §5① ask a site to hold.
REQUIRED_SECTIONS = {
    "행정정보",
    "지역정보-생활",
    "지역정보-산업",
    "지역정보-관광",
    "지역정보-문화",
    "전자민원",
    "시민참여",
    "홍보·교류",
}


def pages():
    return list(Page.objects.filter(depth__gt=1).order_by("path").specific())


def test_every_page_is_valid_as_an_editor_would_save_it(city):
    for page in pages():
        page.full_clean()


def test_the_tree_is_what_the_sitemap_says(city):
    home = HomePage.objects.get(locale__language_code="ko")
    rows = [row for row in material.load(city.slug).sitemap if row.page_kind != "foreign_home"]
    paths = {page.url_path.removeprefix("/home").rstrip("/") or "/" for page in home.get_descendants(inclusive=True)}
    assert {row.path for row in rows} <= paths
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk


def test_wagtail_finds_nothing_wrong_with_the_tree(city):
    assert Page.find_problems() == ([], [], [], [], [])
    for parent, child in pairwise(pages()):
        if child.depth == parent.depth + 1:
            assert child.url_path.startswith(parent.url_path)


def test_every_page_says_who_answers_and_has_its_record_and_revision(city):
    found = pages()
    records = {record.page_id: record for record in PageRecord.objects.all()}
    revisions = {int(revision.object_id): revision for revision in Revision.objects.all()}
    assert len(records) == len(revisions) == len(found)
    for page in found:
        assert page.information_provider
        assert records[page.pk].department_id == page.department_id
        assert records[page.pk].summary == page.summary
        assert page.first_published_at
        assert page.latest_revision_id == page.live_revision_id == revisions[page.pk].pk
        assert revisions[page.pk].content_type_id == ContentType.objects.get_for_model(type(page)).pk
        assert revisions[page.pk].as_object().title == page.title


def test_the_sections_that_the_ordinance_requires_are_there(city):
    areas = {page.service_area for page in SectionPage.objects.child_of(HomePage.objects.get(slug="home"))}
    assert areas >= REQUIRED_SECTIONS


def test_the_ordinance_stands_whole(city):
    parsed = ordinance_text.load(city.slug)
    whole = max(OrdinancePage.objects.all(), key=lambda page: len(page.text))
    articles = [child.value for child in whole.text if child.block_type == "article"]
    assert [(a["number"], a["branch"] or 0) for a in articles] == [(a.number, a.branch) for a in parsed.articles]
    assert whole.number == parsed.number
    assert whole.standing == parsed.standing.value


def test_posting_rules_show_the_article_of_the_grounds(city):
    grounds = [page for page in OrdinancePage.objects.all() if len(page.text) == 1]
    assert len(grounds) == 1
    items = [len(paragraph["items"]) for paragraph in grounds[0].text[0].value["paragraphs"]]
    assert max(items) == {"anyang": 11}.get(city.slug, 9)


def test_guides_have_three_to_five_steps(city):
    assert {len(page.steps) for page in GuidePage.objects.all()} <= {3, 4, 5}


def test_notices_events_questions_and_the_policy_come_from_the_tables(city):
    loaded = material.load(city.slug)
    forms = NoticeListPage.objects.get(notice_kind="민원서식")
    assert NoticePage.objects.exclude(path__startswith=forms.path).count() == len(loaded.notices)
    assert EventPage.objects.count() == len(loaded.events)
    assert FaqPage.objects.get().items.count() == len(loaded.faq) == 20
    headings = re.findall(r"<h2>", str(PrivacyPolicyPage.objects.get().versions.get().body.raw_data[:]))
    assert len(headings) == 23


def test_files_are_really_there(city):
    attached = [a.document for page in NoticePage.objects.all() for a in page.attachments.all()]
    assert len(attached) >= 10
    for document in attached:
        assert document.file.size == document.file_size > 0
        assert document.file_extension == "xlsx"


def test_other_languages_belong_to_their_korean_originals(city):
    homes = HomePage.objects.select_related("locale")
    assert {home.locale.language_code for home in homes} == set(city.languages)
    assert len({home.translation_key for home in homes}) == 1
    for home in homes:
        if home.locale.language_code != "ko":
            assert home.get_children().count() == 10
            assert all(child.get_translations().count() == len(city.languages) - 1 for child in home.get_children())


def test_each_foreign_front_page_names_the_city_in_its_language_and_says_whom_to_call(city):
    client = TenantClient(city)
    names = {home.locale.language_code: home.title for home in HomePage.objects.select_related("locale")}
    for language in set(city.languages) - {"ko"}:
        html = client.get(f"/{language}/").content.decode()
        header = html[html.index("<header") : html.index("</header>")]
        assert f'<span class="brand-name">{names[language]}</span>' in header
        assert all(f'<th scope="row">{number}</th>' in html for number in ("119", "112", "1345", "1330"))


def test_foreign_catalogues_say_what_can_be_filed_here(city):
    client = TenantClient(city)
    for language in set(city.languages) - {"ko"}:
        assert services.words()["pages"][language]["note"] in client.get(f"/{language}/services/").content.decode()


def test_who_answers_for_a_foreign_homepage_gets_its_letters(city):
    homes = HomePage.objects.exclude(locale__language_code="ko").select_related("locale", "department")
    offices = {office.language: office.department_id for office in ForeignOffice.objects.all()}
    assert offices == {home.locale.language_code: home.department_id for home in homes}


def test_what_only_the_city_can_write_is_for_its_editor_alone(city):
    """Notes are in the store, and on no page that a citizen reads."""
    noted = [page for page in pages() if "editor_note" in str(Revision.objects.get(object_id=str(page.pk)).content)]
    assert len(noted) > 50
    client = TenantClient(city)
    for page in noted[:12]:
        html = client.get(page.get_url()).content.decode()
        assert "editor-note" not in html
        assert "적어 주세요.</p>" not in html


def test_search_finds_starter_content(city):
    assert Page.objects.search("여권").count() > 0


@pytest.mark.usefixtures("city")
def test_links_inside_texts_lead_to_pages_that_are_there():
    known = set(Page.objects.values_list("pk", flat=True))
    for revision in Revision.objects.all():
        linked = re.findall(r'linktype=\\*"page\\*" id=\\*"(\d+)', str(revision.content))
        assert {int(number) for number in linked} <= known


def test_starter_content_is_quick(onboarded):
    assert max(onboarded.values()) <= 8
