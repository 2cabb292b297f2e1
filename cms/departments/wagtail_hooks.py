"""Signs up what this room adds to Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from cms.departments.accounts import guards  # noqa: F401  registers its hooks
from cms.departments.viewsets import OrganisationGroup

register_snippet(OrganisationGroup)
