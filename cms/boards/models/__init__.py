"""Boards, posts, comments, answers."""

from .answers import Answer
from .attachments import Attachment
from .comments import Comment
from .handling import Handled, MailKind, OfferState, PetitionOffer, PostEvent, PostMail
from .pages import BoardKind, BoardPage, Names, Who
from .posts import Draft, Post, PostState, PostVersion, Reading

__all__ = [
    "Answer",
    "Attachment",
    "BoardKind",
    "BoardPage",
    "Comment",
    "Draft",
    "Handled",
    "MailKind",
    "Names",
    "OfferState",
    "PetitionOffer",
    "Post",
    "PostEvent",
    "PostMail",
    "PostState",
    "PostVersion",
    "Reading",
    "Who",
]
