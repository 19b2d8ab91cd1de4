"""One real server and one real browser a session; every page is watched and must stay without a fault."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.driver import CHROMIUM_ARGS, PATIENCE, AtlasPage, find_chromium

ROOT = Path(__file__).resolve().parents[2]
DESKTOP = {"viewport": {"width": 1280, "height": 720}, "locale": "en-US", "color_scheme": "light",
           "reduced_motion": "no-preference"}


def pytest_collection_modifyitems(items):
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def serve(tmp_path_factory):
    """A function that starts the real app with these settings and gives its address."""
    started = []

    def start(**environ):
        folder = tmp_path_factory.mktemp("server")
        log = folder / "log.txt"
        defaults = {"ATLAS_PORT": "0", "ATLAS_DATA_DIR": str(folder / "data")}
        with log.open("w") as out:
            process = subprocess.Popen([sys.executable, "-u", "app.py"], cwd=ROOT, stdout=out, stderr=out,
                                       env=os.environ | defaults | environ)
        started.append(process)
        end = time.monotonic() + PATIENCE
        while not (found := re.search(r"answers on (http://\S+)", log.read_text("utf-8"))):
            assert process.poll() is None and time.monotonic() < end, log.read_text("utf-8")
            time.sleep(0.1)
        return found[1]

    yield start
    for process in started:
        process.terminate()
    for process in started:
        process.wait(10)


@pytest.fixture(scope="session")
def site(serve):
    """The address of the app over the real catalogue."""
    return serve()


@pytest.fixture(scope="session")
def chromium():
    """The browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def shared_context(chromium):
    """A context for pages of a module that need no settings of their own; its cache saves their loading."""
    context = chromium.new_context(**DESKTOP)
    yield context
    context.close()


@pytest.fixture(scope="module")
def shared_page(shared_context, site):
    """One page for all the tests of a module; `atlas` puts it back to the start for each of them."""
    return AtlasPage(shared_context.new_page(), site).open("/")


@pytest.fixture
def atlas(shared_page):
    """The page with nothing picked. Faults are found at the end of each test."""
    yield shared_page.reset()
    shared_page.assert_clean()
    shared_page.expected.clear()


@pytest.fixture
def visit(chromium, shared_context, site):
    """A function that opens a page of its own: `visit("/?country=KAZ")`.

    With settings of a context (viewport, color_scheme, locale...) it has a context of its own too. `at`
    is the address of another server; `drawn=False` leaves the waiting to the test.
    """
    pages, contexts = [], []

    def open_page(address="/", at=None, drawn=True, **settings):
        context = shared_context
        if settings:
            context = chromium.new_context(**DESKTOP | settings)
            contexts.append(context)
        page = AtlasPage(context.new_page(), at or site)
        pages.append(page)
        if drawn:
            return page.open(address)
        page.page.goto(page.site + address)
        return page

    yield open_page
    try:
        for page in pages:
            page.assert_clean()
    finally:
        for page in pages:
            page.page.close()
        for context in contexts:
            context.close()
