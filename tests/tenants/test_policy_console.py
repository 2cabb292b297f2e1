"""Versions of a policy in the console: shown, compared, added in two steps; what is refused comes back whole."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from tenants.context import platform
from tenants.models import OperatorAct, PolicyVersion
from tenants.services.domains import add_domain, make_primary, remove_domain
from tenants.services.policies import add_version

from .policies import AMENDED, ANYANG, DAY, JULY, changed

User = get_user_model()
HERE = "/console/alpha/policy/"
NEW = f"{HERE}new/"
PAGES = (HERE, NEW, f"{HERE}1/", f"{HERE}1/policy.toml", "/console/alpha/acts/")


@pytest.fixture
def desk(client_for, operator):
    return client_for(None).login_as(operator)


def typed(source=AMENDED, day="2027-07-01", *, after=1, **more):
    return {"source": source, "effective_on": day, "note": "조례 개정", "after": after, **more}


def numbers(municipality):
    with platform():
        return list(PolicyVersion.objects.filter(municipality=municipality).values_list("number", flat=True))


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_is_asked_to_sign_in(client_for, alpha, path):
    response = client_for(None).get(path)
    assert (response.status_code, response["Location"]) == (302, f"/account/login/?next={path}")


@pytest.mark.parametrize("path", PAGES)
def test_an_account_without_the_role_gets_403(client_for, alpha, path):
    with platform():
        someone = User.objects.create_user("someone", password="x")
    visitor = client_for(None).login_as(someone)
    assert visitor.get(path).status_code == 403
    assert visitor.post(NEW, typed(step="confirm")).status_code == 403
    assert visitor.post(f"{HERE}1/withdraw/", {"reason": "x"}).status_code == 403
    assert numbers(alpha) == [1]


@pytest.mark.parametrize("path", PAGES)
def test_a_municipalitys_own_host_has_no_such_page(client_for, alpha, path):
    assert client_for(alpha).get(path).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_an_operator_sees_it(desk, alpha, path):
    assert desk.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/console/none/policy/", f"{HERE}2/", f"{HERE}2/policy.toml", "/console/none/acts/"])
def test_what_is_not_there_is_404(desk, alpha, path):
    assert desk.get(path).status_code == 404


def test_the_list_says_which_version_is_in_force_to_come_or_replaced(desk, alpha, operator):
    add_version(alpha, AMENDED, dt.date(2024, 5, 1), by=operator)
    add_version(alpha, ANYANG, JULY, note="되돌림")
    rows = [(version.number, str(state)) for version, state in desk.get(HERE).context["versions"]]
    assert rows == [(3, "future"), (2, "in_force"), (1, "past")]
    page = desk.get(HERE).text
    for shown in ("되돌림", "2027-07-01", "operator", f'href="{HERE}3/policy.toml"'):
        assert shown in page


def test_the_lists_number_of_queries_does_not_grow(desk, alpha, django_assert_max_num_queries):
    for days in range(5):
        add_version(alpha, AMENDED, JULY + days * DAY)
    with django_assert_max_num_queries(10):
        desk.get(HERE)


def test_a_version_is_shown_in_words_with_its_articles_and_what_it_changed(desk, alpha):
    add_version(alpha, AMENDED, JULY)
    with translation.override("ko"):
        page = desk.get(f"{HERE}2/").text
    for shown in ("욕설, 음란물 등 불건전한 내용", "제6조제2항", "privacy.dormant_years", "제20조제7항"):
        assert shown in page


def test_the_text_can_be_downloaded_as_it_was_uploaded(desk, alpha):
    response = desk.get(f"{HERE}1/policy.toml")
    assert response.content.decode() == ANYANG
    assert response["Content-Disposition"] == 'attachment; filename="alpha-1.toml"'


def test_the_form_begins_with_the_last_versions_text(desk, alpha):
    add_version(alpha, AMENDED, JULY)
    form = desk.get(NEW).context["form"]
    assert (form["source"].value(), form["after"].value()) == (AMENDED, 2)


def test_the_first_step_shows_the_difference_and_adds_nothing(desk, alpha):
    response = desk.post(NEW, typed(AMENDED.replace("\n", "\r\n"), step="compare"))
    assert response.status_code == 200
    assert [at.article for at in response.context["changes"]] == ["제20조제7항"]
    assert len(response.context["duties"]) == 1
    assert numbers(alpha) == [1]


def test_the_second_step_adds_it(desk, alpha, operator):
    response = desk.post(NEW, typed(AMENDED.replace("\n", "\r\n"), step="confirm"))
    assert (response.status_code, response["Location"]) == (302, HERE)
    with platform():
        version = PolicyVersion.objects.get(municipality=alpha, number=2)
        act = OperatorAct.objects.filter(municipality=alpha).first()
    assert (version.source, version.effective_on, version.note) == (AMENDED, JULY, "조례 개정")
    assert version.created_by == operator
    assert (act.act, act.by, act.detail["number"]) == ("policy_added", "operator", 2)
    assert "operator" in desk.get("/console/alpha/acts/").text


def test_from_the_first_step_there_is_a_way_back_with_everything_typed(desk, alpha):
    response = desk.post(NEW, typed(step="edit"))
    form = response.context["form"]
    assert response.status_code == 200
    assert (form["source"].value(), form["note"].value()) == (AMENDED, "조례 개정")
    assert 'value="2027-07-01"' in response.text


def test_a_file_takes_the_place_of_the_text_and_is_carried_into_the_second_step(desk, alpha):
    file = SimpleUploadedFile("mine.toml", ("\ufeff" + AMENDED).encode())
    response = desk.post(NEW, typed("nothing", step="compare", file=file))
    assert response.status_code == 200
    assert response.context["form"]["source"].value() == AMENDED


def test_every_problem_is_shown_with_its_line_and_nothing_typed_is_lost(desk, alpha):
    bad = changed(
        ANYANG, {"[posting]\nperiod": "[posting]\nperiode", 'executive = { value = "시장"': 'executive = { value = ""'}
    )
    response = desk.post(NEW, typed(bad, "2024-04-01", step="compare"))
    page, form = response.text, response.context["form"]
    assert response.status_code == 422
    assert {each.key for each in form.objections} >= {"posting.periode", "posting.period", "names.executive.value"}
    assert form.errors.keys() == {"source", "effective_on"}
    for each in form.objections:
        assert f'href="#line-{each.line}"' in page
        assert f'id="line-{each.line}"' in page
    assert form["source"].value() == bad
    assert "periode = " in page
    assert 'value="2024-04-01"' in page
    assert 'value="조례 개정"' in page
    assert numbers(alpha) == [1]


def test_a_file_that_is_refused_comes_back_as_the_text(desk, alpha):
    bad = ANYANG.replace("[posting]", "[postings]")
    response = desk.post(NEW, typed("nothing", step="compare", file=SimpleUploadedFile("mine.toml", bad.encode())))
    assert response.status_code == 422
    assert response.context["form"]["source"].value() == bad


@pytest.mark.parametrize("content", [ANYANG.encode("cp949", "replace"), b"#" * 1_000_001])
def test_a_file_that_cannot_be_read_leaves_what_was_typed(desk, alpha, content):
    response = desk.post(NEW, typed(step="compare", file=SimpleUploadedFile("mine.toml", content)))
    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors.keys() == {"file"}
    assert form["source"].value() == AMENDED


LOOSER = {
    "privacy.encryption": '{ value = "may", article = "제20조" }',
    "security.full_backup_days": '{ value = 8, article = "제21조" }',
    "stamp.fields": '{ value = ["provider"], article = "제5조제2항" }',
}


@pytest.mark.parametrize("key", LOOSER)
def test_what_the_platform_always_does_cannot_be_loosened(desk, alpha, key):
    source = _with(ANYANG, key.split(".")[1], LOOSER[key])
    response = desk.post(NEW, typed(source, step="confirm"))
    assert response.status_code == 422
    assert key in {each.key for each in response.context["form"].objections}
    assert numbers(alpha) == [1]


def test_it_can_be_tightened(desk, alpha):
    tighter = _with(ANYANG, "backups", '{ value = "must", article = "제21조" }')
    tighter = _with(tighter, "full_backup_days", '{ value = 1, article = "제21조" }')
    assert desk.post(NEW, typed(tighter, step="confirm")).status_code == 302
    assert numbers(alpha) == [1, 2]


def _with(source, key, value):
    lines = [f"{key} = {value}" if line.startswith(f"{key} = ") else line for line in source.split("\n")]
    return "\n".join(lines)


def test_who_was_overtaken_is_told_and_can_send_it_again(desk, alpha):
    add_version(alpha, changed(ANYANG, {"similar_count = { value = 2,": "similar_count = { value = 3,"}), JULY)
    response = desk.post(NEW, typed(day="2027-07-02", after=1, step="confirm"))
    form = response.context["form"]
    assert response.status_code == 422
    assert form.non_field_errors()
    assert (form["after"].value(), form["source"].value()) == (2, AMENDED)
    assert numbers(alpha) == [1, 2]
    assert desk.post(NEW, typed(day="2027-07-02", after=2, step="confirm")).status_code == 302


def test_a_day_that_lies_back_is_said_before_it_counts(desk, alpha):
    for days in (4, 0, -1):
        day = timezone.localdate() - days * DAY
        response = desk.post(NEW, typed(day=day.isoformat(), step="compare"))
        assert response.context["lies_back"] == days
        assert ("is-warning" in response.text) is (days > 0)


def test_a_version_to_come_is_withdrawn_with_a_reason(desk, alpha):
    add_version(alpha, AMENDED, JULY)
    assert "withdraw/" in desk.get(f"{HERE}2/").text
    assert "withdraw/" not in desk.get(f"{HERE}1/").text
    refused = desk.post(f"{HERE}2/withdraw/", {"reason": " "})
    assert refused.status_code == 422
    assert numbers(alpha) == [1, 2]
    assert desk.post(f"{HERE}2/withdraw/", {"reason": "부결"})["Location"] == HERE
    assert numbers(alpha) == [1]
    assert "부결" in desk.get("/console/alpha/acts/").text
    assert desk.get(f"{HERE}2/withdraw/").status_code == 405


def test_what_is_in_force_cannot_be_withdrawn(desk, alpha):
    response = desk.post(f"{HERE}1/withdraw/", {"reason": "a wish"})
    assert response.status_code == 422
    assert 'value="a wish"' in response.text or "withdraw/" not in response.text
    assert numbers(alpha) == [1]


def test_the_list_of_municipalities_leads_there(desk, alpha):
    page = desk.get("/console/").text
    assert f'href="{HERE}"' in page
    assert 'href="/console/alpha/acts/"' in page


def test_suspending_resuming_and_hosts_are_in_the_log(desk, alpha, operator):
    first = alpha.domains.get(is_primary=True)
    further = add_domain(alpha, "www.alpha.example.kr", "operator")
    make_primary(further)
    remove_domain(type(first).objects.get(pk=first.pk))
    for path in ("suspend", "suspend", "resume"):
        desk.post(f"/console/alpha/{path}/")
    with platform():
        acts = list(OperatorAct.objects.filter(municipality=alpha).order_by("pk").values_list("act", "by"))
    assert acts[-5:] == [
        ("host_added", "operator"),
        ("host_made_primary", ""),
        ("host_removed", ""),
        ("suspended", "operator"),
        ("resumed", "operator"),
    ]
    assert "www.alpha.example.kr" in desk.get("/console/alpha/acts/").text
