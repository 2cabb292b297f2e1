"""Conventions of page types, checked by ``manage.py check``."""

from typing import Any

from django.core.checks import Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import Page, get_page_models

from cms.pages.models import StampedPage


@register("pages")
def page_types(**kwargs: Any) -> list[Error]:
    """Every page type carries the stamp, has a template, says where it may stand and what may stand below it."""
    return [error for model in get_page_models() if model is not Page for error in _reasons(model)]


def _reasons(model: type[Page]) -> list[Error]:
    reasons = []
    if not issubclass(model, StampedPage):
        reasons.append(
            Error("A page type extends StampedPage: it says who answers for it.", obj=model, id="pages.E001")
        )
    if not _has_template(model):
        reasons.append(Error(f"A page type has a template: {model.template}.", obj=model, id="pages.E002"))
    if not _says(model, "parent_page_types"):
        reasons.append(Error("A page type says below which pages it may stand.", obj=model, id="pages.E003"))
    if not _says(model, "subpage_types"):
        reasons.append(Error("A page type says which pages may stand below it.", obj=model, id="pages.E004"))
    if not getattr(model, "page_description", ""):
        reasons.append(
            Error("A page type describes itself to the editor (page_description).", obj=model, id="pages.E005")
        )
    return reasons


def _has_template(model: type[Page]) -> bool:
    try:
        get_template(model.template)
    except TemplateDoesNotExist:
        return False
    return True


def _says(model: type[Page], name: str) -> bool:
    """Stated by the model or an ancestor of ours, not left at Wagtail's "everything"."""
    return any(name in vars(ancestor) for ancestor in model.__mro__ if not ancestor.__module__.startswith("wagtail"))
