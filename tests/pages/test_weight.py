"""How often a page asks the database, and that looking at it makes nothing.

Measured without a cache of pages, with what the application itself keeps (menu, locales) as after the first request.
"""

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Site

from cms.core import renditions
from cms.core.models import SiteAppearance
from cms.pages.models import FaqItem
from tests.factories import pages as made
from tests.factories.departments import DepartmentFactory
from tests.factories.media import document, image

MOST_QUERIES = 15
Rendition = get_image_model().get_rendition_model()


def queries(client, address: str) -> list[str]:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return [query["sql"][:200] for query in caught.captured_queries]


@pytest.fixture
def busy_site(in_alpha):
    """A front page with everything on it, and pages with much on them; by address."""
    home = made.front_page()
    section = made.SectionPageFactory(parent=home, title="민원")
    pages = [made.InformationPageFactory(parent=section) for _ in range(8)]
    deep = made.InformationPageFactory(parent=pages[0], body=rich_body(pages))
    lists = [made.NoticeListPageFactory(parent=section) for _ in range(4)]
    notices = [made.NoticePageFactory(parent=listed) for listed in lists for _ in range(6)]
    for notice in notices[2:4]:
        notice.attachments.add(notice.attachments.model(document=document()))
        notice.save()
    calendar = made.EventCalendarPageFactory(parent=section)
    now = timezone.now()
    events = [
        made.EventPageFactory(parent=calendar, starts_at=now, ends_at=now + dt.timedelta(hours=day)) for day in range(6)
    ]
    faq = made.FaqPageFactory(parent=section)
    for number in range(10):
        FaqItem.objects.create(page=faq, question=f"{number}?", answer="<p>예</p>", department=DepartmentFactory())
    home.tiles = made.stream(*(("tile", {"title": page.title, "page": page.pk, "icon": "document"}) for page in pages))
    home.notice_lists = made.stream(*(("list", listed.pk) for listed in lists))
    home.calendar, home.news_list = calendar, lists[0]
    home.save()
    appearance = SiteAppearance.for_site(Site.objects.get(is_default_site=True))
    appearance.hero = image()
    appearance.save()
    rest = [made.DirectoryPageFactory(), made.SitemapPageFactory(), made.GuidePageFactory(parent=section), section, faq]
    return [page.url for page in [home, deep, lists[0], notices[2], calendar, events[0], *rest]]


def rich_body(pages) -> str:
    links = "".join(f'<p><a linktype="page" id="{page.pk}">{page.title}</a></p>' for page in pages)
    picture = {"image": {"image": image().pk, "alt_text": "광장", "decorative": False}, "caption": "", "source": ""}
    return made.stream(("paragraph", links), ("picture", picture))


def test_no_page_asks_the_database_more_than_fifteen_times(client_for, in_alpha, busy_site):
    client = client_for(in_alpha)
    counted = {address: queries(client, address) for address in busy_site}
    too_many = {address: found for address, found in counted.items() if len(found) > MOST_QUERIES}
    assert not too_many, "\n".join(
        f"{address}: {len(found)}\n  " + "\n  ".join(found) for address, found in too_many.items()
    )


def test_an_upload_makes_every_size_and_a_reader_none(client_for, in_alpha, busy_site):
    made_before = set(Rendition.objects.values_list("pk", flat=True))
    pictures = get_image_model().objects.count()
    assert len(made_before) == pictures * len(renditions.SPECS)
    client = client_for(in_alpha)
    for address in busy_site:
        client.get(address)
    assert set(Rendition.objects.values_list("pk", flat=True)) == made_before


def test_without_its_rendition_a_picture_is_still_shown(client_for, in_alpha):
    page = made.InformationPageFactory(body=rich_body([]))
    Rendition.objects.all().delete()
    caches["renditions"].clear()
    html = client_for(in_alpha).get(page.url).content.decode()
    assert 'alt="광장"' in html
    assert not Rendition.objects.exists()


def test_publishing_makes_what_is_missing(in_alpha):
    page = made.InformationPageFactory(body=rich_body([]))
    Rendition.objects.all().delete()
    caches["renditions"].clear()
    page.save_revision().publish()
    assert Rendition.objects.count() == len(renditions.SPECS)


def kilobytes(client, address: str) -> float:
    """What a first visit takes over the wire: the page, all it names on this host, and the fonts of Korean text."""
    html = client.get(address).content
    named = {link.decode() for link in re.findall(rb'(?:src|href)="(/static/[^"#]+|/media/[^"]+|/theme-[^"]+)', html)}
    fonts = {
        f"/static/core/fonts/nurijip-{part}-{weight}.woff2" for part in ("hangul", "latin") for weight in (400, 700)
    }
    return (len(gzip.compress(html)) + sum(_on_the_wire(client, name) for name in named | fonts)) / 1024


def _on_the_wire(client, name: str) -> int:
    if name.startswith("/static/"):
        content = Path(finders.find(name.removeprefix("/static/"))).read_bytes()
    else:
        answer = client.get(name)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return min(len(content), len(gzip.compress(content)))


def test_a_front_page_and_an_article_are_light(client_for, in_alpha, busy_site):
    client = client_for(in_alpha)
    assert kilobytes(client, "/") <= 250
    assert kilobytes(client, busy_site[-3]) <= 150
