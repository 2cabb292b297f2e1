"""StreamField blocks that editors know, shared by every page type."""

from .body import BodyBlock

__all__ = ["BodyBlock"]
