"""What the checks of removals find: met by lawful acts, not met by what slipped past every guard."""

import datetime as dt

import pytest
from django.utils import timezone

from cms.moderation.models import Evidence, ModerationRegister, ReasonNotice, RegisterCheck
from cms.moderation.services import acting
from cms.moderation.verify import record
from cms.ordinance.removal import Opinion
from tenants.conformity import Status
from tests.duties import ask, said
from tests.moderation.conftest import WHY, past_the_guards, removed

KIND = "boards.post"
SUBJECTS = ("removal-evidence", "removal-register", "removal-referral", "removal-referral-result")


@pytest.mark.duty("removal-evidence", "removal-register", "removal-referral", "removal-referral-result")
@pytest.mark.duty("removal-reason", "removal-grounds")
def test_a_lawful_removal_meets_every_duty(place, alpha):
    assert ask("removal-grounds", alpha).status is Status.OFF
    assert [ask(subject, alpha).status for subject in SUBJECTS] == [Status.MET] * 4
    removed(place)
    record()
    for subject in (*SUBJECTS, "removal-grounds"):
        assert ask(subject, alpha).status is Status.MET, (subject, said(ask(subject, alpha)))
    for town in ("yongin", "seoul", "dongjak"):
        assert ask("removal-reason", alpha, town).status is Status.MET
    assert "followed to row" in said(ask("removal-register", alpha))
    assert ask("removal-evidence", alpha).evidence[0].count == 1


TABLE = "moderation_moderationregister"


@pytest.mark.parametrize(
    ("subject", "ordinance", "table", "change", "part"),
    [
        ("removal-grounds", "anyang", TABLE, "SET grounds='[]' WHERE act='removed'", "without a ground or office"),
        ("removal-grounds", "anyang", TABLE, "SET decided_as='x' WHERE act='removed'", "without a ground or office"),
        ("removal-grounds", "anyang", TABLE, "SET facts='{\"decided_under\": 99}' WHERE act='removed'", "without a"),
        ("removal-evidence", "anyang", TABLE, "SET evidence_digest='' WHERE act='removed'", "no copy was kept"),
        ("removal-evidence", "anyang", "moderation_evidence", "SET gone_at=now()", "erased before its time"),
        ("removal-evidence", "anyang", "moderation_evidence", "SET digest=repeat('0', 64)", "does not hold"),
        ("removal-register", "anyang", TABLE, "SET act='kept' WHERE act='removed'", "does not say so"),
        ("removal-register", "anyang", TABLE, "SET at=at - interval '9 days'", "for more than a week"),
        ("removal-referral", "anyang", "moderation_matter", "SET unclear=true", "no review was waited for"),
        ("removal-reason", "seoul", "moderation_tombstone", "SET register_number=999", "not made known"),
    ],
)
def test_what_slipped_past_is_found(place, alpha, subject, ordinance, table, change, part):
    matter = removed(place)
    past_the_guards(table, f"UPDATE {table} {change}")
    finding = ask(subject, alpha, ordinance)
    assert finding.status is Status.NOT_MET
    assert part in said(finding)
    if "week" not in part:
        assert finding.evidence[0].url.endswith(f"/matter/{matter.pk}/")


def test_told_instead_of_published_is_enough_in_yongin_alone(place, alpha):
    removed(place)
    past_the_guards("moderation_tombstone", "UPDATE moderation_tombstone SET register_number=999")
    assert ask("removal-reason", alpha, "yongin").status is Status.NOT_MET
    ReasonNotice.objects.update(state=ReasonNotice.State.SENT)
    assert ask("removal-reason", alpha, "yongin").status is Status.MET
    assert ask("removal-reason", alpha, "dongjak").status is Status.NOT_MET


def test_a_register_that_did_not_hold_is_not_met(place, alpha):
    RegisterCheck.objects.create(head_number=1, head_hash="0" * 64, faults=["row 1"])
    finding = ask("removal-register", alpha)
    assert (finding.status, finding.evidence[0].url) == (Status.NOT_MET, "/admin/moderation/register/")
    assert ModerationRegister.objects.count() == 0


def test_results_of_reviews_are_followed(place, alpha):
    matter = acting.open_matter(KIND, place.post.pk)
    acting.propose(matter, place.by_editor, grounds=[5], explanation=WHY)
    acting.refer(matter, place.by_keeper, question="삭제할 수 있습니까?")
    assert "of 1 the result is awaited" in said(ask("removal-referral", alpha))
    acting.enter_result(matter, place.by_keeper, opinion=Opinion.REMOVE, answer="삭제 대상")
    assert ask("removal-referral-result", alpha).status is Status.MET
    later = ask("removal-referral-result", alpha, today=timezone.localdate() + dt.timedelta(days=30))
    assert (later.status, "still there" in said(later)) == (Status.NOT_MET, True)
    past_the_guards("moderation_matter", "UPDATE moderation_matter SET state='kept'")
    against = ask("removal-referral-result", alpha)
    assert (against.status, "against the result" in said(against)) == (Status.NOT_MET, True)
    assert Evidence.objects.count() == 0


def test_checks_take_few_questions_however_many_removals(place, alpha, django_assert_max_num_queries):
    removed(place)
    for subject in (*SUBJECTS, "removal-grounds", "removal-reason"):
        with django_assert_max_num_queries(16):
            ask(subject, alpha, "seoul" if subject == "removal-reason" else "anyang")
