"""The form of a foreign homepage: people are taken as they write themselves, and what is refused is not lost."""

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.html import escape

from cms.contact.models import ForeignOffice, Letter, LetterEvent, State
from cms.contact.posting import post
from cms.contact.services.receiving import MOST_BY_SENDER
from cms.core.open_forms import LATEST
from cms.departments.models import Department
from tenants.context import tenant
from tests.contact.conftest import FIELDS, later, token
from tests.factories.departments import DepartmentFactory


def letters(town):
    with tenant(town.municipality):
        return list(Letter.objects.order_by("pk"))


def said(language: str, msgid: str) -> str:
    with translation.override(language):
        return escape(translation.gettext(msgid))


AS_WRITTEN = [
    ("name", "毛利蘭"),
    ("name", "O’Brien-Ñandú, María José de la Ó"),
    ("name", "Ng"),
    ("name", "محمد بن عبد الله"),
    ("name", "ᠮᠣᠩᠭᠣᠯ Sükhbaatar"),
    ("name", "Björk"),
    ("name", "X Æ A-12"),
    ("name", "Д'Артаньян"),
    ("name", "নাম"),
    ("name", "Ọláyínká " + "a" * 190),
    ("telephone", "+84 (0)28 3822-1234 ext. 56"),
    ("telephone", "０９０－１２３４－５６７８"),
    ("telephone", "001 (555) 123-4567, evenings"),
    ("telephone", "+86 138 0013 8000"),
    ("address", "Số 12, ngõ 5\nPhường Bến Nghé, Quận 1\nTP. Hồ Chí Minh"),
    ("address", "〒100-0001 東京都千代田区千代田1-1"),
    ("address", "P.O. Box 4, Nuuk 3900, Kalaallit Nunaat"),
    ("message", "请问垃圾怎么扔？<b>谢谢</b> & 再见"),
]


@pytest.mark.parametrize(("field", "value"), AS_WRITTEN)
def test_it_is_kept_as_it_was_written(town, send, field, value):
    assert send(**{field: value}).status_code == 302
    (kept,) = letters(town)
    assert getattr(kept, field) == value


def test_spaces_and_signs_that_nobody_sees_are_taken_off_and_no_others(town, send):
    send(name=" \u202eAnna\x07 \u200dLee\u2028 ", email="ｕｓｅｒ＠ｅｘａｍｐｌｅ．ｃｏｍ ")
    (kept,) = letters(town)
    assert kept.name == "Anna \u200dLee"
    assert kept.email == "user@example.com"


def test_what_stands_in_the_database_is_closed(town, send):
    values = {
        "name": "Canary Name",
        "telephone": "+1 555 0100",
        "address": "Canary Street 1",
        "message": "Canary words",
    }
    send(**values)
    with tenant(town.municipality), connection.cursor() as cursor:
        for table in ("letter", "letterevent", "lettermail", "letterreading"):
            cursor.execute(f"SELECT row_to_json(each)::text FROM contact_{table} each")
            raw = " ".join(row[0] for row in cursor.fetchall())
            assert not any(value in raw for value in ("Canary", "0100", "minh.khai"))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_all_that_is_wrong_is_said_at_once_in_the_readers_language(town, send, language):
    answer = send(
        language,
        after=0,
        name="  ",
        email="not an address",
        address="등록번호 900101-5234567입니다",
        message="My number is 900101-1234567.",
        consent="",
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    for field in ("name", "email", "address", "message", "consent"):
        assert f'href="#id_{field}"' in html
        assert f'id="id_{field}_error"' in html
    assert said(language, "That was very fast. Please send it once more.") in html
    sentence = said(language, "Without your agreement we may not receive the letter.")
    assert f'<a href="#id_consent">{sentence}</a>' in html  # its label is a sentence of its own
    assert f'<html lang="{language}"' in html
    for typed in ("not an address", "900101-5234567", "My number is", 'value="living" selected'):
        assert typed in html
    assert letters(town) == []


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"reply_by": "email", "email": ""}, "email"),
        ({"reply_by": "telephone", "email": "", "telephone": "please"}, "telephone"),
        ({"reply_by": "pigeon"}, "reply_by"),
        ({"name": "a" * 201}, "name"),
        ({"message": "a" * 5001}, "message"),
        ({"area": "palace"}, "area"),
    ],
)
def test_there_is_a_way_to_answer_and_a_limit(town, send, fields, wrong):
    answer = send(**fields)
    assert answer.status_code == 422
    assert answer.content.decode().count('class="field-error"') == 1
    assert f'id="id_{wrong}_error"' in answer.content.decode()


def test_who_has_no_mailbox_is_called(town, send):
    answer = send(reply_by="telephone", email="", telephone="+84 28 3822 1234")
    assert answer.status_code == 302
    with tenant(town.municipality):
        assert [row.kind for row in Letter.objects.get().mails.all()] == ["office"]


def test_a_form_sent_twice_is_one_letter_and_other_words_are_another(town, send, client_for):
    client, sealed = client_for(town.municipality), token()
    one, two = send(client=client, sealed=sealed), send(client=client, sealed=sealed, after=31)
    assert one["Location"] == two["Location"]
    other = send(client=client, sealed=sealed, after=40, message="And a second question.")
    assert other["Location"] != one["Location"]
    assert len(letters(town)) == 2


