"""The workbook read back with openpyxl."""

import io

import openpyxl

from geodata.export import export


def read(chosen):
    return openpyxl.load_workbook(io.BytesIO(export(chosen.gdf, chosen.provenance, "xlsx", chosen.names)))


def rows(sheet):
    header, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in body]


def test_a_sheet_for_each_layer_present_then_sources_then_readme(choose):
    assert read(choose(country="KAZ")).sheetnames == ["sites", "pipelines", "sources", "README"]


def test_numbers_are_numbers_and_codes_are_text(choose):
    row = rows(read(choose("sites"))["sites"])[2]
    assert (row["year_agreed"], row["capacity"], row["cost_usd_million"]) == (2016, 24.9, 31.5)
    assert (row["sector"], row["in_brief"], row["lon"]) == ("230", False, 84.312346)


def test_scripts_stay_intact(choose):
    row = rows(read(choose("sites", language="zh"))["sites"])[1]
    assert row["name_ru"] == "Сухой порт «Хоргос – Восточные ворота»"
    assert (row["name_zh"], row["kind_label"]) == ("霍尔果斯东大门无水港", "陆港或物流中心")


def test_headers_are_frozen_and_filtered(choose):
    sheet = read(choose("routes"))["routes"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref.startswith("A1:") and sheet.auto_filter.ref.endswith("2")


def test_every_source_has_its_row(choose):
    found = rows(read(choose("sites", q="khorgos"))["sources"])
    assert [(row["record"], row["number"], row["url"]) for row in found] == [
        ("khorgos-dry-port", 1, "https://oevz.example/en/khorgos/"),
        ("khorgos-dry-port", 2, "https://trend.example/2976597.html#top")]


def test_a_withheld_link_says_so(choose):
    last = rows(read(choose("pipelines"))["sources"])[-1]
    assert (last["url"], last["link_withheld"]) == (None, True)


def test_readme_and_properties_hold_the_provenance(choose):
    chosen = choose(country="KGZ")
    book = read(chosen)
    readme = {row[0]: row[1] for row in book["README"].iter_rows(values_only=True)}
    assert readme["Records chosen"] == "2 of 6 records: in Kyrgyzstan"
    assert readme["Records in this file"] == 2
    assert readme["drawn_km"] == "Length as drawn"
    assert chosen.provenance.content_sha256 in book.properties.description
    assert book.properties.created.isoformat() == "2026-11-21T00:00:00"


def test_nothing_leaves_a_sheet_with_its_header_for_each_layer(choose):
    book = read(choose(q="nothing has this"))
    assert book.sheetnames == ["sites", "routes", "pipelines", "powerlines", "sources", "README"]
    assert [sheet.max_row for sheet in book.worksheets[:5]] == [1, 1, 1, 1, 1]
    assert read(choose("sites", q="nothing has this")).sheetnames == ["sites", "sources", "README"]


def test_hostile_text_stays_text(choose):
    book = read(choose(catalogue="hostile"))
    row, = rows(book["sites"])
    assert row["name"] == "'=HYPERLINK(\"http://evil.example\",\"click\")"
    assert "second line ]]> \ufffd" in row["summary"]
    types = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line}
    assert "f" not in types
    assert not any(cell.hyperlink for sheet in book for line in sheet.iter_rows() for cell in line)


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(choose):
    chosen = choose("routes")
    chosen.gdf["summary"] = "x" * 40_000
    text = rows(read(chosen)["routes"])[0]["summary"]
    assert len(text) == 32_767 and text.endswith("…")
