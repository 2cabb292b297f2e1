"""The work screen: for whom it is, how typed texts are kept, and what comes back when an original changes."""

import json
import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.translating.models import Assignment, TranslationReview
from cms.translating.pieces import pieces_of, write
from cms.translating.services.submitting import submit
from tenants.context import tenant
from tests.factories.pages import InformationPageFactory

MENDED = {"여권 안내": "Passports", "수수료는 <b>2,000원</b>입니다.": "The fee is <b>2,000 won</b>."}
LINKED = {'<a id="a1">여권 누리집</a>에서 신청합니다.': 'Apply on <a id="a1">the passport site</a>.'}


@pytest.fixture
def desk(client_for, in_alpha):
    """``desk(user)``: a client of theirs, whose pages are in English."""

    def of(user):
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = "en"
        profile.save()
        return client_for(in_alpha).login_as(user)

    return of


@pytest.fixture
def given(town):
    """Submitted by homepage management, given to an agency."""
    town.source.body.append(("editor_note", "창구 번호를 적어 주십시오."))
    town.source.save_revision().publish()
    town.translation = submit(town.source, [town.english], town.manager).begun[-1]
    town.assignment = Assignment.objects.create(translation=town.translation, person=town.outside)
    town.work = reverse("translating_work", args=[town.translation.pk])
    return town


def numbers(translation):
    return {piece.source: piece.number for piece in pieces_of(translation)}


def texts(translation):
    return {piece.source: piece.text for piece in pieces_of(translation)}


def shown(client, address):
    """A sheet as the browser has it: its fields with what they hold."""
    page = client.get(address).content.decode()
    fields = dict(re.findall(r'name="((?:was|text)-\d+)"[^>]*?value="([^"]*)"', page))
    return page, fields | dict(re.findall(r'<textarea id="[^"]*" name="(text-\d+)"[^>]*>([^<]*)<', page))


def complete(given, person, **more):
    """Every piece has a translation."""
    pieces = {piece.source: "Text" for piece in pieces_of(given.translation)}
    words = {**pieces, **MENDED, **LINKED, "119": "119", **more}
    known = numbers(given.translation)
    write(given.translation, {known[source]: text for source, text in words.items() if source in known}, person)


def test_an_outside_translator_has_what_was_assigned_and_nothing_else(beta, given, desk, client_for):
    other = submit(InformationPageFactory(title="주차", department=given.department), [given.english], given.manager)
    client = desk(given.outside)
    mine = client.get("/admin/translations/").content.decode()
    assert "여권 안내" in mine
    assert "주차" not in mine
    assert client.get(given.work).status_code == 200
    preview = client.get(f"{given.work}preview/").content.decode()
    assert "2,000" in preview
    assert "창구 번호를" not in preview  # a note to the editor
    assert "창구 번호를" in desk(given.manager).get(f"{given.work}preview/").content.decode()
    client = desk(given.outside)
    stranger = reverse("translating_work", args=[other.begun[0].pk])
    edit = reverse("wagtailadmin_pages:edit", args=[given.source.pk])
    for address in (stranger, f"{stranger}preview/", edit, "/admin/reports/translations/", f"{given.work}assign/"):
        assert client.get(address).status_code in {302, 403, 404}, address
        assert "주차" not in client.get(address, follow=True).content.decode(), address
    assert client.post(stranger, {}).status_code == 404
    given.assignment.ended_at = given.assignment.assigned_at
    given.assignment.save()
    assert client.get(given.work).status_code == 404
    with tenant(beta):
        neighbour = get_user_model().objects.create_superuser("root", "root@example.kr", "spring Rain 7!")
    assert client_for(beta).login_as(neighbour).get(given.work).status_code == 404


def test_all_that_was_typed_is_saved_also_what_is_wrong(given, desk):
    client, known = desk(given.outside), numbers(given.translation)
    _page, fields = shown(client, given.work)
    title, fee = known["여권 안내"], known["수수료는 <b>2,000원</b>입니다."]
    typed = {**fields, f"text-{title}": "Passports", f"text-{fee}": "<i class='x'>2,000</i> won"}
    answer = client.post(given.work, typed, follow=True).content.decode()
    assert "2 pieces were saved" in answer
    assert "1 of them has to be mended" in answer
    assert f'aria-describedby="faults-{fee}' in answer
    assert texts(given.translation)["여권 안내"] == "Passports"
    assert f"text-{title}" not in answer  # done, so no more among what is to do
    assert f"text-{title}" in client.get(f"{given.work}?show=all").content.decode()


