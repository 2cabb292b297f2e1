"""Translations at the desk."""
