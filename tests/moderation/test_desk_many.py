"""Many at once, the register with its printed form, blocks, and what is set."""

import datetime as dt
import io

from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cms.boards.models import Post
from cms.moderation.models import Block, CannedReason, DecisionOffice, Evidence, Matter, RegisterForm
from cms.moderation.printing import EXAMPLE, SOURCES, begin_form
from cms.moderation.reminding import WaitingMatters
from cms.moderation.services import acting
from cms.pages.services.hearers import People
from cms.pages.working_days import calendar
from tests.factories.boards import post
from tests.moderation.conftest import WHY
from tests.moderation.test_desk import KIND, address, desk, listed, reported, sent  # noqa: F401 - a fixture

BULK = "moderation_bulk"


def form(matters, **values):
    seen = {f"seen-{each.pk}": each.version for each in matters}
    return {"id": [each.pk for each in matters], "ground": 5, "explanation": WHY, **seen, **values}


def state(matter):
    return Matter.objects.get(pk=matter.pk).state


def test_spam_goes_together_each_with_its_own_evidence(place, desk):  # noqa: F811
    first, second, third = reported(place), reported(place, title="광고 2"), reported(place, title="광고 3")
    head = desk("head")
    assert head.get(reverse(BULK), {"id": [first.pk]}).context["step"] == "choose"
    assert head.post(reverse(BULK), {"id": [first.pk]}).status_code == 422
    before = head.post(reverse(BULK), form([first, second, third], do="1"))
    assert (before.context["step"], Evidence.objects.count()) == ("look", 0), "nothing happens that nobody looked at"
    looked = before.context["form"]["looked"].value()
    other = head.post(reverse(BULK), form([first], do="1", looked=looked, explanation="다른 사유입니다."))
    assert other.context["step"] == "look", "what is done is what was looked at"
    acting.propose(second, place.by_editor, grounds=[6], explanation="욕설입니다.")
    acting.refer(third, place.by_editor, question="삭제할 수 있습니까?")
    stale = [first, Matter(pk=second.pk, version=0), third]
    done = head.post(reverse(BULK), form(stale, do="1", looked=looked))
    assert [(each.row.matter.pk, each.done) for each in done.context["chosen"] if each.done] == [(first.pk, True)]
    assert all(each.reasons for each in done.context["chosen"] if not each.done), "two at once: one wins, and is told"
    assert [state(each) for each in (first, second, third)] == ["removed", "proposed", "referred"]
    assert list(Evidence.objects.values_list("matter", flat=True)) == [first.pk]


def test_who_does_not_decide_proposes_many(place, desk):  # noqa: F811
    matters = [reported(place), reported(place, title="광고 2")]
    editor = desk("editor")
    looked = editor.post(reverse(BULK), form(matters)).context["form"]["looked"].value()
    wrong = editor.post(reverse(BULK), form(matters, explanation="전화 010-1234-5678"))
    assert all(each.reasons for each in wrong.context["chosen"]), "personal data in the reason"
    editor.post(reverse(BULK), form(matters, do="1", looked=looked))
    assert [state(each) for each in matters] == ["proposed", "proposed"]
    assert Post.objects.filter(state="removed").count() == 0
    assert desk("stranger").post(reverse(BULK), form(matters)).status_code == 302, "others are not told of"


def removed(place, title="광고"):
    matter = acting.open_matter(KIND, post(place.board, place.author, title=title).pk)
    acting.propose(matter, place.by_editor, grounds=[5], explanation=WHY)
    acting.decide(matter, place.by_head, remove=True)
    acting.carry_out(matter, place.by_keeper)
    return matter


def test_the_register_is_read_exported_and_printed_as_its_columns_say(place, desk):  # noqa: F811
    matter, keeper = removed(place), desk("keeper")
    here = reverse("moderation_register")
    rows = keeper.get(here, {"act": "removed"}).context["object_list"]
    assert [(row.act, row.matter) for row in rows] == [("removed", matter.pk)]
    assert keeper.get(here, {"ground": 6}).context["object_list"].count() == 0
    assert desk("editor").get(here).context["object_list"].count() == 5, "rows of their boards"
    assert desk("stranger").get(here).context["object_list"].count() == 0
    assert keeper.get(here, {"export": "xlsx"}).status_code == 200
    RegisterForm.objects.all().delete()
    assert keeper.get(reverse("moderation_register_form")).status_code == 302, "no columns: a sentence says so"
    begin_form()
    assert (RegisterForm.objects.count(), begin_form()) == (len(EXAMPLE), ())
    assert {source for _heading, source, _width in EXAMPLE} <= set(SOURCES)
    RegisterForm.objects.filter(source="office").update(heading="결재권자")
    paper = keeper.get(reverse("moderation_register_form"))
    (sheet,) = PdfReader(io.BytesIO(paper.content)).pages
    text = sheet.extract_text()
    last = RegisterForm.objects.last().heading
    places = []
    sheet.extract_text(visitor_text=lambda said, cm, tm, *_rest: places.append((said.strip(), cm[0] * tm[4] + cm[4])))
    (right,) = [place for said, place in places if said == last]
    assert right < float(sheet.mediabox.width) - 60, "the last column ends within the sheet"
    plain = "".join(text.split())
    for words in ("결재권자", "홈페이지담당부서의장", "제6조제2항제5호", "별지제1호서식"):
        assert words in plain, words
    assert "급전" not in plain
    assert keeper.get(reverse("moderation_checks")).status_code == 200


