"""What a member, a guest and a reader entrusted to a town, lived through for real in a database of its own.

By the addresses that browsers use, committed as on a running site, so that ``pg_dump`` sees it: joining, telephone, a
second factor, a verified name, a draft, posts that are removed, a report, an objection, mails; and failures, so that
logs and reports of errors are made.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import time
from types import SimpleNamespace
from unittest.mock import patch
from urllib.parse import quote

import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.log import AdminEmailHandler

from cms.boards.models import Post
from cms.core.open_forms import token_for
from cms.departments.models import Role
from cms.moderation.models import Matter, Proposal
from cms.moderation.notices.keys import key_of
from cms.moderation.services import acting
from cms.moderation.services.acting import By
from cms.pages.working_days import calendar
from tenants.context import tenant
from tenants.services.due import run_due
from tests.clients import TenantClient
from tests.factories.boards import board
from tests.factories.departments import DepartmentFactory
from tests.factories.media import pdf
from tests.factories.staff import PASSWORD, staff
from tests.moderation.conftest import WHY
from tests.privacy.canary import Everything
from tests.privacy.rotating import NEW_KEY

MAIL, GUEST = "qz9member@nest.example.com", "qz9guest@nest.example.com"
CANARIES = {
    "mail": MAIL,
    "telephone": "010-5787-4431",
    "digits": "01057874431",
    "verified name": "까나리둥우리",
    "second factor": "",  # given by the site
    "guest's mail": GUEST,
    "guest's password": "qz9guestpassword",
    "report": "qz9report",
    "objection": "qz9objection",
    "draft": "qz9draft",
    "text of a removed post": "qz9evidence",
    "text before an edit": "qz9before",
    "file of a removed post": "qz9filename",
    "text of a removed comment": "qz9comment",
    "text that its author took back": "qz9withdrawn",
}  #: Where those who decide see many matters at once.
LISTS = ("moderation_queue_all", "moderation_queue_closed", "moderation_register", "moderation_overview")
TABLES = ("boards_post", "boards_draft", "moderation_report")


class Browser:
    """Somebody at a browser. Forms are sent ten seconds after they were fetched."""

    def __init__(self, town, address: str) -> None:
        self.client = TenantClient(town, raise_request_exception=False, REMOTE_ADDR=address)

    def send(self, path: str, purpose: str = "", about: object = "", **fields):
        """What the server answers."""
        now = time.time()
        with patch.object(time, "time", lambda: now - 10):
            token = token_for(purpose, about) if purpose else ""
        return self.client.post(path, {"token": token, "homepage": "", **fields})

    def sent(self, path: str, purpose: str = "", about: object = "", **fields) -> str:
        """Where a form that was taken leads to."""
        answer = self.send(path, purpose, about, **fields)
        assert answer.status_code == 302, answer.content.decode()
        return answer["Location"]


def journey(town, settings) -> SimpleNamespace:
    """Everything; what was logged and mailed meanwhile."""
    heard, reports = Everything(), AdminEmailHandler(include_html=True)
    root, requests = logging.getLogger(), logging.getLogger("django.request")
    root.addHandler(heard)
    requests.addHandler(reports)
    try:
        it = _live(town, settings)
    finally:
        root.removeHandler(heard)
        requests.removeHandler(reports)
    it.log, it.mails = "\n".join(heard.lines), list(mail.outbox)
    return it


def _live(town, settings) -> SimpleNamespace:
    it = SimpleNamespace(town=town, member=Browser(town, "203.0.113.1"), guest=Browser(town, "203.0.113.2"))
    it.reader = Browser(town, "203.0.113.3")
    with tenant(town):
        _people(it)
    _join(it)
    _write(it)
    _report(it)
    with tenant(town):
        _remove(it)
    run_due()
    _object(it)
    _tell_the_desk(it)
    _look(it)
    _break(it, settings)
    return it


def _people(it) -> None:
    homepage = DepartmentFactory(code="C1", name="홍보과", manages_homepage=True, telephone="031-000-0301")
    culture = DepartmentFactory(code="C2", name="문화과", telephone="031-000-0302")
    it.head = staff("head", Role.DEPARTMENT, departments=[homepage], heads=[homepage])
    it.editor = staff("editor", Role.DEPARTMENT, departments=[culture], heads=[culture])
    it.keeper = staff("keeper", Role.HOMEPAGE)
    for person in (it.head, it.editor, it.keeper):
        person.email = f"{person.username}@alpha.example.kr"
        person.save()
    it.board = board(slug="free", department=culture, writers="everybody", files_allowed=True)
    it.here = it.board.url


def _join(it) -> None:
    who = it.member
    consents = {f"consent_{kind}": "on" for kind in ("terms", "personal", "age")}
    who.send("/account/signup/", "members.sign_up", mail=MAIL, nickname="가람", password="short", again="")
    who.sent("/account/signup/", "members.sign_up", mail=MAIL, nickname="가람", password=PASSWORD, again=PASSWORD,
             **consents)  # fmt: skip
    link = re.search(r"https?://[^/]+(/\S*account/\S+)", mail.outbox[-1].body)[1]
    it.keys = [link.strip("/").split("/")[-1]]
    who.sent(link)
    who.send(link)  # once is enough: 410
    profile = {"nickname": "가람", "language": "ko", "telephone": CANARIES["telephone"]}
    who.send("/account/me/", **profile)
    who.sent("/account/me/", **profile, agreed="on")
    state = who.send("/account/me/name/", provider="development").context["state"]
    who.sent("/account/me/name/development/", state=state, verified_name=CANARIES["verified name"])
    who.client.logout()
    who.send("/account/login/", login=MAIL, password=f"{PASSWORD}x")
    who.sent("/account/login/", login=MAIL, password=PASSWORD)
    secret = who.client.get("/account/2fa/totp/activate/").context["form"].secret
    CANARIES["second factor"] = secret
    who.sent("/account/2fa/totp/activate/", code=format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def _write(it) -> None:
    """A draft; a post with a file that is edited, said again and taken back; a guest's, whose password is asked for."""
    said, here, about = CANARIES, it.here, ("boards.post", it.board.pk)
    it.member.sent(f"{here}write/", *about, do="draft", title=said["draft"], body=said["draft"])
    words = said["text of a removed post"]
    text = {"title": f"안내 {words}", "body": f"{words} 대출 상담을 받으시기 바랍니다."}
    file = SimpleUploadedFile(f"{said['file of a removed post']}.pdf", pdf("Offer"))
    place = it.member.sent(f"{here}write/", *about, title="안내", body=said["text before an edit"], file_1=file)
    it.member.sent(f"{place}edit/", *about, **text, seen="1")
    it.post = _number(place)
    again = it.member.sent(f"{here}write/", *about, **text)  # a rule compares both
    it.member.sent(f"{again}edit/", *about, title="다시", body=said["text that its author took back"], seen="1")
    it.member.sent(f"{again}delete/", do="delete")
    by_guest = {"name": "손님", "mail": GUEST, "password": said["guest's password"]}
    it.guests = it.guest.sent(f"{here}write/", *about, title="손님 글", body="문의합니다.", **by_guest)
    key = ("boards.own", f"boards.post:{_number(it.guests)}")
    wrong = it.guest.send(f"{it.guests}edit/", *key, password=f"{by_guest['password']}x")
    right = it.guest.send(f"{it.guests}edit/", *key, password=by_guest["password"])
    assert (wrong.status_code, right.status_code) == (422, 200)
    it.guest.sent(f"{place}comment/", "boards.comment", it.post, body=said["text of a removed comment"], **by_guest)


