"""What stands against a post, a comment or a change of one: every reason at once, whichever way it comes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.boards.models import BoardKind, BoardPage, Names, Post, PostState
from cms.boards.models.posts import TITLE_LENGTH
from cms.boards.people import Writer, against_writing, shown_name
from cms.boards.services import limits
from cms.boards.services.limits import MANY
from cms.boards.text import LONGEST_BODY, LONGEST_COMMENT, LONGEST_NAME, clean, clean_line
from cms.core.dates import long_date
from cms.departments.models import Department
from cms.members import nicknames
from cms.members.selectors import member_of
from cms.moderation.selectors import active_block, is_locked
from cms.moderation.services.who import Refused
from cms.privacy.files import within_quota
from cms.privacy.kinds import PICTURES
from petitions.filing.scanning import scan

if TYPE_CHECKING:
    from cms.boards.services.posting import Typed

__all__ = ["Refused"]

MOST_FILES, MOST_BYTES, MOST_BYTES_TOGETHER = 5, 10 << 20, 30 << 20
MOST_VERSIONS = 50
#: More is doubtful where nothing else speaks for a person: see :func:`is_doubtful`.
UNPROVEN = "unproven"
#: A field was filled in that no person sees: enough by itself.
TRAPPED = "trapped"


def require(reasons: Iterable[str]) -> None:
    """Raises Refused where there is any."""
    if found := list(reasons):
        raise Refused(found)


def cleaned(typed: Typed) -> Typed:
    """Without signs that nobody sees. Far too long texts are left as they are: they are refused by their length."""
    if len(typed.body) > LONGEST_BODY * 2 or len(typed.title) > LONGEST_BODY:
        return typed
    return replace(typed, title=clean_line(typed.title), body=clean(typed.body))


def one_board(board: BoardPage) -> BoardPage:
    """The original of a board, with its rules as they are now.

    :raises Refused: where a translation is all that there is.
    """
    try:
        return board.find_source()
    except BoardPage.DoesNotExist:
        raise Refused([_nothing_new()]) from None


def against_board(board: BoardPage, who: Writer | None) -> Iterator[str]:
    """Why this person cannot write there now; ``None`` is a guest who has not said anything yet."""
    yield from against_writing(board, who)
    if not board.open or not board.live:
        yield _nothing_new()
    if who is not None and (block := active_block(who.account)) is not None:
        yield blocked(block)


def against_writer(board: BoardPage, who: Writer) -> Iterator[str]:
    """The same, and the name under which they write."""
    yield from against_board(board, who)
    if not who.is_staff:
        yield from _against_name(board, who)


def blocked(block: Any) -> str:
    """Until when, why, and that one may object."""
    sentence = _(
        "You cannot write here until %(day)s. The reason: %(reason)s You may object to this at the office that runs "
        "the boards."
    )
    return sentence % {"day": long_date(block.until), "reason": block.reason}


def against_post(board: BoardPage, typed: Typed, files: int, *, pictures: bool = False) -> Iterator[str]:
    """The words and the files. ``files``: how many there are in the end; ``pictures``: some were there before."""
    if not typed.title:
        yield _("Please write a title.")
    yield from _too_long(_("The title"), typed.title, TITLE_LENGTH)
    yield from _against_body(typed.body, LONGEST_BODY)
    yield from _against_files(board, typed, files, pictures)
    yield from _identity_numbers(typed)


def against_comment(post: Post, typed: Typed) -> Iterator[str]:
    """The words, and whether the post takes any."""
    if not post.board.comments_allowed:
        yield _("There are no comments on this board.")
    if post.state != PostState.PUBLIC or is_over(post):
        yield _("This post takes no comments any more.")
    yield from _against_body(typed.body, LONGEST_COMMENT)
    yield from _identity_numbers(typed)


def against_edit(post: Post, is_own: bool, seen: int | None) -> Iterator[str]:
    """Whether it may be changed at all."""
    if not is_own:
        yield not_yours()
    if post.state not in (PostState.HELD, PostState.PUBLIC):
        yield _("This post cannot be changed any more.")
    if is_locked("boards.post", post.pk):
        yield _("This post is under review. Until the result it is neither changed nor deleted.")
    if post.answered_at is not None or post.case_id is not None:
        yield _("The department has answered already. Please write a comment instead.")
    if post.version > MOST_VERSIONS:
        yield _("This post has been changed too often.")
    if not post.author_is_staff and limits.edits_of(post.account) >= limits.MOST_EDITS:
        yield limits.said()
    if seen is not None and seen != post.version:
        yield _("This post was changed meanwhile, perhaps in another window. Please look at it again.")


def not_yours() -> str:
    """For posts of others, and for a wrong password."""
    return _("Only its author can change or delete it. Guests need the password that they gave it.")


def not_your_objection() -> str:
    """For objections by whom the post was not written, or who is not signed in."""
    return _("Only its author can object. Members sign in first; guests need the password that they gave it.")


def is_over(post: Post) -> bool:
    """Whether its posting period (게시기간) has ended."""
    return post.public_until is not None and post.public_until < timezone.localdate()


def is_doubtful(typed: Typed, sent_before: int) -> bool:
    """Whether a person should read it first.

    A form without proof of work is no reason by itself: who has no scripts is not locked out. It is one together with
    something else that programs do, or where much was sent.
    """
    if TRAPPED in typed.doubts:
        return True
    if UNPROVEN not in typed.doubts:
        return False
    return len(set(typed.doubts)) > 1 or sent_before >= MANY


def _nothing_new() -> str:
    return _("Nothing new is taken on this board at present.")


def _against_name(board: BoardPage, who: Writer) -> Iterator[str]:
    if board.names == Names.REAL:
        return
    name = shown_name(board, who)
    if not clean_line(name):
        yield _("Please write a name under which your post stands.")
    yield from _too_long(_("The name"), name, LONGEST_NAME)
    if not _is_nickname(who):
        yield from nicknames.against(name)
    if _is_department(name):
        yield nicknames.not_an_office()


def _is_department(name: str) -> bool:
    """What stands under its name would be read as its word."""
    names = Department.objects.open().values_list("name", "name_en")
    return nicknames.as_read(name) in {nicknames.as_read(each) for both in names for each in both if each}


def _is_nickname(who: Writer) -> bool:
    """A member's own was looked at when they chose it."""
    member = member_of(who.user) if who.user is not None else None
    return member is not None and member.nickname == who.name


