"""The setting, the report and upstream's own button: who may, what is asked of the service, what is never shown."""

import csv
import io

import pytest
from django.db import connection
from django.utils import translation
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from cms.departments.models import Role
from cms.machine.budget import About, reserve, this_month, used
from cms.machine.models import MachineSetting, MachineUse
from cms.machine.services import translate
from tests.factories.departments import DepartmentFactory
from tests.factories.staff import staff
from tests.machine.conftest import submitted, switch_on, written
from tests.machine.wire import server

SETTING = "/admin/settings/machine/machinesetting/"
REPORT = "/admin/reports/machine-translation/"


@pytest.fixture
def desk(client_for, in_alpha):
    """``desk(user)``: a client of theirs, whose pages are in English."""

    def of(user):
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
        return client_for(in_alpha).login_as(user)

    return of


@pytest.fixture
def save(desk, manager):
    """``save(budget=…)``: the form is sent with these values; returns what it says against them."""

    def send(**values):
        client = desk(manager)
        page = client.get(SETTING, follow=True)
        now = MachineSetting.objects.get()
        kept = {"service": now.service, "address": now.address, "budget": now.budget, "languages": now.languages}
        data = {**kept, "new_key": "", **({"unreviewed": "on"} if now.unreviewed else {}), **values}
        response = client.post(page.redirect_chain[-1][0], {name: value for name, value in data.items() if value != ""})
        return response.context["form"].errors if response.status_code == 200 else {}

    return send


def test_the_service_is_asked_before_the_key_is_kept_and_the_key_is_never_shown(save, service, desk, manager):
    given = {"service": "libretranslate", "address": service.address + "/", "budget": 500_000}
    assert save(**given, languages=["en"], new_key=service.key) == {}
    setting = MachineSetting.objects.get()
    assert (setting.address, setting.api_key, setting.codes["en"]) == (service.address, service.key, "en")
    page = desk(manager).get(SETTING, follow=True).content.decode()
    assert service.key not in page
    assert "A key is kept." in page
    assert save(budget=100) == {}
    assert MachineSetting.objects.get().api_key == service.key
    entry = ModelLogEntry.objects.filter(action="machine.setting").latest("pk")
    assert (entry.data["before"]["budget"], entry.data["after"]["budget"]) == (500_000, 100)
    assert entry.user == manager
    with translation.override("en"):
        assert entry.message == "Changed machine translation: characters a month"
        (first,) = ModelLogEntry.objects.filter(action="machine.setting").exclude(pk=entry.pk)
        assert "service, address, characters a month, languages, key" in first.message
    assert service.key not in str(list(ModelLogEntry.objects.values_list("data", flat=True)))
    assert save(forget_key="on") == {}
    assert MachineSetting.objects.get().api_key == ""


def test_deepl_knows_its_key_and_its_languages(save, service):
    given = {"service": "deepl", "address": service.address, "budget": 500_000, "languages": ["en"]}
    assert "DeepL asks for a key." in save(**given)["new_key"]
    assert "does not accept the key" in save(**given, new_key="wrong")["new_key"][0]
    assert save(**given, new_key=service.key) == {}
    assert MachineSetting.objects.get().codes == {"en": "EN-US"}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE machine_machinesetting SET api_key = 'v1.00000000.AAAA'")
    MachineSetting.objects.update(codes={})
    assert "cannot be opened any more" in save(budget=7)["new_key"][0]
    assert save(new_key=service.key) == {}
    service.knows = ["JA"]
    assert "does not translate from Korean into English" in save(new_key=service.key)["languages"][0]


ADDRESSES = [
    ("http://translate.anyang.go.kr", "begins with https"),
    ("https://10.0.0.1", "not a host of the public Internet"),
    ("http://127.0.0.1:9", "not a host of the public Internet"),
    ("https://localhost:5000", "not a host of the public Internet"),
    ("https://[::1]/", "not a host of the public Internet"),
    ("https://user:word@translate.anyang.go.kr", "no name, password"),
    ("file:///etc/passwd", "no web address"),
    ("https://translate.anyang.go.kr:x", "no web address"),
    ("translate", "no web address"),
]


@pytest.mark.parametrize(("address", "said"), ADDRESSES)
def test_an_address_leads_to_the_public_internet_alone(save, service, address, said):
    refused = save(service="libretranslate", address=address, budget=1, languages=["en"])
    assert any(said in sentence for sentence in refused["address"])
    assert MachineSetting.objects.get().service == ""


def test_a_name_that_leads_inside_is_not_spoken_to(save, service, settings, monkeypatch):
    """It is the opened connection that is judged: a name may lead elsewhere than a moment ago."""
    import socket

    port = int(service.address.rsplit(":", 1)[1])
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: inside)
    settings.MACHINE_PRIVATE_HOSTS = []
    refused = save(service="libretranslate", address=f"https://kind.example.kr:{port}", budget=1, languages=["en"])
    assert "cannot be reached" in refused["address"][0]
    assert service.seen == []


def test_a_kept_key_is_not_sent_to_another_address(save, service, settings):
    switch_on(service)
    with server() as (other, address):
        settings.MACHINE_PRIVATE_HOSTS = [*settings.MACHINE_PRIVATE_HOSTS, address.removeprefix("http://")]
        assert "belongs to another service or address" in save(address=address)["new_key"][0]
        assert save(address=address, new_key=other.key) == {}


