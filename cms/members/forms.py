"""Forms of accounts: everything that is wrong is said at once, and nothing that was typed is lost but passwords."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.db import connection
from django.utils.translation import gettext as _

from cms.core import typed
from cms.core.open_forms import OpenForm
from cms.members import consents, nicknames
from cms.members.models import ConsentKind, ConsentText, Member
from cms.members.models.member import NICKNAME_LENGTH
from cms.members.stand_in import stand_in_for

LONGEST_MAIL = 254
_MAIL = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}


class MailField(forms.CharField):
    """An e-mail address; what an Asian keyboard makes of one is understood."""

    def __init__(self, *, autocomplete: str = "email", **kwargs: Any) -> None:
        super().__init__(
            max_length=LONGEST_MAIL, widget=forms.TextInput(attrs={**_MAIL, "autocomplete": autocomplete}), **kwargs
        )

    def clean(self, value: Any) -> str:
        """Raises ValidationError for what is no address."""
        return typed.email(str(super().clean(value)))


class SignInForm(LoginForm):
    """Citizens by their address, staff by the name of their account; neither learns which of them are known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        here = connection.schema_name != "public"
        field.label = _("E-mail address (staff: user name)") if here else _("User name")
        field.widget.attrs = {**_MAIL, "autocomplete": "username"}
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""

    def clean_login(self) -> str:
        """An address becomes the stand-in under which its account is known: the library never sees the address."""
        login = str(super().clean_login())
        return stand_in_for(login) if "@" in login else login

    def user_credentials(self) -> dict[str, str]:
        """One of the two: asking by both would take longer for some than for others."""
        login = self.cleaned_data["login"]
        return {"email" if "@" in login else "username": login, "password": self.cleaned_data["password"]}


class _ConsentsMixin(forms.Form):
    """A box of its own for each text; none is ticked beforehand (개인정보 보호법 제22조)."""

    def ask(self, texts: list[ConsentText]) -> None:
        """Add the boxes."""
        self.texts = texts
        for text in texts:
            label = _("I agree.") if text.kind != ConsentKind.AGE else _("I am 14 years or older.")
            sentence = _("“%(title)s” is needed.") % {"title": consents.words(text).title}
            box = forms.BooleanField(label=label, required=text.required, error_messages={"required": sentence})
            self.fields[f"consent_{text.kind}"] = box

    @property
    def asked(self) -> list[dict[str, Any]]:
        """Each with its words and its box, as the page shows them."""
        return [
            {"text": each, "words": consents.words(each), "field": self[f"consent_{each.kind}"]} for each in self.texts
        ]

    @property
    def agreed(self) -> list[ConsentText]:
        """The texts whose boxes were ticked."""
        return [each for each in self.texts if self.cleaned_data.get(f"consent_{each.kind}")]


class SignUpForm(_ConsentsMixin, OpenForm):
    """Becoming a member: an address, a nickname, a password, and the consents apart from each other."""

    purpose = "members.sign_up"
    mail = MailField()
    nickname = forms.CharField(max_length=100, widget=forms.TextInput(attrs={"autocomplete": "nickname"}))
    password = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    again = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, *args: Any, texts: list[ConsentText], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mail"].label = _("E-mail address")
        self.fields["mail"].help_text = _("You sign in by it. We send a mail there first; nobody else sees it.")
        self.fields["nickname"].label = _("Nickname")
        self.fields["nickname"].help_text = _("Your posts stand under it. %(least)s to %(most)s characters.") % {
            "least": nicknames.SHORTEST,
            "most": NICKNAME_LENGTH,
        }
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = password_validators_help_text_html()
        self.fields["again"].label = _("Password, once more")
        self.ask(texts)

    def clean_nickname(self) -> str:
        """Raises ValidationError with all reasons."""
        return nicknames.nickname(self.cleaned_data["nickname"])

    def clean_password(self) -> str:
        """Raises ValidationError with all reasons."""
        password = str(self.cleaned_data["password"])
        about = {"display_name": self.data.get("nickname", ""), "email": self.data.get("mail", "")}
        validate_password(password, get_user_model()(**about))
        return password

    def clean(self) -> dict[str, Any]:
        """Both passwords the same."""
        data = super().clean()
        given = self.data.get("password", ""), self.data.get("again", "")
        if all(given) and given[0] != given[1]:
            self.add_error("again", _("The two passwords are not the same."))
        return data


class ConsentForm(_ConsentsMixin):
    """What is asked anew at a sign-in."""

    def __init__(self, *args: Any, texts: list[ConsentText], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(texts)


class MailForm(forms.Form):
    """An address, and nothing else: for a new password, for another address."""

    mail = MailField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mail"].label = _("E-mail address")


class ProfileForm(forms.Form):
    """What a member may change at once. The telephone number is nobody's duty, and needs a consent of its own."""

    nickname = forms.CharField(max_length=100, widget=forms.TextInput(attrs={"autocomplete": "nickname"}))
    language = forms.ChoiceField()
    telephone = forms.CharField(
        required=False, max_length=40, widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
    )
    agreed = forms.BooleanField(required=False)

    def __init__(self, *args: Any, member: Member, text: ConsentText | None, has_agreed: bool, **kwargs: Any) -> None:
        self.member, self.text, self.has_agreed = member, text, has_agreed
        begun = {"nickname": member.nickname, "language": member.language, "telephone": member.telephone or ""}
        super().__init__(*args, initial=begun, **kwargs)
        offered = getattr(connection.tenant, "languages", ())
        choices: Any = self.fields["language"]
        choices.choices = [(code, name) for code, name in settings.LANGUAGES if code in offered]
        for name, label, hint in (
            ("nickname", _("Nickname"), _("Your posts stand under it.")),
            ("language", _("Language"), _("Mails come in it.")),
            (
                "telephone",
                _("Mobile telephone"),
                _("For text messages that you ask for. Leave it empty to have it deleted."),
            ),
        ):
            self.fields[name].label, self.fields[name].help_text = label, hint
        self.fields["agreed"].label = _("I agree.")
        if text is None:
            del self.fields["telephone"], self.fields["agreed"]
        elif has_agreed:
            del self.fields["agreed"]

    def clean_nickname(self) -> str:
        """Raises ValidationError with all reasons."""
        return nicknames.nickname(self.cleaned_data["nickname"], of=self.member)

    def clean_telephone(self) -> str:
        """Raises ValidationError for what is no number."""
        return typed.telephone(self.cleaned_data["telephone"])

    def clean(self) -> dict[str, Any]:
        """No number without the consent to it (개인정보 보호법 제15조)."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("telephone") and not self.has_agreed and not data.get("agreed"):
            self.add_error("agreed", _("To keep your telephone number we need your consent to it."))
        return data
