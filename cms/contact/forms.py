"""The form on a foreign homepage. Names, telephone numbers and addresses are taken as they are written."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.contact.models import Area, ReplyBy
from cms.contact.services.receiving import Written
from cms.core.open_forms import OpenForm
from cms.ordinance.personal_data import Kind, unneeded
from cms.publication.findings import KINDS, find
from cms.publication.offices import offices

LONGEST = 5000
_INVISIBLE = ("Cc", "Cf", "Zl", "Zp")
_KEEP = "\r\n\t\u200c\u200d"  # line breaks; joiners, without which some scripts cannot be written


class ContactForm(OpenForm):
    """A name, a way to answer, words. All that is wrong is said at once, and nothing typed is lost."""

    purpose = "contact"

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As you write it, in any script. One word is enough."),
        error_messages={"required": _("Please write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    reply_by = forms.ChoiceField(
        label=_("How shall we answer?"), choices=ReplyBy.choices, initial=ReplyBy.EMAIL, widget=forms.RadioSelect
    )
    email = forms.CharField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("Needed if we shall answer by e-mail."),
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )
    telephone = forms.CharField(
        label=_("Telephone number"),
        required=False,
        max_length=60,
        help_text=_(
            "Needed if we shall call you. As you write it, with the code of your country if it is not in Korea."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    address = forms.CharField(
        label=_("Postal address"),
        required=False,
        max_length=500,
        help_text=_("Only if it matters for your question. Write it as you do at home."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    area = forms.ChoiceField(
        label=_("What is it about?"), required=False, choices=[("", _("Please choose")), *Area.choices]
    )
    message = forms.CharField(
        label=_("Your letter"),
        max_length=LONGEST,
        help_text=_(
            "In any language; we answer in the language of this page. "
            "Please write no registration, passport or card numbers."
        ),
        error_messages={"required": _("Please write what you want to tell us.")},
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    consent = forms.BooleanField(
        label=_("I agree that what I wrote here is collected and used in this way."),
        error_messages={"required": _("Without your agreement we may not receive the letter.")},
    )

    def clean_name(self) -> str:
        """Any script; not only spaces and marks that nobody sees."""
        name = _visible(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(gettext("Please write your name."))
        return name

    def clean_email(self) -> str:
        """Full-width signs of an Asian keyboard are the same address."""
        email = "".join(unicodedata.normalize("NFKC", _visible(self.cleaned_data["email"])).split())
        if email:
            try:
                validate_email(email)
            except forms.ValidationError:
                sentence = gettext("This e-mail address is not complete. It should look like name@example.com.")
                raise forms.ValidationError(sentence) from None
        return email

    def clean_telephone(self) -> str:
        """As it is written: brackets, extensions and words are the reader's own."""
        return _visible(self.cleaned_data["telephone"])

    def clean_address(self) -> str:
        """As it is written, in as many lines."""
        return _visible(self.cleaned_data["address"])

    def clean_message(self) -> str:
        """Some words."""
        message = _visible(self.cleaned_data["message"])
        if not message:
            raise forms.ValidationError(gettext("Please write what you want to tell us."))
        return message

    def clean(self) -> dict[str, Any]:
        """A way to answer, no identity numbers, and a form that somebody read."""
        data = super().clean()
        self._needs_a_way(data)
        for field in ("name", "address", "message"):
            self._refuse_numbers(field, data.get(field, ""))
        return data

    def written(self) -> Written:
        """What was taken."""
        fields = ("name", "email", "telephone", "address", "area", "message", "reply_by")
        return Written(**{field: self.cleaned_data[field] for field in fields})

    def _needs_a_way(self, data: dict[str, Any]) -> None:
        by = data.get("reply_by")
        if by == ReplyBy.EMAIL and "email" in data and not data["email"]:
            self.add_error("email", gettext("Please write the address to which we shall answer."))
        if by == ReplyBy.TELEPHONE and "telephone" in data and not any(sign.isdigit() for sign in data["telephone"]):
            self.add_error("telephone", gettext("Please write the number at which we can call you."))

    def _refuse_numbers(self, field: str, text: str) -> None:
        if not text:
            return
        found = find(text, offices(), timezone.localdate())
        for kind in unneeded((Kind(each.kind), each.sure) for each in found):
            sentence = gettext("This seems to hold %(number)s. We do not need it to answer; please take it out.")
            self.add_error(field, sentence % {"number": KINDS[kind]})


def _visible(text: str) -> str:
    """Without signs that nobody sees, which have no place in a mail's header or on a screen; all else as it is."""
    kept = (sign for sign in text if sign in _KEEP or unicodedata.category(sign) not in _INVISIBLE)
    return "".join(kept).replace("\r\n", "\n").strip()
