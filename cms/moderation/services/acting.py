"""The one way in which anything is done about a post: lock, ask the rule, write the change with its register row.

Screens, bulk actions, the schedule and a shell all pass here. Each act is one transaction: nothing is half done, of two
who act at once one wins and the other reads what has happened meanwhile (:class:`Overtaken`). Whatever is refused is
refused with every reason (:class:`Refused`).

    matter = open_matter("boards.post", post.pk)
    propose(matter, By.officer(user, "desk"), grounds=[5], explanation="…", seen=matter.version)
    decide(matter, By.officer(head, "desk"), remove=True)
    carry_out(matter, By.officer(user, "desk"))
"""

from __future__ import annotations

from cms.moderation.services.copying import data_of, download_copy, faults_of, show_copy
from cms.moderation.services.doing import may
from cms.moderation.services.hiding import hide, show
from cms.moderation.services.matters import against_change, changed, decide, open_matter, propose, report, second
from cms.moderation.services.objecting import decide_objection, object_to, restore
from cms.moderation.services.own import approve, erase, holds, withdraw
from cms.moderation.services.removing import carry_out
from cms.moderation.services.reviewing import enter_result, refer
from cms.moderation.services.who import SCHEDULE, By, Overtaken, Refused
from cms.moderation.services.writers import block, recognise_same_author, unblock

__all__ = [
    "SCHEDULE",
    "By",
    "Overtaken",
    "Refused",
    "against_change",
    "approve",
    "block",
    "carry_out",
    "changed",
    "data_of",
    "decide",
    "decide_objection",
    "download_copy",
    "enter_result",
    "erase",
    "faults_of",
    "hide",
    "holds",
    "may",
    "object_to",
    "open_matter",
    "propose",
    "recognise_same_author",
    "refer",
    "report",
    "restore",
    "second",
    "show",
    "show_copy",
    "unblock",
    "withdraw",
]
