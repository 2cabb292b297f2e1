"""The register at the desk: each department sees and answers its own, homepage management all."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.departments.models import Role
from cms.feedback.models import Opinion
from cms.feedback.services import AlreadyDecided, decide, receive
from tenants.context import tenant
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import InformationPageFactory
from tests.factories.staff import staff


@pytest.fixture
def two(alpha):
    """Two departments with an opinion each, a member of the first, and homepage management."""
    with tenant(alpha):
        mine, theirs = DepartmentFactory(name="우리과"), DepartmentFactory(name="남의과")
        pages = [InformationPageFactory(department=department) for department in (mine, theirs)]
        opinions = [
            receive(
                page, Opinion.Kind.ERROR, f"{page.pk}번이 틀렸습니다.", language="ko", address=f"203.0.113.{number}"
            )
            for number, page in enumerate(pages)
        ]
        member = staff("member", Role.DEPARTMENT, departments=[mine])
        manager = staff("manager", Role.HOMEPAGE)
    return {"opinions": opinions, "member": member, "manager": manager, "pages": pages}


def signed_in(client_for, alpha, person):
    client = client_for(alpha)
    client.login_as(person)
    return client


def test_the_register_and_its_spreadsheet_hold_what_one_may_read(alpha, client_for, two):
    mine, theirs = two["opinions"]
    for person, sees_theirs in ((two["member"], False), (two["manager"], True)):
        client = signed_in(client_for, alpha, person)
        html = client.get("/admin/reports/improvements/").content.decode()
        sheet = b"".join(client.get("/admin/reports/improvements/?export=csv").streaming_content).decode()
        for text in (html, sheet):
            assert mine.text in text
            assert (theirs.text in text) is sees_theirs


def test_what_was_settled_names_the_department_as_it_was_called_then(alpha, client_for, two):
    mine = two["opinions"][0]
    client = signed_in(client_for, alpha, two["manager"])
    with tenant(alpha):
        decide(mine, Opinion.State.DECLINED, "맞는 내용입니다.", two["manager"])
        long_ago = timezone.now() - timezone.timedelta(days=9)
        Opinion.objects.filter(pk=mine.pk).update(decided_at=long_ago, received_at=long_ago)
        department = mine.department
        department.name = "새이름과"
        department.save()
        waiting = receive(two["pages"][0], Opinion.Kind.ERROR, "또 틀렸습니다.", language="ko", address="203.0.113.9")
    for pk, name in ((mine.pk, "우리과"), (waiting.pk, "새이름과")):
        assert f"<dd>{name}</dd>" in client.get(f"/admin/reports/improvements/{pk}/").content.decode()
    sheet = b"".join(client.get("/admin/reports/improvements/?export=csv").streaming_content).decode()
    assert all(name in sheet for name in ("우리과", "새이름과"))


def test_another_departments_opinion_is_not_found(alpha, client_for, two):
    mine, theirs = two["opinions"]
    client = signed_in(client_for, alpha, two["member"])
    assert client.get(f"/admin/reports/improvements/{mine.pk}/").status_code == 200
    assert client.get(f"/admin/reports/improvements/{theirs.pk}/").status_code == 404
    assert client.post(f"/admin/reports/improvements/{theirs.pk}/", {"state": "advertising"}).status_code == 404


def test_an_answer_needs_its_reason_and_is_given_once(alpha, client_for, two):
    mine = two["opinions"][0]
    client = signed_in(client_for, alpha, two["member"])
    address = f"/admin/reports/improvements/{mine.pk}/"
    assert client.post(address, {"state": "reflected", "outcome": " "}).status_code == 422
    assert client.post(address, {"state": "reflected", "outcome": "수수료를 고쳤습니다."}).status_code == 302
    with tenant(alpha):
        mine.refresh_from_db()
        assert (mine.state, mine.outcome, mine.decided_by) == ("reflected", "수수료를 고쳤습니다.", two["member"])
        assert [event.by for event in mine.events.all()] == ["", "member"]
        with pytest.raises(AlreadyDecided):
            decide(mine, "declined", "다시", two["manager"])
    client.post(address, {"state": "declined", "outcome": "아닙니다."})
    with tenant(alpha):
        mine.refresh_from_db()
        assert mine.outcome == "수수료를 고쳤습니다."


def test_below_the_views_an_answer_without_a_reason_is_refused(alpha, two):
    with tenant(alpha), pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.filter(pk=two["opinions"][0].pk).update(state="reflected", outcome="")


def test_the_desk_shows_what_waits_beside_the_page_and_first_of_all(alpha, client_for, two):
    mine, theirs = two["opinions"]
    client = signed_in(client_for, alpha, two["member"])
    first = client.get("/admin/").content.decode()
    assert mine.text in first
    assert theirs.text not in first
    editor = client.get(f"/admin/pages/{two['pages'][0].pk}/edit/").content.decode()
    assert f"/admin/reports/improvements/?page={two['pages'][0].pk}" in editor


def test_a_page_that_is_deleted_leaves_the_register_whole(alpha, two):
    with tenant(alpha):
        title = two["pages"][0].title
        two["pages"][0].delete()
        opinion = Opinion.objects.get(pk=two["opinions"][0].pk)
        assert (opinion.page, opinion.page_title) == (None, title)


def test_another_municipality_has_its_own_register(alpha, beta, client_for, two):
    with tenant(beta):
        foreign = staff("manager", Role.HOMEPAGE)
    client = signed_in(client_for, beta, foreign)
    assert two["opinions"][0].text not in client.get("/admin/reports/improvements/").content.decode()
    assert client.get(f"/admin/reports/improvements/{two['opinions'][0].pk}/").status_code == 404
