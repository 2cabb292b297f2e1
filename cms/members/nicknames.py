"""The name under which a member writes: anybody's choice, and nobody else's name."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from cms.core.typed import one_line
from cms.members.models import Member
from cms.members.models.member import NICKNAME_LENGTH
from cms.members.names import holds_name, spellings

SHORTEST = 2
#: Who reads one of these in a name takes its owner for somebody of the town hall.
_OFFICES = (
    "관리자", "운영자", "운영팀", "담당자", "담당관", "공무원", "주무관", "시장", "구청장", "군수",
    "시청", "구청", "군청", "admin", "administrator", "moderator", "operator", "official", "mayor", "cityhall",
)  # fmt: skip


def nickname(text: str, *, of: Member | None = None) -> str:
    """As it is kept.

    :raises ValidationError: with all reasons: too short or long, an office, an address, somebody else's.
    """
    found = one_line(unicodedata.normalize("NFKC", text)).replace("\u200c", "").replace("\u200d", "")
    wrong = [sentence for sentence in (_length(found), _office(found), _address(found)) if sentence]
    if not wrong and _is_taken(found, of):
        wrong.append(_("Another member has this nickname. Please choose another one."))
    if wrong:
        raise ValidationError(wrong)
    return found


def free(wanted: str) -> str:
    """The nickname, or with a number where somebody has it meanwhile."""
    if not _is_taken(wanted, None):
        return wanted
    numbers = (f"{wanted[: NICKNAME_LENGTH - 4]}{number}" for number in range(2, 10_000))
    return next(each for each in numbers if not _is_taken(each, None))


def _length(text: str) -> str:
    if SHORTEST <= len(text) <= NICKNAME_LENGTH:
        return ""
    bounds = {"least": SHORTEST, "most": NICKNAME_LENGTH}
    return _("A nickname has %(least)s to %(most)s characters.") % bounds


def _office(text: str) -> str:
    plain = "".join(sign for sign in text.casefold() if sign.isalnum())
    here = connection.tenant
    town = spellings(getattr(here, "name_ko", ""), getattr(here, "name_en", ""))
    if any(office in plain for office in _OFFICES) or holds_name(text, town):
        return _("A nickname must not look like the municipality or somebody who works there.")
    return ""


def _address(text: str) -> str:
    if "@" in text or sum(sign.isdigit() for sign in text) >= 7:
        return _("A nickname is read by everybody: please write no e-mail address and no telephone number into it.")
    return ""


def _is_taken(text: str, of: Member | None) -> bool:
    """By somebody whose address is proven: anything else would tell who has signed up."""
    others = Member.objects.filter(nickname__iexact=text, left_at=None, user__emailaddress__verified=True)
    return others.exclude(pk=of.pk if of else None).exists()
