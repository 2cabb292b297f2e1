"""The services on the starter's front pages, in every language."""

from wagtail.models import Page

from cms.core.icons import icon_choices
from home.models import HomePage, TileBlock


def test_a_service_bears_its_pages_whole_name_and_an_icon_of_the_sprite(city):
    offered = {name for name, _label in icon_choices()}
    for front in HomePage.objects.live():
        tiles = [child["value"] for child in front.tiles.raw_data]
        titles = Page.objects.in_bulk([tile["page"] for tile in tiles])
        assert {tile["icon"] for tile in tiles} <= offered
        for tile in tiles:
            TileBlock().child_blocks["title"].clean(tile["title"])
        if front.locale.language_code != "ko":
            assert [tile["title"] for tile in tiles] == [titles[tile["page"]].title for tile in tiles]
        banners = [child["value"]["icon"] for child in front.banners.raw_data]
        assert set(banners) <= offered | {""}
