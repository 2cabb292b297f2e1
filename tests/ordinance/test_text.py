"""The four ordinances, whole: every article, paragraph and item, no word lost, added or moved."""

# ruff: noqa: E501

import datetime
import re

import pytest

from cms.ordinance import text
from cms.ordinance.citation import Article
from cms.ordinance.structure import Standing

SLUGS = ["anyang", "dongjak", "seoul", "yongin"]

#: Articles with their paragraphs and items, counted by eye in the sources: (label, ((항, 호 수), …)).
#: Paragraph 0 is an undivided text; "x" marks what is deleted.
EXPECTED = {
    "anyang": (
        "1:0/0 2:0/9 3:1/0,2/8,3/0,4/0,5x/0,6/0 4:0/0 5:1/0,2/0 6:1/0,2/11 7:0/0 8:1/0,2/3,3/0,4/0,5/0 "
        "9:1/0,2/0,3/0,4/0 10:1/0,2/0 11:1/0,2/0 12:0/0 13x:0x/0 14:0/3 14의2:0/0 15:1/0,2/0,3/0 "
        "16:1/0,2/0,3/0 17:1/0,2/3,3/0 18:1/0,2/0,3/0 19:0/0"
    ),
    "yongin": (
        "1:0/0 2:0/12 3:1/0,2/7,3/0,4/0 4:0/0 5:1/0,2/0 6:1/0,2/9 7:0/0 8:1/0,2x/0,3/0 9:1/0,2/0 "
        "10:1/0,2/0,3/0,4/0 11:1/0,2x/0 12:1/0,2/0 13:0/0 13의2:1/3,2/0,3/0 14x:0x/0 15x:0x/0 "
        "16:1/0,2/0,3/0 17:1/0,2/0 18:1/0,2/0 19x:0x/0"
    ),
    "seoul": (
        "1:0/0 2:0/5 3:1/6,2/0,3/0 4:1/0,2/0,3/0 5:0/9 6:1/0,2/0 7:1/4,2/0,3/0 8:1/4,2/0,3/0 "
        "9:1/0,2/0,3/0 10:1/0,2/3,3/0,4/0"
    ),
    "dongjak": (
        "1:0/0 2:0/8 3:1/0,2/0,3/0 4:1/0,2/0 5:1/7,2/0 6:1/0,2/0,3/0 7:1/0,2/0 8:0/9 9:0/0 10:0/0 "
        "11:1/0,2/0 12:0/0 13:1/6,2/0 14:0/0 15:1/0,2/5,3/0 16:0/0 17:1/0,2/5 18:1/0,2/0 19:0/3 "
        "20:1/3,2/0,3/0 21:0/0 22:1/0,2/0,3/3,4/0,5/0,6/0,7/0 23:1/0,2/0 24:0/0 25:0/0"
    ),
}


def outline(ordinance):
    return " ".join(
        f"{article.label[1:].replace('조', '', 1)}{'x' * article.deleted}:"
        + ",".join(f"{p.number}{'x' * p.deleted}/{len(p.items)}" for p in article.paragraphs)
        for article in ordinance.articles
    )


def words(source, title):
    """A text without its layout: heading signs, list dashes, spaces, and the title wherever it stands alone."""
    bare = [re.sub(r"\s+", " ", re.sub(r"^\s*(?:#+|-)\s+", "", line)).strip() for line in source.split("\n")]
    return re.sub(r"\s", "", "".join(line for line in bare if line != title))


def test_the_package_holds_the_four_texts():
    assert text.available() == tuple(SLUGS)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_article_paragraph_and_item_is_there(slug):
    assert outline(text.load(slug)) == EXPECTED[slug]


@pytest.mark.parametrize("slug", SLUGS)
def test_no_word_is_lost_added_or_moved(slug):
    ordinance = text.load(slug)
    assert words(ordinance.written_out(), ordinance.title) == words(text.source(slug), ordinance.title)


