from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "cms.evaluation"
    label = "evaluation"
    verbose_name = "Evaluation"

    def ready(self) -> None:
        from . import due, duties  # noqa: F401 - sign up themselves
