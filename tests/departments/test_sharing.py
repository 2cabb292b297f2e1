"""A draft by link: signed, expiring, revocable, for one municipality; and redirects when an address changes."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry

from cms.departments.models import DraftShare
from cms.departments.sharing import CREATED, REVOKED, revoke, share
from tenants.context import platform, tenant
from tenants.models import Municipality
from tests.factories.pages import InformationPageFactory


@pytest.fixture
def link(town):
    town.welfare_page.title = "아직 초안인 제목"
    town.welfare_page.save_revision(user=town.editor)
    return share(town.welfare_page, town.editor, days=7)


def opened(client_for, town, link, **kwargs):
    return client_for(town.municipality).get(f"/draft/{link.token}/", **kwargs)


def test_whoever_has_the_link_reads_the_draft_and_nothing_keeps_it(town, client_for, link):
    response = opened(client_for, town, link)
    assert response.status_code == 200
    assert "아직 초안인 제목" in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert client_for(town.municipality).post(f"/draft/{link.token}/").status_code == 405


def test_it_expires(town, client_for, link, time_machine):
    time_machine.move_to(timezone.now() + dt.timedelta(days=7, seconds=1))
    assert opened(client_for, town, link).status_code == 404


def test_it_can_be_taken_back(town, client_for, link):
    revoke(link, town.colleague)
    assert opened(client_for, town, link).status_code == 404


def test_a_forged_or_shortened_link_opens_nothing(town, client_for, link):
    for token in (str(link.pk), link.token[:-1], f"x{link.token}", "%00"):
        assert client_for(town.municipality).get(f"/draft/{token}/").status_code == 404


def test_a_neighbours_link_opens_nothing_here(client_for, town, link):
    """Row numbers repeat between municipalities: the signature binds the link to one of them."""
    with platform():
        beta = Municipality.objects.get(slug="beta")
    with tenant(beta):
        page = InformationPageFactory()
        DraftShare.objects.create(pk=link.pk, page=page, expires_at=link.expires_at)
    assert client_for(beta).get(f"/draft/{link.token}/").status_code == 404


def test_only_who_may_edit_shares_or_takes_back(town, link):
    for act in (lambda: share(town.welfare_page, town.roads_editor, 1), lambda: revoke(link, town.roads_editor)):
        with pytest.raises(PermissionDenied):
            act()


def test_history_says_who_shared_and_who_took_back(town, link):
    revoke(link, town.colleague)
    entries = PageLogEntry.objects.filter(page=town.welfare_page, action__in=[CREATED, REVOKED])
    assert {(entry.action, entry.user.username) for entry in entries} == {(CREATED, "editor"), (REVOKED, "colleague")}


def test_the_desk_makes_and_revokes_links(town, sign_in):
    url = reverse("departments_share_draft", args=[town.welfare_page.pk])
    client = sign_in(town.editor)
    client.post(url, {"days": 30})
    link = town.welfare_page.draft_shares.get()
    assert f"/draft/{link.token}/" in client.get(url).content.decode()
    client.post(reverse("departments_unshare_draft", args=[link.pk]))
    assert not town.welfare_page.draft_shares.open().exists()


def test_an_old_address_leads_to_the_new_one(town, client_for, django_capture_on_commit_callbacks):
    page = town.welfare_page
    page.slug = "basic-pension"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision(user=town.manager).publish(user=town.manager)
    assert Redirect.objects.filter(redirect_page=page).exists()
    response = client_for(town.municipality).get("/welfare/pension/")
    assert (response.status_code, response.url) == (301, "/welfare/basic-pension/")
