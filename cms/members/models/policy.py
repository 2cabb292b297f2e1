"""The rules for signing in, one row a municipality: what the ordinances leave to the security guideline in force.

안양 §19, 용인 §5②·§18, 동작 §24 name staff passwords and security without figures; the figures are settings here.
"""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


def _between(least: int, most: int) -> list:
    return [MinValueValidator(least), MaxValueValidator(most)]


@register_setting(icon="key", order=200)
class SignInPolicy(BaseGenericSetting):
    """Second factor, age of passwords, lockout. Limits may be tightened, and loosened only so far."""

    second_factor_required = models.BooleanField(
        _("second factor required"),
        default=False,
        help_text=_("Everyone at the desk must set up one-time passwords before doing anything else."),
    )
    password_days = models.PositiveSmallIntegerField(
        _("days until a password must be changed"), default=90, validators=_between(1, 365)
    )
    password_history = models.PositiveSmallIntegerField(
        _("former passwords that may not be used again"), default=5, validators=_between(1, 24)
    )
    lockout_failures = models.PositiveSmallIntegerField(
        _("failed attempts until an account is locked"), default=5, validators=_between(1, 10)
    )
    lockout_minutes = models.PositiveSmallIntegerField(
        _("minutes that an account stays locked"), default=30, validators=_between(5, 1440)
    )

    panels = [
        FieldPanel("second_factor_required"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("password_days"), FieldPanel("password_history")])], heading=_("Passwords")
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("lockout_failures"), FieldPanel("lockout_minutes")])], heading=_("Lockout")
        ),
    ]

    class Meta:
        verbose_name = _("sign-in rules")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls) -> "SignInPolicy":
        """The row of the schema at hand; the defaults where none was saved yet. Nothing is written on reading."""
        return cls.objects.first() or cls()

    @property
    def lockout(self) -> dt.timedelta:
        """How long an account stays locked."""
        return dt.timedelta(minutes=self.lockout_minutes)

    def password_due(self, user, now: dt.datetime | None = None) -> bool:
        """True when a password was set by someone else or has passed its last day."""
        last_day = user.password_changed_at + dt.timedelta(days=self.password_days)
        return user.password_set_by_other or last_day <= (now or timezone.now())
