"""The moderator's desk with 10,000 open matters, 30,000 closed ones and a register of 100,000 rows.

``python -m tests.bench.moderation``; it makes a database of its own beside the one that it is led to. Screens are held
against a view of the same process that answers a fixed sentence behind the same middleware; files that people take
along also by how much memory the process takes that makes them.
"""

import datetime as dt
import json
import os
import resource
import statistics
import sys
import time
from dataclasses import dataclass

OPEN, REMOVED, ROWS = 10_000, 30_000, 100_000
BOARDS = 5
OBJECTIONS = 300
UNANSWERED = 5_000
AT_ONCE = 2_000
ROUNDS = 7
FLOOR = "/robots.txt"


@dataclass(frozen=True)
class Row:
    """One screen or file."""

    name: str
    queries: int
    milliseconds: float
    ratio: float
    megabytes: float = 0.0


def main() -> int:
    """Measure, print, keep the figures in var/bench-moderation.json."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    os.environ["DEBUG"] = "0"
    import django
    from django.conf import settings

    django.setup()
    from rich.console import Console
    from rich.table import Table

    from tests import database

    with database.own("bench_moderation"):
        rows = measure()
    title = f"{OPEN:,} open matters, {REMOVED:,} removals, {ROWS:,} rows of the register"
    table = Table("screen", "queries", "ms", "× floor", "MB more", title=title)
    for row in rows:
        memory = f"{row.megabytes:.0f}" if row.megabytes else ""
        table.add_row(row.name, str(row.queries), f"{row.milliseconds:.0f}", f"{row.ratio:.0f}", memory)
    Console(width=120).print(table)
    (settings.VAR_DIR / "bench-moderation.json").write_text(json.dumps([vars(row) for row in rows], indent=1))
    return 0


def measure() -> list[Row]:
    """Fill, then each screen by whom it is for."""
    from django.urls import reverse

    from tenants.context import tenant
    from tenants.onboarding import MunicipalityRow
    from tenants.services import onboard
    from tests.clients import TenantClient

    row = MunicipalityRow("bench", "가시", "Ga-si", "시", "bench.localhost", "anyang", ("ko",))
    town = onboard(row, lambda line: None, content=False)
    with tenant(town):
        people = fill()
    clients = {name: TenantClient(town).login_as(person) for name, person in people.items()}
    floor = _median(clients["keeper"], FLOOR)
    rows = [_screen(name, clients[who], path, floor) for name, (who, path) in _addresses(reverse).items()]
    rows += [_file(name, clients["keeper"], path, floor) for name, path in _downloads(reverse).items()]
    with tenant(town):
        rows += [*_messages(floor)]
    return rows


def _addresses(reverse) -> dict[str, tuple[str, str]]:
    queue, register = reverse("moderation_queue_all"), reverse("moderation_register")
    return {
        "queue, all that waits": ("keeper", queue),
        "queue, last page": ("keeper", f"{queue}?p={OPEN // 50}"),
        "queue, reported": ("keeper", reverse("moderation_queue_reported")),
        "queue, held": ("keeper", reverse("moderation_queue_held")),
        "queue, overdue": ("keeper", f"{queue}?time=over"),
        "queue, one department's": ("editor", queue),
        "closed matters": ("keeper", reverse("moderation_queue_closed")),
        "register": ("keeper", register),
        "register, last page": ("keeper", f"{register}?p={ROWS // 50}"),
        "register, one ground": ("keeper", f"{register}?ground=5"),
        "register, one department's": ("editor", register),
        "removed last month": ("keeper", reverse("moderation_overview")),
        "statistics of a year, for everybody": ("keeper", reverse("removals_latest")),
        "first page of the desk": ("keeper", "/admin/"),
    }


def _downloads(reverse) -> dict[str, str]:
    queue, register, form = (reverse(f"moderation_{name}") for name in ("queue_all", "register", "register_form"))
    return {
        "register as XLSX": f"{register}?export=xlsx",
        "register as CSV": f"{register}?export=csv",
        "queue as XLSX": f"{queue}?export=xlsx",
        "printed form, all rows": form,
        "register as XLSX, half a year": f"{register}?export=xlsx&at_from={_days_ago(180)}",
        "printed form, a week": f"{form}?at_from={_days_ago(55)}&at_to={_days_ago(48)}",
    }


def _days_ago(days: int) -> str:
    return (dt.datetime.now(dt.UTC).date() - dt.timedelta(days=days)).isoformat()


def _screen(name: str, client, path: str, floor: float) -> Row:
    from tests.bench.pages import forget_everything, uncached_queries

    forget_everything()
    if client.get(path).status_code == 302:
        path = client.get(path).url
    queries, milliseconds = len(uncached_queries(client, path)), _median(client, path)
    print(f"  {name}: {milliseconds:.0f} ms", flush=True)
    return Row(name, queries, milliseconds, milliseconds / floor)


def _file(name: str, client, path: str, floor: float) -> Row:
    """Once, in a process of its own: by how much its memory grows while it makes the whole of it."""
    from django.db import connection, connections
    from django.test.utils import CaptureQueriesContext

    connections.close_all()
    said, into = os.pipe()
    if not os.fork():
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.perf_counter()
        with CaptureQueriesContext(connection) as asked:
            status = _taken(client, path)
        milliseconds = (time.perf_counter() - begun) * 1000
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        os.write(into, json.dumps([status, len(asked), milliseconds, grown]).encode())
        os._exit(0)
    status, queries, milliseconds, grown = json.loads(os.read(said, 1000))
    os.wait()
    print(f"  {name}: {milliseconds:.0f} ms", flush=True)
    return Row(f"{name} ({status})", queries, milliseconds, milliseconds / floor, grown)


def _taken(client, path: str) -> int:
    """Status; what is streamed is read and let go, as a browser does."""
    response = client.get(path)
    for _part in response.streaming_content if response.streaming else ():
        pass
    response.close()
    return response.status_code


def _messages(floor: float):
    """What the message of the day asks about what presses."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from cms.boards.due_answers import UnansweredPosts
    from cms.moderation.reminding import WaitingMatters

    for voice in (WaitingMatters(), UnansweredPosts()):
        with CaptureQueriesContext(connection) as asked:
            begun = time.perf_counter()
            found = voice.pressing(timezone.localdate())
            milliseconds = (time.perf_counter() - begun) * 1000
        yield Row(f"message of the day: {len(found):,} {voice.kind}", len(asked), milliseconds, milliseconds / floor)


