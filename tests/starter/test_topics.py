"""Topic files are read whole, or refused with everything that is wrong."""

import re

import pytest

from home.starter import law, topics
from home.starter.material import DATA
from home.starter.tables import TableError

pytestmark = pytest.mark.usefixtures("english")

SLUGS = ["anyang", "yongin", "seoul", "dongjak", "default"]


def test_everything_wrong_is_said_at_once(tmp_path):
    (tmp_path / "a.toml").write_text(
        '[one]\npages = ["/x"]\nsummary = "가"\nlinks = ["none"]\n'
        f'[two]\npages = []\nsummary = "{"가" * 301}"\ncolour = "red"\ninsert = "all"\n'
        'tables = [{ caption = "표", head = ["가", "나"], rows = [["다"]] }]\n',
        encoding="utf-8",
    )
    (tmp_path / "b.toml").write_text('[one]\npages = ["/y"]\nsummary = "가"\n[three]\npages = ["/x"]\nsummary = "가"\n')
    (tmp_path / "c.toml").write_text("not toml")
    with pytest.raises(TableError) as refused:
        topics.load(tmp_path)
    said = "\n".join(str(problem) for problem in refused.value.problems)
    for part in (
        "a.toml two: “colour” is not known here.",
        "a.toml two: “pages” is missing.",
        "a.toml two: “all” is not known here.",
        "a.toml two: The summary is longer than 300 characters.",
        "a.toml two: A row of the table “표” differs from its head in length.",
        "b.toml one: There is another topic of that name.",
        "topics three: The page /x has the text of “one” already.",
        "topics one: There is no topic “none”.",
        "c.toml: ",
    ):
        assert part in said


def test_a_municipalitys_own_page_goes_first():
    found = topics.by_page(topics.load(), "seoul")
    assert found["/life/health"].key == "health-seoul"
    assert topics.by_page(topics.load(), "anyang")["/life/health"].key == "health"


def test_texts_hold_no_filler_and_no_mouse():
    for topic in topics.load().values():
        public = " ".join([topic.summary, topic.body, *(text for step in topic.steps for text in step)])
        assert not re.search(r"준비 중|클릭|lorem|귀하|[!！]|TODO", public), topic.key


@pytest.mark.parametrize("slug", SLUGS)
def test_every_article_that_texts_name_exists(slug):
    found = law.load(slug)
    for cited in found.cites.values():
        found.ordinance.provision(cited)


def test_all_laws_say_the_same_things():
    spoken = {slug: set(law.load(slug).says) for slug in SLUGS}
    assert all(says == spoken["default"] for says in spoken.values())


def test_grounds_are_counted_right():
    """The sentences name the number of grounds; the parsed ordinances have them."""
    words = {"anyang": ("열한", 11), "yongin": ("아홉", 9), "seoul": ("아홉", 9), "dongjak": ("아홉", 9)}
    for slug, (word, number) in words.items():
        found = law.load(slug)
        cited = found.cites["removal"]
        paragraph = found.ordinance.article(cited.number).paragraph(cited.paragraph)
        assert len(paragraph.standing_items) == number
        assert f"{word} 가지" in found.says["removal"]


def test_every_front_page_names_topics_that_exist():
    import tomllib

    for path in (DATA / "home").glob("*.toml"):
        home = tomllib.loads(path.read_text(encoding="utf-8"))
        assert len(home["tiles"]) == 8
        assert {tile["topic"] for tile in home["tiles"]} <= set(topics.load())
