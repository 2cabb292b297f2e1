"""One citizen's words, filed, handled and answered for real in a database of its own, and the places to look for them.

Everything is committed, as on a real site: so ``pg_dump`` sees it.
"""

from __future__ import annotations

import json
import logging
import pickle
import unicodedata
from collections.abc import Iterator
from types import SimpleNamespace
from urllib.parse import quote

import time_machine
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils.log import AdminEmailHandler

from cms.contact.models import ForeignOffice, Letter
from cms.contact.services.receiving import Written, receive
from cms.departments.models import Role
from petitions import form_fields
from petitions.models import Case, CaseFile
from tenants.context import platform, tenant
from tenants.models import Municipality
from tenants.onboarding import MunicipalityRow
from tenants.services import onboard
from tenants.services.due import run_due
from tests.clients import TenantClient
from tests.factories.departments import DepartmentFactory
from tests.factories.privacy import picture
from tests.factories.staff import staff
from tests.petitions.conftest import service
from tests.petitions.filing.conftest import FORM, NOW, WHAT, Citizen
from tests.privacy.rotating import NEW_KEY

EMAIL = "qx7canary@nest.example.com"
#: Each of them stands nowhere but in what this citizen sent.
CANARIES = {
    "name": "까나리아둥지",
    "email": EMAIL,
    "telephone": "010-5787-4421",
    "digits": "01057874421",
    "body": "qx7canarybody",
    "place": "까나리로 5787",
    "file name": "qx7사진이름",
    "file": "qx7canaryfile",
    "password": "qx7canarypassword!1",
    "answer": "qx7canaryanswer",
    "letter": "qx7canaryletter",
}


class Everything(logging.Handler):
    """All that is logged at the level of a running site, with its traces."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def journey(settings) -> SimpleNamespace:
    """What the citizen, the officer and the schedule did; the places where it could be found again."""
    with platform():
        town = Municipality.objects.get(slug="alpha")
    heard, reports = Everything(), AdminEmailHandler(include_html=True)
    root, requests = logging.getLogger(), logging.getLogger("django.request")
    root.addHandler(heard)
    requests.addHandler(reports)
    try:
        with time_machine.travel(NOW, tick=True):
            keys = _live(town, settings)
    finally:
        root.removeHandler(heard)
        requests.removeHandler(reports)
    return SimpleNamespace(town=town, log="\n".join(heard.lines), mails=list(mail.outbox), keys=keys)


def _live(town, settings) -> list[str]:
    """The keys of the citizen's own pages."""
    with tenant(town):
        people = _people()
    citizen = Citizen(TenantClient(town, raise_request_exception=False), "AL-FORM")
    _file(citizen)
    _letter(town)
    run_due()
    _handle(town, people, settings)
    run_due()
    _break(town, citizen, people, settings)
    return [citizen.place.strip("/").split("/")[-1], citizen.page["Location"].split("/")[-3]]


def _people() -> SimpleNamespace:
    petitions = DepartmentFactory(code="T1", name="민원과", handles_petitions=True)
    roads = DepartmentFactory(code="T2", name="도로과")
    service(
        "AL-FORM", "도로 손상 신고", roads, kind="기타", period_amount=7, online=True,
        form_fields=form_fields.to_raw(FORM), texts={"en": {"name": "Damaged road"}},
    )  # fmt: skip
    officer = staff("engineer", Role.DEPARTMENT, departments=[roads], heads=[roads])
    clerk = staff("clerk", Role.DEPARTMENT, departments=[petitions], heads=[petitions])
    manager = staff("keeper", Role.HOMEPAGE)
    for person in (officer, clerk, manager):
        person.email = f"{person.username}@alpha.example.kr"
        person.save()
    ForeignOffice.objects.update_or_create(
        language="en", defaults={"department": petitions, "mailbox": "pr@example.kr"}
    )
    return SimpleNamespace(officer=officer, clerk=clerk, manager=manager)


def _file(citizen: Citizen) -> None:
    """Typed with mistakes first, so that forms come back with what was typed."""
    said = CANARIES
    citizen.agree()
    citizen.send("who", name=said["name"], email="no address", telephone="")
    citizen.send("who", name=said["name"], email=said["email"], telephone=said["telephone"], do="save")
    citizen.send("who", name=said["name"], email=said["email"], telephone=said["telephone"])
    lies = SimpleUploadedFile(f"{said['file name']}.pdf", said["file"].encode())
    what = {**WHAT, "q_content": said["body"], "q_subject": said["body"], "q_location": said["place"]}
    citizen.send("what", **what, q_photo=lies)
    sent = SimpleUploadedFile(f"{said['file name']}.png", picture() + said["file"].encode())
    citizen.send("what", **what, q_photo=sent)
    citizen.get("check")
    citizen.send("check", password=said["password"], password_again=said["password"])
    assert citizen.page.status_code == 302, citizen.page.content.decode()


