"""Where the workflow of reviewing comes from: a new municipality, a later version, a new language, the schedule."""

from django.utils.translation import gettext_noop, ngettext_lazy

from cms.translating.services.workflow import ensure_reviews, foreign_homes_without_review
from tenants.due import due_act, there_are
from tenants.onboarding import Onboarding, onboarding_step
from tenants.upgrading import upgrade_step

upgrade_step(gettext_noop("review of translations"))(ensure_reviews)


@onboarding_step(gettext_noop("review of translations"), order=465)
def reviews(onboarding: Onboarding) -> None:
    """Translations are reviewed from the first day."""
    ensure_reviews()


@due_act(
    gettext_noop("review of translations"),
    order=95,
    when=lambda now: there_are(foreign_homes_without_review()),
    says={
        "assigned": ngettext_lazy("%(count)s language is reviewed now", "%(count)s languages are reviewed now", "count")
    },
)
def mend() -> dict[str, int]:
    """Front pages that came by a copy, an import or SQL."""
    return {"assigned": ensure_reviews()}
