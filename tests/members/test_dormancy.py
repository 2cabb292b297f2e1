"""Who stays away for a year goes, after a warning that arrived (동작 제22조제7항); everybody else stays."""

import datetime as dt
import smtplib

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from cms.members import dormancy, due, outbox
from cms.members.dormancy import Step, standing
from cms.members.leaving import holds_of
from cms.members.models import Member, MemberAct, MemberEvent, MemberMail, MemberServiceSetting, SendState
from cms.ordinance.retention import Member as Facts
from petitions.services.filing import Filed, file
from tenants.conformity import Status
from tenants.context import tenant
from tenants.services.due import run_due
from tests.duties import ask, said
from tests.factories.boards import board, post
from tests.factories.departments import DepartmentFactory
from tests.factories.members import member
from tests.moderation.conftest import ruled_by
from tests.ordinance.verdicts import ANYANG, DONGJAK

LOGIN = dt.date(2025, 3, 10)
DAY = dt.timedelta(1)


@pytest.fixture
def dongjak(in_alpha, monkeypatch):
    """The municipality follows Dongjak's ordinance."""
    monkeypatch.setattr(dormancy, "policy_here", lambda: DONGJAK)
    return in_alpha


def away(mailbox="garam@example.kr", **more) -> Member:
    return member(mailbox, "가람", joined_on=dt.date(2020, 1, 1), last_login_on=LOGIN, **more)


def on(day: dt.date):
    return time_machine.travel(
        dt.datetime.combine(day, dt.time(10), tzinfo=timezone.get_default_timezone()), tick=False
    )


def rounds(day: dt.date) -> dict[str, int]:
    """One day of the schedule: dormancy, then the mail."""
    with on(day):
        did = dormancy.run()
        outbox.post()
    return did


@pytest.mark.parametrize(
    ("days", "warned", "step"),
    [
        (335, None, Step.WAIT),
        (336, None, Step.WARN),
        (400, None, Step.WARN),  # never without a warning
        (364, 336, Step.WAIT),
        (365, 335, Step.WAIT),
        (366, 336, Step.ERASE),
        (366, 337, Step.WAIT),  # warned a day later: a day later
        (367, 337, Step.ERASE),
        (5000, -3, Step.WARN),  # a warning from before the last sign-in is none
        (5000, 0, Step.WARN),
    ],
)
def test_the_days(days, warned, step):
    facts = Facts(dt.date(2020, 1, 1), LOGIN)
    warned_on = None if warned is None else LOGIN + dt.timedelta(warned)
    assert standing(facts, warned_on, DONGJAK, LOGIN + dt.timedelta(days), 30).step is step
    silent = standing(facts, warned_on, ANYANG, LOGIN + dt.timedelta(days), 30)
    assert silent.step is Step.WAIT
    assert "knows no deletion" in str(silent.retention.verdict.reasons[0])


@pytest.mark.parametrize(
    ("login", "days", "step"),
    [
        ("2027-03-10", 365, Step.WAIT),
        ("2027-03-10", 366, Step.WAIT),  # 10 March 2028: a 29 February lies between
        ("2027-03-10", 367, Step.ERASE),
        ("2024-02-29", 365, Step.WAIT),  # 28 February 2025 is the last day
        ("2024-02-29", 366, Step.ERASE),
    ],
)
def test_the_days_of_a_leap_year(login, days, step):
    last = dt.date.fromisoformat(login)
    warned_on = last + dt.timedelta(days - 30)
    found = standing(Facts(dt.date(2020, 1, 1), last), warned_on, DONGJAK, last + dt.timedelta(days), 30)
    assert found.step is step


