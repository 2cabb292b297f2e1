"""The register's printed form (별지 제1호서식) as PDF.

    … 인쇄 또는 파일로 저장하여 보관하고 별지 제1호서식에 기록한 후 삭제할 수 있다. (안양 제6조제2항)

The annex itself stands in no text: which columns the form has, under which headings and how wide, is data of the
municipality (:class:`~cms.moderation.models.RegisterForm`). What can stand in a column is the table ``SOURCES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.pdf import pdf_of
from cms.moderation.models import ModerationRegister, RegisterForm
from cms.moderation.subjects import subjects
from tenants.selectors import current_policy

KOREAN = "ko"


@dataclass(frozen=True)
class Source:
    """What a column can hold: ``label`` names it at the desk, ``of`` reads it from a row."""

    label: Any
    of: Callable[[ModerationRegister], str]


def _time(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""


def _articles(row: ModerationRegister) -> str:
    return "\n".join(str(each.get("article", "")) for each in row.grounds)


def _grounds(row: ModerationRegister) -> str:
    return "\n".join(f"{each.get('article', '')} {each.get('text', '')}".strip() for each in row.grounds)


def _kind(row: ModerationRegister) -> str:
    known = {subject.kind: str(subject.label) for subject in subjects()}
    return known.get(row.subject_kind, "")


SOURCES: dict[str, Source] = {
    "number": Source(gettext_lazy("row number"), lambda row: str(row.number)),
    "at": Source(gettext_lazy("when"), lambda row: _time(row.at)),
    "act": Source(gettext_lazy("act"), lambda row: row.get_act_display()),
    "board": Source(gettext_lazy("board"), lambda row: row.board),
    "address": Source(gettext_lazy("address"), lambda row: row.address),
    "kind": Source(gettext_lazy("kind"), _kind),
    "posted_at": Source(gettext_lazy("time of posting"), lambda row: _time(row.posted_at)),
    "articles": Source(gettext_lazy("articles of the grounds"), _articles),
    "grounds": Source(gettext_lazy("grounds with their text"), _grounds),
    "reason": Source(gettext_lazy("reason"), lambda row: row.reason),
    "office": Source(gettext_lazy("deciding office"), lambda row: row.decided_as),
    "officer": Source(gettext_lazy("who did it"), lambda row: row.actor_name),
    "matter": Source(gettext_lazy("matter"), lambda row: str(row.matter or "")),
    "evidence": Source(gettext_lazy("SHA-256 of the copy"), lambda row: row.evidence_digest),
    "policy": Source(gettext_lazy("version of the policy"), lambda row: str(row.policy_version)),
    "blank": Source(gettext_lazy("empty, to be filled in by hand"), lambda row: ""),
}
#: What a municipality begins with, marked as an example at the desk: heading, source, width in percent.
EXAMPLE = (
    ("연번", "number", 6),
    ("삭제일시", "at", 12),
    ("게시판", "board", 12),
    ("게시일시", "posted_at", 12),
    ("삭제 근거", "grounds", 22),
    ("삭제 사유", "reason", 20),
    ("결정자", "office", 10),
    ("비고", "blank", 6),
)


@dataclass(frozen=True)
class Printed:
    """The form as its template shows it."""

    rows: Sequence[ModerationRegister]

    @cached_property
    def columns(self) -> list[RegisterForm]:
        """Those of the municipality; a source that is none any more leaves its column empty."""
        return list(RegisterForm.objects.all())

    @property
    def title(self) -> str:
        """As the policy calls the register; in general words where it does not."""
        name = current_policy().policy.names.removal_register
        general = _("Register of removed posts")
        return f"{general} ({name.value})" if name else general

    @property
    def lines(self) -> list[list[str]]:
        """The cells, row by row."""
        sources = [SOURCES.get(column.source, SOURCES["blank"]) for column in self.columns]
        return [[source.of(row) for source in sources] for row in self.rows]

    @property
    def widths(self) -> list[tuple[RegisterForm, float]]:
        """The columns with their share of the sheet: whatever was entered, together they are all of it."""
        whole = sum(column.width for column in self.columns) or 1
        return [(column, round(100 * column.width / whole, 2)) for column in self.columns]


def as_pdf(rows: Sequence[ModerationRegister], most: int) -> bytes:
    """The form in Korean, as the annex is.

    :raises ValueError: with a sentence: too many rows for one print, or no columns.
    :raises CannotPrint: where this machine makes no PDF.
    """
    printed = Printed(rows)
    if len(rows) > most:
        raise ValueError(_("More than %(most)s rows: narrow the time, and print it in parts.") % {"most": most})
    if not printed.columns:
        raise ValueError(_("The form has no columns yet: enter them in the settings first."))
    context = {"printed": printed, "municipality": connection.tenant.name_ko, "today": timezone.localdate()}
    return pdf_of("moderation/print/register.html", context, KOREAN)


def begin_form() -> Iterable[RegisterForm]:
    """The columns of the example, where there are none yet."""
    if RegisterForm.objects.exists():
        return ()
    return RegisterForm.objects.bulk_create(
        RegisterForm(heading=heading, source=source, width=width, sort_order=number)
        for number, (heading, source, width) in enumerate(EXAMPLE, start=1)
    )
