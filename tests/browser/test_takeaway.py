"""The map to take away, opened from the disk in a real browser that has no network."""

import time
from datetime import date

import pytest

from dashboard.takeaway import write_html
from geodata.export.selection import select_records
from geodata.filters import FilterSpec
from geodata.sentences import Names
from tests.browser.driver import PATIENCE

DESKTOP = {"viewport": {"width": 1280, "height": 720}, "reduced_motion": "reduce"}
DRAWN = "() => [...document.querySelectorAll('path.record')].length"
HOSTILE = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>"


class Takeaway:
    """A file in a page, and everything that went wrong there or was asked for."""

    def __init__(self, page, path):
        self.page, self.path, self.faults, self.asked = page, path, [], []
        page.on("console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(path.as_uri())

    def js(self, code, argument=None):
        return self.page.evaluate(code, argument)

    def look_at(self, lat, lon, zoom):
        """Move the map at once."""
        self.js("([lat, lon, zoom]) => { takeaway.map.setView([lat, lon], zoom, { animate: false }); }",
                [lat, lon, zoom])

    def search(self, text):
        """The names found for a text."""
        self.page.locator("#search").fill(text)
        return self.page.locator("#found li > span:nth-child(2)").all_inner_texts()

    def open(self, name):
        """Pick a record in the search; gives its popup when the map has come to rest."""
        self.search(name)
        self.page.locator("#found li").first.click()
        return self.popup()

    def popup(self):
        """The popup of a record, once the map has made room for it and lies still."""
        box = self.page.locator(".leaflet-popup .record-box")
        box.wait_for(timeout=PATIENCE * 1000)
        end = time.monotonic() + PATIENCE
        while self.js("Boolean(takeaway.map._panAnim && takeaway.map._panAnim._inProgress)"):
            assert time.monotonic() < end, "the map never came to rest"
            self.page.wait_for_timeout(40)
        return box

    def assert_clean(self):
        assert self.faults == []
        assert [url for url in self.asked if not url.startswith("data:")] == [self.path.as_uri()]


@pytest.fixture(scope="module")
def make_file(tmp_path_factory):
    """A function: records of a repository, as filtered by an address, as a file on the disk."""
    def make(repository, language="en", change=None, **query):
        spec, problems = FilterSpec.from_query(query, repository.records)
        assert problems == []
        chosen = select_records(repository, spec, "atlas", language=language, base_url="https://atlas.example",
                                made_on=date(2026, 11, 21),
                                names=Names(lambda slug: repository.organisation_name(slug, language)))
        gdf = change(chosen.gdf.copy()) if change else chosen.gdf
        path = tmp_path_factory.mktemp("takeaway") / "map.html"
        path.write_bytes(write_html(gdf, chosen.provenance, chosen.names))
        return path
    return make


@pytest.fixture(scope="module")
def shared_file(chromium, make_file, atlas_repository):
    """One page with the whole atlas for all the tests that need no other."""
    context = chromium.new_context(**DESKTOP)
    context.set_offline(True)
    yield Takeaway(context.new_page(), make_file(atlas_repository))
    context.close()


@pytest.fixture
def file(shared_file):
    """The whole atlas with nothing searched and nothing open."""
    shared_file.search("")
    shared_file.js("() => { takeaway.map.closePopup(); }")
    shared_file.look_at(45, 67, 4)
    yield shared_file
    shared_file.assert_clean()


@pytest.fixture
def take(chromium):
    """A function that opens a file with the network cut; faults are found at the end."""
    contexts, opened = [], []

    def open_file(path, **settings):
        context = chromium.new_context(**DESKTOP | settings)
        context.set_offline(True)
        contexts.append(context)
        opened.append(Takeaway(context.new_page(), path))
        return opened[-1]

    yield open_file
    try:
        for one in opened:
            one.assert_clean()
    finally:
        for context in contexts:
            context.close()


def test_every_record_is_drawn(file, atlas_repository):
    assert file.js(DRAWN) == file.js("takeaway.records.length") == len(atlas_repository.records)
    assert set(file.js("takeaway.records.map((r) => r.id)")) == set(atlas_repository.records.gdf["id"])


def test_the_ground_is_drawn_and_named(file):
    names = file.js("takeaway.names.shown")
    assert {"Kazakhstan", "Astana"} <= set(names)
    assert file.js("document.querySelector('.leaflet-relief-pane img').naturalWidth") == 1600
    colours = file.js("""() => { const canvas = document.querySelector('.leaflet-land-pane canvas');
      const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data, seen = new Set();
      for (let i = 0; i < pixels.length; i += 4000) seen.add(pixels.slice(i, i + 4).join());
      return seen.size; }""")
    assert colours > 2


def test_names_never_lie_over_each_other(file):
    for zoom in (4, 6, 9):
        file.look_at(41.3, 69.2, zoom)
        boxes = file.js("takeaway.names.taken")
        assert len(boxes) > 5
        assert not [1 for i, a in enumerate(boxes) for b in boxes[:i]
                    if a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]]


def test_a_layer_can_be_switched_off_and_on(file):
    before = file.js(DRAWN)
    boxes = file.page.locator(".leaflet-control-layers-overlays label")
    assert boxes.count() == 4
    boxes.first.click()
    sites = file.js("takeaway.records.filter((r) => r.layer instanceof L.CircleMarker).length")
    assert file.js(DRAWN) == before - sites
    assert file.js("document.querySelectorAll('.leaflet-sites-pane path').length") == 0
    boxes.first.click()
    assert file.js(DRAWN) == before


