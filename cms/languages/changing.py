"""What adding or withdrawing a language does to pages, translations, links and people (언어의 추가와 폐지)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail_localize.models import Translation

from cms.core.dates import long_date
from cms.core.menu import forget_menu
from cms.departments.models import TranslatorLanguage
from cms.languages import closing
from cms.languages.models import LanguageClosing, TranslatedPage, TranslationState
from cms.languages.services.reconciling import reconcile
from tenants.languages import Effect, LanguageChange, language_name, language_part

SHOWN = 20


def _language(change: LanguageChange) -> Iterator[Effect]:
    address = f"/{change.language}/"
    if change.adding:
        yield Effect(_("Pages of the language stand under %(address)s.") % {"address": address})
        return
    sentence = _("Every address under %(address)s answers 404, with a notice in that language since when it is closed.")
    yield Effect(sentence % {"address": address})
    yield Effect(_("Nobody can add pages in it, translate into it or publish in it until it is offered again."))


@language_part(gettext_noop("language"), order=100, foresee=_language)
def language(change: LanguageChange) -> Iterable[str]:
    """Its Locale is made once and kept for good: pages stand on it."""
    if change.adding:
        Locale.all_objects.get_or_create(language_code=change.language)
    cache.delete("wagtail_locales_display_name")  # Wagtail 8.0 forgets it when a Locale is saved; this one stays
    return ()


def _pages(change: LanguageChange) -> Iterator[Effect]:
    if change.adding:
        if (closed := LanguageClosing.of(change.language)) and closed.pages:
            yield Effect(_can_come_back(closed), brings_back=True)
        return
    public = closing.pages_in(change.language).live().filter(alias_of=None)
    yield Effect(_unpublished(public.count()), _titles(public))
    if drafts := closing.pages_in(change.language).filter(live=False).count():
        yield Effect(ngettext("%(count)d draft stays.", "%(count)d drafts stay.", drafts) % {"count": drafts})
    if scheduled := closing.scheduled_in(change.language).count():
        sentence = ngettext(
            "%(count)d scheduled publication is cancelled.",
            "%(count)d scheduled publications are cancelled.",
            scheduled,
        )
        yield Effect(sentence % {"count": scheduled})


@language_part(gettext_noop("pages"), order=200, foresee=_pages)
def pages(change: LanguageChange) -> Iterable[str]:
    """Withdrawn: every page is unpublished with its line in the register. Added: those come back only if asked."""
    if not change.adding:
        closing.close(change.language, change.reason, change.by)
        return ()
    closed = LanguageClosing.of(change.language)
    if closed is None:
        return ()
    reason = change.reason or _("%(language)s is offered again.") % {"language": language_name(change.language)}
    left = closing.reopen(closed, with_pages=change.with_pages, reason=reason)
    return [_("Stays a draft: %(page)s") % {"page": sentence} for sentence in left]


def _translations(change: LanguageChange) -> Iterator[Effect]:
    if change.adding:
        return
    rows = TranslatedPage.objects.filter(language=change.language).exclude(state=TranslationState.MISSING)
    states = dict(rows.values_list("state").annotate(Count("pk")).order_by())
    if states:
        items = tuple(f"{TranslationState(state).label}: {states[state]}" for state in sorted(states))
        yield Effect(_("What is known of the translations stays on record:"), items)
    open_ = Translation.objects.filter(target_locale__language_code=change.language, enabled=True).count()
    if open_:
        sentence = ngettext(
            "%(count)d original is submitted for translation; translators can go on, nothing can be published.",
            "%(count)d originals are submitted for translation; translators can go on, nothing can be published.",
            open_,
        )
        yield Effect(sentence % {"count": open_})


@language_part(gettext_noop("translations of pages"), order=400, foresee=_translations)
def translations(change: LanguageChange) -> Iterable[str]:
    """Rows follow the pages as they are saved; what came by another way is found here."""
    reconcile()
    return ()


def _links(change: LanguageChange) -> Iterator[Effect]:
    if change.adding:
        yield Effect(_("Switcher, hreflang, sitemap and search have the language as soon as its front page is public."))
        return
    yield Effect(_("Menus, switcher, hreflang, sitemap, feeds and search no longer have it from the next request on."))
    here = closing.pages_in(change.language)
    linking = _linking_to(here)
    if number := linking.count():
        sentence = ngettext(
            "%(count)d page in another language links to them; the link leads to the notice until it is changed:",
            "%(count)d pages in other languages link to them; the links lead to the notice until they are changed:",
            number,
        )
        yield Effect(sentence % {"count": number}, _titles(linking))
    redirects = Redirect.objects.filter(redirect_page__in=here).count()
    redirects += (
        Redirect.objects.filter(old_path__startswith=f"/{change.language}/").exclude(redirect_page__in=here).count()
    )
    if redirects:
        sentence = ngettext(
            "%(count)d redirect leads to these pages or begins there; it stays and leads to the notice.",
            "%(count)d redirects lead to these pages or begin there; they stay and lead to the notice.",
            redirects,
        )
        yield Effect(sentence % {"count": redirects})


@language_part(gettext_noop("links and menus"), order=500, foresee=_links)
def links(change: LanguageChange) -> Iterable[str]:
    """Menus are kept for minutes; from now on they are made anew."""
    forget_menu()
    return ()


def _people(change: LanguageChange) -> Iterator[Effect]:
    rows = TranslatorLanguage.objects.filter(language=change.language).select_related("user").order_by("user__username")
    names = tuple(row.user.get_full_name() or row.user.get_username() for row in rows)
    if not names:
        if change.adding:
            yield Effect(
                _("Nobody may translate into it yet. Accounts of translators are given the language at the desk.")
            )
        return
    if change.adding:
        sentence = ngettext(
            "%(count)d translator has the language:", "%(count)d translators have the language:", len(names)
        )
    else:
        sentence = ngettext(
            "%(count)d translator has the language and keeps the account; there is nothing to publish in it:",
            "%(count)d translators have the language and keep their accounts; there is nothing to publish in it:",
            len(names),
        )
    yield Effect(sentence % {"count": len(names)}, names)


@language_part(gettext_noop("people"), order=600, foresee=_people)
def people(change: LanguageChange) -> Iterable[str]:
    """Rights are a person's own: they are given and taken at the desk, never by a change of languages."""
    return ()


