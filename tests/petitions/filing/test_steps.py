"""From consent to receipt: what is asked, what is refused and why, and that nothing typed is lost."""

import json
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from cms.ordinance.case import State
from petitions.models import Case, CaseFile, Disclosed, Draft, Notice, PetitionSetting
from tenants.models import Domain
from tests.petitions.conftest import service
from tests.petitions.filing.conftest import WHAT, WHO, Citizen


def test_a_petition_is_filed_once(citizen):
    assert Draft.objects.count() == 0
    citizen.agree(c_newsletter="on")
    assert citizen.page.status_code == 302
    assert citizen.send("who", **WHO, signers="3").url.endswith("/what/")
    photo = SimpleUploadedFile("../사진\u202e.txt", "도로 사진".encode(), "text/plain")
    assert citizen.send("what", **WHAT, q_photo=photo).url.endswith("/check/")
    looked_over = citizen.get("check").content.decode()
    assert "시민대로 235 앞" in looked_over
    assert f"<p>{WHAT['q_content']}</p>" in looked_over, "paragraphs, not their tags"
    receipt = citizen.send("check").url
    again = citizen.send("check")
    assert (again.status_code, again.url) == (302, receipt), "sent twice, filed once: the same receipt"
    case = Case.objects.get()
    assert (case.name, case.email, case.telephone, case.title) == ("김민원", "kim@example.com", None, WHAT["q_subject"])
    assert json.loads(case.answers) == {
        "location": "시민대로 235 앞", "seen_on": "2026-09-17", "holes": "12", "kind": "차도",
    }  # fmt: skip
    assert (case.at, case.language, case.member, case.signers) == (State.RECEIVED, "ko", None, 3)
    assert case.events.get(event="submit").facts["consents"]["newsletter"] is True
    assert Notice.objects.filter(case=case).count() == 1
    file = CaseFile.objects.get(case=case)
    assert (file.field, file.origin, file.file.name) == ("photo", "petition", "사진.txt")
    assert Draft.objects.count() == 0
    page = citizen.client.get(receipt)
    assert case.number[:4] in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"


def test_consent_says_what_the_law_asks_and_nothing_is_kept_without_it(citizen):
    page = citizen.client.get(f"/~petition/new/{citizen.code.lower()}/").content.decode()
    for said in ("공사 소식 안내", "거부해도 접수됩니다.", "발생 위치"):
        assert said in page
    assert page.split('name="agreed"')[1].count("checked") == 0, "no consent is ticked before"
    assert citizen.agree(agreed="").status_code == 422
    assert Draft.objects.count() == 0


def test_everything_wrong_is_said_at_once_and_kept(citizen):
    citizen.agree()
    page = citizen.send("who", name=" \u200b\u202e", email="kim@", telephone="12")
    assert page.status_code == 422
    assert page.content.decode().count('class="field-error"') == 3
    citizen.send("who", **WHO)
    page = citizen.send("what", q_subject="가" * 201, q_content="나" * 5001, q_seen_on="2026-02-30", q_kind="하늘")
    text = page.content.decode()
    assert page.status_code == 422
    assert text.count('class="field-error"') == 5, "title, text, day, choice and the missing place"
    assert "가" * 201 in text
    assert "나" * 5001 in text
    assert "2026-02-30" in text


@pytest.mark.parametrize("field", ["q_subject", "q_content", "q_location"])
def test_registration_numbers_are_refused_and_never_kept(citizen, field):
    citizen.agree()
    citizen.send("who", **WHO)
    for do in ("next", "save"):
        page = citizen.send("what", **{**WHAT, field: "제 번호는 900101-1234567 입니다"}, do=do)
        assert page.status_code == 422
        assert "900101" in page.content.decode(), "the citizen can take it out where it stands"
    content = Draft.objects.get().content
    assert "900101" not in content
    assert WHAT["q_kind"] in content, "what is not wrong is kept"


