"""Reports are kept: for citizens by language, for the desk by change, for the platform by day."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Locale, ModelLogEntry, PageLogEntry

from cms.conformity.keeping import keep, keep_when_due
from cms.conformity.models import DutyChange, KeptReport
from tenants.conformity import Evidence, met, not_met
from tenants.context import platform, tenant
from tenants.due import acts
from tenants.models import ConformitySnapshot, PolicyVersion
from tenants.services.due_asking import Questions
from tests.factories.pages import ConformityPageFactory, front_page

NAME = "conformity with the ordinance"
GREEN, RED = met(Evidence("It is there.")), not_met(Evidence("It is missing."))


def snapshots(municipality):
    with platform():
        return list(ConformitySnapshot.objects.filter(municipality=municipality))


def was_made(minutes):
    KeptReport.objects.update(made_at=timezone.now() - dt.timedelta(minutes=minutes))


def log_a_page():
    log(instance=front_page(), action="wagtail.edit")


def log_another_row():
    log(instance=Locale.objects.first(), action="wagtail.edit")


@pytest.fixture
def asked(only_check):
    """How often a check was asked, by the length of the list."""
    times = []
    only_check(glossary=lambda question: times.append(question.today) or GREEN)
    return times


def test_the_schedule_knows_it():
    assert NAME in {act.name for act in acts()}


AGES = [
    (0, None, False),
    (59, None, False),
    (61, None, True),
    (9, log_a_page, False),
    (11, log_a_page, True),
    (11, log_another_row, True),
]


@pytest.mark.parametrize(("minutes", "done", "again"), AGES)
def test_a_report_holds_an_hour_or_ten_minutes_where_something_is_done(in_alpha, asked, minutes, done, again):
    front_page()
    for log_entries in (PageLogEntry, ModelLogEntry):
        log_entries.objects.all().delete()
    keep_when_due()
    was_made(minutes)
    if done:
        done()
    with platform():
        questions = Questions([act for act in acts() if act.name == NAME], timezone.localtime())
    assert bool(questions.due_here()) is again
    keep_when_due()
    assert len(asked) == 1 + again


def test_a_page_in_another_language_is_due_at_once(in_alpha, asked):
    keep_when_due()
    home = front_page()
    english, _created = Locale.objects.get_or_create(language_code="en")
    ConformityPageFactory(parent=home.copy_for_translation(english), locale=english)
    keep_when_due()
    assert set(KeptReport.objects.values_list("language", flat=True)) == {"ko", "en"}
    keep_when_due()
    assert len(asked) == 3  # once, then once a language


def test_what_is_kept_is_in_its_language(in_alpha, asked):
    english, _created = Locale.objects.get_or_create(language_code="en")
    ConformityPageFactory(parent=front_page().copy_for_translation(english), locale=english)
    keep(in_alpha)
    lines = {report.language: report.content["lines"] for report in KeptReport.objects.all()}
    assert lines["en"][0]["asks"].isascii()
    assert [line["id"] for line in lines["ko"]] == [line["id"] for line in lines["en"]]


def test_a_language_that_is_read_no_more_is_forgotten(in_alpha, asked):
    KeptReport.objects.create(language="vi", content={})
    keep(in_alpha)
    assert list(KeptReport.objects.values_list("language", flat=True)) == ["ko"]


def test_a_change_is_a_row_and_no_change_is_none(in_alpha, only_check):
    only_check(glossary=lambda question: GREEN)
    keep(in_alpha)
    first = DutyChange.objects.count()
    keep(in_alpha)
    assert DutyChange.objects.count() == first
    for finding in (RED, GREEN):
        only_check(glossary=lambda question, finding=finding: finding)
        keep(in_alpha)
    history = DutyChange.objects.filter(duty="anyang-glossary")
    assert [change.status for change in history] == ["met", "not_met", "met"]
    assert DutyChange.objects.count() == first + 2


def test_a_day_is_one_row_of_numbers(in_alpha, only_check):
    only_check(glossary=lambda question: RED)
    keep(in_alpha)
    only_check(glossary=lambda question: GREEN)
    keep(in_alpha)
    (row,) = snapshots(in_alpha)
    assert (row.met, row.not_met, row.off, row.policy_number) == (1, 0, 0, 1)
    assert row.taken_on == timezone.localdate()
    assert row.total == len(KeptReport.objects.get().content["lines"])


def test_without_a_policy_nothing_is_kept_and_what_was_known_goes(in_alpha, asked, monkeypatch):
    keep(in_alpha)
    monkeypatch.setattr("tenants.policy_in_force._timetable", lambda municipality: ())
    keep(in_alpha)
    assert not KeptReport.objects.exists()


def test_each_municipality_keeps_its_own(alpha, beta, asked):
    keep(alpha)
    with tenant(beta):
        assert not KeptReport.objects.exists()
    assert snapshots(beta) == []
    assert len(snapshots(alpha)) == 1


def test_a_failure_keeps_what_was_known(in_alpha, asked, monkeypatch):
    keep(in_alpha)
    before = KeptReport.objects.get().content
    monkeypatch.setattr("cms.conformity.keeping.take_snapshot", lambda found: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        keep(in_alpha)
    assert KeptReport.objects.get().content == before


def test_the_numbers_name_the_version_of_the_policy(in_alpha, asked):
    with platform():
        version = PolicyVersion.objects.get(municipality=in_alpha)
    keep(in_alpha)
    assert snapshots(in_alpha)[0].policy_number == version.number
    assert KeptReport.objects.get().content["policy_since"] == version.effective_on.isoformat()
