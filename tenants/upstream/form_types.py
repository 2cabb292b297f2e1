"""Wagtail 8.0: the content types of form pages are kept for ever, in one list for the whole process.

``wagtail.contrib.forms.utils.get_form_types`` is an ``lru_cache`` round content types, whose ids differ from schema to
schema: the desk would list another municipality's idea of forms. Delete this file when Wagtail keeps classes instead.
"""

from wagtail.contrib.forms import utils


def install() -> None:
    """Ask anew each time; must run before the views import the function."""
    utils.get_form_types = getattr(utils.get_form_types, "__wrapped__", utils.get_form_types)
