"""What a municipality's site holds on its first day."""

import pytest
from wagtail.models import Page

pytestmark = pytest.mark.django_db


def test_every_page_is_valid_as_an_editor_would_save_it(city):
    for page in Page.objects.filter(depth__gt=1).specific():
        page.full_clean()
