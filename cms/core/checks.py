"""What ``manage.py check --deploy`` says of this machine."""

from typing import Any

from django.core.checks import Warning as Caution
from django.core.checks import register

from cms.core.pdf import why_not


@register("pdf", deploy=True)
def pdf_can_be_made(**kwargs: Any) -> list[Caution]:
    """Without Pango or fonts written answers go out as pages and mail alone."""
    reason = why_not()
    return [Caution(reason, id="core.W001")] if reason else []
