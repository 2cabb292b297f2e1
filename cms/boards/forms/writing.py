"""The form of a post, for a new one and for a changed one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.boards.forms.base import REQUIRED, WriterForm
from cms.boards.models import Attachment, BoardKind, BoardPage
from cms.boards.models.posts import TITLE_LENGTH
from cms.boards.people import Writer
from cms.boards.services.posting import NewFile, Typed
from cms.boards.services.rules import MOST_BYTES, MOST_BYTES_TOGETHER, MOST_FILES
from cms.boards.text import LONGEST_BODY, clean, clean_line
from cms.core.open_forms import token_for
from cms.privacy.files import ACCEPT, Refused, check, within_quota
from cms.privacy.kinds import PICTURES

LONGEST_DESCRIPTION = 200


@dataclass(frozen=True)
class FileRow:
    """One place for a file, with the field for what a picture shows."""

    number: int
    file: Any
    description: Any


class PostForm(WriterForm):
    """Title, text and files. ``kept``: attachments of the post that is changed; ``taken``: new files that may stay."""

    purpose = "boards.post"

    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH, error_messages=REQUIRED)
    body = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_BODY,
        error_messages=REQUIRED,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    field_order = ["name", "title", "body"]

    def __init__(self, *args: Any, board: BoardPage, kept: Sequence[Attachment] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board, self.kept, self.taken = board, list(kept), list[NewFile]()
        self.numbers = range(1, MOST_FILES + 1) if board.files_allowed else range(0)
        for number in self.numbers:
            self._add_file(number)
        if self.kept:
            choices = [(str(each.pk), each.file.name) for each in self.kept]
            self.fields["drop"] = forms.MultipleChoiceField(
                label=_("Take out"), choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )

    @classmethod
    def fresh(cls, board: BoardPage, who: Writer | None, initial: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """With a token of now."""
        token = token_for(cls.purpose, board.source.pk)
        return cls(about=board.source.pk, board=board, who=who, initial={"token": token, **(initial or {})}, **kwargs)

    @property
    def file_rows(self) -> list[FileRow]:
        """The places for files, for the page."""
        return [FileRow(number, self[f"file_{number}"], self[f"description_{number}"]) for number in self.numbers]

    @property
    def is_photo_board(self) -> bool:
        return bool(self.board.kind == BoardKind.PHOTOS)

    @property
    def unsent_files(self) -> bool:
        """Whether files came that have to be chosen anew."""
        return bool(self.files)

    def storable(self) -> str:
        """What a draft keeps: the words, never the password."""
        return json.dumps({name: self.data.get(name, "") for name in ("name", "title", "body", "mail")})

    def typed(self, language: str, doubts: tuple[str, ...] = ()) -> Typed:
        """What is handed to the service."""
        data = self.cleaned_data
        return Typed(
            title=data["title"],
            body=data["body"],
            files=tuple(self.taken),
            dropped=tuple(int(pk) for pk in data.get("drop", ())),
            language=language,
            form=self.data.get("token", ""),
            doubts=doubts,
        )

    def clean_title(self) -> str:
        """In one line, of signs that are seen."""
        return _said(clean_line(self.cleaned_data["title"]))

    def clean_body(self) -> str:
        """Of signs that are seen."""
        return _said(clean(self.cleaned_data["body"]))

    def clean(self) -> dict[str, Any]:
        """Each file by itself, then all together; then what may be personal data."""
        data: dict[str, Any] = super().clean() or {}
        for number in self.numbers:
            self._take(number, data)
        self._all_files(data)
        names = ["name", "title", "body", *(f"description_{number}" for number in self.numbers)]
        self.look_into({name: str(data.get(name, "")) for name in names if name in self.fields})
        return data

    def _add_file(self, number: int) -> None:
        self.fields[f"file_{number}"] = forms.Field(
            label=_("File %(number)s") % {"number": number},
            required=False,
            widget=forms.FileInput(attrs={"accept": ACCEPT}),
        )
        self.fields[f"description_{number}"] = forms.CharField(
            label=_("What picture %(number)s shows") % {"number": number},
            required=False,
            max_length=LONGEST_DESCRIPTION,
            help_text=_("Read out to those who cannot see it."),
        )

    def _take(self, number: int, data: dict[str, Any]) -> None:
        upload = self.files.get(f"file_{number}")
        if not isinstance(upload, UploadedFile):
            return
        try:
            checked = check(upload.name or "", upload, most_bytes=MOST_BYTES)  # type: ignore[arg-type]
        except Refused as refused:
            shown = clean_line(upload.name or "")[:100]
            self.add_error(f"file_{number}", [f"{shown}: {reason}" for reason in refused.reasons])
            return
        description = clean_line(data.get(f"description_{number}", ""))
        if checked.kind in PICTURES and not description:
            self.add_error(f"description_{number}", gettext("Please describe the picture in a few words."))
        self.taken.append(NewFile(checked, description))

    def _all_files(self, data: dict[str, Any]) -> None:
        dropped = set(data.get("drop", ()))
        left = [each for each in self.kept if str(each.pk) not in dropped]
        sizes = [*(each.file.size for each in left), *(each.checked.size for each in self.taken)]
        beyond = within_quota(
            sizes, most_files=MOST_FILES, most_bytes_each=MOST_BYTES, most_bytes_together=MOST_BYTES_TOGETHER
        )
        if beyond:
            self.add_error("file_1", beyond)
        pictures = any(each.file.kind in PICTURES for each in left) or any(
            each.checked.kind in PICTURES for each in self.taken
        )
        if self.is_photo_board and not pictures and "file_1" in self.fields and not self.errors.get("file_1"):
            self.add_error("file_1", gettext("Please attach a picture: this is a photo board."))


def _said(text: str) -> str:
    if not text:
        raise forms.ValidationError(gettext("Please fill in this field."))
    return text
