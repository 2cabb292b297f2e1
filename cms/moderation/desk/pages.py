"""What screens of acts have in common: doing, refusing with all that was typed, the form beside the post."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.moderation.desk import opening
from cms.moderation.desk.forms import DeskForm
from cms.moderation.desk.screen import UNPROCESSABLE, beside, chrome
from cms.moderation.rights import matters_of
from cms.moderation.services.who import Overtaken, Refused

#: What one may have typed, to be copied where an act is not possible any more.
_TYPED = ("explanation", "question", "answer", "words", "reason")


def done(request: HttpRequest, it: opening.Opened, form: DeskForm, deed: Callable[[], Any]) -> bool:
    """Whether the deed was done; else the form says why not, with all that was typed."""
    try:
        deed()
    except Overtaken as overtaken:
        it.matter.refresh_from_db()
        form.refuse(overtaken.reasons)
        form.look_anew(it.matter.version)
        return False
    except Refused as refused:
        it.matter.refresh_from_db()
        form.refuse(refused.reasons)
        return False
    messages.success(request, _("Done; it stands in the register."))
    return True


def after(request: HttpRequest, it: opening.Opened) -> tuple[Any, ...]:
    """The matter again, or the queue where it has gone beyond this person's reach."""
    still = matters_of(request.user).filter(pk=it.matter.pk).exists()
    return ("moderation_matter", it.matter.pk) if still else ("moderation_queue_all",)


def too_late(request: HttpRequest, it: opening.Opened, label: str) -> HttpResponse:
    """What is not in the table for this person in this state; what was typed is shown once more, to be copied."""
    values = {"label": label, "state": it.matter.get_state_display()}
    reason = _("“%(label)s” is not possible, or not for you to do: %(state)s.") % values
    typed = [request.POST[name] for name in _TYPED if request.POST.get(name, "").strip()]
    context = {"matter": it.matter, "reason": reason, "typed": typed, **door(it, label)}
    return TemplateResponse(request, "moderation/desk/too_late.html", context, status=UNPROCESSABLE)


def form_page(request: HttpRequest, it: opening.Opened, label: str, form: DeskForm, **more: Any) -> HttpResponse:
    """A form beside the post and the grounds. That the post was shown is written down."""
    with transaction.atomic():
        opening.note(request, it)
        context = {**beside(it), "form": form, "label": label, **more, **door(it, label)}
        status = UNPROCESSABLE if form.is_bound and form.errors else 200
        return TemplateResponse(request, "moderation/desk/act.html", context, status=status).render()


def door(it: opening.Opened, title: str) -> dict[str, Any]:
    """The head of a form: it leads back to the matter."""
    number = _("Matter %(number)s") % {"number": it.matter.pk}
    return chrome(title, (reverse("moderation_matter", args=[it.matter.pk]), number))
