"""What is given with an act on several cases at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.departments.models import Department
from cms.ordinance.case import Event
from petitions.desk.cases.fields import LONGEST, OfficerField
from petitions.desk.cases.reach import officers_of
from petitions.models import Case
from petitions.services.gifts import Gift


@dataclass(frozen=True)
class BulkAct:
    """An act that can be done with several cases; ``fields`` makes its form from them."""

    event: Event
    label: Any
    fields: Callable[[Sequence[Case]], dict[str, forms.Field]]
    overseers: bool = False


def _officers(cases: Sequence[Case]) -> dict[str, forms.Field]:
    """Who can be the officer of every one of them."""
    found: Any = None
    for department in {case.department_id: case.department for case in cases}.values():
        people = officers_of(department)
        found = people if found is None else found.filter(pk__in=people.order_by().values("pk"))
    return {"officer": OfficerField(label=_("Officer"), queryset=found)}


def _department(cases: Sequence[Case]) -> dict[str, forms.Field]:
    return {
        "department": forms.ModelChoiceField(label=_("Department"), queryset=Department.objects.open()),
        "reason": forms.CharField(
            label=_("Reason"),
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("The petitioner reads it."),
        ),
    }


def _progress(cases: Sequence[Case]) -> dict[str, forms.Field]:
    text = forms.CharField(
        label=_("How far things are"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Every one of these petitioners reads the same words."),
    )
    return {"text": text}


def _nothing(cases: Sequence[Case]) -> dict[str, forms.Field]:
    return {}


BULK = {
    "assign": BulkAct(Event.ASSIGN, _("Name the officer in charge"), _officers),
    "pass_on": BulkAct(Event.PASS_ON, _("Pass on to another department"), _department),
    "tell_progress": BulkAct(Event.TELL_PROGRESS, _("Tell how far things are"), _progress),
    "dun": BulkAct(Event.DUN, _("Send a dunning letter"), _nothing, overseers=True),
}


class BulkForm(forms.Form):
    """The fields of the act."""

    def __init__(self, *args: Any, act: BulkAct, cases: Sequence[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= act.fields(cases)

    def gift(self) -> Gift:
        """The same for each case."""
        return Gift(**self.cleaned_data)
