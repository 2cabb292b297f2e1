"""The access log: one row a look, as it was, kept for its time and no row changed."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from cms.departments.models import Role
from cms.privacy.access import How, Purpose, Several, is_own_name, looked_at
from cms.privacy.files import Checked, keep
from cms.privacy.models import AccessEntry, PermissionChange
from tests.factories.departments import DepartmentFactory
from tests.factories.staff import staff

NOW = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=9)))


@pytest.fixture
def officer(in_alpha, settings, tmp_path):
    settings.SEALED_ROOT = tmp_path
    user = staff("officer", Role.DEPARTMENT, departments=[DepartmentFactory(name="민원과")])
    user.display_name = "홍길동"
    user.save()
    return user


def look(officer, subject=None, **more) -> AccessEntry:
    with time_machine.travel(NOW, tick=False):
        given = {"fields": ["name", "email"], "purpose": Purpose.HANDLING, "how": How.SCREEN, **more}
        return looked_at(officer, subject or Several("contact.letter", 25), **given)


def test_a_row_says_who_when_what_why_how_and_from_where(officer):
    file = keep(Checked("a.txt", "txt", b"a"))
    request = RequestFactory().get("/", REMOTE_ADDR="10.1.2.3")
    look(officer, file, fields=["name", "name"], how="download", reason=" 사실 확인 ", request=request)
    row = AccessEntry.objects.get()
    assert (row.user_id, row.account, row.person, row.department_name) == (officer.pk, "officer", "홍길동", "민원과")
    assert (row.at, row.address, row.purpose, row.how) == (NOW, "10.1.2.3", "handling", "download")
    assert (row.subject_model, row.subject_pk, row.subjects) == ("privacy.sealedfile", str(file.pk), 1)
    assert (row.fields, row.reason) == (["name"], "사실 확인")
    assert row.kept_until == dt.date(2028, 11, 20)
    assert row.fields_in_words == str(file._meta.get_field("name").verbose_name)
    many = look(officer, Several("contact.letter", 25, "2026-11"))
    assert (many.subjects, many.subject_number, many.subject_pk) == (25, "2026-11", "")


@pytest.mark.parametrize("wrong", [{"fields": []}, {"purpose": "curiosity"}, {"how": "telepathy"}])
def test_what_nobody_could_account_for_is_a_mistake(officer, wrong):
    with pytest.raises(ValueError, match=r"."):
        look(officer, **wrong)
    with pytest.raises(ValueError, match="who looked"):
        look(AnonymousUser())
    assert not AccessEntry.objects.exists()


def refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError as error:
        return "append-only" in str(error) or "is kept until" in str(error)
    return False


def test_the_database_changes_no_row_and_lets_none_go_before_its_time(officer):
    row = look(officer)
    for sql in ("UPDATE privacy_accessentry SET person = 'x'", "TRUNCATE privacy_accessentry"):
        assert refused(sql)
    assert refused("DELETE FROM privacy_accessentry")
    for act in (row.save, row.delete):
        with pytest.raises(ValidationError):
            act()
    officer.delete()  # an account may go, its rows stay
    assert AccessEntry.objects.get().person == "홍길동"


def test_rows_go_when_their_time_is_over(officer):
    from cms.privacy.due import forget_accesses

    look(officer)
    with time_machine.travel(NOW - dt.timedelta(days=3 * 366), tick=False):
        looked_at(officer, Several("contact.letter", 1), fields=["name"], purpose="audit", how="screen")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM privacy_permissionchange")
        rights = cursor.fetchone()[0]
    assert forget_accesses() == {"forgotten": 1}
    assert rights == PermissionChange.objects.count() > 0, "three years for those"
    assert [row.purpose for row in AccessEntry.objects.all()] == ["handling"]


def test_somebody_who_searches_for_themselves_is_noticed(officer):
    assert is_own_name(officer, " 홍 길동 ")
    assert is_own_name(officer, "Officer")
    assert not is_own_name(officer, "홍길")
    assert not is_own_name(officer, "")
