"""The register: a row for every act, on every path; nobody changes, cuts out or cuts off a row unnoticed."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from wagtail.models import Page

from cms.pages.models import InformationPage
from cms.publication import acting
from cms.publication.models import Act, PublicationRegister
from cms.publication.verify import record, verify
from tests.factories.pages import InformationPageFactory, SectionPageFactory


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
