"""A page in which outdated figures are marked says what it said before, and nothing of it becomes markup."""

from cms.languages.marking import _figures, _key, marked

WANTED = {_key(figure): "3,000원" for figure in _figures("2,000원")}


def shown(body: str) -> str:
    return "".join(marked(f"<main><p>{body}</p></main>", WANTED))


def test_full_width_signs_beside_an_outdated_figure_stay_text():
    html = shown("＜img src=x onerror=alert(1)＞ ＆lt; 2,000원")
    assert 'class="outdated"' in html
    assert "<img" not in html
    assert "＜img src=x onerror=alert(1)＞ ＆lt; <mark" in html


def test_the_words_beside_an_outdated_figure_stay_as_they_were_written():
    assert shown("手续费（每页）是２,０００원，需要护照。").startswith(
        '<main><p>手续费（每页）是<mark class="outdated">２,０００원</mark>'
    )
    assert shown("费用2,000원，需要护照（原件）。").endswith("，需要护照（原件）。</p></main>")


def test_what_was_escaped_stays_escaped_once():
    assert shown("&lt;b&gt; &amp; 2,000원").startswith("<main><p>&lt;b&gt; &amp; <mark")
