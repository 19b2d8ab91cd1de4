"""Every format with everything, one layer, one record, nothing and hostile texts, read by programs that are not ours.

Ids, geometry and the value of every column are held against the frame. What is special about a format is in its own
`test_export_*.py`.
"""

import io
import json
import re
from xml.etree import ElementTree

import pypdf
import pytest
import readers
import shapely
from filter_strategies import specs
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dashboard import printing, takeaway
from dashboard.formats import FORMATS
from geodata.codes import LAYERS
from geodata.columns import COLUMN
from geodata.export.selection import select_records
from geodata.filters import FilterSpec, apply_filter
from tests.unit.test_export_html import Page

VIEWS = {"one layer": {"what": "pipelines"}, "one record": {"q": "turgusun"}, "nothing": {"q": "nothing has this"},
         "hostile": {"catalogue": "hostile", "what": "sites"}, "everything": {}}
MICRODEGREE = 1.1e-6


@pytest.fixture(scope="module")
def whole(atlas_repository):
    """The whole catalogue as a Selection."""
    from datetime import date
    return select_records(atlas_repository, FilterSpec(), "atlas", base_url="https://atlas.example",
                          made_on=date(2026, 11, 21))


@pytest.fixture
def save(tmp_path):
    """A function: Selection and format -> path of the file."""
    def save_file(chosen, suffix):
        path = tmp_path / f"atlas.{suffix}"
        path.write_bytes(write(chosen, suffix))
        return path
    return save_file


def write(chosen, suffix):
    return FORMATS[suffix].write(chosen.gdf, chosen.provenance, chosen.names)


def assert_same(found, gdf, layers=LAYERS):
    """The same ids, every cell the same, and geometry to a millionth of a degree."""
    wanted = readers.wanted(gdf)
    assert set(found) == set(wanted)
    columns = [name for name in readers.COMPARED if set(COLUMN[name].layers) & set(layers)]
    for record, (shape, cells) in wanted.items():
        other, theirs = found[record]
        assert shapely.equals_exact(_parts(other), _parts(shape), MICRODEGREE), record
        own_columns = [name for name in columns if cells["layer"] in COLUMN[name].layers or name in theirs]
        assert {name: readers.plain(name, theirs.get(name)) for name in own_columns} == {
            name: cells[name] for name in own_columns}, record


def _parts(shape):
    """A line as one of several parts: some formats know no other."""
    return shapely.MultiLineString([shape]) if shape.geom_type == "LineString" else shape


@pytest.mark.parametrize("suffix", readers.READERS)
@pytest.mark.parametrize("view", VIEWS)
def test_a_file_says_what_the_frame_says(choose, save, suffix, view):
    chosen = choose(**VIEWS[view])
    assert len(chosen.gdf) == {"nothing": 0, "everything": 6}.get(view, 1)
    what = VIEWS[view].get("what", "atlas")
    assert_same(readers.READERS[suffix](save(chosen, suffix)), chosen.gdf, LAYERS if what == "atlas" else (what,))


@pytest.mark.parametrize("suffix", readers.READERS)
def test_a_file_of_the_whole_catalogue_says_what_the_frame_says(whole, save, suffix):
    assert_same(readers.READERS[suffix](save(whole, suffix)), whole.gdf)


def test_the_bibliography_of_the_whole_catalogue_has_every_address_once(whole):
    bibtexparser = pytest.importorskip("bibtexparser")
    library = bibtexparser.parse_string(write(whole, "bib").decode("utf-8"))
    assert library.failed_blocks == []
    found = [entry.fields_dict["url"].value for entry in library.entries[1:] if "url" in entry.fields_dict]
    addresses = {source["url"] for sources in whole.gdf["sources"] for source in sources if source["url"]}
    assert len({entry.key for entry in library.entries}) == len(library.entries)
    assert {re.sub(r"\\(.)", r"\1", url) for url in found} == addresses