def _median(client, path: str) -> float:
    times = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        response = client.get(path)
        times.append((time.perf_counter() - begun) * 1000)
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code}")
    return statistics.median(times)


def fill() -> dict:
    """Matters of posts on some boards, each with two reports; a register whose rows tell of the removals."""
    from django.db import connection

    from cms.boards.models import Post
    from cms.departments.models import Role
    from cms.moderation.printing import begin_form
    from tests.factories.boards import board
    from tests.factories.departments import DepartmentFactory
    from tests.factories.members import member
    from tests.factories.staff import staff

    homepage = DepartmentFactory(code="B0", name="홍보과", manages_homepage=True)
    departments = [DepartmentFactory(code=f"B{number + 1}") for number in range(BOARDS)]
    boards = [board(department=each, slug=f"board{number}") for number, each in enumerate(departments)]
    author = member("writer@example.kr")
    Post.objects.bulk_create(
        (_post(number, boards, author) for number in range(OPEN + REMOVED + UNANSWERED)), batch_size=AT_ONCE
    )
    posts = list(Post.objects.order_by("pk").values_list("pk", "board", "state", "posted_at"))
    _matters(posts[: OPEN + REMOVED], boards)
    _register(posts[OPEN : OPEN + REMOVED], boards)
    begin_form()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {
        "keeper": staff("keeper", Role.HOMEPAGE),
        "editor": staff("editor", Role.DEPARTMENT, departments=[departments[0]]),
        "head": staff("head", Role.DEPARTMENT, departments=[homepage], heads=[homepage]),
    }


