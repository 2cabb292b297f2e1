"""Who writes on a board, as what, and under which name (실명·별명): members, guests, staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from cms.boards.models import BoardPage, Names, Who
from cms.boards.models.posts import Contribution
from cms.boards.text import clean_name
from cms.core.open_forms import sender_of
from cms.core.typed import email
from cms.members.models import Member
from cms.members.models.member import mailbox
from cms.members.selectors import member_of

_PURPOSE = "boards.writer"
#: What is longer is refused by its length; nobody looks at every sign of it.
_FAR_TOO_LONG = 500


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who writes. ``account`` tells one author from another, ``sender`` one network address for a day.

    ``password``: a guest's own, in the clear; only its hash is kept. ``verified_name``: '' where nobody found it out.
    ``proven``: the post (``app.model:number``) whose password they have shown before.
    """

    name: str
    account: str
    user: Any = None
    is_staff: bool = False
    verified_name: str = ""
    mail: str = ""
    password: str = ""
    sender: str = ""
    proven: str = ""

    @property
    def is_guest(self) -> bool:
        """Without an account."""
        return self.user is None


def guest(name: str, *, mail: str = "", password: str = "", address: str = "") -> Writer:
    """Somebody without an account: known by the e-mail address, else by the network address for one day.

    Name and address are kept as they are read, however they were typed; what is no address is none.
    """
    sender, typed = _sender(address), _mail(mail)
    account = _key("mail", mailbox(typed)) if typed else sender
    shown = clean_name(name[:_FAR_TOO_LONG])
    return Writer(name=shown, account=account, mail=typed, password=password, sender=sender)


def signed_in(user: Any, *, nickname: str = "", address: str = "") -> Writer | None:
    """A member or somebody of the staff; None for an account that is neither any more.

    :param nickname: for members who have none yet.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return None
    if is_staff(user):
        name = user.get_full_name() or connection.tenant.name_ko  # never the name of the account: it opens the desk
        return Writer(name, _key("staff", str(user.pk)), user, is_staff=True, sender=_sender(address))
    member = member_of(user)
    return of_member(member, nickname=nickname, address=address) if member else None


def of_member(member: Member, *, nickname: str = "", address: str = "") -> Writer:
    """A citizen with an account."""
    return Writer(
        name=member.nickname or clean_name(nickname[:_FAR_TOO_LONG]),
        account=member.account,
        user=member.user,
        verified_name=(member.verified_name or "") if member.is_verified else "",
        sender=_sender(address),
    )


def shown_name(board: BoardPage, who: Writer) -> str:
    """Under which name it stands there: the verified one where the board has real names; staff stand under theirs."""
    return _fitting(who.verified_name if board.names == Names.REAL and not who.is_staff else who.name)


def may_read(board: BoardPage, user: Any) -> bool:
    """Whether list and posts of the board are open to this person. No query where everybody may. Staff read all."""
    return bool(board.readers == Who.EVERYBODY or _is_one_of(board.readers, signed_in(user)))


def why_closed(board: BoardPage, user: Any) -> str:
    """What somebody who may not read it is told, and what to do about it."""
    if board.readers == Who.STAFF:
        return _("This board is read by the staff of the municipality only.")
    if board.readers == Who.VERIFIED:
        if user.is_authenticated:
            return _("This board is read by members whose name is verified. Verify your name in your profile first.")
        return _("This board is read by members whose name is verified. Sign in to read it.")
    return _("This board is read by members. Sign in to read it.")


def is_staff(user: Any) -> bool:
    """Whether somebody works at the desk."""
    return bool(user.is_authenticated and user.is_active and user.has_perm("wagtailadmin.access_admin"))


def against_writing(board: BoardPage, who: Writer | None) -> list[str]:
    """Why somebody cannot write there because of who they are; ``None`` is a guest who has not said anything yet."""
    reasons = []
    if not _is_one_of(_writers(board), who):
        reasons.append(_needed(_writers(board)))
    return reasons


def owns(row: Contribution, who: Writer) -> bool:
    """Whether it is this person's own: by the account, or by the password that a guest gave it."""
    if row.author_id is not None:
        return who.user is not None and who.user.pk == row.author_id
    if who.user is not None or not row.guest_password:
        return False
    if who.proven and who.proven == f"{row._meta.label_lower}:{row.pk}":
        return True
    return bool(who.password) and check_password(who.password, row.guest_password)


def may_own(row: Contribution, user: Any) -> bool:
    """Whether this reader is its author, or a guest who may show its password: those are offered to change it."""
    if row.author_id is not None:
        return bool(user.is_authenticated and user.pk == row.author_id)
    return bool(row.guest_password and not user.is_authenticated)


def _writers(board: BoardPage) -> str:
    """A board with real names takes members whose name is verified."""
    if board.names == Names.REAL and board.writers in (Who.EVERYBODY, Who.MEMBERS):
        return str(Who.VERIFIED.value)
    return str(board.writers)


def _is_one_of(needed: str, who: Writer | None) -> bool:
    if needed == Who.EVERYBODY:
        return True
    if who is None or who.is_guest:
        return False
    if who.is_staff or needed == Who.MEMBERS:
        return True
    return needed == Who.VERIFIED and bool(who.verified_name)


def _needed(needed: str) -> str:
    return {
        str(Who.MEMBERS): _("Only members write on this board. Please sign in."),
        str(Who.VERIFIED): _("Only members whose name is verified write on this board."),
        str(Who.STAFF): _("Only staff write on this board."),
    }[str(needed)]


def _fitting(name: str) -> str:
    """Names of other countries may be longer than there is room for in a line."""
    most = int(Contribution._meta.get_field("author_name").max_length or 0)
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _mail(text: str) -> str:
    try:
        return email(text[:_FAR_TOO_LONG])
    except ValidationError:
        return ""


def _sender(address: str) -> str:
    """Of this municipality, for one day."""
    return sender_of(f"{_PURPOSE}.{connection.schema_name}", address) if address else ""


def _key(kind: str, value: str) -> str:
    return salted_hmac(f"{_PURPOSE}.{kind}", f"{connection.schema_name} {value}", algorithm="sha256").hexdigest()
