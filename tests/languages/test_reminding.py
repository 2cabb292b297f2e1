"""Translations that are behind stand in the day's one message: to whom, when, how; never twice, never lost."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import translation
from django.utils.translation import gettext
from wagtail.users.models import UserProfile

from cms.departments.models import Role
from cms.departments.roles import group_of
from cms.pages.models import Digest, Mention, PageRecord
from cms.pages.services.assigning import assign
from cms.pages.services.hearers import NobodyToTell
from cms.pages.services.posting import post
from cms.pages.services.telling import tell, work_out_the_day
from cms.pages.services.voices import told_in_digest
from tests.factories.staff import contractor, staff
from tests.languages.conftest import at
from tests.pages.test_mail import server  # noqa: F401 - fixture

NAMES = ("keeper", "deputy", "head", "manager", "translator", "japanese", "outside")


@pytest.fixture
def people(pair):
    """Who keeps the original, who oversees, who translates; ``outside`` translates by contract."""
    department = pair.source.department
    it = {
        "keeper": staff("keeper", Role.DEPARTMENT, departments=[department]),
        "deputy": staff("deputy", Role.DEPARTMENT, departments=[department]),
        "head": staff("head", Role.DEPARTMENT, heads=[department]),
        "manager": staff("manager", Role.HOMEPAGE),
        "translator": staff("translator", Role.TRANSLATOR, languages=["en"]),
        "japanese": staff("japanese", Role.TRANSLATOR, languages=["ja"]),
        "outside": contractor("outside", pair.source),
    }
    it["outside"].groups.add(group_of(Role.TRANSLATOR))
    it["outside"].translator_languages.create(language="en")
    for name, person in it.items():
        person.email = f"{name}@alpha.example.kr"
        person.save()
    PageRecord.objects.exclude(page=pair.source).delete()
    assign([pair.source.pk], it["keeper"], it["deputy"], it["manager"])
    return it


@pytest.fixture
def behind(pair, people):
    """A fee that rose on Monday 1 June: to be caught up by Thursday 4 June; the 3rd is a day of elections."""
    with at(6, 1):
        pair.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
    assert pair.row.due_on == dt.date(2026, 6, 4)
    return people


def day(month: int, number: int) -> dict[str, str]:
    """The schedule of a day, run twice an hour apart: whose mailbox has which text."""
    mail.outbox.clear()
    for hour in (8, 9, 10):
        with at(month, number, hour):
            work_out_the_day()
            tell()
            post()
    assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox)
    return {message.to[0].split("@")[0]: message.subject + "\n" + message.body for message in mail.outbox}


def test_before_on_and_every_week_after_the_last_day_until_it_has_caught_up(pair, behind):
    told = {}
    for number in range(1, 31):
        if people := day(6, number):
            told[number] = sorted(people)
    assert told == {
        1: ["keeper", "translator"],
        4: ["deputy", "keeper", "translator"],
        11: ["deputy", "head", "keeper", "translator"],
        18: ["deputy", "head", "keeper", "translator"],
        25: ["deputy", "head", "keeper", "translator"],
    }
    with at(6, 30):
        pair.say_in_english("The fee is 3,000 won.", "Apply at the district office.")
    assert not any(day(7, number) for number in range(1, 10))


def test_it_says_page_language_figures_last_day_and_where_in_the_readers_language(pair, behind):
    UserProfile.objects.create(user=behind["translator"], preferred_language="en")
    told = day(6, 4)
    english, korean = told["translator"], told["keeper"]
    address = f"/admin/translations/{pair.source.pk}/"
    for text in (english, korean):
        assert "여권 안내 (English)" in text
        assert "2026-06-04" in text
        assert "http://alpha" in text
        assert address in text
    assert "1 translation to be brought up to date (overdue: 0)" in english
    assert "The original now says 3,000원 instead of 2,000원." in english
    with translation.override("ko"):
        said = gettext("The original now says {came} instead of {gone}.").format(came="3,000원", gone="2,000원")
    assert said in korean
    html = next(m for m in mail.outbox if m.to[0].startswith("translator")).alternatives[0][0]
    assert '<html lang="en">' in html
    assert '<span lang="ko">3,000원</span>' in html


def test_pages_and_translations_share_the_one_message_of_a_day(pair, behind):
    PageRecord.objects.update(confirmed_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    told = day(6, 4)
    with translation.override("ko"):
        pages = gettext("[%(municipality)s] Pages to be checked: %(count)s (overdue: %(overdue)s)").split("%(count)s")[
            0
        ]
    assert pages.split("]")[1] in told["keeper"].splitlines()[0]
    assert f"/admin/freshness/{pair.source.pk}/" in told["keeper"]
    assert f"/admin/translations/{pair.source.pk}/" in told["keeper"]
    assert Digest.objects.filter(person=behind["keeper"]).count() == 1
    assert Mention.objects.filter(person=behind["keeper"]).count() == 1


def test_what_caught_up_between_telling_and_sending_is_left_out(pair, behind):
    with at(6, 4):
        work_out_the_day()
        tell()
        pair.say_in_english("The fee is 3,000 won.", "Apply at the district office.")
        assert post() == 0
    assert set(Digest.objects.values_list("state", flat=True)) == {"settled"}


def test_another_last_day_is_another_round(pair, people):
    with at(5, 13):
        pair.say("수수료는 2,000원입니다.", "시청에서 신청합니다.")  # the text: by 27 May
    told = day(5, 21)
    assert sorted(told) == ["keeper", "translator"]
    with translation.override("ko"):
        assert gettext("Words of the original have changed.") in told["keeper"]
    with at(5, 21, 15):
        pair.say("수수료는 3,000원입니다.", "시청에서 신청합니다.")  # a figure: by the 26th, after Sunday and a holiday
    assert pair.row.due_on == dt.date(2026, 5, 26)
    assert sorted(day(5, 22)) == ["keeper", "translator"]


def test_a_mailbox_that_is_refused_leads_to_the_next_and_nothing_is_told_to_nobody(pair, behind, server):  # noqa: F811
    server.refuse |= {"keeper@alpha.example.kr"}
    with at(6, 1):
        work_out_the_day()
        tell()
        assert post() == 1  # the translator hears of it anyway
    assert [address.split("@")[0] for address, _message in server.messages] == ["translator"]
    server.refuse |= {f"{name}@alpha.example.kr" for name in ("translator", "deputy")}
    server.messages.clear()
    with at(6, 4):
        work_out_the_day()
        tell()
        assert post() == 1
    ((head, message),) = server.messages
    with translation.override("ko"):
        assert gettext("You are told because whose turn it is cannot be reached.") in (
            message.get_body(("plain",)).get_content()
        )
    assert head.startswith("head@")


def test_where_every_mailbox_is_refused_it_is_taken_back_and_told_anew(pair, behind, server):  # noqa: F811
    server.refuse |= {f"{name}@alpha.example.kr" for name in NAMES}
    with at(6, 4):
        work_out_the_day()
        tell()
        with pytest.raises(NobodyToTell):
            post()
    assert not Mention.objects.exists()
    server.refuse.clear()
    with at(6, 5):
        work_out_the_day()
        tell()
        assert post() == 2  # the department is tried again, the translator after a week
    assert {address.split("@")[0] for address, _message in server.messages} == {"keeper", "deputy"}


def test_a_room_has_one_voice():
    class Again:
        kind = "translations"

    class Wordy:
        kind = "what nobody could write down"

    for voice, why in ((Again, "two voices for translations"), (Wordy, "more than 20 characters")):
        with pytest.raises(ValueError, match=why):
            told_in_digest(voice)
