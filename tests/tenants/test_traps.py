"""The traps of many tenants in one process. Each test fails without the fix that it names."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache, caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import ProgrammingError, connection, connections, transaction
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.forms import models as form_models
from wagtail.contrib.forms import utils as form_utils
from wagtail.contrib.forms import views as form_views
from wagtail.coreutils import get_locales_display_names
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site
from wagtail.permission_policies import ModelPermissionPolicy

from tenants.context import carried, platform, tenant

User = get_user_model()


def search_path() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        return cursor.fetchone()[0]


# The path: tenants.backend.DatabaseWrapper.set_tenant


def test_public_is_on_no_tenants_path(in_alpha):
    assert search_path() == "alpha, extensions"
    connection.set_tenant(in_alpha, include_public=True)
    assert search_path() == "alpha, extensions"


def test_a_table_missing_in_a_tenant_is_an_error_and_not_the_platforms(in_alpha, operator):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE members_user CASCADE")
    with pytest.raises(ProgrammingError), transaction.atomic():
        User.objects.filter(username="operator").exists()


def test_the_platform_has_no_pages(db):
    with platform(), pytest.raises(ProgrammingError), transaction.atomic():
        Page.objects.count()


def test_a_rolled_back_savepoint_leaves_no_other_tenants_path(alpha, beta):
    with tenant(alpha):
        with transaction.atomic(), tenant(beta):
            assert search_path().startswith("beta")
            transaction.set_rollback(True)
        assert search_path().startswith("alpha")


def test_staying_in_a_tenant_sets_no_path_again(in_alpha):
    User.objects.count()
    with CaptureQueriesContext(connection) as queries:
        connection.set_tenant(in_alpha)
        User.objects.count()
        User.objects.count()
    assert len(queries) == 2


# Content types: tenants.content_types


def test_no_thread_is_given_another_tenants_content_type(alpha, beta):
    models = (Page, Site, Locale, User, Permission)
    expected = {}
    for municipality in (alpha, beta):
        with tenant(municipality):
            expected[municipality.slug] = {model: ContentType.objects.get_for_model(model).pk for model in models}
    wrong, rounds, threads = [], 40, 8
    together = Barrier(threads)

    def visit(municipality):
        try:
            together.wait()
            for _round in range(rounds):
                connection.set_tenant(municipality)  # as the middleware does for each request
                for model in models:
                    User.objects.exists()  # waits for the database, which lets other threads go on
                    if ContentType.objects.get_for_model(model).pk != expected[municipality.slug][model]:
                        wrong.append((municipality.slug, model))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(visit, [alpha, beta] * (threads // 2)))
    assert not wrong, f"{len(wrong)} of {threads * rounds * len(models)} look-ups were wrong"


def test_content_types_by_id_and_by_name_keep_apart(alpha, beta):
    with tenant(alpha):
        known = ContentType.objects.get_for_model(Page)
    with tenant(beta):
        with pytest.raises(ContentType.DoesNotExist):
            ContentType.objects.get_for_id(known.pk)
        assert ContentType.objects.get_by_natural_key("wagtailcore", "page").pk != known.pk


# Permission policies and forms: tenants.upstream


def test_a_permission_policy_asks_for_this_tenants_permissions(alpha, beta):
    policy = ModelPermissionPolicy(get_image_model())
    for municipality in (alpha, beta):
        with tenant(municipality):
            user = User.objects.create_user(f"editor-of-{municipality.slug}", password="x")
            user.user_permissions.add(Permission.objects.get(codename="change_image"))
            assert list(policy.users_with_permission("change")) == [user]


def test_form_types_are_this_tenants(alpha, beta, monkeypatch):
    monkeypatch.setattr(form_models, "FormMixin", Page)
    with tenant(alpha):
        ours = {found.pk for found in form_utils.get_form_types()}
    with tenant(beta):
        assert ours.isdisjoint(found.pk for found in form_views.get_form_types())


# Caches: TENANT_CACHE_KEYS


@pytest.mark.parametrize("alias", list(settings.CACHES))
def test_no_cache_is_shared(alpha, beta, alias):
    with tenant(alpha):
        caches[alias].set("key", "alpha's")
    with tenant(beta):
        assert caches[alias].get("key") is None
    with platform():
        assert caches[alias].get("key") is None


def test_what_wagtail_keeps_of_sites_and_locales_is_this_tenants(alpha, beta):
    for municipality in (alpha, beta):
        with tenant(municipality):
            assert Site.get_site_root_paths()[0].root_url == f"http://{municipality.slug}.localhost"
            assert get_locales_display_names().keys() == set(Locale.objects.values_list("pk", flat=True))


def test_a_cached_fragment_of_a_template_is_this_tenants(alpha, beta):
    template = Template("{% load cache %}{% cache 60 fragment %}{{ name }}{% endcache %}")
    for municipality in (alpha, beta):
        with tenant(municipality):
            assert template.render(Context({"name": municipality.slug})) == municipality.slug


# Files: TenantFileSystemStorage


def test_two_files_of_one_name_are_two_files(alpha, beta, client_for):
    for municipality in (alpha, beta):
        with tenant(municipality):
            assert default_storage.save("same.txt", ContentFile(municipality.slug.encode())) == "same.txt"
    for municipality in (alpha, beta):
        with tenant(municipality):
            assert default_storage.open("same.txt").read() == municipality.slug.encode()
    for municipality in (alpha, beta):
        response = client_for(municipality).get("/media/same.txt")
        assert b"".join(response.streaming_content) == municipality.slug.encode()


def test_the_other_tenants_file_does_not_exist(alpha, beta, client_for):
    with tenant(alpha):
        address = default_storage.url(default_storage.save("only.txt", ContentFile(b"alpha")))
        default_storage.save("documents/private.txt", ContentFile(b"alpha"))
    assert client_for(alpha).get(address).status_code == 200
    assert client_for(beta).get(address).status_code == 404
    assert client_for(None).get(address).status_code == 404
    assert client_for(beta).get("/media/../alpha/only.txt").status_code == 400
    assert client_for(alpha).get("/media/documents/private.txt").status_code == 404


def test_nginx_is_handed_this_tenants_file_only(alpha, beta, client_for, settings):
    settings.MEDIA_ACCEL = "/files/"
    with tenant(alpha):
        default_storage.save("안내 사진.png", ContentFile(b"alpha"))
    response = client_for(alpha).get("/media/안내 사진.png")
    assert response["X-Accel-Redirect"] == "/files/alpha/%EC%95%88%EB%82%B4%20%EC%82%AC%EC%A7%84.png"
    assert response["Content-Type"] == "image/png"
    for path in ("/media/안내 사진.png", "/media/%2e%2e/alpha/안내 사진.png", "/media/x/../../alpha/안내 사진.png"):
        assert client_for(beta).get(path).status_code in (400, 404)


# Extensions: tenants.services.extensions


def test_extensions_serve_every_schema_alike(alpha, beta):
    for context in (platform(), tenant(alpha), tenant(beta)):
        with context, connection.cursor() as cursor:
            cursor.execute("SELECT similarity('안양', '안양'), unaccent('é')")
            assert cursor.fetchone() == (1.0, "e")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace"
            " WHERE extname IN ('pg_trgm', 'unaccent', 'btree_gist')"
        )
        assert cursor.fetchall() == [("extensions",)]


# Threads and what is put off: tenants.context.carried, DatabaseWrapper.on_commit


def in_a_thread(act):
    found = []

    def run():
        found.append(act())
        connections.close_all()

    thread = Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def test_a_new_thread_is_on_the_platform_unless_it_is_carried(in_beta):
    assert in_a_thread(search_path) == "public, extensions"
    assert in_a_thread(carried(search_path)) == "beta, extensions"
    assert search_path() == "beta, extensions"


def test_what_waits_for_the_commit_runs_in_the_tenant_that_asked(alpha, beta, django_capture_on_commit_callbacks):
    ran_in = []
    with django_capture_on_commit_callbacks(execute=True):
        with tenant(alpha):
            transaction.on_commit(lambda: ran_in.append(search_path()))
        with tenant(beta):
            transaction.on_commit(lambda: ran_in.append(search_path()), robust=True)
    assert ran_in == ["alpha, extensions", "beta, extensions"]
    assert connection.schema_name == "public"


# Queries: TENANT_LIMIT_SET_CALLS


def test_a_request_sets_the_path_twice_at_most(client_for, alpha):
    client = client_for(alpha)
    client.get("/no-such-page/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/no-such-page/")
    assert sum("SET search_path" in query["sql"] for query in queries) <= 2


def test_cached_values_survive_a_visit_elsewhere(alpha, beta):
    with tenant(alpha):
        cache.set("kept", 1)
        with tenant(beta):
            cache.set("kept", 2)
        assert cache.get("kept") == 1


def test_content_types_stay_apart_when_a_model_is_added_later(alpha, beta):
    """Django makes its managers anew then, and with them the dictionary that all tenants would share."""
    apps.clear_cache()
    seen = {}
    for municipality in (alpha, beta, alpha):
        with tenant(municipality):
            found = ContentType.objects.get_for_model(ContentType)
            seen[municipality.slug] = found.pk
            assert ContentType._base_manager.get(pk=found.pk).model == "contenttype"
    assert seen["alpha"] != seen["beta"]
