"""One page of every type, language and tenant of the demonstration, with what else citizens meet."""

import json
from dataclasses import dataclass

import pytest

TENANTS = ("anyang", "yongin", "seoul", "dongjak")
BESIDE_THE_TREE = (
    ("Search", "/search/?query=여권"),
    ("SearchWithoutResult", "/search/?query=없는말임"),
    ("NotFound", "/no-such-page/"),
)
_LIST = """
import json
from tenants.context import platform, tenant
from tenants.models import Municipality
from wagtail.models import Page
from cms.news.models import NoticePage
found = {}
with platform():
    municipalities = list(Municipality.objects.all())
for municipality in municipalities:
    with tenant(municipality):
        ended = NoticePage.objects.exclude(pk__in=NoticePage.objects.posted().values("pk"))
        pages = Page.objects.live().filter(depth__gt=1).exclude(pk__in=ended.values("pk")).select_related("locale")
        types = {}
        for page in pages:
            types.setdefault(f"{page.specific_class.__name__} {page.locale.language_code}", page.url)
        found[municipality.slug] = types
print("PAGES " + json.dumps(found))
"""


@dataclass(frozen=True)
class Shown:
    """A page to look at."""

    kind: str
    url: str


@pytest.fixture(scope="session")
def shown(live_site):
    """``shown("anyang")``: one page of every type and language of that municipality."""
    lines = live_site.manage("shell", "--no-imports", "-c", _LIST).splitlines()
    every = json.loads(next(line for line in lines if line.startswith("PAGES ")).removeprefix("PAGES "))

    def of(slug: str) -> list[Shown]:
        pages = [*every[slug].items(), *BESIDE_THE_TREE]
        return [Shown(kind, live_site.url(slug, path)) for kind, path in pages]

    return of
