"""Demonstration of pages that are due soon: one department has promised to look at its pages every five days."""

from __future__ import annotations

from cms.departments.models import Department
from cms.pages.models import ContentClass, FreshnessRule
from cms.pages.services.ruling import keep_rule
from tenants.context import tenant
from tenants.models import Municipality

_DAYS = 5
_BASIS = "시연용: 닷새마다 점검"


def ensure_due_soon(municipality: Municipality) -> None:
    """Once a municipality: later runs leave what is there."""
    with tenant(municipality):
        department = Department.objects.open().filter(handles_petitions=True).first()
        if department is None or FreshnessRule.objects.filter(department=department).exists():
            return
        rule = FreshnessRule(department=department, content_class=ContentClass.STANDING, days=_DAYS, basis=_BASIS)
        keep_rule(rule, None)
