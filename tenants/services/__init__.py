"""What the platform does with municipalities: create them from the template, move their domains, suspend them."""

from tenants.services.onboard import onboard

__all__ = ["onboard"]
