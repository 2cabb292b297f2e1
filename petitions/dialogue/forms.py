"""The forms of the dialogue and of the consultation: open to everybody, without session and cookie."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.core.open_forms import OpenForm
from cms.ordinance.policy import Visibility
from petitions.filing import typed
from petitions.filing.scanning import scan
from petitions.models import Kind

LONGEST = 5000
CHOICES = [
    (Kind.SUGGESTION.value, _("I suggest something")),
    (Kind.ENQUIRY.value, _("I ask something")),
    (Kind.GRIEVANCE.value, _("I was treated unfairly, or suffer hardship")),
]
_REQUIRED = {"required": _("Please fill in this field.")}


class AskForm(OpenForm):
    """Who writes, how they are reached, and what they write. All that is wrong is said at once; nothing is lost."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        error_messages=_REQUIRED,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.CharField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("The result is sent there. Without one, write a telephone number."),
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )
    telephone = forms.CharField(
        label=_("Telephone number"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    title = forms.CharField(label=_("Title"), max_length=200, error_messages=_REQUIRED)
    body = forms.CharField(
        label=_("What you want to say"),
        max_length=LONGEST,
        help_text=_("Please write no resident registration, passport or card numbers."),
        error_messages=_REQUIRED,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    consent = forms.BooleanField(
        label=_("I agree that what I wrote here is collected and used in this way. (required)"),
        error_messages={"required": _("Without your agreement we may not receive it.")},
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        """NUL, which no database takes, is no sign that anybody typed."""
        if data is not None:
            data = data.copy()
            for field in data:
                data.setlist(field, [value.replace("\x00", "") for value in data.getlist(field)])
        super().__init__(data, *args, **kwargs)

    def clean_name(self) -> str:
        """Any script; not only signs that nobody sees."""
        return _said(typed.one_line(self.cleaned_data["name"]))

    def clean_email(self) -> str:
        """Raises ValidationError for what is no address."""
        return typed.email(self.cleaned_data["email"])

    def clean_telephone(self) -> str:
        """Raises ValidationError for what is no number."""
        return typed.telephone(self.cleaned_data["telephone"])

    def clean_title(self) -> str:
        """In one line."""
        return _said(typed.one_line(self.cleaned_data["title"]))

    def clean_body(self) -> str:
        """Some words."""
        return _said(typed.visible(self.cleaned_data["body"]))

    def clean(self) -> dict[str, Any]:
        """A way to be told the result, and no identity numbers."""
        data = super().clean()
        if not (data.get("email") or data.get("telephone")) and not {"email", "telephone"} & self.errors.keys():
            self.add_error("email", gettext("Write an e-mail address or a telephone number."))
        texts = {field: data.get(field, "") for field in ("name", "title", "body")}
        for field, sentences in scan(texts).refused.items():
            for sentence in sentences:
                self.add_error(field, sentence)
        return data


class OpinionForm(AskForm):
    """An opinion: its kind, and whether it may become public as far as there is a choice."""

    purpose = "dialogue"

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=CHOICES, initial=Kind.SUGGESTION.value, widget=forms.RadioSelect
    )
    visibility = forms.ChoiceField(
        label=_("May everybody read it?"), choices=(), widget=forms.RadioSelect, error_messages=_REQUIRED
    )

    def __init__(self, *args: Any, ways: tuple[Visibility, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            Visibility.PRIVATE: _("No: only I and the office read it"),
            Visibility.PUBLIC: _("Yes: after a check, with my name masked"),
        }
        field: Any = self.fields["visibility"]
        field.choices = [(way.value, words[way]) for way in sorted(ways)]
        field.initial = Visibility.PRIVATE.value if Visibility.PRIVATE in ways else Visibility.PUBLIC.value

    @property
    def wants_public(self) -> bool:
        """What was chosen."""
        return bool(self.cleaned_data["visibility"] == Visibility.PUBLIC.value)


class ConsultationForm(AskForm):
    """A question to those who answer in a field."""

    purpose = "consultation"


def _said(text: str) -> str:
    if not text:
        raise forms.ValidationError(gettext("Please fill in this field."))
    return text
