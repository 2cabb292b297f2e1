"""wagtail-localize 1.14: "add a locale" offers every language of the settings, which here is the whole platform's.

The form takes no argument that would narrow it, and its view set no setting. Delete this file when either does.
"""

from typing import Any

from django.db import connection
from wagtail_localize.locales.forms import LocaleForm
from wagtail_localize.locales.views import LocaleViewSet

from cms.languages.offered import contracted_languages


class ContractedLocaleForm(LocaleForm):
    """Offers the languages of the municipality's contract, and for an existing Locale its own."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        allowed = {"", None, self.instance.language_code, *contracted_languages(connection.tenant)}
        field = self.fields["language_code"]
        field.choices = [choice for choice in field.choices if choice[0] in allowed]


def install() -> None:
    """Give the view set this form."""
    LocaleViewSet.get_form_class = lambda self, for_update=False: ContractedLocaleForm
