"""Giving originals to translate: into which languages, to whom, until when; with the words and pieces beforehand.

wagtail-localize's own "translate this page" leads here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms.core.typed import whole_number
from cms.languages.upstream.locale_lookup import kept_locales
from cms.translating.desk.counting import Left, left_in, whole
from cms.translating.desk.people import translators
from cms.translating.rights import may_submit
from cms.translating.services.assigning import assign
from cms.translating.services.submitting import Submitted, submit, submit_later

#: Pages with their subtrees that are submitted while one waits; above that a task does it.
AT_ONCE = 30
#: So many pages can be chosen.
AT_MOST = 200
RECKON, SUBMIT = "reckon", "submit"


class SubmitForm(forms.Form):
    """Into which languages, with the pages below, to whom, until when."""

    languages: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Languages"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    subtree = forms.BooleanField(label=gettext_lazy("With all public pages below"), required=False)
    person: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Translator"), queryset=None, required=False, empty_label=gettext_lazy("nobody yet")
    )
    due_on = forms.DateField(label=gettext_lazy("To be done by"), required=False, widget=AdminDateInput)
    note = forms.CharField(
        label=gettext_lazy("Note for the translator"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, below: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = self.fields["languages"]
        languages.queryset = Locale.objects.exclude(language_code=settings.LANGUAGE_CODE)
        languages.label_from_instance = lambda locale: dict(settings.LANGUAGES)[locale.language_code]
        self.fields["person"].queryset = translators()
        if not below:
            del self.fields["subtree"]

    def clean(self) -> dict[str, Any]:
        """A day and a note are for somebody."""
        data = super().clean() or {}
        if not data.get("person") and not self.errors and (data.get("due_on") or data.get("note")):
            self.add_error("person", _("Say who translates, or leave day and note empty."))
        return data


@dataclass
class Amount:
    """What one page would give to do."""

    page: Page
    new: Left
    begun: list[str] = field(default_factory=list)
    languages: int = 0
    left: Left = field(default_factory=Left)

    @property
    def words(self) -> int:
        """In all chosen languages."""
        return self.new.words * self.languages + self.left.words

    @property
    def pieces(self) -> int:
        """In all chosen languages."""
        return self.new.left * self.languages + self.left.left

    @property
    def signs(self) -> int:
        """Characters that a machine would be given."""
        return self.new.signs * self.languages + self.left.signs


@require_http_methods(["GET", "POST"])
def submit_pages(request: HttpRequest) -> HttpResponse:
    """Choose, see the amounts, confirm. Raises PermissionDenied for everyone but homepage management."""
    if not may_submit(request.user):
        raise PermissionDenied
    pages = _pages(request)
    if not pages:
        messages.warning(request, _("Choose the pages first."))
        return redirect("languages_report")
    below = _below(pages)
    form = SubmitForm(request.POST or None, initial=_initial(request), below=below.count())
    sure = request.method == "POST" and form.is_valid()
    if sure and request.POST.get("act") != RECKON and _carry_out(request, form, pages, below):
        return redirect(reverse("languages_report"))
    return TemplateResponse(request, "translating/desk/submit.html", _context(form, pages, below))


def submit_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """In the place of wagtail-localize's form for a page."""
    language = request.GET.get("select_locale", "")
    chosen = f"&language={language}" if language in dict(settings.LANGUAGES) else ""
    return redirect(f"{reverse('translating_submit')}?page={page_id}{chosen}")


def _pages(request: HttpRequest) -> list[Page]:
    """Those that were chosen; where two forms name them, each once."""
    named = [*request.GET.getlist("page"), *request.POST.getlist("page")]
    numbers = list(dict.fromkeys(key for each in named if (key := whole_number(each)) is not None))[:AT_MOST]
    return list(Page.objects.filter(pk__in=numbers, depth__gt=1).order_by("path"))


def _below(pages: Collection[Page]) -> QuerySet[Page]:
    """The public originals below them."""
    condition = Q(pk__in=[])
    for page in pages:
        condition |= Q(path__startswith=page.path, depth__gt=page.depth)
    korean = kept_locales().get(settings.LANGUAGE_CODE)
    own = [page.pk for page in pages]
    return Page.objects.filter(condition, live=True, alias_of=None, locale_id=korean).exclude(pk__in=own)


def _initial(request: HttpRequest) -> dict[str, Any]:
    number = kept_locales().get(request.GET.get("language", ""))
    return {"languages": [number] if number else []}


