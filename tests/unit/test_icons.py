"""The icons: every kind has one, every path is one that an SVG, a canvas and a print can read."""

import re
from itertools import combinations
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from shapely.geometry import Polygon

from dashboard.icons import BOX, FALLBACK, GLYPHS, POWER_PLANTS, data_uri, glyph_for, svg

POINT_KINDS = """
seaport dry_port airport border_crossing storage substation power_plant oil_gas_field refinery
gas_plant mine factory industrial_zone farm telecom school culture hospital bank water_works
environment public_building
""".split()
LINE_KINDS = """
road railway corridor sea_route air_route gas_pipeline oil_pipeline products_pipeline
transmission_line
""".split()
BUTTONS = """
search filter close chevron_down chevron_left chevron_right plus minus home expand sun moon globe
download share link table list info layers target pin undo external calendar check warning menu
chart copy
""".split()

NUMBER = r"\d+(?:\.\d{1,2})?"
POINT = rf"{NUMBER},{NUMBER}"
PATH = re.compile(rf"(?:M{POINT}(?:L{POINT}|C{POINT} {POINT} {POINT})+Z)+")


def read_parts(path: str) -> list[Polygon]:
    """The closed parts of a path as polygons, curves cut into eight chords."""
    return [Polygon(read_outline(part)) for part in path.split("Z")[:-1]]


def read_outline(part: str) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for command, text in re.findall(r"([MLC])([^MLC]+)", part):
        given = [tuple(map(float, pair.split(","))) for pair in text.split()]
        points += given if command != "C" else read_curve(points[-1], *given)
    return points


def read_curve(a, b, c, d, pieces=8):
    for t in (number / pieces for number in range(1, pieces + 1)):
        weights = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
        yield tuple(
            sum(w * p[i] for w, p in zip(weights, (a, b, c, d), strict=True)) for i in (0, 1)
        )


def draw_area(path: str) -> Polygon:
    """What even-odd filling paints."""
    painted = Polygon()
    for part in read_parts(path):
        painted = painted.symmetric_difference(part)
    return painted


@pytest.mark.parametrize("kind", POINT_KINDS + LINE_KINDS)
def test_every_kind_has_its_own_glyph(kind):
    assert glyph_for(kind, None) == kind
    assert kind in GLYPHS


@pytest.mark.parametrize("name", BUTTONS + sorted(set(POWER_PLANTS.values())))
def test_buttons_and_fuels_have_a_glyph(name):
    assert name in GLYPHS


def test_no_two_glyphs_are_the_same():
    assert len(set(GLYPHS.values())) == len(GLYPHS)


@pytest.mark.parametrize("name", GLYPHS)
def test_path_is_plain_and_stays_in_its_box(name):
    path = GLYPHS[name]
    assert PATH.fullmatch(path)
    numbers = [float(number) for number in re.findall(NUMBER, path)]
    assert min(numbers) >= 0
    assert max(numbers) <= BOX


@pytest.mark.parametrize("name", GLYPHS)
def test_parts_never_cross(name):
    """Two crossing parts would leave a hole where they meet."""
    parts = read_parts(GLYPHS[name])
    assert all(part.is_valid for part in parts)
    for one, other in combinations(parts, 2):
        shared = one.intersection(other).area
        assert shared < 0.05 or shared > min(one.area, other.area) - 0.05


@pytest.mark.parametrize("name", POINT_KINDS + sorted(set(POWER_PLANTS.values())))
def test_map_glyphs_sit_in_the_middle_and_weigh_alike(name):
    painted = draw_area(GLYPHS[name])
    west, north, east, south = painted.bounds
    assert (west + east) / 2 == pytest.approx(12, abs=0.6)
    assert (north + south) / 2 == pytest.approx(12, abs=1.2)
    assert max(east - west, south - north) > 18
    assert 0.17 < painted.area / BOX**2 < 0.5


@pytest.mark.parametrize(
    ("subsector", "glyph"),
    [
        ("23220", "hydro"),
        ("23230", "solar"),
        ("23240", "wind"),
        ("23320", "coal"),
        ("23330", "gas_fired"),
        ("23340", "gas_fired"),
        ("23510", "nuclear"),
        ("23360", "waste"),
        ("23270", "biomass"),
        ("23210", "power_plant"),
        (None, "power_plant"),
    ],
)
def test_power_plants_show_their_fuel(subsector, glyph):
    assert glyph_for("power_plant", subsector) == glyph


def test_only_power_plants_look_at_the_subsector():
    assert glyph_for("substation", "23230") == "substation"


@pytest.mark.parametrize("kind", ["spaceport", "search", "hydro", "", None])
def test_a_kind_without_a_drawing_gets_the_pin(kind):
    assert glyph_for(kind, "23220") == FALLBACK


def test_svg_escapes_its_title():
    text = svg("mine", 22, title='</title><script>alert("x")</script>')
    assert "<script" not in text
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img"
    assert root.get("width") == root.get("height") == "22"
    assert root[0].text == '</title><script>alert("x")</script>'


def test_svg_without_a_title_is_decoration_in_the_colour_of_the_text():
    root = ElementTree.fromstring(svg("search"))
    assert root.get("aria-hidden") == "true"
    assert root.get("fill") == "currentColor"
    assert [child.tag.split("}")[1] for child in root] == ["path"]


def test_data_uri_carries_the_colour_and_nothing_that_ends_an_attribute_or_url():
    address = data_uri("airport", '#fff"/><script>')
    assert not set("\"'<>() #") & set(address)
    root = ElementTree.fromstring(unquote(address.removeprefix("data:image/svg+xml,")))
    assert root.get("fill") == '#fff"/><script>'


def test_an_unknown_glyph_is_an_error():
    with pytest.raises(KeyError, match="unicorn"):
        svg("unicorn")
