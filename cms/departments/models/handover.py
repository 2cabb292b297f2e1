"""The transfer list (인계 목록): what people kept for a department until they left it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Leaving(models.TextChoices):
    """Why something has nobody any more."""

    DEACTIVATED = "deactivated", _("account deactivated")
    DELETED = "deleted", _("account deleted")
    LEFT = "left", _("left the department")
    ROLE = "role", _("role taken away")
    CONTRACT = "contract", _("contract ended")


class TransferItem(models.Model):
    """One thing that lost its person and stays with its department until somebody takes it over (인계)."""

    department = models.ForeignKey(
        "departments.Department", null=True, on_delete=models.SET_NULL, related_name="transfer_items"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    person_name = models.CharField(_("name"), max_length=150)
    reason = models.CharField(_("reason"), max_length=12, choices=Leaving.choices)
    ownership = models.CharField(max_length=60)
    model = models.CharField(max_length=100)
    object_pk = models.BigIntegerField()
    field = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    address = models.CharField(max_length=300, blank=True)
    noticed_at = models.DateTimeField(_("noticed"), auto_now_add=True)
    done_at = models.DateTimeField(_("taken over"), null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    given_to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["department__sort_order", "-noticed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "object_pk", "field"],
                condition=Q(done_at__isnull=True),
                name="departments_open_item_once",
            )
        ]
        verbose_name = _("item of the transfer list")
        verbose_name_plural = _("transfer list")

    def __str__(self) -> str:
        return f"{self.label} ({self.person_name})"
