"""What comes with an event of a case: words, days, people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cms.departments.models import Department
    from petitions.models import Case


@dataclass(frozen=True, kw_only=True)
class Gift:
    """``reason`` and ``text`` are read by the petitioner where they are told. ``days`` count calendar days.

    ``amount``: by how much the period grows, in its own unit. ``consents``: the petitioner agreed to a second one.
    ``at``: when it happened, where that was earlier than now (a supplement that came by post, a deposit).
    ``case``: the one that it is merged with. ``earlier``: those of the same petitioner that an officer found identical;
    ``echo``: it happens to petitions that are merged together, and was judged for all of them.
    ``committee``: the mediation committee (민원조정위원회) has deliberated.
    """

    reason: str = ""
    text: str = ""
    remedy: str = ""
    ground: str = ""
    agency: str = ""
    department: Department | None = None
    officer: Any = None
    case: Case | None = None
    earlier: Sequence[Case] = ()
    echo: bool = False
    committee: bool = False
    just_cause: bool = False
    days: int | None = None
    amount: int | None = None
    consents: bool = False
    score: int | None = None
    at: Any = None
    title: str = ""
    document_number: str = ""
