"""The fields of an act's form: what the table says that it needs, in the words of the act, with the law's limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cms.departments.models import Department
from cms.ordinance import statutory
from cms.ordinance.case import TABLE, Event, Need
from cms.ordinance.case_numbers import shown
from cms.ordinance.case_rules import BY_HAND, PauseGround
from cms.ordinance.non_processing import Ground
from cms.ordinance.periods import Unit
from petitions import clock
from petitions.desk.cases.offering import ANSWERS
from petitions.desk.cases.reach import officers_of
from petitions.desk.cases.remedying import remedy_words
from petitions.models import Case
from petitions.services.repeats import earlier_of_petitioner
from petitions.transfer.choices import municipalities
from petitions.transfer.whereabouts import due as transfer_due

LONGEST = 10_000
SUPPLEMENT_DAYS = 7
#: What stands beside a text, by the act.
TEXTS = {
    Event.DEMAND_SUPPLEMENT: _("What is missing"),
    Event.DEMAND_AGAIN: _("What is missing"),
    Event.SUPPLY: _("What was handed in"),
    Event.TELL_PROGRESS: _("How far things are"),
    Event.COMPLETE: _("Answer"),
    Event.REFUSE: _("Answer"),
    Event.UPHOLD: _("Decision"),
    Event.DISMISS: _("Decision"),
}
_SHORT = 4
_LONG = 12
WIDE = (Event.COMPLETE, Event.REFUSE, Event.UPHOLD, Event.DISMISS)


class OfficerField(forms.ModelChoiceField):
    """People by the name that colleagues know."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class EarlierField(forms.ModelMultipleChoiceField):
    """Earlier petitions of the same petitioner, by day and number."""

    def label_from_instance(self, obj: Case) -> str:
        return f"{obj.arrived_at:%Y-%m-%d} · {shown(obj.number)} · {obj.subject} · {obj.get_state_display()}"


def fields_of(case: Case, event: Event, user: Any) -> dict[str, forms.Field]:
    """By the name that the gift of the act has for each, in the order in which one thinks of them."""
    needs = TABLE[case.at, event].needs
    found: dict[str, forms.Field] = {}
    for need in needs:
        found |= _MAKERS[need](case, event, user)
    return found | _besides(case, event)


def _text(label: Any, rows: int = _SHORT, help_text: Any = "", required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, widget=widget, help_text=help_text, required=required)


def _reason(case: Case, event: Event, user: Any) -> dict[str, forms.Field]:
    told = _("The petitioner reads it.")
    return {"reason": _text(_("Reason"), help_text="" if event is Event.CONSULT else told)}


def _words(case: Case, event: Event, user: Any) -> dict[str, forms.Field]:
    field = _text(TEXTS.get(event, _("Text")), _LONG if event in WIDE else _SHORT)
    if event is not Event.SUPPLY:
        field.help_text = gettext("The petitioner reads it as it stands here.")
        if case.language != "ko":
            field.help_text += " " + gettext("The petitioner reads %(language)s.") % {"language": case.language_name}
    return {"text": field}


def _department(case: Case, event: Event, user: Any) -> dict[str, forms.Field]:
    others = Department.objects.open().exclude(pk=case.department_id)
    hours = _("A petition that is another department's is passed on within 3 working hours.")
    return {"department": forms.ModelChoiceField(label=_("Department"), queryset=others, help_text=hours)}


def _officer(case: Case, event: Event, user: Any) -> dict[str, forms.Field]:
    people = officers_of(case.department)
    mine = next((each.pk for each in people if each.pk == user.pk), None)
    help_text = _("Staff of the department, and who stands in for somebody who is away.")
    return {"officer": OfficerField(label=_("Officer"), queryset=people, initial=mine, help_text=help_text)}


