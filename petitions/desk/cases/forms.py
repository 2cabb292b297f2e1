"""The form of one act on one case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import fields as fields_of_class
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cms.ordinance.calendar import Calendar
from cms.ordinance.case import Event
from cms.ordinance.case_numbers import fault, normal
from cms.ordinance.case_rules import judge
from cms.ordinance.laws import written
from petitions.desk.cases.fields import fields_of
from petitions.desk.cases.offering import everything, gathered
from petitions.desk.cases.verdicts import reasons_besides
from petitions.models import Case
from petitions.people import actors, cases_of
from petitions.services.facts import given_of
from petitions.services.gifts import Gift

_OF_A_GIFT = frozenset(each.name for each in fields_of_class(Gift))


class ActForm(forms.Form):
    """Has the fields that the act needs; wrong ones say so beside themselves, and the rule's reasons stand above.

    ``seen``: the version of the case that the person looked at; ``looked``: the answer that was looked at.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput)
    looked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, case: Case, event: Event, user: Any, days: Calendar, now: dt.datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.event, self.user, self.days, self.now = case, event, user, days, now
        self.fields |= fields_of(case, event, user)
        self.fields["seen"].initial = case.version

    def clean_number(self) -> str:
        """A receipt number as it was typed. Raises ValidationError for one that is none, or not theirs to open."""
        typed = self.cleaned_data["number"]
        if wrong := fault(typed):
            raise forms.ValidationError(wrong.said(_))
        self.leading = cases_of(self.user).filter(number=normal(typed)).first()
        if self.leading is None:
            raise forms.ValidationError(_("There is no petition of this number that you may open."))
        return str(typed)

    def clean(self) -> dict[str, Any]:
        """Adds every reason that the rule has beside what the fields say themselves."""
        super().clean()
        mine, facts = actors(self.user, self.case), gathered(self.case, self.days, self.now)
        given = replace(given_of(self.gift()), **self._said_already())
        for reason in judge(self.event, facts, mine, given, self.days, self.now).reasons:
            self.add_error(None, sentence(reason))
        for said in reasons_besides(self.case, self.event, self.days, self.now):
            self.add_error(None, said)
        return self.cleaned_data

    def _said_already(self) -> dict[str, Any]:
        """What is wrong with a field stands beside it: the rule takes it for given."""
        wrong = {"case" if name in ("number", "earlier") else name for name in self.errors}
        whole = everything(self.event)
        return {name: getattr(whole, name) for name in wrong if hasattr(whole, name)}

    def refuse(self, reasons: Iterable[str]) -> None:
        """What the deed itself says against it."""
        known = set(map(str, self.non_field_errors()))
        for reason in reasons:
            if not any(each.startswith(reason) for each in known):
                self.add_error(None, reason)

    def gift(self) -> Gift:
        """What comes with the act."""
        given = {name: value for name, value in self.cleaned_data.items() if name in _OF_A_GIFT and value is not None}
        if "number" in self.fields:
            given["case"] = getattr(self, "leading", None)
        if "earlier" in given:
            given["earlier"] = tuple(given["earlier"])
        return Gift(**given)


def sentence(reason: Any) -> str:
    """A reason with the provision that it rests on."""
    said = str(reason.said(_))
    return f"{said} ({written(reason.article)})" if reason.article else said
