from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "cms.members"
    label = "members"
    verbose_name = "Members"

    def ready(self) -> None:
        from django.http import HttpRequest
        from django.urls import reverse

        from cms.core.chrome import register_chrome_part
        from cms.members import duties  # noqa: F401 - its checks sign up

        def sign_in_url(request: HttpRequest) -> str:
            """Where one signs in."""
            return reverse("account_login")

        register_chrome_part("sign_in_url", sign_in_url)
