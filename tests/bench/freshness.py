"""Ten thousand pages of one municipality: asking for the overdue ones, and the schedule's daily and minutely work.

Run by ``python -m tests.bench.freshness`` against a database with a municipality; everything is rolled back.
"""

import datetime as dt
import os
import statistics
import sys
import time
from collections.abc import Callable

PAGES = 10_000
ROUNDS = 15


def main() -> int:
    """Measure and print; read the ratios, the floor is a query for one row by its key."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    import django

    django.setup()
    from django.db import transaction
    from rich.console import Console
    from rich.table import Table

    from tenants.context import platform, tenant
    from tenants.models import Municipality

    with platform():
        municipality = Municipality.objects.order_by("created_at").first()
    if municipality is None:
        print("There is no municipality yet: run `make run` once.", file=sys.stderr)
        return 1
    with tenant(municipality), transaction.atomic():
        rows = measure()
        transaction.set_rollback(True)
    table = Table("act", "ms", "× floor", title=f"{PAGES} pages of one municipality, median")
    for name, milliseconds, ratio in rows:
        table.add_row(name, f"{milliseconds:.1f}", f"{ratio:.1f}")
    Console().print(table)
    return 0


def measure() -> list[tuple[str, float, float]]:
    """Name, milliseconds and ratio to the floor of each act, in the municipality of the connection."""
    from django.contrib.auth import get_user_model

    from cms.pages.models import PageRecord
    from cms.pages.panels import due_for
    from cms.pages.services.clock import reckon_all
    from cms.pages.services.posting import post
    from cms.pages.services.telling import work_out_the_day

    fill()
    person = get_user_model()(username="bench", is_superuser=True, is_active=True)
    person.save()
    first = PageRecord.objects.values_list("pk", flat=True)[0]
    floor = _median(lambda: PageRecord.objects.get(pk=first))
    PageRecord.objects.update(due_on=None, state="")
    begun = time.perf_counter()
    reckon_all()
    everything = (time.perf_counter() - begun) * 1000
    work_out_the_day()
    acts: list[tuple[str, Callable[[], object]]] = [
        ("floor: one record by its key", lambda: PageRecord.objects.get(pk=first)),
        ("all overdue records with their pages", lambda: list(PageRecord.objects.overdue().select_related("page"))),
        ("ten most pressing, and the counts (panel)", lambda: list(due_for(person)[:10])),
        ("deadlines when nothing changed (daily)", reckon_all),
        ("the schedule's look each minute", lambda: (work_out_the_day(), post())),
    ]
    rows = [(name, _median(act)) for name, act in acts]
    rows.insert(3, ("all deadlines worked out anew", everything))
    return [(name, took, took / floor) for name, took in rows]


def fill() -> None:
    """Records of pages beside those that there are; a tenth of them overdue."""
    from django.utils import timezone
    from wagtail.models import Page

    from cms.departments.models import Department
    from cms.pages.models import ContentClass, PageRecord

    home = Page.objects.get(depth=2, locale__language_code="ko")
    departments = list(Department.objects.values_list("pk", flat=True))
    kinds = list(ContentClass.values)
    last = home.get_last_child()
    start = Page._str2int(last.path[-Page.steplen :]) if last else 0
    now = timezone.now()
    Page.objects.bulk_create(
        Page(
            path=Page._get_path(home.path, 3, start + number),
            depth=3,
            title=f"bench {number}",
            draft_title=f"bench {number}",
            slug=f"bench-{number}",
            url_path=f"{home.url_path}bench-{number}/",
            content_type_id=home.content_type_id,
            locale_id=home.locale_id,
            live=True,
            first_published_at=now,
        )
        for number in range(1, PAGES + 1)
    )
    pages = Page.objects.filter(slug__startswith="bench-", depth=3).order_by("pk").values_list("pk", flat=True)
    PageRecord.objects.bulk_create(
        PageRecord(
            page_id=page,
            department_id=departments[number % len(departments)],
            content_class=kinds[number % len(kinds)],
            confirmed_at=now - dt.timedelta(days=400 if number % 10 == 0 else number % 40),
        )
        for number, page in enumerate(pages)
    )


def _median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
