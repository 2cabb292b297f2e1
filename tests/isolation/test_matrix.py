"""Every address × every reader × two municipalities: nobody is shown another municipality's objects.

The readers of a host: a visitor; an editor of this municipality; a superuser of this municipality; an editor of the
other one and a platform operator, each of whom replays here the session cookie of their own host.
"""

import uuid

import pytest
from django.conf import settings

from tenants.context import platform
from tenants.models import Municipality, OnboardingRun
from tests.clients import TenantClient
from tests.isolation.addresses import addresses
from tests.isolation.towns import build
from tests.layers import layer

# These end sessions, which would turn the rest of a walk into a visitor's; the last one crashes on purpose.
LEAVE_OUT = ("account/logout", "admin/logout", "account/sessions", "admin/failwhale")
# Wagtail's answer is the same whether there is such a session or not, allauth's whether there is such an account.
SAME_FOR_ALL = (
    "post /admin/editing-sessions/release/",
    "get /account/password/reset/key/",
    "post /account/password/reset/key/",
)
# Wagtail's own: signed-in staff who post nothing at all where a form belongs.
CRASH_ON_NOTHING = (
    "post /admin/choose-external-link/",
    "post /admin/redirects/import/process/",
    "post /admin/snippets/choose/",
)
REFUSED = {301, 302, 400, 403, 404, 405, 406, 410, 422}


@pytest.fixture(scope="module")
def towns_of_module(django_db_setup, django_db_blocker):
    with layer(django_db_blocker, "alpha", _towns) as it:
        yield it


@pytest.fixture
def towns(towns_of_module, db):
    return towns_of_module.towns


def _towns(it):
    with platform():
        municipalities = [Municipality.objects.get(slug=slug) for slug in ("alpha", "beta")]
    it.towns = {municipality.slug: build(municipality) for municipality in municipalities}


def other(slug):
    return {"alpha": "beta", "beta": "alpha"}[slug]


def client(municipality, user=None):
    here = TenantClient(municipality, raise_request_exception=False)
    return here.login_as(user) if user else here


def replayed(municipality, elsewhere):
    """A client of this host that sends the session cookie of another one."""
    here = client(municipality)
    here.cookies[settings.SESSION_COOKIE_NAME] = elsewhere.cookies[settings.SESSION_COOKIE_NAME].value
    return here


def content(response):
    if response.streaming:
        return b"".join(response.streaming_content).decode(errors="replace")
    return response.content.decode(errors="replace")


def walk(reader, number, *, urlconf="cms.urls", post=True):
    """(address, method, response, content) for every address, about the objects with that number.

    An empty form is posted wherever an object is named.
    """
    for address in addresses(urlconf, LEAVE_OUT):
        path = address.filled(number)
        for method in ("get", "post") if post and address.names_an_object else ("get",):
            response = getattr(reader, method)(path)
            yield address, f"{method} {path}", response, content(response)


@pytest.mark.parametrize("host", ["alpha", "beta"])
@pytest.mark.parametrize("role", ["visitor", "editor", "superuser", "editor of the other", "operator"])
def test_nobody_is_shown_the_other_municipalitys_objects(towns, operator, host, role):
    town, stranger = towns[host], towns[other(host)]
    reader = {
        "visitor": lambda: client(town.municipality),
        "editor": lambda: client(town.municipality, town.editor),
        "superuser": lambda: client(town.municipality, town.superuser),
        "editor of the other": lambda: replayed(town.municipality, client(stranger.municipality, stranger.superuser)),
        "operator": lambda: replayed(town.municipality, client(None, operator)),
    }[role]()
    wrong, asked = [], 0
    for address, asked_for, response, shown in walk(reader, stranger.number):
        asked += 1
        if stranger.mark in shown.replace(asked_for.split()[1], ""):
            wrong.append(f"{asked_for}: shows {stranger.mark}")
        if response.status_code >= 500:
            unexpected = not asked_for.startswith(CRASH_ON_NOTHING)
        else:
            unexpected = address.names_an_object and response.status_code not in REFUSED
        if unexpected and not asked_for.startswith(SAME_FOR_ALL):
            wrong.append(f"{asked_for}: {response.status_code}")
    assert asked > 400
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("host", ["alpha", "beta"])
@pytest.mark.parametrize("role", ["editor of the other", "operator"])
def test_a_session_of_another_host_is_a_visitors(towns, operator, host, role):
    town, stranger = towns[host], towns[other(host)]
    elsewhere = client(None, operator) if role == "operator" else client(stranger.municipality, stranger.superuser)
    as_visitor = walk(client(town.municipality), town.number, post=False)
    as_stranger = walk(replayed(town.municipality, elsewhere), town.number, post=False)
    different = [
        f"{asked_for}: {one.status_code} for a visitor, {two.status_code} with the cookie"
        for (_address, asked_for, one, _one), (_same, _for, two, _two) in zip(as_visitor, as_stranger, strict=True)
        if (one.status_code, one.get("Location")) != (two.status_code, two.get("Location"))
    ]
    assert not different, "\n".join(different)


