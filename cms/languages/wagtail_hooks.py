from wagtail import hooks

from cms.languages.switcher import remember_page

hooks.register("before_serve_page", remember_page, order=-100)
