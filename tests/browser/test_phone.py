"""A phone: the map fills the screen, one sheet at a time, nothing sticks out."""

import pytest

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 1}


@pytest.fixture(scope="module")
def phone_page(chromium, site):
    from tests.browser.conftest import DESKTOP
    from tests.browser.driver import AtlasPage

    context = chromium.new_context(**DESKTOP | PHONE)
    yield AtlasPage(context.new_page(), site).open("/")
    context.close()


@pytest.fixture
def phone(phone_page):
    phone_page.reset()
    sheet(phone_page, "map")
    yield phone_page
    phone_page.assert_clean()


def sheet(phone, name):
    """Open a sheet with its tab at the bottom."""
    if phone.js("document.documentElement.dataset.sheet || 'map'") != name:
        phone.page.locator(f'#phone-tabs [data-sheet="{name}"]').tap()
    phone.wait(lambda: phone.js("document.documentElement.dataset.sheet || 'map'") == name, f"the sheet {name}")


def assert_fits(phone):
    assert phone.js("document.documentElement.scrollWidth") <= 390
    sticking_out = phone.js("""() => [...document.querySelectorAll("button, a, input, select, summary, h2, p")]
      .filter((node) => node.checkVisibility({ visibilityProperty: true }))
      .filter((node) => !node.closest(".ag-root, .bar-pages, .unseen"))
      .map((node) => [node.outerHTML.slice(0, 80), node.getBoundingClientRect()])
      .filter(([, box]) => box.width > 2 && (box.right > 391 || box.left < -1)).map(([html]) => html)""")
    assert sticking_out == []


def test_the_map_fills_the_screen(phone):
    box = phone.page.locator("#map").bounding_box()
    assert box["width"] == 390 and box["height"] > 450
    assert len(phone.shown_ids()) > 50
    assert_fits(phone)


def test_filters_in_a_sheet(phone):
    sheet(phone, "filters")
    phone.page.locator("#filters").wait_for()
    assert_fits(phone)
    phone.control("country").locator('input[value="KGZ"]').tap()
    phone.wait_equal(phone.query, {"country": "KGZ"}, "the address follows")
    sheet(phone, "map")
    phone.page.locator("#filters").wait_for(state="hidden")
    phone.page.locator("#sentence .chip").wait_for()
    assert_fits(phone)


def test_a_tap_on_the_map_opens_the_details(phone):
    phone.command(center=[-77.27, -11.58], zoom=8)
    phone.wait(lambda: "chancay" in phone.shown_ids(), "the record is drawn")
    phone.wait_still()
    at = phone.place("chancay")
    phone.page.touchscreen.tap(at["x"], at["y"])
    phone.page.locator("#details h2", has_text="Chancay").wait_for()
    assert_fits(phone)
    panel = phone.page.locator("#details-panel").bounding_box()
    assert panel["y"] > 100 and panel["width"] == 390, "the map stays in view above the sheet"
    phone.page.locator("#details-close").tap()
    phone.page.locator("#details-panel").wait_for(state="hidden")


def test_the_list_in_a_sheet(phone):
    sheet(phone, "list")
    phone.page.locator(".ag-row").first.wait_for()
    assert_fits(phone)
    phone.page.locator('.ag-row [col-id="name"]').first.tap()
    phone.page.locator("#details h2").wait_for()


def test_every_control_is_big_enough_to_tap(phone):
    sheet(phone, "filters")
    small = phone.js("""() => [...document.querySelectorAll(
      ".facet-row, .facet-title, .map-button, .phone-tabs button, .switch")]
      .filter((node) => node.checkVisibility({ visibilityProperty: true }))
      .filter((node) => node.getBoundingClientRect().height < 24).map((node) => node.outerHTML.slice(0, 90))""")
    assert small == [], "24 CSS pixels, WCAG 2.2 success criterion 2.5.8"


def test_the_download_menu_fits(phone):
    phone.page.locator("#menu-download > summary").tap()
    phone.page.locator("#menu-download .menu-body").wait_for()
    assert_fits(phone)
