"""Boards, posts, comments, answers."""

from .answers import Answer
from .attachments import Attachment
from .comments import Comment
from .pages import BoardKind, BoardPage, Names, Who
from .posts import Draft, Post, PostState, PostVersion, Reading

__all__ = [
    "Answer",
    "Attachment",
    "BoardKind",
    "BoardPage",
    "Comment",
    "Draft",
    "Names",
    "Post",
    "PostState",
    "PostVersion",
    "Reading",
    "Who",
]
