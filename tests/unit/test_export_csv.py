"""CSV read back with the csv module and with pandas."""

import csv
import io

import pandas as pd
import pytest

from geodata.export import export


def make(chosen):
    return export(chosen.gdf, chosen.provenance, "csv", chosen.names)


def read(data):
    """The table without the lines of provenance, as the csv module sees it."""
    lines = data.decode("utf-8-sig").splitlines(keepends=True)
    start = next(i for i, line in enumerate(lines) if not line.startswith("# "))
    return list(csv.DictReader(io.StringIO("".join(lines[start:]), newline="")))


def test_several_records_keep_order_values_and_scripts(choose):
    rows = read(make(choose("sites", language="ru")))
    assert [row["id"] for row in rows] == ["almaty-logistics-hub", "khorgos-dry-port", "turgusun-1-hydropower"]
    assert rows[1]["name_zh"] == "霍尔果斯东大门无水港"
    assert rows[1]["countries_label"] == "Казахстан"
    assert (rows[2]["lon"], rows[2]["lat"], rows[2]["in_brief"]) == ("84.312346", "49.8", "false")


def test_one_record(choose):
    row, = read(make(choose(country="TJK")))
    assert (row["id"], row["lon"]) == ("datka-khodjent-line", "")
    assert row["wkt"].startswith("MULTILINESTRING ((72.9 41.2,")


def test_nothing_leaves_the_header(choose):
    data = make(choose(q="nothing has this"))
    assert read(data) == []
    assert data.decode("utf-8-sig").splitlines()[-1].startswith("id,layer,layer_label,name,")


def test_excel_finds_a_byte_order_mark_and_crlf(choose):
    data = make(choose())
    assert data.startswith(b"\xef\xbb\xbf# title: ")
    assert data.count(b"\n") == data.count(b"\r\n")


@pytest.mark.parametrize("catalogue", ["small", "hostile"])
def test_pandas_reads_it_past_the_provenance(choose, catalogue):
    chosen = choose(catalogue=catalogue)
    df = pd.read_csv(io.BytesIO(make(chosen)), comment="#")
    assert list(df["id"]) == list(chosen.gdf["id"])
    assert all("#" in text for text in df["sources"] if "khorgos" in text or "x.example" in text)


def test_provenance_stands_above_the_header(choose):
    text = make(choose(country="KAZ,UZB")).decode("utf-8-sig")
    assert "# filter: 4 of 6 records: in Kazakhstan or Uzbekistan\r\n" in text
    assert "# permalink: https://atlas.example/?country=KAZ%2CUZB\r\n" in text


def test_hostile_text_stays_text(choose):
    row, = read(make(choose(catalogue="hostile")))
    assert row["name"] == "'=HYPERLINK(\"http://evil.example\",\"click\")"
    assert row["place"] == "'\t@SUM(A1:A9)"
    assert row["summary"] == "<script>alert('x')</script>\r\nsecond line ]]> \ufffd\ufffd\ufffd end"
    assert row["capacity_note"] == '# no comment, "quoted"; {braces} 50% & more'
    assert not any(value.startswith(("=", "+", "-", "@", "\t", "＝")) for value in row.values())


def test_negative_numbers_stay_numbers(choose):
    chosen = choose("sites", q="khorgos")
    chosen.gdf.geometry = chosen.gdf.geometry.translate(xoff=-100)
    assert read(make(chosen))[0]["lon"] == "-19.76"


def test_a_hostile_filter_makes_no_formula_in_the_provenance(choose):
    text = make(choose(q='x,=HYPERLINK("http://evil.example") ;@SUM(A1),"open')).decode("utf-8-sig")
    cells = [cell for line in text.splitlines()[:13] for part in line.split(",") for cell in part.split(";")]
    assert not any(cell.strip().startswith(("=", "+", "-", "@")) for cell in cells)
    assert text.splitlines()[13].startswith("id,layer,")
    assert len(list(csv.reader(io.StringIO(text)))) == 14
