"""Writing down what was done with an account. Rows outlive the person, so nothing of the person may stand in them."""

from __future__ import annotations

from typing import Any

from cms.members.models import MemberAct, MemberEvent


def note(account: str, act: MemberAct, *, by: str = "", facts: dict[str, Any] | None = None) -> MemberEvent:
    """A row of the log, in the caller's transaction. ``by``: the account of whoever did it at the desk."""
    return MemberEvent.objects.create(account=account, act=act, by=by, facts=facts or {})
