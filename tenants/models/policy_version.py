"""A municipality's policy as it was amended over time: each version with the day from which it applies.

What has taken effect is history. A trigger of the database (migration 0003) refuses to change a version, to delete one
that has taken effect, to leave out a number and to go back in time; this class says the same in plain sentences.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.ordinance import policy_loader
from cms.ordinance.policy import Policy
from cms.ordinance.verdict import Reason
from tenants.models.municipality import Municipality
from tenants.toml_messages import toml_message

FILE = "policy.toml"
# A parsed policy is some 50 kB: versions of 250 municipalities with two each, twice over.
KEPT_IN_PROCESS = 1000


@dataclass(frozen=True, slots=True)
class PolicyObjection:
    """One thing that stands against a new version: at which field of it, and in its text the line and the key."""

    field: str  # "source", "effective_on" or "number"
    message: str
    line: int = 0
    key: str = ""
    file: str = FILE

    def __str__(self) -> str:
        place = f"{self.file}:{self.line} {self.key}".rstrip() if self.line else self.field
        return f"{place}: {self.message}"


class PolicyRefused(ValueError):  # noqa: N818
    """A version that cannot be; ``objections`` are all the reasons."""

    def __init__(self, objections: list[PolicyObjection]) -> None:
        self.objections = tuple(objections)
        super().__init__("\n".join(map(str, objections)))


class PolicyVersionQuerySet(models.QuerySet["PolicyVersion"]):
    """Reads; whatever writes goes through :meth:`PolicyVersion.save`."""

    def bulk_create(self, *args: Any, **kwargs: Any) -> Any:
        """Not past the loader.

        :raises ValidationError: always.
        """
        raise ValidationError(_("Versions of a policy are added one by one."))

    def timetable(self) -> "PolicyVersionQuerySet":
        """Without the texts, the latest first, each with the day on which the next one begins."""
        following = models.OuterRef("municipality"), models.OuterRef("number")
        later = PolicyVersion.objects.filter(municipality=following[0], number__gt=following[1]).order_by("number")
        until = models.Subquery(later.values("effective_on")[:1])
        return self.defer("source").select_related("created_by").annotate(until=until).order_by("-number")


class PolicyVersion(models.Model):
    """One version of a municipality's policy.

    ``effective_on`` is the first day on which decisions are taken under it (Asia/Seoul). It is not the day on which the
    ordinance itself takes effect (시행일), which stands in the text: a bill has none, and a municipality may have been
    onboarded long after.
    """

    class State(models.TextChoices):
        FUTURE = "future", gettext_lazy("to come")
        IN_FORCE = "in_force", gettext_lazy("in force")
        PAST = "past", gettext_lazy("replaced")

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="policy_versions")
    number = models.PositiveIntegerField(gettext_lazy("version number"))
    effective_on = models.DateField(gettext_lazy("in force from"))
    source = models.TextField(gettext_lazy("text (TOML)"))
    note = models.CharField(gettext_lazy("note"), max_length=500, blank=True)
    # Without cascade: an operator who made one is switched off, not deleted; and an account of a municipality, whose
    # schema has no such table, can be deleted without a look here.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PolicyVersionQuerySet.as_manager()

    class Meta:
        ordering = ["municipality", "number"]
        verbose_name = gettext_lazy("version of the policy")
        verbose_name_plural = gettext_lazy("versions of the policy")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="tenants_policy_number_once"),
            models.UniqueConstraint(fields=["municipality", "effective_on"], name="tenants_policy_day_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="tenants_policy_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.number} ({self.effective_on})"

    @property
    def policy(self) -> Policy:
        """The text, read."""
        return policy_of(self.pk) if self.pk else policy_loader.load(self.source, FILE)

    @property
    def has_taken_effect(self) -> bool:
        """Whether decisions may have been taken under it."""
        return self.effective_on <= timezone.localdate()

    def state_on(self, day: dt.date) -> State:
        """Whether it is still to come, in force or replaced on a day; of a version out of a ``timetable()``."""
        if day < self.effective_on:
            return self.State.FUTURE
        return self.State.PAST if self.until and self.until <= day else self.State.IN_FORCE

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it as the municipality's next version.

        :raises ValidationError: for one that stands already.
        :raises PolicyRefused: with everything that stands against it.
        """
        if not self._state.adding:
            raise ValidationError(_("A version of the policy is never changed; add a new one."))
        if objections := self.objections():
            raise PolicyRefused(objections)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Withdraw one that has not taken effect.

        :raises ValidationError: for one that has, and for one that another follows.
        """
        if self.has_taken_effect:
            values = {"number": self.number, "day": self.effective_on.isoformat()}
            raise ValidationError(_("Version %(number)d is in force since %(day)s and stays.") % values)
        if PolicyVersion.objects.filter(municipality=self.municipality_id, number__gt=self.number).exists():
            raise ValidationError(_("Another version follows this one; withdraw that first."))
        return super().delete(*args, **kwargs)

    def objections(self, file: str = FILE) -> list[PolicyObjection]:
        """Everything that stands against adding it, in the language in use."""
        last = PolicyVersion.objects.filter(municipality=self.municipality_id).order_by("-number").first()
        try:
            policy = policy_loader.load(self.source, file, before=last.policy if last else None)
        except policy_loader.PolicyError as error:
            in_text = [
                PolicyObjection("source", said(problem.reason), problem.line, problem.key, file)
                for problem in error.problems
            ]
            return [*in_text, *self._out_of_turn(last, None)]
        return list(self._out_of_turn(last, policy))

    def _out_of_turn(self, last: "PolicyVersion | None", policy: Policy | None) -> Iterator[PolicyObjection]:
        following = last.number + 1 if last else 1
        if self.number != following:
            sentence = _("The next version is number %(number)d.") % {"number": following}
            yield PolicyObjection("number", sentence)
        if last is None or self.effective_on is None:
            return
        if self.effective_on <= last.effective_on:
            values = {"number": last.number, "day": last.effective_on.isoformat()}
            sentence = _("Version %(number)d applies from %(day)s; a later one begins on a later day.") % values
            yield PolicyObjection("effective_on", sentence)
        if policy and policy.ordinance.effective and self.effective_on < policy.ordinance.effective:
            sentence = _("The ordinance itself takes effect on %(day)s; nothing is decided under it before.")
            yield PolicyObjection("effective_on", sentence % {"day": policy.ordinance.effective.isoformat()})


def said(reason: Reason) -> str:
    """A reason of the law's package as a sentence in the language in use."""
    filled = reason.filled
    if "message" in filled:  # that of the TOML reader
        filled["message"] = toml_message(str(filled["message"]))
    return _(reason.text) % filled


def policy_of(version: int) -> Policy:
    """The policy of a stored version, by its primary key; from any schema.

    Kept in the process: a version never changes, and its key is never given again.
    """
    return _read(connection.settings_dict["NAME"], version)


@lru_cache(maxsize=KEPT_IN_PROCESS)
def _read(database: str, version: int) -> Policy:
    with connection.cursor() as cursor:  # by its full name: a municipality's search path does not lead to it
        cursor.execute("SELECT source FROM public.tenants_policyversion WHERE id = %s", [version])
        (source,) = cursor.fetchone()
    return policy_loader.load(source, FILE)
