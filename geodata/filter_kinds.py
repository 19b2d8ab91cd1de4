"""The kinds of filter: what each reads from an address, writes back, and admits.

A kind has a parameter, a default, `read` (text to value, with a `QueryProblem` for what it cannot understand),
`write` (value to text), `admits` (which rows of `Records` the spec lets through) and `template` (the same
condition as a MapLibre expression with holes). `filters.py` lists the filters made of them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np

from geodata import geometry
from geodata.codes import code_list
from geodata.query_problems import query_problem
from geodata.wording import fold_text, write_number

YEAR_OF = ("active", "agreed", "started", "completed")
MAX_TEXT = 200


@dataclass(frozen=True)
class Bounds:
    """A range with both ends included; an open end is None."""

    low: float | None = None
    high: float | None = None

    def __str__(self):
        return "-".join("" if end is None else write_number(end) for end in (self.low, self.high))


@dataclass(frozen=True)
class Area:
    """A polygon, as (longitude, latitude) pairs in degrees; four numbers of a box become its corners."""

    ring: tuple[tuple[float, float], ...]

    def __str__(self):
        if (box := self.box) is not None:
            return ",".join(map(write_number, box))
        return ";".join(f"{write_number(lon)} {write_number(lat)}" for lon, lat in self.ring)

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """west, south, east, north if the polygon is a box as `read` makes it from four numbers, else None."""
        (west, south), (east, north) = self.ring[0], self.ring[2]
        return (west, south, east, north) if self.ring == _box_corners(west, south, east, north) else None


@dataclass(frozen=True)
class Near:
    """Within so many kilometres (geodesic) of a record."""

    record: str
    km: float

    def __str__(self):
        return f"{self.record}:{write_number(self.km)}"


class AnyOf:
    """The row has at least one of the chosen codes."""

    default = ()

    def __init__(self, param, column, codes, folder=str):
        self.param, self.column, self.codes, self.folder = param, column, codes, folder

    def read(self, text, records=None):
        chosen, problems = set(), []
        known = self._known(records)
        for word in filter(None, (part.strip() for part in text.split(","))):
            code = self.folder(word)
            if known is None or code in known:
                chosen.add(code)
            else:
                problems.append(query_problem("unknown_code", self.param, word, noun=self.codes))
        return tuple(sorted(chosen)) or None, problems

    def _known(self, records):
        if self.codes == "party":
            return None if records is None else set(records.coded(self.column).codes)
        return code_list(self.codes)

    def write(self, value):
        return ",".join(value)

    def admits(self, records, spec):
        return records.coded(self.column).has_any(getattr(spec, self.param))

    def template(self):
        column = self.column
        if column in ("countries", "parties"):
            return {"kind": "any", "each": ["in", ["concat", "|", "$value", "|"], ["get", column]]}
        return {"kind": "any", "each": ["==", ["get", column], "$value"]}


class YearRange:
    """The chosen year lies in the range. Rows without that year stay unless `undated` is off.

    *Active* is a span of two columns: it counts when any year of it lies in the range.
    """

    param, default = "year", None

    def read(self, text, records=None):
        return _read_bounds(text, self.param, whole=True)

    def write(self, value):
        return str(value)

    def admits(self, records, spec):
        return _within_years(records, spec, spec.year or Bounds())

    def template(self):
        return {"kind": "years", "year_of": {name: _year_template(name) for name in YEAR_OF}}


class YearOf:
    """Which year the range means: agreed, started, completed, or active in."""

    param, default = "year_of", "active"

    def read(self, text, records=None):
        if text in YEAR_OF:
            return text, []
        return None, [query_problem("one_of", self.param, text, choices=", ".join(YEAR_OF))]

    def write(self, value):
        return value

    admits = None

    def template(self):
        return None


class Undated:
    """Keep the rows that lack the chosen year (the default), or drop them."""

    param, default = "undated", True

    def read(self, text, records=None):
        return _read_flag(text, self.param)

    def write(self, value):
        return "1" if value else "0"

    admits = None

    def template(self):
        return None


class CostRange:
    """The cost lies in the range (million US dollars); rows without a cost are dropped."""

    param, default, column = "cost", None, "cost_usd_million"

    def read(self, text, records=None):
        return _read_bounds(text, self.param)

    def write(self, value):
        return str(value)

    def admits(self, records, spec):
        return _within(records.numbers(self.column), spec.cost)

    def template(self):
        get = ["get", "cost"]
        return {"kind": "range", "has": ["has", "cost"], "low": [">=", get, "$low"], "high": ["<=", get, "$high"]}


class Brief:
    """Only what the founding articles name."""

    param, default = "brief", False

    def read(self, text, records=None):
        return _read_flag(text, self.param)

    def write(self, value):
        return "1" if value else "0"

    def admits(self, records, spec):
        return records.numbers("in_brief") == 1

    def template(self):
        return {"kind": "flag", "when": ["==", ["get", "brief"], 1]}


class Text:
    """Every word of the text occurs in the row's names, place or organisations, in any script."""

    param, default = "q", ""

    def read(self, text, records=None):
        text = " ".join(text.split())
        if len(text) > MAX_TEXT:
            return text[:MAX_TEXT].rstrip(), [query_problem("long_text", self.param, most=MAX_TEXT)]
        return text or None, []

    def write(self, value):
        return value

    def admits(self, records, spec):
        keep = np.ones(len(records), dtype=bool)
        for word in fold_text(spec.q).split():
            keep &= records.text_contains(word)
        return keep

    def template(self):
        return {"kind": "words", "each": ["in", "$value", ["get", "text"]]}


