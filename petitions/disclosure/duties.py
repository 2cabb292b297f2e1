"""What ordinances ask of public petitions, seen from the data.

안양 §9①②③ and 용인 §10①②③: 공개대상 민원의 선정·게시, 접수·처리과정 및 처리결과의 공개, 민원인이 원하지 아니하는 경우,
민원인 본인과 그 이외의 자에 따른 정보의 내용.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.ordinance.disclosure import PETITIONER_FIELDS
from cms.pages.duties.reach import address, in_default_language, in_reach
from petitions.disclosure.keeping import by_rule, out_of_rule
from petitions.disclosure.reading import allowed
from petitions.models import Case, CaseEvent, PublicCase, PublicPetitionsPage
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met, off

#: A result that nobody has read for publication after so many days is a gap.
PATIENCE = dt.timedelta(days=14)


@conformity_check("public-petitions")
def public_petitions(question: Question) -> Finding:
    """Met while everybody can read the list, and all is on it that the rule gives."""
    page = _page()
    if page is None:
        return not_met(_no_page())
    missing = _eligible(question).filter(public_side=None).count()
    if missing:
        sentence = ngettext(
            "%(count)d petition is public by the ordinance and not on the list yet.",
            "%(count)d petitions are public by the ordinance and not on the list yet.",
            missing,
        )
        return not_met(Evidence(sentence % {"count": missing}, count=missing), _shown(page, question))
    return met(_shown(page, question))


@conformity_check("public-petitions-selection")
def selection(question: Question) -> Finding:
    """Met while somebody has decided, or nothing was there to decide on."""
    page = _page()
    if page is None:
        return not_met(_no_page())
    decided = CaseEvent.objects.filter(event__in=("select", "deselect"))
    number = decided.values("case").distinct().count()
    waiting = _candidates().filter(selected=False).exclude(pk__in=decided.values("case")).count()
    said = Evidence(
        ngettext(
            "Of %(count)d petition somebody has decided whether it is on the list; who and when is written down.",
            "Of %(count)d petitions somebody has decided whether they are on the list; who and when is written down.",
            number,
        )
        % {"count": number},
        url=address(page),
        count=number,
    )
    if not waiting:
        return met(said)
    wait = ngettext(
        "Of %(count)d petition nobody has decided yet.", "Of %(count)d petitions nobody has decided yet.", waiting
    )
    left = Evidence(wait % {"count": waiting}, count=waiting)
    return met(said, left) if number else not_met(left)


@conformity_check("petition-stages")
def stages(question: Question) -> Finding:
    """Met while receipt, processing and result are shown; an answer is read for personal data before."""
    page = _page()
    if page is None:
        return not_met(_no_page())
    rows = by_rule(question.policy)
    late = rows.filter(closed_on__lt=question.today - PATIENCE, result="", case__written_answers__isnull=False)
    number = late.distinct().count()
    counts = {
        "all": rows.count(),
        "open": rows.filter(closed_on=None).count(),
        "results": rows.exclude(result="").count(),
    }
    sentence = _("Receipts shown: %(all)d; still being dealt with: %(open)d; results shown: %(results)d.") % counts
    shown = Evidence(sentence, url=address(page), count=counts["all"])
    if number:
        gap = ngettext(
            "The result of %(count)d petition has waited for its redactor for more than two weeks.",
            "The results of %(count)d petitions have waited for their redactor for more than two weeks.",
            number,
        )
        return not_met(Evidence(gap % {"count": number}, count=number), shown)
    return met(shown)


@conformity_check("petition-opt-out")
def opt_out(question: Question) -> Finding:
    """Met while nothing is shown of a petition whose petitioner objects."""
    wrong = PublicCase.objects.filter(case__objects_to_disclosure=True).count()
    if wrong or out_of_rule(question.policy).exists():
        number = wrong or out_of_rule(question.policy).count()
        sentence = ngettext(
            "%(count)d petition has a public side that it may not have.",
            "%(count)d petitions have a public side that they may not have.",
            number,
        )
        return not_met(Evidence(sentence % {"count": number}, count=number))
    number = Case.objects.filter(is_public_kind=True, objects_to_disclosure=True).count()
    sentence = ngettext(
        "The petitioner of %(count)d petition does not want it to be public; it is not shown.",
        "The petitioners of %(count)d petitions do not want them to be public; none is shown.",
        number,
    )
    return met(Evidence(sentence % {"count": number}, count=number))


@conformity_check("petition-fields")
def fields(question: Question) -> Finding:
    """Met while everybody sees less than the petitioner; off where there is no list."""
    page = _page()
    if page is None:
        return off(_no_page())
    shown = allowed(question.policy)
    values = {"shown": len(shown), "own": len(PETITIONER_FIELDS)}
    sentence = _("Everybody sees %(shown)d fields of a petition, its petitioner %(own)d.") % values
    return met(Evidence(sentence, url=address(page), count=len(shown)))


def _page() -> PublicPetitionsPage | None:
    pages = in_default_language(in_reach(PublicPetitionsPage.objects.all()))
    return pages.select_related("locale").order_by("path").first()


def _no_page() -> Evidence:
    return Evidence(_("There is no public page with the list of public petitions."), count=0)


def _candidates() -> QuerySet[Case]:
    return Case.objects.filter(
        is_public_kind=True, objects_to_disclosure=False, received_at__isnull=False, erased_at=None
    )


def _eligible(question: Question) -> QuerySet[Case]:
    rows = _candidates()
    return rows.filter(selected=True) if question.policy.disclosure.selection else rows


def _shown(page: PublicPetitionsPage, question: Question) -> Evidence:
    number = by_rule(question.policy).count()
    sentence = ngettext(
        "%(count)d public petition can be read on the page “%(title)s”.",
        "%(count)d public petitions can be read on the page “%(title)s”.",
        number,
    )
    return Evidence(sentence % {"count": number, "title": page.title}, url=address(page), count=number)
