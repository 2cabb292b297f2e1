"""A language that is added gets its office."""

from typing import Any

from django.db import connection
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Locale

from cms.contact.onboarding import name_offices


@receiver(post_save, sender=Locale, dispatch_uid="contact.office_of_language")
def office_of_language(instance: Locale, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Homepage management runs it until somebody else is named."""
    if created and not raw and connection.schema_name != "public":
        name_offices([instance.language_code])
