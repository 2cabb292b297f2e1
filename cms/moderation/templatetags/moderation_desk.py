"""Filters for the screens of the desk."""

from django import template

from cms.moderation.desk.wording import likeness_words, reference_words, remark_words, rule_words

register = template.Library()

register.filter("likeness_words", likeness_words)
register.filter("reference_words", reference_words)
register.filter("remark_words", remark_words)
register.filter("rule_words", rule_words)
