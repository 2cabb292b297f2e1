"""Where each front page is, in one query.

Wagtail 8.0 asks for the sites and then, site by site, for the translations of each one's front page. Deletable once
``Site.get_site_root_paths`` asks once.
"""

from django.core.cache import cache
from wagtail.models import Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION, SiteRootPath

_SECONDS = 3600  # as Wagtail's, which forgets them whenever a site or a front page changes

_QUERY = """
    SELECT site.*, page.url_path AS root_path, locale.language_code AS root_language
    FROM wagtailcore_site site
    JOIN wagtailcore_page root ON root.id = site.root_page_id
    JOIN wagtailcore_page page ON page.translation_key = root.translation_key
    JOIN wagtailcore_locale locale ON locale.id = page.locale_id
    ORDER BY root.url_path DESC, site.is_default_site DESC, site.hostname, page.path
"""


def install() -> None:
    """Replace the look-up; called once when the applications are ready."""
    Site.get_site_root_paths = staticmethod(get_site_root_paths)


def get_site_root_paths() -> list[SiteRootPath]:
    """What Wagtail's own answers, in the same order and under the same key of the cache."""
    kept = cache.get(SITE_ROOT_PATHS_CACHE_KEY, version=SITE_ROOT_PATHS_CACHE_VERSION)
    if kept is None:
        found = Site.objects.raw(_QUERY)
        kept = [SiteRootPath(site.pk, site.root_path, site.root_url, site.root_language) for site in found]
        cache.set(SITE_ROOT_PATHS_CACHE_KEY, kept, _SECONDS, version=SITE_ROOT_PATHS_CACHE_VERSION)
    return [SiteRootPath(*path) for path in kept]
