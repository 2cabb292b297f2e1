"""Files that come with a form: each looked at by itself, those that can be taken taken, of the others all reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from cms.privacy.files import ACCEPT, Checked, Refused, check, within_quota
from petitions.filing import typed
from petitions.models import PetitionSetting

_MEGABYTE = 1024 * 1024


class ManyFiles(forms.ClearableFileInput):
    """Several files at once; the browser's own field."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": ACCEPT, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> None:
        """Files are looked at one by one by the form itself."""
        return None


def uploads(files: Any, name: str) -> list[UploadedFile]:
    """What was sent in a field."""
    return files.getlist(name) if isinstance(files, MultiValueDict) else []


def take(sent: Sequence[UploadedFile], held: Sequence[int]) -> tuple[list[Checked], list[str]]:
    """What may be kept beside files of the sizes ``held``, and every reason against the others.

    Where there are too many, none of those that were sent now is taken: which one would be left out?
    """
    limits = PetitionSetting.current()
    each = limits.most_megabytes * _MEGABYTE
    taken: list[Checked] = []
    reasons: list[str] = []
    for upload in sent:
        try:
            taken.append(check(upload.name or "", upload, most_bytes=each))  # type: ignore[arg-type]
        except Refused as refused:
            shown = typed.one_line(upload.name or "")[:100]
            reasons += [f"{shown}: {reason}" for reason in refused.reasons]
    sizes = [*held, *(checked.size for checked in taken)]
    beyond = within_quota(
        sizes, most_files=limits.most_files, most_bytes_each=each, most_bytes_together=each * limits.most_files
    )
    return ([], reasons + beyond) if beyond and taken else (taken, reasons)
