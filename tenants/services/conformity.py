"""Is every duty of a municipality's ordinance met? Asks the checks that the rooms have signed up."""

import datetime as dt
import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.ordinance.duties import Duty, duties_of
from cms.ordinance.policy_kinds import Obligation
from tenants.conformity import Evidence, Finding, Question, Status, checks, not_met
from tenants.context import tenant
from tenants.models import Municipality
from tenants.selectors import PolicyInForce, current_policy

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """A duty and what was found."""

    duty: Duty
    finding: Finding

    @property
    def status(self) -> Status:
        return self.finding.status

    @property
    def is_must(self) -> bool:
        """Whether the ordinance requires it (하여야 한다); else the municipality may (할 수 있다)."""
        return self.duty.obligation is Obligation.MUST


@dataclass(frozen=True, slots=True)
class Counts:
    """How many duties have which status."""

    met: int = 0
    not_met: int = 0
    off: int = 0
    nobody: int = 0

    @classmethod
    def of(cls, statuses: Iterable[Status]) -> "Counts":
        """Count them."""
        return cls(**Counter(status.value for status in statuses))

    @property
    def total(self) -> int:
        return self.met + self.not_met + self.off + self.nobody


@dataclass(frozen=True, slots=True)
class Report:
    """Every duty of the policy in force on a day, in the order of the articles."""

    municipality: Municipality
    policy: PolicyInForce
    today: dt.date
    lines: tuple[Line, ...]

    @property
    def counts(self) -> Counts:
        """All duties."""
        return Counts.of(line.status for line in self.lines)

    @property
    def must_counts(self) -> Counts:
        """Those that the ordinance requires."""
        return Counts.of(line.status for line in self.lines if line.is_must)


def report(municipality: Municipality, today: dt.date | None = None, *, only: str | None = None) -> Report:
    """Ask every check, in the municipality's schema and in the language in use.

    ``only`` is the id of the one duty that is asked about; the report has no lines where there is no such duty.

    :raises tenants.selectors.NoPolicy: when no policy is in force on that day.
    """
    day = today or timezone.localdate()
    with tenant(municipality):
        in_force = current_policy(day, municipality)
        duties = (duty for duty in duties_of(in_force.policy) if only in (None, duty.id))
        lines = tuple(Line(duty, _answer(Question(municipality, in_force.policy, duty, day))) for duty in duties)
    return Report(municipality, in_force, day, lines)


def _answer(question: Question) -> Finding:
    """What the check says. Nothing is green by default: without a check, and where it fails, least of all."""
    check = checks().get(question.duty.subject.id)
    if check is None:
        return Finding(Status.NOBODY, (Evidence(_("Nothing checks this duty yet.")),))
    try:
        with transaction.atomic():  # a statement that the database refuses ends here, not with the report
            finding = check(question)
            if not isinstance(finding, Finding):
                raise TypeError(f"The check of {question.duty.subject.id} answered {finding!r}.")
    except Exception:  # whatever it is, the other duties' turn comes
        log.exception("%s: the check of %s failed", question.municipality.slug, question.duty.id)
        return not_met(Evidence(_("The check itself failed, so nothing shows that the duty is fulfilled.")))
    return _as_required(question.duty, finding)


def _as_required(duty: Duty, finding: Finding) -> Finding:
    """What the ordinance requires cannot be switched off."""
    if finding.status is Status.OFF and duty.obligation is Obligation.MUST:
        return not_met(Evidence(_("The ordinance requires this, and it is switched off.")), *finding.evidence)
    return finding
