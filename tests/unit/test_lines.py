"""Lines: their length against the stated one, their legs, how well they are known, and what shares a track."""

import json
from itertools import pairwise

import geopandas as gpd
import pytest
import shapely

from geodata import line_rules
from geodata.geometry import leg_lengths_km, length_km
from geodata.loading import BASEMAP_DIR, CATALOGUE_DIR, load_catalogue, load_countries
from geodata.validation import find_problems, find_remarks

# One country of the region from 60 to 70 degrees east, France from 0 to 5.
COUNTRIES = gpd.GeoDataFrame({"iso_a3": ["KAZ", "FRA"]}, crs="EPSG:4326",
                             geometry=[shapely.box(60, 40, 70, 50), shapely.box(0, 40, 5, 50)]).set_index("iso_a3")
LINE = [(65.0, 45.0), (65.5, 45.2), (66.0, 45.4)]  # 90 km in two legs of 45 km
LONG = [(65.0, 45.0), (66.0, 45.0)]  # 79 km


@pytest.fixture(scope="module")
def problems_of(write_catalogue):
    """A function: one record as a short dict -> its problems as (field, text)."""
    return lambda **record: [(problem.field, problem.text)
                             for problem in find_problems(load_catalogue(write_catalogue(record)), COUNTRIES)]


@pytest.fixture(scope="module")
def lines():
    """Every line of the catalogue, by id."""
    features = [json.loads(path.read_text("utf-8")) for layer in ("routes", "pipelines", "powerlines")
                for path in (CATALOGUE_DIR / layer).glob("*.geojson")]
    return {feature["id"]: feature for feature in features}


@pytest.mark.parametrize("stated", [90, 112, 83, None])
def test_a_line_as_long_as_stated_is_no_problem(problems_of, stated):
    assert problems_of(id="road", at=LINE, length_km=stated) == []


@pytest.mark.parametrize(("stated", "ratio"), [(150, "0.60"), (75, "1.20")])
def test_a_line_much_shorter_or_longer_than_stated_is_a_problem(problems_of, stated, ratio):
    (field, text), = problems_of(id="road", at=LINE, length_km=stated)
    assert field == "length_km"
    assert text.startswith(f"drawn 90 km, stated {stated} km (ratio {ratio}, usual 0.8-1.1).")
    assert "LENGTH_EXCEPTIONS" in text


def test_a_line_with_a_reason_is_remarked_on_instead(write_catalogue, monkeypatch):
    monkeypatch.setitem(line_rules.LENGTH_EXCEPTIONS, "road", "its loops are small")
    raw = load_catalogue(write_catalogue({"id": "road", "at": LINE, "length_km": 150}))
    assert find_problems(raw, COUNTRIES) == []
    (remark,) = find_remarks(raw)
    assert remark.text.endswith("Allowed: its loops are small.")


def test_a_long_leg_in_the_region_is_a_problem(problems_of):
    (field, text), = problems_of(id="road", at=LONG)
    assert field == "geometry"
    assert text.startswith("the leg from 65.00, 45.00 is 79 km long; add the places between")


@pytest.mark.parametrize("record", [
    {"at": LONG, "kind": "sea_route"}, {"at": LONG, "kind": "air_route"},
    {"at": [(1.0, 45.0), (2.0, 45.0)], "countries": ["FRA"]}, {"at": LINE}, {"at": (65.0, 45.0)},
])
def test_elsewhere_at_sea_and_in_the_air_legs_may_be_long(problems_of, record):
    assert problems_of(id="road", **record) == []


def test_a_long_leg_with_a_reason_is_no_problem(problems_of, monkeypatch):
    monkeypatch.setitem(line_rules.LEG_EXCEPTIONS, "road", "desert")
    assert problems_of(id="road", at=LONG) == []


