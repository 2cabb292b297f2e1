"""Many at once, for spam: one ground, one reason; first each one's verdict, then the deed, then each one's result.

Whoever decides removes them: each is proposed, decided and carried out in a transaction of its own, with a copy of its
own as evidence. Whoever does not decide proposes them. One that is refused, or that somebody else was first with, holds
up no other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.core.typed import whole_number
from cms.moderation import rights
from cms.moderation.desk import opening, tabs
from cms.moderation.desk.fields import ground_choices, text
from cms.moderation.desk.offering import WAY, sentence
from cms.moderation.desk.rows import Row, rows_of
from cms.moderation.desk.screen import UNPROCESSABLE, chrome
from cms.moderation.models import CannedReason, Matter
from cms.moderation.services import acting
from cms.moderation.services.facts import facts_of, office_of
from cms.moderation.services.who import By, Refused
from cms.moderation.terms import Terms, grounds_of, terms
from cms.ordinance.moderation import Act, State
from cms.ordinance.moderation_rules import Given, judge
from cms.pages.working_days import calendar
from cms.publication.offices import offices

#: Each removal makes a paper of the whole post: more would keep a browser waiting too long.
MOST = 50
REMOVE, PROPOSE = gettext_lazy("Remove them"), gettext_lazy("Propose the removal")


@dataclass
class Chosen:
    """A chosen matter; ``reasons`` stand against the act, ``done`` says that it was done."""

    row: Row
    reasons: tuple[str, ...] = ()
    done: bool = False


class BulkForm(forms.Form):
    """One ground, one reason for all of them."""

    looked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"] = forms.TypedChoiceField(
            label=_("Grounds"), choices=ground_choices(), coerce=int, widget=forms.RadioSelect
        )
        self.fields["explanation"] = text(
            _("Reason"), _("It stands on every one of these boards: without personal data.")
        )
        self.fields["explanation"].required = True

    @property
    def mark(self) -> str:
        """Names these words: what is done is what was looked at."""
        given = f"{self.cleaned_data['ground']}\x1f{self.cleaned_data['explanation']}"
        return hashlib.sha256(given.encode()).hexdigest()

    def note_look(self) -> None:
        """They were looked at."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["looked"] = self.mark  # type: ignore[index]


@never_cache
@require_http_methods(["GET", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """``?id=1&id=2``; nothing happens before the preview was confirmed."""
    if not rights.moderates(request.user):
        raise PermissionDenied
    given = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(request, given.getlist("id"))
    if not chosen:
        messages.warning(request, _("Choose the posts first."))
        return redirect("moderation_queue_all")
    form = BulkForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, chosen, form, "choose")
    here, by = terms(), By.officer(request.user, WAY)
    ground, reason = form.cleaned_data["ground"], form.cleaned_data["explanation"]
    if "do" in request.POST and form.cleaned_data["looked"] == form.mark:
        _do(request, chosen, by, here, ground, reason)
        return _page(request, chosen, form, "done")
    for each in chosen:
        each.reasons = verdict_of(each.row.matter, by, here, ground, reason)
    form.note_look()
    return _page(request, chosen, form, "look")


def removes(by: By, here: Terms) -> bool:
    """Whether this person's bulk removes; where a second look is set, it only proposes."""
    return bool(office_of(by, here)) and not here.second_look


def verdict_of(matter: Matter, by: By, here: Terms, ground: int, reason: str) -> tuple[str, ...]:
    """Every reason against it now. The act itself asks again."""
    it = opening.opened(matter)
    if it.described is None:
        return (_("There is no such post."),)
    as_it_would_be = Matter.objects.get(pk=matter.pk)
    as_it_would_be.grounds = grounds_of(here.policy, [ground])
    as_it_would_be.explanation = reason.strip()
    as_it_would_be.decided_as = office_of(by, here)
    given = Given(policy_version=here.in_force.number)
    facts = facts_of(as_it_would_be, it.described, here, by, given, (ground,))
    mine, now = rights.actors(by.user, matter), timezone.now()
    found = list(judge(Act.PROPOSE, facts, mine, here.policy, now, offices()).reasons)
    if removes(by, here):
        proposed = replace(facts, state=State.PROPOSED, proposed_by=facts.person)
        found += judge(Act.DECIDE_REMOVE, proposed, mine, here.policy, now, offices()).reasons
    return tuple(dict.fromkeys(sentence(each) for each in found))


def _chosen(request: HttpRequest, numbers: Sequence[str]) -> list[Chosen]:
    """Those that are theirs to open: others are not told of."""
    wanted = [key for number in numbers if (key := whole_number(number)) is not None][:MOST]
    found = tabs.by_time_left(tabs.listed(rights.matters_of(request.user).filter(pk__in=wanted)))
    return [Chosen(row) for row in rows_of(found, timezone.now(), calendar())]


def _do(request: HttpRequest, chosen: list[Chosen], by: By, here: Terms, ground: int, reason: str) -> None:
    for each in chosen:
        seen = whole_number(request.POST.get(f"seen-{each.row.matter.pk}", ""))
        if seen is None:
            each.reasons = (_("This post was not looked at before."),)
            continue
        try:
            _remove(each.row.matter, by, here, ground, reason, seen)
        except Refused as refused:
            each.reasons = refused.reasons
        else:
            each.done = True
    done = sum(each.done for each in chosen)
    said = ngettext("%(number)d post done.", "%(number)d posts done.", done) % {"number": done}
    (messages.success if done == len(chosen) else messages.warning)(request, said)


@transaction.atomic
def _remove(matter: Matter, by: By, here: Terms, ground: int, reason: str, seen: int) -> None:
    """All of it or nothing: after the first act the matter is this transaction's alone."""
    acting.propose(matter, by, grounds=[ground], explanation=reason, seen=seen)
    if removes(by, here):
        acting.decide(matter, by, remove=True)
        acting.carry_out(matter, by)


def _page(request: HttpRequest, chosen: list[Chosen], form: BulkForm, step: str) -> HttpResponse:
    label = REMOVE if removes(By.officer(request.user, WAY), terms()) else PROPOSE
    context = {
        "chosen": chosen,
        "possible": [each for each in chosen if not each.reasons],
        "form": form,
        "fields": [form["ground"], form["explanation"]],
        "step": step,
        "label": label,
        "most": MOST,
        "canned": list(CannedReason.objects.all()) if step != "done" else [],
        **chrome(_("Spam: many at once")),
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return TemplateResponse(request, "moderation/desk/bulk.html", context, status=status)
