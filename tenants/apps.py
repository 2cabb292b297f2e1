from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "tenants"
    label = "tenants"
    verbose_name = "Tenants"

    def ready(self) -> None:
        from tenants import checks, content_types, duties, schedule  # noqa: F401 - checks and a probe sign up
        from tenants.services import due_acts, extensions, first_policy  # noqa: F401 - sign up, listen to migrations
        from tenants.upstream import form_types, permission_policy

        content_types.install()
        permission_policy.install()
        form_types.install()
