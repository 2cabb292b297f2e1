"""How many files, and how much, may come with one matter."""

from __future__ import annotations

from collections.abc import Collection

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def within_quota(
    sizes: Collection[int], *, most_files: int, most_bytes_each: int, most_bytes_together: int
) -> list[str]:
    """Every reason why files of these sizes (bytes) are too many or too much; nothing where they are not."""
    reasons = []
    if len(sizes) > most_files:
        said = ngettext(
            "At most %(most)d file is taken; there are %(number)d.",
            "At most %(most)d files are taken; there are %(number)d.",
            most_files,
        )
        reasons.append(said % {"most": most_files, "number": len(sizes)})
    if any(size > most_bytes_each for size in sizes):
        reasons.append(too_large(most_bytes_each))
    if sum(sizes) > most_bytes_together:
        said = _("Together the files are larger than %(size)s.")
        reasons.append(said % {"size": filesizeformat(most_bytes_together)})
    return reasons


def too_large(most: int) -> str:
    """One file beyond so many bytes."""
    return _("The file is larger than %(size)s.") % {"size": filesizeformat(most)}
