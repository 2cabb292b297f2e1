"""A month is put on record night by night, closed once, and comes out the same for ever."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from cms.evaluation.closing import close, due_periods, prove
from cms.evaluation.models import DepartmentResult, EvaluationPeriod, EvaluationSetting, Fact, NotedDay
from cms.evaluation.periods import Period
from cms.evaluation.reckoning import NothingNoted, Terms, reckon
from cms.feedback.models import Opinion
from cms.feedback.services import decide, receive
from cms.links.models import BrokenLink, Fault
from cms.pages.models import FreshnessRule
from cms.pages.services.confirming import confirm
from tenants.context import tenant
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import InformationPageFactory
from tests.factories.staff import staff

from .conftest import at, night, nights

NOVEMBER = Period.parse("2026-11")


def report(page, text: str = "틀립니다.") -> Opinion:
    return receive(page, Opinion.Kind.ERROR, text, language="ko", address="203.0.113.1")


@pytest.fixture
def november(evaluating):
    """Two departments: welfare lets a page lapse for four days, roads leaves errors and links lying."""
    FreshnessRule.objects.update(days=30)
    welfare, roads = DepartmentFactory(name="복지과"), DepartmentFactory(name="도로과")
    with at("2026-10-20"):
        pension = InformationPageFactory(title="기초연금", department=welfare)
        paving = InformationPageFactory(title="보도 정비", department=roads)
        lamps = InformationPageFactory(title="가로등", department=roads)
        manager = staff("manager")
        manager.is_superuser = True
        manager.save()
    with at("2026-10-31"):
        confirm([paving.pk, lamps.pk], manager)
        ignored = report(paving)
    nights("2026-11-01", "2026-11-20")
    due = pension.record.due_on
    with at("2026-11-10"):
        answered = report(lamps, "전화번호가 다릅니다.")
    BrokenLink.objects.create(page=paving, target="/x/", fault=Fault.GONE, since=dt.date(2026, 11, 21))
    nights("2026-11-21", "2026-11-23")
    with at("2026-11-23", 15):
        pension.record.refresh_from_db()
        due = pension.record.due_on
        confirm([pension.pk], manager)
        decide(answered, "reflected", "고쳤습니다.", manager)
    nights("2026-11-24", "2026-11-30")
    return {
        "welfare": welfare,
        "roads": roads,
        "pension": pension,
        "paving": paving,
        "lamps": lamps,
        "manager": manager,
        "ignored": ignored,
        "due": due,
    }


def forge(table: str, change: str) -> None:
    """What only who owns the database can do."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET {change}")
        connection.check_constraints()
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def results(name: str = "2026-11") -> dict[str, DepartmentResult]:
    return {row.department_name: row for row in DepartmentResult.objects.filter(period__name=name)}


def test_a_month_is_counted_as_the_rule_says(november):
    night("2026-12-01")
    welfare, roads = results()["복지과"], results()["도로과"]
    lapsed = (dt.date(2026, 11, 23) - november["due"]).days - 1  # the day itself is in time, the 23rd was confirmed
    assert lapsed > 0
    assert (welfare.pages, welfare.page_days, welfare.on_time) == (1, 30, 30 - lapsed)
    assert (welfare.confirmations, welfare.rubber_stamps, welfare.overdue) == (1, 0, 0)
    assert (roads.pages, roads.page_days) == (2, 60)
    assert (roads.reported, roads.answered, roads.late) == (1, 1, 1)
    assert (roads.broken, roads.broken_median, roads.unbroken) == (1, 10, 1)
    assert welfare.score == pytest.approx(40 + 60 * (30 - lapsed) / 30, abs=0.01)
    assert {welfare.rank, roads.rank} == {1, 2}


def test_every_figure_traces_to_pages_and_events(november):
    night("2026-12-01")
    for row in results().values():
        entries = row.entries
        spans = [entry for entry in entries if entry["counts"] == "page_days"]
        assert sum(entry["days"] for entry in spans) == row.page_days
        assert sum(entry["in_time"] for entry in spans) == row.on_time
        for counts in ("confirmations", "reported", "answered", "late", "broken", "overdue"):
            assert sum(entry["counts"] == counts for entry in entries) == getattr(row, counts), counts
    titles = {entry["title"] for entry in results()["도로과"].entries}
    assert titles == {"보도 정비", "가로등"}
    late = next(entry for entry in results()["도로과"].entries if entry["counts"] == "late")
    assert (late["event"], late["on"], late["page"]) == (
        november["ignored"].pk,
        "2026-10-31",
        november["paving"].pk,
    )


def test_what_happens_later_changes_nothing(november):
    night("2026-12-01")
    closed = EvaluationPeriod.objects.get(name="2026-11")
    document, ledgers = closed.document, {row.pk: row.ledger for row in closed.results.all()}
    night("2026-12-02")
    with at("2026-12-02"):
        roads = november["roads"]
        november["pension"].title = "새 이름"
        november["pension"].department = roads
        november["pension"].save()
        november["paving"].unpublish()
        november["lamps"].delete()
        roads.name = "건설과"
        roads.save()
        confirm([november["pension"].pk], november["manager"])
        decide(november["ignored"], "declined", "맞습니다.", november["manager"])
        EvaluationSetting.objects.update(weight_on_time=100, weight_answered=0, weight_links=0, answer_days=90)
        FreshnessRule.objects.update(days=5)
    nights("2026-12-03", "2026-12-05")
    again = reckon(NOVEMBER, Terms.of(closed))
    assert again.document.encode() == document.encode()
    assert again.sha256 == closed.sha256
    assert sorted(result.ledger for result in again.results) == sorted(ledgers.values())
    assert prove(closed).faults == ()
    december = reckon(Period.parse("2026-12"), Terms.today(Period.parse("2026-11")))
    assert "건설과" in december.document
    assert "복지과" in december.document  # until the page moved


