"""A limited editor against a page out of reach: every address of the desk refuses, and nothing changes or shows.

Wagtail answers a refused page of the desk by leading back to its front with a sentence; a call by script gets 403.
"""

import json

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page, Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

SECRET = "도로 초안"  # the title of a draft that strangers must not read


def pages_url(name: str, *args) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def bulk(action: str, page) -> str:
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page.pk}&next=/admin/"


def addresses(page, own) -> dict[str, str]:
    """Every address of the desk that names one page; ``own`` is a page within reach, as destination."""
    revision = Revision.page_revisions.filter(object_id=str(page.pk)).first()
    return {
        "edit": pages_url("edit", page.pk),
        "add below": pages_url("add_subpage", page.pk),
        "create below": pages_url("add", "pages", "informationpage", page.pk),
        "preview of a new page": pages_url("preview_on_add", "pages", "informationpage", page.pk),
        "preview": pages_url("preview_on_edit", page.pk),
        "view draft": pages_url("view_draft", page.pk),
        "delete": pages_url("delete", page.pk),
        "unpublish": pages_url("unpublish", page.pk),
        "copy": pages_url("copy", page.pk),
        "move": pages_url("move", page.pk),
        "move confirmed": pages_url("move_confirm", page.pk, own.pk),
        "own page moved there": pages_url("move_confirm", own.pk, page.pk),
        "position": pages_url("set_page_position", page.pk),
        "privacy": pages_url("set_privacy", page.pk),
        "lock": pages_url("lock", page.pk),
        "unlock": pages_url("unlock", page.pk),
        "usage": pages_url("usage", page.pk),
        "history": pages_url("history", page.pk),
        "history list": pages_url("history_results", page.pk),
        "revisions": pages_url("revisions_index", page.pk),
        "revision": pages_url("revisions_view", page.pk, revision.pk),
        "revision back": pages_url("revisions_revert", page.pk, revision.pk),
        "revision unscheduled": pages_url("revisions_unschedule", page.pk, revision.pk),
        "comparison": pages_url("revisions_compare", page.pk, "earliest", "latest"),
        "comparison with live": pages_url("revisions_compare", page.pk, "live", revision.pk),
        "workflow history": pages_url("workflow_history", page.pk),
        "alias to page": pages_url("convert_alias", page.pk),
        "share": reverse("departments_share_draft", args=[page.pk]),
        "translation": reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        "translation to alias": reverse("wagtail_localize:convert_to_alias", args=[page.pk]),
        **{f"bulk {action}": bulk(action, page) for action in ("delete", "move", "publish", "unpublish")},
    }


def refused(response) -> bool:
    """403, 404, a method that is not there, or back to the front of the desk (or of the explorer) with a sentence."""
    return response.status_code in {403, 404, 405} or (
        response.status_code == 302 and response.url.startswith("/admin/")
    )


def state_of(page) -> tuple:
    page = Page.objects.filter(pk=page.pk).first()
    return page and (page.title, page.live, page.path, page.numchild, page.locked, page.view_restrictions.count())


@pytest.mark.parametrize("person", ["editor", "translator", "system"])
def test_every_address_refuses(town, sign_in, person):
    client, page = sign_in(getattr(town, person)), town.roads_draft
    before = (state_of(page), Page.objects.count(), Revision.objects.count())
    wrong = []
    for name, url in addresses(page, town.welfare_page).items():
        answers = [
            client.get(url),
            client.post(url, {"title": "x", "next": "/admin/", "confirm": "1", "chooser": page.pk}),
            client.get(url, headers={"x-requested-with": "XMLHttpRequest"}),
        ]
        wrong += [f"{name}: shows the title" for answer in answers if SECRET in answer.content.decode()]
        wrong += [f"{name}: {answer.status_code}" for answer in answers[:2] if not refused(answer)]
        if (state_of(page), Page.objects.count(), Revision.objects.count()) != before:
            wrong.append(f"{name}: changed something")
    assert wrong == []


