"""In what language a letter is written, as far as its script says."""

import pytest

from cms.contact.writing import in_wrong_script, written_in


@pytest.mark.parametrize(
    ("text", "page", "language"),
    [
        ("Where is the city hall?", "en", "en"),
        ("Wo ist das Rathaus?", "en", "en"),
        ("Where is it?", "zh-hans", "en"),
        ("Where is it?", "vi", "vi"),  # Vietnamese without its marks looks the same
        ("Tòa thị chính ở đâu?", "en", "vi"),
        ("请问市政府在哪里？", "zh-hans", "zh-hans"),
        ("請問市政府在哪裡？", "zh-hant", "zh-hant"),
        ("请问市政府在哪里？", "en", "zh-hans"),
        ("市役所はどこですか", "en", "ja"),
        ("市役所", "ja", "ja"),
        ("시청이 어디입니까?", "en", "ko"),
        ("어디입니까? city hall", "en", "ko"),
        ("I live in 안양 (Anyang-dong)", "en", "en"),
        ("Где находится мэрия?", "en", "und"),
        ("أين مبنى البلدية؟", "vi", "und"),
        ("119?!", "ja", "ja"),
        ("", "vi", "vi"),
    ],
)
def test_the_script_tells_the_language(text, page, language):
    assert written_in(text, page) == language


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        ("您好，请拨打1345。", "zh-hans", False),
        ("您好，请拨打1345。", "zh-hant", False),
        ("您好，请拨打1345。", "en", True),
        ("市役所へお越しください。", "ja", False),
        ("Please call 1345.", "ja", True),
        ("Please call 1345.", "vi", False),
        ("Vui lòng gọi 1345.", "en", False),
        ("담당자입니다.", "ja", True),
        ("1345", "en", False),
    ],
)
def test_an_answer_in_another_script_is_noticed(text, language, wrong):
    assert in_wrong_script(text, language) is wrong
