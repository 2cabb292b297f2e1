"""Showing a draft (초안) by link: making one, taking it back, opening it. Each is an entry in the page's history."""

import datetime as dt

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Page

from cms.departments.models import DraftShare

DAYS = [(1, gettext_lazy("one day")), (7, gettext_lazy("a week")), (30, gettext_lazy("30 days"))]
CREATED, REVOKED = "departments.share_draft", "departments.unshare_draft"


class ShareForm(forms.Form):
    """How long the link opens."""

    days = forms.TypedChoiceField(label=gettext_lazy("The link opens for"), choices=DAYS, coerce=int, initial=7)


@transaction.atomic
def share(page: Page, user, days: int, now: dt.datetime | None = None) -> DraftShare:
    """A new link. Raises PermissionDenied for who may not edit the page."""
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    expires = (now or timezone.now()) + dt.timedelta(days=days)
    link = DraftShare.objects.create(page_id=page.pk, created_by=user, expires_at=expires)
    log(instance=page.specific, action=CREATED, user=user, data={"share": link.pk, "until": expires.isoformat()})
    return link


@transaction.atomic
def revoke(link: DraftShare, user, now: dt.datetime | None = None) -> None:
    """Take a link back at once. Raises PermissionDenied for who may not edit the page."""
    if not link.page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    DraftShare.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=now or timezone.now())
    log(instance=link.page.specific, action=REVOKED, user=user, data={"share": link.pk})


@require_http_methods(["GET", "POST"])
def share_draft(request: HttpRequest, page_id: int) -> HttpResponse:
    """Desk: the links of a page, and a form for a new one."""
    page = _editable(request, page_id)
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        share(page, request.user, form.cleaned_data["days"])
        messages.success(request, _("The link was made. Whoever has it can read the draft."))
        return redirect("departments_share_draft", page.pk)
    links = [(link, request.build_absolute_uri(f"/draft/{link.token}/")) for link in page.draft_shares.open()]
    return TemplateResponse(request, "departments/share_draft.html", {"page": page, "form": form, "links": links})


@require_POST
def unshare_draft(request: HttpRequest, share_id: int) -> HttpResponse:
    """Desk: take a link back."""
    link = get_object_or_404(DraftShare.objects.select_related("page"), pk=share_id)
    revoke(link, request.user)
    messages.success(request, _("The link no longer opens."))
    return redirect("departments_share_draft", link.page_id)


@require_safe
def shared_draft(request: HttpRequest, token: str) -> HttpResponse:
    """The latest draft as it would look, for whoever has the link; it is neither stored nor indexed on the way."""
    try:
        link = DraftShare.objects.select_related("page").by_token(token)
    except DraftShare.DoesNotExist:
        raise Http404 from None
    draft = link.page.get_latest_revision_as_object()
    response = draft.make_preview_request(request, draft.default_preview_mode)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _editable(request: HttpRequest, page_id: int) -> Page:
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page
