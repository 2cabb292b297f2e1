"""Mobile telephones: one spelling, and a code that shows that the member answers there (휴대전화 인증).

The code is kept as a hash, has five tries, and is forgotten after some minutes. Nobody can have codes sent to a number
again and again: limits hold for the member and for the number.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.encryption import blind_index, blind_indexes, index_of
from cms.members.consents import in_force, standing, words
from cms.members.models import ConsentKind, ConsentText, Member, TelephoneCheck

VALID_FOR = dt.timedelta(minutes=5)
TRIES = 5
#: Codes an hour for one member, and a day for one number.
AN_HOUR, A_DAY = 3, 5
_MOBILE = re.compile(r"010\d{8}|01[16789]\d{7,8}")
_FOREIGN = re.compile(r"\+82(?:0)?(?=1)")


class Refused(Exception):  # noqa: N818
    """What is wrong with a number or a code: sentences for the member."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(reasons))


def normal(typed: str) -> str:
    """A Korean mobile number as digits: 010-1234-5678, +82 10 1234 5678 and full-width digits become one.

    :raises Refused: for anything that is none.
    """
    plain = typed.translate({ord(sign): str(digit) for digit, sign in enumerate("０１２３４５６７８９")}).replace(
        "＋", "+"
    )
    digits = re.sub(r"[\s().·‐-―-]", "", plain)
    digits = _FOREIGN.sub("0", digits)
    if not _MOBILE.fullmatch(digits):
        raise Refused(_("Write a Korean mobile number with its 10 or 11 digits, such as 010-1234-5678."))
    return digits


@index_of("members.telephonecheck", "number_index", "number")
def number_index(number: str) -> str:
    """Under which a number is known without being read."""
    return blind_index(number, TelephoneCheck.PURPOSE)


def is_verified(member: Member) -> bool:
    """Whether the number in the account is one at which the member has answered."""
    check = TelephoneCheck.objects.filter(member=member, verified_at__isnull=False).first()
    if check is None or not member.telephone:
        return False
    return check.number_index in blind_indexes(_plain(member.telephone), TelephoneCheck.PURPOSE)


def to_agree_to(member: Member) -> ConsentText | None:
    """What is said about telephones, where the member has not agreed to it, in the version that holds now, yet."""
    text, given = in_force().get(ConsentKind.TELEPHONE), standing(member.account).get(ConsentKind.TELEPHONE)
    return None if given is not None and (text is None or given.text_id == text.pk) else text


@transaction.atomic
def begin(member: Member, typed: str) -> str:
    """Make a code for a number; the code, which the caller sends and forgets.

    :raises Refused: for no number, too many codes, and where the member has not agreed that a number is kept
        (개인정보 보호법 제15조제1항제1호, 동작 제22조제4항).
    """
    number = normal(typed)
    text = to_agree_to(member)
    if text is not None or ConsentKind.TELEPHONE not in standing(member.account):
        raise Refused(_("“%(title)s” is needed.") % {"title": words(text).title if text else _("Mobile telephone")})
    _count(f"member:{member.pk}", AN_HOUR, 3600, _("Three codes an hour are sent at most. Please try again later."))
    _count(
        f"number:{number_index(number)}",
        A_DAY,
        86_400,
        _("Too many codes were sent to this number today. Please try again tomorrow."),
    )
    code = f"{secrets.randbelow(1_000_000):06}"
    now = timezone.now()
    TelephoneCheck.objects.update_or_create(
        member=member,
        defaults={
            "number": number,
            "number_index": number_index(number),
            "code": make_password(code),
            "tries": 0,
            "sent_at": now,
            "expires_at": now + VALID_FOR,
            "verified_at": None,
        },
    )
    return code


def finish(member: Member, typed: str) -> None:
    """The code was typed: the number becomes the account's.

    :raises Refused: for a wrong or old code, and when all tries are used up; each try counts.
    """
    wrong = _tried(member, "".join(typed.split()))
    if wrong:
        raise Refused(wrong)


@transaction.atomic
def _tried(member: Member, code: str) -> str:
    """What is wrong, '' for the right code. Counted in a transaction of its own, which no refusal undoes."""
    check = TelephoneCheck.objects.select_for_update().filter(member=member, verified_at=None).first()
    if check is None or not check.code or check.expires_at is None or check.expires_at <= timezone.now():
        return _("The time for this code is over. Please have a new one sent.")
    if check.tries >= TRIES:
        return _("This code was wrong too often. Please have a new one sent.")
    check.tries += 1
    if not check_password(code, check.code):
        check.save(update_fields=["tries"])
        return _("This is not the code that was sent. Please look again.")
    check.code, check.expires_at, check.verified_at = "", None, timezone.now()
    Member.objects.filter(pk=member.pk).update(telephone=check.number)
    member.telephone = check.number
    check.number = None
    check.save()
    return ""


def forget_codes(now: dt.datetime) -> int:
    """Codes and numbers that were never confirmed go a day later; how many."""
    return TelephoneCheck.objects.filter(verified_at=None, sent_at__lt=now - dt.timedelta(days=1)).delete()[0]


def _plain(number: str) -> str:
    try:
        return normal(number)
    except Refused:
        return number


def _count(what: str, most: int, seconds: int, sentence: str) -> None:
    """The times themselves are kept: not every cache leaves a number its lifetime when it is counted up."""
    key, now = f"members:telephone:{connection.schema_name}:{what}", timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [key])
    recent = [at for at in cache.get(key, ()) if (now - at).total_seconds() < seconds]
    if len(recent) >= most:
        raise Refused(sentence)
    cache.set(key, [*recent, now], seconds)