def test_the_map_to_keep_has_every_record_of_the_catalogue_in_its_place(whole):
    page = Page(write(whole, "html"))
    ids = [record["id"] for record in page.data["records"]]
    names = dict(zip(whole.gdf["id"], whole.gdf["name"], strict=True))
    assert {record["id"]: record["name"] for record in page.data["records"]} == names
    drawn = re.findall(r'\{"geometry": (\{[^{}]*\}), "id": (\d+), "properties": \{\}, "type": "Feature"\}',
                       page.scripts[-1])
    places = {int(number): shapely.from_geojson(text) for text, number in drawn}
    assert sorted(places) == list(range(len(whole.gdf)))
    shapes = whole.gdf.set_index("id").geometry
    assert max(shapely.hausdorff_distance(place, shapes[ids[n]]) for n, place in places.items()) < 0.01


@pytest.mark.parametrize("view", VIEWS)
def test_the_map_to_keep_says_what_the_frame_says(choose, view):
    chosen = choose(**VIEWS[view])
    page = Page(write(chosen, "html"))
    assert {record["id"]: record["name"] for record in page.data["records"]} == dict(
        zip(chosen.gdf["id"], chosen.gdf["name"], strict=True))
    assert page.data["provenance"]["content_sha256"] == chosen.provenance.content_sha256


@pytest.mark.parametrize("view", ["everything", "one layer", "hostile"])
def test_a_printed_map_says_what_it_shows(choose, view):
    """One record and nothing: test_printing.py."""
    chosen = choose(**VIEWS[view])
    page, = pypdf.PdfReader(io.BytesIO(write(chosen, "pdf"))).pages
    text = "".join(page.extract_text().split())
    assert [name for name in chosen.gdf["name"] if "".join(name.split())[:9] not in text] == []


@pytest.mark.parametrize("view", ["one layer", "hostile"])
def test_pictures_of_a_map_are_sound_and_carry_the_sum_of_their_records(choose, view):
    chosen = choose(**VIEWS[view])
    drawing = ElementTree.fromstring(write(chosen, "svg"))
    assert chosen.provenance.content_sha256 in "".join(drawing.itertext())
    image = Image.open(io.BytesIO(write(chosen, "png")))
    image.load()
    assert image.info["atlas:content_sha256"] == chosen.provenance.content_sha256
    assert image.info["atlas:records"] == "1"


SMALL_SPECS = specs(("cnpc", "cosco"), ("central-asia-china-line-a", "datka-khodjent-line", "khorgos-dry-port",
                                        "osh-sarytash-road", "turgusun-1-hydropower"))


@pytest.mark.parametrize("suffix", readers.READERS)
@given(spec=SMALL_SPECS, what=st.sampled_from(("atlas", *LAYERS)))
@settings(max_examples=5)
def test_a_file_holds_exactly_the_records_its_filter_admits(catalogues, tmp_path_factory, suffix, spec, what):
    repository = catalogues["small"]
    records = repository.records
    keep = apply_filter(records, spec)
    admitted = records.gdf["id"][keep & ((what == "atlas") | (records.gdf["layer"] == what).to_numpy())]
    chosen = _choose(repository, spec, what)
    path = tmp_path_factory.mktemp("random") / f"atlas.{suffix}"
    path.write_bytes(write(chosen, suffix))
    assert set(readers.READERS[suffix](path)) == set(admitted)


@given(spec=SMALL_SPECS)
@settings(max_examples=5)
def test_a_map_to_keep_holds_exactly_the_records_its_filter_admits(catalogues, spec):
    records = catalogues["small"].records
    page = Page(write(_choose(catalogues["small"], spec, "atlas"), "html"))
    ids = [record["id"] for record in page.data["records"]]
    assert sorted(ids) == sorted(records.gdf["id"][apply_filter(records, spec)])


def _choose(repository, spec, what):
    from datetime import date
    return select_records(repository, spec, what, base_url="https://atlas.example", made_on=date(2026, 11, 21))


def test_no_format_goes_untested():
    assert set(FORMATS) == {*readers.READERS, "bib", *takeaway.FORMATS, *printing.FORMATS}


def test_json_is_read_as_it_is(whole):
    features = json.loads(write(whole, "geojson"))["features"]
    sources = {feature["id"]: feature["properties"]["sources"] for feature in features}
    assert sources == {record: list(cited) for record, cited in zip(whole.gdf["id"], whole.gdf["sources"], strict=True)}
