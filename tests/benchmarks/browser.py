"""A real browser for the benchmarks: Chromium, headless, drawing WebGL in software."""

from __future__ import annotations

import contextlib
import shutil

from playwright.sync_api import sync_playwright

_ARGS = ["--no-sandbox", "--disable-background-networking", "--use-angle=swiftshader",
         "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
WINDOW = {"width": 1280, "height": 720}
_WAIT_MS = 20

_ON_MAP = """(() => {
  const waiting = setInterval(() => {
    const map = window.atlas && window.atlas.map;
    if (!map) return;
    clearInterval(waiting);
    map.once("idle", () => { window.benchmark_drawn = performance.now(); });
  }, 2);
})()"""


@contextlib.contextmanager
def run_browser():
    """A browser until the block ends: the system's Chromium, or the one Playwright brought."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGS)
        yield browser
        browser.close()


def browser_version() -> str:
    """The browser's name and version."""
    with run_browser() as browser:
        return f"Chromium {browser.version}"


@contextlib.contextmanager
def open_page(browser, address: str | None = None):
    """A page with an empty cache; with an address, the atlas there, its map drawn."""
    context = browser.new_context(viewport=WINDOW, locale="en-US", color_scheme="light")
    page = context.new_page()
    page.add_init_script(_ON_MAP)
    if address:
        page.goto(address)
        wait_for_map(page)
    yield page
    context.close()


def wait_for_map(page, most_s: float = 120) -> float:
    """Wait until the map is drawn; milliseconds that took from the start of the navigation."""
    for _ in range(int(most_s * 1000 / _WAIT_MS)):
        if drawn := page.evaluate("window.benchmark_drawn || 0"):
            return drawn
        page.wait_for_timeout(_WAIT_MS)
    raise TimeoutError(f"the map was not drawn within {most_s} s")