def _against_body(body: str, most: int) -> Iterator[str]:
    if not body:
        yield _("Please write a text.")
    yield from _too_long(_("The text"), body, most)


def _too_long(what: str, text: str, most: int) -> Iterator[str]:
    if len(text) > most:
        sentence = ngettext(
            "%(what)s may have %(most)s character; it has %(number)s.",
            "%(what)s may have %(most)s characters; it has %(number)s.",
            most,
        )
        yield sentence % {"what": what, "most": f"{most:,}", "number": f"{len(text):,}"}


def _against_files(board: BoardPage, typed: Typed, files: int, pictures: bool) -> Iterator[str]:
    if typed.files and not board.files_allowed:
        yield _("Nothing can be attached on this board.")
    sizes = [each.checked.size for each in typed.files]
    beyond = within_quota(
        [*sizes, *[0] * (files - len(sizes))],
        most_files=MOST_FILES,
        most_bytes_each=MOST_BYTES,
        most_bytes_together=MOST_BYTES_TOGETHER,
    )
    yield from beyond
    if board.kind != BoardKind.PHOTOS:
        return
    shown = [each for each in typed.files if each.checked.kind in PICTURES]
    if not shown and not pictures:
        yield _("Please attach a picture: this is a photo board.")
    if any(not each.description.strip() for each in shown):
        yield _("Please describe each picture in a few words, for those who cannot see it.")


def _identity_numbers(typed: Typed) -> Iterator[str]:
    """고유식별정보 (개인정보 보호법 제24조): refused wherever they stand. Far too long texts are not looked into."""
    if len(typed.body) > LONGEST_BODY:
        return
    texts = {"title": typed.title, "body": typed.body}
    texts |= {f"file {place}": each.description for place, each in enumerate(typed.files)}
    for sentences in scan(texts).refused.values():
        yield from sentences
