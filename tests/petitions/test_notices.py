"""What petitioners are told: every event in every language; sent, refused, told by telephone; never their own words."""

import datetime as dt
import smtplib

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from cms.departments.models import Role
from cms.ordinance.case import TABLE, Actor, Event
from cms.ordinance.case_numbers import shown
from cms.pages.services.hearers import People
from cms.pages.services.voices import Line
from cms.privacy.models import AccessEntry
from petitions import clock
from petitions.filing.keys import case_key
from petitions.models import AbsenceCover, Case, CaseEvent, Kind, Notice, NoticeState
from petitions.notices import posting
from petitions.notices.by_hand import Way, tell
from petitions.notices.composing import compose
from petitions.notices.digest import Petitions
from petitions.notices.reminding import remind, tell_progress
from petitions.notices.telling import Round
from petitions.notices.words import written_events
from petitions.notices.work_words import REMINDED
from petitions.services.acting import PETITIONER, SCHEDULE, By, Refused, act, log
from petitions.services.gifts import Gift
from tests.factories.departments import DepartmentFactory
from tests.factories.staff import staff
from tests.petitions.test_acting import FRIDAY, KST, filed

TOLD = sorted(
    {event.value for (_state, event), row in TABLE.items() if row.told}
    | {"submit", "recount", "remind_payment", REMINDED}
)
LANGUAGES = [code for code, _name in settings.LANGUAGES]
SECRET = "카나리아-4711"
FACTS = {
    "until": "2026-10-02", "days": 7, "before": "2026-09-29T10:00+09:00", "after": "2026-10-08T10:00+09:00",
    "agency": "한국도로공사", "ground": "survey", "from": "도로과", "to": "민원과", "into": "ZZZZ-ZZZZ-ZZZZ",
}  # fmt: skip


@pytest.fixture
def officer(town):
    return By(frozenset({Actor.OFFICER}), town.engineer)


def of(case: Case, event: str, **values) -> Notice:
    return log(case, event, SCHEDULE, facts=FACTS, told=True, **values).notice


def words_of(message) -> list[str]:
    return [str(message.subject), message.body, message.alternatives[0][0]]


@time_machine.travel(FRIDAY, tick=False)
@pytest.mark.parametrize("named", [False, True])
def test_every_notice_in_every_language_names_officer_department_and_contact(town, named):
    case = filed(town.hole, title=SECRET, body=SECRET, name=SECRET)
    Case.objects.filter(pk=case.pk).update(kind=Kind.LEGAL, officer=town.engineer if named else None)
    assert set(TOLD) == written_events(), "an event is told of without words of its own"
    around = Round()
    for event in TOLD:
        notice = of(case, event, words=SECRET if event in ("change", "object", "supply") else "사유입니다")
        for language in ("ko", "vi") if named else LANGUAGES:
            notice.case.refresh_from_db()
            notice.case.language = language
            message = compose(notice, around)
            for text in words_of(message)[1:]:
                assert "031-000-0202" in text, (event, language, "no contact")
                assert ("Roads Division" if language != "ko" else "도로과") in text, (event, language, "no department")
                if named:
                    assert "engineer" in text, (event, language, "no officer")
                else:
                    with translation.override(language):
                        assert translation.gettext("not named yet; the department answers your questions") in text
                assert shown(case.number) in text
                assert "031-000-0101" in text, "the overall department is reached, too"
            assert not [text for text in words_of(message) if SECRET in text], (event, "what is personal is mailed")
            assert not [text for text in words_of(message) if FACTS["into"] in text], "another's number is told"
            assert message.extra_headers["Content-Language"] == language
            assert message.extra_headers["Auto-Submitted"] == "auto-generated"
            assert message.extra_headers["Message-ID"] == f"<petition.alpha.{notice.pk}@localhost>"


@time_machine.travel(FRIDAY, tick=False)
def test_what_happened_is_said_in_every_language(town):
    notices = [of(filed(town.hole), event) for event in TOLD]
    around = Round()
    for notice in notices:
        subjects = set()
        for language in LANGUAGES:
            notice.case.language = language
            subjects.add(compose(notice, around).subject.partition("] ")[2])
        assert len(subjects) == len(LANGUAGES), (notice.event.event, subjects)