def test_a_writer_is_blocked_with_a_removal_and_the_block_ends(place, desk):  # noqa: F811
    matter, head = removed(place), desk("head")
    assert address(matter, "block") not in desk("editor").get(address(matter)).content.decode()
    assert sent(head, matter, "block", reason="", until="").status_code == 422
    until = timezone.localdate() + dt.timedelta(days=5)
    given = {"matters": [matter.pk], "until": until.isoformat(), "reason": "반복하여 광고를 게시하였습니다."}
    assert sent(head, matter, "block", **given).status_code == 302
    block = Block.objects.get()
    shown = head.get(reverse("moderation_blocks"), {"state": "stands"})
    assert list(shown.context["object_list"]) == [block]
    end = reverse("moderation_block_end", args=[block.pk])
    assert head.post(end, {"reason": ""}).status_code == 422
    assert desk("stranger").get(end).status_code == 404
    assert head.post(end, {"reason": "소명하였습니다."}).status_code == 302
    assert Block.objects.get().ended_at


def test_what_is_set_is_homepage_managements(place, desk):  # noqa: F811
    keeper = desk("keeper")
    for name in ("moderation_offices", "moderation_reasons", "moderation_columns"):
        assert keeper.get(reverse(f"{name}:index")).status_code == 200
        assert keeper.get(reverse(f"{name}:add")).status_code == 200
        assert desk("editor").get(reverse(f"{name}:index")).status_code == 302
    add = reverse("moderation_reasons:add")
    whole = {"title": "광고", "ground": 5, "text": "대출 광고입니다.", "sort_order": 1}
    assert keeper.post(add, whole).status_code == 200, "nothing to complete"
    assert keeper.post(add, {**whole, "text": "[    ] 광고입니다."}).status_code == 302
    assert CannedReason.objects.get().ground == 5
    office = {"user": place.editor.pk, "basis": "위임전결 규정", "since": "2026-01-01", "until": ""}
    assert keeper.post(reverse("moderation_offices:add"), {**office, "office": "시장"}).status_code == 200
    named = {**office, "office": "홈페이지담당부서의 장"}
    assert keeper.post(reverse("moderation_offices:add"), {**named, "user": place.keeper.pk}).status_code == 200
    assert keeper.post(reverse("moderation_offices:add"), named).status_code == 302
    held = DecisionOffice.objects.get()
    matter = reported(place)
    acting.propose(matter, place.by_keeper, grounds=[5], explanation=WHY)
    sent(desk("editor"), matter, "decide-remove", grounds=[5], explanation=WHY)
    drop = reverse("moderation_offices:delete", args=[held.pk])
    assert keeper.post(drop).status_code == 422
    assert DecisionOffice.objects.get() == held
    last = RegisterForm.objects.create(heading="하나", source="number")
    RegisterForm.objects.exclude(pk=last.pk).delete()
    assert keeper.post(reverse("moderation_columns:delete", args=[last.pk])).status_code == 422


def test_the_days_message_tells_of_late_matters_and_of_objections(place, desk):  # noqa: F811
    late = reported(place)
    Matter.objects.filter(pk=late.pk).update(due_on="2026-01-05")
    gone = removed(place)
    acting.object_to(gone, words="광고가 아닙니다.", author=place.author.user)
    for user in (place.editor, place.head, place.keeper):
        user.email = f"{user.username}@alpha.example.kr"
        user.save()
    voice, today = WaitingMatters(), timezone.localdate()
    found = list(voice.pressing(today).values())
    people, days = People.everybody(today), calendar()
    told = [set(voice.hearers(each, 0, people)) for each in found]
    assert told == [{place.editor.pk}, {place.head.pk}]
    assert [next(iter(voice.steps(each, today, days))) >= 0 for each in found] == [True, False]
    assert set(voice.hearers(found[0], 0, people, without=[place.editor.pk])) == {place.keeper.pk}
