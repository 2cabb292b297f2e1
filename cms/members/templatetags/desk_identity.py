"""Template tags of the account pages."""

from django import template
from django.template.context import Context

from cms.members.adapters import home_after_sign_in as home
from cms.members.devices import device_of
from cms.members.identity import Identity, identity_of
from cms.members.models import SignInPolicy

register = template.Library()
register.filter("device", device_of)


@register.simple_tag(takes_context=True)
def desk_identity(context: Context) -> Identity:
    """Name, logo and colour of the organisation whose host this is."""
    return identity_of(context["request"])


@register.simple_tag
def home_after_sign_in() -> str:
    """Where staff works here."""
    return home()


@register.simple_tag(takes_context=True)
def password_due(context: Context) -> bool:
    """True when the person signed in has to choose a new password first."""
    return SignInPolicy.current().password_due(context["request"].user)
