"""The door of the forms, within the language prefixes: the addresses are those of the boards' pages."""

from django.urls import re_path

from cms.boards.views.door import FORMS, form_door

urlpatterns = [re_path(FORMS, form_door, name="board_form")]