def _report(it) -> None:
    """Without a word it comes back, then it is taken."""
    about = ("boards.report", f"boards.post:{it.post}")
    path = f"{it.here}{it.post}/report/"
    assert it.reader.send(path, *about, ground="77", words=CANARIES["report"]).status_code == 422
    it.reader.sent(path, *about, ground="0", words=CANARIES["report"])


def _remove(it) -> None:
    editor, head, keeper = (By.officer(user, "desk") for user in (it.editor, it.head, it.keeper))
    comment = Post.objects.get(pk=it.post).comments.get()
    for kind, pk in (("boards.post", it.post), ("boards.comment", comment.pk)):
        matter = acting.open_matter(kind, pk)
        acting.propose(matter, editor, grounds=[5], explanation=WHY)
        acting.decide(matter, head, remove=True)
        acting.carry_out(matter, keeper)


def _object(it) -> None:
    """By the key of the notice; first without a word."""
    with tenant(it.town):
        it.matter = Matter.objects.get(subject_kind="boards.post", subject_pk=it.post)
        key = key_of(it.matter)
    it.keys.append(key)
    path, about = f"{it.here}{it.post}/object/{key}/", ("boards.objection", f"boards.post:{it.post}")
    assert it.reader.send(path, *about, words="").status_code == 422
    answer = it.reader.send(path, *about, words=CANARIES["objection"], mail=MAIL)
    assert answer.status_code in (200, 302), answer.content.decode()


