"""What every form of a board has: the token, the proof, who writes, finds of personal data, what an outage keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.boards.people import Writer
from cms.boards.proof import is_solved
from cms.boards.text import LONGEST_NAME, clean_line
from cms.core.open_forms import TRAP, OpenForm
from petitions.filing import typed
from petitions.filing.scanning import scan

REQUIRED = {"required": _("Please fill in this field.")}
SHORTEST_PASSWORD, LONGEST_PASSWORD, LONGEST_MAIL = 8, 128, 254
_FINDS = "finds"


class BoardForm(OpenForm):
    """A form of a board. ``found``: what may be somebody's personal data and was not confirmed yet."""

    work = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        """NUL, which no database takes, is no sign that anybody typed; a line break is one sign."""
        if data is not None:
            data = data.copy()
            for field in data:
                signs = [value.replace("\x00", "").replace("\r\n", "\n") for value in data.getlist(field)]
                data.setlist(field, signs)
        super().__init__(data, *args, **kwargs)
        self.found: tuple[Any, ...] = ()

    @property
    def labels(self) -> str:
        """The labels by field, for the page that shows what was typed when nothing else can be asked."""
        labels = {name: str(field.label) for name, field in self.fields.items() if not field.widget.is_hidden}
        return json.dumps(labels, ensure_ascii=False)

    @property
    def finds(self) -> str:
        """What the reader is shown to confirm, for the hidden field beside it."""
        return " ".join(each.digest for each in self.found)

    def with_new_token(self) -> Any:
        """To be shown again as it was typed; the work is done anew for the new token."""
        form = super().with_new_token()
        data: Any = form.data
        data["work"] = data[TRAP] = ""
        return form

    @property
    def sent_by_program(self) -> bool:
        """The trap was filled in, and nothing speaks for a person: a password manager fills in what it finds, but then
        scripts run, and the work was done."""
        return bool(super().sent_by_program) and not is_solved(self.data.get("token", ""), self.data.get("work", ""))

    def clean(self) -> dict[str, Any]:
        """What a program sends comes back: somebody may sit before it after all."""
        data: dict[str, Any] = super().clean() or {}
        if self.sent_by_program:
            sentence = gettext("A field that stays empty was filled in, perhaps by your browser. Please send it again.")
            self.add_error(None, sentence)
        return data

    def look_into(self, texts: Mapping[str, str]) -> None:
        """Identity numbers stop it, with their place; other finds are asked about once."""
        scanned = scan(texts)
        for field, sentences in scanned.refused.items():
            self.add_error(field if field in self.fields else None, sentences)
        confirmed = self.data.get(_FINDS, "").split() if self.data.get("confirm") else ()
        self.found = () if scanned.refused else scanned.unconfirmed(confirmed)
        if self.found:
            self.add_error(None, gettext("Please look at what may be personal data, and say whether it may stand."))


class WriterForm(BoardForm):
    """Who writes: guests say a name, members without a nickname choose one, others are known."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("A nickname under which it stands. Everybody reads it."),
        error_messages=REQUIRED,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    password = forms.CharField(
        label=_("Password for this post"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text=_("At least eight characters. With it you can change or delete the post later."),
        error_messages=REQUIRED,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    mail = forms.CharField(
        label=_("E-mail address"),
        required=False,
        max_length=LONGEST_MAIL,
        help_text=_("Nobody reads it here. An answer is told there, and why a post was removed, should it come to it."),
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, who: Writer | None, asks_writer: bool = True, **kwargs: Any) -> None:
        """``who``: None for a guest."""
        super().__init__(*args, **kwargs)
        if not asks_writer or who is not None:
            del self.fields["password"], self.fields["mail"]
        if not asks_writer or (who is not None and who.name):
            del self.fields["name"]

    def clean_name(self) -> str:
        """Not only signs that nobody sees."""
        name = clean_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(gettext("Please fill in this field."))
        return name

    def clean_mail(self) -> str:
        """Raises ValidationError for what is no address."""
        return typed.email(self.cleaned_data["mail"])

    def clean_password(self) -> str:
        """Long enough; it guards one post."""
        password: str = self.cleaned_data["password"]
        MinimumLengthValidator(SHORTEST_PASSWORD).validate(password)
        return password
