"""A file that was confirmed is written: all of it, or, where anything changed meanwhile, nothing."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail_localize.models import Translation

from cms.translating.exchange.checking import Report, check
from cms.translating.exchange.reading import read, tool_of
from cms.translating.pieces import write


class ChangedMeanwhileError(Exception):
    """What would be written is not what was shown; ``report`` is what it would be now."""

    def __init__(self, report: Report):
        super().__init__(report.name)
        self.report = report


@transaction.atomic
def take(name: str, data: bytes, wanted: Translation, digest: str, person: Any) -> Report:
    """Write what the file changes. One transaction; the log entry is that of ``pieces.write``.

    :raises ChangedMeanwhileError: when the report is another one by now than that with this digest, or has problems.
    :raises PermissionDenied: for a person who may not translate this (any more).
    """
    locked = Translation.objects.select_for_update(of=["self"]).select_related("source__locale", "target_locale")
    wanted = locked.get(pk=wanted.pk)
    report = check(name, read(data), wanted)
    if report.digest != digest or not report.may_be_taken:
        raise ChangedMeanwhileError(report)
    texts = {change.piece.number: change.text for change in report.changes}
    write(wanted, texts, person, tool=tool_of(data))
    return report
