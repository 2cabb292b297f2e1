"""Reviewing (감수) as a step of Wagtail's workflow: another person than every author reads a version and publishes it.

Who reviews: another translator of the language, the head of the original's department, homepage management; never
somebody from outside (수탁자). Pages in other languages that were written by hand pass here as well.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import TaskState, WorkflowState

from cms.departments.models import Decision, DecisionTask
from cms.departments.models.approval import is_homepage_manager
from cms.departments.reach import reach_of
from cms.translating import rights


class TranslationReviewTask(DecisionTask):
    """One step of a workflow: somebody else reads the translation against its original."""

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Remember who wrote what is submitted: later the pieces may be somebody else's."""
        from cms.translating.services.reviewing import facts_of

        state = super().start(workflow_state, user=user)
        facts = facts_of(state, user)
        state.locale_id, state.department_id = facts.locale, facts.department
        state.authors, state.machine_pieces = sorted(facts.authors), facts.machine_pieces
        state.save(update_fields=["locale", "department", "authors", "machine_pieces"])
        return state

    @classmethod
    def get_description(cls) -> str:
        return _("Another person than the translators reads it against the original; then it is published.")

    class Meta:
        verbose_name = gettext_lazy("review of a translation")
        verbose_name_plural = gettext_lazy("reviews of translations")


class TranslationReviewQuerySet(models.QuerySet["TranslationReview"]):
    """Reviews by their state and by who may decide."""

    def in_progress(self) -> TranslationReviewQuerySet:
        """Those that wait for a reviewer."""
        return self.filter(status=TaskState.STATUS_IN_PROGRESS)

    def awaiting(self, user: Any) -> TranslationReviewQuerySet:
        """Those that this person may review."""
        reach = reach_of(user)
        if not user.is_active or rights.is_outside(reach):
            return self.none()
        others = self.in_progress().exclude(authors__contains=[user.pk])
        if is_homepage_manager(user):
            return others
        return others.filter(Q(locale_id__in=reach.locales) | Q(department_id__in=reach.led))

    def shown_to(self, user: Any) -> TranslationReviewQuerySet:
        """Those of originals whose department this person heads; the others have a right to the page anyway."""
        led = reach_of(user).led
        return self.awaiting(user).filter(department_id__in=led) if led else self.none()


class TranslationReview(Decision, TaskState):
    """One version of a translation that waits for its reviewer, or was reviewed.

    ``authors``: numbers of the accounts that wrote a piece of it, handed it in or saved it.
    """

    locale = models.ForeignKey("wagtailcore.Locale", null=True, on_delete=models.CASCADE, related_name="+")
    department = models.ForeignKey(
        "departments.Department", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    authors = models.JSONField(default=list)
    machine_pieces = models.PositiveIntegerField(default=0)

    objects = TranslationReviewQuerySet.as_manager()
    exclude_fields_in_copy = ["taskstate_ptr"]

    class Meta:
        verbose_name = gettext_lazy("review of a translation")
        verbose_name_plural = gettext_lazy("reviews of translations")

    def can_be_decided_by(self, user: Any) -> bool:
        """True for who may review translations of this language or department; never for one of its authors."""
        if self.status != self.STATUS_IN_PROGRESS or self.locale_id is None:
            return False
        return rights.can_review(user, self.locale_id, self.department_id, self.authors)

    def is_own(self, user: Any) -> bool:
        """Whether this person wrote a piece of it or handed it in."""
        return user.pk in self.authors or super().is_own(user)

    def get_decide_url(self) -> str:
        """The screen that shows it beside its original."""
        return reverse("translating_review", args=[self.pk])

    def approve(self, user: Any = None, update: bool = True, comment: str = "", confirmed: bool = False) -> Any:
        """Review and publish. ``confirmed``: the reviewer has looked at the hints that remain.

        :raises PermissionDenied: for everyone but a reviewer.
        :raises PublicationRefused: where hints remain that were not confirmed, or what any publication is refused for.
        """
        from cms.translating.services.reviewing import keep_review

        self._require_decider(user)
        with transaction.atomic():
            self.hold()
            keep_review(self, user, comment=comment, confirmed=confirmed)
            return super().approve(user=user, update=update, comment=comment)


TranslationReviewTask.task_state_class = TranslationReview
