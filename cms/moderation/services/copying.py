"""The evidence copy (게시글 전체를 인쇄 또는 파일로 저장하여 보관): made whole, closed, read back, opened on record."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.core.encryption import Unreadable
from cms.core.pdf import CannotPrint, pdf_of
from cms.moderation.models import Evidence, ModerationRegister, Objection, RegisterAct
from cms.moderation.services.doing import PENDING, Doing, locked_row
from cms.moderation.services.facts import objection_until
from cms.moderation.services.registering import register
from cms.moderation.services.traces import forget_people
from cms.moderation.services.who import SCHEDULE, Refused
from cms.moderation.subjects import FileOfPost, Whole, subject_of
from cms.moderation.terms import terms
from cms.ordinance.moderation_days import Copy, evidence_kept_until, may_erase_copy
from cms.privacy.access import How, Purpose, looked_at
from cms.privacy.files import keep, open_sealed, remove, response_for
from cms.privacy.files.checking import Checked
from cms.privacy.models import SealedFile

log = logging.getLogger(__name__)
#: A post with more signs than this, comments included, is kept as a text file: to set it as pages takes minutes.
MOST_PRINTED = 200_000
#: What the line above each comment and each earlier version takes, as so many signs.
_HEADING = 150
#: Papers of the desk are written in Korean.
DESK_LANGUAGE = "ko"
_AT_ONCE = 200


def keep_copy(it: Doing) -> Evidence:
    """The whole post as a paper and as data, closed, with its hashes; read back before anything is removed.

    :raises Unreadable: where what was just kept cannot be read: then nothing is removed.
    """
    whole = it.subject.whole(it.row)
    data = json.dumps(whole.as_data(), ensure_ascii=False, sort_keys=True)
    file = keep(_document(it, whole))
    copy = Evidence.objects.create(
        matter=it.matter,
        subject_kind=it.matter.subject_kind,
        subject_pk=it.matter.subject_pk,
        file=file,
        digest=file.sha256,
        whole=data,
        whole_digest=_digest(data.encode()),
        keep_until=evidence_kept_until(it.now, it.terms.evidence_years),
    )
    copy.refresh_from_db()
    if faults := faults_of(copy):
        raise Unreadable(" ".join(faults))
    return copy


def enter_copy(it: Doing, copy: Evidence, article: str) -> ModerationRegister:
    """The row that names the copy's hashes: whoever changes the copy later must change the chain, too."""
    files = json.loads(copy.whole or "{}").get("files", [])
    facts = {
        "article": article,
        "whole": copy.whole_digest,
        "files": [each["sha256"] for each in files],
        "kept_until": copy.keep_until.isoformat(),
    }
    return it.enter(RegisterAct.COPIED, evidence_digest=copy.digest, facts=facts)


def faults_of(copy: Evidence) -> tuple[str, ...]:
    """What is wrong with a copy; nothing where paper and data are what was kept and what the register says."""
    faults = []
    try:
        if _digest(open_sealed(copy.file)) != copy.digest:
            faults.append(_("The copy is not the one that was kept: its SHA-256 is another."))
        if _digest((copy.whole or "").encode()) != copy.whole_digest:
            faults.append(_("The data of the copy are not those that were kept: their SHA-256 is another."))
    except Unreadable as wrong:
        log.error("%s: evidence copy %s: %s", connection.schema_name, copy.pk, wrong)
        faults.append(_("The copy cannot be opened: it was changed, or is lost."))
    row = _row_of(copy)
    if row is not None and (row.evidence_digest, row.facts.get("whole")) != (copy.digest, copy.whole_digest):
        faults.append(_("The register names another copy (row %(number)s).") % {"number": row.number})
    return tuple(faults)


def data_of(copy: Evidence) -> dict[str, Any]:
    """The whole post from a copy that holds (:meth:`cms.moderation.subjects.Whole.as_data`).

    :raises Refused: where the copy is gone, or is not what was kept.
    """
    if copy.gone_at is not None or copy.whole is None:
        raise Refused([_("The copy of the post is gone: there is nothing to restore it from.")])
    if faults := faults_of(copy):
        raise Refused(faults)
    found: dict[str, Any] = json.loads(copy.whole)
    return found


@transaction.atomic
def show_copy(
    copy: Evidence,
    user: Any,
    *,
    request: HttpRequest | None = None,
    purpose: Purpose | str = Purpose.MODERATION,
    reason: str = "",
) -> dict[str, Any]:
    """The whole post for somebody at the desk, who is written down first (접속기록).

    :raises Refused: as :func:`data_of`.
    """
    looked_at(user, copy, fields=("whole",), purpose=purpose, how=How.SCREEN, request=request, reason=reason)
    return data_of(copy)