def test_two_towns_each_by_its_own_rule_and_by_the_schedule(alpha, beta, django_capture_on_commit_callbacks):
    """Alpha lets members go after a year, beta after two; both warn before."""
    people = {}
    for town, words in ((alpha, {}), (beta, {"dormant_years = { value = 1,": "dormant_years = { value = 2,"})):
        with on(LOGIN), tenant(town):
            ruled_by("dongjak", town, words)
            people[town.slug] = away(f"{town.slug}@example.kr")

    def stands(days: int, whole: bool = False) -> list[str]:
        """Who is still known after the schedule's acts for members have run on this day; or the whole schedule."""
        known = []
        with on(LOGIN + days * DAY), django_capture_on_commit_callbacks(execute=True):
            if whole:
                assert not [each for each in run_due() if each.error and "members" in str(each.act)]
            for town in (alpha, beta):
                with tenant(town):
                    if not whole:
                        due.let_go()
                        due.mail()
                    known += Member.objects.filter(left_at=None).values_list("mail", flat=True)
        return known

    both = ["alpha@example.kr", "beta@example.kr"]
    assert [stands(days) for days in (335, 336, 364, 365)] == [both] * 4
    assert [message.to for message in mail.outbox if "제22조제7항" in message.body] == [["alpha@example.kr"]]
    assert stands(366, whole=True) == both[1:]
    assert [stands(days) for days in (700, 701, 730)] == [both[1:]] * 3
    assert stands(731, whole=True) == []


def test_a_year_with_the_schedule(dongjak):
    garam = away()
    assert rounds(LOGIN + 335 * DAY) == {"warned": 0, "erased": 0}
    assert rounds(LOGIN + 336 * DAY) == {"warned": 1, "erased": 0}
    assert rounds(LOGIN + 337 * DAY) == {"warned": 0, "erased": 0}
    [warning] = mail.outbox
    assert warning.to == ["garam@example.kr"]
    assert "제22조제7항" in warning.body
    for day in (364, 365):
        assert rounds(LOGIN + day * DAY)["erased"] == 0
    assert rounds(LOGIN + 366 * DAY)["erased"] == 1
    garam.refresh_from_db()
    assert (garam.mail, garam.left_because) == (None, "dormant")
    assert len(mail.outbox) == 2
    gone = MemberEvent.objects.get(act=MemberAct.ERASED)
    assert gone.facts["last_login_on"] == "2025-03-10"
    assert gone.facts["article"].endswith("제22조제7항")
    assert rounds(LOGIN + 400 * DAY) == {"warned": 0, "erased": 0}


def test_signing_in_stops_it(dongjak):
    garam = away()
    rounds(LOGIN + 336 * DAY)
    Member.objects.filter(pk=garam.pk).update(last_login_on=LOGIN + 350 * DAY)
    assert rounds(LOGIN + 380 * DAY) == {"warned": 0, "erased": 0}
    assert rounds(LOGIN + (350 + 336) * DAY) == {"warned": 1, "erased": 0}


def test_a_sign_in_that_only_the_account_knows_counts(dongjak):
    garam = away()
    rounds(LOGIN + 336 * DAY)
    with on(LOGIN + 360 * DAY):
        garam.user.last_login = timezone.now()
        garam.user.save(update_fields=["last_login"])
    assert rounds(LOGIN + 370 * DAY) == {"warned": 0, "erased": 0}


def test_a_year_that_ended_long_ago_still_has_its_warning(dongjak):
    away()
    assert rounds(LOGIN + 900 * DAY) == {"warned": 1, "erased": 0}
    assert rounds(LOGIN + 929 * DAY)["erased"] == 0
    assert rounds(LOGIN + 930 * DAY)["erased"] == 1


def test_what_the_ordinance_does_not_know_is_not_done(in_alpha, monkeypatch):
    monkeypatch.setattr(dormancy, "policy_here", lambda: None)
    away()
    assert rounds(LOGIN + 3000 * DAY) == {}
    assert not MemberMail.objects.exists()
    assert not dormancy.unreachable().exists()


def test_whoever_no_mail_reaches_waits_at_the_desk(dongjak, monkeypatch):
    garam, nari = away(), away("nari@example.kr")

    def refuse(self, *args, **kwargs):
        if "nari@example.kr" in self.to:
            raise smtplib.SMTPRecipientsRefused({"nari@example.kr": (550, b"5.1.1 no such user nari@example.kr")})
        return 1

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    rounds(LOGIN + 336 * DAY)
    assert rounds(LOGIN + 366 * DAY)["erased"] == 1
    assert rounds(LOGIN + 700 * DAY) == {"warned": 0, "erased": 0}
    with on(LOGIN + 700 * DAY):
        assert list(dormancy.unreachable()) == [nari]
        assert "nari" not in MemberMail.objects.get(member=nari).error
        assert not dormancy.erase_unreachable(garam.pk, by="manager")
        assert dormancy.erase_unreachable(nari.pk, by="manager")
    assert MemberEvent.objects.get(account=nari.account, act=MemberAct.ERASED).by == "manager"