@pytest.mark.parametrize(
    ("slug", "title", "number", "effective", "enactments", "chapters", "supplements"),
    [
        ("anyang", "안양시 인터넷시스템 설치 및 운영 조례", "조례 제3630호", datetime.date(2024, 4, 9), 9, 7, 7),
        ("yongin", "용인시 인터넷시스템 설치 및 운영에 관한 조례", "조례 제1759호", datetime.date(2018, 1, 12), 6, 7, 5),
        ("seoul", "서울특별시 인터넷 홈페이지 운영 활성화에 관한 조례", "조례 제7135호", datetime.date(2019, 5, 16), 1, 0, 1),
        ("dongjak", "서울특별시 동작구 홈페이지 및 소셜미디어 운영에 관한 조례안", "동작구의회공고 제2021-9호", None, 0, 4, 1),
    ],
)  # fmt: skip
def test_titles_numbers_and_dates(slug, title, number, effective, enactments, chapters, supplements):
    ordinance = text.load(slug)
    assert (ordinance.title, ordinance.number, ordinance.effective) == (title, number, effective)
    assert len(ordinance.history) == enactments
    assert len(ordinance.chapters) == chapters
    assert len(ordinance.supplements) == supplements


def test_only_dongjak_is_a_bill():
    standings = {slug: text.load(slug).standing for slug in SLUGS}
    assert [slug for slug, standing in standings.items() if standing is Standing.BILL] == ["dongjak"]
    assert text.load("dongjak").preamble[0] == "동작구의회공고 제2021-9호"


@pytest.mark.parametrize(
    ("slug", "written", "grounds"),
    [("anyang", "제6조제2항", 11), ("yongin", "제6조제2항", 9), ("seoul", "제5조", 9), ("dongjak", "제8조", 9)],
)
def test_grounds_of_removal(slug, written, grounds):
    cited = Article.parse(slug, written)
    ordinance = text.load(slug)
    paragraph = ordinance.article(cited.number).paragraph(cited.paragraph)
    assert len(paragraph.standing_items) == grounds
    assert [item.number for item in paragraph.items] == list(range(1, grounds + 1))
    assert ordinance.provision(Article(slug, cited.number, cited.paragraph, grounds)) == paragraph.items[-1]


@pytest.mark.parametrize(
    ("slug", "citation", "beginning", "end"),
    [
        ("anyang", "제9조제3항", "공개되는 정보의 내용은", "민원 신청 시 비밀번호를 신청할 수 있다."),
        ("anyang", "제6조제2항제10호", "각 게시판의 운영 취지에", "맞지 않는 게시물"),
        ("anyang", "제7조제0항", "시장은 홈페이지에 수록한", "공개할 수 없다."),
        ("yongin", "제3조제1항", "용인시장(이하 “시장”이라 한다)은 이용자에게", "서비스를 제공한다."),
        ("yongin", "제9조제2항", "전자민원창구의", "입금이 확인된 이후에 성립한다."),
        ("seoul", "제3조제2항", "시장은 홈페이지의", "위탁할 수 있다."),
        ("dongjak", "제10조제0항", "구청장은 제9조에", "지정·운영할 수 있다."),
        ("dongjak", "제22조제3항제3호", "통계작성,", "가명정보 형태로 제공하는 경우"),
    ],
)
def test_broken_lines_are_joined(slug, citation, beginning, end):
    number = citation.replace("제0항", "")
    cited = Article.parse(slug, number)
    ordinance = text.load(slug)
    found = ordinance.provision(cited) if cited.item else ordinance.article(cited.number).paragraph(cited.paragraph)
    assert found.text.startswith(beginning)
    assert found.text.endswith(end)
    assert "\n" not in found.text


@pytest.mark.parametrize(
    "joined", ["홈페이지를 통하여 접수", "처리비용에 따라", "외부 전문기관에 개발"], ids=["verb", "noun", "two words"]
)
def test_words_broken_at_the_edge_of_the_page_are_whole(joined):
    assert joined in text.load("yongin").written_out()


