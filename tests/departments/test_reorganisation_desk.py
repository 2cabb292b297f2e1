"""Reorganisations and the transfer list at the desk: the whole way, who may, and what others see of it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.departments.leaving import leave
from cms.departments.models import Department, Leaving, Reorganisation, State, TransferItem
from cms.pages.models import InformationPage, PageRecord
from tenants.context import tenant
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import DirectoryPageFactory, InformationPageFactory, stream

from .reorganisations import applied, line, plan
from .states import differences, dump

PLANS = "/admin/reorganisations/"
TRANSFERS = "/admin/transfers/"
EMPTY = ("kind", "code", "into", "parent", "name", "name_en", "telephone", "duties")


def typed(*lines: dict[str, str], **head) -> dict:
    data = {"title": "2027년 조직개편", "basis": "조례 제1호", "effective_on": timezone.localdate().isoformat(), **head}
    data |= {"lines-TOTAL_FORMS": len(lines), "lines-INITIAL_FORMS": 0}
    for number, values in enumerate(lines):
        data |= {f"lines-{number}-{name}": values.get(name, "") for name in EMPTY}
    return data


def act(client, row: Reorganisation, name: str) -> str:
    return client.post(f"{PLANS}{row.pk}/act/", {"act": name}, follow=True).content.decode()


def test_from_the_plan_to_its_undoing(town, sign_in):
    client = sign_in(town.manager)
    lines = [
        line("new", "N1", name="도로관리과", telephone="031-000-1111"),
        line("split", town.roads.code, town.roads.code),
        line("split", town.roads.code, "N1"),
    ]
    shown = client.post(f"{PLANS}new/", typed(*lines), follow=True).content.decode()
    row = Reorganisation.objects.get()
    assert (row.state, row.created_by, row.lines.count()) == (State.DRAFT, town.manager, 3)
    assert "도로관리과" in shown
    address = f"{PLANS}{row.pk}/assign/{town.roads.code}/"
    assert "보도 정비" in client.get(address).content.decode()
    client.post(address, {f"page-{town.roads_page.pk}": "N1", f"person-{town.roads_editor.pk}": "N1"})
    assert "보도 정비" in client.get(f"{PLANS}{row.pk}/").content.decode()
    act(client, row, "confirm")
    act(client, row, "apply")
    assert InformationPage.objects.get(pk=town.roads_page.pk).department.code == "N1"
    assert town.roads_editor.memberships.get().department.code == "N1"
    act(client, row, "undo")
    assert InformationPage.objects.get(pk=town.roads_page.pk).department == town.roads
    row.refresh_from_db()
    assert (row.confirmed_by, row.applied_by, row.undone_by, row.state) == (*[town.manager] * 3, State.UNDONE)


def test_what_is_wrong_is_shown_and_nothing_typed_is_lost(town, sign_in):
    client = sign_in(town.system)
    shown = client.post(f"{PLANS}new/", typed(line("merge", "AAA", "BBB"), title="")).content.decode()
    assert 'value="AAA"' in shown
    assert 'value="BBB"' in shown
    assert not Reorganisation.objects.exists()
    shown = client.post(f"{PLANS}new/", typed(line("merge", "AAA", "BBB")), follow=True).content.decode()
    assert "AAA" in shown
    row = Reorganisation.objects.get()
    assert 'value="confirm"' not in shown
    assert "AAA" in act(client, row, "confirm")
    row.refresh_from_db()
    assert row.state == State.DRAFT


def test_a_file_replaces_the_lines(town, sign_in):
    client = sign_in(town.manager)
    text = f"kind,code,into\n통합,{town.roads.code},{town.welfare.code}\n"
    upload = SimpleUploadedFile("plan.csv", text.encode("cp949"))
    client.post(f"{PLANS}new/", {**typed(line("close", "X")), "file": upload})
    row = Reorganisation.objects.get()
    assert [(entry.kind, entry.code, entry.into) for entry in row.lines.all()] == [
        ("merge", town.roads.code, town.welfare.code)
    ]
    wrong = SimpleUploadedFile("plan.csv", b"kind,code\nnonsense,A\n,B\n")
    shown = client.post(f"{PLANS}{row.pk}/edit/", {**typed(), "file": wrong}).content.decode()
    assert "nonsense" in shown
    assert row.lines.count() == 1


def test_lines_are_changed_added_and_struck_out(town, sign_in):
    row = plan(line("rename", town.roads.code, name="가과"), line("rename", town.welfare.code, name="나과"))
    first, second = row.lines.all()
    data = typed(line("rename", town.roads.code, name="다과"), line("rename", "X"), line("close", "Y"))
    data |= {"lines-INITIAL_FORMS": 2, "lines-0-id": first.pk, "lines-1-id": second.pk, "lines-1-DELETE": "on"}
    sign_in(town.manager).post(f"{PLANS}{row.pk}/edit/", data)
    assert [(entry.kind, entry.code, entry.name) for entry in row.lines.all()] == [
        ("rename", town.roads.code, "다과"),
        ("close", "Y", ""),
    ]


def test_a_confirmed_plan_waits_and_can_be_taken_back(town, sign_in):
    client = sign_in(town.manager)
    row = plan(line("rename", town.roads.code, name="가과"), on=timezone.localdate() + dt.timedelta(days=9))
    act(client, row, "confirm")
    assert 'value="apply"' not in client.get(f"{PLANS}{row.pk}/").content.decode()
    act(client, row, "apply")
    assert client.get(f"{PLANS}{row.pk}/edit/").status_code == 302
    act(client, row, "delete")
    act(client, row, "take_back")
    row.refresh_from_db()
    assert row.state == State.DRAFT
    act(client, row, "delete")
    assert not Reorganisation.objects.exists()


@pytest.mark.parametrize("person", ["editor", "head", "contractor", "translator"])
def test_nobody_else_comes_near(town, sign_in, person):
    row = plan(line("rename", town.roads.code, name="가과"))
    client = sign_in(getattr(town, person))
    for path in ("", "new/", f"{row.pk}/", f"{row.pk}/edit/", f"{row.pk}/assign/{town.roads.code}/"):
        response = client.get(f"{PLANS}{path}")
        assert response.status_code in {302, 403}
        assert "조직개편" not in response.content.decode()
    client.post(f"{PLANS}{row.pk}/act/", {"act": "confirm"})
    row.refresh_from_db()
    assert row.state == State.DRAFT


def test_another_municipality_is_not_touched(beta, town, sign_in):
    with tenant(beta):
        DepartmentFactory(code=town.roads.code, name="베타도로과")
        foreign = plan(line("rename", town.roads.code, name="베타새길과"))
        before = dump()
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    with tenant(beta):
        assert differences(before, dump()) == {}
        assert Department.objects.open().filter(code=town.roads.code).exists()
    assert sign_in(town.manager).get(f"{PLANS}{foreign.pk}/").status_code == 404


@pytest.fixture
def waiting(town) -> TransferItem:
    PageRecord.objects.filter(page=town.welfare_page).update(owner=town.editor)
    leave([town.editor], Leaving.LEFT)
    return TransferItem.objects.get()


def test_the_head_hands_over_at_the_desk(town, sign_in, waiting):
    client = sign_in(town.head)
    shown = client.get(TRANSFERS).content.decode()
    assert "기초연금" in shown
    assert "colleague" in shown
    client.post(f"{TRANSFERS}{waiting.pk}/", {"taker": town.colleague.pk})
    assert PageRecord.objects.get(page=town.welfare_page).owner == town.colleague
    client.get(TRANSFERS)  # says so once
    assert "기초연금" not in client.get(TRANSFERS).content.decode()


def test_the_first_page_says_that_something_waits(town, sign_in, waiting):
    for person in (town.head, town.manager, town.system):
        assert TRANSFERS in sign_in(person).get("/admin/").content.decode().split("</aside>")[-1]
    assert 'id="transfers"' not in sign_in(town.colleague).get("/admin/").content.decode()


@pytest.mark.parametrize("person", ["colleague", "roads_editor", "contractor", "translator"])
def test_others_do_not_learn_what_waits(town, sign_in, waiting, person):
    client = sign_in(getattr(town, person))
    for response in (
        client.get(TRANSFERS),
        client.post(f"{TRANSFERS}{waiting.pk}/", {}, follow=True),
        client.post(f"{TRANSFERS}{waiting.pk}/", {"taker": town.colleague.pk}, follow=True),
    ):
        assert "기초연금" not in response.content.decode()
    assert PageRecord.objects.get(page=town.welfare_page).owner is None


def test_the_list_takes_the_same_queries_however_long(town, sign_in, waiting, django_assert_max_num_queries):
    client = sign_in(town.manager)
    client.get(TRANSFERS)
    with django_assert_max_num_queries(40):
        client.get(TRANSFERS)


def test_contact_details_stand_once_and_change_everywhere_at_once(town, client_for):
    contact = stream(("contact", {"department": town.roads.pk, "place": "", "hours": ""}))
    asked = InformationPageFactory(title="문의", slug="ask", department=town.welfare, body=contact)
    directory = DirectoryPageFactory(slug="directory", department=town.office)
    client = client_for(town.municipality)
    addresses = [page.get_url() for page in (town.roads_page, asked, directory)]
    before = town.roads.telephone
    for address in addresses:
        assert before in client.get(address).content.decode()
    town.roads.telephone = "031-777-8888"
    town.roads.save()
    for address in addresses:
        shown = client.get(address).content.decode()
        assert "031-777-8888" in shown
        assert before not in shown
