"""A new e-mail address that a member has named and not proven yet."""

from django.db import models
from django.utils import timezone

from cms.core.encryption import EncryptedTextField
from cms.members.models.member import Member


class MailChange(models.Model):
    """At most one a member; it goes when it is proven, replaced, or its link has run out."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="mail_change")
    mail = EncryptedTextField()
    key = models.CharField(max_length=32)
    asked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.member_id)
