"""A page through the municipality's service: over a real wire, within the budget, and nothing that must not leave."""

import datetime as dt
import threading

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import translation
from wagtail.models import PageLogEntry, PageViewRestriction
from wagtail_localize.models import StringTranslation

from cms.core.encryption import Unreadable
from cms.machine import asking, client, translators
from cms.machine.budget import About, Exhausted, reserve, settle, this_month, used
from cms.machine.models import MachineSetting, MachineUse, Outcome
from cms.machine.policy import unreviewed_allowed
from cms.machine.services import translate
from cms.machine.translators import codes_of
from tenants.context import platform, tenant
from tenants.models import Municipality
from tenants.services.dump import schema_sql
from tests.languages.conftest import body
from tests.machine.conftest import submitted, switch_on, written
from tests.machine.wire import DEEPL_KNOWS, LIBRE_KNOWS, english


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(("kind", "code"), [("libretranslate", "en"), ("deepl", "EN-US")])
def test_pieces_without_a_translation_come_back_marked_as_a_machines(passport, service, manager, kind, code):
    switch_on(service, kind)
    pieces = {row.string.data: row for row in passport.source.stringsegment_set.select_related("string")}
    mine = pieces["구청에서 신청합니다."]
    StringTranslation.objects.create(
        translation_of=mine.string, context=mine.context, locale=passport.target_locale, data="Apply here."
    )
    outcome = translate(passport, manager)
    sent = [text for batch in service.seen for text in batch]
    assert "구청에서 신청합니다." not in sent
    assert {"여권 안내", "수수료는 <b>2,000원</b>입니다."} <= set(sent)
    assert set(service.targets) == {code}
    assert (outcome.left, outcome.refused, outcome.done) == (0, (), len(sent))
    assert outcome.characters == sum(map(len, sent)) == used(this_month())
    texts = written(passport)
    assert texts["구청에서 신청합니다."] == "Apply here."
    assert texts["수수료는 <b>2,000원</b>입니다."] == english("수수료는 <b>2,000원</b>입니다.", code)
    row = StringTranslation.objects.filter(data=english("여권 안내", code)).first()
    assert (row.translation_type, row.last_translated_by) == ("machine", manager)
    assert row.tool_name == {"libretranslate": "LibreTranslate", "deepl": "DeepL"}[kind]
    entry = PageLogEntry.objects.get(action="machine.translate")
    assert (entry.user, entry.data["pieces"], entry.data["language"]) == (manager, len(sent), "en")
    assert translate(passport, manager) == (type(outcome))(0, 0, 0, ())
    assert not passport.source.get_source_instance().get_translations().exists()  # nothing became public by it


FAILURES = [
    ({"status": 429}, "too many requests", "busy 429"),
    ({"status": 456}, "quota", "quota 456"),
    ({"status": 500}, "fault of its own", "down 500"),
    ({"status": 403}, "key", "key 403"),
    ({"status": 302, "location": "http://127.0.0.1/"}, "refused the request", "refused 302"),
    ({"body": b"<html>not json"}, "cannot be used", "garbage 200"),
    ({"body": {"translatedText": ["one"]}}, "cannot be used", "garbage 200"),
    ({"body": {"translatedText": "not a list"}}, "cannot be used", "garbage 200"),
    ({"body": {"translatedText": [1, 2, 3, 4, 5]}}, "cannot be used", "garbage 200"),
    ({"body": ["translatedText"]}, "cannot be used", "garbage 200"),
    ({"body": b"x" * 3000}, "cannot be used", "garbage 200"),
    ({"seconds": 0.6}, "in time", "slow"),
    ({"drip": True}, "in time", "slow"),
]


@pytest.mark.parametrize(("how", "said", "kept"), FAILURES)
def test_a_service_that_fails_costs_nothing_and_is_named(passport, service, manager, monkeypatch, how, said, kept):
    monkeypatch.setattr(client, "READ", 0.3)
    monkeypatch.setattr(client, "ALL", 0.6)
    monkeypatch.setattr(client, "MOST", 2000)
    switch_on(service)
    for name, value in how.items():
        setattr(service, name, value)
    outcome = translate(passport, manager)
    assert said in outcome.refused[0]
    assert (outcome.done, outcome.characters, used(this_month())) == (0, 0, 0)
    assert written(passport) == {}
    settled = MachineUse.objects.get(settles__isnull=False)
    assert (settled.outcome, settled.failure) == (Outcome.FAILED, kept)
    for name, value in {"status": 200, "body": None, "seconds": 0, "drip": False, "location": ""}.items():
        setattr(service, name, value)
    assert translate(passport, manager).done > 0


def test_nobody_is_there(passport, service, manager, settings):
    setting = switch_on(service)
    setting.address = "http://127.0.0.1:1"
    setting.save()
    assert "may not be asked" in translate(passport, manager).refused[0]
    settings.MACHINE_PRIVATE_HOSTS = ["127.0.0.1:1"]
    assert "cannot be reached" in translate(passport, manager).refused[0]
    assert used(this_month()) == 0


