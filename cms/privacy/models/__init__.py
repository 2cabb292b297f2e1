"""Personal data that belongs to no single room: files of citizens, and who looked at what."""

from .access import AccessEntry, AccessReview, How, Purpose, ReviewReminder
from .files import SealedFile
from .permission import Change, PermissionChange, Right

__all__ = [
    "AccessEntry",
    "AccessReview",
    "Change",
    "How",
    "PermissionChange",
    "Purpose",
    "ReviewReminder",
    "Right",
    "SealedFile",
]
