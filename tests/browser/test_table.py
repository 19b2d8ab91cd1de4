"""The table: what is shown as rows, in step with the map."""

import pytest


@pytest.fixture
def table(atlas):
    atlas.tick("country", "TKM")
    atlas.page.locator("#tab-table").click()
    atlas.page.locator(".ag-row").first.wait_for()
    atlas.wait(lambda: atlas.address().get("tab") == "table" and atlas.query(), "the address follows")
    atlas.wait_equal(lambda: row_count(atlas), atlas.count(), "the rows are those of the sentence")
    return atlas


def row_count(atlas):
    grid = atlas.page.locator(".ag-root").first
    return int(grid.get_attribute("aria-rowcount")) - 1


def column(atlas, name, n=8):
    cells = atlas.page.locator(f'.ag-row [col-id="{name}"]')
    rows = [(int(cell.locator("xpath=..").get_attribute("row-index")), cell.inner_text()) for cell in cells.all()]
    return [text for _, text in sorted(rows)][:n]


def header(atlas, name):
    return atlas.page.locator(f'.ag-header-cell[col-id="{name}"]')


def test_the_rows_follow_the_filter(table):
    before = table.count()
    table.tick("status", "operational")
    table.wait(lambda: 0 < table.count() < before, "the sentence follows")
    table.wait_equal(lambda: row_count(table), table.count(), "the rows follow")
    assert set(column(table, "status")) == {"Operational"}


def test_sorting(table):
    header(table, "year_completed").click()
    table.wait(lambda: header(table, "year_completed").get_attribute("aria-sort") == "ascending", "sorted up")
    header(table, "year_completed").click()
    table.wait(lambda: header(table, "year_completed").get_attribute("aria-sort") == "descending", "sorted down")
    years = [int(text) for text in column(table, "year_completed") if text]
    assert len(years) > 3 and years == sorted(years, reverse=True)


def test_choosing_columns(table):
    assert header(table, "place").count() == 0
    table.page.locator(".columns-menu summary").click()
    table.page.locator(".columns-menu label", has_text="Place").first.click()
    header(table, "place").wait_for()
    assert any(column(table, "place"))
    table.page.locator(".columns-menu label", has_text="Place").first.click()
    header(table, "place").wait_for(state="detached")
    table.page.keyboard.press("Escape")


def test_a_click_on_a_row_opens_the_record_and_goes_there(table):
    row = table.page.locator('.ag-row[row-index="2"]').first
    name, record = row.locator('[col-id="name"]').inner_text(), row.get_attribute("row-id")
    camera = table.camera()
    row.locator('[col-id="name"]').click()
    table.page.locator("#details h2", has_text=name.rstrip("…")).wait_for()
    table.wait(lambda: table.address().get("record") == record, "the address follows")
    table.wait(lambda: table.camera() != camera, "the map goes there")
    table.wait_still()
    table.wait(lambda: record in table.shown_ids(), "the record is in view")


def test_a_click_on_the_map_marks_the_row(table):
    table.command(center=[61.8, 36.9], zoom=7.4)
    table.wait_still()
    record = next(iter(sorted(r for r, p in table.shown().items() if p["layer"] == "sites")))
    at = table.place(record)
    table.page.mouse.click(at["x"], at["y"])
    table.wait(lambda: table.address().get("record") or table.page.locator(".atlas-chooser").count(), "it is picked")
    if table.page.locator(".atlas-chooser").count():
        table.page.locator(".atlas-chooser-item").first.click()
    picked = table.wait(lambda: table.address().get("record"), "the address names it")
    table.page.locator(f'.ag-row-selected[row-id="{picked}"]').first.wait_for()


def test_an_empty_table_says_so(table):
    table.control("q").locator("input").fill("nothing has this name")
    table.page.locator(".ag-overlay", has_text="No record fits").wait_for()


def test_the_table_opens_from_the_address(visit):
    atlas = visit("/?tab=table&country=TKM&record=galkynysh")
    atlas.page.locator(".ag-row").first.wait_for()
    atlas.page.locator('.ag-row-selected[row-id="galkynysh"]').first.wait_for()
    assert row_count(atlas) == atlas.count()
