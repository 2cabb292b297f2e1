"""What is filled in at the desk of fees."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.ordinance.case_numbers import fault, normal
from petitions.models import Case, Refund
from petitions.payments.columns import MOST_WON, when
from petitions.payments.reading import LARGEST


class ConfirmForm(forms.Form):
    """What an officer saw: how much, when, from whom, and by what they know it."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    amount = forms.IntegerField(label=_("Amount (won)"), min_value=1, max_value=MOST_WON)
    booked_at = forms.CharField(
        label=_("Booked"), max_length=40, help_text=_("For example 2026.07.01 14:30; the time may be left out.")
    )
    payer = forms.CharField(label=_("Payer"), max_length=100, required=False)
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=1000,
        help_text=_("The line of the account, or the number of the counter's receipt."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["booked_at"].initial = f"{timezone.localdate():%Y.%m.%d}"

    def clean_booked_at(self) -> dt.datetime:
        """As banks write days. Raises ValidationError."""
        try:
            return when(self.cleaned_data["booked_at"], "")
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong


class AssignForm(forms.Form):
    """For which case it is."""

    number = forms.CharField(label=_("Receipt number"), max_length=40)

    def clean_number(self) -> Case:
        """The case of this number. Raises ValidationError."""
        typed = self.cleaned_data["number"]
        if reason := fault(typed):
            raise ValidationError(reason.said(gettext))
        case = Case.objects.filter(number=normal(typed)).first()
        if case is None:
            raise ValidationError(gettext("There is no petition with this number."))
        return case


class SettleForm(forms.Form):
    """What became of what is left."""

    kind = forms.ChoiceField(label=_("What became of it"), choices=Refund.Kind.choices, widget=forms.RadioSelect)
    amount = forms.IntegerField(label=_("Amount (won)"), min_value=1, max_value=MOST_WON)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        help_text=_("Why, and to which account it went."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class UploadForm(forms.Form):
    """The bank's list."""

    file = forms.FileField(
        label=_("List of the bank (CSV)"), help_text=_("As the bank's site saves it: UTF-8 or EUC-KR, with its header.")
    )


class CarryOutForm(forms.Form):
    """What was looked at, to be carried out now: the text itself, and the mark of what was foreseen."""

    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
    text = forms.CharField(max_length=LARGEST, strip=False, widget=forms.HiddenInput)
    mark = forms.CharField(max_length=64, widget=forms.HiddenInput)
