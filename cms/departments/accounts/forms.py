"""Accounts of staff: name, role, departments, languages. Nobody raises themselves above their role."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from cms.departments.models import Department, Membership, TranslatorLanguage
from cms.departments.models.department import in_tree_order

User = get_user_model()
FIELDS = {"username", "display_name", "email", "is_superuser", "groups"}


class DepartmentsField(forms.ModelMultipleChoiceField):
    """Departments in the order of their tree, those below set in."""

    def __init__(self, **kwargs: Any):
        super().__init__(queryset=Department.objects.open(), widget=forms.CheckboxSelectMultiple, **kwargs)

    def show_tree(self) -> None:
        """Choices as they stand now."""
        self.choices = [(row.pk, "\u2003" * depth + row.name) for depth, row in in_tree_order()]


def _languages(own: Collection[str]) -> list[tuple[str, str]]:
    """Those that the municipality offers, never Korean; one that was withdrawn stays with the person who has it."""
    here: Any = connection.tenant
    offered = {*getattr(here, "languages", ()), *own} - {settings.LANGUAGE_CODE}
    return [choice for choice in settings.LANGUAGES if choice[0] in offered]


class StaffFormMixin(forms.Form):
    """What both forms share. ``for_user`` is who fills them in; Wagtail's views set it."""

    first_name = None
    last_name = None
    email = forms.EmailField(required=False, label=_("E-mail"))
    departments = DepartmentsField(
        required=False,
        label=_("Departments"),
        help_text=_("Their pages, and those of the departments below, may be edited with the role of a department."),
    )
    languages = forms.MultipleChoiceField(
        required=False,
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For translators: the languages that they write in."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        self.for_user = kwargs.pop("for_user", None)
        super().__init__(*args, **kwargs)
        self.fields["display_name"].required = True
        self.fields["departments"].show_tree()
        self.fields["groups"].label = _("Roles")
        self.fields["groups"].queryset = Group.objects.filter(role_group__isnull=False).order_by("role_group__pk")
        if self.instance.pk:
            self.initial["departments"] = list(self.instance.memberships.values_list("department_id", flat=True))
            self.initial["languages"] = list(self.instance.translator_languages.values_list("language", flat=True))
        self.fields["languages"].choices = _languages(self.initial.get("languages", ()))
        self._leave_out_what_would_raise()

    def _leave_out_what_would_raise(self) -> None:
        """All rights are given by those who have them; one's own role and departments by someone else."""
        if not (self.for_user and self.for_user.is_superuser):
            self.fields.pop("is_superuser", None)
            if self.for_user and self.instance.pk == self.for_user.pk:
                for name in ("groups", "departments", "languages"):
                    self.fields.pop(name)

    def save(self, commit: bool = True):
        """The account, and what hangs on it. A password that someone else set must be changed at the next sign-in."""
        user = super().save(commit=False)
        if self.cleaned_data.get("password1") and not (self.for_user and user.pk == self.for_user.pk):
            user.require_new_password()
        if commit:
            user.save()
            self.save_m2m()
            self._save_departments(user)
            self._save_languages(user)
        return user

    def _save_departments(self, user) -> None:
        if "departments" in self.fields:
            chosen = self.cleaned_data["departments"]
            Membership.objects.bulk_create(
                [Membership(user=user, department=department) for department in chosen], ignore_conflicts=True
            )
            user.memberships.exclude(department__in=chosen).delete()  # after: what another membership covers is kept

    def _save_languages(self, user) -> None:
        if "languages" in self.fields:
            chosen = self.cleaned_data["languages"]
            user.translator_languages.exclude(language__in=chosen).delete()
            TranslatorLanguage.objects.bulk_create(
                [TranslatorLanguage(user=user, language=language) for language in chosen], ignore_conflicts=True
            )


class StaffCreationForm(StaffFormMixin, UserCreationForm):
    """A new account of staff."""

    class Meta(UserCreationForm.Meta):
        fields = FIELDS


class StaffEditForm(StaffFormMixin, UserEditForm):
    """An account of staff."""

    class Meta(UserEditForm.Meta):
        fields = FIELDS | {"is_active"}
