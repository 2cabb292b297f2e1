"""What ordinances ask of the dialogue and of consultation, seen from the data.

안양 §11, 용인 §12, 서울 §6, 동작 §11 (대화방); 안양 §10, 용인 §11, 동작 §10 (민원상담).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.members.proving import providers
from cms.ordinance.case_numbers import shown
from cms.ordinance.duties import Duty
from cms.ordinance.policy import Handling, Obligation
from cms.pages.duties.reach import address, in_default_language, in_reach
from petitions import clock
from petitions.dialogue.consulting import needs_name
from petitions.dialogue.settings import office, runs, ways
from petitions.models import (
    Case,
    CataloguePage,
    Channel,
    ConsultationField,
    ConsultationPage,
    Decision,
    DialoguePage,
    DialogueSetting,
    Opinion,
    PublicPetitionsPage,
    Service,
)
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met, off

#: How many fields or opinions a report names one by one.
NAMED = 10


@conformity_check("dialogue")
def dialogue(question: Question) -> Finding:
    """Met while everybody can write and somebody reads; where the ordinance leaves it open, it may be off."""
    page, setting = _public(DialoguePage), DialogueSetting.current()
    if page is None:
        return _absent(question.duty, Evidence(_("There is no public page of the dialogue."), count=0))
    if not runs(setting, question.policy):
        return _absent(question.duty, Evidence(_("The dialogue is not run at present."), url=address(page), count=0))
    department = office(setting)
    if department is None:
        return not_met(Evidence(_("Nobody is named who reads the opinions."), url=address(page)))
    sentence = ngettext(
        "%(count)d opinion was written; %(department)s reads them.",
        "%(count)d opinions were written; %(department)s reads them.",
        count := Opinion.objects.count(),
    )
    values = {"count": count, "department": department.local_name}
    return met(Evidence(sentence % values, url=address(page), count=count))


@conformity_check("dialogue-handling")
def dialogue_handling(question: Question) -> Finding:
    """Met while every opinion became a petition where it must, and none waits too long for a decision elsewhere."""
    clause = question.policy.dialogue.handling
    if clause and clause.value is Handling.ALWAYS:
        loose = Opinion.objects.filter(case=None, erased_at=None)
        wrong = [_loose(opinion) for opinion in loose.only("number")[:NAMED]]
    else:
        wrong = list(_late(question))
    facts = list(_decided())
    return not_met(*wrong, *facts) if wrong else met(*facts)


@conformity_check("dialogue-visibility")
def dialogue_visibility(question: Question) -> Finding:
    """Met while writers are offered a way that the ordinance knows."""
    page = _public(DialoguePage)
    if page is None:
        return off(Evidence(_("There is no public page of the dialogue."), count=0))
    open_ways = ways(DialogueSetting.current(), question.policy)
    if not open_ways:
        return not_met(Evidence(_("Opinions can be written neither in public nor in private."), url=address(page)))
    words = {"public": _("in public"), "private": _("in private")}
    said = ", ".join(words[way.value] for way in open_ways)
    count = Opinion.objects.filter(published_at__isnull=False).count()
    sentence = ngettext(
        "Opinions can be written %(ways)s; %(count)d is public.",
        "Opinions can be written %(ways)s; %(count)d are public.",
        count,
    )
    return met(Evidence(sentence % {"ways": said, "count": count}, url=address(page), count=count))


@conformity_check("consultation")
def consultation(question: Question) -> Finding:
    """Met while everybody can ask, in one field at least."""
    page = _public(ConsultationPage)
    fields = ConsultationField.objects.filter(active=True, department__closed_on=None).count()
    if page is None or not fields:
        return not_met(Evidence(_("There is no public page with fields of consultation."), count=0))
    asked = Case.objects.filter(channel=Channel.CONSULTATION).count()
    sentence = ngettext(
        "Everybody can ask in %(fields)d field; %(asked)d consultations came in.",
        "Everybody can ask in %(fields)d fields; %(asked)d consultations came in.",
        fields,
    )
    return met(Evidence(sentence % {"fields": fields, "asked": asked}, url=address(page), count=fields))


@conformity_check("consultants")
def consultants(question: Question) -> Finding:
    """Met while every field has its department or consultants (분야별 담당부서 또는 민원상담관)."""
    rows = ConsultationField.objects.filter(active=True).select_related("department").prefetch_related("consultants")
    if not rows:
        return off(Evidence(_("No field of consultation is named."), count=0))
    closed = [row for row in rows if not row.department.is_open]
    wrong = [Evidence(_("%(field)s: its department is closed.") % {"field": row.name}) for row in closed[:NAMED]]
    named = sum(bool(row.consultants.all()) for row in rows)
    sentence = ngettext(
        "%(count)d field has its department; in %(named)d consultants are named.",
        "%(count)d fields have their departments; in %(named)d consultants are named.",
        len(rows),
    )
    fact = Evidence(sentence % {"count": len(rows), "named": named}, count=len(rows))
    return not_met(*wrong, fact) if wrong else met(fact)


@conformity_check("real-name-consultation")
def real_name_consultation(question: Question) -> Finding:
    """Met while names can be verified, and no consultation was registered without that (안양 제10조제2항)."""
    rows = Case.objects.filter(channel=Channel.CONSULTATION)
    bare = rows.filter(identity_verified_at=None) if needs_name() else rows.none()
    sentence = _("%(number)s was registered without a verified name.")
    wrong = [
        Evidence(sentence % {"number": shown(case.number)}, url=reverse("petition_case", args=[case.pk]))
        for case in bare.only("number")[:NAMED]
    ]
    if not providers():
        wrong.append(Evidence(_("No way of verifying a name is connected: nobody can register a consultation online.")))
    elif all(each.for_development for each in providers()):
        wrong.append(Evidence(_("Names are verified for demonstration only; no real provider is connected.")))
    count = rows.exclude(identity_verified_at=None).count()
    said = ngettext(
        "%(count)d consultation was registered under a verified name, each dealt with as a petition.",
        "%(count)d consultations were registered under a verified name, each dealt with as a petition.",
        count,
    )
    fact = Evidence(said % {"count": count}, count=count)
    return not_met(*wrong, fact) if wrong else met(fact)


@conformity_check("petition-window")
def petition_window(question: Question) -> Finding:
    """Met while petitions can be filed: a public catalogue, and services that are asked for online (전자민원창구)."""
    page, online = _public(CataloguePage), Service.objects.open().filter(online=True).count()
    if page is None:
        return not_met(Evidence(_("There is no public page with the catalogue of petition services."), count=0))
    if not online:
        return not_met(Evidence(_("No petition service can be asked for online."), url=address(page), count=0))
    filed = Case.objects.filter(channel=Channel.WINDOW).count()
    sentence = ngettext(
        "%(count)d petition service can be asked for online; %(filed)d petitions were filed.",
        "%(count)d petition services can be asked for online; %(filed)d petitions were filed.",
        online,
    )
    return met(Evidence(sentence % {"count": online, "filed": filed}, url=address(page), count=online))


@conformity_check("petition-functions")
def petition_functions(question: Question) -> Finding:
    """Met while the window has all three (안양 제8조제2항): processing, disclosure, consultation."""
    found = _public_of(CataloguePage, PublicPetitionsPage, ConsultationPage)
    asked = (
        (_("processing of petitions"), found.get(CataloguePage)),
        (_("disclosure of their processing"), found.get(PublicPetitionsPage)),
        (_("consultation"), found.get(ConsultationPage)),
    )
    gaps = [Evidence(_("The window lacks: %(what)s.") % {"what": what}) for what, page in asked if page is None]
    there = [
        Evidence(_("The window has: %(what)s.") % {"what": what}, url=address(page))
        for what, page in asked
        if page is not None
    ]
    return not_met(*gaps, *there) if gaps else met(*there)


def _public(kind: type[Page]) -> Page | None:
    pages = in_default_language(in_reach(kind.objects.all()))
    found: Page | None = pages.select_related("locale").order_by("path").first()
    return found


def _public_of(*kinds: type[Page]) -> dict[type[Page], Page]:
    """The first public page of each kind. One query."""
    pages = in_default_language(in_reach(Page.objects.exact_type(*kinds)))
    backwards = pages.select_related("locale").defer_streamfields().order_by("-path")
    return {page.specific_class: page for page in backwards if page.specific_class}


def _absent(duty: Duty, evidence: Evidence) -> Finding:
    return not_met(evidence) if duty.obligation is Obligation.MUST else off(evidence)


def _loose(opinion: Opinion) -> Evidence:
    """With its place at the desk: a receipt number is nothing for everybody."""
    sentence = _("%(number)s was not received as a petition.") % {"number": shown(opinion.number)}
    return Evidence(sentence, url=reverse("petition_opinion", args=[opinion.pk]))


def _late(question: Question) -> Iterator[Evidence]:
    """Opinions that wait longer than the municipality gave itself."""
    limit, days = DialogueSetting.current().decide_days, clock.calendar()
    first = question.today
    while limit >= 0:
        limit -= days.is_working_day(first)
        first -= dt.timedelta(days=1)
    rows = Opinion.objects.filter(decision=Decision.WAITING, erased_at=None, held=False, written_at__date__lte=first)
    if count := rows.count():
        sentence = ngettext(
            "%(count)d opinion has waited too long for a decision.",
            "%(count)d opinions have waited too long for a decision.",
            count,
        )
        yield Evidence(sentence % {"count": count}, count=count)


def _decided() -> Iterator[Evidence]:
    rows = Opinion.objects.order_by().values_list("decision").annotate(number=Count("pk"))
    held = dict(rows)
    for choice in Decision:
        count = held.get(choice.value, 0)
        yield Evidence(f"{choice.label}: {count}", count=count)
