"""What stands for an earlier day names the department as it was called then; what is public names it as today."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.departments.models import DepartmentName, TransferItem
from cms.departments.reorganising.services import undo
from cms.pages.models import InformationPage
from cms.pages.stamps import Stamp
from tests.departments.conftest import sign_in, town  # noqa: F401 - fixtures
from tests.departments.reorganisations import applied, line, plan
from tests.factories.pages import DirectoryPageFactory, InformationPageFactory, NoticePageFactory, stream

TODAY = timezone.localdate


@pytest.fixture
def renamed(town):  # noqa: F811
    """Roads were called 도로과 until ten days ago; the page has versions of before and after."""
    page = InformationPage.objects.get(pk=town.roads_page.pk)
    first = page.get_latest_revision()
    first.created_at = timezone.now() - dt.timedelta(days=30)
    first.save()
    town.roads.name = "도로관리과"
    town.roads.save()
    day = TODAY() - dt.timedelta(days=10)
    DepartmentName.objects.filter(department=town.roads, until=TODAY()).update(until=day)
    DepartmentName.objects.filter(department=town.roads, until=None).update(since=day)
    page.title = "보도 정비 안내"
    latest = page.save_revision()
    latest.publish()
    town.first, town.latest = first, latest
    return town


def text(client, name: str, *args) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_an_earlier_version_names_it_as_then(renamed, sign_in, client_for):  # noqa: F811
    client = sign_in(renamed.manager)
    before = text(client, "wagtailadmin_pages:revisions_view", renamed.roads_page.pk, renamed.first.pk)
    assert "<dd>도로과</dd>" in before
    now = text(client, "wagtailadmin_pages:revisions_view", renamed.roads_page.pk, renamed.latest.pk)
    assert "<dd>도로관리과</dd>" in now
    public = client_for(renamed.municipality).get(renamed.roads_page.url).content.decode()
    assert "<dd>도로관리과</dd>" in public
    assert "<dd>도로과</dd>" not in public


def test_two_versions_compared_after_a_merger(renamed, sign_in):  # noqa: F811
    applied(plan(line("merge", renamed.roads.code, renamed.welfare.code)))
    address = reverse("wagtailadmin_pages:revisions_compare", args=[renamed.roads_page.pk, renamed.first.pk, "live"])
    html = sign_in(renamed.manager).get(address).content.decode()
    assert '<span class="comparison__child-object deletion">도로과</span>' in html or 'deletion">도로과<' in html
    assert 'addition">복지과<' in html


def test_what_is_posted_no_longer_names_both(renamed, client_for):
    ended = TODAY() - dt.timedelta(days=20)
    notice = NoticePageFactory(parent=renamed.board, department=renamed.roads, title="굴착 공고")
    type(notice).objects.filter(pk=notice.pk).update(posting_from=ended - dt.timedelta(days=5), posting_to=ended)
    notice.refresh_from_db()
    stamp = Stamp.of(notice)
    assert (stamp.department, stamp.then) == ("도로관리과", "도로과")
    response = client_for(renamed.municipality).get(notice.url)
    assert response.status_code == 410
    assert "<dd>도로과</dd>" in response.content.decode()
    applied(plan(line("merge", renamed.roads.code, renamed.welfare.code)))
    notice.refresh_from_db()
    stamp = Stamp.of(notice)
    assert (stamp.department, stamp.then) == ("복지과", "도로과")


def test_the_transfer_list_keeps_what_was_handed_over_as_it_was(renamed, sign_in):  # noqa: F811
    item = TransferItem.objects.create(
        department=renamed.roads, person_name="김", reason="left", ownership="x", model="pages.pagerecord",
        object_pk=1, field="owner_id", label="일", given_to=renamed.roads_editor,
        done_at=timezone.now() - dt.timedelta(days=15),
    )  # fmt: skip
    client = sign_in(renamed.manager)
    assert "<td>도로과</td>" in text(client, "departments_transfers")
    TransferItem.objects.filter(pk=item.pk).update(done_at=timezone.now())
    assert "<td>도로관리과</td>" in text(client, "departments_transfers")


def test_search_finds_pages_by_the_new_name(renamed, django_capture_on_commit_callbacks):
    def found(word: str) -> bool:
        return renamed.roads_page.pk in {page.pk for page in InformationPage.objects.search(word)}

    def called(name: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            renamed.roads.name = name
            renamed.roads.save()

    called("건설행정과")
    assert found("건설행정과")
    assert not found("도로관리과")
    with django_capture_on_commit_callbacks(execute=True):
        row = applied(plan(line("rename", renamed.roads.code, name="토목과", name_en="Engineering")))
    assert found("토목과")
    with django_capture_on_commit_callbacks(execute=True):
        undo(row)
    assert found("건설행정과")
    assert not found("토목과")


def test_contact_details_change_everywhere_at_once(town, client_for):  # noqa: F811
    """They stand once, in the department."""
    notice = NoticePageFactory(parent=town.board, department=town.welfare, title="공지")
    asking = InformationPageFactory(
        department=town.roads, slug="ask", body=stream(("contact", {"department": town.welfare.pk}))
    )
    directory = DirectoryPageFactory(department=town.office)
    foreign = town.welfare_section.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    foreign.live, foreign.has_unpublished_changes = True, False
    foreign.save()
    for parent in foreign.get_ancestors().filter(live=False, depth__gt=1):
        Page.objects.filter(pk=parent.pk).update(live=True)
    client = client_for(town.municipality)
    addresses = [page.url for page in (town.welfare_page, notice, asking, directory, foreign)]
    for number in ("031-999-0001", "031-999-0002"):
        town.welfare.telephone = number
        town.welfare.save()
        for address in addresses:
            response = client.get(address)
            assert (response.status_code, number in response.content.decode()) == (200, True), address
