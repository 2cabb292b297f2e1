"""E-mail and text messages: what a member wants, the telephone, and the one click that ends it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.core.mailing import Verdict
from cms.core.typed import whole_number
from cms.members import consents, subscriptions, telephones
from cms.members.messages import sms
from cms.members.models import (
    Channel,
    Member,
    MemberServiceSetting,
    TelephoneCheck,
    Topic,
)
from cms.members.views.guard import for_members

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@for_members
def services(request: HttpRequest, member: Member) -> HttpResponse:
    """What is offered; exactly what is ticked holds from now on."""
    if request.method == "GET":
        return _page(request, member)
    wanted = _ticked(request)
    try:
        begun, ended = subscriptions.choose(member, wanted)
    except subscriptions.Refused as refused:
        return _page(request, member, wanted=wanted, reasons=refused.reasons)
    if begun or ended:
        messages.success(
            request, _("Your choice is kept: %(begun)s begun, %(ended)s ended.") % {"begun": begun, "ended": ended}
        )
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect("member_services")


@require_http_methods(["POST"])
@for_members
def telephone(request: HttpRequest, member: Member) -> HttpResponse:
    """Send a code to a number, or take the code that came."""
    try:
        if "code" in request.POST:
            telephones.finish(member, request.POST["code"])
            messages.success(request, _("Your mobile telephone is verified."))
        else:
            _send_code(member, request.POST.get("number", ""), agrees="agreed" in request.POST)
            messages.info(request, _("We have sent you a code of six digits. It is good for five minutes."))
    except telephones.Refused as refused:
        typed = {"number": request.POST.get("number", "")[:30]}
        return _page(request, member, reasons=refused.reasons, typed=typed)
    return redirect("member_services")


@csrf_exempt  # mail programs post without a session (RFC 8058); the link itself is the right to do so
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, key: str) -> HttpResponse:
    """A button on GET, so that no program that looks at links ends anything; the end on POST."""
    found = subscriptions.led_to(key)
    if found is None:
        raise Http404
    member, topic_pk, channel = found
    topic = Topic.objects.prefetch_related("names").filter(pk=topic_pk).first()
    said: dict[str, Any] = {"topic": topic.called() if topic else "", "channel": Channel(channel).label}
    if request.method == "POST":
        everything = request.POST.get("all") == "1"
        if member is not None and everything:
            subscriptions.end_all(member, way="link")
        elif member is not None:
            subscriptions.end(member, way="link", topic=topic_pk, channel=channel)
        return render(request, "members/services/ended.html", said | {"everything": everything})
    return render(request, "members/services/unsubscribe.html", said)


def _ticked(request: HttpRequest) -> set[subscriptions.Choice]:
    """As ``12:mail``; what is none is left out."""
    found = set()
    for each in request.POST.getlist("wanted")[:200]:
        number, _sign, channel = each.partition(":")
        if (topic := whole_number(number)) is not None and channel in Channel.values:
            found.add((topic, channel))
    return found


def _send_code(member: Member, number: str, *, agrees: bool) -> None:
    """What is agreed to with the number is written down with it, or not at all."""
    if not sms.is_offered():
        raise telephones.Refused(_("Text messages cannot be sent from here at the moment."))
    with transaction.atomic():
        text = telephones.to_agree_to(member) if agrees else None
        if text is not None:
            consents.agree(member.account, [text])
        code = telephones.begin(member, number)
    said = _("[%(code)s] is your code. Tell it to nobody.") % {"code": code}
    answer = sms.send(telephones.normal(number), said, member.language)
    if answer.verdict is not Verdict.TAKEN:
        raise telephones.Refused(_("The code could not be sent. Please try again in a while."))


def _page(request: HttpRequest, member: Member, **more: Any) -> HttpResponse:
    wanted = more.pop("wanted", None)
    check = TelephoneCheck.objects.filter(member=member).first()
    rows = [
        {
            "topic": offer.topic,
            "name": offer.topic.called(),
            "about": offer.topic.described(),
            "mail": offer.by_mail if wanted is None else (offer.topic.pk, "mail") in wanted,
            "sms": offer.by_sms if wanted is None else (offer.topic.pk, "sms") in wanted,
        }
        for offer in subscriptions.offers_to(member)
    ]
    text = telephones.to_agree_to(member)
    said = {
        "rows": rows,
        "telephone_words": consents.words(text) if text else None,
        "wording": subscriptions.WORDING,
        "basis": subscriptions.basis(),
        "has_sms": MemberServiceSetting.current().offers_sms and sms.is_offered(),
        "verified": telephones.is_verified(member),
        "waits_for_code": check is not None and bool(check.code) and check.verified_at is None,
        "member": member,
        **more,
    }
    status = UNPROCESSABLE if more.get("reasons") else 200
    return render(request, "members/services/page.html", said, status=status)
