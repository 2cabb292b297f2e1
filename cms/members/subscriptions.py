"""What members agree to be told, each topic and channel by itself (안양 제14조의2; elsewhere by the consent alone).

Nothing is ever chosen beforehand. Each yes and no is logged with its time and the wording that was read. A link in
every message ends it without signing in; the same link never reaches another municipality or another member.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.core.encryption import blind_index, blind_indexes
from cms.members import consents
from cms.members.models import (
    Channel,
    Member,
    MemberServiceSetting,
    Subscription,
    SubscriptionAct,
    SubscriptionEvent,
    Topic,
)
from cms.members.telephones import is_verified
from tenants.addresses import desk_address
from tenants.selectors import NoPolicy, current_policy

#: The wording of the consent on the page of services. Whoever changes the words there counts on.
WORDING = "2026-1"
PURPOSE = "members.subscription.link"
_LETTERS = {Channel.MAIL: "m", Channel.SMS: "s"}
_SIGNS = 24
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Choice = tuple[int, str]  # a topic's key and a channel


class Refused(Exception):  # noqa: N818
    """Why a choice cannot be kept: sentences for the member."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


@dataclass(frozen=True, slots=True)
class Offer:
    """A topic, and whether the member has it by mail and by telephone."""

    topic: Topic
    by_mail: bool
    by_sms: bool


def basis() -> Any | None:
    """The clause by which the ordinance knows such services; None where it is silent and the consent alone carries."""
    try:
        clause = current_policy().policy.services.member_messages
    except NoPolicy:
        return None
    return clause or None


def offers_to(member: Member) -> list[Offer]:
    """Every topic that is offered, or that the member still has."""
    own = set(member.subscriptions.values_list("topic_id", "channel"))
    topics = Topic.objects.prefetch_related("names")
    return [
        Offer(topic, (topic.pk, Channel.MAIL) in own, (topic.pk, Channel.SMS) in own)
        for topic in topics
        if topic.offered or any(pk == topic.pk for pk, _channel in own)
    ]


@transaction.atomic
def choose(member: Member, wanted: Iterable[Choice], *, way: str = "account") -> tuple[int, int]:
    """Exactly these from now on; how many began and how many ended.

    :raises Refused: for a telephone that is not verified, or a topic that is not offered.
    """
    member = Member.objects.select_for_update(of=("self",)).get(pk=member.pk, left_at=None)
    own = {(each.topic_id, each.channel): each for each in member.subscriptions.select_related("topic")}
    asked = set(wanted)
    begun = asked - set(own)
    topics = {topic.pk: topic for topic in Topic.objects.filter(pk__in={pk for pk, _channel in begun}, offered=True)}
    _may_begin(member, begun, topics)
    for pk, channel in sorted(begun):
        Subscription.objects.create(member=member, topic=topics[pk], channel=channel, consent_version=WORDING)
        _log(member.account, topics[pk].slug, channel, SubscriptionAct.AGREED, WORDING, way)
    ended = [own[key] for key in sorted(set(own) - asked)]
    _end(member, ended, way)
    return len(begun), len(ended)


def end(member: Member, *, way: str, topic: int | None = None, channel: str | None = None) -> int:
    """End one consent, those of a topic or channel, or all; how many there were."""
    with transaction.atomic():
        rows = member.subscriptions.select_for_update(of=("self",)).select_related("topic")
        if topic is not None:
            rows = rows.filter(topic=topic)
        if channel is not None:
            rows = rows.filter(channel=channel)
        found = list(rows)
        _end(member, found, way)
        return len(found)


def end_all(member: Member, *, way: str) -> int:
    """Nothing more of any kind; how many there were."""
    return end(member, way=way)


@transaction.atomic
def without_telephone(member: Member) -> None:
    """The agreement on the telephone is taken back: text messages end with it, and a new number begins none."""
    consents.withdraw_telephone(member)
    end(member, way="telephone", channel=Channel.SMS)


def confirmed(rows: Iterable[Subscription]) -> None:
    """The member was told of these consents today (정보통신망법 제50조제8항). In the caller's transaction."""
    today = timezone.localdate()
    for row in rows:
        Subscription.objects.filter(pk=row.pk).update(confirmed_on=today)
        _log(row.member.account, row.topic.slug, row.channel, SubscriptionAct.REMINDED, row.consent_version, "schedule")


def readers(topic: Topic, channel: str) -> QuerySet[Subscription]:
    """Whoever is to be told of a topic by a channel now."""
    rows = Subscription.objects.filter(topic=topic, channel=channel, member__left_at=None, member__user__is_active=True)
    if channel == Channel.MAIL:
        return rows.exclude(member__mail__isnull=True)
    return rows.exclude(member__telephone__isnull=True)


def link_to_end(member: Member, topic: Topic, channel: str, language: str = settings.LANGUAGE_CODE) -> str:
    """The whole address at which one click ends this, signed in or not. Short enough for a telephone.

    Without a language it answers in Korean everywhere: mail programs post to it, and a post is not led on.
    """
    about = f"{_short(member.pk)}-{_short(topic.pk)}-{_LETTERS[Channel(channel)]}"
    key = f"{about}-{blind_index(about, PURPOSE)[:_SIGNS]}"
    with override(language):
        return f"{desk_address()}{reverse('member_unsubscribe', args=[key])}"


def led_to(key: str) -> tuple[Member | None, int, str] | None:
    """The member (None where they have left), topic and channel that a link stands for; None for a wrong link."""
    about, _sign, told = key.rpartition("-")
    if not any(constant_time_compare(index[:_SIGNS], told) for index in blind_indexes(about, PURPOSE)):
        return None
    member, topic, letter = about.split("-")
    channel = next(channel for channel, own in _LETTERS.items() if own == letter)
    return Member.objects.filter(pk=int(member, 36), left_at=None).first(), int(topic, 36), channel.value


def _may_begin(member: Member, begun: set[Choice], topics: dict[int, Topic]) -> None:
    reasons, by_sms = [], any(channel == Channel.SMS for _pk, channel in begun)
    if by_sms and not MemberServiceSetting.current().offers_sms:
        reasons.append(_("Text messages cannot be sent from here at the moment."))
    if by_sms and not is_verified(member):
        reasons.append(_("Verify your mobile telephone first: text messages go to a verified number only."))
    if any(channel == Channel.MAIL for _pk, channel in begun) and not member.mail:
        reasons.append(_("Your account has no e-mail address."))
    if any(pk not in topics or channel not in Channel.values for pk, channel in begun):
        reasons.append(_("One of the topics is not offered any more. Please choose again."))
    if reasons:
        raise Refused(reasons)


def _end(member: Member, rows: Iterable[Subscription], way: str) -> None:
    for row in rows:
        _log(member.account, row.topic.slug, row.channel, SubscriptionAct.ENDED, row.consent_version, way)
        row.delete()


def _log(account: str, topic: str, channel: str, act: SubscriptionAct, version: str, way: str) -> None:
    SubscriptionEvent.objects.create(
        account=account, topic=topic, channel=channel, act=act, consent_version=version, way=way
    )


def _short(number: int) -> str:
    signs = ""
    while number:
        number, rest = divmod(number, 36)
        signs = _DIGITS[rest] + signs
    return signs or "0"