@time_machine.travel(FRIDAY, tick=False)
def test_days_and_reasons_stand_in_the_notice(town, officer):
    """Receipt and extension by the law's own vectors, in English and Korean."""
    case = filed(town.hole, language="en")
    act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
    received = compose(case.notices.get(), Round()).body
    assert "by Sept. 29, 2026 10 a.m." in received
    assert "working hours" in received
    line = act(case, Event.EXTEND, officer, Gift(amount=3, reason="현장 확인이 더 필요합니다."))
    extended = compose(line.notice, Round()).body
    assert "현장 확인이 더 필요합니다." in extended, "the law has the notice itself say why"
    assert "Oct. 2, 2026 10 a.m." in extended
    case.password = "x"
    line.notice.case = case
    closed = compose(line.notice, Round()).body
    assert "현장 확인이" not in closed, "behind a password it is not mailed"
    assert case_key(case) not in closed, "nor is what opens the petition without the password"


@time_machine.travel(FRIDAY, tick=False)
def test_a_refusal_names_the_remedies_of_its_kind_alone(town):
    case = filed(town.hole, language="en")
    notice = of(case, "refuse")
    notice.case.kind = Kind.LEGAL
    statutory = compose(notice, Round()).body
    assert "You can object until Nov. 17, 2026" in statutory
    assert "administrative court" in statutory
    notice.case.kind = Kind.OTHER
    assert "object until" not in compose(notice, Round()).body, "of other petitions the act promises none"


def test_sent_once_and_again_when_the_server_was_away(town, monkeypatch):
    case = filed(town.hole)
    notice = case.notices.get()
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _raise(ConnectionRefusedError()))
        assert posting.post() == {"later": 1}
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == (NoticeState.WAITING, 1)
    assert posting.post() == {}, "a server that is away is not asked all the time"
    Notice.objects.update(next_attempt_at=case.arrived_at)
    assert posting.post() == {"sent": 1}
    assert posting.post() == {}
    assert [message.to for message in mail.outbox] == [["kim@example.com"]]


def test_a_dead_server_is_left_alone_after_a_few(town, monkeypatch):
    for sign in "abcdefgh":
        filed(town.hole, submission=sign)
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _raise(TimeoutError()))
    assert posting.post() == {"later": posting.ENOUGH}


def test_a_mailbox_that_is_not_there_is_told_by_hand(town, officer, monkeypatch):
    case = filed(town.hole)
    notice = case.notices.get()
    gone = smtplib.SMTPRecipientsRefused({"kim@example.com": (550, b"5.1.1 kim@example.com unknown")})
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _raise(gone))
    assert posting.post() == {"undeliverable": 1}
    notice.refresh_from_db()
    assert notice.state == NoticeState.BY_HAND
    assert "kim@example.com" not in notice.error
    assert case.events.filter(event="undeliverable").count() == 1
    with pytest.raises(Refused):
        tell(notice, By(frozenset(), town.clerk), Way.TELEPHONE)
    tell(notice, officer, Way.TELEPHONE)
    with pytest.raises(Refused):
        tell(notice, officer, Way.POST)
    notice.refresh_from_db()
    assert (notice.state, notice.told_by) == (NoticeState.TOLD, "engineer")
    assert CaseEvent.objects.get(case=case, event="told").facts["way"] == "telephone"


def test_who_gave_a_telephone_alone_is_told_by_hand_and_the_erased_are_left_alone(town):
    by_telephone = filed(town.hole, email="", telephone="010-1234-5678")
    assert posting.post() == {"by_hand": 1}
    assert by_telephone.notices.get().state == NoticeState.BY_HAND
    assert not mail.outbox


@time_machine.travel(FRIDAY, tick=False)
def test_of_a_supplement_one_is_reminded_once_for_each_last_day(town, officer):
    case = filed(town.hole)
    act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
    act(case, Event.DEMAND_SUPPLEMENT, officer, Gift(text="사진", days=10))
    until = case.supplements.get().due_on
    for before, reminded in ((4, 0), (3, 1), (2, 0)):
        with time_machine.travel(dt.datetime.combine(until - dt.timedelta(days=before), dt.time(9), KST), tick=False):
            assert remind() == reminded
    with time_machine.travel(dt.datetime.combine(until - dt.timedelta(days=1), dt.time(9), KST), tick=False):
        act(case, Event.ASK_LONGER, PETITIONER, Gift(days=7))
        assert remind() == 0
    later = case.supplements.get().due_on
    with time_machine.travel(dt.datetime.combine(later - dt.timedelta(days=1), dt.time(9), KST), tick=False):
        assert remind() == 1, "a new last day, a new reminder"


