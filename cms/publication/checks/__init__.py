"""Checks of publication: rooms sign up, every path asks them all.

A check takes the :class:`Publication` that is to be and yields each of its reasons against it. It changes nothing.
"""

from .registry import Publication, publication_check, refusals

__all__ = ["Publication", "publication_check", "refusals"]
