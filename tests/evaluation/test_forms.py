"""A period is verified in the form in which it was closed, whatever later ones count."""

import datetime as dt

import pytest

from cms.evaluation import reckoning
from cms.evaluation.closing import close, prove
from cms.evaluation.models import DepartmentResult, EvaluationPeriod, Fact, NotedDay
from cms.evaluation.periods import Period
from cms.evaluation.reckoning import Terms, reckon

from .conftest import at

NOVEMBER = Period.parse("2026-11")
#: As the first form was written, letter by letter.
LEDGER = (
    '[{{"counts":"page_days","days":2,"due_on":"2026-12-24","from":"2026-11-28","in_time":2,"page":{page},'
    '"title":"안내","to":"2026-11-29"}}]'
)
DOCUMENT = (
    '{{"days":["2026-11-28","2026-11-29"],"departments":[{lines}],"form":1,"municipality":"alpha","period":"2026-11",'
    '"terms":{{"answer_days":14,"commended":3,"last_confirmation":0,"policy":{policy},'
    '"weights":{{"answered":20,"links":20,"on_time":60}}}}}}'
)
LINE = (
    '{{"answered":0,"broken":0,"broken_median":null,"confirmations":0,"department_id":{department},'
    '"department_name":"{name}","late":0,"ledger":"{ledger}","medal":null,"on_time":2,"overdue":0,'
    '"overdue_median":null,"page_days":2,"pages":1,"rank":1,"reported":0,"rubber_stamps":0,"score":"100.00",'
    '"unbroken":1}}'
)


@pytest.fixture
def two_nights(evaluating):
    """Two departments with a page each, of which nothing is due."""
    first = dt.date(2026, 11, 28)
    NotedDay.objects.bulk_create(NotedDay(day=first + dt.timedelta(days), facts=0) for days in range(2))
    common = {"day": first, "kind": "page", "open": True, "page_title": "안내", "due_on": dt.date(2026, 12, 24)}
    for number, name in ((3, "총무과"), (4, "민원과")):
        Fact.objects.create(subject_id=number, page_id=number, department_id=number, department_name=name, **common)


def test_a_period_of_the_first_form_is_verified_in_it(two_nights, monkeypatch):
    from cms.evaluation.canonical import sha256

    monkeypatch.setattr(reckoning, "LATEST", 1)
    with at("2026-12-01"):
        closed = close(NOVEMBER)
    monkeypatch.undo()
    ledgers = [sha256(LEDGER.format(page=page)) for page in (3, 4)]
    names = zip((3, 4), ("총무과", "민원과"), ledgers, strict=True)
    lines = ",".join(LINE.format(department=pk, name=name, ledger=ledger) for pk, name, ledger in names)
    assert closed.document == DOCUMENT.format(lines=lines, policy=closed.policy_number)
    assert prove(EvaluationPeriod.objects.get()).faults == ()
    assert set(DepartmentResult.objects.values_list("rank", "due")) == {(1, None)}


def test_nobody_is_ranked_for_what_nobody_asked_of_them(two_nights):
    with at("2026-12-01"):
        closed = close(NOVEMBER)
    assert closed.contents["form"] == reckoning.LATEST
    assert {row["rank"] for row in closed.contents["departments"]} == {None}
    assert {row["score"] for row in closed.contents["departments"]} == {"100.00"}
    assert prove(closed).faults == ()
    assert reckon(NOVEMBER, Terms.of(closed)).document == closed.document
