"""The way from the home page to a page of a citizen's account, which is none of Wagtail's."""

from typing import Any

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.translation import gettext as _

from cms.core.templatetags.front import breadcrumb_to
from cms.core.trail import Stop

register = template.Library()


@register.inclusion_tag("core/components/breadcrumb.html", takes_context=True)
def account_trail(context: template.Context) -> dict[str, Any]:
    """Home, a member's own page where this is one of theirs, and the page by the name that its title has."""
    own = context["chrome"].get("my_page_url") or ""
    above = [Stop(_("My page"), own)] if own and own != context["request"].path else []
    return breadcrumb_to(context, _title_of(context), *above)


def _title_of(context: template.Context) -> str:
    """What the page's own template has put into ``head_title``."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block("head_title")
    return str(block.render(context)).strip()
