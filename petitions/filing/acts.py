"""What a petitioner can do with their petition: the form of each act, and what it hands to the rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.ordinance.case import Event, State
from cms.ordinance.case_rules import HIGHEST_SCORE
from cms.privacy.files import Checked, keep
from petitions import checking
from petitions.filing import typed
from petitions.filing.attaching import ManyFiles, take, uploads
from petitions.filing.scanning import scan
from petitions.models import Case, CaseEvent, CaseFile, Origin
from petitions.services.acting import PETITIONER, By, Refused, act, may
from petitions.services.gifts import Gift

LONGEST_TEXT, LONGEST_TITLE, MOST_DAYS = 5000, 200, 60
_TEXT = {"required": _("Please fill this in.")}
_DAYS = dict.fromkeys(("required", "invalid"), _("Please write a number of days."))


class ActForm(forms.Form):
    """An act as it is sent. ``seen``: the version of the case that the petitioner saw. ``taken``: files to keep."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken: list[Checked] = []

    def clean(self) -> dict[str, Any]:
        """Texts without identity numbers; files as offices can take them."""
        data: dict[str, Any] = super().clean() or {}
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = typed.visible(value)
                if not data[name] and self.fields[name].required:
                    self.add_error(name, gettext("Please fill this in."))
        texts = {name: value for name, value in data.items() if isinstance(value, str)}
        for name, sentences in scan(texts, quiet=texts).refused.items():
            self.add_error(name, sentences)
        if "attachments" in self.fields:
            self.taken, reasons = take(uploads(self.files, "attachments"), ())
            if reasons:
                self.add_error("attachments", reasons)
        return data

    def gift(self) -> Gift:
        """What comes with the event."""
        return Gift()


class _WithFiles(ActForm):
    attachments = forms.Field(label=_("Attachments"), required=False, widget=ManyFiles())


class SupplyForm(_WithFiles):
    text = forms.CharField(
        label=_("Your supplement"),
        max_length=LONGEST_TEXT,
        error_messages=_TEXT,
        help_text=_("What was missing, or what the files are that you attach."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    field_order = ["text", "attachments", "seen"]

    def gift(self) -> Gift:
        return Gift(text=self.cleaned_data["text"])


class LongerForm(ActForm):
    days = forms.IntegerField(
        label=_("How many days more do you need?"),
        min_value=1,
        max_value=MOST_DAYS,
        error_messages=_DAYS,
        help_text=_("You can ask twice (Enforcement Decree, article 24)."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4})
    )

    def gift(self) -> Gift:
        return Gift(days=self.cleaned_data["days"], reason=self.cleaned_data["reason"])


class ChangeForm(ActForm):
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE, error_messages=_TEXT)
    text = forms.CharField(
        label=_("What do you ask for?"),
        max_length=LONGEST_TEXT,
        error_messages=_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def gift(self) -> Gift:
        return Gift(title=typed.one_line(self.cleaned_data["title"]), text=self.cleaned_data["text"])


class ReasonForm(ActForm):
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4})
    )

    def gift(self) -> Gift:
        return Gift(reason=self.cleaned_data["reason"])


