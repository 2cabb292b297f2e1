"""What the starter content brings to the catalogue, in all of it and for a language that comes later."""

from home.starter import services
from home.starter.material import DATA, load
from petitions.models import ServiceText
from tests.petitions.conftest import service


def test_a_language_that_comes_later_gets_its_names_once(town):
    known = service("XX-Q_GEN", "제도·절차 질의", town.roads)
    own = service("XX-GRV", "고충민원", town.roads, texts={"zh-hans": {"name": "自己的", "offered": False}})
    service("XX-TAXREF", "지방세 경정청구", town.roads)
    for _again in range(2):
        services.speak("alpha", "zh-hans")
        found = {text.service_id: text.name for text in ServiceText.objects.filter(language="zh-hans")}
        assert found == {known.pk: "制度、程序咨询", own.pk: "自己的"}


def test_every_word_and_door_leads_to_a_service_of_some_table():
    slugs = [path.stem for path in (DATA / "petition_catalogue").glob("*.csv")]
    keys = {row.key for slug in slugs for row in load(slug).services}
    words = services.words()
    doors = {key for row in words["situation"] for key in row["services"]}
    named = {key for names in words["names"].values() for key in names}
    assert doors | named | set(words["words"]) <= keys
    assert keys <= set(words["words"])