def test_other_personal_data_is_confirmed_once(citizen):
    words = "옆집 010-1234-5678 입니다"
    page = citizen.to_check(q_content=words)
    assert page.status_code == 422
    assert "010-1234-5678" in page.content.decode()
    page = citizen.send("what", **{**WHAT, "q_content": words, "kept_words": "yes"})
    assert page.url.endswith("/check/")
    assert citizen.send("what", **{**WHAT, "q_content": f"{words} 두 번째"}).url.endswith("/check/")
    assert citizen.send("what", **{**WHAT, "q_content": "010-8765-4321"}).status_code == 422


def test_files_are_taken_listed_and_removed(citizen):
    citizen.agree()
    citizen.send("who", **WHO)
    good = SimpleUploadedFile("길.txt", "길".encode(), "text/plain")
    liar = SimpleUploadedFile("길.pdf", b"MZ\x90", "application/pdf")
    page = citizen.send("what", q_photo=[good, liar], do="add")
    assert page.status_code == 422
    text = page.content.decode()
    assert text.count('class="field-error"') == 1
    row = Draft.objects.get().files.get()
    shown = citizen.client.get(f"{citizen.place}file/{row.pk}/")
    assert shown.content.decode() == "길"
    assert "no-store" in shown["Cache-Control"]
    stranger = citizen.place.replace(citizen.place.split("/")[-2], "0" * 40)
    assert citizen.client.get(f"{stranger}file/{row.pk}/").status_code == 404
    many = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(5)]
    assert citizen.send("what", q_photo=many, do="add").status_code == 422, "five at most, and there is one"
    assert citizen.send("what", do=f"remove:{row.pk}").status_code == 302
    assert Draft.objects.get().files.count() == 0
    row.file.refresh_from_db()
    assert row.file.removed_at is not None


def test_steps_cannot_be_skipped_or_forged(citizen):
    citizen.agree()
    assert citizen.get("check").url.endswith("/who/")
    assert citizen.send("check").url.endswith("/who/")
    assert citizen.get("what").url.endswith("/who/")
    assert citizen.client.get(citizen.place.replace(citizen.number, "0" * 12) + "who/").status_code == 404
    elsewhere = {"HTTP_SEC_FETCH_SITE": "cross-site"}
    assert citizen.client.post(f"{citizen.place}who/", WHO, **elsewhere).status_code == 403
    assert citizen.agree(token="forged").status_code == 422
    assert Draft.objects.count() == 1


def test_too_much_text_nul_and_turned_text(citizen):
    citizen.agree()
    citizen.send("who", **WHO)
    page = citizen.send("what", **{**WHAT, "q_content": "가" * 4_000_000})
    assert page.status_code == 413
    assert citizen.send("what", **{**WHAT, "q_content": "가\x00나\u202e다"}).url.endswith("/check/")
    citizen.send("check")
    assert Case.objects.get().body == "가나다"


def test_files_together_fit_into_one_request(town):
    with pytest.raises(ValidationError, match="100"):
        PetitionSetting(most_files=5, most_megabytes=21).full_clean()
    PetitionSetting(most_files=5, most_megabytes=20).full_clean()


def test_a_lost_database_loses_no_text(citizen):
    citizen.agree()
    citizen.send("who", **WHO)
    typed = {**WHAT, "labels": json.dumps({"q_content": "내용"})}
    gone = OperationalError("server closed the connection unexpectedly")
    for where in ("petitions.filing.drafts.keep_typed", "tenants.middleware.Domain.objects"):
        target = mock.patch(where, side_effect=gone) if "keep" in where else _no_domains(gone)
        citizen.client.raise_request_exception = False
        with target:
            page = citizen.send("what", **typed)
        assert page.status_code == 503, where
        assert WHAT["q_content"] in page.content.decode()
        assert 'name="q_kind" value="차도"' in page.content.decode()
    assert "what" not in json.loads(Draft.objects.get().content), "nothing is half saved"
    assert citizen.send("what", **typed).url.endswith("/check/")
    with mock.patch("petitions.services.filing.log", side_effect=gone):
        page = citizen.send("check", password="", labels="{}")
    assert page.status_code == 503
    assert Case.objects.count() == 0
    assert Draft.objects.count() == 1
    assert citizen.send("check").status_code == 302
    assert Case.objects.count() == 1


