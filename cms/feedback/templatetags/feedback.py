"""The form at the foot of a page."""

from django import template
from wagtail.models import Page

from cms.feedback.forms import OpinionForm

register = template.Library()


@register.simple_tag
def opinion_form(page: Page) -> OpinionForm | None:
    """An empty form for a page that is saved; a preview of a new page has none."""
    return OpinionForm.empty(page.pk) if page.pk else None
