"""What was looked at, in words: names of models and fields, as their rooms call them."""

from __future__ import annotations

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist


def subject_words(label: str) -> str:
    """The model's own name; app.model as it is where there is none any more."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


def field_words(label: str, name: str) -> str:
    """The field's own name; what the caller wrote where it is no field."""
    try:
        field = apps.get_model(label)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return name
    return str(getattr(field, "verbose_name", name))
