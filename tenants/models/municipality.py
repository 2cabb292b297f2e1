"""Municipalities and their hosts: rows of the platform's own schema."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin


class Municipality(TenantMixin):
    """A city or district (지방자치단체) with a schema of its own. Its slug is its schema's name."""

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")

    auto_create_schema = False  # the onboarding service creates it, in one transaction with this row
    auto_drop_schema = False

    slug = models.SlugField(_("slug"), max_length=41, unique=True)
    name_ko = models.CharField(_("name in Korean"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20)
    parent = models.ForeignKey(
        "self", verbose_name=_("parent"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    ordinance_profile = models.CharField(_("ordinance profile"), max_length=41)
    languages = models.JSONField(_("languages"), default=list)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.ACTIVE)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.name_ko


class Domain(DomainMixin):
    """A host name of a municipality; exactly one is primary."""

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("domain"), name="tenants_domain_once"),
            models.UniqueConstraint(fields=["tenant"], condition=models.Q(is_primary=True), name="tenants_one_primary"),
        ]


class OnboardingRun(models.Model):
    """An onboarding that an operator started: what was asked, how far it is, what came of it.

    It runs in a process of its own, which holds a lock for as long as it lives: a run that is neither finished nor
    locked was interrupted, and nothing of its municipality exists.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Without cascade: else deleting an account of a municipality would look for this table in its schema.
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    asked = models.JSONField()
    departments = models.BinaryField(default=bytes)
    policy = models.BinaryField(default=bytes, db_default=b"")  # a profile of its own
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    progress = models.JSONField(default=list)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.asked['slug']} ({self.state})"
