"""What a removal was decided on stays as it was: by whatever way of a shell or of SQL, with the application's role."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cms.boards.models import Attachment, Post
from cms.moderation.models import Block, Evidence, Matter, Objection, Referral, Tombstone
from cms.moderation.services import acting
from tests.factories.boards import attachment, comment, post
from tests.factories.members import member
from tests.moderation.conftest import WHY, removed

KIND = "boards.post"
RESTRICTED = "23001"
SQL = (
    "UPDATE moderation_evidence SET whole=NULL, gone_at=now()",
    "UPDATE moderation_evidence SET whole=NULL",
    "UPDATE moderation_evidence SET gone_at=now()",
    "UPDATE moderation_evidence SET keep_until='2020-01-01'",
    "UPDATE moderation_evidence SET digest=repeat('a', 64)",
    "UPDATE moderation_evidence SET file_id=(SELECT file_id FROM boards_attachment LIMIT 1)",
    "UPDATE moderation_tombstone SET gone_at=now()",
    "UPDATE moderation_tombstone SET reason='x'",
    "UPDATE moderation_tombstone SET board_pk=0",
    "UPDATE moderation_matter SET state='kept' WHERE state='removed'",
    "UPDATE moderation_matter SET state='restored' WHERE state='removed'",
    "UPDATE moderation_matter SET state='decided' WHERE state='referred'",
    "UPDATE moderation_matter SET closed_at=NULL WHERE state='removed'",
    "UPDATE moderation_matter SET grounds='[]' WHERE state='removed'",
    "UPDATE moderation_matter SET subject_pk=0",
    "UPDATE moderation_objection SET outcome='upheld', answer='x', decided_at=now()",
    "UPDATE moderation_objection SET received_at='2020-01-01'",
    "UPDATE moderation_referral SET opinion='remove', answer='x', answered_at=now()",
    "UPDATE moderation_referral SET question='x'",
    "UPDATE moderation_block SET until='2099-01-01'",
    "UPDATE moderation_block SET ended_at=now()",
    "DELETE FROM moderation_block_matters",
    "TRUNCATE moderation_block_matters",
    "DELETE FROM moderation_sameauthor",
    "UPDATE boards_post SET last_act=last_act+1000000",
    "UPDATE boards_post SET keep_until='2020-01-01' WHERE state='public'",
    "UPDATE boards_post SET public_until='2020-01-01' WHERE state='public'",
    "UPDATE boards_post SET board_id=board_id+1",
    "UPDATE boards_post SET author_name='x'",
    "UPDATE boards_comment SET post_id=(SELECT min(id) FROM boards_post)",
    "UPDATE boards_comment SET account='x'",
    "UPDATE boards_attachment SET post_id=(SELECT min(id) FROM boards_post)",
    "UPDATE boards_attachment SET taken_out_in=2",
)


def _fill(place) -> None:
    """A post that is referred, one that is removed and objected to, a block, two accounts of one author."""
    comment(place.post)
    referred = acting.open_matter(KIND, place.post.pk)
    acting.propose(referred, place.by_editor, grounds=[5], explanation=WHY, unclear=True)
    acting.refer(referred, place.by_editor, question="삭제할 수 있는지")
    other = post(place.board, place.author)
    attachment(other)
    matter = removed(place, other)
    acting.object_to(matter, words="아닙니다", author=place.author.user)
    pair = (place.author.account, member("second@example.kr", "둘째").account)
    acting.recognise_same_author(place.by_keeper, pair, reason="같은 연락처")
    until = timezone.localdate() + dt.timedelta(days=9)
    acting.block(place.author.account, place.by_head, matters=[matter], until=until, reason="반복 광고")
    comment(post(place.board, place.author))


def test_sql_changes_nothing_of_it(place):
    _fill(place)
    slipped = []
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for statement in SQL:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
                slipped.append((statement, f"{cursor.rowcount} rows"))
        except DatabaseError as refused:
            if refused.__cause__.pgcode != RESTRICTED:
                slipped.append((statement, str(refused)))
    assert slipped == []


def test_what_has_to_change_does(place):
    """Accounts that are deleted, encryption anew, what people wrote when its time is over."""
    _fill(place)
    copy = Evidence.objects.get()
    copy.save()
    Evidence.objects.update(keep_until=copy.keep_until + dt.timedelta(days=1))
    Objection.objects.update(words=None, mail=None)
    Post.objects.update(views=3, author_name="", account="")
    Attachment.objects.update(description="")
    place.head.delete()
    place.author.user.delete()
    assert Tombstone.objects.get().reason == WHY
    assert Block.objects.get().blocked_by is None
    assert Matter.objects.get(state="removed").decided_by is None
    assert Referral.objects.get().opinion == ""


@pytest.mark.parametrize("outcome", ["restored", "upheld"])
def test_a_closed_matter_stays_closed(place, outcome):
    """A row of the register that was once there is no ticket for later."""
    matter = removed(place)
    if outcome == "restored":
        acting.restore(matter, place.by_head, answer="잘못 삭제하였습니다.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(state="removed" if outcome == "restored" else "decided")
