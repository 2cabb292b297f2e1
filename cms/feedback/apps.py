from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "cms.feedback"
    label = "feedback"
    verbose_name = "Feedback"

    def ready(self) -> None:
        from cms.core.chrome import register_chrome_part

        from . import due, duties, moving  # noqa: F401 - sign up themselves

        register_chrome_part("feedback", lambda request: "feedback/part.html")
