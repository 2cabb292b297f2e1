"""The platform's numbers on conformity: one row a municipality and day, and how it compares with the row before."""

from dataclasses import asdict, dataclass

from tenants.context import platform
from tenants.models import ConformitySnapshot, Municipality
from tenants.services.conformity import Report


@dataclass(frozen=True, slots=True)
class Standing:
    """A municipality's latest numbers and those of an earlier day; None where there are none."""

    municipality: Municipality
    latest: ConformitySnapshot | None
    before: ConformitySnapshot | None

    @property
    def met_change(self) -> int | None:
        """How many more duties are met than then."""
        return self.latest.met - self.before.met if self.latest and self.before else None


def take_snapshot(report: Report) -> ConformitySnapshot:
    """The day's row; a later report of the same day writes over it."""
    with platform():
        snapshot, _created = ConformitySnapshot.objects.update_or_create(
            municipality_id=report.municipality.pk,
            taken_on=report.today,
            defaults={"policy_number": report.policy.number, **asdict(report.counts)},
        )
    return snapshot


def standings() -> list[Standing]:
    """All municipalities with their latest two snapshots. Three queries; to be asked on the platform."""
    latest = ConformitySnapshot.objects.order_by("municipality_id", "-taken_on")
    first = {snapshot.municipality_id: snapshot for snapshot in latest.distinct("municipality_id")}
    earlier = latest.exclude(pk__in=[snapshot.pk for snapshot in first.values()])
    second = {snapshot.municipality_id: snapshot for snapshot in earlier.distinct("municipality_id")}
    return [
        Standing(municipality, first.get(municipality.pk), second.get(municipality.pk))
        for municipality in Municipality.objects.all()
    ]
