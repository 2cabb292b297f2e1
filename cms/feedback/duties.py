"""Whether users' opinions are heard and made use of (안양·용인 §4, 서울 §3③, 동작 §3②)."""

import datetime as dt

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from cms.feedback.models import Gathering, Opinion
from cms.ordinance.recurring import opinions_gathered
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met

YEAR = dt.timedelta(days=365)
#: An opinion that nobody has dealt with for so long is not made use of. The ordinances give no figure.
PATIENCE = dt.timedelta(days=30)


@conformity_check("user-feedback")
def user_feedback(question: Question) -> Finding:
    """Met while every page asks its readers, and no opinion lies untouched for longer than a month."""
    midnight = timezone.make_aware(dt.datetime.combine(question.today, dt.time.min))
    words = ~Q(state__in=[Opinion.State.COUNTED, Opinion.State.HELD, Opinion.State.ADVERTISING])
    numbers = Opinion.objects.filter(received_at__gte=midnight - YEAR).aggregate(
        every=Count("pk"),
        words=Count("pk", filter=words),
        answered=Count("pk", filter=Q(state__in=[Opinion.State.REFLECTED, Opinion.State.DECLINED])),
    )
    facts = [_asks(), _heard(numbers["every"]), _answered(numbers["answered"], numbers["words"])]
    late = Opinion.objects.filter(state=Opinion.State.OPEN, received_at__lt=midnight - PATIENCE).count()
    return not_met(_late(late), *facts) if late else met(*facts)


@conformity_check("yearly-feedback")
def yearly_feedback(question: Question) -> Finding:
    """Met while the last gathering of opinions that is over lies less than the ordinance's interval back."""
    last = Gathering.objects.filter(held_on__lte=question.today).select_related("page").first()
    verdict = opinions_gathered(last.held_on if last else None, question.policy, question.today)
    reasons = [Evidence(reason.said(_)) for reason in verdict.reasons]
    facts = [_gathered(last)] if last else []
    return met(*facts, *reasons) if verdict else not_met(*reasons, *facts)


def _asks() -> Evidence:
    """Where the form is: that of the front page stands for all."""
    site = Site.objects.filter(is_default_site=True).first()
    address = reverse("feedback", args=[site.root_page_id]) if site else ""
    return Evidence(_("Every page asks its readers whether it helped and what could be better."), url=address)


def _heard(number: int) -> Evidence:
    sentence = ngettext(
        "%(number)d opinion was received within a year.", "%(number)d opinions were received within a year.", number
    )
    return Evidence(sentence % {"number": number}, count=number)


def _answered(answered: int, words: int) -> Evidence:
    sentence = _("Of %(words)d that say what could be better, %(answered)d were dealt with.")
    return Evidence(sentence % {"words": words, "answered": answered}, count=answered)


def _late(number: int) -> Evidence:
    sentence = ngettext(
        "%(number)d opinion has waited for more than %(days)d days.",
        "%(number)d opinions have waited for more than %(days)d days.",
        number,
    )
    return Evidence(sentence % {"number": number, "days": PATIENCE.days}, count=number)


def _gathered(last: Gathering) -> Evidence:
    sentence = ngettext(
        "%(title)s: %(number)d person took part.", "%(title)s: %(number)d people took part.", last.participants
    )
    values = {"title": last.title, "number": last.participants}
    address = last.page.full_url if last.page and last.page.live else None
    return Evidence(sentence % values, url=address or "", on=last.held_on)
