"""Beginning with a template (표준 답변 서식): its words with the facts of the petition, for the officer to go on."""

from __future__ import annotations

from typing import Any

from cms.core.typed import whole_number
from petitions.answers.rendering import filled, templates_for
from petitions.desk.cases.forms import ActForm
from petitions.models import Case

#: Fields of the form by the part of a template that fills them.
_PARTS = {"text": "text", "reasons": "reason", "remedy": "remedy"}


def fill_in(form: ActForm, case: Case, officer: Any, number: str) -> None:
    """Put a template's words where it has some; whatever else was typed stays. Nothing is judged yet."""
    typed = {name: field.widget.value_from_datadict(form.data, form.files, name) for name, field in form.fields.items()}
    form.is_bound = False
    form.initial = {**form.initial, **typed}
    template = templates_for(case, form.event.value).filter(pk=whole_number(number)).first()
    if template is None:
        return
    for part, name in _PARTS.items():
        if name in form.fields and (words := filled(template, case, officer, part)):
            form.initial = {**form.initial, name: words}
