"""Search in languages without spaces, in one with many marks, and nothing across languages."""

import unicodedata

import pytest
from wagtail.models import Locale, Page

from cms.search.words import bare, for_index, for_query
from tenants.context import platform
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import HomePageFactory, InformationPageFactory, front_page, stream

#: What the starter texts say of waste, in each language.
TEXTS = {
    "en": ("Living Guide", "Sort your waste and put it out after sunset."),
    "zh-hans": ("生活指南", "垃圾请分类后于日落后投放。大件垃圾须事先申报。"),
    "zh-hant": ("生活指南", "垃圾請分類後於日落後投放。"),
    "ja": ("生活ガイド", "ごみは分別して出してください。粗大ごみは事前に申し込みます。"),
    "vi": ("Hướng dẫn sinh hoạt", "Hãy phân loại rác thải và để ra ngoài đường."),
}


@pytest.mark.parametrize(
    ("text", "index", "query"),
    [
        ("垃圾分类", "垃圾 圾分 分类 类", "垃圾 圾分 分类"),
        ("水", "水 水", "水"),
        ("ｶｰﾄﾞ", "カー ード ド", "カー ード"),
        ("여권 발급", "여권 발급", "여권 발급"),
        ("rác thải", "rác thải rac thai", "rác thải"),
        ("Seoul 2026", "Seoul 2026", "Seoul 2026"),
    ],
)
def test_words(text, index, query):
    assert " ".join(for_index(text).split()) == index
    assert for_query(text) == query


def test_marks_are_taken_off():
    assert bare("Đường Nguyễn Huệ") == "Duong Nguyen Hue"


@pytest.fixture
def homes(alpha, in_alpha):
    """A homepage in each language with one page about waste."""
    with platform():
        alpha.languages = ["ko", *TEXTS]
        alpha.save()
    InformationPageFactory(title="쓰레기 배출", body=stream(("paragraph", "<p>垃圾 waste rác thải ごみ</p>")))
    department, key = DepartmentFactory(name="자원순환과", name_en="Resource Circulation Division"), front_page()
    for language, (title, text) in TEXTS.items():
        locale, _created = Locale.objects.get_or_create(language_code=language)
        home = HomePageFactory(
            parent=Page.objects.get(depth=1),
            slug=f"home-{language}",
            title=f"Alpha {language}",
            locale=locale,
            department=department,
            translation_key=key.translation_key,
        )
        InformationPageFactory(
            parent=home, locale=locale, title=title, department=department, body=stream(("paragraph", f"<p>{text}</p>"))
        )


FOUND = [
    ("zh-hans", "垃圾"),
    ("zh-hans", "大件垃圾"),
    ("zh-hans", "生活"),
    ("zh-hant", "垃圾"),
    ("ja", "ごみ"),
    ("ja", "粗大ごみ"),
    ("ja", "ｶﾞｲﾄﾞ"),
    ("vi", "rác thải"),
    ("vi", "rac thai"),
    ("vi", unicodedata.normalize("NFD", "rác thải")),
    ("vi", "duong"),
    ("en", "waste"),
    ("en", "wast"),
]


def test_each_language_finds_its_own_and_no_other(homes, alpha, client_for):
    client = client_for(alpha)

    def ask(language, query):
        return client.get(f"/{language}/search/", {"query": query}).context["results"]

    for language, query in FOUND:
        assert [row["title"] for row in ask(language, query).rows] == [TEXTS[language][0]], (language, query)
    for language, query in (("en", "垃圾"), ("ja", "垃圾"), ("zh-hans", "ごみ"), ("vi", "waste"), ("zh-hans", "圾垃")):
        assert ask(language, query).rows == (), (language, query)
    assert [row["title"] for row in client.get("/search/", {"query": "垃圾"}).context["results"].rows] == [
        "쓰레기 배출"
    ]
    html = client.get("/vi/search/", {"query": "không có"}).content.decode()
    assert 'href="/vi/~contact/"' in html.partition('class="empty"')[2].partition("</div>")[0]
    assert ask("en", "Circulation").departments
