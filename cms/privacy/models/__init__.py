"""Personal data that belongs to no single room: files of citizens, and who looked at what."""

from .access import AccessEntry, AccessReview, How, Purpose, ReviewReminder
from .files import SealedFile

__all__ = ["AccessEntry", "AccessReview", "How", "Purpose", "ReviewReminder", "SealedFile"]