def test_answers_with_broken_tags_or_placeholders_are_refused_one_by_one(service, manager, in_alpha):
    page = submitted("수수료는 <b>2,000원</b>입니다.", "신청은 {office}에서 합니다.", "방문 접수")
    switch_on(service)
    bad = {
        "수수료는 <b>2,000원</b>입니다.": "The fee is <b>2,000 won.",
        "신청은 {office}에서 합니다.": "Apply here.",
        "여권 안내": "<script>alert(1)</script>",
        "방문 접수": "In person",
    }
    service.say = lambda text, code: bad.get(text, english(text, code))
    outcome = translate(page, manager)
    texts = written(page)
    assert texts["방문 접수"] == "In person"
    assert not set(texts) & {"수수료는 <b>2,000원</b>입니다.", "신청은 {office}에서 합니다.", "여권 안내"}
    assert outcome.left == 3 == len(outcome.refused)
    assert any("{office}" in reason for reason in outcome.refused)
    assert any("<script>" in reason for reason in outcome.refused)


def test_what_is_surely_a_persons_stays_in_the_house(service, manager, in_alpha):
    """No check lets such words become public today; one of yesterday may have, and SQL asks nobody."""
    page = submitted("방문 접수")
    original = page.source.get_source_instance()
    type(original).objects.filter(pk=original.pk).update(body=body("문의는 010-2345-6789로 합니다.", "방문 접수"))
    page.source.update_from_db()
    switch_on(service)
    outcome = translate(page, manager)
    assert all("2345" not in text for batch in service.seen for text in batch)
    assert "방문 접수" in written(page)
    assert outcome.left == 1
    (reason,) = outcome.refused
    assert "a mobile telephone number" in reason
    assert "2345" not in reason


def test_drafts_and_closed_pages_are_not_sent(service, manager, in_alpha):
    switch_on(service)
    page = submitted("방문 접수")
    original = page.source.get_source_instance()
    original.unpublish()
    assert "Drafts are not sent" in translate(page, manager).refused[0]
    original.refresh_from_db()
    original.body = body("온라인 접수")
    original.save_revision().publish()  # what was synchronised is the draft before
    outcome = translate(page, manager)
    assert "1 piece is not in the public version" in outcome.refused[0]
    assert all("방문 접수" not in batch for batch in service.seen)
    PageViewRestriction.objects.create(page=original, restriction_type="login")
    seen = len(service.seen)
    assert "not open to everybody" in translate(page, manager).refused[0]
    assert len(service.seen) == seen


def test_who_has_switched_nothing_on_sends_nothing(passport, service, manager):
    assert translate(passport, manager).refused == ("No translation service is switched on.",)
    assert unreviewed_allowed() is False
    switch_on(service, languages=["vi"], unreviewed=True)
    assert translate(passport, manager).refused == ("The translation service is not switched on for English.",)
    assert unreviewed_allowed() is True
    assert service.seen == []


def test_the_budget_is_said_before_anything_is_sent_and_begins_anew_in_korea(passport, service, manager):
    switch_on(service, budget=1000)
    with time_machine.travel(dt.datetime(2026, 5, 31, 14, 59, tzinfo=dt.UTC), tick=False):  # still May in Korea
        settle(reserve(995, About("en")), 990, Outcome.DONE)
        outcome = translate(passport, manager)
        assert "10 of 1,000 characters left this month; this page needs " in outcome.refused[0]
        assert (service.seen, outcome.done) == ([], 0)
    with time_machine.travel(dt.datetime(2026, 5, 31, 15, 0, tzinfo=dt.UTC), tick=False):
        assert used(this_month()) == 0
        assert translate(passport, manager).done > 0


def test_long_pages_go_in_batches_and_what_came_before_a_failure_stays(service, manager, in_alpha, monkeypatch):
    assert translators.TEXTS == 50  # as many as DeepL takes
    monkeypatch.setattr(asking, "TEXTS", 4)
    page = submitted(*(f"안내 {number}번" for number in range(6)))
    switch_on(service, "deepl")
    calls = []

    def say(text, code):
        calls.append(text)
        service.status = 200 if len(calls) <= 4 else 500
        return english(text, code)

    service.say = say
    outcome = translate(page, manager)
    assert outcome.done == 4
    assert "fault of its own" in outcome.refused[0]
    assert outcome.characters == sum(map(len, service.seen[0])) == used(this_month())
    assert MachineUse.objects.get(settles__isnull=False).outcome == Outcome.PARTLY
    service.say, service.status = english, 200
    with monkeypatch.context() as hurried:
        hurried.setattr(asking, "PATIENCE", -1)
        assert "Ask again for the rest" in translate(page, manager).refused[0]
    assert translate(page, manager).left == 0
    assert {len(batch) for batch in service.seen} <= {1, 2, 3, 4}
    assert used(this_month()) == sum(map(len, written(page)))


