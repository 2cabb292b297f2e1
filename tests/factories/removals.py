"""A row of the register by which PostgreSQL lets a post go, for tests below the desk."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.moderation.models import Evidence, Matter, ModerationRegister, RegisterAct
from cms.moderation.services.registering import register
from cms.moderation.services.who import By
from cms.moderation.subjects import Described
from cms.privacy.files import check, keep

GROUNDS = [{"number": 5, "article": "제6조제2항제5호", "text": "상업성 광고"}]
OFFICE = "홈페이지담당부서의 장"


def removal_of(described: Described, **values) -> ModerationRegister:
    """With a closed matter and a copy; the post itself is the test's to take away."""
    matter = Matter.objects.create(
        subject_kind=described.kind,
        subject_pk=described.pk,
        board_pk=described.board_pk,
        account=described.account,
        **{"state": "removed", "closed_at": timezone.now(), "because": "report", "policy_version": 1} | values,
    )
    file = keep(check("copy.txt", SimpleUploadedFile("copy.txt", b"whole"), most_bytes=1 << 20))
    Evidence.objects.create(
        matter=matter,
        subject_kind=described.kind,
        subject_pk=described.pk,
        file=file,
        digest=file.sha256,
        whole="{}",
        whole_digest="",
        keep_until=timezone.localdate(),
    )
    facts = {"grounds": GROUNDS, "decided_as": OFFICE, "evidence_digest": file.sha256}
    return register(RegisterAct.REMOVED, described, by=By(), matter=matter, **facts)
