"""Queries, milliseconds and bytes of a page of every type, through the whole middleware."""

import statistics
import time
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tenants.context import tenant
from tenants.models import Municipality

ROUNDS = 20
FLOOR = "/robots.txt"


@dataclass(frozen=True)
class Measured:
    """One page: queries with caches emptied, median milliseconds with caches warm, ratio to the floor."""

    name: str
    queries: int
    milliseconds: float
    ratio: float
    kilobytes: float


def _median(client: Client, path: str) -> tuple[float, bytes]:
    times, body = [], b""
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        response = client.get(path)
        body = response.content if not response.streaming else b"".join(response.streaming_content)
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times), body


def forget_everything() -> None:
    """As in a process that has just begun, with empty caches: content types are not kept in one of Django's caches."""
    for cache in caches.all():
        cache.clear()
    ContentType.objects.clear_cache()


def uncached_queries(client: Client, path: str) -> list[str]:
    """What a page asks the database when nothing is kept anywhere; the choice of the schema is no question."""
    forget_everything()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200, path
    return [query["sql"] for query in captured.captured_queries if "search_path" not in query["sql"]]


def one_path_a_type() -> dict[str, str]:
    from wagtail.models import Page

    from cms.news.models import NoticePage

    paths: dict[str, str] = {}
    pages = Page.objects.live().filter(depth__gt=1, locale__language_code="ko").not_exact_type(NoticePage)
    shown = [*pages.order_by("path").specific(), *NoticePage.objects.public_now()[:1]]  # a notice of the past is gone
    for page in shown:
        paths.setdefault(type(page).__name__, page.get_url_parts()[2])
    return paths


def measure_pages() -> list[Measured]:
    """One page of each type of the first municipality; an empty list where there is none."""
    municipality = Municipality.objects.exclude(schema_name="public").order_by("created_at").first()
    if municipality is None:
        return []
    client = Client(SERVER_NAME=municipality.get_primary_domain().domain)
    with tenant(municipality):
        paths = one_path_a_type()
    floor, _ = _median(client, FLOOR)
    rows = [Measured(f"floor {FLOOR}", len(uncached_queries(client, FLOOR)), floor, 1.0, 0.0)]
    for name, path in paths.items():
        queries = len(uncached_queries(client, path))
        milliseconds, body = _median(client, path)
        rows.append(Measured(f"{name} {path}", queries, milliseconds, milliseconds / floor, len(body) / 1024))
    return rows
