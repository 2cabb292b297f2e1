"""Letters of readers of the foreign homepages, who answers them, and what is kept of it."""

from .letter import Area, Letter, ReplyBy, State
from .mail import Kind, LetterMail
from .office import ForeignOffice
from .trace import Act, LetterEvent, LetterReading

__all__ = [
    "Act",
    "Area",
    "ForeignOffice",
    "Kind",
    "Letter",
    "LetterEvent",
    "LetterMail",
    "LetterReading",
    "ReplyBy",
    "State",
]
