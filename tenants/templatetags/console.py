"""For the platform's templates."""

from django import template

from tenants import addresses

register = template.Library()
register.filter("public_url", addresses.public_url)
