"""The printed map: what a sheet holds, where it stands, and what its files say about themselves."""

import io
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pypdf
import pytest
import zxingcpp
from matplotlib.text import Text
from PIL import Image

from dashboard.printing import FORMATS, fonts, page
from dashboard.printing.options import PrintOptions
from dashboard.printing.projection import Box, choose_projection, fit_frame, view_frame
from geodata.filters import FilterSpec

MM_PER_PT = 25.4 / 72


def write(suffix, selection, **options):
    return FORMATS[suffix].write(selection.gdf, selection.provenance, selection.names, options=PrintOptions(**options))


def draw(selection, **options):
    return page.draw_sheet(selection.gdf, selection.provenance, PrintOptions(**options))


def open_png(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def read_codes(image):
    return [code.text for code in zxingcpp.read_barcodes(np.asarray(image.convert("L")))]


def overlaps(sheet):
    """Pairs of names whose boxes meet."""
    return [(a.lines, b.lines) for a, b in combinations(sheet.labels, 2) if a.box.meets(b.box)]


def words_of(sheet):
    """Everything that is set on the sheet, in the order it was drawn."""
    return [artist.get_text() for artist in sheet.canvas.figure.get_children() if isinstance(artist, Text)]


# --- files ----------------------------------------------------------------------------------------

def test_a_png_has_its_size_its_origin_and_a_code_that_leads_back(choose):
    chosen = choose(country="KAZ")
    image = open_png(write("png", chosen))
    assert image.size == (2245, 1587) and image.mode == "RGB"
    assert image.info["dpi"] == pytest.approx((192, 192), abs=0.1)
    assert image.info["Title"] == chosen.provenance.title
    assert image.info["Description"] == chosen.provenance.filter
    assert image.info["atlas:content_sha256"] == chosen.provenance.content_sha256
    assert image.info["atlas:made_on"] == "2026-11-21"
    assert read_codes(image) == [chosen.provenance.permalink]


@pytest.mark.parametrize(("paper", "orientation", "millimetres"), [
    ("a4", "landscape", (297, 210)), ("a3", "portrait", (297, 420))])
def test_a_pdf_is_one_page_of_its_paper_with_text_that_can_be_read(choose, paper, orientation, millimetres):
    chosen = choose(language="ru", country="KAZ")
    document = pypdf.PdfReader(io.BytesIO(write("pdf", chosen, paper=paper, orientation=orientation)))
    assert len(document.pages) == 1
    size = document.pages[0].mediabox
    assert (float(size.width) * MM_PER_PT, float(size.height) * MM_PER_PT) == pytest.approx(millimetres, abs=0.1)
    text = document.pages[0].extract_text()
    assert chosen.provenance.title in text
    assert "Сухой порт" in text and "Астана" in text and "Просим ссылаться так" in text
    facts = document.metadata
    assert facts.title == chosen.provenance.title and facts.subject == chosen.provenance.filter
    assert chosen.provenance.content_sha256 in facts["/Keywords"]
    assert facts.creation_date.date() == chosen.provenance.made_on


def test_an_svg_is_xml_with_its_origin_and_nothing_that_runs(choose):
    chosen = choose(catalogue="hostile")
    content = write("svg", chosen)
    root = ElementTree.fromstring(content)
    assert (root.get("width"), root.get("height")) == ("841.889764pt", "595.275591pt")
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not names & {"script", "foreignObject", "a"}
    assert not [key for element in root.iter() for key in element.attrib if key.lower().startswith("on")]
    facts = {element.tag.rpartition("}")[2]: "".join(element.itertext()).strip() for element in root.iter()}
    assert facts["source"] == chosen.provenance.permalink
    assert facts["date"] == "2026-11-21"
    assert f"content_sha256: {chosen.provenance.content_sha256}" in facts["description"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_view_is_the_same_file(choose, suffix):
    first, second = (write(suffix, choose(sector="230")) for _ in range(2))
    assert first == second


# --- what is on a sheet ---------------------------------------------------------------------------

def test_the_legend_holds_only_what_is_drawn(choose):
    rows = [(row.group, row.code) for row in draw(choose(kind="road,gas_pipeline")).legend if row.item]
    assert rows == [("lines", "gas_pipeline"), ("lines", "road"), ("statuses", "built"), ("statuses", "building")]
    view = {"view": (7, 44.2, 80.2), "view_text": "7/44.2/80.2"}
    rows = [(row.group, row.code) for row in draw(choose(layers="sites"), **view).legend if row.item]
    assert rows == [("sectors", "transport"), ("statuses", "built")]


def test_records_off_the_map_are_counted_and_shown_in_the_inset(choose):
    sheet = draw(choose(layers="sites"), view=(7, 44.2, 80.2), view_text="7/44.2/80.2")
    assert sheet.outside == 2 and "2 records outside this map" in words_of(sheet)
    assert draw(choose(layers="sites")).outside == 0


def test_few_records_are_named_and_no_name_meets_another(choose):
    sheet = draw(choose())
    named = {" ".join(label.lines) for label in sheet.labels if label.kind == "record"}
    assert "Khorgos–Eastern Gate dry port" in named or any("Khorgos" in name for name in named)
    assert {"KAZAKHSTAN", "Bishkek"} <= {" ".join(label.lines) for label in sheet.labels}
    assert overlaps(sheet) == []


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
@pytest.mark.parametrize("query", [{}, {"country": "UZB"}, {"sector": "110"}])
def test_no_names_meet_on_maps_of_the_whole_catalogue(atlas_selection, language, query):
    sheet = draw(atlas_selection(language, **query))
    assert overlaps(sheet) == []
    edge = sheet.frame.box
    assert all(edge.x < label.box.x and label.box.right < edge.right and edge.y < label.box.y
               and label.box.top < edge.top for label in sheet.labels)


def test_names_without_room_become_numbers_in_a_list(make_repository, select_from):
    sites = [{"id": f"school-{n}", "name": f"The quite long name of school number {n}", "kind": "school",
              "sector": "110", "at": (69.2 + n / 50, 41.3)} for n in range(12)]
    sheet = draw(select_from(make_repository(*sites), precision="near"), view=(5, 41.3, 69.3), view_text="5/41.3/69.3")
    numbered = [mark.number for mark in sheet.drawn.marks if mark.number]
    assert numbered and sorted(numbered) == list(range(1, len(numbered) + 1))
    assert {str(number) for number in numbered} <= set(words_of(sheet))
    assert overlaps(sheet) == []


def test_nothing_found_is_a_map_that_says_so(choose):
    chosen = choose(q="nothing has this")
    sheet = draw(chosen)
    assert "No record fits these choices." in words_of(sheet)
    assert sheet.legend == [] and sheet.drawn.rows == set()
    assert read_codes(open_png(write("png", chosen))) == [chosen.provenance.permalink]


def test_nothing_in_view_is_said_in_other_words(choose):
    sheet = draw(choose(), view=(6, -30, -60), view_text="6/-30/-60")
    assert "None of these records lies within this view." in words_of(sheet)
    assert sheet.outside == 6


def test_one_record_is_drawn_with_its_surroundings(choose):
    sheet = draw(choose(q="turgusun"))
    assert [mark.glyph for mark in sheet.drawn.marks] == ["hydro"]
    x, y = sheet.drawn.marks[0].x, sheet.drawn.marks[0].y
    assert (x, y) == pytest.approx(sheet.frame.box.centre, abs=0.1)
    assert 1_000_000 < 1000 / sheet.frame.mm_per_m < 3_000_000


def test_the_chosen_record_is_named_among_many_and_part_of_the_link(atlas_selection):
    sheet = draw(atlas_selection("en"), record="khorgos-dry-port")
    assert [label.kind for label in sheet.labels].count("record") == 1
    assert sheet.provenance.permalink.endswith("/?record=khorgos-dry-port")


def test_hostile_texts_are_only_letters(make_repository, select_from):
    name = "$\\frac{a}{b}$ <script>alert(1)</script> --> ]]> \u202e\x07 \U0001f600 " + "very" * 80
    chosen = select_from(make_repository({"id": "hostile", "name": name}), q="<script>$x$ 霍尔果斯 \U0001f600")
    everything = select_from(make_repository({"id": "hostile", "name": name}))
    for selection in (chosen, everything):
        ElementTree.fromstring(write("svg", selection))
    sheet = draw(everything)
    (label,) = [label for label in sheet.labels if label.kind == "record"]
    assert label.lines[0].startswith("$\\frac{a}{b}$") and label.lines[-1].endswith("…") and len(label.lines) == 3


def test_a_permalink_too_long_for_a_code_goes_without(choose):
    chosen = choose()
    long = replace(chosen.provenance, permalink="https://atlas.example/?q=" + "x" * 3000)
    sheet = page.draw_sheet(chosen.gdf, long, PrintOptions())
    assert "This view, live and with sources" not in words_of(sheet)


def test_the_dark_sheet_still_has_a_code_that_scans(choose):
    chosen = choose()
    image = open_png(write("png", chosen, theme="dark"))
    assert sum(image.getpixel((3, 3))) < 150
    assert read_codes(image) == [chosen.provenance.permalink]


# --- projection -----------------------------------------------------------------------------------

@pytest.mark.parametrize(("extent", "name"), [
    ((46, 35, 88, 56), "aea"), ((29, -5, 33, 4), "laea"), ((-77, -12, 122, 71), "eqearth"),
    ((20, -40, 40, -20), "aea")])
def test_the_projection_suits_the_extent(extent, name):
    assert choose_projection(*extent).name == name


def test_degrees_come_back_from_the_sheet(choose):
    frame = fit_frame(Box(10, 10, 200, 150), list(choose().gdf.geometry))
    lons, lats = frame.to_degrees(*frame.to_sheet([60, 75.5], [40, 51.25]))
    assert lons == pytest.approx([60, 75.5]) and lats == pytest.approx([40, 51.25])


def test_a_view_has_its_own_middle_and_scale():
    frame = view_frame(Box(10, 10, 210, 150), 5.2, 43.1, 70.4)
    assert [float(part) for part in frame.to_degrees(*frame.box.centre)] == pytest.approx([70.4, 43.1])
    assert frame.zoom == pytest.approx(5.2 + np.log2(210 / (25.4 / 96) / 1050), abs=0.05)


def test_the_world_is_drawn_whole():
    frame = view_frame(Box(10, 10, 210, 150), 0.5, 30, 60)
    assert frame.is_world
    assert frame.outline.bounds[2] - frame.outline.bounds[0] == pytest.approx(210, abs=0.5)


# --- letters --------------------------------------------------------------------------------------

def test_lines_are_no_wider_than_asked():
    for text in ("a b c " * 40, "x" * 300, "哈萨克斯坦" * 30, "https://atlas.example/?country=KAZ&sector=230" * 3):
        assert all(fonts.measure(line, 8) <= 40.01 for line in fonts.break_lines(text, 40, 8))


def test_without_a_chinese_font_the_sheet_is_in_english(monkeypatch):
    monkeypatch.setattr(fonts, "families", lambda: ("DejaVu Sans",))
    assert [fonts.speaks(language) for language in ("en", "ru", "zh")] == ["en", "ru", "en"]


def test_a_sheet_that_had_to_be_in_english_says_why(choose):
    asked, plain = (draw(choose(), asked_language=language) for language in ("zh", "en"))
    assert any("no font with Chinese characters" in text for text in asked.texts)
    assert not any("no font" in text for text in plain.texts)



@pytest.fixture
def atlas_selection(atlas_repository, select_from):
    """A function: language and filter -> the Selection of the whole catalogue."""
    return lambda language, **query: select_from(atlas_repository, language, **query)


@pytest.fixture
def select_from():
    """A function: a repository, a language and a filter -> the Selection that an export is made of."""
    from dashboard.context import PageContext
    from geodata.export.selection import select_records
    from tests.unit.conftest import EXPORT_DAY

    def select(repository, language="en", **query):
        spec, problems = FilterSpec.from_query(query, repository.records)
        assert problems == []
        names = PageContext(repository, language).names
        return select_records(repository, spec, "atlas", language=language, names=names,
                              base_url="https://atlas.example", made_on=EXPORT_DAY)
    return select
