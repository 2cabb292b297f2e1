"""The forms of the steps: all that is wrong is said at once, and nothing typed is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    validate_password,
)
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.core.open_forms import OpenForm, token_for
from cms.members.passwords import CharacterClassesValidator, MunicipalityNameValidator
from petitions.filing import typed
from petitions.filing.scanning import Scanned, scan
from petitions.filing.shape import Shape
from petitions.notices import texting

LONGEST_NAME, LONGEST_EMAIL, LONGEST_TELEPHONE, LONGEST_ADDRESS = 100, 254, 60, 300
LONGEST_PASSWORD = 128
MOST_SIGNERS = 100_000
PASSWORD_RULES: Sequence[Any] = [
    MinimumLengthValidator(9),
    CharacterClassesValidator(),
    MunicipalityNameValidator(),
    CommonPasswordValidator(),
]


class ConsentForm(OpenForm):
    """Consents, none ticked before: the petition's own, and those of the service."""

    purpose = "petition.consent"

    agreed = forms.BooleanField(
        label=_("I agree that these data are collected and used for my petition. (needed)"),
        error_messages={"required": _("Without this consent the petition cannot be received here.")},
    )

    def __init__(self, *args: Any, shape: Shape, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shape = shape
        for question in shape.consents:
            sentence = _("I agree. (needed)") if question.required else _("I agree. (optional)")
            self.fields[f"c_{question.name}"] = forms.BooleanField(
                label=sentence,
                required=question.required,
                error_messages={"required": gettext("“%(name)s” is needed.") % {"name": question.plain_label}},
            )

    @classmethod
    def fresh(cls, about: object) -> dict[str, str]:
        """What a form that is fetched now begins with."""
        return {"token": token_for(cls.purpose, about)}

    def given(self) -> dict[str, bool]:
        """Each consent of the service by its name."""
        return {question.name: bool(self.cleaned_data[f"c_{question.name}"]) for question in self.shape.consents}


class StepForm(forms.Form):
    """A step whose answers are kept. ``lenient``: to be kept as it is, so that nothing must be there yet."""

    def __init__(self, *args: Any, lenient: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lenient = lenient

    def relax(self) -> None:
        """Nothing must be there yet."""
        for field in self.fields.values():
            field.required = field.required and not self.lenient

    def storable(self) -> dict[str, str]:
        """What was typed in fields with which nothing is wrong, as it was typed."""
        data = {name: typed.visible(str(self.data.get(name, ""))) for name in self.kept_fields}
        return {name: value for name, value in data.items() if value and name not in self.errors}

    @property
    def labels(self) -> str:
        """The labels by field, for the page that shows what was typed when nothing else can be asked."""
        return json.dumps({name: str(field.label) for name, field in self.fields.items()}, ensure_ascii=False)

    @property
    def kept_fields(self) -> list[str]:
        """What is kept of the form."""
        return list(self.fields)

    def refuse(self, scanned: Scanned) -> None:
        """Say which fields hold what may not be collected."""
        for field, sentences in scanned.refused.items():
            for sentence in sentences:
                self.add_error(field, sentence)


class WhoForm(StepForm):
    """The petitioner (민원인): a name and a way to be told the result; an address only where the service needs it."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Please write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.CharField(
        label=_("E-mail address"),
        required=False,
        max_length=LONGEST_EMAIL,
        help_text=_("Receipt, notices and the answer are sent there at once."),
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )
    telephone = forms.CharField(
        label=_("Telephone number"),
        required=False,
        max_length=LONGEST_TELEPHONE,
        help_text=_("For example 010-1234-5678; from abroad with the code of the country."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    wants_sms = forms.BooleanField(
        label=_("I give no e-mail address: tell me by text message"),
        required=False,
        help_text=_("Receipt number, due date and that there is a result; never what you wrote or what was answered."),
    )
    postal = forms.CharField(
        label=_("Address"),
        max_length=LONGEST_ADDRESS,
        error_messages={"required": _("Please write your address.")},
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
    )

    signers = forms.IntegerField(
        label=_("Number of petitioners"),
        required=False,
        min_value=1,
        max_value=MOST_SIGNERS,
        help_text=_("Only where several people file this petition together."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, shape: Shape, verified_name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verified_name = verified_name
        name, address = shape.of_petitioner("applicant_name"), shape.of_petitioner("address")
        self.fields["name"].required = name is None or name.required or bool(verified_name)
        if address is None:
            del self.fields["postal"]
        else:
            self.fields["postal"].required = address.required
        if not texting.is_offered():
            del self.fields["wants_sms"]
        self.relax()

    def clean_name(self) -> str:
        """In any script, one word is enough; not only signs that nobody sees."""
        name = typed.one_line(self.cleaned_data["name"])
        if not name and self.fields["name"].required:
            raise forms.ValidationError(gettext("Please write your name."))
        if self.verified_name and name and name != self.verified_name:
            sentence = gettext("Your identity was verified as “%(name)s”: write that name, or verify it again.")
            raise forms.ValidationError(sentence % {"name": self.verified_name})
        return name

    def clean_email(self) -> str:
        return typed.email(self.cleaned_data["email"])

    def clean_telephone(self) -> str:
        return typed.telephone(self.cleaned_data["telephone"])

    def clean_postal(self) -> str:
        return typed.one_line(self.cleaned_data["postal"])

    def clean(self) -> dict[str, Any]:
        """One way to be reached, and no identity numbers."""
        data: dict[str, Any] = super().clean() or {}
        reached = any(data.get(field) or field in self.errors for field in ("email", "telephone"))
        if not reached and not self.lenient:
            sentence = gettext("Write an e-mail address or a telephone number, so that we can tell you the result.")
            self.add_error("email", sentence)
        by_text = data.get("wants_sms") and not data.get("email") and data.get("telephone")
        if by_text and not texting.is_mobile(data["telephone"]):
            self.add_error("telephone", gettext("Text messages go to Korean mobile numbers, such as 010-1234-5678."))
        self.refuse(scan({name: str(data.get(name, "")) for name in self.fields if name in data}, quiet=self.fields))
        return data


class CheckForm(forms.Form):
    """The last step: whether it may be shown to everybody, and a password, where the ordinance knows these."""

    wants_public = forms.ChoiceField(
        label=_("May the petition be shown in the public list?"),
        help_text=_("Title, progress and result are shown there; never your name, contacts, text or files."),
        choices=[("yes", _("Yes, it may be public")), ("no", _("No, I object to disclosure"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    password = forms.CharField(
        label=_("Password of the petition"),
        required=False,
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text=_("If you want one: at least nine characters, with letters, digits and special characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Password once more"),
        required=False,
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, may_be_public: bool, may_have_password: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_be_public:
            del self.fields["wants_public"]
        if not may_have_password:
            del self.fields["password"], self.fields["password_again"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "password" in self.fields:
            check_new_password(self, data)
        return data

    @property
    def wants_it_public(self) -> bool:
        return bool(self.cleaned_data.get("wants_public") == "yes")


def check_new_password(form: forms.Form, data: Mapping[str, Any]) -> None:
    """Add every reason against the password, and say where the two differ."""
    password, again = data.get("password", ""), data.get("password_again", "")
    if not password and not again:
        return
    if password != again:
        form.add_error("password_again", gettext("The two passwords are not the same."))
    try:
        validate_password(password, password_validators=PASSWORD_RULES)
    except forms.ValidationError as wrong:
        form.add_error("password", wrong)
