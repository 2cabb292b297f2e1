"""What a password of staff must be: all reasons at once (안양 §19, 용인 §5②, 동작 §24)."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from cms.members.models import FormerPassword, SignInPolicy
from cms.members.names import holds_name, qwerty, spellings

ANYANG = spellings("안양시", "Anyang-si", "anyang")


def reasons(password: str, user=None) -> list[str]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [one.code for one in error.error_list]
    return []


@pytest.fixture
def person(in_alpha):
    user = get_user_model().objects.create_user("honggildong", display_name="홍길동")
    user.set_password("first Choice 1!")
    user.save()
    return user


@pytest.mark.parametrize(
    "password", ["Anyang1234!", "4ny4ng!!22", "dksdid123!!", "안양12345!", "an-ya_ng99", "DKSDID#12"]
)
def test_every_disguise_of_the_name_is_found(password):
    assert holds_name(password, ANYANG)


@pytest.mark.parametrize("password", ["Good#day2026", "an old yard 7!", "봄비 내린 날 3!"])
def test_what_is_not_the_name_passes(password):
    assert holds_name(password, ANYANG) is None


def test_one_syllable_is_no_name():
    """중구 must not refuse every password with 중 or 구 in it, but 중구 itself."""
    forms = spellings("중구", "Jung-gu", "seoul-jung")
    assert holds_name("중요한 일 2026!", forms) is None
    assert holds_name("중구청 2026!", forms) == "중구"


def test_korean_on_an_english_keyboard():
    assert (qwerty("안양"), qwerty("용인"), qwerty("값")) == ("dksdid", "dyddls", "rkqt")


def test_all_reasons_at_once(in_alpha):
    assert reasons("알파") == ["password_too_short", "password_kinds", "password_kinds", "password_municipality"]
    assert reasons("ALPHA1234") == ["password_kinds", "password_municipality"]
    assert reasons("kx8!vn2#q") == []


def test_eight_characters_are_too_few_and_nine_enough(in_alpha):
    assert reasons("kx8!vn2#") == ["password_too_short"]
    assert reasons("kx8!vn2#q") == []


def test_the_neighbours_name_is_no_secret_here(in_beta):
    assert reasons("alpha 2026!") == []
    assert reasons("b3ta 2026!xx") == ["password_municipality"]


def test_own_name_is_refused(person):
    assert reasons("honggildong1!", person) == ["password_too_similar"]


def test_present_and_former_passwords_are_refused(person):
    person.set_password("second Choice 2!")
    person.save()
    assert reasons("second Choice 2!", person) == ["password_used_before"]
    assert reasons("first Choice 1!", person) == ["password_used_before"]
    assert reasons("third Choice 3!", person) == []


def test_history_is_as_long_as_the_rules_say(person):
    SignInPolicy.objects.create(password_history=2)
    for number in range(2, 5):
        person.set_password(f"choice Number {number}!")
        person.save()
    assert FormerPassword.objects.filter(user=person).count() == 2
    assert reasons("first Choice 1!", person) == []
    assert reasons("choice Number 3!", person) == ["password_used_before"]


def test_hashes_are_kept_not_passwords(person):
    kept = FormerPassword.objects.get(user=person).password
    assert "first" not in kept
    assert kept == person.password
