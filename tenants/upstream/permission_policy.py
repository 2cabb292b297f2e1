"""Wagtail 8.0: permission policies keep a ContentType for ever.

``BaseDjangoAuthPermissionPolicy._content_type`` is a ``cached_property`` of objects that live as long as the process,
so the second tenant asks for permissions by the first one's id and gets the wrong users. A plain property asks
``ContentType.objects``, which keeps its answers by schema. Delete this file when Wagtail does so itself.
"""

from django.contrib.contenttypes.models import ContentType
from wagtail.permission_policies.base import BaseDjangoAuthPermissionPolicy


def install() -> None:
    """Ask anew each time."""
    BaseDjangoAuthPermissionPolicy._content_type = property(
        lambda policy: ContentType.objects.get_for_model(policy.auth_model)
    )
