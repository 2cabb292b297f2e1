"""Confirming and ruling where it gets awkward: what was not looked at, what is over, who has gone meanwhile."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation

from cms.departments.models import Membership, TransferItem
from cms.ordinance.freshness import State
from cms.pages.declarations import Said, say
from cms.pages.models import Confirmation, Declaration, FreshnessRule, InformationPage, MinorEdit, PageRecord
from cms.pages.services.clock import reckon_all
from cms.pages.services.confirming import ConfirmingRefused, confirm, public_version
from cms.pages.services.ruling import keep_rule
from tenants.selectors import current_policy
from tests.departments.conftest import sign_in, town  # noqa: F401 - fixtures
from tests.departments.reorganisations import applied, line, plan
from tests.factories.pages import InformationPageFactory, NoticePageFactory

TODAY = timezone.localdate
DAY = dt.timedelta(days=1)


def record(page) -> PageRecord:
    return PageRecord.objects.get(page_id=page.pk)


def republished(page) -> InformationPage:
    page = InformationPage.objects.get(pk=page.pk)
    page.title += " (개정)"
    page.save_revision().publish()
    return InformationPage.objects.get(pk=page.pk)


# What was looked at


def test_a_form_that_is_older_than_the_page_confirms_nothing(town, sign_in):  # noqa: F811
    page = republished(town.welfare_page)
    client = sign_in(town.editor)
    with translation.override("en"):
        form = client.get(reverse("pages_freshness", args=[page.pk])).context["confirm_form"]
        seen = form["seen"].value()
        republished(page)
        address = reverse("pages_confirm", args=[page.pk])
        refused = client.post(address, {"note": "전화로 확인", "seen": seen})
    assert refused.status_code == 422
    assert "전화로 확인" in refused.content.decode()
    assert not Confirmation.objects.exists()
    again = refused.context["confirm_form"]["seen"].value()
    assert again != seen
    assert client.post(address, {"note": "전화로 확인", "seen": again}).status_code == 302
    assert Confirmation.objects.get().note == "전화로 확인"


def test_so_do_the_panel_and_the_bulk_form(town, sign_in):  # noqa: F811
    pages = [republished(town.welfare_page), InformationPageFactory(department=town.welfare)]
    PageRecord.objects.update(confirmed_at=timezone.now() - 400 * DAY)
    reckon_all()
    client = sign_in(town.editor)
    assert f'name="seen" value="{pages[0].pk}:{public_version(pages[0])}"' in client.get("/admin/").content.decode()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "confirm"])
    address += "?" + "&".join(f"id={page.pk}" for page in pages)
    seen = client.get(address).context["form"]["seen"].value()
    republished(pages[0])
    refused = client.post(address, {"note": "점검", "seen": seen})
    assert refused.status_code == 200
    assert not Confirmation.objects.exists()
    client.post(address, {"note": "점검", "seen": refused.context["form"]["seen"].value()})
    assert Confirmation.objects.count() == 2


def test_what_cannot_be_confirmed(town):  # noqa: F811
    over = NoticePageFactory(parent=town.board, department=town.welfare, title="지난 공고")
    PageRecord.objects.filter(page_id=over.pk).update(posted_until=TODAY() - DAY)
    alias = town.welfare_page.create_alias(parent=town.roads_section, update_slug="alias")
    draft = InformationPageFactory(department=town.welfare, live=False)
    for pages in ([over.pk], [alias.pk], [draft.pk], [0], [town.welfare_page.pk, over.pk, 0]):
        with pytest.raises(ConfirmingRefused) as refused:
            confirm(pages, town.editor)
        assert len(refused.value.reasons) == (2 if len(pages) == 3 else 1)
    assert not Confirmation.objects.exists()


def test_who_left_meanwhile_confirms_nothing(town):  # noqa: F811
    """Also with an object of theirs that was read, and asked, before."""
    confirm([town.welfare_page.pk], town.editor)
    Membership.objects.filter(user=town.editor)._raw_delete("default")
    with pytest.raises(ConfirmingRefused):
        confirm([town.welfare_page.pk], town.editor)


def test_one_page_many_times_is_not_many_pages(town):  # noqa: F811
    for _ in range(8):
        confirm([town.welfare_page.pk], town.editor)
    assert not Confirmation.objects.filter(rubber_stamp=True).exists()


# Departments and keepers


def test_another_department_right_before_the_day(town):  # noqa: F811
    """The clock stands, the new department's rule holds at once, and who works elsewhere hands over."""
    page = town.welfare_page
    before = timezone.now() - 179 * DAY
    PageRecord.objects.filter(page_id=page.pk).update(confirmed_at=before, owner=town.editor, deputy=town.manager)
    rule = FreshnessRule(department=town.roads, days=30, basis="도로과", effective_on=TODAY())
    keep_rule(rule, town.manager)
    assert record(page).state == State.DUE_SOON
    page = InformationPage.objects.get(pk=page.pk)
    page.department = town.roads
    revision = page.save_revision()
    assert record(page).department == town.welfare  # a draft moves nothing
    revision.publish()
    moved = record(page)
    assert (moved.department, moved.confirmed_at, moved.state, moved.rule) == (
        town.roads,
        before,
        State.OVERDUE,
        rule,
    )
    assert (moved.owner, moved.deputy) == (None, town.manager)
    item = TransferItem.objects.get()
    assert (item.department, item.person, item.label) == (town.roads, town.editor, page.title)
    with pytest.raises(ConfirmingRefused):
        confirm([page.pk], town.editor)
    assert confirm([page.pk], town.roads_editor)[0].department_name == "도로과"


