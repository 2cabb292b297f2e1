"""What everybody reads of a petition: by the rule, field by field, in every representation; and gone at once."""

import dataclasses
import datetime as dt

import pytest
from django.db import transaction

from cms.ordinance import policy_loader
from cms.ordinance.case import Actor, Event
from cms.ordinance.disclosure import PUBLIC_FIELDS, PetitionField
from cms.ordinance.policy import Stage
from petitions.disclosure import keeping, moving
from petitions.disclosure.keeping import deselect, reconcile, select
from petitions.disclosure.parts import find_petitions
from petitions.disclosure.redacting import proposal, redact
from petitions.disclosure.titling import confirm_title
from petitions.models import Case, InternalNote, PublicCase, PublicPetitionsPage, Service
from petitions.services.acting import PETITIONER, By, Refused, act
from petitions.services.erasing import erase
from petitions.services.gifts import Gift
from tenants.conformity import Status
from tests.duties import ask, said
from tests.factories.pages import StampedPageFactory
from tests.petitions.test_acting import filed

SECRETS = (
    "김민원",
    "kim@example.com",
    "010-1234-5678",
    "평촌대로 777",
    "집 앞 도로가",
    "도로가 파였습니다",
    "내부 메모",
)
ANSWER = "김민원 님, 010-1234-5678로 말씀드린 대로 구멍을 메웠습니다."
RESULT = "구멍을 메웠습니다."


class PublicPetitionsPageFactory(StampedPageFactory):
    body = "[]"

    class Meta:
        model = PublicPetitionsPage


@pytest.fixture
def page(town):
    Service.objects.filter(pk=town.hole.pk).update(disclosure_default="public")
    town.hole.refresh_from_db()
    return PublicPetitionsPageFactory(title="공개 민원", slug="public-petitions")


@pytest.fixture
def officer(town):
    return By(frozenset({Actor.OFFICER}), town.engineer)


@pytest.fixture
def policy(monkeypatch):
    """Puts another municipality's ordinance into force."""

    def put(ordinance):
        rules = policy_loader.packaged(ordinance) if isinstance(ordinance, str) else ordinance
        monkeypatch.setattr(keeping, "policy_now", lambda: rules)
        for module in ("listing", "parts", "shown", "redacting", "reading", "desk", "hooks"):
            monkeypatch.setattr(f"petitions.disclosure.{module}.policy_now", keeping.policy_now)

    put("anyang")
    return put


def _public(town, **values) -> Case:
    values = {"telephone": "010-1234-5678", "postal": "안양시 평촌대로 777", "wants_public": True} | values
    return filed(town.hole, **values)


def _completed(town, officer, **values) -> Case:
    case = _public(town, **values)
    InternalNote.objects.create(case=case, by=town.engineer, by_name="x", text="내부 메모")
    act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
    act(case, Event.COMPLETE, officer, Gift(text=ANSWER))
    return case


def _everywhere(page, client, public_id: str) -> dict[str, str]:
    """Every representation that there is, as text."""
    texts = {name: client.get(page.url + path) for name, path in _PATHS.items()}
    texts["page"] = client.get(f"{page.url}{public_id}/")
    for name, response in texts.items():
        assert response.status_code in (200, 404), name
        assert response.status_code == 404 or response["Cache-Control"] == "no-store", name
    said_there = {
        name: response.content.decode() if response.status_code == 200 else "" for name, response in texts.items()
    }
    said_there["sitemap"] = client.get("/sitemap.xml").content.decode()
    said_there["search"] = client.get("/search/?query=도로 파손&scope=petitions").content.decode()
    return said_there


_PATHS = {"list": "", "feed": "atom/", "json": "json/"}


