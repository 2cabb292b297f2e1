"""On no date is a page without a department that exists: below the views, in a failing run, for random plans."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from cms.departments.importing import COLUMNS, import_departments
from cms.departments.models import Department, State
from cms.departments.reorganising import services
from cms.departments.reorganising.checks import problems_of
from cms.departments.reorganising.due import apply_due
from cms.departments.reorganising.services import ReorganisationRefusedError, confirm, undo
from cms.pages.blocks import DepartmentChooserBlock
from cms.pages.directory import Directory
from cms.pages.models import InformationPage, PageRecord
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import InformationPageFactory
from tests.factories.staff import staff

from .reorganisations import applied, assign, line, plan
from .states import differences, dump


def orphans() -> int:
    """Pages whose department is closed, by record and by page."""
    return (
        PageRecord.objects.filter(department__closed_on__isnull=False).count()
        + InformationPage.objects.filter(department__closed_on__isnull=False).count()
    )


def test_the_database_keeps_a_closed_department_from_pages(town):
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    with pytest.raises(DatabaseError, match="was closed"), transaction.atomic():
        PageRecord.objects.filter(page=town.roads_page).update(department=town.roads)


def test_the_database_closes_no_department_that_holds_pages(town):
    at_the_end_of_the_transaction = "SET CONSTRAINTS ALL IMMEDIATE"
    with connection.cursor() as cursor:
        cursor.execute(at_the_end_of_the_transaction)
        with pytest.raises(DatabaseError, match="cannot be closed"), transaction.atomic():
            Department.objects.filter(pk=town.roads.pk).update(closed_on=timezone.localdate())


def test_a_closed_department_is_offered_nowhere(town, sign_in):
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    client, form = sign_in(town.manager), sign_in(town.system).get("/admin/users/add/")
    for address in ("/admin/snippets/departments/department/", "/admin/snippets/choose/departments/department/"):
        assert "도로과" not in client.get(address).content.decode()
    assert "도로과" not in form.content.decode()
    assert "도로과" not in [entry.name for entry in Directory.search("").entries]
    assert town.roads not in DepartmentChooserBlock().field.queryset
    assert "도로과" in client.get("/admin/departments/history/").content.decode()


@pytest.mark.parametrize("name", ["roads", "welfare", "bureau"])
def test_a_department_that_pages_or_history_name_is_not_deleted(town, sign_in, name):
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    pk = getattr(town, name).pk
    sign_in(town.system).post(f"/admin/snippets/departments/department/delete/{pk}/", follow=True)
    assert Department.objects.filter(pk=pk).exists()


def test_a_department_entered_by_mistake_is_deleted(town, sign_in):
    mistake = DepartmentFactory(name="오기과")
    sign_in(town.system).post(f"/admin/snippets/departments/department/delete/{mistake.pk}/")
    assert not Department.objects.filter(pk=mistake.pk).exists()


def test_a_closed_department_does_not_come_back_by_a_file(town, tmp_path):
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    path = tmp_path / "departments.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{town.roads.code},도로과,,,,true,true,031-1-1\n", encoding="utf-8")
    with pytest.raises(ValueError, match=town.roads.code):
        import_departments(path)


def test_an_earlier_version_with_a_closed_department_must_name_an_open_one(town):
    first = town.roads_page.get_latest_revision()
    town.roads_page.save_revision()
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    assert first.content["department"] == town.roads.pk
    page = first.as_object()
    with pytest.raises(ValidationError, match="복지과"):
        page.save()


def test_the_schedule_applies_what_is_due_and_keeps_the_reasons_of_what_it_cannot(town):
    row = confirm(plan(line("merge", town.roads.code, town.welfare.code)), town.manager)
    Department.objects.filter(pk=town.welfare.pk).update(code="OTHER")
    with pytest.raises(ReorganisationRefusedError):
        apply_due()
    row.refresh_from_db()
    assert row.state == State.CONFIRMED
    assert town.welfare.code in row.refused[0]
    Department.objects.filter(pk=town.welfare.pk).update(code=town.welfare.code)
    apply_due()
    row.refresh_from_db()
    assert (row.state, row.refused) == (State.APPLIED, [])


def test_what_fails_in_the_middle_leaves_nothing(town, monkeypatch):
    row = confirm(plan(line("merge", town.roads.code, town.welfare.code)), town.manager)
    before = dump()
    monkeypatch.setattr(services.structure, "closing", lambda *arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.apply(row)
    assert differences(before, dump()) == {}
    assert not row.changes.exists()


OLD, NEW = [f"P{number}" for number in range(6)], ["N0", "N1"]


@st.composite
def plans(draw) -> list[dict[str, str]]:
    """Plans over six departments and two new ones: most can be carried out, some contradict themselves."""
    lines = [line("new", code, name=f"새{code}", telephone="031-000-9999") for code in NEW]
    kept = draw(st.sets(st.sampled_from(OLD)))
    after = sorted(kept) + NEW
    for code in OLD:
        ways = ["stay", "rename", "move", "give"] if code in kept else ["merge", "split", "close"]
        way = draw(st.sampled_from(ways))
        one, other = draw(st.sampled_from(after)), draw(st.sampled_from(after))
        if way == "rename":
            lines.append(line("rename", code, name=f"이름{code}"))
        elif way == "move":
            lines.append(line("move", code, parent=one))
        elif way == "give":
            lines += [line("split", code, code), line("split", code, draw(st.sampled_from(NEW)))]
        elif way == "split" and one != other:
            lines += [line("split", code, one), line("split", code, other)]
        elif way != "stay":
            lines.append(line("close" if way == "close" else "merge", code, one))
    return draw(st.permutations(lines))


@pytest.fixture
def twelve_pages(in_alpha):
    """Of six departments, three of them below others; somebody is in charge of all and half have a draft."""
    departments = [DepartmentFactory(code=code, name=f"{code}과") for code in OLD]
    for child, parent in ((1, 0), (2, 0), (4, 3)):
        Department.objects.filter(pk=departments[child].pk).update(parent=departments[parent])
    person = staff("someone", departments=departments[:3], heads=departments[3:4])
    pages = [InformationPageFactory(department=departments[number % 6]) for number in range(12)]
    for page in pages[::2]:
        page.save_revision()
    PageRecord.objects.filter(page__in=pages).update(owner=person)
    return pages


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=plans(), chosen=st.integers(0, 11))
def test_whatever_the_plan_every_page_has_a_department_and_undoing_restores_all(twelve_pages, lines, chosen):
    with transaction.atomic():
        row = plan(*lines)
        heirs = [entry for entry in row.lines.all() if entry.kind == "split"]
        if heirs:
            assign(row, heirs[-1].code, heirs[-1].into, page=twelve_pages[chosen], with_below=False)
        problems = problems_of(row)
        event("refused" if problems else "applied")
        if problems:
            with pytest.raises(ReorganisationRefusedError):
                confirm(row, None)
        else:
            before = dump()
            applied(row)
            assert orphans() == 0
            assert not Department.objects.open().filter(parent__closed_on__isnull=False).exists()
            undo(row)
            assert differences(before, dump()) == {}
        transaction.set_rollback(True)
