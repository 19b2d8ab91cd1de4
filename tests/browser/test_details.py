"""One record in full: opened by a click, read, left for its neighbours."""

import pytest


@pytest.fixture
def khorgos(atlas):
    atlas.go("/?record=khorgos-dry-port&map=9/44.2/80.25")
    atlas.page.locator("#details h2", has_text="Khorgos").wait_for()
    atlas.wait_still()
    return atlas


def test_a_click_on_the_map_opens_the_record(atlas):
    atlas.command(center=[-77.27, -11.58], zoom=8)
    atlas.wait(lambda: "chancay" in atlas.shown_ids(), "the record is drawn")
    atlas.wait_still()
    at, camera = atlas.place("chancay"), atlas.camera()
    atlas.page.mouse.move(at["x"], at["y"])
    atlas.page.locator(".atlas-tooltip", has_text="Chancay").wait_for()
    atlas.page.mouse.click(at["x"], at["y"])
    atlas.page.locator("#details h2", has_text="Chancay").wait_for()
    atlas.wait(lambda: atlas.address().get("record") == "chancay", "the address follows")
    state = atlas.js("atlas.map.getFeatureState({ source: 'sites', id: 'chancay' })")
    assert state.get("selected") is True
    assert atlas.camera() == camera, "the map does not move by itself"


def test_a_click_on_a_line_opens_it_and_a_click_on_nothing_closes_it(atlas):
    atlas.go("/?kind=transmission_line&map=7/39.9/74.6")
    atlas.wait(lambda: atlas.count() < 100, "only power lines")
    atlas.wait_still()
    record = sorted(atlas.shown_ids())[0]
    at = atlas.place(record)
    atlas.page.mouse.click(at["x"], at["y"])
    atlas.wait(lambda: atlas.address().get("record") or atlas.page.locator(".atlas-chooser").count(), "it is picked")
    if atlas.page.locator(".atlas-chooser").count():
        atlas.page.locator(".atlas-chooser-item").first.click()
    atlas.wait(lambda: atlas.address().get("record"), "the address names it")
    atlas.command(center=[10, 0], zoom=7)
    atlas.wait_still()
    atlas.page.mouse.click(600, 300)
    atlas.wait(lambda: not atlas.address().get("record"), "a click on nothing closes it")
    atlas.page.locator("#details-panel").wait_for(state="hidden")


def test_what_the_panel_says(khorgos, atlas_repository):
    text, row = khorgos.page.locator("#details").inner_text(), atlas_repository.record("khorgos-dry-port")
    for words in (row["name"], row["name_ru"], row["name_zh"], "Kazakhstan", "Transport and storage", "COSCO",
                  "not known", "44.2100, 80.2400", "khorgos-dry-port"):
        assert words in text
    for source in row["sources"]:
        assert " ".join(source["publisher"].split()) in " ".join(text.split())
    assert row["open_questions"][:40] in text


def test_sources_are_safe_links(khorgos, atlas_repository):
    sources = atlas_repository.record("khorgos-dry-port")["sources"]
    links = khorgos.page.locator("#details .sources a")
    assert links.count() == sum(bool(source["url"]) for source in sources) > 0
    for link in links.all():
        assert link.get_attribute("href").startswith(("https://", "http://"))
        assert link.get_attribute("target") == "_blank"
        assert {"noopener", "noreferrer"} <= set(link.get_attribute("rel").split())


def test_a_withheld_link_is_named_and_not_linked(atlas, atlas_repository):
    record = next(row["id"] for row in atlas_repository.records.gdf.to_dict("records")
                  if any(source.get("link_withheld") for source in row["sources"]))
    atlas.go(f"/?record={record}")
    item = atlas.page.locator("#details .sources li", has_text="link withheld").first
    item.wait_for()
    assert item.locator("a").count() == 0


def test_related_records_lead_on(atlas):
    atlas.go("/?record=cagp-line-d&map=5/40/66")
    part = atlas.page.locator('#details [id*="open-record"]', has_text="Tajik").first
    part.wait_for()
    atlas.wait_still()
    camera = atlas.camera()
    part.click()
    atlas.wait(lambda: atlas.address().get("record") == "cagp-line-d-tajik-section", "the part is open")
    atlas.page.locator('#details [id*="open-record"]', has_text="Line D").first.wait_for()
    assert atlas.camera() == camera
    atlas.page.go_back()
    atlas.wait(lambda: atlas.address().get("record") == "cagp-line-d", "and back to the whole")


def test_near_this_becomes_a_filter(khorgos):
    button = khorgos.page.locator("#details button", has_text="Within 50 km")
    button.click()
    khorgos.wait_equal(khorgos.query, {"near": "khorgos-dry-port:50"}, "the address follows")
    khorgos.wait(lambda: 0 < khorgos.count() < 60, "the sentence follows")
    assert "within 50" in khorgos.sentence() and "Khorgos" in khorgos.sentence()
    khorgos.page.locator('#sentence [data-param="near"]').click()
    khorgos.wait_equal(khorgos.query, {}, "and is taken back")


def test_show_on_the_map_goes_there(khorgos):
    khorgos.command(center=[60, 50], zoom=4)
    khorgos.wait_still()
    khorgos.page.locator("#details button", has_text="Show on the map").click()
    khorgos.wait(lambda: abs(khorgos.camera()[2] - 80.24) < 3 and khorgos.camera()[0] > 6, "the map goes there")
    box = khorgos.page.locator("#details-panel").bounding_box()
    khorgos.wait_still()
    assert khorgos.place("khorgos-dry-port")["x"] < box["x"], "it is not under the panel"


def test_closing(khorgos):
    khorgos.page.locator("#details-close").click()
    khorgos.wait(lambda: "record" not in khorgos.address(), "the address follows")
    khorgos.page.locator("#details-panel").wait_for(state="hidden")
    assert not khorgos.js("atlas.map.getFeatureState({ source: 'sites', id: 'khorgos-dry-port' }).selected")


def test_an_unknown_record_is_a_sentence(atlas):
    atlas.go("/?record=atlantis")
    atlas.page.locator("#details", has_text="No record has the id atlantis.").wait_for()
