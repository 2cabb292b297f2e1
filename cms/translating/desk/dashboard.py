"""Dashboard: pages by languages, each cell how far the translation is, what is to do, who has it; to XLSX and CSV."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import django_filters
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Exists, Min, OuterRef, Prefetch, Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from cms.core.dates import local_day
from cms.core.spreadsheets import Spreadsheet
from cms.languages.desk.readers import departments_of, may_see, originals_of
from cms.languages.models import TranslatedPage, TranslationState
from cms.languages.offered import offered_languages
from cms.languages.upstream.locale_lookup import kept_locales
from cms.translating.desk.standing import ROWS, Reader, Standing, standings
from cms.translating.models import Assignment

TITLE = _("Translations")
ICON = "globe"
#: Where a page of the list keeps its standing by language.
STANDINGS = "standings"
#: Lines of a spreadsheet whose figures are looked up together.
_AT_ONCE = 200


def foreign_languages() -> list[str]:
    """Those of the municipality at hand."""
    return [code for code in offered_languages(connection.tenant) if code != settings.LANGUAGE_CODE]


def _language_choices() -> list[tuple[str, str]]:
    names = dict(settings.LANGUAGES)
    return [(code, names[code]) for code in foreign_languages()]


def _departments(request: HttpRequest) -> QuerySet:
    return departments_of(request.user)


def _people(request: HttpRequest) -> QuerySet:
    """Who has something to translate."""
    given = Assignment.objects.open().values("person")
    return get_user_model().objects.filter(pk__in=given).order_by("display_name", "username")


class TranslationFilterSet(WagtailFilterSet):
    """Language, state, department, translator. Without a state, pages that have or had a translation."""

    language = django_filters.MultipleChoiceFilter(
        label=_("Language"), choices=_language_choices, widget=CheckboxSelectMultiple, method="unfiltered"
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=TranslationState.choices, widget=CheckboxSelectMultiple, method="unfiltered"
    )
    department = django_filters.ModelMultipleChoiceFilter(
        field_name="record__department", label=_("Department"), queryset=_departments, widget=CheckboxSelectMultiple
    )

    person = django_filters.ModelMultipleChoiceFilter(
        label=_("Translator"), queryset=_people, widget=CheckboxSelectMultiple, method="assigned_to"
    )

    def assigned_to(self, pages: QuerySet, name: str, value: Any) -> QuerySet:
        """Pages of which somebody has a translation."""
        theirs = Assignment.objects.open().filter(
            person__in=value, translation__enabled=True, translation__source__object_id=OuterRef("translation_key")
        )
        return pages.filter(Exists(theirs)) if value else pages

    def unfiltered(self, pages: QuerySet, name: str, value: Any) -> QuerySet:
        """Language and state are asked together: in one of these languages, in one of these states."""
        return pages

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        pages = super().filter_queryset(queryset)
        states = self.form.cleaned_data["state"]
        chosen = self.form.cleaned_data["language"]
        languages = chosen or foreign_languages()
        rows = TranslatedPage.objects.filter(source_id=OuterRef("pk"))
        if not states:
            return pages.filter(Exists(rows.filter(language__in=languages) if chosen else rows))
        condition = Q(Exists(rows.filter(language__in=languages, state__in=states)))
        if TranslationState.MISSING in states:
            for language in languages:
                condition |= Q(~Exists(rows.filter(language=language)))
        return pages.filter(condition)

    class Meta:
        model = Page
        fields: list[str] = []


def _due(page: Any) -> str:
    return f"{page.due_on:%Y.%m.%d}" if page.due_on else "–"


class ChoiceColumn(BaseColumn):
    """A box to choose the page with; the list is no form, so the box names the one that it belongs to."""

    header_template_name = "translating/desk/choice_header.html"
    cell_template_name = "translating/desk/choice_cell.html"


class LanguageColumn(Column):
    """The state in one language, since when, the words to do and who has them; leads to the work."""

    cell_template_name = "translating/desk/state_cell.html"

    def __init__(self, language: str, reader: Reader):
        super().__init__(language, label=dict(settings.LANGUAGES)[language], accessor="pk")
        self.language, self.reader = language, reader

    def get_cell_context_data(self, instance: Page, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        standing = getattr(instance, STANDINGS)[self.language]
        return {**context, "standing": standing, "works": self.reader.works_on(standing), "reader": self.reader}


class TranslationDashboard(Spreadsheet, ReportView):
    """Originals, the most pressing first."""

    template_name = "translating/desk/dashboard.html"

    page_title = TITLE
    header_icon = ICON
    index_url_name = "languages_report"
    index_results_url_name = "languages_report_results"
    filterset_class = TranslationFilterSet
    default_ordering = "due_on"

    @cached_property
    def columns(self) -> list[Column]:
        """One a language."""
        chosen = [ChoiceColumn("chosen")] if self.reader.submits else []
        return [
            *chosen,
            TitleColumn(
                "title",
                label=_("Page"),
                sort_key="title",
                get_url=lambda page: reverse("languages_page", args=[page.pk]),
                get_title_id=lambda page: f"page_{page.pk}_title",
            ),
            Column(
                "department",
                label=_("Department"),
                accessor="record.department.name",
                sort_key="record__department__sort_order",
                classname="desk-wide",
            ),
            Column("due_on", label=_("To be caught up by"), accessor=_due, sort_key="due_on", classname="desk-wide"),
            *(LanguageColumn(language, self.reader) for language in foreign_languages()),
        ]

    @cached_property
    def reader(self) -> Reader:
        """Who looks."""
        return Reader(self.request.user)

    @cached_property
    def list_export(self) -> list[str]:
        """The page, then its columns for each language."""
        return list(self.export_headings)

    @cached_property
    def export_headings(self) -> dict[str, Any]:
        """Names of the languages as they call themselves."""
        headings: dict[str, Any] = {
            "title": _("Page"),
            "full_url": _("Address"),
            "record.department.name": _("Department"),
        }
        named = _headings()
        for language in foreign_languages():
            name = dict(settings.LANGUAGES)[language]
            headings |= {f"{language} {cell}": f"{name}: {said}" if said else name for cell, said in named.items()}
        return headings

    def to_row_dict(self, item: Page) -> dict[str, Any]:
        """One line of the spreadsheet."""
        found: dict[str, Any] = {
            "title": item.title,
            "full_url": item.full_url,
            "record.department.name": item.record.department.name if hasattr(item, "record") else "",
        }
        for language in foreign_languages():
            standing = getattr(item, STANDINGS)[language]
            for name, value in _CELLS.items():
                found[f"{language} {name}"] = value(standing)
        return found

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Each page with its standing in each language; a spreadsheet's pages some at a time."""
        if self.is_export:
            return _some_at_a_time(object_list)
        return _with_standings(list(object_list))

    def get_filename(self) -> str:
        """Named by the day."""
        return f"translations-{timezone.localdate():%Y-%m-%d}"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        """Public originals with their rows: two queries however many there are."""
        rows = TranslatedPage.objects.select_related("page").defer("pairs")
        pages = Page.objects.live().filter(
            originals_of(self.request.user),
            alias_of=None,
            depth__gt=1,
            locale_id=kept_locales()[settings.LANGUAGE_CODE],
        )
        pages = pages.select_related("record__department").annotate(due_on=Min("translated_pages__due_on"))
        return pages.prefetch_related(Prefetch("translated_pages", rows, to_attr=ROWS)).order_by("due_on", "path")


