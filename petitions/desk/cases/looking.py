"""A look at an answer before it goes out: what the petitioner reads, and what in it looks like personal data."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.ordinance.personal_data import MEDIUM, scan
from petitions.answers.attaching import waiting
from petitions.models import Case
from petitions.services.gifts import Gift


@dataclass(frozen=True)
class Looked:
    """``parts``: headings with texts; ``found``: kinds of personal data with how often; ``files`` by name.

    ``mark`` names these words and files.
    """

    parts: tuple[tuple[str, str], ...]
    signature: tuple[str, ...]
    found: tuple[tuple[str, int], ...]
    files: tuple[str, ...]
    mark: str


def look(case: Case, gift: Gift, user: Any) -> Looked:
    """The answer as the petitioner will have it."""
    parts = tuple(
        (heading, text.strip())
        for heading, text in ((_("Answer"), gift.text), (_("Reason"), gift.reason), (_("Remedies"), gift.remedy))
        if text.strip()
    )
    words = "\n\n".join(text for _heading, text in parts)
    kinds = Counter(_(str(finding.kind.word)) for finding in scan(words) if finding.confidence >= MEDIUM)
    signature = (case.department.name, user.get_full_name() or user.get_username(), case.department.telephone)
    files = [(row.pk, row.file.name or "") for row in waiting(case)]
    said = (words, gift.ground, gift.document_number, *(str(pk) for pk, _name in files))
    mark = hashlib.sha256("\x1f".join(said).encode()).hexdigest()
    names = tuple(name for _pk, name in files)
    return Looked(parts, tuple(filter(None, signature)), tuple(sorted(kinds.items())), names, mark)
