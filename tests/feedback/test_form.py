"""The form at the foot of every page: without cookies and scripts, for people and against programs."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.core import open_forms
from cms.core.open_forms import LATEST, SOONEST
from cms.feedback.models import Opinion, OpinionEvent
from cms.feedback.services import MOST_BY_SENDER, MOST_ON_PAGE, forget_senders
from tenants.context import tenant
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import InformationPageFactory

NOW = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=9)))


def token_for(page: int) -> str:
    return open_forms.token_for("feedback", page)


@pytest.fixture
def page(alpha):
    with tenant(alpha):
        return InformationPageFactory(
            title="여권 안내", department=DepartmentFactory(name="민원과", telephone="031-000-0101")
        )


@pytest.fixture
def send(alpha, client_for, page):
    """``send(kind="error", text="…")`` fetches the form, waits as a person does, and sends it."""

    def _send(after: float = 30, client=None, token: str | None = None, **fields):
        with time_machine.travel(NOW, tick=False):
            signed = token_for(page.pk) if token is None else token
        with time_machine.travel(NOW + dt.timedelta(seconds=after), tick=False):
            client = client or client_for(alpha)
            return client.post(
                f"/feedback/{page.pk}/", {"kind": "error", "text": "틀렸습니다.", "token": signed, **fields}
            )

    return _send


def stored(alpha) -> list[Opinion]:
    with tenant(alpha):
        return list(Opinion.objects.select_related("department").order_by("pk"))


def test_the_form_stands_on_the_page_and_sets_no_cookie(alpha, client_for, page):
    answer = client_for(alpha).get(f"/{page.slug}/")
    html = answer.content.decode()
    assert f'action="/feedback/{page.pk}/"' in html
    assert not answer.cookies
    assert re.search(r'name="token" value="[^"]+"', html)


def test_what_is_sent_reaches_the_department_of_the_page(alpha, send, page):
    answer = send(kind="error", text="수수료가 바뀌었습니다.")
    assert (answer.status_code, answer["Location"]) == (302, f"/feedback/{page.pk}/thanks/")
    (opinion,) = stored(alpha)
    assert (opinion.page_id, opinion.department.name, opinion.kind) == (page.pk, "민원과", "error")
    assert (opinion.text, opinion.state, opinion.language) == ("수수료가 바뀌었습니다.", "open", "ko")
    with tenant(alpha):
        assert [event.state for event in opinion.events.all()] == ["open"]


def test_a_choice_alone_is_counted_and_waits_for_nobody(alpha, send):
    send(kind="helpful", text="")
    assert [opinion.state for opinion in stored(alpha)] == ["counted"]


@pytest.mark.parametrize("kind", ["error", "improvement"])
def test_a_report_needs_words(alpha, send, kind):
    answer = send(kind=kind, text="  ")
    assert answer.status_code == 422
    assert stored(alpha) == []


def test_all_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost(alpha, send):
    answer = send(kind="", text="제 번호는 010-1234-5678 입니다. <b>", after=0)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count('class="field-error"') == 2
    assert html.count("<li>") >= 3  # both fields and the haste
    assert "010-1234-5678 입니다. &lt;b&gt;</textarea>" in html
    assert stored(alpha) == []


@pytest.mark.parametrize(
    ("after", "status"), [(0, 422), (SOONEST - 1, 422), (SOONEST + 1, 302), (LATEST - 1, 302), (LATEST + 2, 422)]
)
def test_a_form_is_good_from_the_time_of_reading_for_a_day(send, after, status):
    assert send(after=after).status_code == status


def test_a_refused_form_comes_back_with_a_token_that_is_good(alpha, client_for, send, page):
    html = send(after=LATEST + 10).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', html)[1]
    with time_machine.travel(NOW + dt.timedelta(seconds=LATEST + 20), tick=False):
        sent = client_for(alpha).post(f"/feedback/{page.pk}/", {"kind": "helpful", "text": "", "token": token})
    assert sent.status_code == 302


def test_a_token_of_another_page_or_a_forged_one_is_refused(alpha, send, page):
    with time_machine.travel(NOW, tick=False):
        other = token_for(page.pk + 1)
    assert send(token=other).status_code == 422
    assert send(token="1:x:y").status_code == 422
    assert stored(alpha) == []


def test_a_program_that_fills_in_everything_is_thanked_and_not_heard(alpha, send):
    assert send(homepage="https://spam.example/").status_code == 302
    assert stored(alpha) == []


def test_one_sender_is_heard_a_few_times_and_another_still(alpha, client_for, send):
    client = client_for(alpha)
    sent = [send(client=client, after=30 + number) for number in range(MOST_BY_SENDER + 1)]
    assert [answer.status_code for answer in sent] == [302] * MOST_BY_SENDER + [429]
    assert "틀렸습니다.</textarea>" in sent[-1].content.decode()
    assert send(client=client_for(alpha, REMOTE_ADDR="203.0.113.9")).status_code == 302
    assert send(client=client, after=30 + 11 * 60).status_code == 302


def test_one_page_is_not_flooded_from_everywhere(alpha, client_for, send, page):
    for number in range(MOST_ON_PAGE):
        assert send(client=client_for(alpha, REMOTE_ADDR=f"203.0.113.{number}")).status_code == 302
    assert send(client=client_for(alpha, REMOTE_ADDR="198.51.100.1")).status_code == 429


def test_likely_advertising_is_held_back(alpha, send):
    send(text="보세요 https://a.kr/ 그리고 https://b.kr/")
    send(text="이 주소가 틀렸습니다: https://www.gov.kr/x", after=31)
    assert [opinion.state for opinion in stored(alpha)] == ["held", "open"]


def test_a_foreign_page_cannot_send_for_a_reader(alpha, client_for, page):
    answer = client_for(alpha).post(
        f"/feedback/{page.pk}/",
        {"kind": "helpful", "token": token_for(page.pk)},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
    assert stored(alpha) == []


def test_a_page_that_nobody_may_read_has_no_form(alpha, client_for, page):
    with tenant(alpha):
        draft = InformationPageFactory(live=False)
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for pk in (page.pk, draft.pk, 10**9):
        assert client_for(alpha).get(f"/feedback/{pk}/").status_code == 404


def test_another_municipality_neither_shows_nor_takes_it(beta, client_for, page):
    client = client_for(beta)
    assert client.get(f"/feedback/{page.pk}/").status_code == 404
    assert client.post(f"/feedback/{page.pk}/", {"kind": "helpful", "token": token_for(page.pk)}).status_code == 404


def test_where_it_came_from_is_forgotten_after_a_day(alpha, send):
    send()
    with tenant(alpha):
        assert Opinion.objects.get().sender not in ("", "127.0.0.1")
        with time_machine.travel(NOW + dt.timedelta(hours=23), tick=False):
            assert forget_senders() == 0
        with time_machine.travel(NOW + dt.timedelta(hours=25), tick=False):
            assert forget_senders() == 1
        assert Opinion.objects.get().sender == ""


def test_history_is_only_ever_added_to(alpha, send):
    send()
    with tenant(alpha):
        event = Opinion.objects.get().events.get()
        event.note = "다르게"
        with pytest.raises(ValidationError):
            event.save()
        with pytest.raises(ValidationError):
            event.delete()
        for act in (lambda: OpinionEvent.objects.update(note="다르게"), lambda: OpinionEvent.objects.all().delete()):
            with pytest.raises(IntegrityError), transaction.atomic():
                act()


def test_thanks_say_where_it_went(alpha, client_for, page):
    html = client_for(alpha).get(f"/feedback/{page.pk}/thanks/").content.decode()
    assert "민원과" in html
    assert "031-000-0101" in html
    assert timezone.localdate()  # the page needs no session


def test_the_telephone_of_an_office_may_be_named_and_a_persons_not(alpha, send):
    assert send(text="안내된 번호 031-000-0101이 연결되지 않습니다.").status_code == 302
    assert send(text="담당자 010-1234-5678이 받지 않습니다.", after=31).status_code == 422
    assert [opinion.text[:3] for opinion in stored(alpha)] == ["안내된"]


def test_nobody_is_asked_in_one_language_about_a_page_in_another(alpha, client_for, page):
    assert client_for(alpha).get(f"/feedback/{page.pk}/").status_code == 200
    assert client_for(alpha).get(f"/en/feedback/{page.pk}/").status_code == 404
