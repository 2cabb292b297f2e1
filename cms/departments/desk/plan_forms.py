"""The form of a plan: what it is called, when it takes effect, and its lines, typed or from a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.departments.models import Department, Reorganisation, ReorganisationLine
from cms.departments.reorganising.plan_file import LARGEST, read_plan

EMPTY_LINES = 4
CODES, OTHERS = "department-codes", ("into", "parent")


class PlanForm(forms.ModelForm):
    """The head of a plan. A file replaces the lines below."""

    file = forms.FileField(
        label=_("Lines from a CSV file"),
        required=False,
        help_text=_("Replaces all lines below. Columns: kind, code, into, parent, name, name_en, telephone, duties."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    class Meta:
        model = Reorganisation
        fields = ["title", "basis", "effective_on"]
        widgets = {"effective_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def clean_file(self) -> list[ReorganisationLine]:
        """The lines of the file. Raises ValidationError with everything wrong in it."""
        upload = self.cleaned_data.get("file")
        if not upload:
            return []
        if upload.size > LARGEST:
            raise ValidationError(_("The file is larger than a plan can be."))
        lines, problems = read_plan(upload.read())
        if problems:
            raise ValidationError(problems)
        return lines


class LineForm(forms.ModelForm):
    """One line; a draft keeps what is typed, the plan's page says what is wrong with it."""

    class Meta:
        model = ReorganisationLine
        fields = ["kind", "code", "into", "parent", "name", "name_en", "telephone", "duties"]
        widgets = {
            **{name: forms.TextInput(attrs={"list": CODES, "autocomplete": "off"}) for name in ("code", *OTHERS)},
            "duties": forms.Textarea(attrs={"rows": 2}),
        }


class LineFormSet(forms.BaseModelFormSet):
    """All lines of a plan, and a few empty ones."""

    def save_for(self, reorganisation: Reorganisation) -> None:
        """Write the lines in their order; those that are struck out go."""
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        for order, form in enumerate(kept):
            if form in self.deleted_forms:
                if form.instance.pk:
                    form.instance.delete()
                continue
            form.instance.reorganisation, form.instance.sort_order = reorganisation, order
            form.save()


Lines = forms.modelformset_factory(
    ReorganisationLine, form=LineForm, formset=LineFormSet, extra=EMPTY_LINES, can_delete=True
)


class PlanEditing:
    """Both forms as one."""

    def __init__(self, reorganisation: Reorganisation | None, data: Any = None, files: Any = None):
        instance = reorganisation or Reorganisation()
        lines = instance.lines.all() if instance.pk else ReorganisationLine.objects.none()
        self.head = PlanForm(data, files, instance=instance)
        self.lines = Lines(data, queryset=lines, prefix="lines")

    def is_valid(self) -> bool:
        """Both are asked, so that everything wrong is shown at once."""
        return all([self.head.is_valid(), self.lines.is_valid()])

    @transaction.atomic
    def save(self, user) -> Reorganisation:
        """Write the plan with its lines."""
        reorganisation = self.head.save(commit=False)
        if reorganisation.pk is None:
            reorganisation.created_by = user
        reorganisation.save()
        from_file = self.head.cleaned_data["file"]
        if from_file:
            reorganisation.lines.all().delete()
            for line in from_file:
                line.reorganisation = reorganisation
            ReorganisationLine.objects.bulk_create(from_file)
        else:
            self.lines.save_for(reorganisation)
        return reorganisation

    @property
    def codes(self) -> list[tuple[str, str]]:
        """What can be typed as a code, with names."""
        return list(Department.objects.open().values_list("code", "name"))