def test_a_page_that_is_under_way_is_not_paid_for_twice(passport, service, manager):
    switch_on(service)
    with time_machine.travel(dt.datetime(2026, 5, 4, 1, 0, tzinfo=dt.UTC), tick=False):
        reserve(10, About("en", passport.pk))
        assert "at this moment" in translate(passport, manager).refused[0]
        assert service.seen == []
    with time_machine.travel(dt.datetime(2026, 5, 4, 1, 3, tzinfo=dt.UTC), tick=False):  # that process is dead
        assert translate(passport, manager).done > 0


def test_the_book_is_written_once(passport, service, manager):
    switch_on(service)
    translate(passport, manager)
    for change in (
        lambda: MachineUse.objects.update(characters=1),
        lambda: MachineUse.objects.all().delete(),
        lambda: MachineUse.objects.create(month=this_month(), characters=-5, outcome=Outcome.RESERVED),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_each_municipality_has_its_own_service_key_and_book(alpha, beta, service, settings):
    from tests.machine.wire import server

    with server() as (other, address):
        other.address, other.key = address, "another-key"
        settings.MACHINE_PRIVATE_HOSTS = [it.address.removeprefix("http://") for it in (service, other)]
        pages = {}
        for town, its, kind in ((alpha, service, "libretranslate"), (beta, other, "deepl")):
            with tenant(town):
                switch_on(its, kind)
                pages[town.pk] = submitted("방문 접수")
        for town, its, kind in ((alpha, service, "LibreTranslate"), (beta, other, "DeepL")):
            with tenant(town):
                outcome = translate(pages[town.pk], None)
                assert outcome.done == sum(map(len, its.seen))
                assert used(this_month()) == outcome.characters
                assert set(StringTranslation.objects.values_list("tool_name", flat=True)) == {kind}
        with tenant(alpha), connection.cursor() as cursor:
            cursor.execute("SELECT api_key FROM machine_machinesetting")
            kept = cursor.fetchone()[0]
        assert service.key not in kept
        with tenant(beta), connection.cursor() as cursor:
            cursor.execute("UPDATE machine_machinesetting SET api_key = %s", [kept])
            with pytest.raises(Unreadable):
                assert MachineSetting.current().api_key
            refused = translate(submitted("온라인 접수"), None).refused
            assert refused == ("The key that is kept cannot be opened any more. Write it anew.",)


CODES = [
    ("libretranslate", LIBRE_KNOWS, {"en": "en", "ja": "ja", "vi": "vi", "zh-hans": "zh-Hans"}),
    ("libretranslate", ["en", "zh", "zt"], {"en": "en", "zh-hans": "zh", "zh-hant": "zt"}),
    ("deepl", DEEPL_KNOWS, {"en": "EN-US", "ja": "JA", "zh-hans": "ZH-HANS", "zh-hant": "ZH-HANT"}),
    ("deepl", ["EN", "ZH", "VI"], {"en": "EN", "zh-hans": "ZH", "vi": "VI"}),  # never simplified for traditional
]


@pytest.mark.parametrize(("kind", "known", "codes"), CODES)
def test_languages_go_by_the_services_own_names(kind, known, codes):
    assert codes_of(kind, known, ["en", "zh-hans", "zh-hant", "ja", "vi"]) == codes


@pytest.fixture
def town_of_its_own(django_db_setup, django_db_blocker):
    """A schema that really commits."""
    municipality = Municipality(slug="machines", schema_name="machines", name_ko="시험시")
    with django_db_blocker.unblock():
        with platform(), connection.cursor() as cursor:
            cursor.execute(schema_sql("machines"))
        yield municipality
        with platform(), connection.cursor() as cursor:
            cursor.execute('DROP SCHEMA "machines" CASCADE')


def test_two_at_once_never_exceed_the_budget(town_of_its_own):
    with tenant(town_of_its_own):
        MachineSetting.objects.create(service="deepl", budget=1000, languages=["en"])
    start, done, refused = threading.Barrier(6), [], []

    def spend() -> None:
        try:
            with tenant(town_of_its_own):
                start.wait()
                for _turn in range(5):
                    try:
                        reserved = reserve(90, About("en"))
                        settle(reserved, 70, Outcome.DONE)
                        done.append(70)
                    except Exhausted as exhausted:
                        refused.append(str(exhausted))
        finally:
            connection.close()

    threads = [threading.Thread(target=spend) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with tenant(town_of_its_own):
        assert used(this_month()) == sum(done) <= 1000
        assert 1000 - sum(done) < 90
        # At no moment in the book had more been taken than there was.
        running = 0
        for characters in MachineUse.objects.order_by("pk").values_list("characters", flat=True):
            running += characters
            assert running <= 1000
    assert len(done) + len(refused) == 30
    assert refused
