"""Decisions that another person takes than who asks for them: what approvals and reviews share.

Enforced in the task's state, below every view: the editor, the dashboard, bulk actions and a shell all pass here.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock
from wagtail.models import Task, TaskState


class AwaitingDecisionLock(WorkflowLock):
    """Says why nobody can edit the page for now."""

    def get_message(self, user: Any) -> str:
        return _("This page waits for a decision. Until then nobody can change it; who submitted it can take it back.")


class DecisionTask(Task):
    """One step of a workflow on which another person decides. Its ``task_state_class`` is a ``Decision``."""

    lock_class = AwaitingDecisionLock

    class Meta:
        abstract = True

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet:
        """What awaits this person."""
        if not user.is_active:
            return TaskState.objects.none()
        mine = self.task_state_class.objects.filter(task=self).awaiting(user)
        return TaskState.objects.filter(pk__in=mine.values("pk"))

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Approve or ask for changes, for those who may."""
        state = obj.current_workflow_task_state
        if not isinstance(state, self.task_state_class) or not state.can_be_decided_by(user):
            return []
        return [
            ("reject", _("Request changes"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with comment"), True),
        ]

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Who decides may read what they decide on."""
        return bool(self.get_actions(obj, user))

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """While it waits nobody edits it: what is approved is what was submitted."""
        return True


class Decision:
    """For a TaskState: approving and asking for changes are for the one who decides.

    Its manager has ``awaiting(user)``: those that this person decides on; and ``shown_to(user)``: of these, those whose
    page this person has no other right to see.
    """

    def can_be_decided_by(self, user: Any) -> bool:
        """Whether this person decides. Never who wrote or submitted it."""
        raise NotImplementedError

    def is_own(self, user: Any) -> bool:
        """Whether this person wrote or submitted it."""
        return user.pk in {self.workflow_state.requested_by_id, self.revision.user_id}

    def get_decide_url(self) -> str:
        """The screen of the decision."""
        return reverse("departments_decide", args=[self.pk])

    def approve(self, user: Any = None, update: bool = True, comment: str = "") -> Any:
        """Approve and publish. Raises PermissionDenied for everyone but the person who decides."""
        self._require_decider(user)
        if not self.revision.is_latest_revision():
            raise PermissionDenied(_("The page was changed after it was submitted. It must be submitted again."))
        with transaction.atomic():
            self.hold()
            return super().approve(user=user, update=update, comment=comment)

    def reject(self, user: Any = None, update: bool = True, comment: str = "") -> Any:
        """Ask for changes. Raises PermissionDenied for everyone but the person who decides."""
        self._require_decider(user)
        with transaction.atomic():
            self.hold()
            return super().reject(user=user, update=update, comment=comment)

    def hold(self) -> None:
        """Of two people who decide at the same moment one does. Within a transaction; raises PermissionDenied."""
        states = TaskState.objects.select_for_update().filter(pk=self.pk, status=TaskState.STATUS_IN_PROGRESS)
        if states.first() is None:
            raise PermissionDenied(_("This was decided already."))

    def _require_decider(self, user: Any) -> None:
        if not self.can_be_decided_by(user):
            raise PermissionDenied(_("Another person must decide: nobody approves their own submission."))


@cache
def decision_models() -> tuple[Any, ...]:
    """Every kind of decision; rooms above have their own."""
    return tuple(model for model in apps.get_models() if issubclass(model, Decision))
