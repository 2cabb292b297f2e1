"""Tenants: a schema each, named below; nothing of a tenant is reachable from another (docs/adr/0004)."""

from pathlib import Path
from typing import Any

from tenants.addresses import DeskAddress

# In public (the platform's operators) and again in each tenant (its staff and citizens).
COMMON_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "cms.members",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "django_tasks_db",
]

SHARED_APPS = [
    "django_tenants",
    "tenants",
    *COMMON_APPS,
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "csp",
]

TENANT_APPS = [
    *COMMON_APPS,
    "cms.core",
    "cms.departments",
    "cms.publication",
    "cms.pages",
    "cms.news",
    "cms.languages",
    "cms.search",
    "cms.links",
    "cms.feedback",
    "cms.contact",
    "cms.privacy",
    "cms.glossary",
    "cms.machine",
    "cms.translating",
    "cms.conformity",
    "cms.evaluation",
    "cms.schedule",
    "home",
    "petitions",
    "cms.moderation",
    "cms.boards",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.departments.apps.StaffAccountsConfig",  # wagtail.users, with forms and rights of our own
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
]

INSTALLED_APPS = [*SHARED_APPS, *[app for app in TENANT_APPS if app not in SHARED_APPS]]

TENANT_MODEL = "tenants.Municipality"
TENANT_DOMAIN_MODEL = "tenants.Domain"
DATABASE_ENGINE = "tenants.backend"
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
PUBLIC_SCHEMA_URLCONF = "cms.urls_platform"
PUBLIC_SCHEMA_NAME = "public"
# Extensions live here, never in a tenant's schema nor in public.
PG_EXTRA_SEARCH_PATHS = ["extensions"]
SKIP_PG_EXTRA_VALIDATION = True  # it asks the database at import; onboarding refuses a municipality of that name
# One SET search_path a connection and tenant instead of one a query.
TENANT_LIMIT_SET_CALLS = True

WAGTAILADMIN_BASE_URL = DeskAddress()

# Run at once, in the caller's tenant. With a worker a task's row stands in the schema that enqueued it (docs/adr/0006).
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

STORAGES = {
    "default": {"BACKEND": "tenants.storage.TenantStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MULTITENANT_RELATIVE_MEDIA_ROOT = "%s"
MEDIA_ACCEL = ""  # the location from which nginx sends files, when it is in front

TENANT_CACHE_KEYS = {
    "KEY_FUNCTION": "django_tenants.cache.make_key",
    "REVERSE_KEY_FUNCTION": "django_tenants.cache.reverse_key",
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", **TENANT_CACHE_KEYS},
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
        **TENANT_CACHE_KEYS,
    },
}


def shared_caches(folder: Path) -> dict[str, dict[str, Any]]:
    """The same caches on disk, for several processes: a cache in memory shows what another process changed long ago."""
    backend = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}
    return {alias: {**backend, "LOCATION": folder / alias, **TENANT_CACHE_KEYS} for alias in CACHES}


MIDDLEWARE = [
    "cms.core.health.HealthMiddleware",  # before any look-up of a tenant: probes come by address
    "cms.core.proxies.ReaderAddressMiddleware",
    "tenants.middleware.TenantMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.languages.middleware.LanguageGateMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.members.middleware.SignInRulesMiddleware",
    "cms.departments.middleware.ContractMiddleware",
    "cms.departments.gaps.OutOfReachMiddleware",
    "cms.translating.desk.held.HeldTextMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.publication.middleware.PublicationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tenants.middleware.TenantRedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]
