"""Whether passwords and connections are looked after (안양 §18①·§19, 용인 §5②·§18①, 동작 §23①·§24).

The ordinances give no figures and point at the national security guideline; what counts here is what is in force on
this site: the municipality's sign-in rules and the platform's settings. Citizens read the evidence, so it holds
nothing that would help an attacker.
"""

import datetime as dt

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.members.models import SignInPolicy
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met


@conformity_check("staff-passwords")
def staff_passwords(question: Question) -> Finding:
    """Met while no account at the desk keeps a password beyond its last day.

    Whoever does can do nothing but choose another one; still, an account that nobody renews is not looked after.
    """
    days = SignInPolicy.current().password_days
    last_day = timezone.make_aware(dt.datetime.combine(question.today, dt.time.min)) - dt.timedelta(days=days)
    overdue = Count("pk", filter=Q(password_changed_at__lt=last_day))
    accounts = desk_accounts().aggregate(every=Count("pk"), overdue=overdue)
    rule = ngettext(
        "Staff have to change their password after %(days)d day at the latest.",
        "Staff have to change their password after %(days)d days at the latest.",
        days,
    ) % {"days": days}
    found = _overdue(accounts["overdue"]) if accounts["overdue"] else _in_time(accounts["every"])
    return not_met(Evidence(rule), found) if accounts["overdue"] else met(Evidence(rule), found)


@conformity_check("security-measures")
def security_measures(question: Question) -> Finding:
    """Met while connections are encrypted, sign-ins are limited and pages take no foreign code."""
    kept: list[Evidence] = []
    missing: list[Evidence] = []
    for holds, does, lacks in _measures():
        (kept if holds else missing).append(Evidence(does if holds else lacks))
    return not_met(*missing, *kept) if missing else met(*kept, _second_factor())


def desk_accounts() -> QuerySet:
    """The active accounts that may enter the desk."""
    desk = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    allowed = Q(is_superuser=True) | Q(Exists(desk.filter(group__user=OuterRef("pk"))))
    return get_user_model().objects.filter(allowed, is_active=True)


def _overdue(number: int) -> Evidence:
    sentence = ngettext(
        "%(number)d account has a password that is older than that.",
        "%(number)d accounts have a password that is older than that.",
        number,
    )
    return Evidence(sentence % {"number": number}, count=number)


def _in_time(number: int) -> Evidence:
    sentence = ngettext(
        "%(number)d account of staff was looked at; none has an older password.",
        "%(number)d accounts of staff were looked at; none has an older password.",
        number,
    )
    return Evidence(sentence % {"number": number}, count=number)


def _measures() -> list[tuple[bool, str, str]]:
    """Each measure: whether it is in force, and the sentence for either case."""
    return [
        (
            bool(settings.SECURE_SSL_REDIRECT and settings.SECURE_HSTS_SECONDS and settings.SESSION_COOKIE_SECURE),
            _("All connections are encrypted (HTTPS)."),
            _("Connections are not encrypted (HTTPS)."),
        ),
        (
            any(backend.startswith("axes.") for backend in settings.AUTHENTICATION_BACKENDS),
            _("An account is locked for a time after repeated failures to sign in."),
            _("Repeated failures to sign in do not lock an account."),
        ),
        (
            "script-src" in getattr(settings, "CONTENT_SECURITY_POLICY", {}).get("DIRECTIVES", {}),
            _("Pages take no program code from other sites."),
            _("Pages may take program code from other sites."),
        ),
    ]


def _second_factor() -> Evidence:
    if SignInPolicy.current().second_factor_required:
        return Evidence(_("Staff have to use one-time passwords as well."))
    return Evidence(_("Staff can use one-time passwords as well."))
