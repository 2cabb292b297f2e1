"""The memory of translations: what people wrote for the same Korean, and for what is like it."""

import datetime as dt
import time
import uuid

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import String, StringTranslation, TranslatableObject, TranslationContext
from wagtail_localize.strings import StringValue

from cms.departments.models import Role
from cms.glossary.memory import Memory
from tenants.context import tenant
from tests.factories.pages import HomePageFactory, InformationPageFactory, front_page
from tests.factories.staff import staff

FEE = "여권 발급 수수료는 <b>2,000원</b>입니다."


def keep(source, text, *, page=None, machine=False, by=None, at=None, error=False, language="en"):
    """A piece that was translated."""
    content = Page.objects.get(pk=page.pk).content_type if page else Page.objects.first().content_type
    key = page.translation_key if page else uuid.uuid4()
    holder, _made = TranslatableObject.objects.get_or_create(translation_key=key, content_type=content)
    context = TranslationContext.objects.create(object=holder, path=f"body.{uuid.uuid4()}", path_id=uuid.uuid4())
    string = String.from_value(Locale.objects.get(language_code="ko"), StringValue(source))
    row = StringTranslation.objects.create(
        translation_of=string,
        context=context,
        locale=Locale.objects.get(language_code=language),
        data=text,
        translation_type="machine" if machine else "manual",
        last_translated_by=by,
        has_error=error,
    )
    if at:
        StringTranslation.objects.filter(pk=row.pk).update(updated_at=at)
    return row


@pytest.fixture
def english(in_beta):
    return Locale.objects.get(language_code="en")


def texts(found) -> list[str]:
    return [each.text for each in found]


def test_people_before_machines_the_same_before_the_like_published_before_not(english):
    day = timezone.now() - dt.timedelta(days=30)
    author = staff("mina", Role.TRANSLATOR, languages=["en"])
    home = front_page()
    there = HomePageFactory(
        parent=Page.objects.get(depth=1), slug="home-en", locale=english, translation_key=home.translation_key
    )
    korean = InformationPageFactory(title="여권 안내")
    public = InformationPageFactory(
        parent=there, title="Passports", locale=english, translation_key=korean.translation_key
    )
    public.save_revision().publish()
    keep(FEE, "The newest fee is <b>2,000 won</b>.", by=author)
    keep(FEE, "The fee is <b>2,000 won</b>.", page=korean, by=author, at=day)
    keep(FEE, "By machine <b>2,000 won</b>.", page=korean, machine=True)
    keep(FEE.replace("2,000", "3,000"), "The fee is <b>3,000 won</b>.", by=author)
    keep("도서관은 쉽니다.", "The library is closed.", by=author)
    found = Memory(english).suggestions(FEE, limit=9)
    assert [(each.likeness, each.machine, each.published, each.figures) for each in found] == [
        (100, False, True, False),
        (100, False, False, False),
        (99, False, False, True),
        (100, True, False, False),
    ]
    assert (found[0].where, found[0].who, found[0].when, found[3].who) == ("여권 안내", str(author), day, "")
    assert texts(Memory(english).suggestions(FEE, besides="The fee is <b>2,000 won</b>."))[0].startswith("The newest")


@pytest.mark.parametrize(
    ("source", "text", "error"),
    [
        (FEE, "The fee is <b>2,000 won.", False),
        (FEE, "The fee is 2,000 won.", True),
        ("%(name)s님의 신청", "the application", False),
        (FEE, FEE, False),
        (FEE, "  ", False),
    ],
)
def test_what_is_never_offered(english, source, text, error):
    keep(source, text, error=error)
    assert Memory(english).suggestions(source) == []


def test_the_same_text_once_and_tags_only_where_the_piece_has_them(english):
    keep(FEE, "The fee is <b>2,000 won</b>.")
    keep(FEE, "The fee is <b>2,000 won</b>.")
    memory = Memory(english)
    assert texts(memory.suggestions(FEE)) == ["The fee is <b>2,000 won</b>."]
    assert texts(memory.suggestions("여권 발급 수수료는 2,000원입니다.")) == ["The fee is 2,000 won."]
    assert memory.suggest(["전혀 다른 글입니다.", "119"]) == {"전혀 다른 글입니다.": [], "119": []}


def test_one_language_and_one_town_only(alpha, english):
    keep(FEE, "Lệ phí là <b>2.000 won</b>.", language="vi")
    with tenant(alpha):
        keep(FEE, "Alpha's <b>2,000 won</b>.")
    assert Memory(english).suggestions(FEE) == []
    assert texts(Memory(Locale.objects.get(language_code="vi")).suggestions(FEE)) == ["Lệ phí là <b>2.000 won</b>."]


def test_few_questions_for_a_whole_page(english, django_assert_num_queries):
    for number in range(30):
        keep(f"{number}번 창구에서 여권을 받습니다.", f"Passports are handed out at desk {number}.")
    with django_assert_num_queries(1):
        memory = Memory(english)
    pieces = [f"{number}번 창구에서 여권을 드립니다." for number in range(60)]
    begun = time.perf_counter()
    with django_assert_num_queries(1):
        found = memory.suggest(pieces)
    assert all(len(each) == 3 for each in found.values())
    assert time.perf_counter() - begun < 2
