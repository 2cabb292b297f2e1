"""What moderation does about posts of the demonstration: reports, two removals, an objection, and who decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cms.boards.models import Post
from cms.boards.people import Writer
from cms.moderation.models import DecisionOffice
from cms.moderation.selectors import NOBODY_NAMED
from cms.moderation.services import acting
from cms.moderation.services.acting import By
from cms.moderation.terms import terms
from home.starter.cases import COORDINATOR
from tenants.selectors import current_policy

_KIND, _WAY = "boards.post", "demonstration"
_BASIS = "위임전결 규정(시연용)"


class Removals:
    """``people``: the demonstration's staff by name. The head decides; the other one decides on objections (대결)."""

    def __init__(self, people: Mapping[str, Any]) -> None:
        self.manager, self.head = people["homepage"], people["head"]
        named = current_policy().policy.removal.decided_by
        office = named.value if named else NOBODY_NAMED
        for user in (self.head, people[COORDINATOR]):
            DecisionOffice.objects.get_or_create(office=office, user=user, defaults={"basis": _BASIS})

    def follow(self, post: Post, row: Mapping[str, Any], writers: Mapping[str, Writer]) -> None:
        """What the table says of this post."""
        if said := row.get("reported"):
            reporter = writers[said["who"]].user
            acting.report(_KIND, post.pk, ground=said["ground"], reporter=reporter)
        if said := row.get("removed"):
            matter = self._remove(post, said)
            if words := row.get("objection"):
                acting.object_to(matter, words=words, author=post.author)

    def _remove(self, post: Post, said: Mapping[str, Any]) -> Any:
        manager, head = By.officer(self.manager, _WAY), By.officer(self.head, _WAY)
        matter = acting.open_matter(_KIND, post.pk)
        acting.propose(matter, manager, grounds=[said["ground"]], explanation=said["reason"])
        if terms().second_look:
            acting.second(matter, head)
        acting.decide(matter, head, remove=True)
        acting.carry_out(matter, manager)
        return matter
