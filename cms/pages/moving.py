"""What departments hold in this room: pages, their records, drafts, the texts that translations were made from.

A move is no edit: no revision is made, the freshness clock stands (``confirmed_at`` is untouched), a posting period
runs on. Drafts and scheduled versions move along within their JSON, so that publishing one does not bring the old
department back; earlier versions keep the department of their day.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.db.models.signals import pre_save
from django.utils.translation import gettext, gettext_lazy
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page, ReferenceIndex, Revision, TaskState, get_page_models
from wagtail_localize.models import OverridableSegment, SegmentOverride, TranslationSource

from cms.departments.forms import closed_sentence
from cms.departments.models import Department
from cms.departments.moving import Change, Held, moves_with_department
from cms.pages.department_places import in_document, in_stream, stream_fields
from cms.pages.keeping import deadlines_follow
from cms.pages.models import FaqItem, PageRecord, StampedPage

REVISION = "wagtailcore.revision"
SOURCE = "wagtail_localize.translationsource"


def connect() -> None:
    """Refuse, below every view, what would bring a closed department back."""
    pre_save.connect(refuse_closed_department, dispatch_uid="pages.refuse_closed_department")


def refuse_closed_department(
    sender: type, instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Raises ValidationError for a page that would name a closed department (폐지된 부서)."""
    if raw or not isinstance(instance, StampedPage) or not instance.department_id:
        return
    if update_fields is not None and "department" not in update_fields:
        return
    closed = Department.objects.closed().filter(pk=instance.department_id).first()
    if closed:
        raise ValidationError({"department": closed_sentence(closed)})


def pages_moved(changes: Sequence[Change]) -> None:
    """Search and the index of references follow; search when the transaction stands."""
    kinds = {model._meta.label_lower: model for model in stamped_models()}
    moved: dict[str, set[int]] = {}
    for change in changes:
        if change.model in kinds:
            moved.setdefault(change.model, set()).add(change.pk)
    for name, pks in moved.items():
        for page in kinds[name]._base_manager.filter(pk__in=pks):
            ReferenceIndex.create_or_update_for_object(page)
    transaction.on_commit(lambda: _find_again(moved))


@moves_with_department("pages", gettext_lazy("pages"), settle=pages_moved, order=200)
def pages(departments: Collection[int]) -> Iterator[Held]:
    """The department column of every page type."""
    for model in stamped_models():
        rows = model._base_manager.filter(department_id__in=departments).order_by("pk")
        for pk, department, title in rows.values_list("pk", "department_id", "title"):
            yield Held(model._meta.label_lower, pk, "department_id", department, title, page=pk)


@moves_with_department("page records", gettext_lazy("page records"), settle=deadlines_follow, order=210)
def records(departments: Collection[int]) -> Iterator[Held]:
    """One row a page, from which rights and deadlines follow."""
    rows = PageRecord.objects.filter(department_id__in=departments).order_by("pk")
    for pk, department, page, title, kind in rows.values_list(
        "pk", "department_id", "page_id", "page__title", "content_class"
    ):
        yield Held("pages.pagerecord", pk, "department_id", department, title, page=page, kind=kind)


@moves_with_department("contacts", gettext_lazy("contacts within pages"), settle=pages_moved, order=215)
def contacts(departments: Collection[int]) -> Iterator[Held]:
    """Departments that the text of a page names for the reader to ask."""
    for model in stamped_models():
        for column, block in stream_fields(model).items():
            rows = model._base_manager.annotate(**{"raw": Cast(column, TextField())}).filter(
                raw__regex=_named(departments)
            )
            for pk, title, raw in rows.order_by("pk").values_list("pk", "title", "raw"):
                for path, department in in_stream(block, json.loads(raw)):
                    if department in departments:
                        yield Held(model._meta.label_lower, pk, f"{column}/{path}", department, title, page=pk)


def every_version(departments: Collection[int]) -> Iterator[Held]:
    """All revisions that name these departments."""
    yield from _versions(Revision.page_revisions.all(), departments)


