"""Whether members are served beyond the pages (안양 §14의2), and what becomes of who stays away (동작 §22⑦)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.members import dormancy
from cms.members.messages import sms
from cms.members.models import MemberAct, MemberEvent, MemberServiceSetting, Message, MessageState, Subscription, Topic
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met


@conformity_check("member-messages")
def member_messages(question: Question) -> Finding:
    """Met while members can choose topics and what they chose can be sent to them."""
    topics = Topic.objects.filter(offered=True).count()
    if not topics:
        return not_met(Evidence(_("No topic is offered to members.")))
    readers = Subscription.objects.values("member").distinct().count()
    sent = Message.objects.filter(state=MessageState.SENT).count()
    found = [
        Evidence(
            ngettext("%(count)s topic is offered to members.", "%(count)s topics are offered to members.", topics)
            % {"count": topics}
        ),
        Evidence(
            ngettext("%(count)s member has chosen some.", "%(count)s members have chosen some.", readers)
            % {"count": readers}
        ),
        Evidence(ngettext("%(count)s message was sent.", "%(count)s messages were sent.", sent) % {"count": sent}),
    ]
    if not sms.is_offered():
        found.append(Evidence(_("Messages go by e-mail alone: no sender of text messages is set up.")))
    return met(*found)


@conformity_check("dormant-members")
def dormant_members(question: Question) -> Finding:
    """Met while the schedule warns and deletes, and nobody whose time is over waits at the desk unseen."""
    days, waiting = MemberServiceSetting.current().warn_days, dormancy.unreachable().count()
    gone = MemberEvent.objects.filter(act=MemberAct.ERASED).count()
    rule = Evidence(
        ngettext(
            "Dormant members are warned by mail %(count)s day before their data is deleted.",
            "Dormant members are warned by mail %(count)s days before their data is deleted.",
            days,
        )
        % {"count": days}
    )
    done = Evidence(
        ngettext("%(count)s dormant member was deleted.", "%(count)s dormant members were deleted.", gone)
        % {"count": gone}
    )
    if not waiting:
        return met(rule, done)
    open_list = Evidence(
        ngettext(
            "%(count)s dormant member could not be warned and waits for a decision.",
            "%(count)s dormant members could not be warned and wait for a decision.",
            waiting,
        )
        % {"count": waiting}
    )
    return not_met(open_list, rule, done)
