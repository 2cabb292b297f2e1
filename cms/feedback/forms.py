"""The form at the foot of every page, and the department's answer."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.core.open_forms import OpenForm
from cms.feedback.models import Opinion
from cms.publication.findings import find
from cms.publication.offices import offices

LONGEST = 2000


class OpinionForm(OpenForm):
    """A choice, words if one likes, and nothing about the sender. All that is wrong is said at once."""

    purpose = "feedback"

    kind = forms.ChoiceField(
        label=_("What do you want to tell us?"), choices=Opinion.Kind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["aria-describedby"] = "id_text_helptext"

    def clean_text(self) -> str:
        """Refuses what is surely a person's, as pages do: staff of several offices will read it."""
        text = self.cleaned_data["text"].strip()
        if any(found.sure for found in find(text, offices(), timezone.localdate())):
            sentence = gettext("This holds personal data, such as a telephone number. Please take it out.")
            raise forms.ValidationError(sentence)
        return text

    def clean(self) -> dict[str, Any]:
        """Words where they are needed, and a form that somebody read."""
        data = super().clean()
        needs_words = data.get("kind") in (Opinion.Kind.ERROR, Opinion.Kind.IMPROVEMENT)
        if needs_words and "text" in data and not data["text"]:
            self.add_error("text", gettext("Please say what is wrong or what could be better."))
        return data


class OutcomeForm(forms.Form):
    """What the department did."""

    state = forms.ChoiceField(
        label=_("Result"),
        choices=[
            (state.value, state.label)
            for state in (Opinion.State.REFLECTED, Opinion.State.DECLINED, Opinion.State.ADVERTISING)
        ],
        widget=forms.RadioSelect,
    )
    outcome = forms.CharField(
        label=_("What was done, or why not"), required=False, max_length=LONGEST, widget=forms.Textarea
    )

    def clean(self) -> dict[str, Any]:
        """An answer has a reason; advertising needs none."""
        data: dict[str, Any] = super().clean() or {}
        if (
            data.get("state") in (Opinion.State.REFLECTED, Opinion.State.DECLINED)
            and not data.get("outcome", "").strip()
        ):
            self.add_error("outcome", gettext("Say what was done, or why not."))
        return data
