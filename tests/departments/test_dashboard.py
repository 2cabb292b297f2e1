"""The first page of the desk: what awaits whom, in few queries however long the lists."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.pages.models import PageRecord
from tests.departments.test_approval import submit
from tests.factories.pages import InformationPageFactory

AWAITING, MINE, PAGES = 'id="panel-awaiting-me', 'id="panel-my-submissions', 'id="panel-due-pages'


def front(client) -> str:
    response = client.get("/admin/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_head_sees_what_waits_and_the_editor_what_became_of_it(town, sign_in):
    state = submit(town.welfare_page, town.editor)
    assert "기초연금 개정" in front(sign_in(town.head)).split("awaiting-me-section")[-1]
    assert "my-submissions" in front(sign_in(town.editor))
    state.reject(user=town.head, comment="금액을 확인해 주세요")
    assert "금액을 확인해 주세요" in front(sign_in(town.editor))
    assert "awaiting-me" in front(sign_in(town.head))


def test_the_departments_pages_and_no_strangers(town, sign_in):
    overdue = {"state": "overdue", "due_on": dt.date(2026, 1, 1)}
    PageRecord.objects.filter(page__in=[town.welfare_page, town.roads_page]).update(**overdue)
    body = front(sign_in(town.editor))
    assert "기초연금" in body
    assert "보도 정비" not in body


@pytest.mark.parametrize("person", ["head", "editor", "manager", "contractor", "system", "translator"])
def test_few_queries_however_much_waits(town, sign_in, person):
    """One for each panel that this person has, none a row; who oversees all also sees how the schedule does, and since
    when the access log waits for its review. All of the petitions is one query for those who work for a department; a
    second is the policy's, which says whether there is a public list. Boards ask what waits for an answer and for
    moderation, and of a head whether they decide on removals.
    """
    most = 40 if person in ("manager", "system") else 38
    for number in range(12):
        author = town.editor if number % 2 else town.colleague
        page = InformationPageFactory(title=f"글 {number}", department=town.welfare, owner=author)
        submit(page, author)
        submit(InformationPageFactory(title=f"도로 {number}", department=town.roads), town.roads_editor)
    client = sign_in(getattr(town, person))
    client.get("/admin/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/admin/")
    assert len(queries) <= most, "\n".join(query["sql"][:200] for query in queries)


def test_the_municipalitys_name_stands_in_the_desk(town, sign_in):
    body = front(sign_in(town.editor))
    assert "알파시" in body
    assert "Wagtail</title>" not in body
