"""Files that officers attach to an answer: nothing typed is lost, nothing unseen goes out, one person has it."""

import io

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.ordinance.case import Actor, Event
from cms.privacy.files import check, keep, open_sealed
from cms.privacy.models import SealedFile
from petitions.answers.attaching import attach, waiting
from petitions.filing.keys import path_of
from petitions.merging.joining import merge
from petitions.models import Case, CaseFile, Origin
from petitions.notices.posting import post
from petitions.services.acting import By, Refused, act
from petitions.services.gifts import Gift
from tests.petitions.test_acting import FRIDAY, filed

PLAN = ("도면.txt", "보수 도면 1부".encode())


def sheet(name: str = PLAN[0], content: bytes = PLAN[1]) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def officer(town):
    return By(frozenset({Actor.OFFICER}), town.engineer)


@time_machine.travel(FRIDAY, tick=False)
def test_chosen_looked_at_and_sent_with_the_answer(town, officer, client_for, alpha):
    case = filed(town.hole)
    act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
    desk, citizen, stranger = (client_for(alpha) for _each in range(3))
    desk.force_login(town.engineer)
    stranger.force_login(town.clerk)
    at = reverse("petition_case_act", args=[case.pk, "complete"])
    typed = {"seen": case.version, "looked": "", "text": "고쳤습니다.", "document_number": "도로과-1"}

    def sent(**more):
        case.refresh_from_db()
        return desk.post(at, {**typed, "seen": case.version, **more})

    wrong = sent(answer_files=[sheet("a.exe", b"MZ\x90\x00" * 9), sheet()], attach="1")
    assert (wrong.status_code, [row.file.name for row in waiting(case)]) == (422, [PLAN[0]]), "the other one is kept"
    page = wrong.content.decode()
    assert "a.exe" in page
    assert "고쳤습니다." in page, "nothing typed is lost"
    row = waiting(case).get()
    mine = f"{path_of(case)}file/{row.pk}/"
    assert (citizen.get(mine).status_code, PLAN[0] in citizen.get(path_of(case)).content.decode()) == (404, False)

    looked = sent()
    mark = looked.context["looked"].mark
    assert looked.context["looked"].files == (PLAN[0],)
    late = sent(looked=mark, send="1", answer_files=[sheet("둘째.txt", b"2")])
    assert (late.status_code, case.written_answers.count()) == (200, 0), "what nobody looked at is not sent"
    second = waiting(case).last()
    sent(detach=second.pk, answer_files=[sheet("셋째.txt", b"3")])
    third = waiting(case).last()
    assert third.file.name == "셋째.txt", "what was chosen beside is kept"
    sent(detach=third.pk)
    assert SealedFile.objects.get(pk=second.file_id).removed_at is not None
    assert sent(looked=mark, send="1").status_code == 302

    line = case.events.get(event="complete")
    row.refresh_from_db()
    assert (row.event, line.facts["files"]) == (line, 1)
    assert citizen.get(mine).getvalue() == PLAN[1]
    assert PLAN[0] in citizen.get(path_of(case)).content.decode()
    letter = reverse("petition_answer", args=[*mine.split("/")[3:5], case.written_answers.get().pk])
    assert PLAN[0] in citizen.get(letter).content.decode()
    assert stranger.get(reverse("petition_case_file", args=[case.pk, row.pk])).status_code == 200, (
        "the overall department"
    )
    post()
    told = mail.outbox[-1]
    assert (told.attachments, PLAN[0] in told.body, "보수" in told.body) == ([], False, False)
    assert path_of(case) in told.body
    with pytest.raises(Refused):
        attach(case, [sheet()], officer)


@time_machine.travel(FRIDAY, tick=False)
def test_merged_ones_get_it_too_and_what_waits_goes_nowhere_else(town, officer):
    five = [filed(town.hole, submission=str(each), email=f"k{each}@example.com") for each in range(5)]
    leading = merge(five, officer, "같은 취지")
    act(leading, Event.ASSIGN, officer, Gift(officer=town.engineer))
    with pytest.raises(Refused):
        attach(leading, [sheet()], By(frozenset({Actor.COORDINATOR}), town.clerk))
    assert attach(leading, [sheet()], officer) == []
    assert not CaseFile.objects.of_petitioner().filter(case=leading).exists()
    act(leading, Event.COMPLETE, officer, Gift(text="고쳤습니다."))
    rows = CaseFile.objects.of_petitioner().filter(origin=Origin.ANSWER).select_related("file", "case")
    assert sorted(row.case_id for row in rows) == sorted(case.pk for case in five)
    assert {open_sealed(row.file) for row in rows} == {PLAN[1]}
    assert len({row.file.path for row in rows}) == 5
    assert Case.objects.filter(state="completed").count() == 5
    kept = keep(check("내부.txt", io.BytesIO(b"x"), most_bytes=9))
    CaseFile.objects.create(case=leading, file=kept, origin=Origin.INTERNAL)
    assert CaseFile.objects.of_petitioner().filter(case=leading).count() == 1
