"""A message as one member gets it: in their language where it was written, with the way out of it."""

from __future__ import annotations

from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext as _

from cms.members import subscriptions
from cms.members.composing import KOREAN, municipality, spoken
from cms.members.composing import message as mail_message
from cms.members.models import Delivery, Member, Message, MessageText

ENGLISH = "en"


def text_for(message: Message, language: str) -> MessageText:
    """In the member's language; else in English for readers of another; else in Korean, which every message has.

    :raises LookupError: for a message without Korean words, which nobody can approve.
    """
    texts = {text.language: text for text in message.texts.all()}
    wanted = [language, *([ENGLISH] if language != KOREAN else []), KOREAN]
    found = next((texts[each] for each in wanted if each in texts), None)
    if found is None:
        raise LookupError(f"message {message.pk} has no words")
    return found


def mail(delivery: Delivery) -> EmailMultiAlternatives:
    """With what mail programs need to offer one click (RFC 2369, RFC 8058)."""
    message, member = delivery.message, delivery.member
    return mail_to(message, member, f"message.{message.pk}.{delivery.pk}")


def mail_to(message: Message, member: Member, number: str) -> EmailMultiAlternatives:
    """The words in the member's language; what stands around them, too."""
    language = spoken(member.language)
    words = text_for(message, language)
    link = subscriptions.link_to_end(member, message.topic, message.channel, language)
    one_click = subscriptions.link_to_end(member, message.topic, message.channel)
    with translation.override(language):
        said = {
            "words": words,
            "topic": message.topic.called(language),
            "link": link,
            "municipality": municipality(language),
            "language": language,
        }
        return mail_message(
            f"[{said['municipality']}] {words.subject}",
            "members/mail/message",
            said,
            to=str(member.mail),
            language=language,
            number=number,
            headers={"List-Unsubscribe": f"<{one_click}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        )


def sms_text(message: Message, member: Member) -> tuple[str, str]:
    """The text of a telephone message and its language: words, then how to end them."""
    language = spoken(member.language)
    words = text_for(message, language)
    return whole_sms(words.body, words.language, subscriptions.link_to_end(member, message.topic, message.channel)), (
        words.language
    )


def whole_sms(body: str, language: str, link: str) -> str:
    """Name of the municipality, the words, the way out: all of it counts."""
    with translation.override(language):
        return f"[{municipality(language)}] {body.strip()}\n{_('Stop')}: {link}"
