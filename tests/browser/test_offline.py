"""No network but the server itself, through a long session that uses everything."""

from urllib.parse import urlsplit


def test_a_long_session_asks_nobody_else(chromium, site):
    from tests.browser.conftest import DESKTOP
    from tests.browser.driver import AtlasPage

    context, blocked = chromium.new_context(**DESKTOP, service_workers="block"), []

    def only_own(route):
        if urlsplit(route.request.url).netloc == urlsplit(site).netloc:
            route.continue_()
        else:
            blocked.append(route.request.url)
            route.abort()

    context.route("**/*", only_own)
    atlas = AtlasPage(context.new_page(), site).open("/")
    atlas.tick("country", "KAZ")
    atlas.control("q").locator("input").fill("霍尔果斯")
    atlas.wait(lambda: atlas.count() < 60, "a few records")
    for button in ("fit", "zoom-in", "zoom-out", "home"):
        atlas.move_with(button)
    atlas.page.locator("#sentence .clear-all").click()
    atlas.go("/?record=khorgos-dry-port&map=10/44.2/80.3")
    atlas.page.locator("#details h2", has_text="Khorgos").wait_for()
    atlas.wait_still()
    atlas.page.locator("#theme-switch").click()
    atlas.page.locator("#tab-table").click()
    atlas.page.locator(".ag-row").first.wait_for()
    for tab in atlas.page.locator(".bar-pages .tab, .dock .tab").all():
        tab.click()
    atlas.wait_still()
    atlas.command(center=[120, 35], zoom=11)
    atlas.wait_still()
    atlas.page.locator('[data-lang="ru"]').click()
    atlas.wait_drawn()
    assert blocked == []
    assert len(atlas.requests) > 40
    atlas.assert_clean()
    context.close()


def test_the_map_goes_on_without_the_server(visit):
    """What is loaded stays usable when the server is gone: filters repaint, the map moves."""
    atlas = visit("/", offline=False)
    atlas.wait_still()
    before = len(atlas.shown_ids())
    atlas.expect(r"ERR_INTERNET_DISCONNECTED|Failed to fetch|Callback failed|server did not respond")
    atlas.page.context.set_offline(True)
    atlas.tick("status", "under_construction")
    atlas.wait(lambda: 0 < len(atlas.shown_ids()) < before, "the map follows")
    atlas.page.locator("#zoom-in").click()
    atlas.wait_still()
    atlas.page.wait_for_timeout(300)
    atlas.page.context.set_offline(False)
    atlas.tick("status", "operational")
    atlas.wait(lambda: "operational" in atlas.sentence(), "and once the server is back, so does the rest")
