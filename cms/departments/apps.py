from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class DepartmentsConfig(AppConfig):
    default = True
    name = "cms.departments"
    label = "departments"
    verbose_name = "Departments"

    def ready(self) -> None:
        from wagtail.models import AbstractPage
        from wagtail.permissions import register_permission_policy

        from cms.departments import contract_duties, duties, onboarding, signals  # noqa: F401  sign up checks and steps
        from cms.departments.page_permissions import policy
        from cms.departments.reorganising import due, movers  # noqa: F401  sign up acts, and what moves

        signals.connect()
        register_permission_policy(AbstractPage, policy)


class StaffAccountsConfig(WagtailUsersAppConfig):
    """Wagtail's user management with forms of our own, and no way for staff to rise above their role."""

    user_viewset = "cms.departments.accounts.views.StaffViewSet"
