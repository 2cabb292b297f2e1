"""What operators did to municipalities: written with the deed, never changed."""

from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.models.municipality import Municipality


class OperatorAct(models.Model):
    """One act. ``by`` is the operator's name as it was then; empty for the command line."""

    class Act(models.TextChoices):
        ONBOARDED = "onboarded", gettext_lazy("created the municipality")
        SUSPENDED = "suspended", gettext_lazy("suspended the site")
        RESUMED = "resumed", gettext_lazy("resumed the site")
        HOST_ADDED = "host_added", gettext_lazy("added a host")
        HOST_MADE_PRIMARY = "host_made_primary", gettext_lazy("made a host the primary one")
        HOST_REMOVED = "host_removed", gettext_lazy("removed a host")
        POLICY_ADDED = "policy_added", gettext_lazy("added a version of the policy")
        POLICY_WITHDRAWN = "policy_withdrawn", gettext_lazy("withdrew a version of the policy")
        LANGUAGE_ADDED = "language_added", gettext_lazy("added a language")
        LANGUAGE_WITHDRAWN = "language_withdrawn", gettext_lazy("withdrew a language")

    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150, blank=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="operator_acts")
    act = models.CharField(max_length=20, choices=Act.choices)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.municipality_id} {self.act}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line.

        :raises ValidationError: for a line that stands already; a trigger refuses it on every other path.
        """
        if not self._state.adding:
            raise ValidationError(_("The log of operators' acts is only ever added to."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never.

        :raises ValidationError: always.
        """
        raise ValidationError(_("The log of operators' acts is only ever added to."))
