"""The form of a report (신고), with the grounds of the ordinance as choices, and that of an objection (이의신청)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.boards.beside import Ground
from cms.boards.forms.base import LONGEST_MAIL, REQUIRED, BoardForm
from cms.boards.text import clean
from cms.core.open_forms import token_for
from petitions.filing import typed

LONGEST_REPORT, LONGEST_OBJECTION = 1_000, 5_000
SOMETHING_ELSE = "0"


class ReportForm(BoardForm):
    """Which ground, and in one's own words what nobody else would see."""

    purpose = "boards.report"

    ground = forms.ChoiceField(
        label=_("What is wrong with it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one."), "invalid_choice": _("Please choose one.")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=LONGEST_REPORT,
        help_text=_("Needed for “another reason”. Only those who decide read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, grounds: tuple[Ground, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.number), each.as_choice()) for each in grounds]
        self.fields["ground"].choices = [*choices, (SOMETHING_ELSE, gettext("Another reason"))]  # type: ignore[attr-defined]

    @classmethod
    def fresh(cls, about: str, grounds: tuple[Ground, ...]) -> ReportForm:
        """With a token of now."""
        return cls(about=about, grounds=grounds, initial={"token": token_for(cls.purpose, about)})

    def clean_words(self) -> str:
        """Of signs that are seen."""
        return clean(self.cleaned_data["words"])

    def clean(self) -> dict[str, Any]:
        """Something else needs words."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("ground") == SOMETHING_ELSE and not data.get("words") and "words" not in self.errors:
            self.add_error("words", gettext("Please say in your own words what is wrong."))
        return data


class ObjectionForm(BoardForm):
    """Why the removal was wrong; guests say where the answer goes."""

    purpose = "boards.objection"

    words = forms.CharField(
        label=_("Why the post should be restored"),
        max_length=LONGEST_OBJECTION,
        error_messages=REQUIRED,
        help_text=_("Another person than the one who removed it decides."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    mail = forms.CharField(
        label=_("E-mail address for the answer"),
        required=False,
        max_length=LONGEST_MAIL,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, asks_mail: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_mail:
            del self.fields["mail"]

    @classmethod
    def fresh(cls, about: str, *, asks_mail: bool) -> ObjectionForm:
        """With a token of now."""
        return cls(about=about, asks_mail=asks_mail, initial={"token": token_for(cls.purpose, about)})

    def clean_words(self) -> str:
        """Of signs that are seen."""
        words = clean(self.cleaned_data["words"])
        if not words:
            raise forms.ValidationError(gettext("Please fill in this field."))
        return words

    def clean_mail(self) -> str:
        """Raises ValidationError for what is no address."""
        return typed.email(self.cleaned_data["mail"])
