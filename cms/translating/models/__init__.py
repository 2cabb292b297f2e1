"""Who translates what, and who has read it before it became public."""

from .assignment import Assignment
from .review import Review

__all__ = ["Assignment", "Review"]