def _carry_out(request: HttpRequest, form: SubmitForm, pages: list[Page], below: QuerySet[Page]) -> bool:
    """Submit and assign as one; False with every reason on the form where that cannot be."""
    data = form.cleaned_data
    many = data.get("subtree", False) and below.count() > AT_ONCE
    reasons: list[str] = []
    results: list[Submitted] = []
    try:
        with transaction.atomic():
            for page in pages:
                _collect(page, data, request.user, many, results, reasons)
            given = [each for done in results for each in (*done.begun, *done.already)]
            if data["person"] and given:
                _give(given, data, request.user, reasons)
            if reasons:
                raise _RefusedError
    except _RefusedError:
        for reason in dict.fromkeys(reasons):
            form.add_error(None, reason)
        return False
    _tell(request, results, data, many)
    return True


class _RefusedError(Exception):
    """Something was refused: nothing is kept."""


def _collect(
    page: Page, data: dict[str, Any], person: Any, many: bool, results: list[Submitted], reasons: list[str]
) -> None:
    try:
        if many:
            results.append(submit_later(page, data["languages"], person))
        else:
            results.append(submit(page, data["languages"], person, subtree=data.get("subtree", False)))
    except ValidationError as error:
        reasons += error.messages


def _give(translations: list[Translation], data: dict[str, Any], by: Any, reasons: list[str]) -> None:
    for translation in translations:
        try:
            assign(translation, data["person"], by, due_on=data["due_on"], note=data["note"])
        except ValidationError as refused:
            reasons += refused.messages


def _tell(request: HttpRequest, results: list[Submitted], data: dict[str, Any], many: bool) -> None:
    begun = sum(len(done.begun) for done in results)
    said = [
        ngettext("%(count)d translation was begun.", "%(count)d translations were begun.", begun) % {"count": begun}
    ]
    if already := sum(len(done.already) for done in results):
        sentence = ngettext("%(count)d was begun already.", "%(count)d were begun already.", already)
        said.append(sentence % {"count": already})
    if data["person"]:
        said.append(_("%(person)s translates them.") % {"person": data["person"]})
    messages.success(request, " ".join([*said, _("Nothing is public by that.")]))
    if many:
        messages.info(
            request,
            _("The pages below follow in the background. Choose them in this list to assign them once they are there."),
        )
    for page, sentences in [each for done in results for each in done.refused]:
        messages.warning(request, f"{page.title}: {' '.join(sentences)}")


def _context(form: SubmitForm, pages: list[Page], below: QuerySet[Page]) -> dict[str, Any]:
    chosen = list(form.cleaned_data.get("languages") or ()) if form.is_bound and hasattr(form, "cleaned_data") else []
    if not form.is_bound:
        chosen = list(Locale.objects.filter(pk__in=form.initial["languages"]))
    with_below = form.is_bound and form.data.get("subtree")
    listed = [*pages, *below.order_by("path")] if with_below else pages
    amounts = _amounts(listed, chosen)
    return {
        "form": form,
        "pages": pages,
        "below": below.count(),
        "amounts": amounts,
        "languages": len(chosen),
        "words": sum(each.words for each in amounts),
        "pieces": sum(each.pieces for each in amounts),
        "signs": sum(each.signs for each in amounts),
    }


def _amounts(pages: list[Page], locales: list[Locale]) -> list[Amount]:
    """What there is to do in these languages; before any is chosen, in one. A fixed number of queries."""
    names = dict(settings.LANGUAGES)
    keys = {page.translation_key: page.pk for page in pages}
    begun = Translation.objects.filter(enabled=True, source__object_id__in=keys, target_locale__in=locales)
    known = {(keys[each.source.object_id], each.target_locale_id): each.pk for each in begun.select_related("source")}
    left, all_of = left_in(list(known.values())), whole(pages)
    made = []
    for page in pages:
        there = [locale for locale in locales if (page.pk, locale.pk) in known]
        lefts = [left.get(known[page.pk, locale.pk], Left()) for locale in there]
        rest = Left(0, sum(x.left for x in lefts), sum(x.words for x in lefts), sum(x.signs for x in lefts))
        new = len(locales) - len(there) if locales else 1
        made.append(Amount(page, all_of.get(page.pk, Left()), [names[each.language_code] for each in there], new, rest))
    return made
