"""The report asks every check in the municipality's schema; nothing is green by default."""

import datetime as dt

import pytest
from django.db import connection
from wagtail.models import Page

from tenants.conformity import Evidence, Status, conformity_check, met, not_met, off
from tenants.context import platform
from tenants.selectors import NoPolicy
from tenants.services.conformity import Counts, report
from tests.factories.pages import InformationPageFactory

GREEN = Evidence("It is there.")


def found(municipality, subject):
    return next(line for line in report(municipality).lines if line.duty.subject.id == subject)


def test_without_checks_nobody_answers_for_anything(alpha, only_check):
    only_check()
    whole = report(alpha)
    assert {line.status for line in whole.lines} == {Status.NOBODY}
    assert whole.counts == Counts(nobody=len(whole.lines))
    assert all(line.finding.evidence[0].text for line in whole.lines)


def test_a_check_is_asked_in_the_municipality_about_its_duty_and_day(alpha, only_check):
    asked = []

    def check(question):
        asked.append((connection.schema_name, question.duty.id, question.municipality, question.today))
        return met(GREEN)

    only_check(glossary=check)
    with platform():
        whole = report(alpha, dt.date(2099, 7, 1))
    assert asked == [("alpha", "anyang-glossary", alpha, dt.date(2099, 7, 1))]
    assert whole.counts.met == 1


def test_lines_stand_in_the_order_of_the_articles(alpha):
    lines = report(alpha).lines
    assert [line.duty.articles for line in lines] == sorted(line.duty.articles for line in lines)
    assert len({line.duty.id for line in lines}) == len(lines) > 50


def test_a_check_that_raises_is_not_green_and_stops_nothing(alpha, only_check, caplog):
    def broken(question):
        raise ZeroDivisionError("secret of the code")

    only_check(glossary=broken, homepage=lambda question: met(GREEN))
    failed = found(alpha, "glossary")
    assert failed.status is Status.NOT_MET
    assert "secret" not in failed.finding.evidence[0].text
    assert "ZeroDivisionError" in caplog.text
    assert found(alpha, "homepage").status is Status.MET


def test_a_broken_statement_does_not_poison_the_rest(in_alpha, only_check):
    def refused(question):
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")

    only_check(glossary=refused, homepage=lambda question: met(Evidence("Pages.", count=Page.objects.count())))
    whole = {line.duty.subject.id: line for line in report(in_alpha).lines}
    assert whole["glossary"].status is Status.NOT_MET
    assert whole["homepage"].status is Status.MET  # asked after it, in the same transaction
    assert Page.objects.exists()


def test_what_is_no_finding_is_a_failure(alpha, only_check):
    only_check(glossary=lambda question: True)
    assert found(alpha, "glossary").status is Status.NOT_MET


def test_what_must_be_cannot_be_off(alpha, only_check):
    only_check(glossary=lambda question: off(GREEN), contractors=lambda question: off(GREEN))
    must, may = found(alpha, "glossary"), found(alpha, "contractors")
    assert (must.is_must, must.status, may.is_must, may.status) == (True, Status.NOT_MET, False, Status.OFF)
    assert GREEN in must.finding.evidence
    assert len(must.finding.evidence) == 2


def test_numbers_count_all_duties_and_those_that_must_be(alpha, only_check):
    only_check(
        glossary=lambda question: met(GREEN),
        homepage=lambda question: not_met(GREEN),
        contractors=lambda question: off(GREEN),
    )
    whole = report(alpha)
    assert (whole.counts.met, whole.counts.not_met, whole.counts.off) == (1, 1, 1)
    assert (whole.must_counts.met, whole.must_counts.not_met, whole.must_counts.off) == (1, 1, 0)
    assert whole.counts.total == len(whole.lines) > whole.must_counts.total


def test_one_duty_alone_is_asked_about(alpha, only_check):
    asked = []
    only_check(glossary=lambda question: asked.append(1) or met(GREEN), homepage=lambda question: met(GREEN))
    assert [line.duty.id for line in report(alpha, only="anyang-homepage").lines] == ["anyang-homepage"]
    assert report(alpha, only="no-such-duty").lines == ()
    assert asked == []


def test_before_the_first_policy_there_is_no_report(alpha):
    with pytest.raises(NoPolicy):
        report(alpha, dt.date(1999, 1, 1))


def test_a_second_check_of_a_subject_is_refused(only_check):
    only_check(glossary=lambda question: met(GREEN))
    with pytest.raises(Exception, match="glossary"):
        conformity_check("glossary")(lambda question: met(GREEN))


def test_another_municipality_is_never_seen(alpha, beta, in_beta):
    InformationPageFactory(title="only-beta-knows")
    before = [line.finding for line in report(beta).lines]
    said = repr([line.finding for line in report(alpha).lines])
    assert "only-beta-knows" not in said
    assert "beta.localhost" not in said
    assert connection.schema_name == "beta"  # back where it came from
    assert [line.finding for line in report(beta).lines] == before


def test_all_checks_together_ask_the_database_a_bounded_number_of_times(in_alpha, django_assert_max_num_queries):
    for _number in range(5):
        InformationPageFactory()
    with django_assert_max_num_queries(195):
        report(in_alpha)
