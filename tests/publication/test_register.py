"""The register: a row for every act, on every path; nobody changes, cuts out or cuts off a row unnoticed."""

import datetime as dt
import hashlib

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext
from wagtail.models import Page

from cms.departments.models import Role
from cms.pages.models import InformationPage, PageRecord
from cms.publication import acting
from cms.publication.models import Act, PublicationRegister
from cms.publication.reasons import PublicationRefused
from cms.publication.sweeping import sweep
from cms.publication.verify import record, verify
from tests.factories.media import document, image, pdf
from tests.factories.pages import InformationPageFactory, SectionPageFactory, items, stream
from tests.factories.staff import staff
from tests.publication.papers import registration_number


def acts(page) -> list[str]:
    return list(PublicationRegister.objects.filter(page_id=page.pk).order_by("number").values_list("act", flat=True))


@pytest.fixture
def chain(in_alpha):
    """Five rows and more."""
    page = InformationPageFactory(title="여권 발급")
    page.title = "여권 재발급"
    page.save()
    page.unpublish()
    page.save_revision().publish()
    return page


def test_every_act_has_its_row(chain):
    assert acts(chain) == [Act.PUBLISHED, Act.REVISED, Act.UNPUBLISHED, Act.PUBLISHED]
    row = PublicationRegister.objects.filter(page_id=chain.pk).first()
    assert (row.department_name, row.path, row.language) == (chain.department.name, chain.url_path, "ko")
    assert verify().holds


def test_saving_unchanged_content_writes_no_row(chain):
    before = PublicationRegister.objects.count()
    page = InformationPage.objects.get(pk=chain.pk)
    page.save()
    page.save(clean=False)
    page.save_revision()
    assert PublicationRegister.objects.count() == before


def test_deleting_a_branch_writes_a_row_for_each_page(in_alpha):
    section = SectionPageFactory()
    below = [InformationPageFactory(parent=section), InformationPageFactory(parent=section, live=False)]
    with acting.acting(reason="중복 게시"):
        Page.objects.get(pk=section.pk).delete()
    for page in [section, *below]:
        assert acts(page)[-1] == Act.DELETED
    assert PublicationRegister.objects.first().reason == "중복 게시"
    assert verify().holds


def test_deleting_in_a_shell_is_entered_and_says_that_no_reason_was_given(in_alpha):
    page = InformationPageFactory()
    InformationPage.objects.filter(pk=page.pk).delete()
    assert acts(page) == [Act.PUBLISHED, Act.DELETED]
    assert PublicationRegister.objects.first().reason == "no reason given: shell"


@pytest.mark.parametrize("sql", ["UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", ["publication_publicationregister", "publication_registercheck"])
def test_the_database_refuses_to_change_rows(chain, sql, table):
    record()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table))