LISTS = [
    "/admin/pages/",
    "/admin/pages/{home}/",
    "/admin/pages/{section}/",
    "/admin/pages/{board}/",
    "/admin/pages/search/?q=도로",
    "/admin/pages/search/?q=초안",
    "/admin/choose-page/?page_type=wagtailcore.page",
    "/admin/choose-page/{section}/?page_type=wagtailcore.page",
    "/admin/choose-page/{board}/?page_type=wagtailcore.page",
    "/admin/choose-page/search/?q=초안",
    "/admin/choose-page/{draft}/?page_type=wagtailcore.page",
    "/admin/choose-page/chosen-multiple/?id={draft}",
    "/admin/api/main/pages/",
    "/admin/api/main/pages/?child_of={section}",
    "/admin/api/main/pages/{draft}/",
    "/admin/api/main/pages/find/?id={draft}",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/reports/locked/",
    "/admin/reports/workflow/",
    "/admin/reports/workflow_tasks/",
    "/admin/reports/page-types-usage/",
    "/admin/pages/usage/pages/informationpage/",
    "/admin/pages/usage/news/noticepage/",
    "/admin/localize/reports/translations/",
    "/admin/",
]


@pytest.mark.parametrize("address", LISTS)
def test_no_list_shows_a_strangers_draft(town, sign_in, address):
    home = town.roads_section.get_parent()
    url = address.format(home=home.pk, section=town.roads_section.pk, board=town.board.pk, draft=town.roads_draft.pk)
    response = sign_in(town.editor).get(url)
    assert SECRET not in response.content.decode()
    assert "도로 공지 초안" not in response.content.decode()


def filled(**values) -> dict:
    """What the editor's form sends."""
    form = {"information_provider": "홍길동", "content_class": "상시안내", "body": streamfield([]), **values}
    return nested_form_data({**form, "attachments": inline_formset([])})


def test_an_editing_session_tells_nothing(town, sign_in):
    url = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", town.roads_draft.pk, 1])
    response = sign_in(town.editor).post(url, {})
    assert response.status_code in {403, 404}


@pytest.mark.parametrize("where", ["welfare_page", "roads_page"])
def test_a_new_page_bears_only_an_own_department(town, sign_in, where):
    """Neither below one's own section nor on the board is a page written in another department's name."""
    parent = {"welfare_page": town.welfare_section, "roads_page": town.board}[where]
    model = {"welfare_page": ("pages", "informationpage"), "roads_page": ("news", "noticepage")}[where]
    count = Page.objects.count()
    response = sign_in(town.editor).post(
        pages_url("add", *model, parent.pk),
        filled(title="남의 이름으로", slug="foreign", department=town.roads.pk),
    )
    assert "department" in response.context["form"].errors
    assert Page.objects.count() == count


def test_an_own_page_is_not_handed_to_a_stranger(town, sign_in):
    response = sign_in(town.editor).post(
        pages_url("edit", town.welfare_page.pk),
        filled(title="기초연금", slug="pension", department=town.roads.pk),
    )
    assert "department" in response.context["form"].errors


def test_the_chooser_offers_own_departments_only(town, sign_in):
    url = reverse("wagtailsnippetchoosers_departments_department:choose")
    assert town.roads.name not in json.loads(sign_in(town.editor).get(url).content)["html"]
    assert town.roads.name in json.loads(sign_in(town.manager).get(url).content)["html"]


def test_a_translator_writes_only_in_languages_of_theirs(town, sign_in):
    english = Locale.objects.get(language_code="en")
    copy = town.welfare_page.copy_for_translation(english, copy_parents=True)
    assert copy.permissions_for_user(town.translator).can_edit()
    assert not copy.permissions_for_user(town.translator).can_publish()
    assert sign_in(town.translator).get(pages_url("edit", copy.pk)).status_code == 200
    assert not town.welfare_page.permissions_for_user(town.translator).can_edit()