def test_after_thirty_days_the_petitioner_is_told_by_somebody(town, officer):
    """영 23: 30 days after 2026-09-18 is Sunday 2026-10-18, so Monday; the schedule speaks when the officer did not."""
    with time_machine.travel(FRIDAY, tick=False):
        case = filed(town.hole, language="en")
        quick = filed(town.hole, submission="q")
        act(quick, Event.TELL_PROGRESS, officer, Gift(text="곧 됩니다."), now=FRIDAY + dt.timedelta(hours=1))
    for day, hour, told in ((18, 20, 0), (19, 10, 0), (19, 18, 2), (19, 19, 0), (20, 9, 0)):
        with time_machine.travel(dt.datetime(2026, 10, day, hour, tzinfo=KST), tick=False):
            assert tell_progress() == told, (day, hour)
    line = case.events.get(event="tell_progress")
    assert (line.actor, line.words.split(".")[0]) == ("schedule", "Your petition is still being dealt with")
    with time_machine.travel(dt.datetime(2026, 11, 17, 17, tzinfo=KST), tick=False):
        act(case, Event.TELL_PROGRESS, officer, Gift(text="현장을 보았습니다."))
    with time_machine.travel(dt.datetime(2026, 11, 17, 18, tzinfo=KST), tick=False):
        assert tell_progress() == 1, "the officer wrote of one, the schedule of the other"


def _raise(fault):
    def send(*args, **kwargs):
        raise fault

    return send


def test_the_desk_lists_what_waits_and_reads_it_out(town, client_for):
    by_telephone = filed(town.hole, email="", telephone="010-1234-5678", name=SECRET, language="vi", submission="t")
    filed(town.hole)
    posting.post()
    notice = by_telephone.notices.get()
    listed, opened = reverse("petition_notices"), reverse("petition_notice", args=[notice.pk])
    before = AccessEntry.objects.count()
    for user, status in ((town.engineer, 200), (town.clerk, 200), (town.translator, 302)):
        page = client_for(town.municipality).login_as(user).get(listed)
        assert page.status_code == status
        if status == 200:
            assert shown(by_telephone.number) in page.content.decode()
            assert SECRET not in page.content.decode(), "the list shows nothing personal"
    assert AccessEntry.objects.count() == before
    page = client_for(town.municipality).login_as(town.engineer).get(opened).content.decode()
    assert "010-1234-5678" in page
    assert 'lang="vi"' in page
    assert AccessEntry.objects.latest("pk").account == "engineer"
    stranger = staff("stranger", Role.DEPARTMENT, departments=[DepartmentFactory(code="T9")])
    assert client_for(town.municipality).login_as(stranger).get(opened).status_code == 404


def test_officers_hear_of_what_is_theirs_and_others_when_it_is_late(town, officer):
    for user in (town.engineer, town.clerk):
        user.email = f"{user.username}@example.kr"
        user.save()
    with time_machine.travel(FRIDAY, tick=False):
        case = filed(town.hole)
        act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
    due, told = dt.date(2026, 9, 29), {}
    for day in (dt.date(2026, 9, 18), dt.date(2026, 9, 22), due - dt.timedelta(days=1), due, dt.date(2026, 10, 6)):
        voice, known = Petitions(), clock.calendar(FRIDAY)
        people = People.everybody(day)
        told[day] = {
            (matter.about, hearer, audience)
            for matter in voice.pressing(day).values()
            for step in voice.steps(matter, day, known)
            for hearer, audience in voice.hearers(matter, step, people).items()
        }
    mine = (town.engineer.pk, "officer")
    assert told[dt.date(2026, 9, 18)] == {("assigned", *mine)}
    assert told[dt.date(2026, 9, 22)] == {("assigned", *mine)}
    assert told[due] == told[due - dt.timedelta(days=1)] == {("due", *mine)}
    assert told[dt.date(2026, 10, 6)] == {("due", *mine), ("due", town.clerk.pk, "overall")}
    AbsenceCover.objects.create(
        absent=town.engineer, deputy=town.clerk, department=town.roads, first_day=due, last_day=due
    )
    (matter,) = Petitions().pressing(due).values()
    assert Petitions().hearers(matter, 1, People.everybody(due)) == {town.clerk.pk: "officer"}, "who stands in is told"
    assert Petitions().hearers(matter, 1, People.everybody(due), {town.clerk.pk}) == {town.engineer.pk: "in_place"}
    part = Petitions().part([Line(matter, None, False)])
    for template in (part.text, part.html):
        assert shown(case.number) in render_to_string(template, {"lines": part.lines, "desk": ""})
        assert "kim@example.com" not in str(part.lines)
    act(case, Event.DEMAND_SUPPLEMENT, officer, Gift(text="사진", days=7))
    assert not Petitions().pressing(dt.date(2026, 10, 6)), "nothing is late while the clock stands still"