def test_all_reasons_at_once_and_a_service_that_is_down_lets_the_budget_be_lowered(save, service, settings):
    refused = save(service="deepl", address="", budget=5, languages="")
    assert set(refused) == {"new_key", "languages"}
    switch_on(service)
    MachineSetting.objects.update(address="http://127.0.0.1:1")
    settings.MACHINE_PRIVATE_HOSTS = ["127.0.0.1:1"]
    assert save(budget=7) == {}
    assert MachineSetting.objects.get().budget == 7


def test_who_may_change_it_and_who_sees_the_report(desk, manager, in_alpha, passport, service):
    switch_on(service)
    people = {
        "system": staff("system", Role.SYSTEM),
        "editor": staff("editor", Role.DEPARTMENT, departments=[DepartmentFactory()]),
        "translator": staff("translator", Role.TRANSLATOR, languages=["en"]),
    }
    address = f"{SETTING}{MachineSetting.objects.get().pk}/"
    assert desk(people["system"]).get(address).status_code == 200
    assert desk(people["system"]).get(REPORT).status_code == 200
    for name in ("editor", "translator"):
        assert desk(people[name]).get(address).status_code in (302, 403)
        assert desk(people[name]).get(REPORT).status_code in (302, 403)
        assert desk(people[name]).post(address, {"service": ""}).status_code in (302, 403)
    assert MachineSetting.objects.get().service == "libretranslate"


def test_the_report_counts_what_was_taken(desk, manager, passport, service):
    switch_on(service, budget=500_000)
    with translation.override("en"):
        taken = translate(passport, manager).characters
        service.status = 500
        translate(submitted("다른 쪽", title="=2+3"), manager)
        reserve(40, About("en", title="중단"))  # a process that was killed: it counts whole
    assert used(this_month()) == taken + 40
    client = desk(manager)
    shown = client.get(REPORT).content.decode()
    assert f"LibreTranslate: {taken + 40:,} of 500,000 characters used, {500_000 - taken - 40:,} left." in shown
    with translation.override("en"):
        content = b"".join(client.get(f"{REPORT}?export=csv").streaming_content).decode("utf-8-sig")
    rows = {row["Page"]: row for row in csv.DictReader(io.StringIO(content))}
    assert (rows["여권 안내"]["Characters"], rows["여권 안내"]["Outcome"]) == (str(taken), "done")
    assert (rows["'=2+3"]["Characters"], rows["'=2+3"]["Outcome"]) == ("0", "failed")
    assert rows["'=2+3"]["Answer of the service"] == "down 500"
    assert (rows["중단"]["Characters"], rows["중단"]["Outcome"]) == ("40", "not finished")
    assert client.get(f"{REPORT}?export=xlsx").status_code == 200


def test_upstreams_button_uses_the_municipalitys_service_and_budget(desk, manager, passport, service):
    client = desk(manager)
    address = f"/admin/localize/translate/{passport.pk}/machine_translate/"
    assert client.post(address).status_code == 404
    switch_on(service, budget=3)
    passport.save_target(user=manager, publish=False)
    client.post(address, {"next": "/admin/"})
    said = client.get("/admin/").content.decode()
    assert "3 of 3 characters left this month" in said
    assert service.seen == []
    MachineSetting.objects.update(budget=5000)
    client.post(address, {"next": "/admin/"})
    assert "translated by the service" in client.get("/admin/").content.decode()
    assert "여권 안내" in written(passport)
    assert PageLogEntry.objects.filter(action="machine.translate", user=manager).exists()
    assert MachineUse.objects.filter(person_id=manager.pk).exists()


def test_upstreams_synchronisation_translates_what_came(desk, manager, passport, service):
    switch_on(service)
    passport.save_target(user=manager, publish=False)
    address = f"/admin/localize/update/{passport.source.pk}/"
    client = desk(manager)
    assert "use_machine_translation" in client.get(address).content.decode()
    original = passport.source.get_source_instance()
    original.title = "여권 발급 안내"
    original.save_revision().publish()
    assert client.post(address, {"use_machine_translation": "on", "next": "/admin/"}).status_code == 302
    assert "여권 발급 안내" in written(passport)
    assert StringTranslation.objects.filter(tool_name="LibreTranslate").exists()
    assert used(this_month()) == sum(len(text) for batch in service.seen for text in batch)


def test_other_code_that_asks_upstreams_translator_is_within_the_budget(passport, service):
    from wagtail_localize import machine_translators
    from wagtail_localize.views.edit_translation import apply_machine_translation

    from cms.machine.budget import Exhausted

    switch_on(service, budget=5)
    user = staff("root", Role.HOMEPAGE)
    passport.save_target(user=user, publish=False)
    with pytest.raises(Exhausted):
        apply_machine_translation(passport.pk, user, machine_translators.get_machine_translator())
    MachineSetting.objects.update(budget=5000)
    assert apply_machine_translation(passport.pk, user, machine_translators.get_machine_translator())
    assert "여권 안내" in written(passport)