@transaction.atomic
def download_copy(
    copy: Evidence,
    user: Any,
    *,
    request: HttpRequest | None = None,
    purpose: Purpose | str = Purpose.MODERATION,
    reason: str = "",
    attachment: str = "",
) -> HttpResponse:
    """The paper, or one of the post's files by its number, as a download that is written down first.

    :raises Refused: where the copy is gone or does not hold, or has no such file.
    """
    found = data_of(copy)
    looked_at(user, copy, fields=("file",), purpose=purpose, how=How.DOWNLOAD, request=request, reason=reason)
    if not attachment:
        return response_for(copy.file, inline=False)
    if attachment not in {each["sealed"] for each in found["files"]}:
        raise Refused([_("The post has no such file.")])
    return response_for(SealedFile.objects.get(pk=attachment), inline=False)


def over(today: dt.date) -> QuerySet[Evidence]:
    """Copies whose time may be over."""
    return Evidence.objects.filter(gone_at=None, keep_until__lt=today).select_related("matter", "file")


def erase_copies(today: dt.date) -> dict[str, int]:
    """Erase copies whose time is over, and the closed files of posts that stay removed."""
    did = {"erased": 0}
    for pk in list(over(today).order_by("keep_until", "pk").values_list("pk", flat=True)[:_AT_ONCE]):
        did["erased"] += _erase(pk, today)
    return did


@transaction.atomic
def _erase(pk: int, today: dt.date) -> int:
    about = over(today).filter(pk=pk).first()
    if about is None:
        return 0
    subject = subject_of(about.subject_kind)
    row = locked_row(subject, about.subject_pk)  # as every act does: nobody restores the post meanwhile
    copy = over(today).select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if copy is None or not may_erase_copy(_facts(copy), today):
        return 0
    described = subject.describe(row)
    register(
        RegisterAct.COPY_GONE, described, by=SCHEDULE, matter=copy.matter, facts={"whole": copy.whole_digest},
        evidence_digest=copy.digest,
    )  # fmt: skip
    if described.state == "removed":
        _remove_files(copy)
    copy.whole, copy.gone_at = None, timezone.now()
    copy.save(update_fields=["whole", "gone_at"])
    remove(copy.file)
    forget_people(copy.matter)
    return 1


def _remove_files(copy: Evidence) -> None:
    """The post's own files: nothing can bring it back any more."""
    try:
        numbers = [each["sealed"] for each in json.loads(copy.whole or "{}").get("files", [])]
    except Unreadable:
        log.exception("%s: the files of evidence copy %s are not known", connection.schema_name, copy.pk)
        return
    for file in SealedFile.objects.filter(pk__in=numbers, removed_at=None):
        remove(file)


def _facts(copy: Evidence) -> Copy:
    matter = copy.matter
    removed = ModerationRegister.objects.filter(matter=matter.pk, act=RegisterAct.REMOVED).order_by("-number").first()
    return Copy(
        copy.keep_until,
        matter.state in PENDING,
        Objection.objects.filter(matter=matter, decided_at=None).exists(),
        objection_until(removed, terms()) if removed else None,
    )


def _row_of(copy: Evidence) -> ModerationRegister | None:
    rows = ModerationRegister.objects.filter(matter=copy.matter_id, act=RegisterAct.COPIED, at__gte=copy.saved_at)
    return rows.order_by("number").first()


def _document(it: Doing, whole: Whole) -> Checked:
    """As PDF; as a text file where none can be made here, or the post is too long (인쇄 또는 파일로 저장)."""
    name = f"{it.matter.subject_kind}-{it.matter.subject_pk}-{it.now:%Y%m%d}"
    said = {
        "whole": whole,
        "municipality": connection.tenant.name_ko,
        "made_at": timezone.localtime(it.now),
        "version": whole.fields.get("version"),
        "kind": it.subject.label,
        "grounds": it.matter.grounds,
        "files": [(each, _state_of(each)) for each in whole.files],
    }
    if is_printed(whole):
        try:
            return Checked(f"{name}.pdf", "pdf", pdf_of("moderation/evidence.html", said, DESK_LANGUAGE))
        except CannotPrint as why:
            log.warning("%s: evidence is kept as a text file: %s", connection.schema_name, why)
    with translation.override(DESK_LANGUAGE):
        return Checked(f"{name}.txt", "txt", render_to_string("moderation/evidence.txt", said).encode())


def is_printed(whole: Whole) -> bool:
    """Whether it is short enough for pages: ten thousand short comments are not."""
    return len(whole.text) + sum(_HEADING + len(each.text) for each in whole.remarks) <= MOST_PRINTED


def _state_of(file: FileOfPost) -> str:
    """Whether an attachment is what it was; '' where it is. A file that was lost before cannot be kept."""
    row = SealedFile.objects.filter(pk=file.sealed).first()
    try:
        if row is None or _digest(open_sealed(row)) != file.sha256:
            return _("not what was attached")
    except Unreadable as wrong:
        log.error("%s: %s", connection.schema_name, wrong)
        return _("cannot be opened")
    return ""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
