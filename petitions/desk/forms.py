"""The form of a service at the desk."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.departments.models import Department
from petitions.rights import keeps_catalogue, own_departments


class ServiceForm(WagtailAdminModelForm):
    """A department's staff keep their services with their own departments."""

    def clean_department(self) -> Department | None:
        """Raises ValidationError for a department of others."""
        department: Department | None = self.cleaned_data.get("department")
        user: Any = self.for_user
        if department and user and not keeps_catalogue(user) and department.pk not in own_departments(user):
            raise ValidationError(_("Choose your own department or one below it."))
        return department
