"""Broken links of a municipality: found, dated, closed when mended, shown to who answers for the page."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.departments.models import Role
from cms.links.due import look_once_a_night
from cms.links.extraction import ADDRESS, DOCUMENT, PAGE, Link, links_of
from cms.links.models import BrokenLink, Fault, ForeignAddress, LinkCheck
from cms.links.services import check_links
from cms.news.models import NoticePage
from tenants.context import tenant
from tests.factories.departments import DepartmentFactory
from tests.factories.media import document
from tests.factories.pages import (
    EventCalendarPageFactory,
    FaqPageFactory,
    InformationPageFactory,
    NoticeListPageFactory,
    NoticePageFactory,
    front_page,
    stream,
)
from tests.factories.staff import staff

TODAY = dt.date(2026, 11, 20)


def page_with(*hrefs: str, **fields):
    """A published page with these links in its text."""
    html = "".join(f'<p><a href="{href}">여기</a></p>' for href in hrefs)
    return InformationPageFactory(body=stream(("paragraph", html)), **fields)


def faults() -> dict[str, str]:
    return dict(BrokenLink.objects.filter(fixed_on=None).values_list("target", "fault"))


def test_links_are_found_wherever_a_page_holds_them(in_alpha):
    other, file = InformationPageFactory(), document()
    html = (
        f'<p><a linktype="page" id="{other.pk}">쪽</a> <a linktype="document" id="{file.pk}">파일</a>'
        ' <a href="/a/?b=1&amp;c=2">주소</a></p>'
    )
    cards = {"cards": [{"type": "item", "value": {"title": "정부24", "url": "https://www.gov.kr/", "text": ""}}]}
    page = InformationPageFactory(body=stream(("paragraph", html), ("link_cards", cards)))
    assert links_of(page) == {
        Link(PAGE, str(other.pk)),
        Link(DOCUMENT, str(file.pk)),
        Link(ADDRESS, "/a/?b=1&c=2"),
        Link(ADDRESS, "https://www.gov.kr/"),
    }


def test_links_in_questions_and_attachments_are_found(in_alpha):
    faq = FaqPageFactory()
    faq.items.create(question="어디서 내나요?", answer='<p><a href="/gone/">여기</a></p>', sort_order=1)
    notice = NoticePageFactory(parent=NoticeListPageFactory())
    file = document()
    notice.attachments.create(document=file)
    assert Link(ADDRESS, "/gone/") in links_of(faq)
    assert links_of(notice) == {Link(DOCUMENT, str(file.pk))}


def test_each_way_to_lead_nowhere_has_its_name(in_alpha):
    draft, hidden, gone = InformationPageFactory(live=False), InformationPageFactory(), InformationPageFactory()
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    ended = NoticePageFactory(parent=NoticeListPageFactory())
    NoticePage.objects.filter(pk=ended.pk).update(posting_to=TODAY - dt.timedelta(1))
    gone_pk = gone.pk
    gone.delete()
    targets = {draft.pk: "unpublished", hidden.pk: "restricted", ended.pk: "ended", gone_pk: "gone"}
    html = "".join(f'<p><a linktype="page" id="{pk}">쪽</a></p>' for pk in targets)
    InformationPageFactory(body=stream(("paragraph", html + '<p><a linktype="document" id="987654">파일</a></p>')))
    check_links(TODAY)
    assert faults() == {**{f"page:{pk}": fault for pk, fault in targets.items()}, "document:987654": "gone"}


def test_addresses_of_the_own_site_are_followed(in_alpha):
    listing, calendar = NoticeListPageFactory(slug="notices"), EventCalendarPageFactory(slug="calendar")
    draft = InformationPageFactory(slug="draft", live=False)
    Redirect.objects.create(old_path="/old", redirect_page=listing)
    good = [
        "/", "#top", "?page=2", listing.url, listing.url.rstrip("/"), f"{listing.url}rss/", f"{listing.url}?page=2#x",
        f"http://{Site.objects.get().hostname}{listing.url}", "/old/", "/search/?q=x", "/sitemap.xml",
        calendar.url, "https://www.gov.kr/x",
    ]  # fmt: skip
    bad = {
        "/nowhere/": "gone",
        f"{listing.url}nowhere/": "gone",
        draft.get_url() or "": "unpublished",
        "notices/": "malformed",
        "javascript:alert(1)": "malformed",
        "https://gov/": "malformed",
        "//gov/": "malformed",
    }
    page_with(*good, *bad)
    check_links(TODAY)
    assert faults() == bad


def test_a_place_on_a_page_must_be_there(in_alpha):
    html = "<h2>수수료</h2><p>무료</p><h2>여권 발급</h2><p>3일</p>"
    guide = InformationPageFactory(slug="guide", body=stream(("paragraph", html)))
    away = InformationPageFactory(slug="away", live=False)
    good = ["#top", "#", f"{guide.url}#s-수수료", f"{guide.url}#s-%EC%88%98%EC%88%98%EB%A3%8C", f"{guide.url}?a=1#x"]
    bad = {f"{guide.url}#기간": "no_place", "#수수료": "no_place", f"{guide.url}#여권": "no_place"}
    page_with(*good, *bad, f"{away.get_url()}#x")
    own = '<h2>접수</h2><p><a href="#s-접수">접수 안내</a> <a href="#마감">마감 안내</a></p>'
    InformationPageFactory(body=stream(("paragraph", own)))
    check_links(TODAY)
    assert faults() == {**bad, "#마감": "no_place", f"{away.get_url()}#x": "unpublished"}


def test_a_page_in_a_language_that_is_not_offered_is_not_there(in_alpha):
    page = InformationPageFactory(slug="there")
    html = f'<p><a linktype="page" id="{page.pk}">쪽</a></p>'
    InformationPageFactory(body=stream(("paragraph", html)))
    check_links(TODAY)
    assert faults() == {}
    in_alpha.languages = ["ko", "en", "vi"]
    Page.objects.filter(pk=page.pk).update(locale=Locale.objects.get_or_create(language_code="vi")[0])
    in_alpha.languages = ["ko", "en"]
    check_links(TODAY)
    assert faults() == {f"page:{page.pk}": "gone"}


def test_a_link_keeps_its_first_day_and_is_closed_when_it_leads_somewhere_again(in_alpha):
    page_with("/later/")
    check_links(TODAY - dt.timedelta(3))
    check_links(TODAY)
    row = BrokenLink.objects.get()
    assert (row.since, row.days(TODAY)) == (TODAY - dt.timedelta(3), 4)
    InformationPageFactory(slug="later")
    check_links(TODAY + dt.timedelta(1))
    row.refresh_from_db()
    assert (row.fixed_on, row.days(TODAY + dt.timedelta(30))) == (TODAY + dt.timedelta(1), 5)
    assert LinkCheck.objects.first().broken == 0


def test_a_link_that_breaks_again_begins_anew(in_alpha):
    page_with("/later/")
    check_links(TODAY - dt.timedelta(9))
    later = InformationPageFactory(slug="later")
    check_links(TODAY - dt.timedelta(5))
    later.unpublish()
    check_links(TODAY)
    assert list(BrokenLink.objects.values_list("since", "fixed_on", "fault")) == [
        (TODAY - dt.timedelta(9), TODAY - dt.timedelta(5), Fault.GONE),
        (TODAY, None, Fault.UNPUBLISHED),
    ]


def test_drafts_and_restricted_pages_are_not_looked_at(in_alpha):
    hidden = page_with("/nowhere/")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    page_with("/nowhere/", live=False)
    check_links(TODAY)
    assert faults() == {}


def test_the_number_of_queries_does_not_grow_with_the_links(in_alpha, django_assert_max_num_queries):
    for number in range(30):
        page_with(*(f"/nowhere-{number}-{link}/" for link in range(20)))
    with django_assert_max_num_queries(30):
        check_links(TODAY)
    assert len(faults()) == 600


def test_another_municipality_has_its_own_list(alpha, beta):
    with tenant(alpha):
        page_with("/nowhere/")
        check_links(TODAY)
    with tenant(beta):
        check_links(TODAY)
        assert faults() == {}


@pytest.mark.parametrize(("hour", "looks"), [(1, 0), (2, 1), (14, 1)])
def test_the_schedule_looks_once_a_night(in_alpha, hour, looks):
    page_with("/nowhere/")
    with time_machine.travel(dt.datetime(2026, 11, 20, hour, 5, tzinfo=dt.timezone(dt.timedelta(hours=9))), tick=False):
        look_once_a_night()
        first = LinkCheck.objects.count()
        page_with("/nowhere-2/")
        look_once_a_night()
    assert (first, len(faults())) == (looks, looks)


def test_the_command_lists_what_is_broken(alpha):
    with tenant(alpha):
        page_with("/nowhere/", title="여권 안내")
    said = io.StringIO()
    call_command("check_links", "--tenant", "alpha", stdout=said)
    assert "/nowhere/" in said.getvalue()
    with pytest.raises(CommandError, match="nobody"):
        call_command("check_links", "--tenant", "nobody")


def test_addresses_elsewhere_are_kept_for_asking(in_alpha, settings):
    front_page()
    page = page_with("https://www.gov.kr/a", "https://www.gov.kr/b")
    check_links(TODAY)
    assert set(ForeignAddress.objects.values_list("address", flat=True)) == {
        "https://www.gov.kr/a",
        "https://www.gov.kr/b",
    }
    ForeignAddress.objects.filter(address__endswith="/b").update(fault=Fault.GONE)
    check_links(TODAY)
    assert faults() == {}  # nobody is asked any more: old answers do not count
    settings.LINKS_ASK_OTHER_SITES = True
    check_links(TODAY)
    assert faults() == {"https://www.gov.kr/b": "gone"}
    page.delete()
    check_links(TODAY)
    assert not ForeignAddress.objects.exists()


def test_departments_see_theirs_and_homepage_management_all(alpha, client_for):
    with tenant(alpha):
        mine, theirs = DepartmentFactory(name="우리과"), DepartmentFactory(name="남의과")
        page_with("/missing-mine/", department=mine)
        page_with("/theirs/", department=theirs)
        check_links(TODAY)
        member = staff("member", Role.DEPARTMENT, departments=[mine])
        manager = staff("manager", Role.HOMEPAGE)
        nobody = staff("elsewhere", Role.DEPARTMENT, departments=[DepartmentFactory()])
    seen = {}
    for person in (member, manager, nobody):
        client = client_for(alpha)
        client.login_as(person)
        answer = client.get("/admin/reports/broken-links/")
        assert answer.status_code == 200
        text = answer.content.decode()
        seen[person.username] = ("/missing-mine/" in text, "/theirs/" in text)
        sheet = client.get("/admin/reports/broken-links/?export=csv")
        exported = b"".join(sheet.streaming_content).decode()
        assert ("/missing-mine/" in exported, "/theirs/" in exported) == seen[person.username]
    assert seen == {"member": (True, False), "manager": (True, True), "elsewhere": (False, False)}
