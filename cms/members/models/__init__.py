"""Accounts, their former passwords, the rules for signing in; members, what they agreed to and what they are sent."""

from .consent import REQUIRED, Consent, ConsentKind, ConsentText, ConsentWording
from .leaving import MailKind, MemberAct, MemberEvent, MemberMail, SendState
from .mail_change import MailChange
from .member import Member, mail_index
from .message import Delivery, MemberServiceSetting, Message, MessageState, MessageText
from .passwords import FormerPassword
from .policy import SignInPolicy
from .subscription import (
    Channel,
    Subscription,
    SubscriptionAct,
    SubscriptionEvent,
    TelephoneCheck,
    Topic,
    TopicName,
)
from .user import User

__all__ = [
    "REQUIRED",
    "Channel",
    "Consent",
    "ConsentKind",
    "ConsentText",
    "ConsentWording",
    "Delivery",
    "FormerPassword",
    "MailChange",
    "MailKind",
    "Member",
    "MemberAct",
    "MemberEvent",
    "MemberMail",
    "MemberServiceSetting",
    "Message",
    "MessageState",
    "MessageText",
    "SendState",
    "SignInPolicy",
    "Subscription",
    "SubscriptionAct",
    "SubscriptionEvent",
    "TelephoneCheck",
    "Topic",
    "TopicName",
    "User",
    "mail_index",
]