def test_two_who_write_at_once_see_both_texts(given, desk):
    client, known = desk(given.translator), numbers(given.translation)
    title, summary = known["여권 안내"], known["한 줄 요약입니다."]
    _page, fields = shown(client, given.work)
    write(given.translation, {title: "Passport service"}, given.colleague)
    answer = client.post(given.work, {**fields, f"text-{title}": "Passports", f"text-{summary}": "In one line."})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Passport service" in page
    assert 'value="Passports"' in page
    saved = texts(given.translation)
    assert (saved["여권 안내"], saved["한 줄 요약입니다."]) == ("Passport service", "In one line.")
    again = dict(re.findall(r'name="((?:was|text)-\d+)"[^>]*?value="([^"]*)"', page))
    client.post(given.work, again)
    assert texts(given.translation)["여권 안내"] == "Passports"


def test_texts_survive_the_end_of_a_session(given, desk):
    client, known = desk(given.outside), numbers(given.translation)
    _page, fields = shown(client, given.work)
    client.session.flush()
    answer = client.post(given.work, {**fields, f"text-{known['여권 안내']}": "Passports"})
    assert answer.status_code == 302
    assert "login" in answer["Location"]
    page, again = shown(client.login_as(given.outside), given.work)
    assert "You were signed out" in page
    assert again[f"text-{known['여권 안내']}"] == "Passports"
    assert texts(given.translation)["여권 안내"] == ""
    client.post(given.work, again)
    assert texts(given.translation)["여권 안내"] == "Passports"
    assert "You were signed out" not in client.get(given.work).content.decode()


def test_handing_in_names_every_reason_at_its_piece(given, desk):
    client, known = desk(given.outside), numbers(given.translation)
    _page, fields = shown(client, given.work)
    fee = known["수수료는 <b>2,000원</b>입니다."]
    answer = client.post(given.work, {**fields, f"text-{fee}": "<u>2,000</u> won", "act": "hand_in"}).content.decode()
    undone = {piece.number for piece in pieces_of(given.translation) if not piece.done}
    assert len(undone) > 3
    assert {int(number) for number in re.findall(r'href="#text-(\d+)"', answer)} == undone
    complete(given, given.outside)
    assert client.post(given.work, {"act": "hand_in"}).status_code == 302
    (review,) = TranslationReview.objects.in_progress()
    assert given.outside.pk in review.authors
    page = client.get(given.work).content.decode()
    assert "Until it is reviewed nobody can change it" in page
    assert "<textarea" not in page
    late = client.post(given.work, {f"text-{fee}": "too late", f"was-{fee}": ""}).content.decode()
    assert "It was handed in meanwhile" in late
    assert "too late" in late
    assert texts(given.translation)["수수료는 <b>2,000원</b>입니다."] == "The fee is <b>2,000 won</b>."


def test_a_changed_original_brings_back_only_what_changed(given, desk):
    complete(given, given.outside)
    client = desk(given.outside)
    assert "1 word to do" not in client.get(given.work).content.decode()
    original = type(given.source).objects.get(pk=given.source.pk)
    original.body = json.dumps(list(original.body.raw_data), ensure_ascii=False).replace("2,000", "3,000")
    original.save_revision().publish()
    page = client.get(given.work).content.decode()
    assert "Take the changed original over" in page
    client.post(given.work, {"act": "follow"})
    undone = [piece for piece in pieces_of(given.translation) if not piece.done]
    assert [piece.source for piece in undone] == ["수수료는 <b>3,000원</b>입니다."]
    page, _fields = shown(client, given.work)
    assert "Take the changed original over" not in page
    assert "<del>2,000원</del>" in page
    assert "<ins>3,000원</ins>" in page
    client.post(given.work, {"insert": f"{undone[0].number}:before"})
    assert texts(given.translation)[undone[0].source] == "The fee is <b>2,000 won</b>."
