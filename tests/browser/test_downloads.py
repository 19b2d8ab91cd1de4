"""The menu's links: with a filter active, the file holds as many records as the page says."""

import csv
import io
import json

import openpyxl
import pytest

QUERY = {"country": "TJK", "status": "operational"}


def rows_of_csv(data):
    lines = [line for line in data.decode("utf-8-sig").splitlines(keepends=True) if not line.startswith("# ")]
    return sum(1 for _ in csv.DictReader(io.StringIO("".join(lines))))


def rows_of_xlsx(data):
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    layers = [sheet for sheet in book.worksheets if sheet.title not in ("sources", "README")]
    return sum(len(list(sheet.iter_rows(min_row=2, values_only=True))) for sheet in layers)


COUNTS = {"csv": rows_of_csv, "xlsx": rows_of_xlsx, "geojson": lambda data: len(json.loads(data)["features"])}


def open_menu(atlas):
    atlas.page.locator("#menu-download > summary").click()
    atlas.page.locator("#menu-download .menu-body").wait_for()


@pytest.fixture
def filtered(atlas):
    atlas.tick("country", "TJK")
    atlas.tick("status", "operational")
    atlas.wait_equal(atlas.query, QUERY, "the address follows")
    atlas.wait(lambda: atlas.page.locator("#sentence .chip").count() == 2, "the sentence follows")
    open_menu(atlas)
    return atlas


@pytest.mark.parametrize("suffix", COUNTS)
def test_the_file_holds_what_the_page_shows(filtered, suffix):
    assert filtered.page.locator("#shown-count").inner_text() == str(filtered.count())
    with filtered.page.expect_download() as downloading:
        filtered.page.locator(f'[data-export="/export/atlas.{suffix}"]').click()
    download = downloading.value
    assert download.suggested_filename.startswith("belt-road-atlas_operational-TJK_")
    assert download.suggested_filename.endswith(f".{suffix}")
    assert COUNTS[suffix](download.path().read_bytes()) == filtered.count() > 10


def test_every_link_carries_the_filter(filtered):
    links = filtered.page.locator("[data-export]")
    assert links.count() >= 3
    for link in links.all():
        address = link.get_attribute("href")
        assert address.startswith("/export/atlas.") and "country=TJK" in address and "status=operational" in address


def test_nothing_found_is_a_file_all_the_same(atlas):
    atlas.control("q").locator("input").fill("nothing has this name")
    atlas.page.locator("#empty .empty-title").wait_for()
    open_menu(atlas)
    with atlas.page.expect_download() as downloading:
        atlas.page.locator('[data-export="/export/atlas.csv"]').click()
    assert rows_of_csv(downloading.value.path().read_bytes()) == 0


def test_the_record_itself(atlas):
    atlas.go("/?record=khorgos-dry-port")
    link = atlas.page.locator('#details a[href^="/api/records/"]').first
    link.wait_for()
    answer = atlas.page.request.get(atlas.site + link.get_attribute("href"))
    assert answer.json()["id"] == "khorgos-dry-port"
