"""What is done beside the acts of the table: publishing what was held, blocking a writer, recognising one author."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminDateInput

from cms.moderation.desk import opening
from cms.moderation.desk.fields import Fields, text
from cms.moderation.desk.finding import find
from cms.moderation.desk.forms import DeskForm
from cms.moderation.desk.more import APPROVE, BLOCK, LABELS, SAME_AUTHOR, possible
from cms.moderation.desk.offering import WAY
from cms.moderation.desk.pages import after, done, form_page, too_late
from cms.moderation.models import Matter
from cms.moderation.proposing import look_at
from cms.moderation.selectors import earlier_removals
from cms.moderation.services import acting
from cms.moderation.services.who import By, Refused
from cms.moderation.terms import terms

MOST_LINKED = 20


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish what was held until somebody had read it (게시 승인)."""
    return _screen(request, pk, APPROVE, {}, _approve)


def block(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut the writer out for a time (작성 제한), with removals that stand."""
    it = opening.opened(opening.found(request, pk))
    return _screen(request, pk, BLOCK, _block_fields(it.matter), _block)


def same_author(request: HttpRequest, pk: int) -> HttpResponse:
    """동일인이라고 인정: a person's finding about two accounts; afterwards the rule looks at the post again."""
    fields: Fields = {
        "other": forms.CharField(
            label=_("Another post by the same person"),
            max_length=300,
            required=False,
            help_text=_("Its address on the board, or its number."),
        ),
        "reason": text(_("What it is recognised by")),
    }
    return _screen(request, pk, SAME_AUTHOR, fields, _same_author)


SCREENS: dict[str, Callable[[HttpRequest, int], HttpResponse]] = {
    APPROVE: approve,
    BLOCK: block,
    SAME_AUTHOR: same_author,
}


def _screen(
    request: HttpRequest, pk: int, slug: str, fields: Fields, deed: Callable[[opening.Opened, By, dict[str, Any]], None]
) -> HttpResponse:
    it = opening.opened(opening.found(request, pk))
    label = str(LABELS[slug])
    if not any(each["slug"] == slug for each in possible(it, request.user)):
        return too_late(request, it, label)
    form = DeskForm(request.POST if request.method == "POST" else None, fields=fields, version=it.matter.version)
    by = By.officer(request.user, WAY)
    if form.is_bound and form.is_valid() and done(request, it, form, lambda: deed(it, by, form.cleaned_data)):
        return redirect(*after(request, it))
    return form_page(request, it, label, form)


def _approve(it: opening.Opened, by: By, given: dict[str, Any]) -> None:
    acting.approve(it.matter.subject_kind, it.matter.subject_pk, by)


def _block_fields(matter: Matter) -> Fields:
    most = terms().longest_block_days
    linked = list(_linkable(matter))
    return {
        "matters": forms.TypedMultipleChoiceField(
            label=_("Removals that it rests on"),
            choices=[(each.pk, _removal_words(each)) for each in linked],
            coerce=int,
            required=False,
            initial=[matter.pk],
            widget=forms.CheckboxSelectMultiple,
        ),
        "until": forms.DateField(
            label=_("Until the end of"),
            required=False,
            initial=timezone.localdate() + dt.timedelta(days=min(most, 7)),
            widget=AdminDateInput,
            help_text=_("At most %(number)d days from today.") % {"number": most},
        ),
        "reason": text(_("Reason"), _("The writer is told.")),
    }


def _block(it: opening.Opened, by: By, given: dict[str, Any]) -> None:
    linked = [each for each in _linkable(it.matter) if each.pk in given["matters"]]
    acting.block(it.matter.account, by, matters=linked, until=given["until"], reason=given["reason"])


def _same_author(it: opening.Opened, by: By, given: dict[str, Any]) -> None:
    other = find(it.subject, given["other"])
    if other is None:
        raise Refused([_("There is no such post.")])
    acting.recognise_same_author(by, (it.matter.account, other.account), reason=given["reason"])
    look_at(it.matter.subject_kind, it.matter.subject_pk)


def _linkable(matter: Matter) -> list[Matter]:
    return list(earlier_removals(matter.account)[:MOST_LINKED]) if matter.account else []


def _removal_words(matter: Matter) -> str:
    articles = ", ".join(str(each.get("article", "")) for each in matter.grounds)
    day = f"{timezone.localdate(matter.closed_at):%Y-%m-%d}" if matter.closed_at else ""
    return f"{_('Matter %(number)s') % {'number': matter.pk}} · {day} · {articles}"
