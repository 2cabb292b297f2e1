"""Who translates what, and who has read it before it became public."""

from .assignment import Assignment
from .review import Review
from .task import TranslationReview, TranslationReviewTask

__all__ = ["Assignment", "Review", "TranslationReview", "TranslationReviewTask"]
