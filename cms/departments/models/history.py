"""Departments live in time: what they were called, and what followed them.

A register or a revision of an earlier day shows the name of that day (``cms.departments.selectors.name_on``).
"""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DepartmentNameQuerySet(models.QuerySet):
    """Names by their time."""

    def on(self, day: dt.date) -> "DepartmentNameQuerySet":
        """The names of that day."""
        began = Q(since__isnull=True) | Q(since__lte=day)
        return self.filter(began & (Q(until__isnull=True) | Q(until__gt=day)))


class DepartmentName(models.Model):
    """A name of a department from ``since`` (open: from the beginning) until the day before ``until`` (open: today's).

    Written whenever a department is saved under another name, whatever the path.
    """

    department = models.ForeignKey("departments.Department", on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = DepartmentNameQuerySet.as_manager()

    class Meta:
        ordering = ["department", F("since").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["department"], condition=Q(until__isnull=True), name="departments_one_present_name"
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gt=F("since")),
                name="departments_name_ends_after_it_began",
            ),
        ]
        verbose_name = _("name of a department")
        verbose_name_plural = _("names of departments")

    def __str__(self) -> str:
        return f"{self.name} ({self.since or ''}–{self.until or ''})"


class Succession(models.Model):
    """A closed department (폐지) and one that took over from it. The first of several got what was not assigned."""

    predecessor = models.ForeignKey("departments.Department", on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey("departments.Department", on_delete=models.PROTECT, related_name="inheritances")
    since = models.DateField(_("since"))
    rank = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["predecessor", "rank"]
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor"], name="departments_succession_once")]
        verbose_name = _("succession")
        verbose_name_plural = _("successions")

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


def note_name(department, today: dt.date | None = None) -> bool:
    """Bring the history into step with the present name; says whether it is another than before.

    A name corrected on its first day leaves no trace.
    """
    names = DepartmentName.objects.filter(department=department, until__isnull=True)
    present = names.first()
    name = {"name": department.name, "name_en": department.name_en}
    today = today or timezone.localdate()
    if present is None:
        DepartmentName.objects.create(department=department, since=department.opened_on, **name)
    elif present.name == department.name and present.name_en == department.name_en:
        return False
    elif present.since is not None and present.since >= today:
        names.update(**name)
    else:
        names.update(until=today)
        DepartmentName.objects.create(department=department, since=today, **name)
    return True
