"""The map to take away, read as a file: nothing from elsewhere, every record, no text that could run."""

import base64
import hashlib
import importlib.util
import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from dashboard.takeaway import FORMATS, basemap, leaflet, write_html
from dashboard.takeaway.words import WORDS
from dashboard.texts import TEXTS
from geodata.export.selection import select_records
from geodata.filters import FilterSpec
from geodata.wording import LANGUAGES


class Page(HTMLParser):
    """What a browser would see: tags, what they point at, meta tags, scripts and texts."""

    def __init__(self, data):
        super().__init__()
        self.tags, self.meta, self.scripts, self.data, self.links, self.loaded = [], {}, [], {}, [], []
        self._inside, self.words = None, []
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append(tag)
        self._inside = (tag, attributes)
        if tag == "meta":
            self.meta[attributes.get("name") or attributes.get("http-equiv")] = attributes.get("content")
        if tag == "a":
            self.links.append(attributes)
        elif "href" in attributes or "src" in attributes:
            self.loaded.append(attributes.get("href") or attributes["src"])
        assert [name for name in attributes if name.startswith("on")] == []

    def handle_endtag(self, tag):
        self._inside = None

    def handle_data(self, text):
        tag, attributes = self._inside or ("", {})
        if tag == "script" and attributes.get("type") == "application/json":
            self.data[attributes["id"]] = json.loads(text)
        elif tag == "script":
            self.scripts.append(text)
        elif tag != "style":
            self.words.append(text)


def write(chosen):
    return write_html(chosen.gdf, chosen.provenance, chosen.names)


def read(chosen):
    return Page(write(chosen))


def with_texts(chosen, text, url=""):
    """A copy of the same records with this text wherever a record, its source and its organisations have one."""
    gdf = chosen.gdf.copy()
    for column in ("name", "name_ru", "name_zh", "place", "summary", "open_questions", "cost_note", "capacity_note"):
        gdf[column] = text
    gdf["sources"] = [({"title": text, "publisher": text, "url": url, "date": text,
                        "supports": text},) for _ in range(len(gdf))]
    return gdf


def test_nothing_is_loaded_from_anywhere(choose):
    page = read(choose())
    assert page.loaded == []
    assert "link" not in page.tags and "iframe" not in page.tags and "base" not in page.tags
    code = "".join(page.scripts)
    assert "sourceMappingURL" not in code
    assert set(re.findall(r"https?://[\w.-]+", code)) <= {
        "https://leafletjs.com", "http://www.w3.org"}  # a comment and the prefix of Leaflet, the namespace of SVG


def test_style_sheets_load_nothing(choose):
    styles = "".join(re.findall("<style>(.*?)</style>", write(choose()).decode("utf-8"), re.DOTALL))
    assert "@import" not in styles
    addresses = {address[:22] for address in re.findall(r"url\(([^)]*)\)", styles)}
    assert addresses <= {"data:image/png;base64,", "#default#VML"}


def test_the_policy_allows_the_scripts_of_the_file_and_nothing_else(choose):
    page = read(choose())
    policy = page.meta["Content-Security-Policy"]
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in page.scripts}
    assert len(hashes) == 3
    assert policy == (f"default-src 'none'; script-src {' '.join(re.findall(r'.sha256-[^ ;]*', policy))}; "
                      "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'")
    assert set(re.findall(r"'sha256-[^ ;]*'", policy)) == hashes


def test_every_record_is_there_once(choose):
    chosen = choose()
    page = read(chosen)
    assert sorted(record["id"] for record in page.data["records"]) == sorted(chosen.gdf["id"])
    drawn = re.findall(r'"id": (\d+), "properties": \{\}, "type": "Feature"', page.scripts[-1])
    assert sorted(map(int, drawn)) == list(range(len(chosen.gdf)))


def test_a_record_says_what_the_atlas_says(choose):
    record, = read(choose("sites", q="khorgos")).data["records"]
    assert "Khorgos" in record["name"]
    assert record["kind"] == "Dry port or logistics centre"
    facts = {label: value for label, value, *_ in record["facts"]}
    assert {"Sector", "Country", "Agreed", "Cost", "Confidence"} <= set(facts)
    assert [url for _, _, url, _ in record["sources"]] == [
        "https://oevz.example/en/khorgos/", "https://trend.example/2976597.html#top"]


