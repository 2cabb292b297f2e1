from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "petitions"
    label = "petitions"
    verbose_name = "Petitions"

    def ready(self) -> None:
        from petitions import duties, moving, parts  # noqa: F401 - sign up themselves
