from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "petitions"
    label = "petitions"
    verbose_name = "Petitions"

    def ready(self) -> None:
        from petitions import due, duties, moving, parts  # noqa: F401 - sign up themselves
        from petitions.payments import due as _payments_due
        from petitions.payments import duties as _payments_duties  # noqa: F401 - sign up themselves
        from petitions.services import repeats  # noqa: F401 - signs up the indexes
        from petitions.transfer import due as _transfer_due
        from petitions.transfer import sending  # noqa: F401 - sign up themselves