def test_everybody_sees_what_the_rule_gives_and_nothing_else(town, page, officer, policy, client_for):
    case = _completed(town, officer)
    row = PublicCase.objects.get(case=case)
    assert (row.title, row.result) == ("도로 파손 신고", ""), "the service's name, and no answer that nobody has read"
    with pytest.raises(Refused) as refused:
        redact(case.written_answers.get(), officer, ANSWER)
    assert len(refused.value.reasons) == 2, "a mobile number, and the petitioner's own name"
    assert "김민원" not in proposal(case.written_answers.get())
    redact(case.written_answers.get(), officer, RESULT)
    answer = case.written_answers.get()
    assert (answer.redactor_name, answer.redacted_by) == (town.engineer.get_full_name(), town.engineer)
    texts = _everywhere(page, client_for(town.municipality), row.public_id)
    for name, text in texts.items():
        for secret in (*SECRETS, case.number, town.engineer.get_full_name() or "engineer"):
            assert secret not in text, (name, secret)
        assert row.public_id in text, name
    for field in ("list", "feed", "json", "page", "search"):
        assert "도로 파손 신고" in texts[field]
    for field in ("feed", "json", "page", "search"):
        assert RESULT in texts[field], field


def test_each_field_by_the_rule_and_by_its_stages(town, page, officer, policy, client_for, monkeypatch):
    """Public fields are in the JSON under the rule's own names; the others have no name there at all."""
    case = _completed(town, officer)
    client = client_for(town.municipality)
    public = {field.value for fields in PUBLIC_FIELDS.values() for field in fields}
    shown = client.get(f"{page.url}json/").json()["petitions"][0]
    assert {field.value for field in PetitionField if field.value in shown} == public
    assert set(shown) == public | {"url"}
    receipt_only = policy_loader.packaged("anyang")
    stages = dataclasses.replace(receipt_only.disclosure.stages, value=(Stage.RECEIPT,))
    receipt_only = dataclasses.replace(
        receipt_only, disclosure=dataclasses.replace(receipt_only.disclosure, stages=stages)
    )
    policy(receipt_only)
    redact(case.written_answers.get(), officer, RESULT)
    shown = client.get(f"{page.url}json/").json()["petitions"][0]
    assert set(shown) == {"url", "title", "kind", "received_on"}
    assert PublicCase.objects.get().result == "", "what is not shown is not kept for showing, either"
    assert client.get(f"{page.url}json/?state=completed").json()["total"] == 1, "nobody finds out by asking"
    assert client.get(f"{page.url}json/", {"q": "메웠습니다"}).json()["total"] == 0


def test_gone_everywhere_with_the_same_click(town, page, officer, policy, client_for):
    case = _completed(town, officer)
    redact(case.written_answers.get(), officer, RESULT)
    public_id, client = PublicCase.objects.get(case=case).public_id, client_for(town.municipality)
    assert all(public_id in text for text in _everywhere(page, client, public_id).values())
    act(case, Event.OPT_OUT, PETITIONER)
    assert not any(public_id in text or RESULT in text for text in _everywhere(page, client, public_id).values())
    act(case, Event.OPT_IN, PETITIONER)
    again = PublicCase.objects.get(case=case)
    assert again.public_id != public_id, "old addresses lead nowhere any more"
    assert again.result == RESULT
    erase(case.pk, officer)
    assert not PublicCase.objects.exists()


def test_an_event_that_fails_leaves_the_public_side_as_it_was(town, page, officer, policy):
    case = _public(town)
    with transaction.atomic():
        act(case, Event.OPT_OUT, PETITIONER)
        transaction.set_rollback(True)
    assert PublicCase.objects.filter(case=case).exists()


def test_selected_by_somebody_where_the_ordinance_says_so(town, page, officer, policy):
    policy("yongin")
    case = _public(town)
    assert not PublicCase.objects.exists()
    with pytest.raises(Refused):
        select(case, By(frozenset()))
    line = select(case, officer, seen=case.version)
    assert (line.event, line.by) == ("select", town.engineer)
    assert PublicCase.objects.filter(case=case).exists()
    deselect(case, officer)
    assert not PublicCase.objects.exists()
    objecting = _public(town, submission="b", wants_public=False)
    with pytest.raises(Refused):
        select(objecting, officer)
    policy("anyang")
    with pytest.raises(Refused):
        select(case, officer)


