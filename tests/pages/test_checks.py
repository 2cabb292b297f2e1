"""A page type that forgets a convention fails ``manage.py check``."""

from wagtail.models import Page

from cms.pages import checks


def test_ours_keep_the_conventions():
    assert checks.page_types() == []


def test_one_that_forgets_everything_is_told_everything():
    assert [error.id for error in checks._reasons(Forgetful)] == [f"pages.E00{number}" for number in range(1, 6)]


class Forgetful(Page):
    """What a hurried hand writes first."""

    template = "pages/none.html"

    class Meta:
        abstract = True
