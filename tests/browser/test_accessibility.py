"""With the keyboard alone, with a screen reader, with weak eyes."""

import pytest

from dashboard.style import TOKENS


def focused(atlas):
    return atlas.js("""() => {
      const node = document.activeElement, control = node.closest("[id$=-control]");
      return { tag: node.tagName, type: node.type || "", id: node.id, within: control ? control.id : "" };
    }""")


def tab_until(atlas, reached, most=60):
    for _ in range(most):
        atlas.page.keyboard.press("Tab")
        if reached(now := focused(atlas)):
            return now
    raise AssertionError(f"not reached within {most} tabs; now at {focused(atlas)}")


def test_a_filter_with_the_keyboard_alone(atlas):
    atlas.js("() => { document.activeElement.blur(); document.querySelector('.brand').focus(); }")
    at = tab_until(atlas, lambda now: now["within"] == "country-control" and now["type"] == "checkbox")
    outline = atlas.js("getComputedStyle(document.activeElement).outlineStyle")
    assert at["tag"] == "INPUT" and outline != "none", "what has the focus is seen"
    atlas.page.keyboard.press("Space")
    atlas.wait(lambda: atlas.query().get("country"), "the address follows")
    assert focused(atlas)["within"] == "country-control", "the focus stays"
    atlas.wait(lambda: atlas.page.locator("#sentence .chip").count(), "the sentence follows")
    atlas.page.keyboard.press("Space")
    atlas.wait_equal(atlas.query, {}, "and back")


def test_a_facet_folds_with_the_keyboard(atlas):
    title = atlas.control("sector").locator(".facet-title")
    title.focus()
    opened = title.get_attribute("aria-expanded")
    atlas.page.keyboard.press("Enter")
    assert title.get_attribute("aria-expanded") != opened
    atlas.page.keyboard.press("Enter")
    assert title.get_attribute("aria-expanded") == opened


def test_slash_goes_to_the_search(atlas):
    atlas.page.locator("#zoom-in").focus()
    atlas.page.keyboard.press("/")
    assert focused(atlas)["within"] == "q-control"
    atlas.page.keyboard.type("a/b")
    assert atlas.control("q").locator("input").input_value() == "a/b", "within a field it is a letter"


def test_escape_closes_the_menus(atlas):
    summary = atlas.page.locator("#menu-download > summary")
    summary.focus()
    atlas.page.keyboard.press("Enter")
    atlas.page.locator("#menu-download .menu-body").wait_for()
    atlas.page.keyboard.press("Tab")
    atlas.page.keyboard.press("Escape")
    atlas.page.locator("#menu-download .menu-body").wait_for(state="hidden")
    assert atlas.js("document.activeElement.closest('#menu-download') !== null"), "the focus is not lost"


def test_a_record_opens_and_closes_with_the_keyboard(atlas):
    atlas.go("/?record=khorgos-dry-port")
    atlas.page.locator("#details h2").wait_for()
    atlas.page.locator("#details-close").focus()
    atlas.page.keyboard.press("Enter")
    atlas.wait(lambda: "record" not in atlas.address(), "it is closed")


def test_the_map_moves_with_the_keys(atlas):
    atlas.page.locator(".maplibregl-canvas").focus()
    before = atlas.camera()
    atlas.page.keyboard.press("ArrowRight")
    atlas.wait(lambda: atlas.camera()[2] > before[2], "to the east")
    atlas.wait_still()
    atlas.page.keyboard.press("+")
    atlas.wait(lambda: atlas.camera()[0] > before[0], "closer")
    atlas.wait_still()


NAMED = {"button", "link", "checkbox", "textbox", "searchbox", "combobox", "slider", "switch", "tab", "menuitem",
         "radio", "spinbutton", "img", "image", "DisclosureTriangle"}


@pytest.mark.parametrize("address", ["/", "/?record=khorgos-dry-port&tab=table&country=KAZ&year=2010-2020"])
def test_everything_that_can_be_used_has_a_name(atlas, address):
    atlas.go(address)
    atlas.wait(lambda: bool(atlas.page.locator("#sentence .chip").count()) == ("country" in address), "the sentence")
    if "table" in address:
        atlas.page.locator(".ag-row").first.wait_for()
    session = atlas.page.context.new_cdp_session(atlas.page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    shown = [node for node in tree if not node.get("ignored") and node.get("role", {}).get("value") in NAMED]
    nameless = [(node["role"]["value"], node.get("backendDOMNodeId")) for node in shown
                if not node.get("name", {}).get("value", "").strip()]
    assert len(shown) > 60
    assert nameless == []


def test_landmarks_and_language(atlas):
    tree = atlas.page.locator("body").aria_snapshot()
    for landmark in ("banner", "main", "search", "complementary", "navigation"):
        assert f"- {landmark}" in tree, landmark
    assert atlas.js("document.documentElement.lang") == "en"
    assert atlas.page.locator("#sentence").get_attribute("role") == "status"
    assert atlas.page.locator("#notices").get_attribute("role") == "alert"
    assert atlas.js("[...document.images].every((image) => image.hasAttribute('alt'))")
    assert atlas.page.locator(".maplibregl-canvas").get_attribute("aria-label")


def test_less_motion_when_asked(visit):
    atlas = visit("/", reduced_motion="reduce")
    moving = atlas.js("""() => [...document.querySelectorAll("*")].filter((node) => {
      const style = getComputedStyle(node);
      return style.transitionDuration.split(", ").some((t) => parseFloat(t) > 0.01);
    }).length""")
    assert moving == 0
    before = atlas.camera()
    atlas.page.locator("#zoom-in").click()
    atlas.wait(lambda: atlas.camera()[0] > before[0], "the map still zooms")


# --- contrast: WCAG 2.2, 1.4.3 ----------------------------------------------------------------------

def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [("text", "surface"), ("text", "surface-2"), ("text", "surface-3"), ("text-2", "surface"),
         ("text-2", "surface-2"), ("text-3", "surface"), ("text-3", "surface-2"), ("accent", "surface"),
         ("accent", "surface-2"), ("accent", "accent-soft"), ("text", "accent-soft"), ("on-accent", "accent"),
         ("warning", "warning-soft"), ("text", "warning-soft"), ("label", "land"), ("text-2", "land")]


@pytest.mark.parametrize("theme", TOKENS)
@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(theme, words, ground):
    assert contrast(TOKENS[theme][words], TOKENS[theme][ground]) >= 4.5
