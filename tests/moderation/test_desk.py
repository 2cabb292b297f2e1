"""The queue and the screen of a matter at the desk: who sees what, what it costs, and an act from form to register."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.boards.models import Post
from cms.moderation.models import Matter, ModerationRegister, RegisterAct
from cms.moderation.proposing import look_at
from cms.moderation.services import acting
from cms.moderation.services.registering import register
from cms.moderation.subjects import subject_of
from cms.privacy.models import AccessEntry
from tests.bench.pages import uncached_queries
from tests.factories.boards import attachment, comment, post
from tests.moderation.conftest import WHY, another_decider, ruled_by

KIND = "boards.post"
QUEUE = "moderation_queue_all"


@pytest.fixture
def desk(place, client_for):
    ruled_by("anyang", place.municipality)
    return lambda person: client_for(place.municipality).login_as(getattr(place, person))


def reported(place, **more):
    """A matter that a reader opened."""
    made = post(place.board, place.author, **more) if more else place.post
    return acting.report(KIND, made.pk, ground=5, sender=f"reader-{made.pk}").matter


def address(matter, act=""):
    return reverse("moderation_act", args=[matter.pk, act]) if act else reverse("moderation_matter", args=[matter.pk])


def sent(client, matter, act, **values):
    """The form of an act as a browser sends it, of the version that is there now unless told."""
    seen = values.pop("seen", Matter.objects.get(pk=matter.pk).version)
    return client.post(address(matter, act), {"seen": seen, **values})


def offered(client, matter):
    """What the screen of a matter offers as possible now, in its order."""
    return [offer.slug for offer in client.get(address(matter)).context["offers"]]


def listed(client, tab=QUEUE):
    return [row.matter.pk for row in client.get(reverse(tab)).context["object_list"]]


def test_each_sees_the_matters_of_their_boards(place, desk):
    matter = reported(place)
    for person in ("keeper", "editor", "head"):
        assert listed(desk(person)) == [matter.pk], person
        assert desk(person).get(address(matter)).status_code == 200, person
    stranger = desk("stranger")
    assert listed(stranger) == []
    assert stranger.get(address(matter)).status_code == 404
    assert stranger.post(address(matter, "propose"), {}).status_code == 404
    place.citizen = place.author.user
    assert desk("citizen").get(reverse(QUEUE)).status_code in (302, 403)


def test_the_queue_costs_the_same_however_long_it_is(place, desk):
    keeper = desk("keeper")
    reported(place)
    few = len(uncached_queries(keeper, reverse(QUEUE)))
    for number in range(12):
        reported(place, title=f"광고 {number}")
    many = uncached_queries(keeper, reverse(QUEUE))
    assert (len(many), len(listed(keeper))) == (few, 13)
    assert listed(keeper, "moderation_queue_reported")
    assert listed(keeper, "moderation_queue_decide") == []
    counts = {door["label"]: door["count"] for door in keeper.get(reverse(QUEUE)).context["tabs"]}
    assert [number for number in counts.values() if number] == [13, 13]
    table = keeper.get(reverse(QUEUE), {"export": "xlsx"})
    assert table["Content-Type"].startswith("application/vnd.openxmlformats")


def test_looking_at_a_post_is_written_down_and_lists_show_no_text(place, desk):
    matter = reported(place)
    file = attachment(place.post)
    comment(place.post)
    editor = desk("editor")
    assert "010-0000-0000" not in editor.get(reverse(QUEUE)).content.decode()
    assert AccessEntry.objects.count() == 0
    page = editor.get(address(matter))
    assert page["Cache-Control"].count("no-store") == 1
    shown = page.content.decode()
    for words in ("010-0000-0000", "저도 궁금합니다.", "견적서.pdf", "제6조제2항제5호", "영리목적의 상업성 광고"):
        assert words in shown, words
    entry = AccessEntry.objects.get()
    assert (entry.account, entry.subject_model, entry.purpose) == ("editor", "boards.post", "moderation")
    assert {"title", "body", "author_name"} <= set(entry.fields)
    taken = editor.get(reverse("moderation_file", args=[matter.pk, file.file.pk]))
    assert (taken.status_code, AccessEntry.objects.first().how) == (200, "download")
    assert desk("stranger").get(reverse("moderation_file", args=[matter.pk, file.file.pk])).status_code == 404
    desk("head").get(address(matter))
    assert AccessEntry.objects.first().purpose == "supervision"


def test_every_reason_at_once_and_nothing_typed_is_lost(place, desk):
    matter, editor = reported(place), desk("editor")
    empty = sent(editor, matter, "propose", explanation="연락처 010-1234-5678 [   ]")
    reasons = empty.context["form"].non_field_errors()
    assert (empty.status_code, len(reasons)) == (422, 3), "no ground, personal data, a blank that was left"
    assert "연락처 010-1234-5678 [   ]" in empty.content.decode()
    assert Matter.objects.get(pk=matter.pk).state == "open"
    assert sent(editor, matter, "propose", grounds=[5], explanation=WHY).status_code == 302
    late = sent(desk("keeper"), matter, "propose", grounds=[6], explanation="욕설입니다.", seen=0)
    assert (late.status_code, late.context["form"]["seen"].value()) == (422, Matter.objects.get(pk=matter.pk).version)
    assert "욕설입니다." in late.content.decode()
    assert Matter.objects.get(pk=matter.pk).explanation == WHY, "one wins"
    unseen = editor.post(address(matter, "propose"), {"grounds": [6], "explanation": WHY})
    assert unseen.status_code == 422, "what was not looked at is not changed"


def test_from_a_report_to_a_restored_post(place, desk):
    matter = reported(place)
    editor, head, keeper = desk("editor"), desk("head"), desk("keeper")
    sent(editor, matter, "propose", grounds=[5], explanation=WHY)
    for_editor = editor.get(address(matter)).content.decode()
    assert address(matter, "decide-remove") not in for_editor
    assert sent(editor, matter, "decide-remove", grounds=[5], explanation=WHY).status_code == 422
    assert offered(head, matter)[0] == "decide-remove", "what leads on stands first"
    assert sent(head, matter, "decide-remove", grounds=[5], explanation=WHY).status_code == 302
    look = keeper.get(address(matter, "carry-out"))
    assert [article for _word, article in look.context["looked"].steps][:3] == ["제6조제2항"] * 3
    assert sent(keeper, matter, "carry-out").status_code == 302
    assert Post.objects.get(pk=place.post.pk).state == "removed"
    matter.refresh_from_db()
    acting.object_to(matter, words="광고가 아닙니다.", author=place.author.user)
    assert listed(head, "moderation_queue_objections") == [matter.pk]
    own = sent(head, matter, "restore", answer="복원합니다.")
    assert own.status_code == 422, "another person decides"
    place.deputy = another_decider(place).user
    deputy = desk("deputy")
    assert {"uphold", "restore"} <= set(offered(deputy, matter)), "before anything is written"
    copy = deputy.get(address(matter), {"copy": "1"})
    assert "010-0000-0000" in copy.content.decode(), "whoever decides reads what was removed"
    assert AccessEntry.objects.first().subject_model == "moderation.evidence"
    assert sent(deputy, matter, "restore", answer="광고가 아님을 확인하였습니다.").status_code == 302
    assert Post.objects.get(pk=place.post.pk).state == "public"
    assert listed(head, "moderation_queue_objections") == []
    done = keeper.get(reverse("moderation_overview"), {"month": f"{timezone.localdate():%Y-%m}"})
    assert dict(done.context["figures"])[str(ModerationRegister.objects.get(act="removed").get_act_display())] == 1


def test_a_held_post_waits_and_is_published_after_a_look(place, desk):
    row = post(place.board, place.author, title="먼저 읽을 글", state="held")
    described = subject_of(KIND).describe(row)
    Post.objects.filter(pk=row.pk).update(last_act=register(RegisterAct.HELD, described, by=place.by_editor).number)
    look_at(KIND, row.pk)
    matter, editor = Matter.objects.get(subject_pk=row.pk), desk("editor")
    assert listed(editor, "moderation_queue_held") == [matter.pk]
    assert "먼저 읽을 글" in editor.get(reverse(QUEUE)).content.decode()
    assert sent(desk("stranger"), matter, "approve").status_code == 404
    assert sent(editor, matter, "approve").status_code == 302
    assert Post.objects.get(pk=row.pk).state == "public"
    assert listed(editor, "moderation_queue_held") == []
    assert sent(editor, matter, "approve").status_code == 422, "too late"


def test_a_rules_proposal_shows_score_and_differing_parts(place, desk):
    again = post(place.board, place.author, title=place.post.title, body=f"{place.post.body} 오늘만")
    look_at(KIND, again.pk)
    matter, editor = Matter.objects.get(subject_pk=again.pk), desk("editor")
    assert matter.pk in listed(editor, "moderation_queue_rules")
    page = editor.get(address(matter)).content.decode()
    match = matter.proposals.get(ground=8).matches[0]
    assert f"{match['percent']}%" in page
    assert "오늘만" in page
    assert str(match["reference"]) in editor.get(address(matter, "propose")).content.decode()
    given = {"grounds": [8], "explanation": "같은 글을 다시 올렸습니다.", "earlier": [match["reference"]]}
    assert sent(editor, matter, "propose", **given).status_code == 302
    assert Matter.objects.get(pk=matter.pk).repetition["earlier"] == [match["reference"]]
    unticked = sent(desk("head"), matter, "decide-remove", grounds=[8], explanation="같은 글을 다시 올렸습니다.")
    assert unticked.status_code == 422, "which posts it repeats, a person says"
    other = post(place.board, title="손님 글", body=place.post.body, account="other")
    same = {"other": f"/free/{other.pk}/", "reason": "같은 전화번호를 남겼습니다."}
    keeper = desk("keeper")
    assert sent(editor, matter, "same-author", **same).status_code == 422, "not for the department to find"
    assert sent(keeper, matter, "same-author", other="없음", reason="").status_code == 422
    assert sent(keeper, matter, "same-author", **same).status_code == 302
    recorded = ModerationRegister.objects.get(act="same_author")
    assert set(recorded.facts["accounts"]) == {"other", place.author.account}


def test_somebody_opens_a_matter_about_a_post_that_nobody_reported(place, desk):
    opening, there = reverse("moderation_open"), {"kind": KIND, "address": f"/free/{place.post.pk}/"}
    assert desk("stranger").post(opening, there).status_code == 422, "no board of theirs"
    assert Matter.objects.count() == 0
    editor = desk("editor")
    assert editor.post(opening, {"kind": KIND, "address": "없음"}).status_code == 422
    assert editor.post(opening, there).status_code == 302
    assert listed(editor) == [Matter.objects.get(subject_pk=place.post.pk).pk]
    assert editor.post(opening, there).status_code == 302
    assert Matter.objects.count() == 1, "one open matter a post"
