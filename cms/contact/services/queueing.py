"""Writing down mail that is to be sent, within the transaction that is its reason."""

from __future__ import annotations

from cms.contact.models import Kind, Letter, LetterMail


def queue(letter: Letter, kind: Kind) -> LetterMail:
    """The schedule sends it within a minute or so of the commit."""
    return LetterMail.objects.create(letter=letter, kind=kind)
