"""The desk's own explorer asks the database as often for forty rows as for ten, whoever asks."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from tests.departments.conftest import sign_in, town  # noqa: F401 - fixtures
from tests.departments.test_approval import submit
from tests.factories.pages import InformationPageFactory

FEW, MANY = 10, 40
PEOPLE = ("editor", "manager", "superuser")


def plain(page, town) -> None:  # noqa: F811
    """A page that citizens see."""


def parent(page, town) -> None:  # noqa: F811
    InformationPageFactory(parent=page, department=town.welfare)


def changed(page, town) -> None:  # noqa: F811
    page.title += " (새)"
    page.save_revision(user=town.colleague)


def locked(page, town) -> None:  # noqa: F811
    page.locked, page.locked_by = True, town.colleague
    page.save()


def submitted(page, town) -> None:  # noqa: F811
    submit(page, town.colleague)


def translated(page, town) -> None:  # noqa: F811
    source, _new = TranslationSource.get_or_create_from_instance(page)
    Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))


def followed(page, town) -> None:  # noqa: F811
    page.create_alias(parent=town.roads_section, update_slug=f"alias-{page.pk}")


SORTS = (plain, parent, changed, locked, submitted, translated, followed)


def fill(town, until: int) -> None:  # noqa: F811
    """Rows of every sort, in the same mixture, up to a number."""
    for number in range(town.welfare_section.get_children().count(), until):
        page = InformationPageFactory(parent=town.welfare_section, department=town.welfare, live=number % 9 != 1)
        SORTS[number % len(SORTS)](page, town)


def asked(client, address: str) -> tuple[int, list[str]]:
    """How many rows, and the shapes of the queries for them."""
    with CaptureQueriesContext(connection) as queries:
        rows = len(client.get(address).context["pages"])
    return rows, sorted(re.sub(r"\bIN \([^)]*\)", "IN (…)", query["sql"])[-300:] for query in queries)


def test_forty_rows_take_as_many_queries_as_ten(town, sign_in):  # noqa: F811
    address = reverse("wagtailadmin_explore", args=[town.welfare_section.pk])
    clients = {person: sign_in(getattr(town, person)) for person in PEOPLE}
    fill(town, FEW)
    for client in clients.values():
        client.get(address)  # the first visit fills caches
    few = {person: asked(client, address) for person, client in clients.items()}
    fill(town, MANY)
    for person, client in clients.items():
        rows, queries = asked(client, address)
        assert (few[person][0], rows) in {(FEW, MANY), (FEW - 1, MANY - 1)}, person  # another department's row
        assert len(queries) == len(few[person][1]) <= 55, (person, "\n".join(set(queries) - set(few[person][1])))


@pytest.fixture
def one_of_each(town):  # noqa: F811
    pages = {
        make.__name__: InformationPageFactory(parent=town.welfare_section, department=town.welfare) for make in SORTS
    }
    for make in SORTS:
        make(pages[make.__name__], town)
    return pages


def test_buttons_for_translations_are_those_of_wagtail_localize(town, sign_in, one_of_each):  # noqa: F811
    """Asked for all rows together, the answer is the same as for one."""
    from wagtail_localize.wagtail_hooks import page_listing_more_buttons as theirs

    from cms.pages.desk.rows import complete, translation_buttons

    for locale in Locale.objects.exclude(language_code__in=["ko", "en"]):
        locale.delete()
    one_of_each["translated"].copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    pages = [page.specific for page in town.welfare_section.get_children()]
    alone = {page.pk: [(b.label, b.url) for b in theirs(page, town.manager, next_url="/x/")] for page in pages}
    complete(pages, town.manager)
    together = {page.pk: [(b.label, b.url) for b in translation_buttons(page, town.manager, "/x/")] for page in pages}
    assert together == alone
    assert {len(buttons) for buttons in alone.values()} == {1}
    with translation.override("en"):
        body = sign_in(town.manager).get(reverse("wagtailadmin_explore", args=[town.welfare_section.pk]))
        assert body.content.decode().count("/localize/update/") == 1
