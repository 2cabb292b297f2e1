"""A contract of an agency covers what was assigned to its translator (외국어의 번역 및 감수 등의 위탁)."""

from collections.abc import Collection

from cms.departments.contract_scopes import contract_scope
from cms.translating.models import Assignment


@contract_scope
def assigned(people: Collection[int]) -> set[int]:
    """Accounts to which a translation was assigned; one that is done keeps the contract what it was."""
    rows = Assignment.objects.filter(person_id__in=people).order_by()
    return set(rows.values_list("person_id", flat=True))