@moves_with_department("drafts", gettext_lazy("drafts and scheduled versions"), traces=every_version, order=220)
def drafts(departments: Collection[int]) -> Iterator[Held]:
    """Versions that may be published without an editor's looking again: the latest, scheduled ones, those that wait."""
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision_id")
    latest = Page.objects.filter(latest_revision__isnull=False).values("latest_revision_id")
    live = Page.objects.filter(live_revision__isnull=False).values("live_revision_id")
    coming = Q(pk__in=latest) | Q(approved_go_live_at__isnull=False) | Q(pk__in=waiting) | Q(pk__in=live)
    yield from _versions(Revision.page_revisions.filter(coming), departments)


@moves_with_department("translations", gettext_lazy("sources of translations"), order=225)
def translations(departments: Collection[int]) -> Iterator[Held]:
    """What translations are made from, and what they set apart from it: the next one keeps the new department."""
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in stamped_models()}
    sources = TranslationSource.objects.filter(specific_content_type__in=kinds, content_json__regex=_named(departments))
    sources = sources.annotate(page=_page_of(OuterRef("object_id"), OuterRef("locale_id"))).order_by("pk")
    for source in sources:
        for path, department in in_document(kinds[source.specific_content_type_id], json.loads(source.content_json)):
            if department in departments:
                field = f"content_json/{path}"
                yield Held(SOURCE, source.pk, field, department, source.object_repr, page=source.page)
    texts = [str(pk) for pk in departments]
    for model, locale in ((OverridableSegment, "source__locale_id"), (SegmentOverride, "locale_id")):
        rows = model.objects.filter(context__path="department", data_json__in=texts).order_by("pk")
        rows = rows.annotate(page=_page_of(OuterRef("context__object_id"), OuterRef(locale)))
        for pk, text, page in rows.values_list("pk", "data_json", "page"):
            yield Held(model._meta.label_lower, pk, "data_json/", int(text), gettext("translation"), page=page)


@moves_with_department("questions", gettext_lazy("frequently asked questions"), order=230)
def questions(departments: Collection[int]) -> Iterator[Held]:
    """The department that answers a question."""
    rows = FaqItem.objects.filter(department_id__in=departments).order_by("pk")
    for pk, department, page, question in rows.values_list("pk", "department_id", "page_id", "question"):
        yield Held("pages.faqitem", pk, "department_id", department, question, page=page)


def stamped_models() -> list[type[StampedPage]]:
    """Every page type that carries a stamp, whatever its room."""
    return [model for model in get_page_models() if issubclass(model, StampedPage)]


def _versions(revisions: QuerySet, departments: Collection[int]) -> Iterator[Held]:
    kinds = {str(ContentType.objects.get_for_model(model).pk): model for model in stamped_models()}
    named = revisions.alias(raw=Cast("content", TextField())).filter(raw__regex=_named(departments))
    for revision in named.order_by("pk"):
        model = kinds.get(str(revision.content_type_id))
        if model:
            title, page = revision.content.get("title", ""), int(revision.object_id)
            for path, department in in_document(model, revision.content):
                if department in departments:
                    yield Held(REVISION, revision.pk, f"content/{path}", department, title, page=page)


def _named(departments: Collection[int]) -> str:
    """Finds, in the database, documents in which one of these keys stands as a number; its meaning is seen later."""
    return rf": ?({'|'.join(str(pk) for pk in sorted(departments)) or '-'})[,}}]"


def _page_of(translatable: OuterRef, locale: OuterRef) -> Subquery:
    """The page of an object that is translated, in a language. Its key is that of the page's translations."""
    return Subquery(Page.objects.filter(translation_key=translatable, locale_id=locale).values("pk")[:1])


def _find_again(moved: dict[str, set[int]]) -> None:
    for name, pks in moved.items():
        app, model = name.split(".")
        for pk in sorted(pks):
            insert_or_update_object_task.enqueue(app, model, str(pk))
