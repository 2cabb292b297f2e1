"""The password of a guest's post, and the question whether it is really to go."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.boards.forms.base import LONGEST_PASSWORD, BoardForm


class PasswordForm(BoardForm):
    """What a guest gave the post when they wrote it."""

    purpose = "boards.own"

    password = forms.CharField(
        label=_("Password for this post"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": _("Please write the password that you gave the post.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class DeleteForm(PasswordForm):
    """Members are known; guests give the password."""

    purpose = "boards.delete"

    def __init__(self, *args: object, asks_password: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not asks_password:
            del self.fields["password"]
