"""The workflow of reviewing, assigned to every front page in another language than Korean."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from cms.translating.models import TranslationReviewTask

#: Data in Korean, as staff see it in lists.
WORKFLOW_NAME = "번역 감수"


def review_workflow() -> Workflow:
    """The workflow with its one step, made where there is none."""
    task, _created = TranslationReviewTask.objects.get_or_create(name=WORKFLOW_NAME)
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    return workflow


def foreign_homes_without_review() -> QuerySet[Page]:
    """Front pages in other languages to whose trees the workflow is not assigned."""
    foreign = Page.objects.filter(depth=2).exclude(locale__language_code=settings.LANGUAGE_CODE)
    return foreign.exclude(workflowpage__workflow__name=WORKFLOW_NAME).order_by("path")


def ensure_reviews() -> int:
    """Assign the workflow where it lacks; how many trees got it. To be repeated whenever."""
    homes = list(foreign_homes_without_review())
    workflow = review_workflow() if homes else None
    for home in homes:
        WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
    return len(homes)


def follow_front_page(sender: type, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A new front page: its tree is reviewed from the first day."""
    if created and not raw and isinstance(instance, Page) and instance.depth == 2:
        ensure_reviews()
