"""What is removed is what was decided, on grounds that hold: ways of an editor, a decider or an author past that."""

import datetime as dt
from dataclasses import replace

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from cms.boards.people import of_member
from cms.boards.services.posting import Typed, edit
from cms.moderation.models import Matter, ModerationRegister, ModerationSetting
from cms.moderation.notices.keys import key_of
from cms.moderation.selectors import active_block
from cms.moderation.services import acting, copying
from cms.moderation.services.acting import Overtaken, Refused
from cms.moderation.subjects import Remark, subject_of
from tests.factories.boards import edited, post
from tests.factories.members import member
from tests.moderation.conftest import WHY, another_decider, removed, ruled_by

KIND = "boards.post"
OTHERWISE = {"grounds": [2], "explanation": "정치적 목적이 있는 내용입니다."}


def proposed(place, it=None, **values) -> Matter:
    matter = acting.open_matter(KIND, (it or place.post).pk)
    return acting.propose(matter, place.by_editor, **{"grounds": [5], "explanation": WHY} | values)


def decided(place, it=None, **values) -> Matter:
    return acting.decide(proposed(place, it, **values), place.by_head, remove=True)


def refused(act) -> str:
    with pytest.raises(Refused) as why, transaction.atomic():
        act()
    return str(why.value)


def test_hiding_has_grounds_of_its_own(place):
    matter = decided(place)
    acting.hide(matter, place.by_editor, days=1, **OTHERWISE)
    stone = acting.carry_out(matter, place.by_editor)
    assert ([each["number"] for each in stone.grounds], stone.reason) == ([5], WHY)


def test_what_a_shell_wrote_into_a_decided_matter_is_not_carried_out(place):
    matter = decided(place)
    Matter.objects.filter(pk=matter.pk).update(explanation=OTHERWISE["explanation"])
    refused(lambda: acting.carry_out(matter, place.by_editor))
    Matter.objects.filter(pk=matter.pk).update(explanation=WHY)
    acting.carry_out(matter, place.by_editor)


def test_a_result_of_a_review_binds_later_matters_until_the_post_is_changed(place):
    matter = proposed(place, unclear=True)
    acting.refer(matter, place.by_editor, question="삭제할 수 있는지")
    acting.enter_result(matter, place.by_editor, opinion="keep", answer="게시를 유지한다")
    again = proposed(place)
    refused(lambda: acting.decide(again, place.by_head, remove=True))
    refused(lambda: acting.hide(again, place.by_editor, grounds=[5], explanation=WHY, days=1))
    edited(place.post, "다른 제목", "다른 글")
    acting.decide(again, place.by_head, remove=True)


def test_a_removal_that_was_taken_back_is_not_repeated(place):
    deputy = another_decider(place)
    objection = acting.object_to(removed(place), words="광고가 아닙니다", author=place.author.user)
    acting.decide_objection(objection, deputy, outcome="restored", answer="광고가 아닙니다.")
    refused(lambda: proposed(place))
    matter = proposed(place, **OTHERWISE)
    refused(lambda: acting.decide(matter, place.by_head, remove=True, grounds=[5], explanation=WHY))
    acting.decide(matter, place.by_head, remove=True)


def test_the_second_look_is_at_what_is_decided(place):
    ModerationSetting.objects.create(second_look=True)
    matter = acting.second(proposed(place), place.by_keeper)
    refused(lambda: acting.decide(matter, place.by_head, remove=True, **OTHERWISE))
    acting.decide(matter, place.by_head, remove=True, grounds=[5], explanation=f" {WHY}\n")


def test_an_edit_is_seen_by_whoever_decides_and_none_follows_the_decision(place):
    matter, writer = proposed(place), of_member(place.author)
    seen = matter.version
    edit(place.post, Typed(title="바뀐 제목", body="바뀐 글"), writer)
    with pytest.raises(Overtaken):
        acting.decide(matter, place.by_head, remove=True, seen=seen)
    matter.refresh_from_db()
    acting.decide(matter, place.by_head, remove=True, seen=matter.version)
    refused(lambda: edit(place.post, Typed(title="또 바뀐 제목", body="또 바뀐 글"), writer))


def test_a_ground_that_reads_otherwise_meanwhile_is_proposed_again(place):
    matter = proposed(place)
    text = "영리목적의 상업성 광고, 저작권을 침해할 수 있는 내용"
    ruled_by("anyang", place.municipality, {text: "다른 사유"})
    refused(lambda: acting.decide(matter, place.by_head, remove=True))
    acting.decide(proposed(place), place.by_head, remove=True)
    assert matter.grounds[0]["text"] == text


