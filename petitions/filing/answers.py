"""The step about the matter itself: a field for each question of the service, and files."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cms.privacy.files import Checked
from petitions.filing import typed
from petitions.filing.attaching import ManyFiles, take, uploads
from petitions.filing.forms import StepForm
from petitions.filing.scanning import scan
from petitions.filing.shape import Question, Shape
from petitions.models import DraftFile

LONGEST = {"text": 200, "textarea": 5000, "address": 300, "phone": 60, "email": 254, "date": 40, "number": 40}
#: Beyond so many options a list is easier than buttons.
MOST_BUTTONS = 6
CONFIRM = "kept_words"


class AnswersForm(StepForm):
    """Asks what the service asks.

    ``taken``: files of this form that may be kept, by field; also where something else is wrong. ``found``: what may
    be somebody's personal data and was not confirmed yet.
    """

    def __init__(
        self,
        *args: Any,
        shape: Shape,
        attached: Sequence[DraftFile] = (),
        confirmed: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shape, self.attached, self.confirmed = shape, attached, set(confirmed)
        self.taken: list[tuple[str, Checked]] = []
        self.found: tuple[Any, ...] = ()
        for question in shape.asked:
            self.fields[field_name(question)] = _field_for(question)
        self.relax()

    @property
    def kept_fields(self) -> list[str]:
        return [field_name(question) for question in self.shape.asked if question.kind != "file"]

    @property
    def labels(self) -> str:
        """The labels by field, for the page that shows what was typed when nothing else can be asked."""
        return json.dumps({field_name(each): each.plain_label for each in self.shape.asked}, ensure_ascii=False)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each field with its question and what is attached to it."""
        return [
            {
                "field": self[field_name(question)],
                "question": question,
                "attached": [row for row in self.attached if row.field == question.name],
            }
            for question in self.shape.asked
        ]

    def clean(self) -> dict[str, Any]:
        """Each answer in its kind, no identity numbers, finds confirmed, files as offices can take them."""
        data: dict[str, Any] = super().clean() or {}
        for question in self.shape.asked:
            name = field_name(question)
            if question.kind != "file" and name in data:
                self._clean_answer(question, name, data)
        self._scan(data)
        self._files()
        return data

    def answers(self) -> dict[str, str]:
        """By the question's name, as they are kept: choices in Korean, days as ISO 8601, numbers as digits."""
        said = {}
        for question in self.shape.asked:
            value = self.cleaned_data.get(field_name(question))
            if question.kind != "file" and value not in (None, ""):
                said[question.name] = _kept(value)
        return said

    def _clean_answer(self, question: Question, name: str, data: dict[str, Any]) -> None:
        cleaner = _CLEANERS.get(question.kind, typed.one_line)
        try:
            data[name] = cleaner(data[name])
        except forms.ValidationError as wrong:
            self.add_error(name, wrong)
            return
        if data[name] in (None, "") and self.fields[name].required:
            self.add_error(name, _required(question))

    def _scan(self, data: Mapping[str, Any]) -> None:
        texts = {name: value for name, value in data.items() if isinstance(value, str)}
        quiet = [field_name(each) for each in self.shape.asked if each.is_personal or each.kind == "choice"]
        scanned = scan(texts, quiet)
        self.refuse(scanned)
        if not self.lenient:
            if self.data.get(CONFIRM):
                self.confirmed |= {each.digest for each in scanned.found}
            self.found = scanned.unconfirmed(self.confirmed)
        if self.found:
            self.add_error(None, _("Please look at what may be personal data, and confirm that it is needed."))

    def _files(self) -> None:
        sizes = [row.file.size for row in self.attached]
        for question in self.shape.files:
            taken, reasons = take(uploads(self.files, field_name(question)), sizes)
            self.taken += [(question.name, checked) for checked in taken]
            sizes += [checked.size for checked in taken]
            if reasons:
                self.add_error(field_name(question), reasons)
        for question in self.shape.files:
            self._demand(question)

    def _demand(self, question: Question) -> None:
        there = [row for row in self.attached if row.field == question.name]
        there += [name for name, _checked in self.taken if name == question.name]
        if question.required and not there and not self.lenient and field_name(question) not in self.errors:
            self.add_error(field_name(question), _("Please attach a file here."))


def field_name(question: Question) -> str:
    """What a question's field is called in the form: no name of a service's own can be one of the form's."""
    return f"q_{question.name}"


def _field_for(question: Question) -> forms.Field:
    common: dict[str, Any] = {"label": question.label, "help_text": question.help, "required": question.required}
    common["error_messages"] = {"required": _required(question), "invalid_choice": _("Please choose one of these.")}
    if question.kind == "choice":
        buttons = len(question.options) <= MOST_BUTTONS
        choices = question.options if buttons else [("", _("Please choose")), *question.options]
        widget: Any = forms.RadioSelect if buttons else forms.Select
        return forms.ChoiceField(choices=choices, widget=widget, **common)
    if question.kind == "file":
        return forms.Field(widget=ManyFiles(), **{**common, "required": False})
    return forms.CharField(max_length=LONGEST[question.kind], widget=_widget(question.kind), strip=False, **common)


def _widget(kind: str) -> forms.Widget:
    if kind == "textarea":
        return forms.Textarea(attrs={"rows": 10})
    attrs = {
        "address": {"autocomplete": "street-address"},
        "phone": {"inputmode": "tel"},
        "email": {"inputmode": "email", "spellcheck": "false"},
        "date": {"inputmode": "numeric", "placeholder": "2026.07.01"},
        "number": {"inputmode": "decimal"},
    }
    return forms.TextInput(attrs=attrs.get(kind, {}))


def _required(question: Question) -> str:
    if question.kind == "choice":
        return _("Please choose one of these.")
    return _("Please fill this in.")


def _kept(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


_CLEANERS: dict[str, Any] = {
    "textarea": typed.visible,
    "date": typed.day,
    "number": typed.number,
    "phone": typed.telephone,
    "email": typed.email,
    "choice": str,
}
