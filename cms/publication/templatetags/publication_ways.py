"""By which way something was done, in words of the desk."""

from django import template
from django.utils.translation import gettext_lazy as _

from cms.publication.acting import OPERATOR, SCHEDULE, SHELL, VERIFICATION
from cms.publication.onboarding import ONBOARDING

register = template.Library()

#: Names of views and of what acts without one; others are shown as they are.
WAYS = {
    SHELL: _("shell"),
    SCHEDULE: _("schedule"),
    VERIFICATION: _("nightly look"),
    ONBOARDING: _("start of the site"),
    OPERATOR: _("operator of the platform"),
    "wagtailadmin_pages:add": _("editor"),
    "wagtailadmin_pages:edit": _("editor"),
    "wagtailadmin_pages:unpublish": _("unpublishing"),
    "wagtailadmin_pages:delete": _("deleting"),
    "wagtailadmin_pages:copy": _("copying"),
    "wagtailadmin_pages:confirm_workflow_cancellation": _("editor"),
    "departments_decide": _("approval"),
    "wagtail_bulk_action": _("bulk action"),
    "wagtail_localize:submit_translation": _("translation"),
    "wagtail_localize:update_translations": _("translation"),
}


@register.simple_tag
def way_in_words(way: str) -> str:
    """The way, in the reader's language where it has a name."""
    return str(WAYS.get(way, way))
