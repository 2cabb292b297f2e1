"""What got past every guard, or was right once, is found by the nightly look."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.publication.due import look_through_nightly
from cms.publication.models import PublicSweep
from cms.publication.sweeping import sweep
from tenants.conformity import Status
from tests.duties import ask, said
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import InformationPageFactory
from tests.publication.papers import registration_number

TODAY = dt.date(2026, 11, 22)
NUMBER = registration_number()


def smuggle(page) -> None:
    """Past the ORM."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = %s WHERE id = %s", [f"{NUMBER} 명단", page.pk])


def test_what_is_right_is_counted(in_alpha):
    InformationPageFactory()
    look = sweep(TODAY)
    assert (look.pages, look.faults) == (2, [])  # the front page, too


def test_what_was_smuggled_in_is_found_covered(in_alpha):
    page = InformationPageFactory()
    smuggle(page)
    (fault,) = sweep(TODAY).faults
    assert fault["page"] == page.pk
    assert NUMBER not in str(fault)


def test_a_telephone_that_is_no_offices_any_more_is_found(in_alpha):
    department = DepartmentFactory(telephone="031-777-8888")
    InformationPageFactory(department=department, summary="문의 031-777-8888")
    assert sweep(TODAY).faults == []
    type(department).objects.filter(pk=department.pk).update(telephone="031-777-9999")
    assert len(sweep(TODAY).faults) == 1


def test_ten_pages_more_cost_no_query_more(in_alpha):
    InformationPageFactory()
    sweep(TODAY)
    with CaptureQueriesContext(connection) as few:
        sweep(TODAY)
    for _number in range(10):
        InformationPageFactory()
    with CaptureQueriesContext(connection) as many:
        assert sweep(TODAY).pages == 12
    assert len(many) == len(few)


def test_it_looks_once_a_night(in_alpha):
    for hour in ("02:59", "03:00", "23:00"):
        with time_machine.travel(f"2026-11-22T{hour}:00+09:00", tick=False):
            look_through_nightly()
    assert PublicSweep.objects.count() == 1


@pytest.mark.duty("information-without-personal-data", "personal-data-filter")
@pytest.mark.parametrize("subject", ["information-without-personal-data", "personal-data-filter"])
def test_the_duty_is_met_while_nothing_is_found(in_alpha, subject):
    page = InformationPageFactory()
    finding = ask(subject, in_alpha, today=TODAY)
    assert (finding.status, finding.evidence[0].count) == (Status.MET, 2)
    smuggle(page)
    sweep(TODAY)
    finding = ask(subject, in_alpha, today=TODAY)
    assert finding.status is Status.NOT_MET
    assert str(page.pk) in finding.evidence[0].url
    assert NUMBER not in said(finding)