@pytest.mark.duty("dormant-members")
def test_nobody_waits_unseen(dongjak):
    away()
    Member.objects.update(mail=None)
    with on(LOGIN + 336 * DAY):
        assert ask("dormant-members", dongjak, "dongjak").status is Status.MET
    with on(LOGIN + 400 * DAY):
        finding = ask("dormant-members", dongjak, "dongjak")
        assert finding.status is Status.NOT_MET
        assert "1 dormant member could not be warned" in said(finding)


def test_what_a_law_keeps_stays_and_is_written_down(dongjak):
    from cms.moderation.services.acting import open_matter

    garam = away()
    it = post(board(), garam)
    open_matter("boards.post", it.pk)
    assert len(holds_of(garam.user)) == 1
    rounds(LOGIN + 336 * DAY)
    assert rounds(LOGIN + 366 * DAY)["erased"] == 1
    it.refresh_from_db()
    assert (it.state, it.author_id, it.author_name) == ("public", None, "")
    [kept] = MemberEvent.objects.get(act=MemberAct.ERASED).facts["kept"]
    assert kept["article"] == "「개인정보 보호법」 제21조제1항"


def test_an_open_petition_goes_on_without_the_account(dongjak):
    garam = away()
    case = file(
        Filed(
            service=None,
            kind="기타",
            title="보도블록",
            body="깨졌습니다",
            name="김가람",
            email="garam@example.kr",
            department=DepartmentFactory(),
            submission="one",
            member=garam.user,
        )
    )
    rounds(LOGIN + 336 * DAY)
    assert rounds(LOGIN + 366 * DAY)["erased"] == 1
    case.refresh_from_db()
    assert (case.member, case.name, case.email) == (None, "김가람", "garam@example.kr")
    assert case.closed_at is None
    [kept] = MemberEvent.objects.get(act=MemberAct.ERASED).facts["kept"]
    assert (kept["what"], kept["until"]) == ("Petitions that are being handled", "")


def test_a_run_that_is_cut_off_goes_on(dongjak, monkeypatch):
    people = [away(f"m{number}@example.kr") for number in range(4)]
    rounds(LOGIN + 336 * DAY)
    done, whole = [], dormancy.erase

    def cut_off(*args, **kwargs):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(args)
        return whole(*args, **kwargs)

    with monkeypatch.context() as patch, on(LOGIN + 366 * DAY):
        patch.setattr(dormancy, "erase", cut_off)
        with pytest.raises(KeyboardInterrupt):
            dormancy.run()
    assert Member.objects.filter(left_at=None).count() == 2
    assert rounds(LOGIN + 366 * DAY)["erased"] == 2
    assert MemberEvent.objects.filter(act=MemberAct.ERASED).count() == len(people)
    assert rounds(LOGIN + 366 * DAY)["erased"] == 0


def test_a_warning_that_was_cut_off_is_sent_again(dongjak):
    garam = away()
    with on(LOGIN + 336 * DAY):
        dormancy.run()
        MemberMail.objects.update(state=SendState.SENDING, next_attempt_at=timezone.now())
    rounds(LOGIN + 337 * DAY)
    assert rounds(LOGIN + 338 * DAY)["warned"] == 1
    garam.refresh_from_db()
    assert garam.warned_on == LOGIN + 338 * DAY


def test_the_setting_says_how_long_before(dongjak):
    MemberServiceSetting.objects.create(warn_days=60)
    away()
    assert rounds(LOGIN + 305 * DAY)["warned"] == 0
    assert rounds(LOGIN + 306 * DAY)["warned"] == 1
    assert rounds(LOGIN + 366 * DAY)["erased"] == 1
