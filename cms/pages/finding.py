"""Search finds pages by the name of their department: a department that is renamed is found by its new name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django_tasks import task
from modelsearch.backends import get_search_backends
from wagtail.models import get_page_models

from cms.departments.signals import renamed
from cms.pages.models import StampedPage


def connect() -> None:
    """Listen to departments being renamed, by whatever path."""
    renamed.connect(find_by_new_names, dispatch_uid="pages.find_by_new_names")


def find_by_new_names(sender: type, departments: Iterable[int], **kwargs: Any) -> None:
    """Once the new name stands. By a task: a department may have some hundred pages."""
    keys = sorted(departments)
    transaction.on_commit(lambda: index_pages_of.enqueue(keys))


@task()
def index_pages_of(departments: list[int]) -> None:
    """Write the pages of these departments into the index anew, a page type at a time."""
    for model in get_page_models():
        if issubclass(model, StampedPage):
            pages = list(model.get_indexed_objects().filter(department_id__in=departments).select_related("department"))
            for backend in get_search_backends(with_auto_update=True) if pages else ():
                backend.add_bulk(model, pages)
