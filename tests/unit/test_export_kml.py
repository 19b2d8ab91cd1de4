"""KML read back with an XML parser and with GDAL."""

import html.parser
import xml.etree.ElementTree as ET

import geopandas as gpd
import pytest

from geodata.export import export
from geodata.export.look import Look

KML = "{http://www.opengis.net/kml/2.2}"
LOOK = Look(sectors={"210": "#2170C0"}, lines={"gas_pipeline": "#E08A00"})


def read(chosen):
    return ET.fromstring(export(chosen.gdf, chosen.provenance, "kml", chosen.names, LOOK))


class Tags(html.parser.HTMLParser):
    """Collects what tags and links a browser would see."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]


def test_a_folder_for_each_layer_in_the_language_asked_for(choose):
    folders = read(choose(language="zh")).findall(f".//{KML}Folder")
    assert [folder.findtext(f"{KML}name") for folder in folders] == ["项目点", "运输线路", "油气管道", "输电线路"]
    assert [len(folder.findall(f"{KML}Placemark")) for folder in folders] == [3, 1, 1, 1]
    assert folders[0][2].findtext(f"{KML}name") == "霍尔果斯东大门无水港"


def test_every_mark_has_the_style_of_its_sector_or_kind(choose):
    document = read(choose())
    styles = {style.get("id"): style for style in document.iter(f"{KML}Style")}
    assert styles["sector-210"].findtext(f".//{KML}color") == "ffc07021"
    assert styles["kind-gas_pipeline"].findtext(f".//{KML}color") == "ff008ae0"
    used = {mark.findtext(f"{KML}styleUrl").removeprefix("#") for mark in document.iter(f"{KML}Placemark")}
    assert used == set(styles)


def test_a_balloon_tells_the_facts_and_names_the_sources(choose):
    balloon = read(choose("sites", q="khorgos")).findtext(f".//{KML}Placemark/{KML}description")
    assert "Dry port or logistics centre" in balloon and "COSCO Shipping" in balloon
    assert Tags(balloon).links == ["https://oevz.example/en/khorgos/", "https://trend.example/2976597.html#top",
                                   "https://atlas.example/?record=khorgos-dry-port"]


def test_all_columns_and_the_provenance_are_in_the_extended_data(choose):
    chosen = choose("pipelines")
    document = read(chosen)
    data = {d.get("name"): d.findtext(f"{KML}value") for d in document.findall(f".//{KML}Placemark//{KML}Data")}
    assert (data["diameter_mm"], data["countries"], data["in_brief"]) == ("1067", "TKM; UZB; KAZ; CHN", "true")
    about = {d.get("name"): d.findtext(f"{KML}value") for d in document.findall(f"{KML}Document/{KML}ExtendedData/*")}
    assert about == {key: str(value) for key, value in chosen.provenance.items()}


def test_lines_of_several_parts_stay_one_record(choose):
    mark, = read(choose("powerlines")).iter(f"{KML}Placemark")
    assert [line.text for line in mark.findall(f"{KML}MultiGeometry/{KML}LineString/{KML}coordinates")] == [
        "72.9,41.2 71.5,40.6", "71.4,40.5 69.6,40.3"]


def test_nothing_leaves_empty_folders(choose):
    document = read(choose("sites", q="nothing has this"))
    assert len(document.findall(f".//{KML}Folder")) == 1
    assert document.findall(f".//{KML}Placemark") == []


def test_hostile_text_is_shown_and_not_run(choose):
    document = read(choose(catalogue="hostile"))
    balloon = document.findtext(f".//{KML}Placemark/{KML}description")
    seen = Tags(balloon)
    assert set(seen.tags) <= {"p", "table", "tr", "th", "td", "ol", "li", "a"}
    assert "&lt;script&gt;" in balloon
    assert document.findtext(f".//{KML}Placemark/{KML}name") == '=HYPERLINK("http://evil.example","click")'


def test_a_link_that_is_no_web_address_is_not_made(choose):
    chosen = choose("sites", q="turgusun")
    chosen.gdf["sources"] = [({"title": "x", "publisher": "y", "url": "javascript:alert(1)"},)]
    balloon = read(chosen).findtext(f".//{KML}Placemark/{KML}description")
    assert Tags(balloon).links == ["https://atlas.example/?record=turgusun-1-hydropower"]


@pytest.mark.parametrize("catalogue", ["small", "hostile"])
def test_gdal_reads_it(choose, catalogue, tmp_path):
    chosen = choose("sites", catalogue=catalogue)
    path = tmp_path / "atlas.kml"
    path.write_bytes(export(chosen.gdf, chosen.provenance, "kml", chosen.names))
    gdf = gpd.read_file(path, layer="Sites")
    assert list(gdf["Name"]) == list(chosen.gdf["name"])
    assert gdf.geometry.geom_equals_exact(chosen.gdf.geometry.reset_index(drop=True), 1e-6).all()