# Rules


def test_a_shorter_rule_holds_at_once_and_a_leap_day_counts(town, time_machine):  # noqa: F811
    time_machine.move_to(dt.datetime(2028, 2, 28, 3, tzinfo=dt.UTC))
    page = InformationPageFactory(department=town.roads, content_class="통계")
    rule = FreshnessRule(content_class="통계", days=2, basis="고시", effective_on=TODAY())
    keep_rule(rule, town.manager)
    assert record(page).due_on == dt.date(2028, 3, 2)  # 28 and 29 February; 1 March is a holiday
    rule.days = 1
    keep_rule(rule, town.manager)
    assert record(page).due_on == dt.date(2028, 2, 29)
    coming = FreshnessRule(content_class="통계", days=300, basis="개정", effective_on=TODAY() + 2 * DAY)
    keep_rule(coming, town.manager)
    assert record(page).due_on == dt.date(2028, 2, 29)


def test_a_rule_is_for_what_there_is_and_all_is_said_at_once(town):  # noqa: F811
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    town.roads.refresh_from_db()
    with pytest.raises(ValidationError) as wrong:
        keep_rule(FreshnessRule(department=town.roads, content_class="없는 것", days=0, basis=""), town.manager)
    assert set(wrong.value.message_dict) == {"department", "content_class", "days", "basis"}


def test_decisions_keep_the_version_of_the_policy(town):  # noqa: F811
    number = current_policy().number
    rule = FreshnessRule(content_class="통계", days=9, basis="고시", effective_on=TODAY())
    keep_rule(rule, town.manager)
    page = InformationPage.objects.get(pk=town.welfare_page.pk)
    for kind, note in (("minor", "오타"), ("substance", "")):
        page.title += "."
        say(page, Said(kind, note))
        page.save_revision(user=town.editor).publish()
    kept = [rule, MinorEdit.objects.get(), Confirmation.objects.get(), *Declaration.objects.all()]
    assert [each.policy_number for each in kept] == [number] * 5


# One query


def test_overdue_pages_are_one_look_into_an_index_and_by_today(town, time_machine):  # noqa: F811
    due = record(town.welfare_page).due_on
    time_machine.move_to(dt.datetime.combine(due + DAY, dt.time(3), dt.UTC))
    assert town.welfare_page.pk in PageRecord.objects.overdue().values_list("page_id", flat=True)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        of_one = PageRecord.objects.pressing().of_departments(frozenset({town.welfare.pk}))
        for rows in (PageRecord.objects.overdue(), of_one):
            plan_of_query = rows.explain()
            # Which index is the best one depends on how many rows the server has counted; the bench has 10,000.
            assert "Index" in plan_of_query
            assert "Seq Scan" not in plan_of_query
        cursor.execute("SET LOCAL enable_seqscan = on")
