"""The words for what was found, the same at the desk, for citizens and in tables."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.ordinance.policy_kinds import Obligation
from tenants.conformity import Status

STATUS: dict[str, Promise] = {
    Status.MET: _("Fulfilled"),
    Status.NOT_MET: _("Not fulfilled"),
    Status.OFF: _("Not made use of"),
    Status.NOBODY: _("Not checked yet"),
}
OBLIGATION: dict[str, Promise] = {Obligation.MUST: _("Obligatory"), Obligation.MAY: _("Left to the municipality")}
