"""What cannot be in a policy although each of its keys reads well: contradictions and loosening.

Every check names the keys that it looks at; it runs where all of them could be read, so that one
mistake does not hide another.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cms.ordinance import platform_floor
from cms.ordinance.policy import Obligation, Policy, Span, StampField, Standing
from cms.ordinance.verdict import Reason
from cms.ordinance.verdict import reason as _

Values = Mapping[str, Any]

#: A key that says something only where the other says something too.
NEEDS = (
    ("homepage.outsourcing_under", "homepage.outsourcing"),
    ("homepage.feedback_per_year", "homepage.feedback"),
    ("homepage.information_basis", "homepage.information_requests"),
    ("homepage.information_without_personal_data", "homepage.information_requests"),
    ("posting.scope", "posting.period"),
    ("posting.shown", "posting.period"),
    ("posting.decided_by", "posting.period"),
    ("removal.grounds", "removal.decided_by"),
    ("removal.decided_by", "removal.grounds"),
    ("removal.evidence_copy", "removal.grounds"),
    ("removal.register", "removal.grounds"),
    ("removal.referral", "removal.grounds"),
    ("removal.referral", "names.review_body"),
    ("removal.referral_binding", "removal.referral"),
    ("removal.reason", "removal.grounds"),
    ("removal.while_referred", "removal.referral"),
    ("removal.temporary_days", "removal.grounds"),
    ("removal.evidence_years", "removal.evidence_copy"),
    ("duplicates.identical_count", "duplicates.identical_within"),
    ("duplicates.identical_within", "duplicates.identical_count"),
    ("duplicates.similar_count", "duplicates.similar_within"),
    ("duplicates.similar_within", "duplicates.similar_count"),
    ("petitions.functions", "petitions.window"),
    ("petitions.coordinating_department", "petitions.window"),
    ("petitions.catalogue", "petitions.window"),
    ("petitions.fee_before_receipt", "petitions.window"),
    ("petitions.intake_excludes", "petitions.window"),
    ("petitions.consultants", "petitions.consultation"),
    ("disclosure.selection", "disclosure.listing"),
    ("disclosure.stages", "disclosure.listing"),
    ("disclosure.opt_out", "disclosure.listing"),
    ("disclosure.password_change", "disclosure.password"),
    ("disclosure.password_changed_by", "disclosure.password"),
    ("dialogue.operation", "names.dialogue"),
    ("dialogue.handling", "dialogue.operation"),
    ("dialogue.visibility", "dialogue.operation"),
    ("participation.event_purposes", "participation.events"),
    ("participation.rewarded", "participation.rewards"),
    ("participation.within_budget", "participation.rewards"),
    ("participation.notice_before", "participation.rewards"),
    ("mileage.uses", "mileage.operation"),
    ("mileage.expiry", "mileage.operation"),
    ("mileage.validity_months", "mileage.expiry"),
    ("mileage.rules_published", "mileage.operation"),
    ("mileage.rate_table", "mileage.operation"),
    ("services.email_accounts", "services.email"),
    ("services.email_rules_published", "services.email"),
    ("evaluation.incentives", "evaluation.regular"),
    ("privacy.policy_every_months", "privacy.policy_page"),
    ("privacy.exceptions", "privacy.other_use_needs_consent"),
    ("privacy.exceptions_under", "privacy.other_use_needs_consent"),
    ("privacy.dormant_deletion", "privacy.dormant_years"),
    ("privacy.dormant_years", "privacy.dormant_deletion"),
    ("security.full_backup_days", "security.backups"),
    ("security.changed_backup_hours", "security.backups"),
    ("security.separate_place", "security.backups"),
    ("foreign.exchange_of_opinions", "foreign.operation"),
    ("foreign.outsourcing", "foreign.operation"),
    ("foreign.department", "foreign.operation"),
    ("social.topics", "social.accounts"),
    ("social.removal", "removal.grounds"),
    ("social.blocking", "social.removal"),
    ("social.media_topics", "social.media_board"),
    ("social.media_outsourcing", "social.media_board"),
    ("social.project_purposes", "social.projects"),
    ("social.contest_purposes", "social.contests"),
    ("social.contest_prizes", "social.contests"),
    ("social.contest_notice_before", "social.contests"),
)

#: What the platform always does is a must or nothing in a profile, never a may.
ALWAYS_ON = ("privacy.encryption", "privacy.personal_data_filter", "security.backups", "security.separate_place")


@dataclass(frozen=True, slots=True)
class Check:
    """A rule over some keys. ``fails`` gives the sentence where it is broken."""

    keys: tuple[str, ...]
    fails: Callable[..., Reason | None]


def broken(values: Values, before: Policy | None) -> Iterator[tuple[str, Reason]]:
    """Every contradiction, with the key where it shows. ``before`` is the last version, if any."""
    for key, needed in NEEDS:
        if key in values and needed in values and values[key] and not values[needed]:
            yield key, _("This says something, but %(needed)s is silent.", needed=needed)
    for check in (*_CHECKS, *_following(before)):
        if all(key in values for key in check.keys):
            reason = check.fails(*(values[key] for key in check.keys))
            if reason is not None:
                yield check.keys[0], reason


def _in_force_since(effective: Any, standing: Standing) -> Reason | None:
    """An ordinance in force has its date, a bill has none."""
    if standing is Standing.IN_FORCE and not effective:
        return _("An ordinance in force has an effective date.")
    if standing is Standing.BILL and effective:
        return _("A bill has no effective date yet.")
    return None


def _following(before: Policy | None) -> tuple[Check, ...]:
    if before is None:
        return ()
    last = before.ordinance

    def is_same(slug: str) -> Reason | None:
        if slug == last.slug:
            return None
        return _("The last version is that of “%(slug)s”.", slug=last.slug)

    def is_later(effective: Any) -> Reason | None:
        if not (effective and last.effective) or effective >= last.effective:
            return None
        return _("The effective date lies before that of the last version, %(date)s.", date=_iso(last.effective))

    def is_no_step_back(standing: Standing) -> Reason | None:
        if standing is Standing.BILL and last.standing is Standing.IN_FORCE:
            return _("The last version is an ordinance in force; a bill does not take its place.")
        return None

    return (
        Check(("ordinance.slug",), is_same),
        Check(("ordinance.effective",), is_later),
        Check(("ordinance.standing",), is_no_step_back),
    )


def _iso(date: datetime.date) -> str:
    return date.isoformat()


def _week_is_used(week: Any, identical: Any, similar: Any) -> Reason | None:
    if week and Span.WEEK not in {span.value for span in (identical, similar) if span}:
        return _("A reading of the week is given, but nothing is counted within a week.")
    return None


def _always_on(clause: Any) -> Reason | None:
    if clause and clause.value is not Obligation.MUST:
        return _("The platform always does this; a profile cannot make it optional.")
    return None


def _stamp_has_department(fields: Any) -> Reason | None:
    if fields and StampField.DEPARTMENT not in fields.value:
        return _("Every page names its department; a profile cannot leave it out.")
    return None


def _at_most(highest: int) -> Callable[[Any], Reason | None]:
    def fails(clause: Any) -> Reason | None:
        if clause and clause.value > highest:
            return _("The platform allows at most %(highest)s; a profile may only shorten it.", highest=highest)
        return None

    return fails


_CHECKS = (
    Check(("ordinance.effective", "ordinance.standing"), _in_force_since),
    Check(("duplicates.week", "duplicates.identical_within", "duplicates.similar_within"), _week_is_used),
    Check(("stamp.fields",), _stamp_has_department),
    Check(("security.full_backup_days",), _at_most(platform_floor.FULL_BACKUP_DAYS)),
    Check(("security.changed_backup_hours",), _at_most(platform_floor.CHANGED_BACKUP_HOURS)),
    *(Check((key,), _always_on) for key in ALWAYS_ON),
)
