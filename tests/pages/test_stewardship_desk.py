"""Stewardship at the desk: who may do what, what the lists show, how many questions they ask the database."""

import csv
import io

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cms.pages.models import Confirmation, FreshnessRule, PageRecord
from cms.pages.panels import due_for
from cms.pages.services.assigning import AssigningRefused, assign, keep_stricter
from cms.pages.services.clock import reckon_all
from cms.pages.services.confirming import ConfirmingRefused, confirm
from tests.departments.conftest import sign_in, town  # noqa: F401 - fixtures
from tests.factories.pages import InformationPageFactory

LONG_AGO = timezone.now() - timezone.timedelta(days=400)


def bulk(action: str, *pages) -> str:
    query = "&".join(f"id={page.pk}" for page in pages)
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?{query}"


def record(page) -> PageRecord:
    return PageRecord.objects.get(page_id=page.pk)


def make_overdue(*pages) -> None:
    PageRecord.objects.filter(page_id__in=[page.pk for page in pages]).update(confirmed_at=LONG_AGO)
    reckon_all()


# Rights, below every view


MAY = ["editor", "colleague", "head", "bureau_editor", "manager", "superuser"]
MAY_NOT = ["roads_editor", "translator", "contractor", "system"]


@pytest.mark.parametrize("person", MAY)
def test_who_answers_for_the_department_confirms(town, person):  # noqa: F811
    assert len(confirm([town.welfare_page.pk], getattr(town, person))) == 1


@pytest.mark.parametrize("person", MAY_NOT)
def test_nobody_else_does(town, sign_in, person):  # noqa: F811
    user = getattr(town, person)
    with pytest.raises(ConfirmingRefused):
        confirm([town.welfare_page.pk], user)
    with pytest.raises(AssigningRefused):
        assign([town.welfare_page.pk], None, None, user)
    client = sign_in(user)
    for name in ("pages_confirm", "pages_assign", "pages_stricter"):
        assert client.post(reverse(name, args=[town.welfare_page.pk])).status_code in (302, 403)
    assert client.get(reverse("pages_freshness", args=[town.welfare_page.pk])).status_code in (302, 403)
    client.post(bulk("confirm", town.welfare_page))
    assert not Confirmation.objects.exists()


def test_all_or_none_and_every_reason_at_once(town):  # noqa: F811
    with pytest.raises(ConfirmingRefused) as refused:
        confirm([town.welfare_page.pk, town.roads_page.pk, town.roads_draft.pk], town.editor)
    assert len(refused.value.reasons) == 2
    with pytest.raises(ConfirmingRefused, match=r".") as refused:
        confirm([town.roads_draft.pk], town.manager)
    assert not Confirmation.objects.exists()


def test_keepers_belong_to_the_department_or_one_above_it(town):  # noqa: F811
    assert assign([town.welfare_page.pk], town.editor, town.bureau_editor, town.head) == 1
    for owner, deputy in ((town.roads_editor, None), (town.editor, town.editor), (town.translator, None)):
        with pytest.raises(AssigningRefused):
            assign([town.welfare_page.pk], owner, deputy, town.head)
    assert record(town.welfare_page).deputy == town.bureau_editor


def test_a_page_may_be_stricter_and_never_laxer(town):  # noqa: F811
    page = town.welfare_page
    before = record(page).due_on
    kept = keep_stricter(page.pk, 30, town.editor)
    assert (kept.days, kept.due_on < before) == (30, True)
    for days in (181, 0):
        with pytest.raises(AssigningRefused):
            keep_stricter(page.pk, days, town.editor)
    FreshnessRule.objects.update(days=10)
    reckon_all()
    assert record(page).days == 10
    assert keep_stricter(page.pk, None, town.editor).stricter_days is None


# Lists


def test_the_panel_confirms_with_one_click(town, sign_in):  # noqa: F811
    make_overdue(town.welfare_page, town.roads_page)
    client = sign_in(town.editor)
    body = client.get("/admin/").content.decode()
    assert 'id="due-pages' in body
    assert "기초연금" in body.split("awaiting-me")[0]
    assert "보도 정비" not in body
    response = client.post(reverse("pages_confirm", args=[town.welfare_page.pk]), {"next": "/admin/"})
    assert response.url == "/admin/"
    assert record(town.welfare_page).state == "fresh"
    assert "기초연금" not in client.get("/admin/").content.decode().split("awaiting-me")[0].split("due-pages")[1]


def test_the_panel_counts_all_and_asks_once(town):  # noqa: F811
    pages = [InformationPageFactory(department=town.welfare) for _ in range(12)]
    make_overdue(*pages[:11])
    PageRecord.objects.filter(page_id=pages[11].pk).update(state="due_soon", due_on=timezone.localdate())
    assign([pages[0].pk, pages[1].pk], town.editor, None, town.head)
    with CaptureQueriesContext(connection) as queries:
        rows = list(due_for(town.editor)[:10])
    assert len([query for query in queries if "pages_pagerecord" in query["sql"]]) == 1
    assert (len(rows), rows[0].due, rows[0].overdue, rows[0].mine) == (10, 12, 11, 2)
    assert [row.state for row in due_for(town.manager)] == ["overdue"] * 11
    assert not due_for(town.translator)