def test_provenance_is_in_meta_tags_and_in_a_block(choose):
    chosen = choose(country="KAZ")
    page = read(chosen)
    assert page.data["provenance"] == dict(chosen.provenance.items())
    assert page.meta["atlas-filter"] == page.meta["description"] == chosen.provenance.filter
    assert page.meta["atlas-content_sha256"] == chosen.provenance.content_sha256
    links = [link["href"] for link in page.links]
    assert links == [chosen.provenance.permalink, "https://creativecommons.org/licenses/by/4.0/"]
    assert {link["rel"] for link in page.links} == {"noopener noreferrer"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_in_the_language_asked_for(choose, language):
    page = read(choose(language=language))
    assert page.data["settings"]["words"]["sources"] == TEXTS[language]["sources"]
    assert TEXTS[language]["legend"] in page.words and WORDS[language]["about"] in page.words
    assert f'<html lang="{language}">' in write(choose(language=language)).decode("utf-8")


def test_every_language_has_the_same_words():
    assert {tuple(words) for words in WORDS.values()} == {tuple(WORDS["en"])}
    assert tuple(WORDS) == LANGUAGES


def test_the_legend_holds_only_what_is_shown(choose):
    shown = read(choose("pipelines")).words
    assert "Gas pipeline" in shown
    assert not {"Railway", "Transmission line", "Energy"} & set(shown)


def test_nothing_found_is_a_map_that_says_so(choose):
    page = read(choose("sites", q="nothing has this"))
    assert page.data["records"] == []
    assert TEXTS["en"]["table_empty"] in page.words
    assert "input" not in page.tags
    assert "L.geoJson" not in page.scripts[-1]


def test_one_record_is_a_map_that_opens_on_it(choose):
    page = read(choose("sites", q="turgusun"))
    (south, west), (north, east) = page.data["settings"]["bounds"]
    assert (south, west) == (north, east)


@pytest.mark.parametrize("text", [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>', "{{ 7 * 7 }}{% raise %}{# x", "${alert(1)}`", "\u2028\u2029\x00\uffff<!--", "'\"&<>"])
def test_hostile_text_stays_text(choose, text):
    chosen = choose(catalogue="hostile")
    data = write_html(with_texts(chosen, text), chosen.provenance, chosen.names)
    page, plain = Page(data), read(chosen)
    assert page.tags == plain.tags
    assert len(page.scripts) == 3 and page.scripts[:2] == plain.scripts[:2]
    record, = page.data["records"]
    expected = text.replace("\uffff", "\ufffd")
    assert (record["name"], record["summary"], record["sources"][0][0]) == (expected, expected, expected)


def test_no_text_of_a_record_goes_through_folium(choose):
    chosen = choose()
    script = read(chosen).scripts[-1]
    words = [value for record in read(chosen).data["records"] for value in (record["id"], record["name"])]
    assert [word for word in words if word in script] == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)",
                                 "data:text/html,x", "file:///etc/passwd", "//evil.example", "ftp://x.example"])
def test_only_web_addresses_become_links(choose, url):
    chosen = choose("sites", q="turgusun")
    gdf = with_texts(chosen, "x", url=url)
    record, = Page(write_html(gdf, chosen.provenance, chosen.names)).data["records"]
    assert record["sources"][0][2] == ""


@pytest.mark.parametrize("catalogue", ["small", "hostile"])
def test_the_same_view_gives_the_same_bytes(choose, catalogue):
    chosen = choose(catalogue=catalogue)
    assert write(chosen) == write(chosen)


def test_the_whole_catalogue_stays_below_five_megabytes(atlas_repository):
    for language in LANGUAGES:
        chosen = select_records(atlas_repository, FilterSpec(), "atlas", language=language, made_on=date(2026, 11, 21),
                                base_url="https://atlas.example")
        data = write(chosen)
        assert len(data) < 5_000_000
        assert len(Page(data).data["records"]) == len(atlas_repository.records)


def test_the_ground_is_small_and_simple():
    parts = json.loads(basemap.ground_simplified_for_drawing())
    assert list(parts) == ["land", "central_asia", "rivers", "lakes", "boundaries"]
    assert len(basemap.ground_simplified_for_drawing()) < 1_600_000


def test_a_missing_package_says_what_to_install(monkeypatch):
    leaflet.load_leaflet.cache_clear()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="pip install django-js-lib-leaflet"):
        leaflet.load_leaflet()
    monkeypatch.undo()
    leaflet.load_leaflet.cache_clear()


def test_leaflet_comes_whole_and_with_its_licence():
    found = leaflet.load_leaflet()
    assert found.script.startswith("/* @preserve") and "1.9" in found.script[:60]
    assert "url(images/" not in found.style
    assert "BSD 2-Clause" in found.licence


def test_the_format_is_html():
    assert FORMATS["html"].media_type == "text/html; charset=utf-8"