def test_no_list_where_the_ordinance_knows_none(town, page, officer, policy, client_for):
    case = _public(town)
    assert PublicCase.objects.filter(case=case).exists()
    policy("seoul")
    client = client_for(town.municipality)
    listed = client.get(page.url)
    assert listed.status_code == 200
    assert "도로 파손 신고" not in listed.content.decode(), "at once, before the schedule has taken it away"
    assert client.get(f"{page.url}json/").status_code == client.get(f"{page.url}atom/").status_code == 404
    assert find_petitions("도로", None) == []
    assert reconcile() == {"came": 0, "went": 1}
    policy("anyang")
    assert reconcile() == {"came": 1, "went": 0}


def test_a_public_title_is_confirmed_and_looked_at(town, page, officer, policy):
    case = _public(town)
    with pytest.raises(Refused):
        confirm_title(case, officer, "010-1234-5678로 연락 바랍니다")
    with pytest.raises(Refused):
        confirm_title(case, officer, "가" * 201)
    confirm_title(case, officer, " 평촌대로  도로 파손 ")
    act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
    row = PublicCase.objects.get(case=case)
    assert (row.title, row.title_by, row.state) == ("평촌대로 도로 파손", town.engineer.get_full_name(), "assigned")


@pytest.mark.parametrize(
    ("query", "found"),
    [("도로", 1), ("도로파손", 1), ("도로를 파손", 1), ("신고 도로", 1), ("여권", 0), ("!!", 0), ("김민원", 0)],
)
def test_found_by_words_that_everybody_sees(town, page, policy, client_for, query, found):
    _public(town)
    assert client_for(town.municipality).get(f"{page.url}json/", {"q": query}).json()["total"] == found


def test_narrowed_down_and_page_by_page(town, page, policy, client_for, monkeypatch):
    monkeypatch.setattr("petitions.disclosure.listing.PER_PAGE", 2)
    for number in range(3):
        _public(town, submission=f"n{number}")
    client = client_for(town.municipality)
    first = client.get(f"{page.url}json/").json()
    assert (first["total"], len(first["petitions"])) == (3, 2)
    assert len(client.get(first["next"]).json()["petitions"]) == 1
    for query, total in (("department=T2", 3), ("department=T1", 0), ("state=received", 3), ("kind=법정", 0)):
        assert client.get(f"{page.url}json/?{query}").json()["total"] == total, query


def test_departments_changed_by_a_reorganisation_are_followed(town, page, policy):
    case = _public(town)
    held = [held for held in moving.public_sides([town.roads.pk])]
    assert [(row.pk, row.about) for row in held] == [(case.public_side.pk, ("petitions.case", case.pk))]


@pytest.mark.duty("public-petitions")
def test_duty_of_the_list(town, page, policy, in_alpha):
    page.unpublish()
    assert ask("public-petitions", in_alpha).status is Status.NOT_MET
    page.save_revision().publish()
    _public(town)
    finding = ask("public-petitions", in_alpha)
    assert (finding.status, finding.evidence[0].count, finding.evidence[0].url) == (Status.MET, 1, page.full_url)
    PublicCase.objects.all().delete()
    assert "1 petition is public by the ordinance and not on the list" in said(ask("public-petitions", in_alpha))


@pytest.mark.duty("public-petitions-selection")
def test_duty_of_the_selection(town, page, officer, policy, in_alpha):
    policy("yongin")
    case = _public(town)
    assert ask("public-petitions-selection", in_alpha, "yongin").status is Status.NOT_MET
    select(case, officer)
    finding = ask("public-petitions-selection", in_alpha, "yongin")
    assert (finding.status, finding.evidence[0].count) == (Status.MET, 1)