class ObjectForm(_WithFiles):
    reason = forms.CharField(
        label=_("What you object to, and why"),
        max_length=LONGEST_TEXT,
        error_messages=_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    field_order = ["reason", "attachments", "seen"]

    def gift(self) -> Gift:
        return Gift(reason=self.cleaned_data["reason"])


class RateForm(ActForm):
    score = forms.TypedChoiceField(
        label=_("How satisfied are you with how your petition was dealt with?"),
        coerce=int,
        choices=[
            (5, _("very satisfied")),
            (4, _("satisfied")),
            (3, _("neither nor")),
            (2, _("dissatisfied")),
            (1, _("very dissatisfied")),
        ],
        error_messages={"required": _("Please choose one.")},
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What could be better?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def gift(self) -> Gift:
        return Gift(score=self.cleaned_data["score"], text=self.cleaned_data["text"])


@dataclass(frozen=True)
class Act:
    """How an act is offered: its name, what follows from it, its form."""

    event: Event
    name: Any
    said: Any
    form: type[ActForm]
    origin: str = Origin.SUPPLEMENT

    @property
    def slug(self) -> str:
        """Its place in the address."""
        return self.event.value.replace("_", "-")

    def initial(self, case: Case) -> Mapping[str, Any]:
        """What the form begins with."""
        before = {"title": case.title, "text": case.body} if self.event is Event.CHANGE else {}
        return {"seen": case.version, **before}


ACTS: Sequence[Act] = (
    Act(Event.SUPPLY, _("Hand in the supplement"), _("The processing period runs again when it is in."), SupplyForm),
    Act(
        Event.ASK_LONGER,
        _("Ask for more time"),
        _("The days are added to the last day for the supplement."),
        LongerForm,
    ),
    Act(
        Event.CHANGE,
        _("Change the petition"),
        _("Title and text are replaced; what stood there stays in the history. The due date does not change."),
        ChangeForm,
    ),
    Act(
        Event.OBJECT,
        _("Object to the refusal"),
        _("The municipality decides within ten days, at most twenty, and tells you the result in writing."),
        ObjectForm,
        Origin.OBJECTION,
    ),
    Act(
        Event.RATE,
        _("Say how satisfied you are"),
        _("You can do so once. Your mark goes into the statistics."),
        RateForm,
    ),
    Act(Event.OPT_OUT, _("Object to disclosure"), _("The petition leaves the public list at once."), ActForm),
    Act(
        Event.OPT_IN,
        _("Agree to disclosure"),
        _("Title, progress and result may be shown in the public list; never name, contacts, text or files."),
        ActForm,
    ),
    Act(
        Event.WITHDRAW,
        _("Withdraw the petition"),
        _("It is closed and not dealt with any further. You can file it again at any time."),
        ReasonForm,
    ),
)
_OF_DISCLOSURE = frozenset({Event.OPT_IN, Event.OPT_OUT})
_NOT_PUBLIC = _("Petitions of this kind are not shown publicly.")
#: Something of everything, so that only what stands against the act itself is said.
_ANYTHING = Gift(text="–", reason="–", days=1, score=HIGHEST_SCORE)


#: While an objection is pending it is the objection that is taken back: the refusal stands (법 제35조).
_TAKE_BACK = Act(
    Event.WITHDRAW,
    _("Withdraw the objection"),
    _("The refusal stands then. You cannot object to it a second time."),
    ReasonForm,
)


def possible(case: Case) -> list[Act]:
    """What the petitioner may do now."""
    return [worded(case, each) for each in ACTS if not against(case, each)]


def worded(case: Case, chosen: Act) -> Act:
    """The act as it is called in the state of the case."""
    pending = case.at is State.OBJECTION and chosen.event is Event.WITHDRAW
    return _TAKE_BACK if pending else chosen


def against(case: Case, chosen: Act) -> tuple[str, ...]:
    """Every reason why it cannot be done now."""
    if chosen.event in _OF_DISCLOSURE and not _can_be_public(case):
        return (str(_NOT_PUBLIC),)
    return may(case, chosen.event, PETITIONER, _ANYTHING)


def named(slug: str) -> Act | None:
    """The act of an address."""
    return next((each for each in ACTS if each.slug == slug), None)


def carry_out(case: Case, chosen: Act, form: ActForm, user: Any = None) -> CaseEvent:
    """Do it, and keep the files that came with it, both or neither.

    :raises Refused: with every reason; ``Overtaken`` where the case changed after it was shown.
    """
    if chosen.event in _OF_DISCLOSURE and not _can_be_public(case):
        raise Refused([str(_NOT_PUBLIC)])
    by = By(PETITIONER.actors, user) if user else PETITIONER
    with transaction.atomic():
        line = act(case, chosen.event, by, form.gift(), seen=form.cleaned_data["seen"])
        for checked in form.taken:
            CaseFile.objects.create(case=case, file=keep(checked), origin=chosen.origin, event=line)
    return line


def _can_be_public(case: Case) -> bool:
    policy = checking.in_force()
    return bool(case.is_public_kind and policy is not None and policy.disclosure.listing)