@pytest.mark.parametrize(("points", "accuracy"), [
    ([(65, 45), (66, 45)], "endpoints"),
    ([(65, 45), (65.2, 45), (65.4, 45), (66.1, 45)], "traced"),
    ([(65, 45), (65.2, 45), (65.4, 45), (66.6, 45)], "sketched"),
    (LINE, "sketched"),
])
def test_the_legs_say_how_well_a_line_is_known(problems_of, points, accuracy):
    assert line_rules.line_accuracy(shapely.LineString(points)) == accuracy
    wrong = "traced" if accuracy != "traced" else "sketched"
    assert [field for field, _ in problems_of(id="road", at=points, kind="air_route", accuracy=wrong)] == ["accuracy"]
    assert problems_of(id="road", at=points, kind="air_route", accuracy=accuracy) == []


def test_a_survey_is_taken_at_its_word(problems_of):
    assert problems_of(id="road", at=LINE, accuracy="surveyed") == []


def test_every_line_says_how_well_it_is_known(lines):
    assert [i for i, line in lines.items() if line["properties"].get("accuracy") is None] == []


def test_every_exception_is_still_needed(lines):
    region = line_rules.region_area(load_countries())
    shapes = {i: shapely.from_geojson(json.dumps(line["geometry"])) for i, line in lines.items()}
    row = {i: {"length_km": line["properties"].get("length_km"), "geometry": shapes[i]} for i, line in lines.items()}
    assert [i for i in line_rules.LENGTH_EXCEPTIONS if not line_rules.odd_length(row[i])] == []
    assert [i for i in line_rules.LEG_EXCEPTIONS if not line_rules.long_legs(region, shapes[i])] == []


def test_points_have_names_that_say_where_they_are(lines):
    nameless = [(i, name) for i, line in lines.items() for name in line["properties"]["waypoints"]
                if not name.strip() or name.lower().startswith(("via", "point", "waypoint"))]
    assert nameless == []


def test_no_point_follows_itself(lines):
    assert [i for i, line in lines.items() if (leg_lengths_km(
        shapely.from_geojson(json.dumps(line["geometry"]))) < 0.1).any()] == []


# The train ferry on Lake Van, two plans with few points, and a pipeline sketched across central China.
IN_WATER = {"astana-almaty-high-speed-railway", "china-central-asia-west-asia-corridor",
            "kaz-china-ekibastuz-hami", "west-east-pipeline-2"}


def test_no_line_on_land_runs_through_a_lake(lines):
    """Across more than 5 km of a lake of the basemap."""
    lakes = gpd.read_file(BASEMAP_DIR / "lakes.geojson", engine="pyogrio").geometry.to_numpy()
    tree, wet = shapely.STRtree(lakes), set()
    for i, line in lines.items():
        shape = shapely.from_geojson(json.dumps(line["geometry"]))
        crossed = shapely.intersection(shape, lakes[tree.query(shape, predicate="intersects")])
        if line["properties"]["kind"] not in ("sea_route", "air_route") and any(length_km(c) > 5 for c in crossed):
            wet.add(i)
    assert wet == IN_WATER


def test_parallel_strings_share_one_course(lines):
    courses = [lines[f"cagp-line-{letter}"]["geometry"]["coordinates"] for letter in "abc"]
    assert courses[0] == courses[1] == courses[2]


def test_the_points_of_a_section_are_a_stretch_of_its_whole(lines):
    apart = [i for i, line in lines.items() if (whole := lines.get(line["properties"].get("parent") or ""))
             and _length_km(line) > 10 and not _is_stretch(_points(line), _points(whole))]
    assert apart == []  # tunnels are shorter than the distance between the points of a whole


def _length_km(line):
    return length_km(shapely.from_geojson(json.dumps(line["geometry"])))


def _points(line):
    return [tuple(point) for point in line["geometry"]["coordinates"]]


def _is_stretch(part, whole):
    steps = set(pairwise(whole)) | set(pairwise(whole[::-1]))
    return all(step in steps for step in pairwise(part))
