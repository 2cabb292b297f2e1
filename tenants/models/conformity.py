"""How far municipalities fulfil their ordinances, as numbers alone."""

from django.db import models

from tenants.models.municipality import Municipality


class ConformitySnapshot(models.Model):
    """How many duties had which status on a day. No duty's name, no evidence: that is the municipality's own."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="conformity_snapshots")
    taken_on = models.DateField()
    policy_number = models.PositiveIntegerField()
    met = models.PositiveIntegerField()
    not_met = models.PositiveIntegerField()
    off = models.PositiveIntegerField()
    nobody = models.PositiveIntegerField()

    class Meta:
        ordering = ["-taken_on"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "taken_on"], name="tenants_conformity_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.taken_on}"

    @property
    def total(self) -> int:
        return self.met + self.not_met + self.off + self.nobody
