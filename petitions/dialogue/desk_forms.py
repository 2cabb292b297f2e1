"""What the mayor's office fills in. Each form says which state of the opinion it was shown for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.departments.models import Department
from cms.ordinance.masking import mask
from petitions.dialogue.deciding import LONGEST, finds
from petitions.dialogue.receiving import KINDS
from petitions.models import Decision, Kind, Opinion


class VersionForm(forms.Form):
    """That nobody else changed it meanwhile."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, opinion: Opinion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opinion = opinion
        self.fields["seen"].initial = opinion.version


class ReasonForm(VersionForm):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class PetitionForm(ReasonForm):
    """To which department, and as what."""

    department = forms.ModelChoiceField(label=_("Department"), queryset=Department.objects.none())
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, Kind(kind).label) for kind in KINDS])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.open()  # type: ignore[attr-defined]
        self.fields["kind"].initial = self.opinion.kind
        self.order_fields(["department", "kind", "reason"])


class KeepForm(ReasonForm):
    """It stays an opinion; with a reply, if one is wanted."""

    reply = forms.CharField(
        label=_("Reply"),
        required=False,
        max_length=LONGEST,
        help_text=_("The writer reads it. Nothing need be written."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class PublishForm(VersionForm):
    """The words for everybody, personal data covered already where it was found."""

    title = forms.CharField(label=_("Title for everybody"), max_length=200)
    body = forms.CharField(label=_("Text for everybody"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 10}))
    reply = forms.CharField(
        label=_("Reply for everybody"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
    read = forms.MultipleChoiceField(
        label=_("I have read these finds; they may stand"),
        required=False,
        choices=(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opinion = self.opinion
        for field, kept, written in (
            ("title", opinion.public_title, opinion.title),
            ("body", opinion.public_body, opinion.body),
            ("reply", opinion.public_reply, opinion.reply),
        ):
            self.fields[field].initial = kept or mask(written or "")
        texts = [self.data.get(self.add_prefix(field), "") for field in ("title", "body", "reply")]
        found = finds(texts) if self.is_bound else []
        read: Any = self.fields["read"]
        read.choices = [(each.digest, f"{each.words}: {each.masked}") for each in found]
        if not found:
            del self.fields["read"]
        if opinion.decision != Decision.OPINION:
            del self.fields["reply"]

    def clean(self) -> dict[str, Any]:
        """What was left out is empty."""
        data: dict[str, Any] = super().clean() or {}
        return {"reply": "", "read": [], **data}
