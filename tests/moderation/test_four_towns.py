"""The same offending post under four ordinances, by the same code: what each owes, and who decides."""

import hashlib
import json

import pytest
from django.utils import timezone

from cms.boards.models import Post
from cms.moderation.models import DecisionOffice, Evidence, ModerationRegister, ReasonNotice, Tombstone
from cms.moderation.services import acting
from cms.moderation.services.acting import Refused
from cms.ordinance.removal import Place
from cms.ordinance.removal_duties import Disclosure, reason_made_known
from cms.privacy.files import open_sealed
from tenants.selectors import current_policy
from tests.factories.boards import attachment, comment, edited
from tests.moderation.conftest import WHY, removed, ruled_by

KIND = "boards.post"
#: The number of the ground against advertising, its article, who decides, and the articles of what is owed.
TOWNS = {
    "anyang": (5, "제6조제2항제5호", "홈페이지담당부서의 장", "제6조제2항", "제6조제2항", ""),
    "yongin": (5, "제6조제2항제5호", "관리부서의 장", "", "", "제6조제2항"),
    "seoul": (5, "제5조제5호", "시장", "", "", "제5조"),
    "dongjak": (5, "제8조제5호", "구청장", "", "", "제8조"),
}


def acts(matter) -> list[str]:
    return list(ModerationRegister.objects.filter(matter=matter.pk).order_by("number").values_list("act", flat=True))


@pytest.mark.parametrize("town", TOWNS)
def test_the_same_post_goes_as_each_ordinance_says(town, place):
    number, article, office, copy_article, register_article, reason_article = TOWNS[town]
    ruled_by(town, place.municipality)
    policy = current_policy()
    matter = acting.open_matter(KIND, place.post.pk)
    acting.propose(matter, place.by_editor, grounds=[number], explanation=WHY, seen=matter.version)
    if town != "anyang":
        with pytest.raises(Refused):
            acting.refer(matter, place.by_editor, question="삭제할 수 있는지")
    decider = place.by_head
    if not office.endswith("부서의 장"):
        with pytest.raises(Refused):
            acting.decide(matter, place.by_head, remove=True)
        DecisionOffice.objects.create(office=office, user=place.keeper, basis="위임전결 규정 별표 1")
        decider = place.by_keeper
    acting.decide(matter, decider, remove=True)
    assert (matter.decided_as, matter.policy_version) == (office, policy.number)
    assert Post.objects.get(pk=place.post.pk).body, "decided is not removed"
    stone = acting.carry_out(matter, place.by_keeper)

    gone = Post.objects.get(pk=place.post.pk)
    assert (gone.state, gone.title, gone.body) == ("removed", "", "")
    assert acts(matter) == ["proposed", "decided", "copied", "removed", "published"]
    rows = {row.act: row for row in ModerationRegister.objects.filter(matter=matter.pk)}
    assert rows["copied"].facts["article"] == copy_article
    assert rows["removed"].facts["article"] == register_article
    assert rows["published"].facts["article"] == reason_article
    assert [each["article"] for each in rows["removed"].grounds] == [article]
    assert rows["removed"].grounds[0]["text"] == policy.policy.removal.grounds[number].text, "verbatim"
    assert rows["removed"].evidence_digest == Evidence.objects.get().digest
    assert (stone.office, stone.reason, stone.register_number) == (office, WHY, rows["removed"].number)
    assert ReasonNotice.objects.get().state == ReasonNotice.State.WAITING, "the author is told as well: the safe way"
    known = Disclosure(published_at=stone.removed_at, contact_known=True)
    assert reason_made_known(known, Place.HOMEPAGE, policy.policy, timezone.now())


def test_the_copy_is_whole_and_holds(place):
    edited(place.post, "급전!", "바뀐 글")
    file = attachment(place.post)
    comment(place.post, None, body="댓글입니다", author_name="이웃")
    matter = removed(place)
    copy = Evidence.objects.get(matter=matter)
    paper = open_sealed(copy.file)
    assert hashlib.sha256(paper).hexdigest() == copy.digest
    assert paper.startswith(b"%PDF")
    whole = json.loads(copy.whole)
    assert (whole["title"], whole["text"], whole["contact"]) == ("급전!", "바뀐 글", "writer@example.kr")
    assert {remark["kind"] for remark in whole["remarks"]} == {"version", "comment"}
    assert whole["files"][0]["sha256"] == file.file.sha256
    assert open_sealed(file.file), "an attachment is kept with its copy"
    assert acting.faults_of(copy) == ()
    stored = ModerationRegister.objects.filter(matter=matter.pk).values()
    said = json.dumps(list(stored), default=str, ensure_ascii=False)
    for word in ("급전", "바뀐", "writer@", "글쓴이", "댓글"):
        assert word not in said, "the register says nothing of a post or its author"
    assert "급전" not in json.dumps(list(Tombstone.objects.values()), default=str, ensure_ascii=False)
