"""The page editor's form: of a page that was published before, it asks what kind of change this is."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.pages.models.stewardship import Declaration
from cms.publication.forms import PublicationForm


class StewardedPageForm(PublicationForm):
    """A change of substance moves the deadline; a minor edit asks for its note and moves nothing.

    A draft may leave the question open. Who publishes or submits answers it.
    """

    change_kind = forms.ChoiceField(
        label=gettext_lazy("What kind of change is this?"),
        choices=Declaration.Kind.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("A change of substance counts as checking the page; a minor edit does not."),
    )
    change_note = forms.CharField(
        label=gettext_lazy("Note on the change"),
        max_length=1000,
        required=False,
        widget=AdminAutoHeightTextInput,
        help_text=gettext_lazy("What was changed. Needed for a minor edit; staff see it in the page's history."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from cms.pages.declarations import said_of

        said = said_of(self.instance) if self.instance.pk and not self.is_bound else None
        if said:
            self.initial["change_kind"], self.initial["change_note"] = said.kind, said.note

    def clean(self) -> dict[str, Any]:
        """Every answer that is missing is asked for, once the page is to be published or submitted."""
        data: dict[str, Any] = super().clean()
        if "change_kind" not in self.fields or not self.instance.first_published_at or self.is_deferred_validation:
            return data
        if not data.get("change_kind"):
            self.add_error("change_kind", _("Please say whether this is a change of substance or a minor edit."))
        elif data["change_kind"] == Declaration.Kind.MINOR and not data.get("change_note", "").strip():
            self.add_error("change_note", _("Please note what was changed: a minor edit is kept with its note."))
        return data

    def save(self, commit: bool = True) -> Any:
        """The answer goes with the version that is saved next."""
        from cms.pages.declarations import Said, say

        page = super().save(commit=commit)
        if "change_kind" in self.fields:
            kind = self.cleaned_data.get("change_kind")
            say(page, Said(kind, self.cleaned_data.get("change_note", "").strip()) if kind else None)
        return page


class ChangePanel(MultiFieldPanel):
    """Asked of pages that were published before: a new page is a change of substance by itself."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("children", [FieldPanel("change_kind"), FieldPanel("change_note")])
        kwargs.setdefault("heading", gettext_lazy("This change"))
        super().__init__(**kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """As Wagtail's."""

        def is_shown(self) -> bool:
            """Not for a page that citizens have never seen."""
            return bool(self.instance.first_published_at) and super().is_shown()
