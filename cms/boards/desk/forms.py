"""What a department fills in about a post. Each form says which state of the post it was shown for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.boards import answering, petitioning
from cms.boards.handling import last_line, responsible
from cms.boards.models import Post
from cms.departments.models import Department
from petitions.models import Kind


class SeenForm(forms.Form):
    """That nobody else dealt with it meanwhile."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post = post
        self.fields["seen"].initial = last_line(post)


class AnswerForm(SeenForm):
    """The answer as everybody reads it; finds of personal data are shown once, to be taken out or let stand."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=answering.LONGEST,
        help_text=_("Everybody reads it. **bold**, lists with “-” and addresses are shown as such; all else as typed."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    read = forms.MultipleChoiceField(
        label=_("I have read these finds; they may stand"),
        required=False,
        choices=(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = self.post.answers.last()
        self.fields["text"].initial = last.text if last else ""
        found = answering.finds(self.data.get(self.add_prefix("text"), "")) if self.is_bound else []
        if found:
            field: Any = self.fields["read"]
            field.choices = [(each.digest, f"{each.words}: {each.masked}") for each in found]
        else:
            del self.fields["read"]


class AssignForm(SeenForm):
    """To another department."""

    department = forms.ModelChoiceField(label=_("Department"), queryset=Department.objects.none())
    why = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_("It stands in the history of the post, which only staff reads. Nothing personal."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Department.objects.open().exclude(pk=responsible(self.post).pk)
        self.fields["department"].queryset = others  # type: ignore[attr-defined]


class OfferForm(SeenForm):
    """The question to the author: as what, and who would deal with it."""

    department = forms.ModelChoiceField(
        label=_("Department that would deal with it"), queryset=Department.objects.none()
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, Kind(kind).label) for kind in petitioning.KINDS])
    words = forms.CharField(
        label=_("Words to the author"),
        required=False,
        max_length=petitioning.LONGEST,
        help_text=_("The author reads them beside the question; nobody else does."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["department"]
        field.queryset, field.initial = Department.objects.open(), responsible(self.post).pk