def _letter(town) -> None:
    said = CANARIES
    with tenant(town):
        office = ForeignOffice.objects.get(language="en")
        written = Written(
            said["name"], said["email"], said["telephone"], said["place"], "living", said["letter"], "email"
        )
        receive(office, written, token="canary", address="203.0.113.9")


def _handle(town, people, settings) -> None:
    """Looked for, opened, downloaded, answered."""
    desk = TenantClient(town).login_as(people.officer)
    with tenant(town):
        case, file, letter = Case.objects.get(), CaseFile.objects.get(), Letter.objects.get()
        screen = reverse("petition_cases_mine"), f"/admin/petitions/case/{case.pk}/"
    for address in (*screen, f"{screen[1]}file/{file.pk}/?look", f"{screen[1]}file/{file.pk}/"):
        assert desk.get(address).status_code == 200, address
    asked = {"email": CANARIES["email"], "telephone": CANARIES["telephone"], "reason": "전화 문의"}
    assert CANARIES["name"] not in desk.get("/admin/").content.decode()
    assert desk.post("/admin/petitions/person/", asked).status_code == 200
    desk.post(f"{screen[1]}take/", {"seen": _version(town)})
    looked = desk.post(f"{screen[1]}complete/", {"seen": _version(town), "text": CANARIES["answer"], "send": "1"})
    mark = looked.context["looked"].mark
    given = {"seen": _version(town), "text": CANARIES["answer"], "looked": mark, "send": "1"}
    assert desk.post(f"{screen[1]}complete/", given).status_code == 302
    keeper = TenantClient(town).login_as(people.manager)
    assert CANARIES["letter"] in keeper.get(f"/admin/reports/letters/{letter.pk}/").content.decode()


def _version(town) -> int:
    with tenant(town):
        return Case.objects.values_list("version", flat=True).get()


def _break(town, citizen: Citizen, people, settings) -> None:
    """A database that refuses while something is sent, and a key that is lost: traces and reports are made of both."""
    with tenant(town), connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RAISE EXCEPTION 'disk full'; END$$; "
            "CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON petitions_draft FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
    again = Citizen(TenantClient(town, raise_request_exception=False), "AL-FORM")
    answer = again.client.post(
        citizen.place + "who/", {"name": CANARIES["name"], "email": EMAIL, "telephone": CANARIES["telephone"]}
    )
    assert again.agree(name=CANARIES["name"]).status_code >= 500, answer.status_code
    with tenant(town), connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER refuse ON petitions_draft")
    with tenant(town):
        case = Case.objects.get()
    settings.DATA_KEY, former = NEW_KEY, settings.DATA_KEY
    desk = TenantClient(town, raise_request_exception=False).login_as(people.officer)
    assert desk.get(f"/admin/petitions/case/{case.pk}/?q={EMAIL}").status_code == 500
    settings.DATA_KEY = former


def ways_of_writing(words: str) -> set[str]:
    """How the same words stand in a dump, an address, a JSON text, a name of macOS."""
    plain = words.casefold()
    return {
        plain,
        unicodedata.normalize("NFD", plain),
        json.dumps(plain)[1:-1],
        quote(plain).casefold(),
        "".join(f"&#{ord(sign)};" for sign in plain),
    }


def found_in(text: str) -> list[str]:
    """Which canaries sing in it."""
    low = text.casefold()
    return [name for name, words in CANARIES.items() if any(way in low for way in ways_of_writing(words))]


def in_caches() -> str:
    """All values of all caches, as text."""
    kept = [value for cache in caches.all() for value in getattr(cache, "_cache", {}).values()]
    return "\n".join(f"{pickle.loads(value)!r} {value.decode('utf-8', 'replace')}" for value in kept)


def in_sessions() -> str:
    """What sessions hold, opened: in the dump it is packed."""
    return "\n".join(json.dumps(row.get_decoded(), ensure_ascii=False) for row in Session.objects.all())


def in_files(*folders) -> Iterator[bytes]:
    """The content and the names of all files below these folders."""
    for folder in folders:
        for path in folder.rglob("*"):
            yield str(path).encode()
            if path.is_file():
                yield path.read_bytes()


def administrators() -> list[tuple[str, str]]:
    """Who gets reports of errors."""
    return [("Operator", "operator@platform.example.kr")]


def everybody() -> set[str]:
    """Mailboxes of staff."""
    return set(get_user_model().objects.exclude(email="").values_list("email", flat=True))


def onboarded() -> Municipality:
    """A municipality of its own, without starter content."""
    row = MunicipalityRow("alpha", "알파시", "Alpha", "시", "alpha.localhost", "anyang", ("ko", "en"))
    return onboard(row, lambda line: None, content=False)


def index_rows() -> int:
    """How many rows the index of the search has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM wagtailsearch_indexentry")
        return cursor.fetchone()[0]
