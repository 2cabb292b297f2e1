"""The front page of a language that an operator adds, with the starter texts that there are for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from wagtail.models import Locale, Page, Site

from cms.departments.models import Department
from cms.pages.models import StampedPage
from cms.publication.acting import OPERATOR, acting
from cms.publication.reasons import PublicationRefused
from home.models import HomePage
from home.starter import boards, foreign, material, services, words
from home.starter.place import Plan, Spot
from home.starter.writer import Departments, Writer
from tenants.languages import Effect, LanguageChange, language_name, language_part
from tenants.models import Municipality


def _foresee(change: LanguageChange) -> Iterator[Effect]:
    if not change.adding:
        return
    if _front_page(change.language):
        yield Effect(_("Its front page exists; readers have it as soon as it is public."))
    elif titles := _titles(change):
        sentence = ngettext(
            "A front page of its own is published, with %(count)d page of starter texts:",
            "A front page of its own is published, with %(count)d pages of starter texts:",
            len(titles),
        )
        yield Effect(sentence % {"count": len(titles)}, titles)
    else:
        yield Effect(_("There are no starter texts in it. A front page of its own is made as a draft, to be written."))


@language_part(gettext_noop("front page"), order=300, foresee=_foresee)
def front_page(change: LanguageChange) -> Iterable[str]:
    """A tree of its own; never a copy of the Korean one, which would show Korean under another flag."""
    if not change.adding or _front_page(change.language):
        return ()
    reason = change.reason or _("%(language)s is offered.") % {"language": language_name(change.language)}
    with acting(way=OPERATOR, reason=reason):
        return _write(change) if _titles(change) else _draft(change)


def _front_page(language: str) -> Page | None:
    korean = _korean()
    found: Page | None = Page.objects.filter(
        translation_key=korean.translation_key, locale__language_code=language, alias_of=None
    ).first()
    return found


def _korean() -> HomePage:
    home: HomePage = Site.objects.get(is_default_site=True).root_page.specific
    return home


def _titles(change: LanguageChange) -> tuple[str, ...]:
    texts = material.load(change.municipality.slug)
    if change.language not in texts.home.get("languages", {}):
        return ()
    return tuple(row.title for row in texts.foreign if row.language == change.language)


def _draft(change: LanguageChange) -> list[str]:
    korean = _korean()
    Page.get_first_root_node().add_child(
        instance=HomePage(
            title=change.municipality.name_en,
            slug=_free_slug(change.language),
            live=False,
            locale=Locale.objects.get(language_code=change.language),
            translation_key=korean.translation_key,
            department=korean.department,
            information_provider=korean.department.name_en or korean.department.name,
            content_class=korean.content_class,
            service_area=korean.service_area,
        )
    ).save_revision()
    return [_("The front page is a draft. The language is on the site once it is written and published.")]


def _write(change: LanguageChange) -> list[str]:
    """The same texts as at onboarding, saved and published as an editor's are: page by page, through every check."""
    spots = _spots(change.municipality, change.language)
    for spot in spots:
        spot.values = spot.build(spot)
    home = _page(spots[0], Page.get_first_root_node())
    made = {spots[0].key: home}
    below = [made.setdefault(spot.key, _page(spot, made[spot.parent])) for spot in spots[1:]]
    for spot, page in zip(spots[1:], below, strict=True):
        spot.pk = page.pk
    home.tiles = spots[0].build(spots[0])["tiles"]  # which lead to the pages below, now that they have their numbers
    services.speak(change.municipality.slug, change.language)
    left = [_publish(page) for page in (home, *below)]
    return [sentence for sentence in left if sentence]


class _Departments(Departments):
    """Those of today: where the one that the table names is gone, whoever manages the homepage answers."""

    def __getitem__(self, code: str) -> Department:
        try:
            return super().__getitem__(code)
        except KeyError:
            return self.homepage


def _spots(municipality: Municipality, language: str) -> list[Spot]:
    writer = Writer(
        words.names(municipality.name_ko, municipality.kind),
        material.load(municipality.slug),
        _Departments(Department.objects.filter(closed_on=None)),
        Plan(),
    )
    korean = _korean()
    originals = Page.objects.descendant_of(korean).filter(locale_id=korean.locale_id)
    at = f"{korean.url_path}{foreign.ORIGINALS.strip('/')}/"
    keys = dict(originals.filter(url_path__startswith=at).values_list("slug", "translation_key"))
    return foreign.of_language(
        writer, language, korean.translation_key, keys, services.catalogue_key(korean), boards.keys_of(korean)
    )


def _page(spot: Spot, parent: Page) -> StampedPage:
    locale = Locale.objects.get(language_code=spot.language)
    slug = spot.slug if parent.depth > 1 else _free_slug(spot.language)
    page: StampedPage = parent.add_child(instance=spot.model(**spot.values, slug=slug, live=False, locale=locale))
    return page


def _publish(page: StampedPage) -> str:
    try:
        page.save_revision().publish(skip_permission_checks=True)
    except PublicationRefused as refused:
        return _("Stays a draft: %(page)s") % {"page": f"{page.title}: {' '.join(refused.sentences)}"}
    return ""


def _free_slug(language: str) -> str:
    taken = set(Page.get_first_root_node().get_children().values_list("slug", flat=True))
    wanted = f"home-{language}"
    return next(slug for slug in (wanted, *(f"{wanted}-{number}" for number in range(2, 99))) if slug not in taken)
