"""Several records under one pointer: the reader is asked which."""

import pytest

_CROWDED = """(least) => {
  const map = atlas.map, wanted = (layer) => layer.metadata && layer.metadata.interactive;
  const layers = map.getStyle().layers.filter(wanted).map((layer) => layer.id);
  const box = map.getCanvas().getBoundingClientRect();
  for (let y = 120; y < box.height - 120; y += 3) for (let x = 120; x < box.width - 260; x += 3) {
    const found = map.queryRenderedFeatures([[x - 1, y - 1], [x + 1, y + 1]], { layers });
    const ids = new Set(found.map((f) => f.properties.id));
    if (ids.size >= least && found.every((f) => f.geometry.type !== "Point")) {
      return { x: box.x + x, y: box.y + y, ids: [...ids] };
    }
  }
  return null;
}"""


@pytest.fixture
def crowded(atlas):
    """The page where only gas pipelines are shown, and a pixel where several of them lie."""
    atlas.go("/?kind=gas_pipeline&map=4.2/42/66")
    atlas.wait(lambda: atlas.count() < 100, "only gas pipelines are shown")
    atlas.wait_still()
    return atlas, atlas.js(_CROWDED, 2)


def test_a_choice_is_offered_and_opens_the_record(crowded):
    atlas, spot = crowded
    atlas.page.mouse.click(spot["x"], spot["y"])
    items = atlas.page.locator(".atlas-chooser-item")
    items.first.wait_for()
    assert items.count() == len(spot["ids"]) >= 2
    assert "record" not in atlas.address()
    name = items.nth(1).locator(".atlas-chooser-name").inner_text()
    items.nth(1).click()
    atlas.page.locator("#details h2", has_text=name).wait_for()
    assert items.count() == 0


def test_the_choice_with_keys(crowded):
    atlas, spot = crowded
    atlas.page.mouse.click(spot["x"], spot["y"])
    items = atlas.page.locator(".atlas-chooser-item")
    items.first.wait_for()
    assert items.first.evaluate("(node) => node === document.activeElement")
    atlas.page.keyboard.press("ArrowDown")
    name = items.nth(1).locator(".atlas-chooser-name").inner_text()
    assert items.nth(1).evaluate("(node) => node === document.activeElement")
    atlas.page.keyboard.press("Enter")
    atlas.page.locator("#details h2", has_text=name).wait_for()


def test_escape_and_a_click_elsewhere_close_it(crowded):
    atlas, spot = crowded
    items = atlas.page.locator(".atlas-chooser-item")
    for close in (lambda: atlas.page.keyboard.press("Escape"), lambda: atlas.control("q").locator("input").click()):
        atlas.page.mouse.click(spot["x"], spot["y"])
        items.first.wait_for()
        close()
        items.first.wait_for(state="detached")
        assert "record" not in atlas.address()
