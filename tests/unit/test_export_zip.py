"""The archive of everything: that it is whole, and that its parts agree."""

import csv
import hashlib
import io
import json
import zipfile

import pytest

from geodata.export import EXPORTS, export


@pytest.fixture
def unpack():
    """A function: Selection -> {name: bytes}."""
    def unpack_zip(chosen):
        data = export(chosen.gdf, chosen.provenance, "zip", chosen.names)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}
    return unpack_zip


def test_every_file_has_its_checksum(choose, unpack):
    files = unpack(choose())
    sums = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_the_parts_are_the_exports_themselves(choose, unpack):
    chosen = choose(country="KAZ")
    files = unpack(chosen)
    for suffix in ("xlsx", "geojson", "gpkg", "parquet", "kml"):
        assert files[f"data/records.{suffix}"] == export(chosen.gdf, chosen.provenance, suffix, chosen.names)


def test_the_csv_of_an_archive_has_no_lines_of_provenance(choose, unpack):
    chosen = choose()
    with_provenance = export(chosen.gdf, chosen.provenance, "csv", chosen.names).decode("utf-8-sig")
    assert unpack(chosen)["data/records.csv"].decode("utf-8-sig") == with_provenance[with_provenance.index("id,layer"):]


def test_the_data_package_describes_every_column(choose, unpack):
    files = unpack(choose())
    package = json.loads(files["datapackage.json"])
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in package["resources"]:
        assert resource["bytes"] == len(files[resource["path"]])
        assert resource["hash"] == "sha256:" + hashlib.sha256(files[resource["path"]]).hexdigest()
        assert resource["name"] == resource["name"].lower()
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    tables = {r["path"]: r["schema"] for r in package["resources"] if r.get("type") == "table"}
    assert tables["data/records.csv"]["primaryKey"] == ["id"]
    assert tables["data/sources.csv"]["foreignKeys"][0]["reference"] == {"resource": "records-csv", "fields": ["id"]}
    for path in ("data/records.csv", "data/sources.csv"):
        fields = next(r["schema"]["fields"] for r in package["resources"] if r["path"] == path)
        assert [field["name"] for field in fields] == next(csv.reader(io.StringIO(files[path].decode("utf-8-sig"))))


def test_the_citation_and_the_readme_say_where_it_comes_from(choose, unpack):
    chosen = choose(country="KGZ", language="ru")
    files = unpack(chosen)
    citation = files["CITATION.cff"].decode()
    assert citation.startswith('cff-version: "1.2.0"\n')
    assert f'version: "{chosen.provenance.data_version}"' in citation
    assert 'date-released: "2026-11-21"' in citation
    readme = files["README.md"].decode()
    assert chosen.provenance.content_sha256 in readme and "data/records.gpkg" in readme


def test_a_hostile_filter_writes_no_markdown_and_no_yaml(choose, unpack):
    files = unpack(choose(q='"\n- x: [link](http://evil.example) <img src=x>'))
    assert "[link](http://evil.example)" not in files["README.md"].decode()
    assert "<img" not in files["README.md"].decode().replace("\\<img", "")
    assert files["CITATION.cff"].decode().count("\n") == 11


def test_nothing_is_an_archive_all_the_same(choose, unpack):
    assert json.loads(unpack(choose(q="nothing has this"))["data/records.geojson"])["features"] == []


def test_every_address_of_a_data_format_has_its_writer():
    assert set(EXPORTS) >= {"csv", "xlsx", "geojson", "gpkg", "parquet", "fgb", "kml", "shp.zip", "bib", "zip"}
