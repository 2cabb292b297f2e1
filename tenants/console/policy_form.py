"""The form for the next version of a policy: a text to edit or a file, the first day, a note."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.console.uploads import content_of, plain_lines, text_of
from tenants.models import Municipality, PolicyObjection, PolicyVersion
from tenants.services.policies import draft, overtaken


class PolicyForm(forms.Form):
    """Everything that stands against the version is said at once; a file that was uploaded comes back as the text.

    ``objections`` are those in the text, with line and key; ``version`` is the draft of a form that is valid.
    """

    effective_on = forms.DateField(
        label=_("in force from"),
        help_text=_("The first day on which decisions are taken under this version."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    note = forms.CharField(
        label=_("note"), required=False, max_length=500, help_text=_("What was amended, and by which resolution.")
    )
    file = forms.FileField(
        label=_("profile as a file (TOML)"), required=False, help_text=_("Takes the place of the text below.")
    )
    source = forms.CharField(
        label=_("text of the profile (TOML)"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"wrap": "off", "spellcheck": "false", "autocomplete": "off"}),
    )
    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, municipality: Municipality, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        self.objections: list[PolicyObjection] = []
        self.version: PolicyVersion | None = None
        for name, field in self.fields.items():
            described = [f"id_{name}_helptext"] if field.help_text else []
            described += [f"id_{name}_error"] if self.is_bound and name in self.errors else []
            if described:
                field.widget.attrs["aria-describedby"] = " ".join(described)

    def clean_file(self) -> str:
        """The uploaded text; it takes the place of what was typed, also when the form comes back."""
        uploaded = self.cleaned_data["file"]
        if not uploaded:
            return ""
        text = text_of(content_of(uploaded))
        self.put("source", text)
        return text

    def clean(self) -> dict[str, Any]:
        """Ask the draft for everything that stands against it."""
        data: dict[str, Any] = super().clean() or {}
        if "file" in self.errors:
            return data
        data["source"] = data.get("file") or plain_lines(data.get("source", ""))
        day = data.get("effective_on")
        version = draft(self.municipality, data["source"], day, data.get("note", ""))
        objections = [*overtaken(version, data.get("after")), *version.objections()]
        self.tell(objections)
        self.version = version
        return data

    def tell(self, objections: list[PolicyObjection] | tuple[PolicyObjection, ...]) -> None:
        """Put each objection where it belongs; after one about the number, the form follows the last version."""
        self.objections = [each for each in objections if each.field == "source"]
        if self.objections:
            self.add_error("source", _("The profile is refused; what is wrong stands at its lines."))
        for each in objections:
            if each.field == "effective_on":
                self.add_error("effective_on", each.message)
            elif each.field == "number":
                self.add_error(None, each.message)

    def put(self, name: str, value: Any) -> None:
        """Let the form come back with another value than was sent."""
        data = self.data.copy()
        data[name] = value
        self.data = data
