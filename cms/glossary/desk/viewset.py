"""The glossary in Wagtail's admin."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy

from cms.core.spreadsheets import Spreadsheet
from cms.glossary import rights
from cms.glossary.models import Term, TermKind, offered_languages
from tenants.languages import language_name

NAME = "glossary"
TITLE = _("Glossary")
ICON = "list-ul"


class TermPolicy(ModelPermissionPolicy):
    """Homepage management and the translators of a language write its terms, everybody on the staff reads them: no rows
    of permissions that could be given away.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        return rights.may_see(user) if action == "view" else bool(rights.languages_of(user))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Term) -> bool:
        return rights.may_see(user) if action == "view" else rights.may_change(user, instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Term) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)


class TermForm(WagtailAdminModelForm):
    """The languages are those that the person may change."""

    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = rights.languages_of(self.for_user)
        if self.instance.pk and self.instance.language not in codes:
            codes = [*codes, self.instance.language]  # no longer offered; its terms can still be put right
        self.fields["language"].choices = [(code, language_name(code)) for code in codes]

    class Meta:
        model = Term
        fields = ["language", "kind", "korean", "translation", "others", "note"]
        widgets = {"others": forms.Textarea(attrs={"rows": 3})}


def _languages() -> list[tuple[str, str]]:
    codes = dict.fromkeys(
        [*offered_languages(), *Term.objects.order_by().values_list("language", flat=True).distinct()]
    )
    return [(code, language_name(code)) for code in codes]


class WordsColumn(Column):
    """Words of the term's language, marked as such."""

    cell_template_name = "glossary/words_cell.html"

    def get_cell_context_data(self, instance: Term, parent_context: Any) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "language": instance.language}


class TermFilters(WagtailFilterSet):
    """By language and by kind."""

    language = django_filters.ChoiceFilter(label=_("Language"), choices=_languages)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=TermKind.choices)

    class Meta:
        model = Term
        fields = ["language", "kind"]


class TermIndex(Spreadsheet, IndexView):
    """The list; who may write has the import beside it. Its CSV file can be imported again."""

    list_export = ["language", "korean", "translation", "others", "kind", "note"]
    export_headings = {name: {"korean": "term_ko"}.get(name, name) for name in list_export}
    export_filename = "glossary"
    custom_field_preprocess = {"others": {Spreadsheet.FORMAT_CSV: lambda value: "|".join(value.splitlines())}}
    show_export_buttons = True

    def get_edit_url(self, instance: Term) -> str | None:
        """Only where this person may change it."""
        changes = self.permission_policy.user_has_permission_for_instance(self.request.user, "change", instance)
        return super().get_edit_url(instance) if changes else None

    def get_delete_url(self, instance: Term) -> str | None:
        """The same."""
        return super().get_delete_url(instance) if self.get_edit_url(instance) else None

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Beside Wagtail's own."""
        buttons = list(super().header_more_buttons)
        if rights.languages_of(self.request.user):
            buttons.append(Button(_("Import from CSV"), reverse("glossary_import"), icon_name="upload", priority=50))
        return buttons


class _Theirs:
    """Views of one term ask for its language, not only for some."""

    def get_object(self, *args: Any, **kwargs: Any) -> Term:
        term: Term = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not rights.may_change(self.request.user, term):  # type: ignore[attr-defined]
            raise PermissionDenied
        return term


class AddTerm(CreateView):
    """A new term, in the language that the list is filtered by."""

    def get_initial(self) -> dict[str, Any]:
        codes = rights.languages_of(self.request.user)
        asked = self.request.GET.get("language", "")
        return {**super().get_initial(), "language": asked if asked in codes else codes[0]}


class EditTerm(_Theirs, EditView):
    """A changed term."""


class DropTerm(_Theirs, DeleteView):
    """A term that is not needed."""


class HistoryOfTerm(_Theirs, HistoryView):
    """Who changed it."""


class TermViewSet(ModelViewSet):
    """Terms of all languages."""

    model = Term
    name = NAME
    url_prefix = "glossary"
    icon = ICON
    menu_label = TITLE
    add_to_admin_menu = False  # the menu items are in menu.py: two, for who writes and who reads
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    index_view_class = TermIndex
    add_view_class = AddTerm
    edit_view_class = EditTerm
    delete_view_class = DropTerm
    history_view_class = HistoryOfTerm
    list_per_page = 50
    list_display = [
        "korean",
        Column("language", label=_("Language"), accessor="language_name", sort_key="language"),
        WordsColumn("translation", label=_("Translation"), sort_key="translation"),
        WordsColumn(
            "others",
            label=_("Other accepted renderings"),
            accessor=lambda term: ", ".join(term.others.splitlines()),
            classname="desk-wide",
        ),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind", classname="desk-wide"),
        Column("note", label=_("Note"), classname="desk-wide"),
    ]
    filterset_class = TermFilters
    search_fields = ["korean", "translation", "others", "note"]
    search_backend_name = None
    ordering = ["korean", "language"]

    def get_form_class(self, for_update: bool = False) -> type[TermForm]:
        """One form for both."""
        return TermForm