#: Where citizens come with an account, and what moderators and departments see of what they wrote.
OF_CITIZENS = ("account/", "~board", "~removals", "~petition", "admin/boards", "admin/moderation")
#: Below a board's own address.
OF_BOARD = ("", "edit/", "delete/", "report/", "object/", "petition/", "files/1/", "comments/1/delete/")


@pytest.mark.parametrize("host", ["alpha", "beta"])
@pytest.mark.parametrize("role", ["member", "member of the other"])
def test_members_are_shown_nothing_of_the_other_municipality(towns, host, role):
    town, stranger = towns[host], towns[other(host)]
    reader = client(town.municipality, town.citizen)
    if role == "member of the other":
        reader = replayed(town.municipality, client(stranger.municipality, stranger.citizen))
    chosen = [each for each in addresses("cms.urls", LEAVE_OUT) if each.template.startswith(OF_CITIZENS)]
    wrong = []
    for address in chosen:
        for method in ("get", "post") if address.names_an_object else ("get",):
            path = address.filled(stranger.number)
            response = getattr(reader, method)(path)
            shown = stranger.mark in content(response).replace(path, "")
            found = address.names_an_object and response.status_code not in REFUSED
            same = f"{method} {path}".startswith(SAME_FOR_ALL)
            if shown or response.status_code >= 500 or (found and not same):
                wrong.append(f"{method} {path}: {response.status_code}")
    assert len(chosen) > 40
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ["visitor", "member", "editor", "superuser"])
def test_a_board_has_no_posts_of_another_municipality(towns, role):
    town, stranger = towns["alpha"], towns["beta"]
    user = {"member": town.citizen, "editor": town.editor, "superuser": town.superuser}.get(role)
    reader, board = client(town.municipality, user), f"/posts-{town.mark}/"
    assert town.mark in content(reader.get(board))
    wrong = []
    for below in OF_BOARD:
        for method in ("get", "post"):
            path = f"{board}{stranger.number}/{below}"
            response = getattr(reader, method)(path)
            if response.status_code not in REFUSED or stranger.mark in content(response):
                wrong.append(f"{method} {path}: {response.status_code}")
    assert not wrong, "\n".join(wrong)


def test_the_walk_would_see_it(towns):
    """The same walk about a town's own objects finds them, or the tests above prove nothing."""
    town = towns["alpha"]
    found = [
        asked_for
        for _address, asked_for, response, shown in walk(
            client(town.municipality, town.superuser), town.number, post=False
        )
        if response.status_code == 200 and town.mark in shown
    ]
    assert len(found) > 60, found


@pytest.mark.parametrize("role", ["visitor", "superuser of a municipality"])
def test_the_platform_shows_nothing_to_others_than_operators(towns, operator, role):
    town = towns["alpha"]
    with platform():
        run = OnboardingRun.objects.create(
            pk=uuid.UUID(int=1),
            asked={"slug": "x", "name_ko": "only-operators-know"},
            state="failed",
            started_by=operator,
        )
    reader = client(None)
    if role != "visitor":
        reader = replayed(None, client(town.municipality, town.superuser))
    wrong = []
    for _address, asked_for, response, shown in walk(reader, run.pk, urlconf="cms.urls_platform"):
        if "only-operators-know" in shown or response.status_code >= 500:
            wrong.append(f"{asked_for}: {response.status_code}")
        if "/console/" in asked_for and response.status_code not in {302, 404, 405}:
            wrong.append(f"{asked_for}: {response.status_code}")
    assert not wrong, "\n".join(wrong)
