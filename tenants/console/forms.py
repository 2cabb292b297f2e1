"""The form for a new municipality: the same questions and the same answers as ``manage.py onboard``."""

import base64
import binascii
import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.ordinance import policy_loader
from tenants.console.uploads import content_of
from tenants.models import Municipality
from tenants.onboarding import MunicipalityRow, Problem
from tenants.services.runs import DEPARTMENTS, POLICY, as_row
from tenants.services.validation import KINDS, Neighbours, wrong

OWN = "own"
# Each file with the hidden field in which it comes back.
KEPT = {"policy_file": "policy_kept", "departments_csv": "departments_kept"}
FIELDS_OF_FILES = {DEPARTMENTS: "departments_csv", POLICY: "policy_file"}


class MunicipalityForm(forms.Form):
    """Everything wrong is said at once; an uploaded file comes back with the form, as a browser would forget it."""

    slug = forms.CharField(label=_("slug"), help_text=_("Small Latin letters, digits, hyphens: anyang"))
    name_ko = forms.CharField(label=_("name in Korean"))
    name_en = forms.CharField(label=_("name in English"))
    kind = forms.ChoiceField(label=_("kind"), choices=[(kind, kind) for kind in KINDS])
    parent = forms.ChoiceField(label=_("parent municipality"), required=False)
    domain = forms.CharField(label=_("primary host"), help_text=_("For example www.anyang.go.kr"))
    ordinance_profile = forms.ChoiceField(label=_("ordinance profile"))
    policy_file = forms.FileField(
        label=_("profile of its own (TOML)"),
        required=False,
        help_text=_("For an ordinance that is none of those above: every key with its article, or “silent”."),
    )
    policy_kept = forms.CharField(required=False, widget=forms.HiddenInput)
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
        self.fields["ordinance_profile"].choices = [
            *((name, policy_loader.packaged(name).ordinance.title) for name in policy_loader.available()),
            (OWN, _("its own, as a file")),
        ]
        for name, field in self.fields.items():
            described = [f"id_{name}_helptext"] if field.help_text else []
            described += [f"id_{name}_error"] if self.is_bound and name in self.errors else []
            if described:
                field.widget.attrs["aria-describedby"] = " ".join(described)

    def clean_departments_csv(self) -> bytes:
        """The departments' file."""
        return self._file("departments_csv")

    def clean_policy_file(self) -> bytes:
        """The profile of its own, where that is what was chosen."""
        content, chosen = self._file("policy_file"), self.cleaned_data.get("ordinance_profile")
        if chosen == OWN and not content:
            raise forms.ValidationError(_("Choose the file with the profile."))
        if chosen != OWN and self.files.get("policy_file"):
            raise forms.ValidationError(_("Choose “its own, as a file” above, or no file here."))
        return content if chosen == OWN else b""

    def clean(self) -> dict[str, Any]:
        """Everything that the command would refuse, each at its field."""
        data: dict[str, Any] = super().clean() or {}
        departments, policy = data.get("departments_csv") or b"", data.get("policy_file") or b""
        with tempfile.TemporaryDirectory() as folder:
            for problem in wrong(as_row(self.asked(), departments, policy, Path(folder)), Neighbours.present()):
                self._tell(problem)
        return data

    def asked(self) -> dict[str, Any]:
        """What was asked, as plain values; a field that was refused counts as empty."""
        data = self.cleaned_data
        asked = {name: data.get(name, "") for name in MunicipalityRow.__dataclass_fields__ if name not in KEPT}
        return {**asked, "domain": asked["domain"].lower(), "languages": list(data.get("languages", []))}

    def _file(self, name: str) -> bytes:
        """The file just uploaded, else the one that came along with a form that was refused."""
        uploaded = self.cleaned_data[name]
        if not uploaded:
            return decoded(self.data.get(KEPT[name], ""))
        content = content_of(uploaded)
        data = self.data.copy()
        data[KEPT[name]] = encoded(content)
        self.data = data
        return content

    def _tell(self, problem: Problem) -> None:
        if problem.file:
            field = FIELDS_OF_FILES[problem.file]
            place = f"{problem.file}:{problem.line}" if problem.line else problem.file
            where = " ".join(part for part in (place, problem.column) if part)
            self.add_error(field, f"{where}: {problem.message}")
        elif problem.column not in self.errors and not self._waits_for_its_file(problem):
            self.add_error(problem.column, problem.message)

    def _waits_for_its_file(self, problem: Problem) -> bool:
        """Whether the profile is missing only because its file is: that has been said at the file."""
        return problem.column == "ordinance_profile" and self.cleaned_data.get("ordinance_profile") == OWN


def encoded(content: bytes) -> str:
    """A file as the value of a hidden field."""
    return base64.b64encode(content).decode()


def decoded(value: str) -> bytes:
    """The file again; nothing for what is no such value."""
    try:
        return base64.b64decode(value)
    except binascii.Error:
        return b""
