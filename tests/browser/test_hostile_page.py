"""A catalogue whose texts are an attack, in a real browser: they are read as words wherever they appear."""

from pathlib import Path

import pytest

HOSTILE = Path(__file__).parents[1] / "data" / "hostile_catalogue"


@pytest.fixture(scope="module")
def hostile_site(serve):
    """The app over the hostile catalogue."""
    return serve(ATLAS_CATALOGUE_DIR=str(HOSTILE))


def test_texts_are_words_in_every_panel(visit, hostile_site):
    atlas = visit("/?record=hostile-site", at=hostile_site)
    alerts = []
    atlas.page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    atlas.page.locator("#details h2").wait_for()
    details = atlas.page.locator("#details").inner_text()
    assert "<script>alert('x')</script>" in details and "<img src=x onerror=alert(1)> & Co" in details
    atlas.wait_still()
    at = atlas.place("hostile-site")
    atlas.page.mouse.move(at["x"], at["y"])
    atlas.page.locator(".atlas-tooltip:visible").wait_for()
    atlas.page.locator("#tab-table").click()
    atlas.page.locator(".ag-row").first.wait_for()
    atlas.page.locator("#details button", has_text="<img src=x").first.click()
    atlas.page.locator("#sentence .chip", has_text="<img src=x").wait_for()
    atlas.go("/?near=hostile-site:50&q=<img src=y onerror=alert(2)>")
    atlas.page.locator("#empty .empty-title").wait_for()
    assert atlas.page.locator("img[src='x'], img[src='y'], #details script, .atlas-tooltip img").count() == 0
    assert alerts == []
