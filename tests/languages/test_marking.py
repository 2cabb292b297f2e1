"""A page in which outdated figures are marked says what it said before, and nothing of it becomes markup."""

from cms.languages.marking import _figures, _key, marked

WANTED = {_key(figure): "3,000원" for figure in _figures("2,000원")}


def shown(body: str) -> str:
    return "".join(marked(f"<main><p>{body}</p></main>", WANTED))


def test_full_width_signs_beside_an_outdated_figure_stay_text():
    html = shown("＜img src=x onerror=alert(1)＞ ＆lt; 2,000원")
    assert 'class="outdated"' in html
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; &amp;lt; " in html


def test_what_was_escaped_stays_escaped_once():
    assert shown("&lt;b&gt; &amp; 2,000원").startswith("<main><p>&lt;b&gt; &amp; <mark")
