"""The form for a new municipality: the same questions and the same answers as ``manage.py onboard``."""

import base64
import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.ordinance import text
from tenants.models import Municipality
from tenants.onboarding import MunicipalityRow, Problem
from tenants.services.runs import DEPARTMENTS, as_row
from tenants.services.validation import KINDS, Neighbours, wrong

LARGEST_FILE = 1_000_000


class MunicipalityForm(forms.Form):
    """Everything wrong is said at once; an uploaded file comes back with the form, as a browser would forget it."""

    slug = forms.CharField(label=_("slug"), help_text=_("Small Latin letters, digits, hyphens: anyang"))
    name_ko = forms.CharField(label=_("name in Korean"))
    name_en = forms.CharField(label=_("name in English"))
    kind = forms.ChoiceField(label=_("kind"), choices=[(kind, kind) for kind in KINDS])
    parent = forms.ChoiceField(label=_("parent municipality"), required=False)
    domain = forms.CharField(label=_("primary host"), help_text=_("For example www.anyang.go.kr"))
    ordinance_profile = forms.ChoiceField(label=_("ordinance profile"))
    languages = forms.MultipleChoiceField(
        label=_("languages"),
        choices=settings.LANGUAGES,
        initial=[settings.LANGUAGE_CODE],
        widget=forms.CheckboxSelectMultiple,
    )
    departments_csv = forms.FileField(
        label=_("departments (CSV)"),
        required=False,
        help_text=_("UTF-8; columns code, name_ko, name_en, parent_code, duties_ko, and so on."),
    )
    departments_kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        present = Municipality.objects.values_list("slug", "name_ko")
        self.fields["parent"].choices = [("", "—"), *((slug, f"{name} ({slug})") for slug, name in present)]
        self.fields["ordinance_profile"].choices = [(name, name) for name in text.available()]
        for name, field in self.fields.items():
            described = [f"id_{name}_helptext"] if field.help_text else []
            described += [f"id_{name}_error"] if self.is_bound and name in self.errors else []
            if described:
                field.widget.attrs["aria-describedby"] = " ".join(described)

    def clean_departments_csv(self) -> bytes:
        """The file just uploaded, else the one that came along with a form that was refused."""
        uploaded = self.cleaned_data["departments_csv"]
        if not uploaded:
            return base64.b64decode(self.data.get("departments_kept", ""), validate=False)
        if uploaded.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than a megabyte."))
        content: bytes = uploaded.read()
        data = self.data.copy()
        data["departments_kept"] = base64.b64encode(content).decode()
        self.data = data
        return content

    def clean(self) -> dict[str, Any]:
        """Everything that the command would refuse, each at its field."""
        data: dict[str, Any] = super().clean() or {}
        with tempfile.TemporaryDirectory() as folder:
            row = as_row(self.asked(), data.get("departments_csv") or b"", Path(folder))
            for problem in wrong(row, Neighbours.present()):
                self._tell(problem)
        return data

    def asked(self) -> dict[str, Any]:
        """What was asked, as plain values; a field that was refused counts as empty."""
        data = self.cleaned_data
        asked = {name: data.get(name, "") for name in MunicipalityRow.__dataclass_fields__}
        del asked["departments_csv"], asked["policy_file"]
        return {**asked, "domain": asked["domain"].lower(), "languages": list(data.get("languages", []))}

    def _tell(self, problem: Problem) -> None:
        if problem.file:
            place = problem.file if problem.file == DEPARTMENTS else f"{problem.file}"
            where = " ".join(
                part for part in (f"{place}:{problem.line}" if problem.line else place, problem.column) if part
            )
            self.add_error("departments_csv", f"{where}: {problem.message}")
        elif problem.column not in self.errors:
            self.add_error(problem.column, problem.message)
