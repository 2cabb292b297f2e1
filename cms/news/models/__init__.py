"""Notices and events: pages with a life in time."""

from .events import EventCalendarPage, EventPage
from .notices import NoticeAttachment, NoticeListPage, NoticePage, PostingState

__all__ = ["EventCalendarPage", "EventPage", "NoticeAttachment", "NoticeListPage", "NoticePage", "PostingState"]
