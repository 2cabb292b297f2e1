"""Whether the privacy policy (개인정보 처리방침) is published (안양 §17③, 용인 §17②, 서울 §10③, 동작 §22⑤)."""

import datetime as dt

from django.utils.translation import gettext as _

from cms.core.dates import long_date
from cms.ordinance.recurring import privacy_policy_renewed
from cms.pages.models import PrivacyPolicyVersion
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met

from .reach import address, in_default_language, in_reach


@conformity_check("privacy-policy")
def privacy_policy(question: Question) -> Finding:
    """Met while a version that is in force can be read."""
    version = _in_force(question.today)
    if version is None:
        return not_met(Evidence(_("No privacy policy in force is published.")))
    return met(_published(version, question.today))


@conformity_check("privacy-policy-renewal")
def privacy_policy_renewal(question: Question) -> Finding:
    """Met while the version in force is younger than the ordinance allows (동작 §22⑤: 매년)."""
    version = _in_force(question.today)
    verdict = privacy_policy_renewed(version.effective_on if version else None, question.policy, question.today)
    reasons = [Evidence(reason.said(_)) for reason in verdict.reasons]
    shown = [_published(version, question.today)] if version else []
    return met(*shown) if verdict.ok and shown else not_met(*reasons, *shown)


def _in_force(today: dt.date) -> PrivacyPolicyVersion | None:
    """The latest version not after today on a page within reach; where several pages hold one, the latest of all."""
    versions = PrivacyPolicyVersion.objects.filter(effective_on__lte=today).select_related("page__locale")
    pages = in_default_language(in_reach(PrivacyPolicyVersion.page.field.related_model.objects.all()))
    return versions.filter(page__in=pages.values("pk")).order_by("-effective_on").first()


def _published(version: PrivacyPolicyVersion, today: dt.date) -> Evidence:
    """In force since when, and for how long."""
    days = (today - version.effective_on).days
    text = _("The privacy policy has been in force since %(day)s, for %(days)d days.")
    text = text % {"day": long_date(version.effective_on), "days": days}
    return Evidence(text, url=address(version.page), count=days, on=version.effective_on)
