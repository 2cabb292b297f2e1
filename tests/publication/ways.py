"""Ways by which a page becomes public. Each takes the place (people, clients) and a draft with its content saved.

A way says what it told whom: the words in which the reasons must stand. It does not assert.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import Translation, TranslationSource

from cms.news.models import NoticePage
from cms.publication.models import RefusedPublication
from tests.factories.reviews import read_by_another
from tests.publication.posted import posted

Way = Callable[[SimpleNamespace, NoticePage], str]


def editor(town: SimpleNamespace, page: NoticePage) -> str:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return town.manager_client.post(address, posted(page, "publish"), follow=True).content.decode()


def workflow(town: SimpleNamespace, page: NoticePage) -> str:
    page.save_revision(user=town.editor)
    page.get_workflow().start(page, town.editor)
    state = page.current_workflow_task_state
    address = reverse("departments_decide", args=[state.pk])
    return town.head_client.post(address, {"action": "approve"}, follow=True).content.decode()


def bulk(town: SimpleNamespace, page: NoticePage) -> str:
    page.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = f"?id={page.pk}&next=/admin/"
    return town.manager_client.post(address + query, {"include_descendants": ""}, follow=True).content.decode()


def scheduler(town: SimpleNamespace, page: NoticePage) -> str:
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - dt.timedelta(minutes=1))
    call_command("publish_scheduled")
    return " ".join(RefusedPublication.objects.filter(page=page).values_list("reasons", flat=True).first() or [])


def localize(town: SimpleNamespace, page: NoticePage) -> str:
    """The translation of the page, with the words of the source where there are none of its own."""
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
    translation.save_target(user=town.manager, publish=False)
    read_by_another(translation)
    return _said(lambda: translation.save_target(user=town.manager, publish=True))


def revision_publish(town: SimpleNamespace, page: NoticePage) -> str:
    return _said(page.save_revision().publish)


def shell_save(town: SimpleNamespace, page: NoticePage) -> str:
    page.live = True
    return _said(page.save)


def shell_save_without_cleaning(town: SimpleNamespace, page: NoticePage) -> str:
    page.live = True
    return _said(lambda: page.save(clean=False))


def shell_save_as_plain_page(town: SimpleNamespace, page: NoticePage) -> str:
    plain = Page.objects.get(pk=page.pk)
    plain.live = True
    return _said(plain.save)


def shell_add(town: SimpleNamespace, page: NoticePage) -> str:
    """As an importer or an API writes: a new page that is live from the start."""
    values = {item.name: getattr(page, item.name) for item in NoticePage._meta.concrete_fields if item.name in ADDED}
    return _said(lambda: page.get_parent().add_child(instance=NoticePage(live=True, slug="added", **values)))


ADDED = {
    "title",
    "summary",
    "department",
    "information_provider",
    "content_class",
    "published_on",
    "posting_to",
    "body",
    "locale",
}


def _said(act: Callable[[], object]) -> str:
    """The reasons of a refusal; nothing when it went through."""
    try:
        with transaction.atomic():
            act()
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


WAYS: list[Way] = [
    editor,
    workflow,
    bulk,
    scheduler,
    localize,
    revision_publish,
    shell_save,
    shell_save_without_cleaning,
    shell_save_as_plain_page,
    shell_add,
]