def test_programs_haste_age_floods_and_other_sites_are_refused(town, send, client_for):
    assert send(homepage="https://spam.example/")["Location"] == "/en/~contact/"
    assert send(after=0).status_code == 422
    assert send(after=LATEST + 10).status_code == 422
    assert send(sealed=token("vi")).status_code == 422
    client = client_for(town.municipality)
    with later():
        stranger = client.post("/en/~contact/", {**FIELDS, "token": token()}, headers={"Sec-Fetch-Site": "cross-site"})
    assert stranger.status_code == 403
    assert letters(town) == []
    codes = [send(message=f"Question {number}", after=30 + number).status_code for number in range(MOST_BY_SENDER + 1)]
    assert codes == [302] * MOST_BY_SENDER + [429]


def test_likely_advertising_waits_without_telling_the_office(town, send):
    send(message="Visit https://a.example/ and https://b.example/ now")
    (held,) = letters(town)
    assert held.state == State.HELD
    with tenant(town.municipality):
        assert [row.kind for row in held.mails.all()] == ["receipt"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/~contact/", 404),
        ("/ko/~contact/", 404),
        ("/ja/~contact/", 404),
        ("/en/~contact/", 200),
        ("/vi/~contact/", 200),
    ],
)
def test_only_foreign_homepages_that_are_offered_have_it(town, client_for, path, status):
    assert client_for(town.municipality).get(path).status_code == status


def test_a_language_without_a_public_front_page_has_none(town, client_for, beta):
    from home.models import HomePage

    with tenant(town.municipality):
        HomePage.objects.get(locale__language_code="vi").unpublish()
    assert client_for(town.municipality).get("/vi/~contact/").status_code == 404
    assert client_for(beta).get("/en/~contact/").status_code == 404


def test_nobody_keeps_a_copy_and_no_cookie_is_set(town, client_for, send):
    client = client_for(town.municipality)
    form, sent = client.get("/en/~contact/"), send()
    receipt = client.get(sent["Location"])
    for answer in (form, sent, receipt):
        assert "no-store" in answer["Cache-Control"]
        assert not answer.cookies
    assert receipt["X-Robots-Tag"] == "noindex"
    assert receipt["Referrer-Policy"] == "same-origin"


def test_the_receipt_opens_for_its_writer_alone(town, beta, client_for, send):
    address = send("vi", message="Tôi hỏi về rác thải.")["Location"]
    (kept,) = letters(town)
    html = client_for(town.municipality).get(address).content.decode()
    assert kept.number in html
    assert "rác thải" not in html
    assert "minh.khai" not in html
    _empty, language, _part, number, key, _end = address.split("/")
    assert language == "vi"
    wrong = [f"/vi/~contact/{number}/{key[:-1]}0/", f"/vi/~contact/{number}/x/", f"/en/~contact/{number}/{key}/"]
    for path in wrong:
        assert client_for(town.municipality).get(path).status_code == 404
    assert client_for(beta).get(address.replace("/vi/", "/en/")).status_code == 404


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_receipt_is_mailed_in_the_readers_language_and_the_office_told_without_a_name(town, send, language):
    send(language, email="reader@example.com")
    with tenant(town.municipality):
        number = Letter.objects.get().number
        with later(120):
            assert post()["sent"] == 2
            assert post() == {}
    receipt, notice = sorted(mail.outbox, key=lambda each: each.to != ["reader@example.com"])
    with translation.override(language):
        assert translation.gettext("We have received your letter. Thank you.") in receipt.body
    assert number in receipt.body
    assert f"/{language}/~contact/{number}/" in receipt.body
    assert f'<html lang="{language}">' in receipt.alternatives[0][0]
    assert receipt.extra_headers["Content-Language"] == language
    assert {"en": "Alpha City", "vi": "Alpha"}[language] in receipt.from_email or "=?utf-8?" in receipt.from_email
    assert notice.to == ["pr@alpha.example.kr"]
    assert "/admin/reports/letters/" in notice.body
    for personal in ("reader@example.com", "Nguy", "refrigerator"):
        assert personal not in notice.body + notice.subject + notice.alternatives[0][0]


def test_every_foreign_page_leads_there_and_no_korean_one(town, client_for):
    client = client_for(town.municipality)
    english, korean = client.get("/en/").content.decode(), client.get("/").content.decode()
    assert english.count('href="/en/~contact/"') >= 2  # in the page and at its foot
    assert "~contact" not in korean
    assert '<span lang="en">Public Relations Division</span>' in client.get("/vi/~contact/").content.decode()


def test_a_closed_office_says_how_it_is_reached_instead(town, client_for, send):
    with tenant(town.municipality):
        ForeignOffice.objects.filter(language="en").update(accepts=False, telephone="+82-31-000-0900", note="Call us.")
    html = client_for(town.municipality).get("/en/~contact/").content.decode()
    assert '<form class="form"' not in html
    assert "+82-31-000-0900" in html
    assert "Call us." in html
    assert send().status_code == 200
    assert letters(town) == []


def test_a_letter_to_an_office_that_was_closed_reaches_homepage_management(town, send):
    with tenant(town.municipality):
        gone = DepartmentFactory()
        ForeignOffice.objects.filter(language="en").update(department=gone)
        Department.objects.filter(pk=gone.pk).update(closed_on="2026-01-01")
        Department.objects.filter(pk=town.other.pk).update(manages_homepage=True)
    send()
    assert [kept.department_id for kept in letters(town)] == [town.other.pk]


def test_history_is_written_with_it(town, letter):
    with tenant(town.municipality):
        assert [event.act for event in LetterEvent.objects.filter(letter=letter)] == ["received"]
    assert settings.LANGUAGE_CODE == "ko"


def test_the_form_costs_no_more_queries_than_a_page(town, client_for):
    client = client_for(town.municipality)
    client.get("/en/~contact/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/~contact/")
    assert len(asked) <= 15