def test_a_month_is_closed_once_and_a_missed_night_made_up_for(november):
    night("2026-12-03")  # nobody looked in between
    night("2026-12-03")
    night("2026-12-04")
    assert sorted(EvaluationPeriod.objects.values_list("name", flat=True)) == ["2026-10", "2026-11"]
    closed = EvaluationPeriod.objects.get(name="2026-11")
    assert closed.contents["days"][0] == "2026-11-01"
    assert closed.contents["days"][-1] == "2026-11-29"  # the 30th counts for nobody
    with at("2026-12-10"):
        assert close(NOVEMBER) is None
        with pytest.raises(ValueError, match="2026"):
            close(Period.parse("2026-12"))


def test_a_quarter_is_counted_over_its_months(november):
    nights("2026-12-01", "2027-01-01")
    names = list(EvaluationPeriod.objects.order_by("last", "name").values_list("name", flat=True))
    assert names == ["2026-10", "2026-11", "2026-12", "2026-Q4"]
    for name in ("복지과", "도로과"):
        months = [results(month)[name] for month in names[:3] if name in results(month)]
        for field in ("page_days", "on_time", "confirmations", "reported", "answered"):
            assert getattr(results("2026-Q4")[name], field) == sum(getattr(row, field) for row in months), field
    assert all(prove(period).faults == () for period in EvaluationPeriod.objects.all())


@pytest.mark.parametrize("table", ["notedday", "fact", "evaluationperiod", "departmentresult"])
@pytest.mark.parametrize("act", ["UPDATE {table} SET id = id", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"])
def test_nothing_on_record_can_be_changed(november, table, act):
    night("2026-12-01")
    connection.check_constraints()  # nothing is left to do for PostgreSQL before a table as a whole is touched
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(table=f"evaluation_{table}"))


def test_nothing_is_put_on_record_of_a_closed_period(november):
    night("2026-12-01")
    fact = Fact.objects.first()
    for row in (
        Fact(day=dt.date(2026, 11, 30), kind="page", subject_id=10**6, open=True, department_id=fact.department_id),
        NotedDay(day=dt.date(2026, 11, 2), facts=0),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_a_forged_row_is_found(november):
    night("2026-12-01")
    closed = EvaluationPeriod.objects.get(name="2026-11")
    forge("evaluation_departmentresult", "score = 100 WHERE department_name = '도로과'")
    faults = prove(closed).faults
    assert len(faults) == 1
    assert "도로과" in faults[0]


def test_the_command_writes_and_proves(alpha, november):
    night("2026-12-01")
    said = io.StringIO()
    call_command("evaluation", "--tenant", "alpha", "--period", "2026-11", stdout=said)
    closed = EvaluationPeriod.objects.get(name="2026-11")
    assert said.getvalue().strip() == closed.document
    said = io.StringIO()
    call_command("evaluation", "--tenant", "alpha", "--period", "2026-11", "--verify", stdout=said)
    assert closed.sha256 in said.getvalue()
    for period, slug in (("2026-09", "alpha"), ("2026-Q9", "alpha"), ("2026-11", "nowhere")):
        with pytest.raises(CommandError) as caught:
            call_command("evaluation", "--tenant", slug, "--period", period, "--verify")
        assert caught.value.returncode == 2
    forge("evaluation_evaluationperiod", "document = replace(document, '복지과', '복지국')")
    with pytest.raises(CommandError) as caught:
        call_command("evaluation", "--tenant", "alpha", "--period", "2026-11", "--verify")
    assert caught.value.returncode == 1


def test_nobody_is_evaluated_where_nobody_wants_it(in_alpha):
    InformationPageFactory()
    nights("2026-11-30", "2026-12-01")
    assert not NotedDay.objects.exists()
    with pytest.raises(NothingNoted, match="2026"):
        reckon(NOVEMBER, Terms.today(NOVEMBER))


def test_a_second_look_costs_a_row_only_where_something_changed(evaluating):
    with at("2026-11-01"):
        page = InformationPageFactory()
        InformationPageFactory()
    night("2026-11-02")
    assert Fact.objects.count() == 3  # the front page is one
    night("2026-11-03")
    assert Fact.objects.count() == 3
    with at("2026-11-03"):
        page.title = "다른 제목"
        page.save()
    night("2026-11-04")
    assert list(Fact.objects.order_by("pk").values_list("page_title", flat=True))[3:] == ["다른 제목"]
    assert NotedDay.objects.count() == 3


def test_another_municipality_is_evaluated_by_itself(beta, november):
    night("2026-12-01")
    assert EvaluationPeriod.objects.exists()
    with tenant(beta):
        assert not EvaluationPeriod.objects.exists()
        assert not Fact.objects.exists()
        assert due_periods(dt.date(2026, 12, 1)) == []
