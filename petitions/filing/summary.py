"""Everything that was typed, to be looked over before it is sent (WCAG 3.3.4), and on the petitioner's own page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import linebreaks_filter
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.core.dates import long_date
from petitions.filing.drafts import Open
from petitions.filing.sending import answers_form, who_form
from petitions.filing.shape import Question, Shape
from petitions.models import DraftFile


@dataclass(frozen=True)
class Line:
    """A label and what stands beside it."""

    label: SafeString | str
    value: SafeString | str


@dataclass(frozen=True)
class Summary:
    """By step, so that each can be changed."""

    who: list[Line]
    what: list[Line]
    files: list[DraftFile]


def summary_of(opened: Open) -> Summary:
    """Of a draft whose steps are complete."""
    who, what = who_form(opened, opened.part("who")), answers_form(opened, opened.part("what"))
    people = [Line(str(who[name].label), _plain(who.cleaned_data[name])) for name in who.fields if who.is_valid()]
    said = what.answers() if what.is_valid() else {}
    return Summary([line for line in people if line.value], answer_lines(what.shape, said), opened.files())


def _plain(value: Any) -> Any:
    """A box that was ticked reads yes, one that was not is left out."""
    return (_("yes") if value else "") if isinstance(value, bool) else value


def answer_lines(shape: Shape, said: Mapping[str, Any]) -> list[Line]:
    """Answers under their questions' labels; of a question that is no longer asked, under its name."""
    known = {question.name: question for question in shape.questions}
    order = [*(name for name in known if name in said), *(name for name in said if name not in known)]
    return [Line(known[name].label if name in known else name, _shown(known.get(name), said[name])) for name in order]


def _shown(question: Question | None, value: Any) -> SafeString | str:
    if isinstance(value, bool):
        return _("agreed") if value else _("not agreed")
    text = str(value)
    if question is None:
        return text
    if question.kind == "date":
        return long_date(dt.date.fromisoformat(text))
    return linebreaks_filter(text) if question.kind == "textarea" else question.shown(text)
