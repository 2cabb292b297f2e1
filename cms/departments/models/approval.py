"""Approval (승인) by the head of the page's department: a person's own submission is never theirs to approve.

The duty to keep a page right lies with its department (안양 §5②, 용인 §5②: 정보제공자와 담당부서), so its head decides.
Where there is no head, or the head wrote or submitted the page, homepage management (홈페이지관리부서) decides.
Enforced below every view (:mod:`cms.departments.models.decision`).
"""

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import TaskState, WorkflowState

from .decision import Decision, DecisionTask
from .staff import Role, RoleGroup

_LEADING = (Role.DEPARTMENT, Role.HOMEPAGE)


def is_homepage_manager(user) -> bool:
    """True for homepage management; an account with all rights counts as one. Kept on the user for the request."""
    if user.is_superuser:
        return True
    if not hasattr(user, "_manages_homepage"):
        user._manages_homepage = user.groups.filter(role_group__role=Role.HOMEPAGE).exists()
    return user._manages_homepage


def can_lead(user) -> bool:
    """True for an active account that has a role in which departments are answered for, or all rights."""
    if not user.is_active or user.is_superuser:
        return user.is_active
    return user.groups.filter(role_group__role__in=_LEADING).exists()


def _head_leads() -> Q:
    """The same of the head of an approval's department, as a condition."""
    roles = RoleGroup.objects.filter(role__in=_LEADING, group__user=OuterRef("department__head"))
    return Q(department__head__is_superuser=True) | Q(Exists(roles))


class DepartmentApprovalTask(DecisionTask):
    """One step of a workflow: the head of the page's department approves, never the author."""

    def start(self, workflow_state: WorkflowState, user=None) -> TaskState:
        """Remember which department answers for the submitted version: its head is asked."""
        state = super().start(workflow_state, user=user)
        state.department_id = getattr(state.revision.as_object(), "department_id", None)
        state.save(update_fields=["department"])
        return state

    @classmethod
    def get_description(cls) -> str:
        return _("The head of the page's department approves; nobody approves their own submission.")

    class Meta:
        verbose_name = gettext_lazy("approval by the head of department")
        verbose_name_plural = gettext_lazy("approvals by heads of departments")


class DepartmentApprovalQuerySet(models.QuerySet):
    """Approvals by their state and by who may decide."""

    def in_progress(self) -> "DepartmentApprovalQuerySet":
        """Those that wait for a decision."""
        return self.filter(status=TaskState.STATUS_IN_PROGRESS)

    def not_by(self, user) -> "DepartmentApprovalQuerySet":
        """Without what this person submitted or wrote."""
        return self.exclude(workflow_state__requested_by=user).exclude(revision__user=user)

    def awaiting(self, user) -> "DepartmentApprovalQuerySet":
        """Those that this person decides on."""
        states = self.in_progress().not_by(user)
        if is_homepage_manager(user):
            return states.for_head(user) | states.without_independent_head()
        return states.for_head(user)

    def shown_to(self, user) -> "DepartmentApprovalQuerySet":
        """Those whose department this person heads; homepage management has a right to every page."""
        return self.in_progress().for_head(user).not_by(user)

    def for_head(self, user) -> "DepartmentApprovalQuerySet":
        """Those whose department this person heads."""
        return self.filter(department__head=user)

    def without_independent_head(self) -> "DepartmentApprovalQuerySet":
        """Those whose department has no active head other than the author."""
        return self.filter(
            Q(department__isnull=True)
            | Q(department__head__isnull=True)
            | Q(department__head__is_active=False)
            | ~_head_leads()
            | Q(department__head=F("workflow_state__requested_by"))
            | Q(department__head=F("revision__user"))
        )


class DepartmentApproval(Decision, TaskState):
    """One submitted version of a page, waiting for a decision or decided."""

    department = models.ForeignKey(
        "departments.Department", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = DepartmentApprovalQuerySet.as_manager()
    exclude_fields_in_copy = ["taskstate_ptr"]

    class Meta:
        verbose_name = gettext_lazy("approval")
        verbose_name_plural = gettext_lazy("approvals")

    def can_be_decided_by(self, user) -> bool:
        """True for the head of the department, else for homepage management; never for author or submitter."""
        if self.status != self.STATUS_IN_PROGRESS or user is None or not user.is_active:
            return False
        authors = {self.workflow_state.requested_by_id, self.revision.user_id}
        if user.pk in authors:
            return False
        head = self.department.head if self.department else None
        if head and head.pk not in authors and can_lead(head):
            return user.pk == head.pk
        return is_homepage_manager(user)

    def deciders(self) -> QuerySet:
        """Whom to tell that a decision waits."""
        users = (
            get_user_model()
            .objects.filter(is_active=True)
            .exclude(pk__in=[pk for pk in (self.workflow_state.requested_by_id, self.revision.user_id) if pk])
        )
        head = self.department.head if self.department else None
        heads = users.filter(pk=head.pk) if head and can_lead(head) else users.none()
        return heads if heads.exists() else users.filter(groups__role_group__role=Role.HOMEPAGE).distinct()


DepartmentApprovalTask.task_state_class = DepartmentApproval
