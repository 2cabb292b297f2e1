"""The name under which a member writes: anybody's choice, and nobody else's name."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import CharField, Func, Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from cms.core.typed import one_line
from cms.members.models import Member
from cms.members.models.member import NICKNAME_LENGTH
from cms.members.names import holds_name, spellings
from cms.ordinance.disguises import undisguised
from cms.ordinance.lookalikes import LOOKALIKES

SHORTEST = 2
#: Who reads one of these in a name takes its owner for somebody of the town hall.
_OFFICES = (
    "관리자", "운영자", "운영팀", "담당자", "담당관", "공무원", "주무관", "시장", "구청장", "군수",
    "시청", "구청", "군청", "admin", "moderator", "operator", "official", "mayor", "cityhall", "webmaster", "manager",
)  # fmt: skip
_SIGNS, _DRAWN_LIKE = "".join(map(chr, LOOKALIKES)), "".join(LOOKALIKES.values())


def nickname(text: str, *, of: Member | None = None) -> str:
    """As it is kept.

    :raises ValidationError: with all reasons: too short or long, an office, an address, somebody else's.
    """
    found = one_line(unicodedata.normalize("NFKC", text)).replace("\u200c", "").replace("\u200d", "")
    wrong = [sentence for sentence in (_length(found), *against(found, of=of)) if sentence]
    if wrong:
        raise ValidationError(wrong)
    return found


def against(text: str, *, of: Member | None = None) -> list[str]:
    """What stands against a name of whatever length, of a member or of a guest: every reason."""
    wrong = [sentence for sentence in (_office(text), _address(text)) if sentence]
    if not wrong and _is_taken(text, of):
        wrong.append(_("Another member has this nickname. Please choose another one."))
    return wrong


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
    read = {_letters(text.casefold()), as_read(text)}
    here = connection.tenant
    town = spellings(getattr(here, "name_ko", ""), getattr(here, "name_en", ""))
    if any(office in each for office in _OFFICES for each in read) or any(holds_name(each, town) for each in read):
        return not_an_office()
    return ""


def not_an_office() -> str:
    """What is said to whoever takes the name of one."""
    return _("A nickname must not look like the municipality or somebody who works there.")


def _address(text: str) -> str:
    if "@" in text or sum(sign.isdigit() for sign in text) >= 7:
        return _("A nickname is read by everybody: please write no e-mail address and no telephone number into it.")
    return ""


def as_read(text: str) -> str:
    """The letters that a reader sees in it, however they are typed and whatever stands between them."""
    return _letters(undisguised(text))


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _is_taken(text: str, of: Member | None) -> bool:
    """By somebody whose address is proven: anything else would tell who has signed up. Also where the letters only look
    alike (Gаrаm with two Cyrillic ones)."""
    alike = Func(Lower("nickname"), Value(_SIGNS), Value(_DRAWN_LIKE), function="TRANSLATE", output_field=CharField())
    others = Member.objects.filter(left_at=None, user__emailaddress__verified=True).alias(alike=alike)
    same = Q(nickname__iexact=text) | Q(alike=text.lower().translate(LOOKALIKES))
    return others.filter(same).exclude(pk=of.pk if of else None).exists()
