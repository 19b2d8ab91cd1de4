"""Every problem of a catalogue as a list, then one error. Never repairs, never stops at the first.

Rules about a single value come from `columns.py` and `codes.py`; rules between values are here. Each
problem names the file, the field, what was found and what was expected.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from urllib.parse import urlsplit

import numpy as np
import shapely

from geodata import geometry, line_rules
from geodata.codes import WITHHELD_HOSTS, code_list
from geodata.columns import CODE, COLUMN, FLAG, INTEGER, NUMBER, PARTIES, SOURCE_FIELDS, STORED, STRUCTURE, TEXT
from geodata.dollars import DEFLATOR_FIELDS
from geodata.errors import DataFileError
from geodata.loading import Problem, RawCatalogue

FIRST_YEAR, LAST_YEAR = 1950, 2060
BORDER_TOLERANCE_KM = {"exact": 5, "near": 25, "district": 25, "region": 60}
OFFSHORE_KM = 120  # country polygons end at the coast, fields in the Caspian lie beyond
MAX_NUMBER = {INTEGER: 2**31 - 1, NUMBER: 1e15}
_REQUIRED = ("name", "kind", "sector", "status", "precision", "confidence", "countries")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ROLES = ("chinese_parties", "local_partners", "financiers")


def find_problems(raw: RawCatalogue, countries=None, known_ids=frozenset()) -> list[Problem]:
    """Everything wrong with a raw catalogue, in the order of its files.

    `countries`: polygons by alpha-3 code (EPSG:4326) to test places against; None leaves that out,
    which is quicker. `known_ids`: records besides these, which a record may be part of.
    """
    ids = {*known_ids, *(i for i in raw.gdf["id"] if isinstance(i, str))}
    region = None if countries is None else line_rules.region_area(countries)
    checks = [_check_required, _check_ids, _check_known_fields, _check_values, _check_years, _check_sources,
              partial(_check_parties, raw.organisations), _check_geometry, _check_waypoints,
              partial(_check_line, region), partial(_check_parent, ids)]
    if countries is not None:
        checks.append(partial(_check_place, countries))
    problems = list(raw.problems)
    for row in raw.gdf.to_dict("records"):
        for check in checks:
            problems += (Problem(row["file"], field, text) for field, text in check(row))
    problems += _check_repeated_ids(raw.gdf)
    problems += _check_organisations(raw.organisations)
    problems += _check_indicators(raw.indicators)
    problems += _check_deflator(raw.deflator)
    return problems


def check_catalogue(raw: RawCatalogue, countries=None) -> None:
    """Raise one DataFileError with every problem found; return quietly if there is none."""
    if problems := find_problems(raw, countries):
        raise DataFileError(problems)


def find_remarks(raw: RawCatalogue) -> list[Problem]:
    """What is allowed but worth a look: lines much shorter or longer than stated, with the reason."""
    return [Problem(row["file"], "length_km", f"{text} Allowed: {line_rules.LENGTH_EXCEPTIONS[row['id']]}.")
            for row in raw.gdf.to_dict("records") if line_rules.is_listed(row, line_rules.LENGTH_EXCEPTIONS)
            if _usable(row["geometry"], "LineString") and (text := line_rules.odd_length(row))]


def _missing(value):
    return value is None or value == "" or (isinstance(value, float) and np.isnan(value))


def _check_required(row):
    for field in _REQUIRED:
        if _missing(row[field]) or row[field] == []:
            yield field, "is missing; every record needs it."


def _check_ids(row):
    expected = row["file"].rpartition("/")[2].removesuffix(".geojson")
    if not isinstance(row["id"], str) or not _SLUG.fullmatch(row["id"]):
        yield "id", f"{row['id']!r} is not lower-case words joined by hyphens."
    elif row["id"] != expected:
        yield "id", f"{row['id']!r} does not match the file name; expected {expected!r}."


def _check_known_fields(row):
    for field in sorted(set(row) - {*STORED, "layer", "file", "geometry"}):
        if not _missing(row[field]):
            yield field, "is no column of the atlas (see columns.py)."


def _check_values(row):
    for field in STORED:
        column, value = COLUMN[field], row[field]
        if not _missing(value) and (text := _wrong_value(column, value)):
            yield field, text


def _wrong_value(column, value):
    if column.type == CODE or column.name == "countries":
        return _wrong_code(column, value)
    if column.type == TEXT and not isinstance(value, str):
        return f"expected text, found {value!r}."
    if column.type == TEXT and re.search("[\ud800-\udfff]", value):
        return f"holds half a character (a lone surrogate): {value!r}."
    if column.type in (INTEGER, NUMBER):
        return _wrong_number(column, value)
    if column.type == FLAG and not isinstance(value, bool):
        return f"expected true or false, found {value!r}."
    if column.type in (PARTIES, STRUCTURE) and column.name != "sources" and not isinstance(value, list):
        return f"expected a list, found {value!r}."
    return None


def _wrong_code(column, value):
    known = code_list(column.codes)
    values = value if column.name == "countries" else [value]
    if not isinstance(values, list):
        return f"expected a list of codes, found {value!r}."
    is_known = known.__contains__ if column.name == "countries" else known.knows
    unknown = [v for v in values if not (isinstance(v, str) and is_known(v))]
    if unknown:
        names = ", ".join(repr(v) for v in unknown)
        return f"unknown code {names}. Add it to codes (code_tables.py, {column.codes.upper()}) or correct it."
    return None


def _wrong_number(column, value):
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"expected a number, found {value!r}."
    if not abs(value) <= MAX_NUMBER[column.type]:
        return f"expected a number up to {MAX_NUMBER[column.type]:,.0f}, found a greater one."
    if column.type == INTEGER and value != int(value):
        return f"expected a whole number, found {value!r}."
    if value < 0:
        return f"expected zero or more, found {value!r}."
    return None


def _check_years(row):
    fields = ("cost_year", "year_agreed", "year_started", "year_completed")
    years = [(f, int(row[f])) for f in fields if not _missing(row[f]) and not _wrong_number(COLUMN[f], row[f])]
    for field, year in years:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            yield field, f"{year} lies outside {FIRST_YEAR}-{LAST_YEAR}."
    for (earlier, first), (later, second) in pairwise(year for year in years if year[0] != "cost_year"):
        if first > second:
            yield later, f"{second} lies before {earlier} {first}."
    if not _missing(row["cost_year"]) and _missing(row["cost_usd_million"]):
        yield "cost_year", "stands there without a cost."


def _check_sources(row):
    if _missing(row["sources"]):
        yield "sources", "is missing; every record needs a list of sources."
        return
    if not isinstance(row["sources"], list):
        yield "sources", f"expected a list, found {row['sources']!r}."
        return
    if not row["sources"] and (row["confidence"] != "low" or _missing(row["open_questions"])):
        yield "sources", ("is empty; a record without a source needs low confidence and an open question "
                          "that says so.")
    for number, source in enumerate(row["sources"]):
        for field, text in _wrong_source(source):
            yield f"sources[{number}].{field}", text


def _wrong_source(source):
    if not isinstance(source, dict):
        yield "", f"expected an object, found {source!r}."
        return
    for field in ("title", "publisher"):
        if not source.get(field):
            yield field, "is missing; every source needs it."
    for field in sorted(set(source) - set(SOURCE_FIELDS)):
        yield field, f"is no field of a source; there are {', '.join(SOURCE_FIELDS)}."
    url = source.get("url")
    if "url" not in source:
        yield "url", "is missing; give the address, or null where there is none."
    elif url is not None and not re.fullmatch(r"https?://[^\s<>\"']+", str(url)):
        yield "url", f"{url!r} is no http(s) address."
    elif url is not None and source.get("link_withheld"):
        yield "url", "stands beside link_withheld; a withheld link is left out."
    elif url is not None and (host := _host(url)).endswith(WITHHELD_HOSTS):
        yield "url", f"{host} copies other people's pages; give null and link_withheld, and name the publisher."


def _host(url):
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _check_parties(organisations, row):
    for role in _ROLES:
        for number, party in enumerate(row[role] if isinstance(row[role], list) else ()):
            if not isinstance(party, dict):
                yield f"{role}[{number}]", f"expected an object with id and note, found {party!r}."
                continue
            slug, note = party.get("id"), party.get("note")
            unnamed = slug is None and note
            if not unnamed and not (isinstance(slug, str) and slug in organisations):
                yield f"{role}[{number}]", f"{slug!r} is not in organisations.json; add it there or correct it."


def _check_geometry(row):
    shape, layer = row["geometry"], row["layer"]
    expected = ("Point",) if layer == "sites" else ("LineString", "MultiLineString")
    if shape is None or shape.is_empty:
        yield "geometry", "is missing or empty."
    elif shape.geom_type not in expected:
        yield "geometry", f"is a {shape.geom_type}; {layer} need a {' or '.join(expected)}."
    elif not shape.is_valid or not np.isfinite(shapely.get_coordinates(shape)).all():
        yield "geometry", f"is not valid: {shapely.is_valid_reason(shape)}."
    elif not _in_degrees(shape):
        yield "geometry", f"leaves the world: bounds {shape.bounds}; expected longitude, latitude in degrees."


def _in_degrees(shape):
    west, south, east, north = shape.bounds
    return west >= -180 and east <= 180 and south >= -90 and north <= 90


def _usable(shape, geom_type):
    return shape is not None and not shape.is_empty and shape.geom_type == geom_type and _in_degrees(shape)


def _check_waypoints(row):
    names = row["waypoints"]
    if _usable(row["geometry"], "LineString") and names is not None and not _missing(names):
        points = len(row["geometry"].coords)
        if not isinstance(names, list) or len(names) != points:
            yield "waypoints", f"expected {points} names, one for each point of the line."


def _check_line(region, row):
    """The rules of `line_rules.py`, for lines that can be measured; legs only where there is a region."""
    if not _usable(row["geometry"], "LineString"):
        return
    yield from line_rules.check_length(row)
    yield from line_rules.check_accuracy(row)
    if region is not None:
        yield from line_rules.check_legs(region, row)


def _check_parent(ids, row):
    parent = row.get("parent")
    if isinstance(parent, str) and parent and (parent not in ids or parent == row["id"]):
        yield "parent", f"{parent!r} is no other record's id."


def _check_place(countries, row):
    """A site lies in its country; each end of a line lies in one of its countries (border tolerance)."""
    shape, codes = row["geometry"], row["countries"]
    if shape is None or shape.is_empty or not _in_degrees(shape) or not isinstance(codes, list):
        return
    known = [code for code in codes if isinstance(code, str) and code in countries.index]
    if not known or row["kind"] in ("sea_route", "air_route"):
        return
    tolerance = OFFSHORE_KM if row["kind"] == "oil_gas_field" else BORDER_TOLERANCE_KM.get(str(row["precision"]), 25)
    areas = countries.geometry.loc[known].to_numpy()
    ends = shapely.points(shapely.get_coordinates(shape)[[0, -1]])
    for point in ends[:1] if shape.geom_type == "Point" else ends:
        if not geometry.within_km(areas, point, tolerance).any():
            yield "geometry", (f"{point.x:.3f}, {point.y:.3f} lies more than {tolerance} km outside "
                               f"{', '.join(known)}.")


def _check_repeated_ids(gdf):
    first_file = {}
    for record_id, file in zip(gdf["id"], gdf["file"], strict=True):
        if isinstance(record_id, str) and first_file.setdefault(record_id, file) != file:
            yield Problem(file, "id", f"{record_id!r} is also in {first_file[record_id]}.")


def _check_organisations(organisations):
    for slug, entry in organisations.items():
        for field, text in _wrong_organisation(organisations, entry):
            yield Problem("organisations.json", f"{slug}.{field}" if field else slug, text)
        if not _SLUG.fullmatch(slug):
            yield Problem("organisations.json", slug, "is not lower-case words joined by hyphens.")


def _wrong_organisation(organisations, entry):
    if not isinstance(entry, dict):
        yield "", f"expected an object, found {entry!r}."
        return
    for field in ("name", "short", "name_ru", "name_zh"):
        if not isinstance(entry.get(field), str) and (field == "name" or entry.get(field) is not None):
            yield field, f"expected text, found {entry.get(field)!r}."
    parent = entry.get("parent")
    if parent is not None and not (isinstance(parent, str) and parent in organisations):
        yield "parent", f"{parent!r} is no organisation of this file."


def _check_indicators(indicators):
    seen = set()
    for number, row in enumerate(indicators):
        name = f"{row.get('id', number)}" if isinstance(row, dict) else str(number)
        for field, text in _wrong_indicator(row):
            yield Problem("indicators.json", f"{name}.{field}", text)
        if name in seen:
            yield Problem("indicators.json", name, "stands there twice.")
        seen.add(name)


def _wrong_indicator(row):
    if not isinstance(row, dict):
        yield "", f"expected an object, found {row!r}."
        return
    value, source = row.get("value"), row.get("source")
    if value is None and not row.get("note"):
        yield "value", "is missing; a figure nobody gives needs a note that says so."
    elif value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        yield "value", f"expected a number, found {value!r}."
    if source is not None or value is not None:
        yield from ((f"source.{field}", text) for field, text in _wrong_source(source))


def _check_deflator(entry):
    return [Problem("deflator.json", field, text) for field, text in _wrong_deflator(entry)] if entry else []


def _wrong_deflator(entry):
    for field in sorted(set(entry) - set(DEFLATOR_FIELDS)):
        yield field, f"is no field of a deflator; there are {', '.join(DEFLATOR_FIELDS)}."
    for field in ("name", "unit", "name_ru", "name_zh", "note"):
        if not isinstance(entry.get(field), str) and (field in ("name", "unit") or entry.get(field) is not None):
            yield field, f"expected text, found {entry.get(field)!r}."
    yield from _wrong_index(entry.get("values"), entry.get("base_year"))
    sources = entry.get("sources")
    if not isinstance(sources, list) or not sources:
        yield "sources", "expected a list with at least one source."
        return
    for number, source in enumerate(sources):
        yield from ((f"sources[{number}].{field}", text) for field, text in _wrong_source(source))


def _wrong_index(values, base_year):
    """A value above zero for every year from the first to the last, 100 in the base year."""
    if not isinstance(values, dict) or not values:
        yield "values", "expected an object of years and their values."
        return
    wrong = [name for name, value in values.items() if not re.fullmatch("[0-9]{4}", name)
             or not FIRST_YEAR <= int(name) <= LAST_YEAR or isinstance(value, bool)
             or not isinstance(value, int | float) or not 0 < value < MAX_NUMBER[NUMBER]]
    for name in wrong:
        yield f"values.{name}", (f"expected a year from {FIRST_YEAR} to {LAST_YEAR} and a number above zero, "
                                 f"found {values[name]!r}.")
    years = {int(name) for name in values if name not in wrong}
    if years and (missing := sorted(set(range(min(years), max(years))) - years)):
        yield "values", f"skips {', '.join(map(str, missing))}; expected every year from the first to the newest."
    if not wrong and (not isinstance(base_year, int) or values.get(str(base_year)) != 100):
        yield "base_year", f"expected the year in which the value is 100, found {base_year!r}."