def test_search_in_any_script_flies_to_the_record_and_opens_it(take, make_file, atlas_repository):
    file = take(make_file(atlas_repository, "ru"))
    row = next(row for _, row in atlas_repository.records.gdf.iterrows()
               if row["layer"] == "sites" and isinstance(row["name_zh"], str) and isinstance(row["name_ru"], str))
    assert row["name_ru"] in file.search(row["name_zh"])
    assert file.js("document.querySelectorAll('.record.is-dim').length") > 100
    file.page.locator("#found li", has_text=row["name_ru"]).first.click()
    popup = file.popup()
    assert popup.get_attribute("data-record") == row["id"]
    assert row["name_zh"] in popup.inner_text()
    south, west, north, east = file.js("(() => { const b = takeaway.map.getBounds(); return "
                                       "[b.getSouth(), b.getWest(), b.getNorth(), b.getEast()]; })()")
    assert south < row.geometry.y < north and west < row.geometry.x < east


def test_search_by_keyboard(file):
    file.page.locator("#search").press_sequentially("khorgos")
    file.page.keyboard.press("ArrowDown")
    file.page.keyboard.press("ArrowDown")
    name = file.page.locator('#found [aria-selected="true"] span:nth-child(2)').inner_text()
    file.page.keyboard.press("Enter")
    assert file.popup().locator("h2").inner_text() == name
    assert file.search("no such name at all") == []
    assert file.page.locator("#found").inner_text() == "No name matches."


def test_a_popup_names_its_sources_and_the_record_in_the_atlas(file, atlas_repository):
    row = next(row for _, row in atlas_repository.records.gdf.iterrows()
               if len(row["sources"]) > 1 and all(s.get("url") for s in row["sources"]))
    popup = file.open(row["name"])
    links = popup.locator("a").evaluate_all("(links) => links.map((a) => [a.getAttribute('href'), a.rel])")
    assert [href for href, _ in links] == [*(s["url"] for s in row["sources"]),
                                           f"https://atlas.example/?record={row['id']}"]
    assert {rel for _, rel in links} == {"noopener noreferrer nofollow"}


def test_pointing_and_clicking_a_site(take, make_file, atlas_repository):
    file = take(make_file(atlas_repository, q="turgusun"))
    at = file.js("""() => {
      const site = takeaway.records.find((r) => r.layer instanceof L.CircleMarker);
      const { x, y } = takeaway.map.latLngToContainerPoint(site.layer.getLatLng());
      return [x, y, site.facts.name];
    }""")
    file.page.mouse.move(at[0], at[1])
    assert at[2] in file.page.locator(".leaflet-tooltip").inner_text()
    file.page.mouse.click(at[0], at[1])
    assert file.popup().locator("h2").inner_text() == at[2]


def test_several_records_under_one_click_are_a_choice(file):
    file.look_at(41.3, 69.2, 4)
    at = file.js("(() => { const p = takeaway.map.latLngToContainerPoint([41.3, 69.25]); return [p.x, p.y]; })()")
    file.page.mouse.click(*at)
    buttons = file.page.locator(".leaflet-popup .chooser button")
    assert buttons.count() > 1
    name = buttons.nth(1).locator("span").nth(1).inner_text()
    buttons.nth(1).click()
    assert file.popup().locator("h2").inner_text() == name


def test_hostile_texts_are_shown_and_never_run(take, make_file, atlas_repository):
    def change(gdf):
        for column in ("name", "name_ru", "name_zh", "summary", "open_questions", "place", "cost_note"):
            gdf[column] = HOSTILE
        gdf["sources"] = [({"title": HOSTILE, "publisher": HOSTILE, "url": "javascript:window.ran = 3", "date": "2024",
                            "supports": HOSTILE},)] * len(gdf)
        return gdf

    file = take(make_file(atlas_repository, change=change, q="turgusun"))
    popup = file.open("script")
    assert popup.locator("h2").inner_text() == HOSTILE
    assert popup.locator("img, script").count() == 0
    assert [link for link in popup.locator("a").evaluate_all("(links) => links.map((a) => a.href)")
            if not link.startswith("https://atlas.example/?record=")] == []
    file.look_at(49.9, 84.3, 10)
    assert file.js("window.ran") is None


def test_nothing_can_be_fetched_even_if_something_tried(take, make_file, atlas_repository):
    file = take(make_file(atlas_repository, q="turgusun"))
    file.js("""() => {
      window.blocked = [];
      document.addEventListener("securitypolicyviolation", (event) => window.blocked.push(event.effectiveDirective));
      const script = document.createElement("script"), image = new Image();
      script.textContent = "window.ran = 1";
      image.src = "https://evil.example/x.png";
      document.body.append(script, image);
    }""")
    file.page.wait_for_timeout(100)
    assert sorted(file.js("window.blocked")) == ["img-src", "script-src-elem"]
    assert file.js("window.ran") is None
    assert len(file.faults) == 2
    file.faults.clear()
    file.asked = file.asked[:1]


def test_an_empty_view_is_a_map_without_records(take, make_file, atlas_repository):
    file = take(make_file(atlas_repository, q="nothing has this"))
    assert file.page.locator(".empty").is_visible()
    assert file.page.locator(".leaflet-control-layers").count() == 0
    assert file.js(DRAWN) == 0


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_on_a_phone_nothing_lies_outside_or_over_the_rest(take, make_file, atlas_repository, language):
    file = take(make_file(atlas_repository, language, sector="230"), viewport={"width": 390, "height": 844},
                is_mobile=True, has_touch=True)
    assert file.js("document.documentElement.scrollWidth") == 390
    assert not file.page.locator("#legend li").first.is_visible()
    popup = file.open("Turgusun")
    card, box = file.page.locator(".card").bounding_box(), popup.bounding_box()
    assert box["y"] >= card["y"] + card["height"]
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
