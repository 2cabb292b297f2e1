"""What the checks of the foreign homepages' office and of the exchange with their users see."""

import datetime as dt

import pytest

from cms.contact.models import ForeignOffice, Letter
from cms.contact.services.answering import answer
from cms.departments.models import Department, Membership
from home.models import HomePage
from tenants.conformity import Status
from tenants.context import tenant
from tests.contact.conftest import NOW
from tests.duties import ask, said
from tests.factories.departments import DepartmentFactory


def close(department) -> None:
    Department.objects.filter(pk=department.pk).update(closed_on="2026-01-01")


@pytest.mark.duty("foreign-department")
def test_a_department_runs_each_foreign_homepage(town, beta):
    alpha = town.municipality
    finding = ask("foreign-department", alpha, "dongjak")
    assert finding.status is Status.MET
    assert said(finding).splitlines()[0] == "English: Public Relations Division runs it."
    with tenant(alpha):
        gone = DepartmentFactory()
        ForeignOffice.objects.filter(language="vi").update(department=gone)
        close(gone)
    finding = ask("foreign-department", alpha, "dongjak")
    assert (finding.status, finding.evidence[0].text) == (
        Status.NOT_MET,
        "Tiếng Việt: no department was named to run it.",
    )
    with tenant(alpha):
        HomePage.objects.get(locale__language_code="vi").unpublish()
    assert ask("foreign-department", alpha, "dongjak").status is Status.MET
    assert "no homepage in another language" in said(ask("foreign-department", beta, "dongjak"))


@pytest.mark.duty("foreign-exchange")
@pytest.mark.parametrize("ordinance", ["anyang", "yongin", "dongjak"])
def test_users_write_and_are_answered_in_time(town, send, beta, ordinance):
    alpha = town.municipality
    send()
    finding = ask("foreign-exchange", alpha, ordinance, NOW.date())
    assert finding.status is Status.MET
    assert "English: readers can write to the office; 1 letter came within a year, 0 answered." in said(finding)
    assert finding.evidence[0].url == "http://alpha.localhost/en/~contact/"
    late = NOW.date() + dt.timedelta(days=15)
    finding = ask("foreign-exchange", alpha, ordinance, late)
    assert finding.status is Status.NOT_MET
    assert "English: 1 letter has waited for more than 14 days." in said(finding)
    with tenant(alpha):
        answer(Letter.objects.get(), "Call the recycling centre.", "", town.people.member)
    finding = ask("foreign-exchange", alpha, ordinance, late)
    assert (finding.status, "1 answered" in said(finding)) == (Status.MET, True)
    assert ask("foreign-exchange", beta, ordinance).status is Status.MET


@pytest.mark.duty("foreign-exchange")
def test_a_form_that_nobody_reads_exchanges_nothing(town):
    alpha = town.municipality
    with tenant(alpha):
        ForeignOffice.objects.filter(language="en").update(accepts=False)
        Membership.objects.filter(user=town.people.member).delete()
    finding = ask("foreign-exchange", alpha)
    assert finding.status is Status.NOT_MET
    assert "English: letters are not accepted." in said(finding)
    assert "Tiếng Việt: nobody with a mailbox would be told of a letter." in said(finding)
    with tenant(alpha):
        ForeignOffice.objects.filter(language="en").delete()
    assert "English: no department was named" in said(ask("foreign-exchange", alpha))