@pytest.fixture
def without_trigger(chain):
    """What whoever owns the database can do."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE publication_publicationregister DISABLE TRIGGER USER")
    yield
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE publication_publicationregister ENABLE TRIGGER USER")


@pytest.mark.parametrize("field", ["title", "reason", "act", "content_hash", "actor_name", "department_name"])
def test_a_changed_row_is_named(chain, without_trigger, field):
    second = PublicationRegister.objects.order_by("number")[1]
    PublicationRegister.objects.filter(pk=second.pk).update(**{field: "x"})
    (fault,) = verify().faults
    assert str(second.number) in fault


def test_a_row_cut_out_is_named(chain, without_trigger):
    PublicationRegister.objects.filter(number=2).delete()
    assert "2" in verify().faults[0]
    assert verify().number == 1


def test_rows_cut_off_are_missed_by_the_earlier_verification(chain, without_trigger):
    assert record().holds
    last = PublicationRegister.objects.order_by("number").last()
    PublicationRegister.objects.filter(pk=last.pk).delete()
    assert str(last.number) in verify().faults[0]


def test_a_page_removed_past_the_orm_is_missed(chain):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET live = false WHERE id = %s", [chain.pk])
    assert any(chain.title in fault for fault in verify().faults)


def test_the_command_verifies_one_and_all(chain, without_trigger, capsys):
    call_command("verify_register", tenant="alpha")
    assert "alpha" in capsys.readouterr().out
    PublicationRegister.objects.filter(number=2).update(title="x")
    with pytest.raises(CommandError, match="alpha"):
        call_command("verify_register", all=True)
    assert "2" in capsys.readouterr().err


# What passes by every path that enters itself


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def switched_off(page) -> None:
    Page.objects.filter(pk=page.pk).update(live=False)


def switched_on(page) -> None:
    page.unpublish()
    Page.objects.filter(pk=page.pk).update(live=True)


def rewritten(page) -> None:
    Page.objects.filter(pk=page.pk).update(title="다른 제목")


def deleted_by_sql(page) -> None:
    PageRecord.objects.filter(page_id=page.pk).delete()
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    for table in ("pages_informationpage", "publication_publicfile", "wagtailsearch_indexentry"):
        column = {"pages_informationpage": "page_ptr_id", "publication_publicfile": "page_id"}.get(table, "object_id")
        sql(f"DELETE FROM {table} WHERE {column}::text = %s", str(page.pk))
    sql("DELETE FROM wagtailcore_page WHERE id = %s", page.pk)


@pytest.mark.parametrize(
    ("smuggle", "act"),
    [
        (switched_off, Act.UNPUBLISHED),
        (switched_on, Act.PUBLISHED),
        (rewritten, Act.REVISED),
        (deleted_by_sql, Act.DELETED),
    ],
)
def test_what_passed_by_is_reported_and_entered_by_the_nightly_look(in_alpha, smuggle, act):
    page = InformationPageFactory(title="여권 발급")
    smuggle(page)
    verdict = record()
    assert verdict.holds == (smuggle is rewritten)  # a changed content is found by looking at it
    sweep(dt.date(2026, 11, 22))
    last = PublicationRegister.objects.filter(page_id=page.pk).first()
    assert (last.act, last.way, last.actor_name) == (act, "verification", "")
    assert "여권" in last.title or smuggle is rewritten
    assert verify().holds


def test_people_hear_of_faults_once_and_of_the_head_each_month(in_alpha, mailoutbox):
    page = InformationPageFactory()
    for name, role in (("manager", Role.HOMEPAGE), ("system", Role.SYSTEM), ("editor", Role.DEPARTMENT)):
        person = staff(name, role)
        person.email = f"{name}@town.kr"
        person.save()
    for day in ("2026-11-21", "2026-11-22", "2026-12-01"):
        with time_machine.travel(f"{day}T03:10:00+09:00", tick=False):
            verdict = record()
    assert sorted(mail.to[0] for mail in mailoutbox) == [
        "manager@town.kr",
        "manager@town.kr",
        "system@town.kr",
        "system@town.kr",
    ]
    assert f"{verdict.number}:{verdict.head}" in mailoutbox[-1].body
    mailoutbox.clear()
    switched_off(page)
    for day in ("2026-12-02", "2026-12-03"):
        with time_machine.travel(f"{day}T03:10:00+09:00", tick=False):
            record()
    assert len(mailoutbox) == 2
    assert page.title in mailoutbox[0].body


def test_a_head_that_was_noted_elsewhere_proves_that_nothing_was_cut_off(chain, without_trigger, capsys):
    call_command("verify_register", tenant="alpha")
    head = verify()
    noted = f"{head.number}:{head.head}"
    call_command("verify_register", tenant="alpha", head=noted)
    PublicationRegister.objects.filter(number=head.number).delete()
    Page.objects.filter(pk=chain.pk).update(live=False)
    assert verify().holds  # nothing inside the database knows of the last row
    with pytest.raises(CommandError) as caught:
        call_command("verify_register", tenant="alpha", head=noted)
    assert caught.value.returncode == 1
    assert str(head.number) in capsys.readouterr().err
    for options in ({"tenant": "nowhere"}, {"tenant": "alpha", "head": "12"}, {"all": True, "head": noted}):
        with pytest.raises(CommandError) as caught:
            call_command("verify_register", **options)
        assert caught.value.returncode == 2


# Files


@pytest.fixture
def with_file(in_alpha):
    made = document("plan.pdf")
    page = InformationPageFactory(body=stream(("downloads", {"title": "", "documents": items(made.pk)})))
    return page, made


def test_a_file_that_is_replaced_or_renamed_under_its_number_is_an_act(with_file):
    page, made = with_file
    made.file = ContentFile(pdf("Another plan"), "plan.pdf")
    made.save()
    row = PublicationRegister.objects.first()
    assert (row.act, row.page_id) == (Act.FILE_CHANGED, page.pk)
    assert row.files == [{"kind": "document", "id": made.pk, "sha256": hashlib.sha256(pdf("Another plan")).hexdigest()}]
    made.title = "새 이름"
    made.save()
    made.save()
    assert acts(page) == [Act.PUBLISHED, Act.FILE_CHANGED, Act.FILE_CHANGED]
    page.save()
    assert len(acts(page)) == 3
    assert verify().holds


@pytest.mark.parametrize("by", ["instance", "queryset"])
def test_a_file_that_is_deleted_under_its_page_is_an_act(with_file, by):
    page, made = with_file
    made.delete() if by == "instance" else type(made).objects.filter(pk=made.pk).delete()
    row = PublicationRegister.objects.first()
    assert (row.act, row.page_id, row.reason_in_words) == (Act.FILE_DELETED, page.pk, gettext("no reason given"))


def test_a_picture_gets_no_name_with_a_number(in_alpha):
    shown = image(size=(8, 8))
    picture = {"image": {"image": shown.pk, "alt_text": "광장", "decorative": False}, "caption": "", "source": ""}
    page = InformationPageFactory(body=stream(("picture", picture)))
    for field in ("title", "description"):
        again = type(shown).objects.get(pk=shown.pk)
        setattr(again, field, registration_number())
        with pytest.raises(PublicationRefused):
            again.save()
    shown.title = "시청 광장"
    shown.save()
    shown.delete()
    assert acts(page) == [Act.PUBLISHED, Act.FILE_CHANGED, Act.FILE_DELETED]
