"""Search on a board: which words find what, and what is answered to questions that make no sense."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from cms.boards import searching
from cms.boards.changes import post_changed
from cms.boards.keyset import Place
from cms.boards.models import Post, PostState
from cms.boards.searching import LONGEST_QUERY, MOST_WORDS, Query, excerpt, lexemes_of, marked, results
from tests.boards.posts import post
from tests.factories.pages import BoardPageFactory

#: Text, questions that find it, questions that do not.
FOUND = [
    (
        "불법주정차를 단속해 주세요",
        ["불법주정차", "주정차", "주정차를", "불법 단속", "단속해", "불법주정차는"],
        ["정차단", "견인", "주정차 견인"],
    ),
    ("불법 주차 신고", ["불법주차", "불법 주차", "주차", "주차신고"], ["법주", "불법신고", "법주차"]),
    ("고양이 급식소", ["고양이", "고양이는", "급식소"], ["고양이가나다", "급식소장"]),
    ("물을 아껴 씁시다", ["물", "물을"], ["물가", "을"]),
    ("AI 정책과 2026년 예산", ["AI", "ai", "정책", "2026", "2026년", "예산"], ["A", "aim", "20"]),
    ("ＡＩ ｶﾒﾗ", ["ai", "カメラ", "ｶﾒﾗ"], ["ラカ"]),
    ("垃圾分类", ["垃圾", "垃圾分类", "分"], ["圾垃"]),
    ("Hãy phân loại rác thải", ["rác thải", "rac thai", "phân"], ["rac thaj"]),
    ("스\u200b팸\u2060메일 \u202e거꾸로", ["스팸메일", "메일", "스팸", "거꾸로"], []),
    ("O'Reilly \\ & | ! :* ()", ["o'reilly", "Reilly", "reilly:*"], ["reill & y"]),
]


@pytest.fixture
def board(in_alpha):
    return BoardPageFactory(title="자유게시판", slug="free")


def titles(rows, asked: str) -> list[str]:
    return [row.title for row in results(rows, Query.of(asked), 20, boards=[], before=None, after=None).rows]


@pytest.mark.parametrize(("near", "where"), [(searching.NEAR, "near"), (0, "by the index")])
def test_what_finds_what(board, monkeypatch, near, where):
    """The same among the newest and by the index of words."""
    monkeypatch.setattr(searching, "NEAR", near)
    for text, _yes, _no in FOUND:
        post(board, text, "")
        post(board, "본문에", f"여기에 {text} 있음")
    rows = Post.objects.filter(board=board)
    for text, yes, no in FOUND:
        for asked in yes:
            assert text in titles(rows, asked), (where, asked)
        for asked in no:
            assert text not in titles(rows, asked), (where, asked)


@pytest.mark.parametrize(
    ("asked", "words", "notes"),
    [
        ("", 0, 0),
        ("   \x00 ", 0, 0),
        ("!?…", 0, 1),
        ("물", 1, 1),
        ("여권", 1, 0),
        ("가" * 10_000, 1, 1),
        (" ".join(f"낱말{number}" for number in range(2_000)), MOST_WORDS, 1),
        ("' | !! & (:*", 0, 1),
        ("a b c", 3, 1),
    ],
)
def test_every_question_has_an_answer(client_for, alpha, board, asked, words, notes):
    post(board, "여권")
    query = Query.of(asked)
    assert len(query.words) == words
    assert len(query.notes) == notes
    assert len(query.text) <= LONGEST_QUERY
    response = client_for(alpha).get(board.url, {"q": asked})
    assert response.status_code == 200
    assert not query.text or response["X-Robots-Tag"] == "noindex, follow"


def test_a_post_leaves_the_index_with_its_removal(board):
    """Whoever changes a post sends a signal; the index follows within the same transaction."""
    shown = post(board, "가로등 고장")
    assert titles(Post.objects.all(), "가로등") == ["가로등 고장"]
    for state in (PostState.HELD, PostState.HIDDEN):
        shown.state = state
        post_changed.send(Post, post=shown)
        assert not Post.objects.exclude(search_vector=None).exists(), state
    shown.state = PostState.PUBLIC
    shown.title = "보안등 고장"
    post_changed.send(Post, post=shown)
    assert titles(Post.objects.all(), "보안등")
    assert not titles(Post.objects.all(), "가로등")


@pytest.mark.parametrize("near", [3, 1000])
def test_pages_of_results_give_each_once(board, monkeypatch, near):
    """However they are looked for, and whatever lies between."""
    monkeypatch.setattr(searching, "NEAR", near)
    now = timezone.now()
    for number in range(40):
        post(board, f"{'가로등' if number % 3 == 0 else '보도'} {number}", posted_at=now - dt.timedelta(hours=number))
    rows, query, found, place = Post.objects.filter(board=board), Query.of("가로등"), [], None
    while True:
        page = results(rows, query, 4, boards=[], before=place, after=None)
        found += [row.title for row in page.rows]
        if page.older is None:
            break
        place = page.older
    assert found == [f"가로등 {number}" for number in range(0, 40, 3)]
    last = Post.objects.get(title="가로등 39")
    back = results(rows, query, 4, boards=[], before=None, after=Place.of(last))
    assert [row.title for row in back.rows] == [f"가로등 {number}" for number in (27, 30, 33, 36)]
    assert back.newer


def test_what_is_marked_is_harmless():
    query = Query.of("script 등")
    said = marked("<SCRIPT>등", query)
    assert said == "&lt;<mark>SCRIPT</mark>&gt;<mark>등</mark>"
    line = excerpt("앞 " * 200 + "<b>가로등</b> " + "뒤 " * 200, Query.of("가로등"))
    assert "<mark>가로등</mark>" in line
    assert "<b>" not in line
    assert line.startswith("…")
    assert len(line) < 250
    assert marked("a & b", Query.of("")) == "a &amp; b"


def test_a_long_text_has_an_end():
    words = " ".join(f"가나다라마바사{number}" for number in range(50_000))
    assert len(lexemes_of("제목", words)) <= searching.MOST_LEXEMES
    assert max(map(len, lexemes_of("가" * 500, ""))) <= searching.LONGEST_WORD * 2


def test_a_search_asks_few_questions(board):
    post(board, "가로등")
    for asked, most in (("가로등", 2), ("없는말", 2), ("!!", 0)):
        with CaptureQueriesContext(connection) as captured, translation.override("en"):
            results(Post.objects.filter(board=board), Query.of(asked), 20, boards=[], before=None, after=None)
        assert len(captured) <= most, asked
