"""Freshness rules: each change works out every deadline anew, in one transaction with its entry in the log."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.departments.forms import closed_sentence
from cms.pages.models.stamped import ContentClass
from cms.pages.models.stewardship import FreshnessRule
from cms.pages.services.clock import reckon_all
from tenants.selectors import current_policy


@transaction.atomic
def keep_rule(rule: FreshnessRule, user: Any) -> int:
    """Add or change a rule; returns how many pages it moved.

    :raises ValidationError: with everything wrong with it, and when no general rule would be left in force.
    """
    action = "wagtail.edit" if rule.pk else "wagtail.create"
    before = _plain(FreshnessRule.objects.select_for_update().get(pk=rule.pk)) if rule.pk else {}
    rule.policy_number = current_policy().number
    _require_sense(rule)
    rule.save()
    _require_general()
    moved = reckon_all()
    log(instance=rule, action=action, user=user, data={"before": before, "after": _plain(rule), "pages": moved})
    return moved


@transaction.atomic
def drop_rule(rule: FreshnessRule, user: Any) -> int:
    """Take a rule away; the pages fall under the next one. Returns how many it moved.

    :raises ValidationError: for the last general rule in force.
    """
    log(instance=rule, action="wagtail.delete", user=user, data={"before": _plain(rule)}, deleted=True)
    FreshnessRule.objects.filter(pk=rule.pk).delete()
    _require_general()
    return reckon_all()


def _require_sense(rule: FreshnessRule) -> None:
    """Also: a rule is for a kind that pages can have, and for a department that still answers."""
    wrong: dict[str, list[ValidationError]] = {}
    if rule.content_class and rule.content_class not in ContentClass.values:
        sentence = _("There is no such kind of content: %(kind)s.") % {"kind": rule.content_class}
        wrong["content_class"] = [ValidationError(sentence)]
    if rule.department and not rule.department.is_open:
        wrong["department"] = [ValidationError(closed_sentence(rule.department))]
    try:
        rule.full_clean()
    except ValidationError as error:
        wrong = error.update_error_dict(wrong)
    if wrong:
        raise ValidationError(wrong)


def _require_general() -> None:
    general = FreshnessRule.objects.filter(department=None, content_class="", effective_on__lte=timezone.localdate())
    if not general.exists():
        raise ValidationError(
            _("A rule for every department and every kind of content stays in force, so that no page is without one.")
        )


def _plain(rule: FreshnessRule) -> dict[str, Any]:
    return {
        "department": str(rule.department or ""),
        "content_class": rule.content_class,
        "days": rule.days,
        "basis": rule.basis,
        "effective_on": rule.effective_on.isoformat(),
        "policy": rule.policy_number,
    }
