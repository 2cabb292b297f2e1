"""Reading the platform's own tables."""

from django.db.models import Prefetch, QuerySet

from tenants.models import Domain, DueNote, Municipality
from tenants.policy_in_force import NoPolicy, PolicyInForce, current_policy, policy_numbered

__all__ = [
    "NoPolicy",
    "PolicyInForce",
    "current_policy",
    "municipalities",
    "policy_numbered",
    "public_municipalities",
]


def municipalities() -> QuerySet[Municipality]:
    """All of them with what a list shows: parent, hosts (the primary one first), due acts that failed last time."""
    return Municipality.objects.select_related("parent").prefetch_related(
        Prefetch("domains", Domain.objects.order_by("-is_primary", "domain")),
        Prefetch("due_notes", DueNote.objects.exclude(error=""), to_attr="failed_acts"),
    )


def public_municipalities() -> QuerySet[Municipality]:
    """Those whose site is on, for everybody."""
    return municipalities().filter(state=Municipality.State.ACTIVE)
