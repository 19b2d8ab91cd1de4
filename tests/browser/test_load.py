"""The first minute: the page opens, the map is drawn, and nothing comes from elsewhere."""

from urllib.parse import urlsplit


def test_the_map_is_drawn_with_every_record(visit, atlas_repository):
    atlas = visit("/")
    assert atlas.count() == len(atlas_repository.records) > 500
    assert atlas.page.title() == "Belt & Road Atlas: Central Asia"
    assert atlas.page.locator(".skeleton").count() == 0
    start = atlas.shown_ids()
    assert len(start) > 400
    atlas.command(center=[60, 30], zoom=1)
    every = set(atlas_repository.records.gdf["id"])
    atlas.wait(lambda: len(atlas.shown_ids()) > 0.95 * len(every), "the whole world shows nearly every record")
    assert atlas.shown_ids() <= every


def test_each_layer_has_all_its_records(visit, atlas_repository):
    atlas = visit("/")
    atlas.command(center=[60, 30], zoom=1)
    atlas.wait_still()
    counts = atlas_repository.records.gdf["layer"].value_counts()
    for layer in ("sites", "routes", "pipelines", "powerlines"):
        ids = set(atlas.js("(layer) => atlas.map.querySourceFeatures(layer).map((f) => f.properties.id)", layer))
        assert len(ids) == counts[layer] if layer == "sites" else len(ids) >= 0.9 * counts[layer], layer


def test_a_skeleton_stands_there_while_the_page_loads(visit):
    atlas = visit("/", drawn=False, java_script_enabled=False)
    assert atlas.page.locator(".skeleton").is_visible()
    assert "Loading" in atlas.page.locator(".skeleton").inner_text()
    links = atlas.page.locator("noscript a")
    assert links.count() == 0 or "/export/atlas.csv" in links.first.get_attribute("href")


def test_nothing_comes_from_elsewhere_and_nothing_twice(visit, site):
    atlas = visit("/")
    fetched = [url for url in atlas.requests if url.startswith("http")]
    assert {urlsplit(url).netloc for url in fetched} == {urlsplit(site).netloc}
    data = [url for url in fetched if "/data/" in url or "/basemap/" in url]
    assert len(data) == len(set(data)) > 8
    assert sum("sentence.children" in question for question in atlas.questions) == 1


def test_the_address_says_where_the_map_is(visit):
    atlas = visit("/")
    assert atlas.query() == {}
    atlas.page.locator("#zoom-in").click()
    atlas.wait(lambda: "map" in atlas.address(), "the address follows the map")


def test_the_basemap_is_there_with_its_credits(visit):
    atlas = visit("/")
    drawn = atlas.js("[...new Set(atlas.map.queryRenderedFeatures().map((f) => f.source))]")
    assert len(drawn) > 5
    atlas.page.locator(".atlas-credits-button").click()
    assert "Natural Earth" in atlas.page.locator(".atlas-credits").inner_text()