class Suggested(forms.TextInput):
    """A field of one line that proposes what can be typed; anything else can be typed as well."""

    template_name = "petitions/desk/cases/suggested.html"

    def __init__(self, choices: Iterable[str]) -> None:
        super().__init__(attrs={"list": "suggested-agencies", "autocomplete": "off"})
        self.choices = list(choices)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Adds what is proposed."""
        return {**super().get_context(name, value, attrs), "choices": self.choices}


def _agency(case: Case, event: Event, user: Any) -> dict[str, forms.Field]:
    """A municipality of the platform gets the petition itself, another agency a letter."""
    if event is Event.CONSULT:
        return {"agency": forms.CharField(label=_("With whom"), max_length=100)}
    names = [agency.name for agency in municipalities()]
    help_text = _("These get the petition at once: %(names)s. Any other agency gets it by a letter that you send.")
    field = forms.CharField(label=_("Agency"), max_length=100, widget=Suggested(names))
    last = f"{transfer_due(case):%Y-%m-%d %H:%M}"
    until = _("It goes there within 8 working hours: until %(time)s.") % {"time": last}
    field.help_text = " ".join([until, *([help_text % {"names": ", ".join(names)}] if names else [])])
    return {"agency": field}


def _days(case: Case, event: Event, user: Any) -> dict[str, forms.Field]:
    most = {
        Event.DEMAND_AGAIN: statutory.RENEWED_DEMAND_DAYS,
        Event.EXTEND_OBJECTION: statutory.OBJECTION_DECISION_DAYS,
    }.get(event)
    if most is None:
        help_text = gettext("Calendar days; the last one carries over to the next working day.")
    else:
        help_text = ngettext("At most %(number)d day.", "At most %(number)d days.", most) % {"number": most}
    field = forms.IntegerField(label=_("Days"), min_value=1, max_value=most or 365, help_text=help_text)
    field.initial = min(most or SUPPLEMENT_DAYS, SUPPLEMENT_DAYS)
    return {"days": field}


def _amount(case: Case, event: Event, user: Any) -> dict[str, forms.Field]:
    """영 제21조제1항: once within the period itself; once more only with the petitioner's consent."""
    most = case.period.longest_extension
    in_hours = case.period.unit in (Unit.IMMEDIATE, Unit.HOURS)
    label = _("Longer by working hours") if in_hours else _LONGER.get(case.period.unit, _("Longer by days"))
    help_text = gettext("At most %(number)d, as much as the period itself.") % {"number": most}
    amount = forms.IntegerField(label=label, min_value=1, max_value=most, initial=most, help_text=help_text)
    found: dict[str, forms.Field] = {"amount": amount}
    if clock.extensions_of(case):
        found["consents"] = forms.BooleanField(
            label=_("The petitioner agrees to a second extension"),
            required=False,
            help_text=_("Without consent the period is extended only once."),
        )
    return found


_LONGER = {
    Unit.WEEKS: _("Longer by weeks"),
    Unit.MONTHS: _("Longer by months"),
    Unit.YEARS: _("Longer by years"),
}


def _remedy(case: Case, event: Event, user: Any) -> dict[str, forms.Field]:
    field = _text(_("What can be done against it"), 6, _("The law asks that a refusal tells the remedies."))
    field.initial = remedy_words(case, event)
    return {"remedy": field}


def _ground(case: Case, event: Event, user: Any) -> dict[str, forms.Field]:
    choices: list[tuple[str, Any]]
    if event is Event.NOT_PROCESS:
        choices = [(ground.value, f"{ground.article} · {gettext(ground.word)}") for ground in Ground]
    else:
        choices = [(ground.value, gettext(ground.word)) for ground in PauseGround if ground in BY_HAND]
    return {"ground": forms.ChoiceField(label=_("Ground"), choices=choices, widget=forms.RadioSelect)}


def _case(case: Case, event: Event, user: Any) -> dict[str, forms.Field]:
    if event is Event.MERGE:
        help_text = _("The receipt number of the petition that leads; both go on under it.")
        return {"number": forms.CharField(label=_("Merge with"), max_length=40, help_text=help_text)}
    earlier = EarlierField(
        label=_("Earlier petitions of the same content"),
        queryset=earlier_of_petitioner(case).select_related("service"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose those that ask for the same: there must have been two results before, told in time."),
    )
    return {
        "earlier": earlier,
        "just_cause": forms.BooleanField(label=_("The petitioner has a just cause to repeat it"), required=False),
        "committee": forms.BooleanField(label=_("The mediation committee has deliberated"), required=False),
    }


def _besides(case: Case, event: Event) -> dict[str, forms.Field]:
    """What may be given, and need not be."""
    found: dict[str, forms.Field] = {}
    if event in ANSWERS:
        found["document_number"] = forms.CharField(label=_("Document number"), max_length=60, required=False)
    if event is Event.SUPPLY:
        found["at"] = forms.DateTimeField(
            label=_("Came in at"),
            required=False,
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            help_text=_("If it came earlier than now, by post for instance: the period runs from then."),
        )
    return found


_MAKERS: dict[Need, Callable[[Case, Event, Any], dict[str, forms.Field]]] = {
    Need.REASON: _reason,
    Need.TEXT: _words,
    Need.DEPARTMENT: _department,
    Need.OFFICER: _officer,
    Need.AGENCY: _agency,
    Need.DAYS: _days,
    Need.AMOUNT: _amount,
    Need.REMEDY: _remedy,
    Need.GROUND: _ground,
    Need.CASE: _case,
}
