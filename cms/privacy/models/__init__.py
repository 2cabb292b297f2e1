"""Personal data that belongs to no single room: files of citizens, and who looked at what."""

from .files import SealedFile

__all__ = ["SealedFile"]