def _with_standings(pages: list[Page]) -> list[Page]:
    languages = foreign_languages()
    found = standings(pages, languages)
    for page in pages:
        setattr(page, STANDINGS, {language: found[page.pk, language] for language in languages})
    return pages


def _some_at_a_time(pages: QuerySet) -> Iterator[Page]:
    waiting: list[Page] = []
    for page in pages.iterator(chunk_size=_AT_ONCE):
        waiting.append(page)
        if len(waiting) == _AT_ONCE:
            yield from _with_standings(waiting)
            waiting = []
    yield from _with_standings(waiting)


def _headings() -> dict[str, Any]:
    """Of the cells of each language, below."""
    return {
        "state": "",
        "since": _("behind since"),
        "due": _("to be caught up by"),
        "words": _("words to do"),
        "days": _("days waiting"),
        "people": _("Translator"),
        "agreed": _("To be done by"),
        "review": _("in review since"),
    }


def _day(moment: dt.datetime | None) -> Any:
    return local_day(moment) if moment else ""


_CELLS: dict[str, Callable[[Standing], Any]] = {
    "state": lambda each: each.row.get_state_display() if each.row else TranslationState.MISSING.label,
    "since": lambda each: _day(each.row.behind_since if each.row else None),
    "due": lambda each: (each.row.due_on if each.row else None) or "",
    "words": lambda each: each.words,
    "days": lambda each: "" if each.days is None else each.days,
    "people": lambda each: each.people,
    "agreed": lambda each: min((one.due_on for one in each.assignments if one.due_on), default=""),
    "review": lambda each: _day(each.review.started_at if each.review else None),
}
