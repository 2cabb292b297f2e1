"""Personal data at rest: it opens in its own municipality and field, under a known key, unchanged; or not at all."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps

from cms.core import encryption
from cms.core.encryption import EncryptedTextField, Unreadable, blind_index, blind_indexes, seal, unseal
from tenants.context import tenant
from tenants.services.rotation import Closed, rotate

PLACE = "contact.letter.name"
CANARY = "Nguyễn Thị Ánh 🌸 金田一"
OTHER = "x9Kp2LmQ4sVt7WyZ1aBc3DeF5gHi8JkN0oRu6TqXvEw="


with isolate_apps():  # a model of this test alone; its table is made within the test's transaction

    class Vault(models.Model):
        secret = EncryptedTextField(null=True)

        class Meta:
            app_label = "core"
            db_table = "test_vault"

        def __str__(self) -> str:
            return str(self.pk)


@pytest.fixture
def vault(in_alpha):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE test_vault (id bigserial PRIMARY KEY, secret text NULL)")
    return Vault


def raw(pk):
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM test_vault WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def test_the_orm_reads_plain_text_and_the_row_holds_none(vault):
    kept = vault.objects.create(secret=CANARY)
    again = vault.objects.create(secret=CANARY)
    assert vault.objects.get(pk=kept.pk).secret == CANARY
    assert list(vault.objects.order_by("pk").values_list("secret", flat=True)) == [CANARY, CANARY]
    assert not any(part in raw(kept.pk) for part in (*CANARY.split(), "Nguy", "金"))
    assert raw(kept.pk) != raw(again.pk)  # equal texts are not seen to be equal
    vault.objects.filter(pk=kept.pk).update(secret="")
    assert vault.objects.get(pk=kept.pk).secret == ""
    assert raw(kept.pk).startswith("v1.")
    vault.objects.filter(pk=kept.pk).update(secret=None)
    assert raw(kept.pk) is None
    assert list(vault.objects.filter(secret__isnull=True)) == [kept]


@pytest.mark.parametrize("question", ["secret", "secret__in", "secret__icontains", "secret__gt", "secret__length"])
def test_a_look_up_is_refused_with_a_sentence(vault, question):
    with pytest.raises(FieldError, match=r"core\.vault\.secret is encrypted"):
        list(vault.objects.filter(**{question: [CANARY]}))


def test_another_municipality_cannot_open_it(alpha, beta):
    with tenant(alpha):
        closed = seal(CANARY, PLACE)
    with tenant(beta), pytest.raises(Unreadable):
        unseal(closed, PLACE)
    with tenant(alpha):
        assert unseal(closed, PLACE) == CANARY


def test_the_municipality_is_bound_beside_its_key(alpha, beta, monkeypatch):
    """Even if two municipalities had one key, a value would not open in the other."""
    monkeypatch.setattr(encryption, "_derived", lambda master, purpose: b"k" * 32)
    with tenant(alpha):
        closed = seal(CANARY, PLACE)
    with tenant(beta), pytest.raises(Unreadable):
        unseal(closed, PLACE)


def changed(closed: str) -> list[str]:
    version, key, body = closed.split(".")
    turned = "A" if body[30] != "A" else "B"
    return [
        f"{version}.{key}.{body[:30]}{turned}{body[31:]}",
        f"{version}.{key}.{body[:-8]}",
        f"{version}.{key}.",
        f"{version}.{key}.***",
        f"v0.{key}.{body}",
        f"{version}.00000000.{body}",
        body,
        CANARY,
        "",
    ]


def test_what_was_changed_or_is_of_another_field_is_an_error_without_the_value(in_alpha):
    closed = seal(CANARY, PLACE)
    for value, place in [(closed, "contact.letter.email"), *((value, PLACE) for value in changed(closed))]:
        with pytest.raises(Unreadable) as refused:
            unseal(value, place)
        assert CANARY not in str(refused.value)
        assert closed.split(".")[2] not in str(refused.value)


def test_a_row_that_was_tampered_with_never_reaches_a_page(vault):
    kept = vault.objects.create(secret=CANARY)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE test_vault SET secret = 'plain'")
    with pytest.raises(Unreadable):
        vault.objects.get(pk=kept.pk)


def test_a_former_key_opens_what_it_closed_until_it_is_taken_away(in_alpha, settings):
    old, former = seal(CANARY, PLACE), settings.DATA_KEY
    old_index = blind_index("a@example.com", "mail")
    settings.DATA_KEY, settings.DATA_KEY_FALLBACKS = OTHER, (former,)
    assert unseal(old, PLACE) == CANARY
    assert seal(CANARY, PLACE).split(".")[1] != old.split(".")[1]
    assert blind_index("a@example.com", "mail") != old_index
    assert old_index in blind_indexes("a@example.com", "mail")
    settings.DATA_KEY_FALLBACKS = ()
    with pytest.raises(Unreadable, match="DATA_KEY"):
        unseal(old, PLACE)


def test_an_index_is_of_one_municipality_and_purpose(alpha, beta):
    with tenant(alpha):
        here = blind_index("a@example.com", "mail")
        assert here == blind_index("a@example.com", "mail")
        assert here not in (blind_index("a@example.com", "telephone"), blind_index("b@example.com", "mail"))
    with tenant(beta):
        assert blind_index("a@example.com", "mail") != here


def test_a_renamed_field_names_what_its_values_are_bound_to():
    field = EncryptedTextField(bound_as="contact.letter.name")
    field.set_attributes_from_name("full_name")
    assert field.place == "contact.letter.name"
    assert field.deconstruct()[3] == {"bound_as": "contact.letter.name"}


def test_rows_are_closed_anew_under_todays_key(vault, settings):
    rows = [vault.objects.create(secret=text) for text in (CANARY, "", None)]
    settings.DATA_KEY, settings.DATA_KEY_FALLBACKS = OTHER, (settings.DATA_KEY,)
    rows.append(vault.objects.create(secret="new"))
    table = Closed(vault, (vault._meta.get_field("secret"),), ())
    assert rotate(table) == 2
    assert rotate(table) == 0
    settings.DATA_KEY_FALLBACKS = ()
    assert [vault.objects.get(pk=row.pk).secret for row in rows] == [CANARY, "", None, "new"]
