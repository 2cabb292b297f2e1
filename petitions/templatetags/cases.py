"""Filters for the screens of cases."""

from django import template

from cms.ordinance.case_numbers import shown
from petitions.desk.cases.queue import due_words

register = template.Library()

register.filter("receipt", shown)
register.filter("due", due_words)
