"""The first minute: the page opens, the map is drawn, and nothing comes from elsewhere."""

from urllib.parse import urlsplit

import pytest

from tests.browser.driver import AtlasPage


@pytest.fixture(scope="module")
def opened(shared_context, site):
    """A page just opened, and what it had asked for by the time it was drawn."""
    page = AtlasPage(shared_context.new_page(), site).open("/")
    return page, list(page.requests), list(page.questions)


@pytest.fixture
def fresh(opened):
    """The same page; faults are found at the end of each test."""
    yield opened[0]
    opened[0].assert_clean()


def test_the_page_opens_with_every_record(fresh, atlas_repository):
    assert fresh.count() == len(atlas_repository.records) > 500
    assert fresh.page.title() == "Belt & Road Atlas: Central Asia"
    assert fresh.page.locator(".skeleton").count() == 0
    assert fresh.query() == {}
    assert len(fresh.shown_ids()) > 400


def test_nothing_comes_from_elsewhere_and_nothing_twice(opened, site):
    _, requests, questions = opened
    fetched = [url for url in requests if url.startswith("http")]
    assert {urlsplit(url).netloc for url in fetched} == {urlsplit(site).netloc}
    data = [url for url in fetched if "/data/" in url or "/basemap/" in url]
    assert len(data) == len(set(data)) > 8
    assert len(questions) <= 2 and sum("sentence.children" in question for question in questions) == 1


def test_the_basemap_is_there_with_its_credits(fresh):
    drawn = fresh.js("[...new Set(atlas.map.queryRenderedFeatures().map((f) => f.source))]")
    assert len(drawn) > 5
    fresh.page.locator(".atlas-credits-button").click()
    assert "Natural Earth" in fresh.page.locator(".atlas-credits").inner_text()
    fresh.page.locator(".atlas-credits-button").click()


def test_moving_the_map_asks_the_server_nothing(fresh):
    fresh.wait_still()
    asked = len(fresh.questions)
    for button in ("zoom-in", "zoom-out", "home"):
        fresh.move_with(button)
    fresh.wait(lambda: "map" in fresh.address(), "the address follows the map")
    assert len(fresh.questions) == asked


def test_the_whole_world_shows_nearly_every_record(fresh, atlas_repository):
    fresh.command(center=[60, 30], zoom=1)
    every = set(atlas_repository.records.gdf["id"])
    fresh.wait(lambda: len(fresh.shown_ids()) > 0.95 * len(every), "nearly every record is in view")
    fresh.wait_still()
    assert fresh.shown_ids() <= every
    for layer, count in atlas_repository.records.gdf["layer"].value_counts().items():
        ids = fresh.js("(layer) => atlas.map.querySourceFeatures(layer).map((f) => f.properties.id)", layer)
        assert len(set(ids)) >= (count if layer == "sites" else 0.9 * count), layer


def test_a_skeleton_stands_there_while_the_page_loads(visit):
    atlas = visit("/", drawn=False, java_script_enabled=False)
    assert atlas.page.locator(".skeleton").is_visible()
    assert "Loading" in atlas.page.locator(".skeleton").inner_text()
    links = atlas.page.locator("noscript a")
    assert links.count() == 0 or "/export/atlas.csv" in links.first.get_attribute("href")
