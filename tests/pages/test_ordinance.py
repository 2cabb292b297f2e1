"""The four ordinances as pages: every article is there and has its address."""

import json
import re

import pytest

from cms.ordinance import text
from cms.pages.ordinance_text import provisions
from tests.factories.pages import OrdinancePageFactory, stream


@pytest.mark.parametrize("slug", ["anyang", "dongjak", "seoul", "yongin"])
def test_every_article_has_its_heading_and_its_address(client_for, in_alpha, slug):
    ordinance = text.load(slug)
    page = OrdinancePageFactory(text=json.dumps(provisions(ordinance)))
    html = client_for(in_alpha).get(page.url).content.decode()
    for article in ordinance.articles:
        assert f'id="{article.anchor}"' in html
        assert f'href="#{article.anchor}"' in html
        assert f"{article.heading}</h" in html
    assert len(re.findall(r'<section class="ordinance-article', html)) == len(ordinance.articles)


@pytest.mark.parametrize("slug", ["anyang", "dongjak", "seoul", "yongin"])
def test_no_word_of_the_text_is_lost(in_alpha, slug):
    ordinance = text.load(slug)
    written = json.dumps(provisions(ordinance), ensure_ascii=False)
    for article in ordinance.articles:
        for paragraph in article.paragraphs:
            for words in (paragraph.text, paragraph.amended, *(item.text for item in paragraph.items)):
                assert json.dumps(words, ensure_ascii=False)[1:-1] in written


def test_anchors_follow_the_citation(client_for, in_alpha):
    article = {
        "number": 14,
        "branch": 2,
        "title": "공개",
        "deleted": False,
        "paragraphs": [
            {
                "number": 2,
                "text": "다음 각 호",
                "items": [{"number": "8", "text": "여덟째"}, {"number": "2의2", "text": "둘"}],
            }
        ],
    }
    page = OrdinancePageFactory(text=stream(("article", article)))
    html = client_for(in_alpha).get(page.url).content.decode()
    for anchor in ("art-14b2", "art-14b2-2", "art-14b2-2-8", "art-14b2-2-2b2"):
        assert f'id="{anchor}"' in html


def test_a_deleted_article_says_so(client_for, in_alpha):
    article = {
        "number": 13,
        "title": "",
        "deleted": True,
        "paragraphs": [{"text": "삭제", "amended": "<2014. 10. 21.>"}],
    }
    page = OrdinancePageFactory(text=stream(("article", article)))
    html = client_for(in_alpha).get(page.url).content.decode()
    assert "is-deleted" in html
    assert "&lt;2014. 10. 21.&gt;" in html


def test_a_bill_is_shown_as_a_bill(client_for, in_alpha):
    page = OrdinancePageFactory(standing="bill", title="운영 조례안")
    in_force = OrdinancePageFactory(title="운영 조례")
    client = client_for(in_alpha)
    assert 'class="callout is-warning"' in client.get(page.url).content.decode()
    assert 'class="callout is-warning"' not in client.get(in_force.url).content.decode()
