"""What holds for every change of an original."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cms.ordinance.translation import Kind, classify, fingerprint

words = st.sampled_from(
    [
        "여권",
        "안내",
        "신청합니다",
        "구청",
        "수수료는",
        "2,000원",
        "7일",
        "2026-07-01",
        "18:00",
        "없습니다",
        "Office",
        "a@b.kr",
    ]
)
sentences = st.lists(words, min_size=1, max_size=6).map(" ".join)
texts = st.lists(sentences, min_size=1, max_size=5).map(
    lambda found: [(str(at), text) for at, text in enumerate(found)]
)
dresses = st.lists(
    st.sampled_from(
        [
            lambda text: f"  {text} ",
            lambda text: f"“{text}”!",
            lambda text: f"<p><b>{text}</b></p>",
            lambda text: unicodedata.normalize("NFD", text),
            lambda text: text.replace(" ", "\u3000"),
            lambda text: text.upper(),
            lambda text: text.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)}),
        ]
    ),
    max_size=3,
)


@given(texts, dresses)
def test_another_dress_is_never_more_than_cosmetic(before, dress):
    after = before
    for put_on in dress:
        after = [(place, put_on(text)) for place, text in after]
    assert not classify(before, after).kind.matters
    assert fingerprint(before) == fingerprint(after)


@given(texts, texts)
def test_it_is_the_same_from_either_side(before, after):
    one, other = classify(before, after), classify(after, before)
    assert one.kind is other.kind
    assert len(one.pairs) == len(other.pairs)
    assert (fingerprint(before) == fingerprint(after)) is not one.kind.matters


@given(texts, st.data())
def test_a_further_digit_is_always_critical(before, data):
    number = data.draw(st.integers(0, len(before) - 1))
    place, text = before[number]
    at = data.draw(st.integers(0, len(text)))
    digit = data.draw(st.sampled_from("123456789"))
    after = [*before[:number], (place, text[:at] + digit + text[at:]), *before[number + 1 :]]
    assert classify(before, after).kind is Kind.CRITICAL


@given(texts, st.data())
def test_another_figure_is_named_with_both_its_values(before, data):
    number = data.draw(st.integers(0, len(before)))
    old = [*before[:number], ("x", "요금 11,111원"), *before[number:]]
    new = [*before[:number], ("x", "요금 22,222원"), *before[number:]]
    change = classify(old, new)
    assert [(pair.gone.text, pair.came.text) for pair in change.pairs] == [("11,111원", "22,222원")]