class InArea:
    """The row's geometry touches the polygon (planar in degrees, as drawn on the map)."""

    param, default = "area", None

    def read(self, text, records=None):
        try:
            return Area(_read_ring(text)), []
        except _MisreadError as error:
            return None, [query_problem(str(error), self.param, text)]

    def write(self, value):
        return str(value)

    def admits(self, records, spec):
        return geometry.touches_ring(records.gdf.geometry, spec.area.ring)

    def template(self):
        return {"kind": "server"}


class NearRecord:
    """The row lies within so many kilometres (geodesic) of another record."""

    param, default = "near", None

    def read(self, text, records=None):
        record, _, km = text.rpartition(":")
        if not record or not re.fullmatch(r"[0-9]+(\.[0-9]+)?", km) or not 0 < float(km) <= 5000:
            return None, [query_problem("near", self.param, text, example="near=khorgos-dry-port:50")]
        if records is not None and record not in records:
            return None, [query_problem("unknown_record", self.param, text)]
        return Near(record, float(km)), []

    def write(self, value):
        return str(value)

    def admits(self, records, spec):
        return records.within_km(spec.near.record, spec.near.km)

    def template(self):
        return {"kind": "server"}


class ChosenRecords:
    """The row is one of those picked one by one."""

    param, default = "ids", ()

    def read(self, text, records=None):
        words = {word.strip().lower() for word in text.split(",")} - {""}
        unknown = sorted(word for word in words if records is not None and word not in records)
        return tuple(sorted(words - set(unknown))) or None, [
            query_problem("unknown_record", self.param, word) for word in unknown]

    def write(self, value):
        return ",".join(value)

    def admits(self, records, spec):
        keep = np.zeros(len(records), dtype=bool)
        keep[[records.position(record) for record in spec.ids if record in records]] = True
        return keep

    def template(self):
        return {"kind": "any", "each": ["==", ["get", "id"], "$value"]}


def year_columns(year_of: str) -> tuple[str, str]:
    """The columns that hold the first and the last of the chosen years."""
    return ("active_from", "active_to") if year_of == "active" else (f"year_{year_of}", f"year_{year_of}")


def _within_years(records, spec, bounds):
    first_column, last_column = year_columns(spec.year_of)
    first, last = records.numbers(first_column), records.numbers(last_column)
    missing = np.isnan(first)
    keep = ~missing
    if bounds.low is not None:
        keep &= ~(last < bounds.low)
    if bounds.high is not None:
        keep &= first <= bounds.high
    return keep | missing if spec.undated else keep


def _year_template(year_of):
    first, last = year_columns(year_of)
    low = [">=", ["get", last], "$low"]
    return {"has": ["has", first],
            "low": ["any", ["!", ["has", last]], low] if first != last else low,
            "high": ["<=", ["get", first], "$high"]}


def _within(values, bounds):
    keep = ~np.isnan(values)
    if bounds.low is not None:
        keep &= values >= bounds.low
    if bounds.high is not None:
        keep &= values <= bounds.high
    return keep


def _read_bounds(text, param, whole=False):
    number = r"[0-9]+" if whole else r"[0-9]+(?:\.[0-9]+)?"
    match = re.fullmatch(rf"\s*({number})?\s*-\s*({number})?\s*|\s*({number})\s*", text)
    if not match or len(text) > 40 or not any(match.groups()):
        return None, [query_problem("bounds", param, text)]
    single = match[3]
    low, high = (None if end is None else float(end) for end in (single or match[1], single or match[2]))
    if low is not None and high is not None and low > high:
        return None, [query_problem("bounds_order", param, text)]
    return Bounds(low, high), []


def _read_flag(text, param):
    if text in ("0", "1"):
        return text == "1", []
    return None, [query_problem("flag", param, text)]


class _MisreadError(ValueError):
    """The text of an area cannot be understood; carries the code of the sentence that says why."""


def _read_ring(text):
    if len(text) > 4000:
        raise _MisreadError("area_many")
    if ";" in text:
        ring = tuple(_read_point(pair) for pair in text.split(";") if pair.strip())
        ring = ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring
        if len(ring) < 3:
            raise _MisreadError("area_few")
    else:
        ring = _box_ring(text)
    if not all(math.isfinite(lon) and abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in ring):
        raise _MisreadError("area_degrees")
    try:
        geometry.check_ring(ring)
    except ValueError:
        raise _MisreadError("area_crosses") from None
    return ring


def _read_point(pair):
    try:
        lon, lat = (float(number) for number in pair.split())
    except ValueError:
        raise _MisreadError("area_points") from None
    return lon, lat


def _box_ring(text):
    try:
        west, south, east, north = (float(number) for number in text.split(","))
    except ValueError:
        raise _MisreadError("area_box") from None
    if not (west < east and south < north):
        raise _MisreadError("area_box_order")
    return _box_corners(west, south, east, north)


def _box_corners(west, south, east, north):
    return ((west, south), (east, south), (east, north), (west, north))
