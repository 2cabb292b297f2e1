"""The dialogue with the mayor: what becomes a petition by the ordinance, what somebody decides, who reads what."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail, signing
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test import override_settings
from django.utils import translation

from cms.core.open_forms import TooMany, token_for
from cms.members.proving import Verified
from cms.ordinance import policy_loader
from cms.ordinance.case import Event, State
from cms.ordinance.case_numbers import shown
from cms.privacy.models import AccessEntry
from petitions.dialogue import deciding, duties
from petitions.dialogue.consulting import Question, consult, proof_of, proven
from petitions.dialogue.erasing import erase, remembered_senders
from petitions.dialogue.forms import ConsultationForm, OpinionForm
from petitions.dialogue.keys import path_of
from petitions.dialogue.listing import public
from petitions.dialogue.posting import post
from petitions.dialogue.receiving import MOST_BY_SENDER, Written, receive
from petitions.dialogue.settings import masked
from petitions.models import (
    Case,
    ConsultationField,
    DialogueSetting,
    Opinion,
    OpinionEvent,
    OpinionMail,
)
from petitions.services.acting import PETITIONER, Overtaken, Refused, act
from tenants.conformity import Status
from tests.duties import ask, said
from tests.factories.pages import ConsultationPageFactory, DialoguePageFactory
from tests.petitions.conftest import catalogue
from tests.petitions.test_acting import FRIDAY


@pytest.fixture
def under(monkeypatch):
    """Work under the policy of one of the ordinances."""

    def choose(name: str) -> None:
        class Now:
            number, policy = 1, policy_loader.packaged(name)

        for module in ("receiving", "settings", "deciding", "consulting", "listing", "views"):
            monkeypatch.setattr(f"petitions.dialogue.{module}.current_policy", lambda: Now)
        monkeypatch.setattr("petitions.models.dialogue.current_policy", lambda: Now)

    return choose


def written(**values) -> Written:
    values = {
        "kind": "건의",
        "name": "김민원",
        "title": "공원",
        "body": "의자가 있으면 좋겠습니다.",
        "email": "kim@example.com",
    } | values
    return Written(**{"token": "t"} | values)


@time_machine.travel(FRIDAY, tick=False)
def test_anyang_receives_every_opinion_as_a_petition(town, under):
    under("anyang")
    opinion = receive(written(), address="1.2.3.4")
    assert receive(written(), address="1.2.3.4").pk == opinion.pk, "the same form sent twice is one opinion"
    case = opinion.case
    assert (case.channel, case.at, case.department, case.number) == (
        "dialogue", State.RECEIVED, town.petitions, opinion.number,
    )  # fmt: skip
    assert (case.period_amount, case.due_on) == (14, dt.date(2026, 10, 13)), "a suggestion: 14 days (영 제15조)"
    assert receive(written(kind="질의", token="u"), address="").case.period_amount == 7
    with pytest.raises(Refused):
        deciding.keep(opinion, "답변 불필요", "", town.clerk, opinion.version)
    assert not OpinionMail.objects.exists(), "the petition has notices of its own"
    with pytest.raises(ValidationError):
        DialogueSetting(is_off=True).clean()
    DialogueSetting.objects.create(is_off=True)
    assert receive(written(token="v"), address="").case is not None, "it must be run (제11조제1항)"


@time_machine.travel(FRIDAY, tick=False)
def test_elsewhere_a_person_decides_and_says_why(town, under):
    under("yongin")
    first, second = receive(written(), address=""), receive(written(token="u"), address="")
    assert (first.case, first.decision) == (None, "waiting")
    with translation.override("en"), pytest.raises(Refused) as refused:
        deciding.to_petition(first, town.roads, "법정", " ", town.clerk, first.version)
    assert len(refused.value.reasons) == 2, "a reason and a kind that an opinion can have"
    case = deciding.to_petition(first, town.roads, "건의", "시설 보완이 필요함", town.clerk, first.version)
    assert (case.department, case.channel, case.at) == (town.roads, "dialogue", State.RECEIVED)
    with pytest.raises(Overtaken):
        deciding.keep(first, "아님", "", town.clerk, 0)
    with pytest.raises(Refused):
        deciding.keep(first, "아님", "", town.clerk, first.version)
    deciding.keep(second, "감사 인사임", "고맙습니다.", town.clerk, second.version)
    assert (second.decision, second.reply, second.case) == ("opinion", "고맙습니다.", None)
    assert second.erase_on == dt.date(2031, 9, 19)
    line = OpinionEvent.objects.get(opinion=second, act="opinion")
    assert (line.by_name, line.words, line.policy_version) == (town.clerk.get_full_name(), "감사 인사임", 1)
    for change in ("UPDATE petitions_opinionevent SET act = 'x'", "DELETE FROM petitions_opinionevent"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    post()
    assert len(mail.outbox) == 2, "the receipt of the second, and what was decided; none of the petition"
    assert all("의자가" not in message.body and message.to == ["kim@example.com"] for message in mail.outbox)


@time_machine.travel(FRIDAY, tick=False)
def test_nothing_is_public_that_nobody_read_or_that_its_writer_does_not_want(town, under):
    under("yongin")
    opinion = receive(written(wants_public=True, body="제 번호는 010-2345-6789입니다."), address="")
    private = receive(written(token="u"), address="")
    words = ("공원", "제 번호는 010-2345-6789입니다.", "")
    with pytest.raises(Refused):
        deciding.publish(private, "공원", "의자", "", town.clerk, private.version)
    with pytest.raises(Refused):
        deciding.publish(opinion, *words, town.clerk, opinion.version)
    assert not public().exists()
    found = [each.digest for each in deciding.finds(words)]
    deciding.publish(opinion, *words, town.clerk, opinion.version, read=found)
    assert list(public()) == [opinion]
    assert (opinion.masked_name, opinion.redactor_name) == ("김○○", town.clerk.get_full_name())
    case = deciding.to_petition(opinion, town.roads, "건의", "필요", town.clerk, opinion.version)
    assert public().exists()
    act(case, Event.OPT_OUT, PETITIONER)
    assert not public().exists(), "one objection takes it away everywhere"
    erase(opinion.pk)
    opinion.refresh_from_db()
    assert (opinion.body, opinion.public_body, opinion.events.filter(words__isnull=False).count()) == (None, "", 0)


@pytest.mark.parametrize(
    ("name", "shown"), [("김민원", "김○○"), ("이준", "이○"), ("Smith", "S○○"), ("강", "강○"), ("", "")]
)
def test_names_are_masked(name, shown):
    assert masked(name) == shown


@time_machine.travel(FRIDAY, tick=False)
def test_limits_ways_and_off(town, under):
    under("seoul")
    DialogueSetting.objects.create(offered="private")
    with translation.override("en"), pytest.raises(Refused) as refused:
        receive(written(wants_public=True, email=""), address="")
    assert len(refused.value.reasons) == 2
    for number in range(MOST_BY_SENDER):
        receive(written(token=str(number)), address="9.9.9.9")
    with pytest.raises(TooMany):
        receive(written(token="more"), address="9.9.9.9")
    assert receive(written(token="other"), address="9.9.9.8").sender
    assert remembered_senders(FRIDAY + dt.timedelta(days=2)).count() == MOST_BY_SENDER + 1
    DialogueSetting.objects.update(is_off=True)
    with pytest.raises(Refused):
        receive(written(token="off"), address="")


def test_the_form_keeps_what_was_typed_and_the_page_shows_it_to_its_writer_alone(town, in_alpha, client_for, under):
    under("yongin")
    DialoguePageFactory(title="시장과의 대화방", slug="dialogue")
    client = client_for(in_alpha)
    with time_machine.travel(FRIDAY, tick=False):
        token = token_for(OpinionForm.purpose, "opinion")
    typed = {
        "kind": "건의", "visibility": "public", "name": "김민원", "email": "kim@example.com", "title": "공원",
        "body": "900101-1234567 의자\x00\u202e", "consent": "on", "token": token,
    }  # fmt: skip
    with time_machine.travel(FRIDAY + dt.timedelta(minutes=1), tick=False):
        refused = client.post("/~dialogue/", typed)
        assert refused.status_code == 422
        assert "900101-1234567 의자" in refused.content.decode()
        forged = client.post("/~dialogue/", typed | {"token": signing.dumps("x"), "body": "의자"})
        assert (forged.status_code, Opinion.objects.count()) == (422, 0)
        assert client.post("/~dialogue/", typed, headers={"sec-fetch-site": "cross-site"}).status_code == 403
        sent = client.post("/~dialogue/", typed | {"body": "의자\x00\u202e"})
        opinion = Opinion.objects.get()
        assert (sent.status_code, sent["Location"], opinion.body) == (302, path_of(opinion), "의자")
        own = client.get(sent["Location"])
        assert "의자" in own.content.decode()
        assert (own["X-Robots-Tag"], "no-store" in own["Cache-Control"]) == ("noindex", True)
        assert client.get(f"/~dialogue/{opinion.number}/{'0' * 40}/").status_code == 404
        assert client.get(f"/dialogue/{opinion.pk}/").status_code == 404
        deciding.publish(opinion, "공원 의자", "의자가 필요합니다.", "", town.clerk, opinion.version)
        shown = client.get(f"/dialogue/{opinion.pk}/").content.decode()
        assert "김○○" in shown
        assert "김민원" not in shown
        assert "공원 의자" in client.get("/dialogue/").content.decode()
        client.post(sent["Location"])
        assert client.get(f"/dialogue/{opinion.pk}/").status_code == 404, "its writer took it away"


@time_machine.travel(FRIDAY, tick=False)
def test_the_desk_is_the_mayors_offices_and_each_look_is_written_down(town, in_alpha, client_for, under):
    under("yongin")
    opinion = receive(written(wants_public=True), address="")
    DialogueSetting.objects.create(department=town.roads)
    stranger, reader = client_for(in_alpha), client_for(in_alpha)
    stranger.force_login(town.clerk)
    reader.force_login(town.engineer)
    assert stranger.get("/admin/petitions/opinions/").status_code == 302
    assert stranger.get(f"/admin/petitions/opinions/{opinion.pk}/").status_code == 302
    assert opinion.number[-4:] in reader.get("/admin/petitions/opinions/").content.decode()
    assert not AccessEntry.objects.exists()
    page = reader.get(f"/admin/petitions/opinions/{opinion.pk}/").content.decode()
    assert "의자가" in page
    assert AccessEntry.objects.count() == 1
    seen = re.search(r'name="petition-seen" value="(\d+)"', page)
    data = {"act": "petition", "petition-seen": seen[1], "petition-department": town.petitions.pk,
            "petition-kind": "건의", "petition-reason": "필요"}  # fmt: skip
    assert reader.post(f"/admin/petitions/opinions/{opinion.pk}/", data).status_code == 302
    assert Case.objects.get().department == town.petitions
    again = reader.post(f"/admin/petitions/opinions/{opinion.pk}/", data)
    assert (again.status_code, Case.objects.count()) == (422, 1)


@pytest.mark.parametrize("name", ["dialoguesetting", "petitionsetting"])
def test_settings_are_for_those_who_keep_the_window(town, in_alpha, client_for, name):
    address = f"/admin/settings/petitions/{name}/"
    for person, opens in ((town.clerk, True), (town.keeper, True), (town.engineer, False)):
        client = client_for(in_alpha)
        client.force_login(person)
        answer = client.get(address, follow=True)
        assert ("id_offered" in (html := answer.content.decode()) or "id_bank_account" in html) is opens, person


@time_machine.travel(FRIDAY, tick=False)
def test_consultations_are_petitions_of_the_field_under_a_verified_name_where_it_is_asked(town, under):
    under("anyang")
    field = ConsultationField.objects.create(name="도로", department=town.roads)
    field.consultants.add(town.engineer)
    question = Question(name="가짜", title="포장", body="언제 합니까?", email="a@example.com", token="q")
    with pytest.raises(Refused):
        consult(field, question, None, address="")
    verified = Verified("김진짜", "development", FRIDAY)
    assert proven(proof_of(verified, field.pk), field.pk) == verified
    assert proven(proof_of(verified, field.pk), field.pk + 1) is None
    assert proven("forged", field.pk) is None
    case = consult(field, question, verified, address="")
    assert (case.name, case.channel, case.department, case.officer, case.at) == (
        "김진짜", "consultation", town.roads, town.engineer, State.ASSIGNED,
    )  # fmt: skip
    assert (case.period_amount, case.identity_verified_at) == (7, FRIDAY)
    assert consult(field, question, verified, address="").pk == case.pk
    under("yongin")
    assert consult(field, question, None, address="").name in ("가짜", "김진짜")


def test_a_consultation_goes_through_the_identity_check(town, in_alpha, client_for, under):
    under("anyang")
    field = ConsultationField.objects.create(name="도로", department=town.roads)
    ConsultationPageFactory(title="민원상담", slug="consultation")
    client = client_for(in_alpha)
    assert "도로" in client.get("/consultation/").content.decode()
    address = f"/~consultation/{field.pk}/"
    assert "id_body" not in client.get(address).content.decode()
    with time_machine.travel(FRIDAY, tick=False):
        off = client.post(address, {"provider": "development"}).content.decode()
        state = re.search(r'name="state" value="([^"]+)"', off)[1]
        form = client.post(f"{address}development/", {"state": state, "verified_name": "김진짜"}).content.decode()
        proof = re.search(r'name="proof" value="([^"]+)"', form)[1]
        token = token_for(ConsultationForm.purpose, f"consultation {field.pk}")
        assert client.post(f"{address}development/", {"state": "x", "verified_name": "김"}).status_code == 422
    with time_machine.travel(FRIDAY + dt.timedelta(minutes=2), tick=False):
        data = {"proof": proof, "token": token, "name": "남의이름", "title": "포장", "body": "언제?",
                "email": "a@example.com", "consent": "on"}  # fmt: skip
        sent = client.post(address, data)
    assert (sent.status_code, Case.objects.get().name) == (302, "김진짜"), "the verified name, whatever is typed"


@pytest.mark.duty("dialogue", "dialogue-handling", "dialogue-visibility")
@time_machine.travel(FRIDAY, tick=False)
def test_duties_of_the_dialogue(town, in_alpha, under):
    under("yongin")
    assert ask("dialogue", in_alpha, "yongin").status is Status.OFF
    assert ask("dialogue", in_alpha, "anyang").status is Status.NOT_MET
    DialoguePageFactory(title="시장과의 대화방", slug="dialogue")
    opinion = receive(written(), address="")
    assert ask("dialogue", in_alpha, "anyang").status is Status.MET
    assert ask("dialogue-visibility", in_alpha, "yongin").status is Status.MET
    assert ask("dialogue-handling", in_alpha, "yongin").status is Status.MET
    late = FRIDAY.date() + dt.timedelta(days=10)
    assert "waited too long" in said(ask("dialogue-handling", in_alpha, "yongin", late))
    assert shown(opinion.number) in said(ask("dialogue-handling", in_alpha, "anyang"))


@pytest.mark.duty("consultation", "consultants", "real-name-consultation", "petition-window", "petition-functions")
def test_duties_of_consultation_and_of_the_window(town, in_alpha, under, monkeypatch):
    under("anyang")
    for subject in ("consultation", "petition-window", "petition-functions"):
        assert ask(subject, in_alpha).status is Status.NOT_MET, subject
    catalogue()
    ConsultationPageFactory(title="민원상담", slug="consultation")
    ConsultationField.objects.create(name="도로", department=town.roads)
    assert ask("petition-window", in_alpha).status is Status.MET
    assert ask("consultation", in_alpha).status is Status.MET
    assert ask("consultants", in_alpha).status is Status.MET
    assert "disclosure" in said(ask("petition-functions", in_alpha))
    assert "demonstration" in said(ask("real-name-consultation", in_alpha))
    monkeypatch.setattr(duties, "providers", lambda: ())
    with override_settings(IDENTITY_PROVIDERS=[]):
        assert "No way of verifying" in said(ask("real-name-consultation", in_alpha))