def _no_domains(gone):
    return mock.patch.object(Domain.objects, "select_related", side_effect=gone)


def test_public_kinds_ask_and_passwords_are_hashed(citizen, asked):
    asked.disclosure_default = Disclosed.PUBLIC
    asked.save()
    citizen.to_check()
    page = citizen.send("check", password="short", password_again="other")
    assert page.status_code == 422
    assert "short" not in page.content.decode()
    assert Case.objects.count() == 0
    good = "My own 1 word!"
    assert citizen.send("check", wants_public="yes", password=good, password_again=good).status_code == 302
    case = Case.objects.get()
    assert (case.is_public_kind, case.objects_to_disclosure) == (True, False)
    assert case.password
    assert good not in case.password


def test_identity_is_verified_first(town, asked, client_for, alpha, citizen):
    asked.needs_identity = True
    asked.save()
    citizen.agree()
    assert citizen.send("who", **WHO).url.endswith("/identity/")
    assert citizen.get("check").url.endswith("/identity/")
    page = citizen.send("identity", provider="development")
    state = page.content.decode().split('name="state" value="')[1].split('"')[0]
    back = f"{citizen.place}verified/development/"
    assert citizen.client.post(back, {"verified_name": "이민원", "state": "forged"}).status_code == 422
    assert citizen.client.post(back, {"verified_name": "이민원", "state": state}).url.endswith("/what/")
    assert citizen.send("who", **WHO).status_code == 422, "another name than the verified one"
    assert citizen.send("who", **{**WHO, "name": "이민원"}).url.endswith("/what/")
    citizen.send("what", **WHAT)
    assert citizen.send("check").status_code == 302
    case = Case.objects.get()
    assert (case.name, case.identity_provider) == ("이민원", "development")
    assert case.identity_verified_at is not None


def test_foreigners_file_in_their_language_and_the_officer_reads_korean(asked, citizen, alpha):
    from wagtail.models import Locale

    from tenants.context import platform

    with platform():
        alpha.languages = ["ko", "en"]
        alpha.save()
    Locale.objects.get_or_create(language_code="en")
    foreigner = Citizen(citizen.client, asked.code, "/en")
    assert 'href="/en/~dialogue/"' in foreigner.client.get("/en/~petition/").content.decode()
    foreigner.agree()
    foreigner.send("who", **{**WHO, "name": "Nguyễn Thị Minh Khai"})
    page = foreigner.get("what").content.decode()
    assert "Subject" in page
    assert "Pavement" in page
    assert '<span lang="ko">내용</span>' in page, "what is not said in English is Korean, and marked so"
    foreigner.send("what", **WHAT)
    assert foreigner.send("check").url.startswith("/en/~petition/case/")
    case = Case.objects.get()
    assert (case.language, json.loads(case.answers)["kind"]) == ("en", "차도")
    assert foreigner.client.get(foreigner.page.url.removeprefix("/en")).url == foreigner.page.url


def test_what_is_not_taken_online_says_why(town, client_for, alpha):
    service("AL-DESK", "창구 민원", town.roads, online=False)
    page = client_for(alpha).get("/~petition/new/al-desk/")
    assert page.status_code == 200
    assert b'name="agreed"' not in page.content
    assert client_for(alpha).get("/~petition/new/al-none/").status_code == 404


def test_members_file_as_themselves_and_find_theirs(citizen, town, alpha):
    citizen.client.login_as(town.clerk)
    case = citizen.file()
    assert case.member == town.clerk
    page = citizen.client.get("/~petition/").content.decode()
    assert f"/~petition/case/{case.number}/" in page
