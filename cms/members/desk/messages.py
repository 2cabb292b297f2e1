"""Messages to members at the desk: written by one, approved by another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin.views.reports import ReportView

from cms.core.typed import whole_number
from cms.members.composing import municipality
from cms.members.desk.message_form import MessageForm
from cms.members.desk.reach import writes_messages
from cms.members.messages import acting, sms
from cms.members.messages.composing import whole_sms
from cms.members.messages.lengths import length_of
from cms.members.models import Channel, Message, MessageState, SendState

TITLE = _("Messages to members")
ICON = "mail"
UNPROCESSABLE = 422
_ACTS: dict[str, Callable[[Message, Any], Message]] = {
    "hand_in": acting.hand_in,
    "take_back": acting.take_back,
    "approve": acting.approve,
    "stop": acting.stop,
}


class MessagesView(ReportView):
    """All of them, the latest first."""

    results_template_name = "members/desk/messages_results.html"
    page_title = TITLE
    header_icon = ICON
    model = Message
    index_url_name = "members_messages"
    index_results_url_name = "members_messages_results"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied for whoever does not write messages."""
        _may(request)
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Message]:
        self.queryset = Message.objects.select_related("topic", "written_by", "approved_by").prefetch_related("texts")
        return super().get_queryset()


@never_cache
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new message, or a draft. What was typed stays, whatever is wrong with it."""
    _may(request)
    found = get_object_or_404(Message, pk=pk, state=MessageState.DRAFT) if pk else Message()
    form = MessageForm(request.POST if request.method == "POST" else None, message=found)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            kept = acting.write(form.filled(found), form.words(), request.user)
        except acting.Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, gettext("The draft is kept."))
            return redirect("members_message", kept.pk)
    context = {"form": form, "message": found, "reasons": reasons, "overhead": _overheads(), "title": TITLE}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return TemplateResponse(request, "members/desk/write.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview in each language, how many get it, and what can be done now."""
    _may(request)
    rows = Message.objects.select_related("topic", "written_by", "approved_by")
    found = get_object_or_404(rows, pk=pk)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act in _ACTS:
        seen = whole_number(request.POST.get("version", ""))
        found.version = -1 if seen is None else seen
        try:
            _ACTS[act](found, request.user)
        except acting.Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        else:
            messages.success(request, gettext("Done."))
        return redirect("members_message", pk)
    words = dict(SendState.choices)
    counted = [(words[SendState(state)], number) for state, number in acting.counted(found).items()]
    context = {
        "message": found,
        "previews": [_preview(found, text) for text in found.texts.all()],
        "counted": counted,
        "is_own": found.written_by_id == request.user.pk,
        "can_send": found.channel != Channel.SMS or sms.is_offered(),
    }
    return TemplateResponse(request, "members/desk/message.html", context)


def _may(request: HttpRequest) -> None:
    if not writes_messages(request.user):
        raise PermissionDenied


def _preview(found: Message, text: Any) -> dict[str, Any]:
    """As it will be read; for a telephone with everything that counts."""
    shown: dict[str, Any] = {"text": text, "from": municipality(text.language), "name": text.get_language_display()}
    if found.channel == Channel.SMS:
        whole = whole_sms(text.body, text.language, acting.LINK)
        shown |= {"whole": whole.replace(acting.LINK, "https://…"), "length": length_of(whole)}
    return shown


def _overheads() -> dict[str, int]:
    """Bytes that a text message holds beside its words, by language: for the count while writing."""
    return {language: length_of(whole_sms("", language, acting.LINK)).size for language, _name in settings.LANGUAGES}
