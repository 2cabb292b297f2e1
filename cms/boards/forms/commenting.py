"""The form of a comment, below a post."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.boards.forms.base import REQUIRED, WriterForm
from cms.boards.models import Post
from cms.boards.people import Writer
from cms.boards.services.posting import Typed
from cms.boards.text import LONGEST_COMMENT, clean
from cms.core.open_forms import token_for


class CommentForm(WriterForm):
    """What somebody says to a post."""

    purpose = "boards.comment"

    body = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST_COMMENT,
        error_messages=REQUIRED,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["name", "body"]

    @classmethod
    def fresh(cls, post: Post, who: Writer | None) -> CommentForm:
        """With a token of now."""
        return cls(about=post.pk, who=who, initial={"token": token_for(cls.purpose, post.pk)})

    def clean_body(self) -> str:
        """Of signs that are seen."""
        body = clean(self.cleaned_data["body"])
        if not body:
            raise forms.ValidationError(gettext("Please fill in this field."))
        return body

    def clean(self) -> dict[str, Any]:
        """No identity numbers; other finds are asked about."""
        data: dict[str, Any] = super().clean() or {}
        self.look_into({name: str(data.get(name, "")) for name in ("name", "body") if name in self.fields})
        return data

    def typed(self, language: str, doubts: tuple[str, ...] = ()) -> Typed:
        """What is handed to the service."""
        return Typed(body=self.cleaned_data["body"], language=language, form=self.data.get("token", ""), doubts=doubts)
