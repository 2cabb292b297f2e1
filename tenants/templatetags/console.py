"""For the platform's templates."""

from django import template
from django.utils.translation import gettext as _

from tenants import addresses
from tenants.languages import language_name
from tenants.models import OperatorAct

register = template.Library()
register.filter("public_url", addresses.public_url)


@register.filter
def act_detail(act: OperatorAct) -> str:
    """What an act was about, in a few words; a text's check sum stays in the log."""
    detail = act.detail
    parts = [detail["host"]] if "host" in detail else []
    if "number" in detail:
        values = {"number": detail["number"], "day": detail["effective_on"]}
        parts.append(_("version %(number)d, in force from %(day)s") % values)
    if "language" in detail:
        parts.append(language_name(detail["language"]))
    parts += [detail[key] for key in ("note", "reason") if detail.get(key)]
    return "; ".join(parts)
