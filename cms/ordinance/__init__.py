"""The law as functions and frozen data. Standard library only: no Django, no Wagtail."""
