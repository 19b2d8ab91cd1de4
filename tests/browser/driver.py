"""The atlas in a real browser, as tests drive it: open, look, pick, wait; and what must never happen.

Waits poll from outside: the page's policy forbids evaluating text, on which `wait_for_function` relies.
"""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from urllib.parse import parse_qsl, urlsplit

CHROMIUM_ARGS = ["--no-sandbox", "--disable-background-networking", "--use-angle=swiftshader",
                 "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
PATIENCE = 30  # seconds; far more than anything takes, for machines that are busy
_GPU_TALK = re.compile(r"GL Driver Message|GPU stall")
_RECORDS = """(whole) => {
  const map = window.atlas && window.atlas.map;
  if (!map) return whole ? {} : [];
  const layers = map.getStyle().layers.filter((l) => l.metadata && l.metadata.interactive).map((l) => l.id);
  const found = map.queryRenderedFeatures({ layers }).map((f) => f.properties);
  return whole ? Object.fromEntries(found.map((p) => [p.id, p])) : [...new Set(found.map((p) => p.id))];
}"""


def find_chromium() -> str | None:
    """Where Chromium is installed; None leaves it to Playwright's own."""
    found = next(filter(None, map(which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found and str(Path(found))


class AtlasPage:
    """One page of the atlas at an address such as http://127.0.0.1:8050, and what went wrong in it."""

    def __init__(self, page, site):
        self.page, self.site = page, site
        self.problems: list[str] = []
        self.requests: list[str] = []
        self.questions: list[str] = []
        self.expected: list[str] = []
        page.set_default_timeout(10_000)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        page.on("request", self._on_request)

    def _on_request(self, request):
        self.requests.append(request.url)
        if "/_dash-update-component" in request.url:
            self.questions.append(request.post_data or "")

    def _on_console(self, message):
        if message.type in ("error", "warning") and not _GPU_TALK.search(message.text):
            self.problems.append(f"console {message.type}: {message.text}")

    # --- open and wait -----------------------------------------------------------------------------

    def open(self, address="/"):
        """Go there and wait until the map is drawn and the sentence says what is shown."""
        self.page.goto(self.site + address)
        return self.wait_drawn()

    def wait_drawn(self):
        """Wait for the map's first picture and the server's first answer."""
        self.wait(lambda: self.js("Boolean(window.atlas && atlas.map && atlas.map.loaded())"), "the map is drawn")
        self.wait(self.count, "the sentence is there")
        return self

    def wait(self, condition, what, seconds=PATIENCE):
        """The first truthy value of a function, asked again and again; AssertionError after some time."""
        end = time.monotonic() + seconds
        while not (value := condition()):
            assert time.monotonic() < end, f"waited {seconds} s in vain: {what}; problems: {self.problems}"
            self.page.wait_for_timeout(40)
        return value

    def wait_equal(self, read, expected, what):
        """Wait until a function gives the expected value; on failure the assertion shows the difference."""
        end = time.monotonic() + PATIENCE
        while (value := read()) != expected and time.monotonic() < end:
            self.page.wait_for_timeout(40)
        assert value == expected, what

    def go(self, address):
        """Go to another address of the page as "back" does: without loading it anew."""
        self.js("""(address) => {
          history.pushState(null, "", address);
          window.dispatchEvent(new PopStateEvent("popstate"));
        }""", address)

    def reset(self):
        """Back to an address without choices, in the page itself and much faster than opening it anew."""
        self.go("/")
        self.js("""() => {
          document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; });
          atlas.map.stop().fitBounds([[46, 34.5], [88, 56]], { duration: 0, padding: 24 }, { atlas: "command" });
        }""")
        self.wait(lambda: self.page.locator("#sentence .chip").count() == 0 and self.count(), "nothing is picked")
        self.wait(lambda: not self.query() and self.js("atlas.map.loaded()"), "the address is empty")
        self.wait_still()
        return self

    def wait_still(self):
        """Wait until the map neither moves nor loads."""
        self.wait(lambda: self.js("!atlas.map.isMoving() && atlas.map.loaded()"), "the map is still")
        return self

    # --- look --------------------------------------------------------------------------------------

    def js(self, code, argument=None):
        """Evaluate an expression or function in the page."""
        return self.page.evaluate(code, argument)

    def shown(self) -> dict[str, dict]:
        """The records drawn on the visible map once it is still: id -> properties."""
        self.wait_still()
        return self.js(_RECORDS, True)

    def shown_ids(self) -> set[str]:
        """Ids of the records drawn on the visible map."""
        return set(self.js(_RECORDS, False))

    def camera(self) -> list[float]:
        """Zoom, latitude and longitude of the map."""
        return self.js("[atlas.map.getZoom(), atlas.map.getCenter().lat, atlas.map.getCenter().lng]")

    def place(self, record) -> dict:
        """A pixel of the page where the reader would hit a drawn record: {x, y} in CSS pixels."""
        return self.js("""(id) => {
          const wanted = (layer) => layer.metadata && layer.metadata.interactive;
          const layers = atlas.map.getStyle().layers.filter(wanted).map((layer) => layer.id);
          const canvas = atlas.map.getCanvas(), box = canvas.getBoundingClientRect();
          const isThere = ([x, y]) => document.elementFromPoint(box.x + x, box.y + y) === canvas
            && atlas.map.queryRenderedFeatures([x, y], { layers }).some((f) => f.properties.id === id);
          const points = (part) => (Array.isArray(part[0]) ? part.flatMap(points) : [atlas.map.project(part)]);
          for (const { geometry } of atlas.map.queryRenderedFeatures({ layers, filter: ["==", ["get", "id"], id] })) {
            const way = points(geometry.coordinates);
            for (let i = 0; i < way.length; i += 1) for (let share = 0; share < 1; share += 0.1) {
              const a = way[i], b = way[i + 1] || a;
              const at = [a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)];
              if (isThere(at)) return { x: box.x + at[0], y: box.y + at[1] };
            }
            // Sites at one place are fanned out around it.
            for (let r = 4; r < 90; r += 4) for (let turn = 0; turn < 6.2; turn += 0.3) {
              const at = [way[0].x + r * Math.cos(turn), way[0].y + r * Math.sin(turn)];
              if (geometry.type === "Point" && isThere(at)) return { x: box.x + at[0], y: box.y + at[1] };
            }
          }
          return null;
        }""", record)

    def sentence(self) -> str:
        """The sentence above the map."""
        return " ".join(self.page.locator("#sentence").inner_text().split())

    def count(self) -> int:
        """The big number of the sentence; 0 before it is there."""
        figures = self.page.locator("#sentence .count")
        text = re.sub(r"\D", "", figures.inner_text()) if figures.count() else ""
        return int(text or 0)

    def address(self) -> dict[str, str]:
        """The parameters of the address."""
        return dict(parse_qsl(urlsplit(self.page.url).query, keep_blank_values=True))

    def query(self) -> dict[str, str]:
        """The parameters of the address that are choices."""
        return {name: value for name, value in self.address().items()
                if name not in ("map", "record", "tab", "theme", "basemap", "lang")}

    # --- do ----------------------------------------------------------------------------------------

    def control(self, param):
        """The control of a filter parameter."""
        return self.page.locator(f"#{param}-control")

    def unfold(self, param):
        """Open the list of a facet."""
        title = self.control(param).locator(".facet-title")
        if title.get_attribute("aria-expanded") == "false":
            title.click()

    def tick(self, param, value):
        """Tick a box of a facet."""
        self.unfold(param)
        more = self.control(param).locator(".facet-more")
        box = self.control(param).locator(f'input[value="{value}"]')
        if not box.count() and more.count():
            more.click()
        box.click()

    def move_with(self, button):
        """Press one of the map's buttons and wait until it has moved the map."""
        before = self.camera()
        self.page.locator(f"#{button}").click()
        self.wait(lambda: self.camera() != before, f"{button} moves the map")
        return self.wait_still()

    def command(self, **view):
        """Move the map at once, as a command of the page would."""
        self.js("(view) => { atlas.map.stop().jumpTo(view, { atlas: 'command' }); }", view)

    @contextmanager
    def server_held(self):
        """Keep every question to the server waiting; what happens meanwhile, happens without it."""
        held, start = [], len(self.requests)
        pattern = "**/_dash-update-component*"
        self.page.route(pattern, lambda route: held.append(route))
        try:
            yield
            others = [url for url in self.requests[start:] if "/_dash-update-component" not in url]
            assert [url for url in others if not url.startswith("blob:") and "favicon" not in url] == []
        finally:
            for route in held:
                route.continue_()
            self.page.unroute(pattern)

    # --- what must never happen --------------------------------------------------------------------

    def expect(self, pattern):
        """A problem that the test itself causes, as a regular expression."""
        self.expected.append(pattern)

    def assert_clean(self):
        """No console error or warning, no page error, no request to another host."""
        own = urlsplit(self.site).netloc
        foreign = sorted({urlsplit(url).netloc for url in self.requests if url.startswith(("http", "ws"))} - {own})
        problems = [p for p in self.problems if not any(re.search(e, p) for e in self.expected)]
        self.problems.clear()
        assert foreign == [], "requests to other hosts"
        assert problems == []