@pytest.mark.duty("petition-stages")
def test_duty_of_the_stages(town, page, officer, policy, in_alpha):
    case = _completed(town, officer)
    today = case.closed_at.date()
    assert ask("petition-stages", in_alpha, today=today).status is Status.MET
    late = today + dt.timedelta(days=16)
    assert ask("petition-stages", in_alpha, today=late).status is Status.NOT_MET
    redact(case.written_answers.get(), officer, RESULT)
    assert ask("petition-stages", in_alpha, today=late).status is Status.MET


@pytest.mark.duty("petition-opt-out")
def test_duty_of_opting_out(town, page, policy, in_alpha):
    case = _public(town)
    act(case, Event.OPT_OUT, PETITIONER)
    finding = ask("petition-opt-out", in_alpha)
    assert (finding.status, finding.evidence[0].count) == (Status.MET, 1)
    other = _public(town, submission="b")
    Case.objects.filter(pk=other.pk).update(objects_to_disclosure=True)  # past the services
    assert ask("petition-opt-out", in_alpha).status is Status.NOT_MET


@pytest.mark.duty("petition-fields")
def test_duty_of_different_fields(town, page, policy, in_alpha):
    assert "Everybody sees 7 fields of a petition, its petitioner 14." in said(ask("petition-fields", in_alpha))
    page.unpublish()
    assert ask("petition-fields", in_alpha).status is Status.OFF


def test_the_redaction_screen_keeps_what_was_typed_and_marks_what_is_left(town, page, officer, policy, client_for):
    case = _completed(town, officer)
    client = client_for(town.municipality)
    client.login_as(town.engineer)
    address, answer = f"/admin/petitions/public/{case.pk}/", case.written_answers.get()
    shown = client.get(address).content.decode()
    assert "<mark>010-1234-5678</mark>" in shown
    assert "<mark>김민원</mark>" in shown
    typed = {"act": "redact", "answer": answer.pk, "seen": case.version, "text": "김민원 님, 메웠습니다."}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert refused.content.decode().count("김민원 님, 메웠습니다.") == 1, "in its field; below it marked"
    assert client.get("/admin/petitions/public/?show=redact").content.decode().count(f"/public/{case.pk}/") == 1
    assert client.post(address, typed | {"text": RESULT}).status_code == 302
    assert client.get("/admin/petitions/public/?show=redact").content.decode().count(f"/public/{case.pk}/") == 0
    assert PublicCase.objects.get(case=case).result == RESULT
    client.login_as(town.clerk)
    assert client.get(address).status_code == 200
    client.login_as(town.keeper)
    assert client.get(address).status_code == 404


def test_selected_at_the_desk(town, page, officer, policy, client_for):
    policy("yongin")
    case = _public(town)
    client = client_for(town.municipality)
    client.login_as(town.engineer)
    assert client.get("/admin/petitions/public/?show=select").content.decode().count(f"/public/{case.pk}/") == 1
    client.post(f"/admin/petitions/public/{case.pk}/", {"act": "select", "seen": case.version})
    assert PublicCase.objects.filter(case=case).exists()
    line = case.events.get(event="select")
    assert line.by == town.engineer


def test_a_list_of_many_asks_no_more(town, page, policy, client_for, django_assert_max_num_queries):
    for number in range(3):
        _public(town, submission=f"n{number}")
    client = client_for(town.municipality)
    client.get(page.url)
    with django_assert_max_num_queries(15):
        listed = client.get(page.url)
    assert listed.content.decode().count('class="row"') == 3


def test_signs_that_nobody_sees_become_no_public_words(town, page, officer, policy):
    case = _completed(town, officer)
    confirm_title(case, officer, "도로\x00 \u202e보수")
    redact(case.written_answers.get(), officer, f"{RESULT}\x00\u202e")
    row = PublicCase.objects.get(case=case)
    assert (row.title, row.result) == ("도로 보수", RESULT)