def _post(number: int, boards, author):
    from django.utils import timezone

    from cms.boards.models import Post

    removed, unanswered = OPEN <= number < OPEN + REMOVED, number >= OPEN + REMOVED
    at = timezone.now() - dt.timedelta(minutes=13 * (OPEN + REMOVED + UNANSWERED - number))
    return Post(
        board=boards[number % BOARDS],
        title="" if removed else f"글 {number}",
        body="" if removed else "본문입니다.",
        author=author.user,
        author_name="글쓴이",
        account=f"account {number % 900}",
        state="removed" if removed else "public",
        posted_at=at,
        answer_due_on=timezone.localdate() - dt.timedelta(days=number % 30) if unanswered else None,
    )


def _matters(posts, boards) -> None:
    from django.utils import timezone

    from cms.moderation.models import Matter, Objection, Report

    now, states = timezone.now(), ("open", "open", "proposed", "decided", "referred")
    Matter.objects.bulk_create(
        (
            Matter(
                subject_kind="boards.post",
                subject_pk=pk,
                board_pk=board,
                department_pk=boards[number % BOARDS].department_id,
                account=f"account {number % 900}",
                state="removed" if state == "removed" else states[number % 5],
                because="report",
                opened_at=at,
                decided_at=at + dt.timedelta(days=2) if state == "removed" else None,
                closed_at=at + dt.timedelta(days=3) if state == "removed" else None,
                grounds=[{"number": 5, "article": "제6조제2항제5호", "text": "광고"}],
                due_on=(now + dt.timedelta(days=number % 20 - 10)).date(),
            )
            for number, (pk, board, state, at) in enumerate(posts)
        ),
        batch_size=AT_ONCE,
    )
    pks = list(Matter.objects.order_by("pk").values_list("pk", flat=True))
    waiting = ((pk, number) for pk in pks[:OPEN] for number in range(2))
    Report.objects.bulk_create(
        (Report(matter_id=pk, ground=5, sender=f"sender {pk} {number}") for pk, number in waiting), batch_size=AT_ONCE
    )
    Objection.objects.bulk_create(
        Objection(matter_id=pk, words="아닙니다", due_on=now.date()) for pk in pks[OPEN : OPEN + OBJECTIONS]
    )


def _register(posts, boards) -> None:
    from cms.moderation.models import Matter, ModerationRegister
    from cms.moderation.services.registering import CHAIN

    matters = dict(Matter.objects.values_list("subject_pk", "pk"))
    acts = ("proposed", "decided", "copied", "removed")
    rows = [(post, act) for post in posts for act in acts][:ROWS]
    for start in range(0, len(rows), AT_ONCE):
        CHAIN.append(
            [
                ModerationRegister(
                    act=act,
                    at=at + dt.timedelta(days=3),
                    matter=matters[pk],
                    subject_kind="boards.post",
                    subject_pk=pk,
                    board_pk=board,
                    board="자유게시판",
                    address=f"https://bench.example.kr/free/{pk}/",
                    posted_at=at,
                    grounds=[
                        {"number": 5, "article": "제6조제2항제5호", "text": "영리목적의 상업성 광고"},
                    ],
                    reason="영리 목적의 대출 광고를 게시하였습니다.",
                    decided_as="홈페이지담당부서의 장",
                    actor_name="김주무",
                    way="desk",
                    evidence_digest="0" * 64 if act == "copied" else "",
                    policy_version=1,
                    facts={"article": "제6조제2항"},
                )
                for (pk, board, _state, at), act in rows[start : start + AT_ONCE]
            ]
        )


if __name__ == "__main__":
    sys.exit(main())
