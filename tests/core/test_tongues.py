"""Names from the data are marked with their language where the page is in another one."""

import pytest
from django.template import Context, Template
from django.utils import translation

from tests.factories.departments import DepartmentFactory


@pytest.mark.parametrize(
    ("page", "name", "shown"),
    [
        ("ko", "민원여권과", "민원여권과"),
        ("ko", "Public Relations", "Public Relations"),
        ("en", "Public Relations", "Public Relations"),
        ("en", "민원여권과", '<span lang="ko">민원여권과</span>'),
        ("zh-hans", "Public Relations", '<span lang="en">Public Relations</span>'),
        ("zh-hans", "首尔特别市", "首尔特别市"),
        ("ja", "민원 Team", '<span lang="ko">민원 Team</span>'),
        ("vi", "Thành phố Seoul", "Thành phố Seoul"),
        ("vi", "R&D Division", '<span lang="en">R&amp;D Division</span>'),
        ("vi", "<b>과</b>", '<span lang="ko">&lt;b&gt;과&lt;/b&gt;</span>'),
        ("en", None, ""),
    ],
)
def test_a_name_is_read_in_its_language(page, name, shown):
    with translation.override(page):
        assert Template("{% load front %}{{ name|in_its_tongue }}").render(Context({"name": name})) == shown


def test_a_title_is_marked_where_it_is_still_korean(db):
    render = Template("{% load front %}{{ title|korean_marked }}").render
    with translation.override("vi"):
        assert render(Context({"title": "Du lich"})) == "Du lich"
        assert render(Context({"title": "여권 안내"})) == '<span lang="ko">여권 안내</span>'


@pytest.mark.parametrize(
    ("page", "shown"), [("ko", "홍보과"), ("en", "PR"), ("zh-hant", "PR"), ("ja", "PR"), ("vi", "PR")]
)
def test_readers_of_other_languages_see_a_departments_english_name(in_alpha, page, shown):
    named, nameless = DepartmentFactory(name="홍보과", name_en="PR"), DepartmentFactory(name="총무과", name_en="")
    with translation.override(page):
        assert named.local_name == shown
        assert nameless.local_name == "총무과"  # and is marked as Korean
