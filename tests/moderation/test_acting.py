"""Acts on matters: order, people, reviews that lock, hiding that ends, objections, what stays and what comes back."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from cms.boards.models import Attachment, Comment, Post, PostVersion
from cms.members.models import Member
from cms.moderation import due, selectors
from cms.moderation.models import (
    Evidence,
    Matter,
    ModerationRegister,
    ModerationSetting,
    Objection,
    ReasonNotice,
    Tombstone,
)
from cms.moderation.notices.keys import key_of
from cms.moderation.notices.posting import post as post_notices
from cms.moderation.services import acting, copying, hiding
from cms.moderation.services.acting import By, Overtaken, Refused
from cms.moderation.terms import terms
from cms.ordinance.moderation_days import evidence_kept_until
from cms.ordinance.removal import Opinion
from cms.privacy.models import AccessEntry
from tests.factories.boards import attachment, comment, edited, post
from tests.factories.members import member
from tests.moderation.conftest import WHY, another_decider, past_the_guards, removed, ruled_by

KIND = "boards.post"


def acts(pk: int, kind: str = KIND) -> list[str]:
    rows = ModerationRegister.objects.filter(subject_kind=kind, subject_pk=pk)
    return list(rows.order_by("number").values_list("act", flat=True))


def state(it) -> str:
    return type(it).objects.get(pk=it.pk).state


def test_reports_are_one_matter_and_a_reader_reports_once(place):
    reader = member("reader@example.kr", "읽는이")
    acting.report(KIND, place.post.pk, ground=5, reporter=reader.user)
    acting.report(KIND, place.post.pk, ground=0, words="사기 같습니다", sender="abc")
    matter = Matter.objects.get()
    assert [each.ground for each in matter.reports.all()] == [5, 0]
    assert matter.due_on > timezone.localdate()
    for again in ({"ground": 5, "reporter": reader.user}, {"ground": 5, "sender": "abc"}, {"ground": 0, "words": " "}):
        with pytest.raises(Refused):
            acting.report(KIND, place.post.pk, **again)
    with pytest.raises(Refused):
        acting.report(KIND, place.post.pk, ground=77, words="?")
    assert matter.reports.count() == 2
    assert state(place.post) == "public", "a report removes nothing"


def test_nothing_is_carried_out_before_it_was_decided_by_the_office_and_nothing_by_strangers(place):
    matter = acting.open_matter(KIND, place.post.pk)
    with pytest.raises(Refused):
        acting.propose(matter, place.by_stranger, grounds=[5], explanation=WHY)
    with pytest.raises(Refused) as refused:
        acting.propose(matter, place.by_editor, grounds=[], explanation="010-1234-5678 님이 […]")
    assert len(refused.value.reasons) >= 3, "every reason at once"
    acting.propose(matter, place.by_editor, grounds=[5], explanation=WHY)
    for by in (place.by_editor, place.by_keeper, place.by_stranger, By()):
        with pytest.raises(Refused):
            acting.decide(matter, by, remove=True)
    with pytest.raises(Refused):
        acting.carry_out(matter, place.by_keeper)
    assert acts(place.post.pk) == ["proposed"]
    assert not Evidence.objects.exists()
    acting.decide(matter, place.by_head, remove=True, seen=matter.version)
    with pytest.raises(Overtaken):
        acting.carry_out(matter, place.by_keeper, seen=matter.version - 1)
    assert state(place.post) == "public"
    acting.carry_out(matter, place.by_keeper, seen=matter.version)
    assert state(place.post) == "removed"


def test_where_it_is_set_a_second_person_looks_first(place):
    ModerationSetting.objects.create(second_look=True)
    matter = acting.open_matter(KIND, place.post.pk)
    acting.propose(matter, place.by_editor, grounds=[5], explanation=WHY)
    with pytest.raises(Refused):
        acting.decide(matter, place.by_head, remove=True)
    with pytest.raises(Refused):
        acting.second(matter, place.by_editor)
    acting.second(matter, place.by_keeper)
    acting.decide(matter, place.by_head, remove=True)
    assert acts(place.post.pk) == ["proposed", "seconded", "decided"]


def test_a_review_locks_the_post_and_its_result_binds_both_ways(place):
    other = post(place.board, place.author)
    for it, opinion, until_then in ((place.post, Opinion.KEEP, "hidden"), (other, Opinion.REMOVE, "public")):
        if it is other:
            shown = {'while_referred = { value = "hidden"': 'while_referred = { value = "notice"'}
            ruled_by("anyang", place.municipality, shown)
        matter = acting.open_matter(KIND, it.pk)
        acting.propose(matter, place.by_editor, grounds=[3], explanation=WHY, unclear=True)
        with pytest.raises(Refused) as refused:
            acting.decide(matter, place.by_head, remove=True)
        assert "심의" in str(refused.value) or "review" in str(refused.value)
        acting.refer(matter, place.by_editor, question="삭제할 수 있는지")
        assert state(it) == until_then
        assert selectors.is_locked(KIND, it.pk)
        assert bool(selectors.pending_notice(KIND, it.pk)) == (until_then == "public")
        for act in (
            lambda m=matter: acting.decide(m, place.by_head, remove=True),
            lambda m=matter: acting.decide(m, place.by_head, remove=False, words="둡니다"),
            lambda m=matter: acting.carry_out(m, place.by_keeper),
            lambda m=matter: acting.hide(m, place.by_keeper, grounds=[3], explanation=WHY, days=3),
            lambda i=it: acting.withdraw(KIND, i.pk, By(place.author.user)),
            lambda i=it: acting.erase(KIND, i.pk),
        ):
            with pytest.raises(Refused):
                act()
        acting.enter_result(matter, place.by_editor, opinion=opinion, answer="심의 결과", reference="심의 1호")
        assert not selectors.is_locked(KIND, it.pk)
        assert state(it) == "public"
    with pytest.raises(Refused):
        acting.decide(matter, place.by_head, remove=False, words="그래도 둡니다")
    acting.decide(matter, place.by_head, remove=True)
    acting.carry_out(matter, place.by_keeper)
    assert acts(place.post.pk) == ["proposed", "referred", "reviewed", "kept"]
    assert Matter.objects.get(subject_pk=place.post.pk).state == "kept"


def test_hiding_ends_by_itself_and_not_before(place):
    matter = acting.open_matter(KIND, place.post.pk)
    with pytest.raises(Refused):
        acting.hide(matter, place.by_editor, grounds=[4], explanation=WHY, days=31)
    acting.hide(matter, place.by_editor, grounds=[4], explanation=WHY, days=10)
    assert state(place.post) == "hidden"
    assert matter.hidden_until == timezone.localdate() + dt.timedelta(days=10)
    assert hiding.end_hidings(timezone.localdate()) == {"shown": 0, "waiting": 0}
    with time_machine.travel(timezone.now() + dt.timedelta(days=11), tick=False):
        assert hiding.end_hidings(timezone.localdate()) == {"shown": 1, "waiting": 0}
        assert state(place.post) == "public"
        matter.refresh_from_db()
        with pytest.raises(Refused):
            acting.hide(matter, place.by_editor, grounds=[4], explanation=WHY, days=21)
        acting.hide(matter, place.by_editor, grounds=[4], explanation=WHY, days=19)
        acting.decide(matter, place.by_head, remove=False, words="근거가 없습니다")
    assert acts(place.post.pk) == ["hidden", "shown", "hidden", "kept"]
    assert state(place.post) == "public"


def test_held_posts_are_published_by_those_of_the_board_and_refused_as_a_removal(place):
    held, bad = (post(place.board, place.author, state="held") for _each in range(2))
    with pytest.raises(Refused):
        acting.approve(KIND, held.pk, place.by_stranger)
    acting.approve(KIND, held.pk, place.by_editor)
    assert (state(held), acts(held.pk)) == ("public", ["approved"])
    with pytest.raises(Refused):
        acting.approve(KIND, held.pk, place.by_editor)
    removed(place, bad)
    assert (state(bad), acts(bad.pk)[-2:]) == ("removed", ["removed", "published"])


def test_an_author_deletes_an_own_post_and_nothing_of_it_stays(place):
    edited(place.post, "다른 제목", "다른 글")
    file = attachment(place.post)
    matter = acting.open_matter(KIND, place.post.pk)
    acting.withdraw(KIND, place.post.pk, By(place.author.user, way="site"))
    gone = Post.objects.get(pk=place.post.pk)
    assert (gone.state, gone.title, gone.body, gone.author_name) == ("gone", "", "", "")
    assert not PostVersion.objects.exclude(title="", body="").exists()
    file.file.refresh_from_db()
    assert file.file.removed_at is not None
    matter.refresh_from_db()
    assert (matter.state, acts(place.post.pk)) == ("gone", ["withdrawn"])
    assert ModerationRegister.objects.get().actor_name == "", "a citizen acts without a name"
    for act in (
        lambda: acting.withdraw(KIND, place.post.pk, By()),
        lambda: acting.propose(matter, place.by_editor, grounds=[5], explanation=WHY),
        lambda: acting.open_matter(KIND, place.post.pk),
    ):
        with pytest.raises(Refused):
            act()


def test_an_objection_is_decided_by_another_and_brings_back_everything_byte_for_byte(place):
    edited(place.post, "둘째 \u202e제목", "둘째 글\r\n\n  띄어쓰기 ")
    file = attachment(place.post)
    reply, gone = comment(place.post, body="남습니다"), comment(place.post, body="지워질 댓글")
    removed(place, gone, "boards.comment")
    before = list(Post.objects.filter(pk=place.post.pk).values()), list(PostVersion.objects.values())
    below = list(Comment.objects.values()), list(Attachment.objects.values())
    matter = removed(place)
    second = another_decider(place)
    objection = acting.object_to(matter, words="광고가 아닙니다", author=place.author.user)
    with pytest.raises(Refused):
        acting.object_to(matter, words="또", key=key_of(matter))
    for by in (place.by_head, place.by_keeper, place.by_editor):
        with pytest.raises(Refused):
            acting.decide_objection(objection, by, outcome="restored", answer="받아들입니다")
    acting.decide_objection(objection, second, outcome="restored", answer="광고가 아니었습니다.")
    after = list(Post.objects.filter(pk=place.post.pk).values()), list(PostVersion.objects.values())
    for row in (before[0][0], after[0][0]):
        for name in ("last_act", "search_vector"):
            row.pop(name)
    assert after == before
    assert (list(Comment.objects.values()), list(Attachment.objects.values())) == below
    assert copying.open_sealed(file.file)
    assert (state(reply), state(gone)) == ("public", "removed")
    assert selectors.tombstone_of(KIND, place.post.pk) is None
    assert acts(place.post.pk)[-2:] == ["objected", "restored"]
    matter.refresh_from_db()
    assert (matter.state, Objection.objects.get().outcome) == ("restored", "restored")


def test_a_copy_that_does_not_hold_restores_nothing(place):
    matter = removed(place)
    second = another_decider(place)
    copy = Evidence.objects.get()
    copy.whole = copy.whole.replace("급전", "급매")
    copy.save()
    objection = acting.object_to(matter, words="아닙니다", key=key_of(matter))
    with pytest.raises(Refused) as refused:
        acting.decide_objection(objection, second, outcome="restored", answer="인용")
    assert "SHA-256" in str(refused.value)
    assert state(place.post) == "removed"
    digest = copying._digest(copy.whole.encode())
    past_the_guards("moderation_evidence", f"UPDATE moderation_evidence SET whole_digest='{digest}'")
    with pytest.raises(Refused):
        acting.restore(matter, second, answer="직권")
    acting.decide_objection(objection, second, outcome="upheld", answer="삭제가 맞습니다.")
    assert acts(place.post.pk)[-1] == "upheld"
    with pytest.raises(Refused):
        acting.object_to(matter, words="다시", key=key_of(matter))


def test_nobody_but_the_author_objects_and_only_in_time(place):
    past_the_guards("boards_post", "UPDATE boards_post SET keep_until=current_date")
    matter = removed(place)
    stranger = member("other@example.kr", "남")
    for values in ({"author": stranger.user}, {"key": "0" * 40}, {}, {"author": place.author.user, "words": ""}):
        with pytest.raises(Refused):
            acting.object_to(matter, **{"words": "왜요"} | values)
    with time_machine.travel(timezone.now() + dt.timedelta(days=45)), pytest.raises(Refused):
        acting.object_to(matter, words="늦었지만", key=key_of(matter))
    assert acting.holds(KIND, place.post.pk)
    with pytest.raises(Refused):
        acting.erase(KIND, place.post.pk)
    with time_machine.travel(timezone.now() + dt.timedelta(days=45)), pytest.raises(Refused):
        acting.erase(KIND, place.post.pk)
    with time_machine.travel(timezone.now() + dt.timedelta(days=366 * 6)):
        copying.erase_copies(timezone.localdate())
        acting.erase(KIND, place.post.pk)
    assert (state(place.post), acts(place.post.pk)[-2:]) == ("gone", ["copy_gone", "erased"])


def test_authors_are_told_in_their_language_and_mail_is_tried_again(place, settings, monkeypatch):
    Member.objects.filter(pk=place.author.pk).update(language="vi")
    foreign = post(place.board, place.author, title="Bí mật", body="Nội dung bí mật")
    matter = removed(place, foreign)
    settings.EMAIL_BACKEND = "tests.moderation.down.EmailBackend"
    assert post_notices() == {"later": 1}
    notice = ReasonNotice.objects.get()
    assert (notice.state, notice.attempts, bool(notice.error)) == ("waiting", 1, True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert post_notices() == {}, "not before its time"
    ReasonNotice.objects.update(next_attempt_at=timezone.now())
    assert post_notices() == {"sent": 1}
    (message,) = mail.outbox
    assert message.to == ["writer@example.kr"]
    assert message.extra_headers["Content-Language"] == "vi"
    text = message.body + message.alternatives[0][0]
    for said in (
        "제6조제2항제5호",
        "영리목적의 상업성 광고",
        WHY,
        "홈페이지담당부서의 장",
        key_of(matter),
        "031-000-0302",
    ):
        assert said in text, said
    assert "bí mật" not in (text + message.subject).lower()
    notice.refresh_from_db()
    assert (notice.state, notice.mail) == ("sent", None)
    assert acts(foreign.pk)[-1] == "notified"
    nobody = post(place.board, account="x")
    removed(place, nobody)
    assert ReasonNotice.objects.last().state == "no_address"


def test_a_copy_is_opened_on_record_and_erased_when_its_years_are_over(place):
    file = attachment(place.post)
    acting.report(KIND, place.post.pk, ground=0, words="제 전화번호를 노립니다", sender="a")
    matter = removed(place)
    copy = Evidence.objects.get()
    assert acting.show_copy(copy, place.keeper)["text"] == place.post.body
    assert acting.download_copy(copy, place.keeper)["Content-Disposition"].startswith("attachment")
    assert AccessEntry.objects.filter(subject_model="moderation.evidence", subject_pk=str(copy.pk)).count() == 2
    day = copy.keep_until
    assert copying.erase_copies(day) == {"erased": 0}
    with time_machine.travel(dt.datetime.combine(day, dt.time(12), dt.UTC) + dt.timedelta(days=1)):
        assert copying.erase_copies(timezone.localdate()) == {"erased": 1}
    copy.refresh_from_db()
    file.file.refresh_from_db()
    assert (copy.whole, copy.file.removed_at is None, file.file.removed_at is None) == (None, False, False)
    assert acts(place.post.pk)[-1] == "copy_gone"
    assert (matter.reports.get().words, matter.notices.get().mail) == (None, None)
    with pytest.raises(Refused):
        acting.restore(matter, place.by_head, answer="늦었습니다")


def test_what_readers_wrote_about_a_post_that_stays_is_forgotten_when_a_copy_would_be(place):
    matter = acting.report(KIND, place.post.pk, ground=0, words="제 전화번호가 있습니다", sender="s").matter
    acting.propose(matter, place.by_keeper, grounds=[5], explanation=WHY)
    acting.decide(matter, place.by_head, remove=False, words="문제가 없습니다")
    matter.refresh_from_db()
    last = evidence_kept_until(matter.closed_at, terms().evidence_years)
    for day, words in ((last, "제 전화번호가 있습니다"), (last + dt.timedelta(days=1), None)):
        with time_machine.travel(dt.datetime.combine(day, dt.time(12), dt.UTC)):
            due.erase_copies()
        assert matter.reports.get().words == words


def test_writers_are_blocked_with_removals_only_and_accounts_recognised_by_a_person(place):
    matter, second = removed(place), member("second@example.kr", "둘째")
    until = timezone.localdate() + dt.timedelta(days=30)
    account = place.author.account
    for by, values in (
        (place.by_keeper, {}),
        (place.by_head, {"matters": []}),
        (place.by_head, {"until": until + dt.timedelta(days=90)}),
        (place.by_head, {"reason": ""}),
        (place.by_head, {"matters": [acting.open_matter(KIND, post(place.board, second).pk)]}),
    ):
        with pytest.raises(Refused):
            acting.block(account, by, **{"matters": [matter], "until": until, "reason": "반복 광고"} | values)
    made = acting.block(account, place.by_head, matters=[matter], until=until, reason="반복 광고")
    assert selectors.active_block(account) == made
    assert selectors.active_block(second.account) is None
    with pytest.raises(Refused):
        acting.recognise_same_author(place.by_stranger, (account, second.account), reason="같은 전화번호")
    acting.recognise_same_author(place.by_keeper, (second.account, account), reason="같은 전화번호")
    assert selectors.active_block(second.account) == made, "a second account is no way round"
    acting.unblock(made, place.by_head, reason="사과문을 게시함")
    assert selectors.active_block(account) is None
    rows = ModerationRegister.objects.filter(act__in=["blocked", "unblocked", "same_author"])
    assert [row.act for row in rows.order_by("number")] == ["blocked", "same_author", "unblocked"]


def test_repeated_posts_of_another_account_need_a_recorded_finding(place):
    second = member("second@example.kr", "둘째")
    again = post(place.board, second)
    matter = acting.open_matter(KIND, again.pk)
    values = {
        "grounds": [8],
        "explanation": "같은 광고를 되풀이하여 게시하였습니다.",
        "earlier": [f"{KIND}:{place.post.pk}"],
    }
    acting.propose(matter, place.by_editor, **values)
    with pytest.raises(Refused):
        acting.decide(matter, place.by_head, remove=True)
    acting.recognise_same_author(place.by_keeper, (place.author.account, second.account), reason="같은 연락처")
    acting.decide(matter, place.by_head, remove=True)
    matter.refresh_from_db()
    assert matter.repetition["recognised_by"] == str(place.keeper)
    with pytest.raises(Refused):
        acting.propose(acting.open_matter(KIND, place.post.pk), place.by_editor, **values | {"earlier": ["x:1"]})
    assert not Tombstone.objects.exists()
