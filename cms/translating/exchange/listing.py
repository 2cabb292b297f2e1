"""Translations to choose from: those of a person, by language, state and department."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation

from cms.departments.models import Department
from cms.languages.models import TranslatedPage, TranslationState
from cms.translating.rights import translations_for


def _row(column: str) -> Subquery:
    rows = TranslatedPage.objects.filter(
        source__translation_key=OuterRef("source__object_id"), language=OuterRef("target_locale__language_code")
    )
    return Subquery(rows.values(column)[:1])


def mine(person: Any) -> QuerySet[Translation]:
    """With ``state``, ``department`` and ``due_on`` of each."""
    found = translations_for(person).select_related("source__locale", "target_locale")
    found = found.annotate(state=_row("state"), department=_row("department__name"), due_on=_row("due_on"))
    return found.order_by("source__object_repr", "target_locale__language_code", "pk")


class ChoiceForm(forms.Form):
    """What to show. Offers what occurs among the person's translations."""

    language = forms.MultipleChoiceField(label=_("Language"), required=False, widget=forms.CheckboxSelectMultiple)
    state = forms.MultipleChoiceField(
        label=_("State"), required=False, choices=TranslationState.choices, widget=forms.CheckboxSelectMultiple
    )
    department = forms.ModelChoiceField(
        label=_("Department"), required=False, queryset=Department.objects.none(), empty_label=_("All")
    )

    def __init__(self, data: Any, translations: QuerySet[Translation]):
        super().__init__(data)
        self.translations = translations
        languages = set(translations.order_by().values_list("target_locale__language_code", flat=True))
        self.fields["language"].choices = [each for each in settings.LANGUAGES if each[0] in languages]
        departments = translations.order_by().annotate(number=_row("department_id")).values("number")
        self.fields["department"].queryset = Department.objects.filter(pk__in=departments)

    def chosen(self) -> QuerySet[Translation]:
        """The translations that match; all where nothing was asked, or something that is not offered."""
        if not self.is_valid():
            return self.translations
        told, found = self.cleaned_data, self.translations
        if told["language"]:
            found = found.filter(target_locale__language_code__in=told["language"])
        if told["state"]:
            found = found.filter(state__in=told["state"])
        if told["department"]:
            found = found.annotate(number=_row("department_id")).filter(number=told["department"].pk)
        return found
