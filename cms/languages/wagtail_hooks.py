from wagtail import hooks

from cms.languages.only_korean import refuse_alias
from cms.languages.switcher import remember_page

hooks.register("before_serve_page", remember_page, order=-100)
hooks.register("before_serve_page", refuse_alias, order=-90)
