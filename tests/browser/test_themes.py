"""Light and dark: by the system, by the switch, by the address."""

import re


def brightness(atlas, selector="body"):
    colour = atlas.js("(selector) => getComputedStyle(document.querySelector(selector)).backgroundColor", selector)
    red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
    return (red + green + blue) / 3


def assert_theme(atlas, theme):
    atlas.wait(lambda: atlas.js("document.documentElement.dataset.theme") == theme, "the page")
    atlas.wait(lambda: atlas.js("atlas.map.getStyle().name") == f"atlas-{theme}", "the map")
    for selector in ("body", ".bar", ".filters"):
        assert (brightness(atlas, selector) < 80) == (theme == "dark"), selector


def test_the_system_decides_and_may_change_its_mind(visit):
    atlas = visit("/", color_scheme="dark")
    assert_theme(atlas, "dark")
    atlas.page.emulate_media(color_scheme="light")
    assert_theme(atlas, "light")
    assert "theme" not in atlas.address()


def test_the_switch_wins_and_stays_in_the_address(atlas):
    atlas.tick("country", "TJK")
    atlas.wait(lambda: atlas.query(), "a choice")
    drawn = atlas.shown_ids()
    atlas.page.locator("#theme-switch").click()
    assert_theme(atlas, "dark")
    atlas.wait(lambda: atlas.address().get("theme") == "dark", "the address")
    atlas.wait_still()
    atlas.wait_equal(atlas.shown_ids, drawn, "the filter survives the change")
    atlas.page.locator("#theme-switch").click()
    assert_theme(atlas, "light")


def test_the_address_wins_over_the_system(atlas):
    atlas.page.emulate_media(color_scheme="dark")
    atlas.go("/?theme=light")
    assert_theme(atlas, "light")
    atlas.page.emulate_media(color_scheme="light")


def test_the_skeleton_is_dark_from_the_first_moment(visit):
    atlas = visit("/?theme=dark", drawn=False, java_script_enabled=False)
    assert brightness(atlas, ".skeleton-side") < 80