@pytest.mark.parametrize("which", ["itself", "later", "too long ago", "nobody's"])
def test_only_earlier_posts_of_the_author_within_the_time_are_repeated(place, which):
    now, it, account = timezone.now(), place.post, {"author": place.author}
    if which == "nobody's":
        it, account = post(place.board, account=""), {"account": ""}
    ago = {"later": -1, "too long ago": 24 * 60}.get(which, 1)
    other = it if which == "itself" else post(place.board, posted_at=now - dt.timedelta(hours=ago), **account)
    values = {"grounds": [8], "explanation": "같은 글을 되풀이하여 게시하였습니다.", "earlier": [f"{KIND}:{other.pk}"]}
    refused(lambda: decided(place, it, **values))


def test_grounds_and_reasons_that_do_not_fit_are_refused(place):
    held = post(place.board, place.author, state="held")
    matter = acting.open_matter(KIND, held.pk)
    refused(lambda: acting.hide(matter, place.by_editor, grounds=[5], explanation=WHY, days=1))
    refused(lambda: proposed(place, grounds=[7], explanation="실명을 사용하지 않은 글입니다."))
    for why in ("\u200b\u3164", "작성자 글쓴이가 광고를 올렸습니다", place.post.body[:30], "{    } 광고입니다"):
        refused(lambda why=why: proposed(place, explanation=why))
    assert not Matter.objects.filter(state="proposed").exists()


def test_a_post_is_not_erased_before_its_time(place):
    today = timezone.localdate()
    for until in (None, today):
        refused(lambda until=until: acting.erase(KIND, post(place.board, place.author, keep_until=until).pk))
    acting.erase(KIND, post(place.board, place.author, keep_until=today - dt.timedelta(days=1)).pk)


def test_the_day_that_the_author_was_told_holds_and_so_does_the_address_given(place):
    ModerationSetting.objects.create(objection_days=30)
    guest = post(place.board, account="guest")
    matter, deputy = removed(place, guest), another_decider(place)
    ModerationSetting.objects.update(objection_days=7)
    with time_machine.travel(timezone.now() + dt.timedelta(days=29)):
        key = key_of(matter)
        objection = acting.object_to(matter, words="아닙니다", mail="new@example.kr", key=key, language="en")
        acting.decide_objection(objection, deputy, outcome="upheld", answer="삭제가 맞습니다.")
    told = matter.notices.filter(kind__in=["objected", "upheld"]).order_by("pk")
    assert [(each.mail, each.language) for each in told] == [("new@example.kr", "en")] * 2


def test_a_block_goes_with_the_last_removal_that_it_rests_on(place):
    first, second = removed(place), removed(place, post(place.board, place.author))
    until = timezone.localdate() + dt.timedelta(days=9)
    acting.block(place.author.account, place.by_head, matters=[first, second], until=until, reason="반복 광고")
    acting.restore(first, place.by_head, answer="잘못 삭제하였습니다.")
    assert active_block(place.author.account) is not None
    acting.restore(second, place.by_head, answer="잘못 삭제하였습니다.")
    assert active_block(place.author.account) is None
    assert ModerationRegister.objects.filter(act="unblocked").get().matter == first.pk
    refused(lambda: acting.block(place.author.account, place.by_head, matters=[first], until=until, reason="반복 광고"))


def test_nothing_is_removed_without_a_copy_and_nothing_half_done(place, monkeypatch):
    matter, before = decided(place), ModerationRegister.objects.count()

    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "keep", full)
    assert refused(lambda: acting.carry_out(matter, place.by_keeper))
    matter.refresh_from_db()
    place.post.refresh_from_db()
    assert (matter.state, place.post.state, ModerationRegister.objects.count()) == ("decided", "public", before)
    monkeypatch.undo()
    acting.carry_out(matter, place.by_keeper)


def test_ten_thousand_comments_are_kept_as_a_text_file(place):
    whole = subject_of(KIND).whole(place.post)
    few, many = ((Remark("comment", "손님", "네", timezone.now()),) * number for number in (1_000, 10_000))
    assert copying.is_printed(replace(whole, remarks=few))
    assert not copying.is_printed(replace(whole, remarks=many))


def test_the_register_holds_no_personal_data(place):
    second = member("second@example.kr", "둘째")
    pair = (place.author.account, second.account)
    acting.recognise_same_author(place.by_keeper, pair, reason="같은 전화번호 010-1234-5678")
    assert "1234" not in ModerationRegister.objects.get(act="same_author").reason


def test_whoever_ever_decided_does_not_decide_the_objection(place):
    deputy = another_decider(place)
    matter = proposed(place)
    acting.decide(matter, deputy, remove=True)
    acting.decide(matter, place.by_head, remove=True)
    acting.carry_out(matter, place.by_keeper)
    objection = acting.object_to(matter, words="아닙니다", author=place.author.user)
    for by in (deputy, place.by_head):
        refused(lambda by=by: acting.decide_objection(objection, by, outcome="upheld", answer="삭제가 맞습니다."))
