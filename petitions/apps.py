from importlib import import_module

from django.apps import AppConfig

#: What signs itself up in a registry of another room: acts of the schedule, duties, indexes, parts of pages.
SIGN_UP = (
    "petitions.answers.attaching",
    "petitions.answers.moving",
    "petitions.dialogue.due",
    "petitions.dialogue.duties",
    "petitions.dialogue.moving",
    "petitions.disclosure.due",
    "petitions.disclosure.duties",
    "petitions.disclosure.keeping",
    "petitions.disclosure.moving",
    "petitions.disclosure.parts",
    "petitions.due",
    "petitions.duties",
    "petitions.filing.desk",
    "petitions.filing.due",
    "petitions.filing.outage",
    "petitions.members",
    "petitions.mine",
    "petitions.merging.echoing",
    "petitions.moving",
    "petitions.notices.digest",
    "petitions.notices.due",
    "petitions.parts",
    "petitions.payments.booking",
    "petitions.payments.due",
    "petitions.payments.duties",
    "petitions.services.repeats",
    "petitions.transfer.due",
    "petitions.transfer.erasing",
    "petitions.transfer.sending",
    "petitions.watching.due",
    "petitions.watching.duties",
    "petitions.watching.reminding",
)


class PetitionsConfig(AppConfig):
    name = "petitions"
    label = "petitions"
    verbose_name = "Petitions"

    def ready(self) -> None:
        for module in SIGN_UP:
            import_module(module)
