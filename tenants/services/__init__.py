"""What the platform does with municipalities: create them from the template, move their domains, suspend them."""

from tenants.services.onboard import OnboardingRefused, onboard

__all__ = ["OnboardingRefused", "onboard"]