def _tell_the_desk(it) -> None:
    """The message of the next working day, with the matters that wait and the objection."""
    with tenant(it.town):
        days, morning = calendar(), timezone.localtime() + dt.timedelta(days=1)
        while not days.is_working_day(morning.date()):
            morning += dt.timedelta(days=1)
        it.proposed = Proposal.objects.exclude(matches=[]).count()
    with time_machine.travel(morning.replace(hour=10)):
        run_due()


def _look(it) -> None:
    """What everybody reads, and what those read who decide."""
    paths = (it.here, f"{it.here}rss/", f"{it.here}{it.post}/", it.guests, "/sitemap.xml", "/search/")
    found = [it.reader.client.get(path) for path in paths]
    for name in ("text of a removed post", "text of a removed comment", "telephone"):
        found.append(it.reader.client.get(f"{it.here}?q={quote(CANARIES[name])}"))
    it.public = "\n".join(_without_question(answer) for answer in found)
    desk = TenantClient(it.town).login_as(it.head)
    it.desk = desk.get(reverse("moderation_matter", args=[it.matter.pk])).content.decode()
    it.lists = "\n".join(desk.get(reverse(name)).content.decode() for name in LISTS)


def _without_question(answer) -> str:
    """A search says again what was asked."""
    asked = answer.wsgi_request.GET.get("q", "")
    return answer.content.decode().replace(asked, "") if asked else answer.content.decode()


def _break(it, settings) -> None:
    """A database that refuses while something is sent, and a key that is lost."""
    with tenant(it.town), connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'disk full'; END$$"
        )
        for table in TABLES:
            cursor.execute(f"CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION refuse()")
    said, here = CANARIES, it.here
    about = ("boards.post", it.board.pk)
    by_guest = {"name": "손님", "mail": GUEST, "password": said["guest's password"]}
    failed = [
        it.member.send(f"{here}write/", *about, do="draft", title=said["draft"], body=said["draft"]),
        it.guest.send(f"{here}write/", *about, title="글", body=said["text of a removed post"], **by_guest),
        it.reader.send(f"{it.guests}report/", "boards.report", f"boards.post:{_number(it.guests)}", ground="0",
                       words=said["report"]),
    ]  # fmt: skip
    assert [answer.status_code for answer in failed] == [500] * len(failed)
    with tenant(it.town), connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION refuse() CASCADE")
    settings.DATA_KEY, former = NEW_KEY, settings.DATA_KEY
    it.lost = [it.member.client.get("/account/me/").status_code, it.member.client.get(f"{here}drafts/").status_code]
    settings.DATA_KEY = former


def _number(place: str) -> int:
    return int(re.search(r"/(\d+)/", place)[1])