def _unpublished(number: int) -> str:
    if not number:
        return _("No page of the language is public.")
    sentence = ngettext(
        "%(count)d page is unpublished and kept; the register has the removal with the reason:",
        "%(count)d pages are unpublished and kept; the register has each removal with the reason:",
        number,
    )
    return sentence % {"count": number}


def _can_come_back(closed: LanguageClosing) -> str:
    sentence = ngettext(
        "The language was withdrawn on %(day)s with %(count)d page, which comes back only if you ask for it below.",
        "The language was withdrawn on %(day)s with %(count)d pages, which come back only if you ask for it below.",
        len(closed.pages),
    )
    return sentence % {"count": len(closed.pages), "day": long_date(closed.closed_at)}


def _linking_to(here: QuerySet[Page]) -> QuerySet[Page]:
    references = ReferenceIndex.objects.filter(
        to_content_type__app_label="wagtailcore",
        to_content_type__model="page",
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
    )
    numbers = [str(pk) for pk in here.values_list("pk", flat=True)]
    linking = [int(pk) for pk in references.filter(to_object_id__in=numbers).values_list("object_id", flat=True)]
    return Page.objects.live().filter(pk__in=linking).exclude(pk__in=here.values("pk")).order_by("path")


def _titles(pages_: QuerySet[Page]) -> tuple[str, ...]:
    """The first of them, and how many more there are."""
    found = [f"{title} ({path})" for title, path in pages_.values_list("title", "url_path")[: SHOWN + 1]]
    if len(found) <= SHOWN:
        return tuple(found)
    more = pages_.count() - SHOWN
    return (*found[:SHOWN], ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more})
