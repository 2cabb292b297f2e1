"""What a refusal tells of remedies (구제절차), as it is proposed to the officer: 법 제27조제2항, 법 제35조."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.ordinance.case import Event
from cms.ordinance.statutory import OBJECTION_DAYS
from petitions.models import Case, PetitionSetting


def remedy_words(case: Case, event: Event) -> str:
    """In the petitioner's language. Only the refusal of a statutory petition is open to an objection, not the decision
    on one; the other ways are the municipality's own text.
    """
    parts = []
    with override(case.language):
        if case.is_statutory and event is Event.REFUSE:
            words = _(
                "You can object within %(days)d days of receiving this decision (Petition Act, article 35), in "
                "writing, to %(department)s (telephone %(telephone)s), or on the page of your petition. Whether you "
                "object or not, you can file an administrative appeal or an administrative lawsuit."
            )
            department = case.department
            parts.append(
                words % {"days": OBJECTION_DAYS, "department": department.local_name, "telephone": department.telephone}
            )
        elif case.is_statutory:
            parts.append(_("You can file an administrative appeal or an administrative lawsuit against this decision."))
    return "\n\n".join([*parts, *([other] if (other := PetitionSetting.current().appeal_words.strip()) else [])])
