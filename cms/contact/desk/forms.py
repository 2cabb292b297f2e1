"""What staff do with a letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.contact.models import Letter
from cms.contact.services.answering import LONGEST
from cms.departments.models import Department


class AnswerForm(forms.Form):
    """The answer in the reader's language, and what it says in Korean for colleagues."""

    answer = forms.CharField(label=_("Answer"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 12}))
    gist = forms.CharField(
        label=_("Gist in Korean"),
        required=False,
        max_length=2000,
        help_text=_("For colleagues; it is not sent."),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "ko"}),
    )

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].widget.attrs["lang"] = letter.language
        self.fields["answer"].help_text = _(
            "Write it in %(language)s: the reader gets it exactly as it stands here."
        ) % {"language": letter.language_name}


class PetitionForm(forms.Form):
    """A note beside what every such reader is told."""

    note = forms.CharField(
        label=_("Note to the reader"),
        required=False,
        max_length=LONGEST,
        help_text=_("In the reader's language; what a petition is and where it is filed is told in any case."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].widget.attrs["lang"] = letter.language


class PassOnForm(forms.Form):
    """To another department."""

    department = forms.ModelChoiceField(label=_("Department"), queryset=Department.objects.none())

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Department.objects.open().exclude(pk=letter.department_id)
        self.fields["department"].queryset = others  # type: ignore[attr-defined]