def test_the_explorer_shows_and_filters(town, sign_in):  # noqa: F811
    make_overdue(town.welfare_page)
    assign([town.welfare_page.pk], town.editor, None, town.head)
    client = sign_in(town.manager)
    root = reverse("wagtailadmin_explore", args=[town.welfare_section.pk])
    body = client.get(root).content.decode()
    assert "desk-overdue" in body
    assert "복지과" in body
    asked = {
        "freshness=overdue": ["기초연금"],
        "freshness=fresh": [],
        f"department={town.welfare.pk}": ["기초연금"],
        "due=past": ["기초연금"],
        "due=month": [],
        f"keeper={town.editor.pk}": ["기초연금"],
    }
    for query, titles in asked.items():
        found = client.get(f"{root}?{query}").context["pages"]
        assert [page.title for page in found] == titles, query


def test_the_report_exports_to_both(town, sign_in):  # noqa: F811
    make_overdue(town.welfare_page, town.roads_page)
    client = sign_in(town.editor)
    address = reverse("pages_due_report")
    rows = list(
        csv.reader(io.StringIO(b"".join(client.get(f"{address}?export=csv").streaming_content).decode("utf-8-sig")))
    )
    titles = [row[0] for row in rows[1:]]
    assert titles[0] == "기초연금"
    assert "보도 정비" not in titles
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{address}?export=xlsx").streaming_content)))
    assert [row[0].value for row in book.active.iter_rows(min_row=2)] == titles
    everything = b"".join(sign_in(town.manager).get(f"{address}?export=csv").streaming_content).decode()
    assert "보도 정비" in everything
    assert sign_in(town.translator).get(address).status_code in (302, 403)


# Many at once


def test_bulk_confirming_and_assigning(town, sign_in):  # noqa: F811
    pages = [InformationPageFactory(department=town.welfare) for _ in range(6)]
    client = sign_in(town.head)
    assert "6" in client.get(bulk("confirm", *pages)).content.decode()
    assert client.post(bulk("confirm", *pages), {"note": "일제 점검"}).status_code == 302
    assert Confirmation.objects.filter(rubber_stamp=True, note="일제 점검").count() == 6
    assert (
        client.post(bulk("assign", *pages), {"owner": town.editor.pk, "deputy": town.colleague.pk}).status_code == 302
    )
    assert PageRecord.objects.filter(owner=town.editor, deputy=town.colleague).count() == 6


def test_a_refused_bulk_action_says_why_and_keeps_what_was_chosen(town, sign_in):  # noqa: F811
    response = sign_in(town.head).post(
        bulk("assign", town.welfare_page), {"owner": town.editor.pk, "deputy": town.editor.pk}
    )
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert f'value="{town.editor.pk}" selected' in response.content.decode()


def test_a_bulk_action_names_no_strangers_draft(town, sign_in):  # noqa: F811
    response = sign_in(town.editor).get(bulk("confirm", town.welfare_page, town.roads_draft, town.roads_page))
    body = response.content.decode()
    assert "기초연금" in body
    assert "보도 정비" in body
    assert "도로 초안" not in body


def test_without_a_selection_it_says_so(town, sign_in):  # noqa: F811
    response = sign_in(town.editor).get(bulk("confirm") + "next=/admin/")
    assert response.url == "/admin/"
    assert list(get_messages(response.wsgi_request))


# Rules at the desk


def rule_form(**more) -> dict:
    return {
        "department": "",
        "content_class": "공지",
        "days": 20,
        "basis": "홈페이지 운영계획",
        "effective_on": "2026-01-01",
        **more,
    }


def test_homepage_management_sets_rules(town, sign_in):  # noqa: F811
    client = sign_in(town.manager)
    assert client.get(reverse("freshness_rules:index")).status_code == 200
    assert client.post(reverse("freshness_rules:add"), rule_form()).status_code == 302
    assert FreshnessRule.objects.get(content_class="공지").days == 20
    again = client.post(reverse("freshness_rules:add"), rule_form(days=30))
    assert again.status_code == 200
    assert again.context["form"].errors


@pytest.mark.parametrize("person", ["editor", "head", "system", "translator", "contractor"])
def test_nobody_else_sets_rules(town, sign_in, person):  # noqa: F811
    client = sign_in(getattr(town, person))
    client.post(reverse("freshness_rules:add"), rule_form())
    assert client.get(reverse("freshness_rules:index")).status_code in (302, 403)
    assert FreshnessRule.objects.count() == 1


def test_the_last_general_rule_stays(town, sign_in):  # noqa: F811
    rule = FreshnessRule.objects.get()
    client = sign_in(town.manager)
    assert client.post(reverse("freshness_rules:delete", args=[rule.pk])).status_code == 200
    changed = client.post(reverse("freshness_rules:edit", args=[rule.pk]), rule_form(content_class="공지"))
    assert changed.status_code == 200
    assert FreshnessRule.objects.get().is_general