def test_a_compound_broken_in_two_is_whole():
    article = text.load("anyang").article(14, 2)
    assert "홈페이지 및 전자민원 처리의 활성화" in article.paragraphs[0].text
    assert article.notes == ("[본조신설 2014. 10. 21.]",)


def test_amendment_notes_stand_beside_the_text():
    anyang = text.load("anyang")
    assert anyang.article(3).paragraph(6).amended == "<신설 2018. 12. 28., 개정 2019. 11. 15.>"
    assert anyang.article(3).paragraph(5).text == "삭제"
    assert anyang.chapters[5].heading == "제6장 모바일 앱의 운영"
    assert anyang.chapters[5].amended == "<개정 2024. 4. 9.>"
    yongin = text.load("yongin")
    assert (yongin.chapters[2].title, yongin.chapters[2].amended) == (
        "홈페이지를 통한 전자민원창구 운영",
        "<개정 2015. 7. 6>",
    )
    assert yongin.chapters[4].deleted
    assert yongin.article(12).paragraph(2).amended == "<개정 2005. 10. 5, 2015. 7. 6, > 2018. 1. 12〉"
    assert yongin.article(3).notes == ("[제목개정 2015. 7. 6]",)


def test_history_lines_without_a_kind_go_on_with_the_one_above():
    history = text.load("yongin").history
    assert [enactment.kind for enactment in history] == ["제정", "개정", "개정", "일부개정", "일부개정", "일부개정"]
    assert history[3].note == "행정기구 및 정원 조례"


def test_sections_stand_in_their_chapter():
    social = text.load("dongjak").chapters[2]
    assert [section.heading for section in social.sections] == [
        "제1절 소셜네트워크서비스 개설 및 운영",
        "제2절 미디어보드의 설치 및 운영 등",
    ]
    assert [len(section.articles) for section in social.sections] == [3, 5]


def test_page_headers_are_not_text():
    for slug in ("anyang", "yongin"):
        ordinance = text.load(slug)
        assert f"\n{ordinance.title}\n" not in ordinance.written_out().split("부칙", 1)[1]


def test_supplements_keep_whole_lines():
    last = text.load("yongin").supplements[2]
    assert last.note == "<2013. 3. 6 조례 제1273호, 행정기구 및 정원 조례>"
    assert [p.text[:8] for p in last.articles[1].paragraphs] == ["① 부터 ③ 까", "④ 「용인시 인", "⑤ 부터 ⑮ 까"]
    assert text.load("yongin").supplements[0].lines == ("이 조례는 공포한 날부터 시행한다.",)


def test_what_is_not_there_is_said():
    ordinance = text.load("anyang")
    for cited in ("제99조", "제6조제3항", "제6조제2항제12호"):
        with pytest.raises(KeyError):
            ordinance.provision(Article.parse("anyang", cited))
    with pytest.raises(KeyError):
        text.load("nowhere")


def test_provisions_by_citation():
    ordinance = text.load("anyang")
    assert ordinance.provision(Article("anyang", 14, branch=2)).heading == "제14조의2(회원 부가서비스)"
    assert ordinance.provision(Article("anyang", 6, 2)).mark == "②"
    assert ordinance.provision(Article("anyang", 6, 2, 9)).label == "9."
    assert ordinance.article(14, 2).anchor == "art-14b2"
    assert ordinance.article(13).deleted
    assert ordinance.article(13).heading == "제13조"


def test_errata_change_nothing_but_spaces():
    rows = ["은 이 용자에게"]
    with pytest.raises(ValueError, match="more than white space"):
        text.correct(rows, 1, "이 용자", "그용자")
    with pytest.raises(ValueError, match="not found once"):
        text.correct(rows, 1, "이  용자", "이용자")
    text.correct(rows, 1, "이 용자", "이용자")
    assert rows == ["은 이용자에게"]
