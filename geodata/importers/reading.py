"""From a file to records of the catalogue, all of them or none: every problem is found before any is raised."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from geodata.changes import Change, compare_rows
from geodata.cleaning import clean_records
from geodata.codes import LAYERS, code_list
from geodata.columns import COLUMN, PARTIES, STORED
from geodata.errors import DataFileError
from geodata.export.geojson import content_sha256
from geodata.importers.delimited import parse_csv
from geodata.importers.features import GEOJSON, parse_geojson
from geodata.importers.known import Known, is_empty, is_near, is_same
from geodata.importers.sheet import DERIVED, LABEL_OF, MAX_BYTES, Sheet, WrongValueError, decode
from geodata.importers.texts import printable, read_note, shorten, trim_all
from geodata.loading import Problem, RawCatalogue, features_frame, load_catalogue, load_file
from geodata.records import is_known
from geodata.releases import data_version
from geodata.validation import find_problems

_NO_COLUMN = "is no column of the atlas (see columns.py)"


@dataclass(frozen=True, eq=False)
class Import:
    """A file's records, and what the file says of itself.

    `gdf` has the columns and dtypes of `Repository.records.gdf`, `rows` are the same as the catalogue's files have
    them, by id, and `known` those of them that the catalogue has. `facts`: the provenance found in the file, by the
    keys of `Provenance.items`. `edited`: whether the records are other than when the file was made; None where that
    cannot be told. `aside`: cells of columns the atlas does not have, by column and id.
    """

    name: str
    format: str
    gdf: gpd.GeoDataFrame
    rows: dict[str, dict]
    known: dict[str, dict]
    facts: dict[str, str | int]
    edited: bool | None
    aside: dict[str, dict]
    remarks: list[Problem]

    def features(self) -> list[tuple[str, dict]]:
        """Layer and Feature of each record, as `writing.write_feature` takes them."""
        return [(row["layer"], _feature(row)) for row in self.rows.values()]

    def changes(self) -> list[Change]:
        """What these records change in the catalogue. Records that the file does not have stay there."""
        return compare_rows(self.known, self.rows)


def read_export(source: Path | str | bytes, catalogue: RawCatalogue | None = None, *, name: str = "file",
                countries=None) -> Import:
    """The records of one of the atlas's own CSV or GeoJSON exports, a file or its bytes (then `name` is for messages).

    `catalogue`: what the records are read against, without problems of its own; the atlas's own unless given.
    `countries`: polygons to test places against, as for `find_problems`. Raises DataFileError with every problem:
    nothing is taken over from a file that has one.
    """
    name, data = (name, source) if isinstance(source, bytes) else (Path(source).name, load_file(source, MAX_BYTES))
    text = decode(data, name)
    sheet = parse_geojson(text, name) if text.lstrip().startswith(("{", "[")) else parse_csv(text, name)
    sheet.check_count()
    catalogue = load_catalogue() if catalogue is None else catalogue
    known = Known(catalogue, sheet)
    frame, places = _read_rows(sheet, known)
    sheet.problems += _check_records(frame, places, sheet, known, countries)
    if sheet.problems:
        raise DataFileError(sorted(sheet.problems, key=_place_number))
    _remark_columns(sheet, frame)
    gdf = clean_records(frame)
    return Import(name, sheet.form.name, gdf, _by_id(frame), known.rows, sheet.facts,
                  _is_edited(gdf, sheet, catalogue), _aside(sheet, frame), sheet.remarks)


def _read_rows(sheet: Sheet, known: Known):
    """The raw frame of the rows, and by the name in its column `file` where each row stands, and its cells."""
    records, places, seen = [], {}, {}
    for row in sheet.rows:
        record_id = row.cells.get("id")
        record_id = trim_all(record_id) if isinstance(record_id, str) else record_id
        place = f"{row.place} ({printable(record_id)})" if isinstance(record_id, str) and record_id else row.place
        if isinstance(record_id, str) and seen.setdefault(record_id, row.place) != row.place:
            sheet.wrong("id", f"{shorten(record_id)} stands in {seen[record_id]} too.", place)
        layer = _layer(sheet, row.cells.get("layer"), known.rows.get(_key(record_id)), place)
        record = _Reader(sheet, known, row.cells, place).record(record_id)
        if layer:
            file = f"{row.place}/{record_id}.geojson"
            places[file] = (f"{sheet.name}, {place}", row.cells)
            records.append(record | {"layer": layer, "file": file})
    return features_frame(records), places


def _place_number(problem):
    """What problems are sorted by: those of the whole file, then those of each row."""
    found = re.search(r", (?:row|feature) ([0-9]+)", problem.file)
    return int(found[1]) if found else 0


def _key(record_id):
    return record_id if isinstance(record_id, str) else None


def _layer(sheet, cell, base, place):
    text = trim_all(cell) if isinstance(cell, str) else cell
    if is_empty(text):
        text = base["layer"] if base else sheet.facts.get("what")
    layers = code_list("layer")
    if not layers.knows(text):
        sheet.wrong("layer", f"expected one of {', '.join(LAYERS)}, found {shorten(cell)}.", place)
        return None
    layer = layers.canonical(text)
    if base and layer != base["layer"]:
        sheet.wrong("layer", f"is {layer!r}, but the catalogue has this record in {base['layer']}.", place)
        return base["layer"]
    return layer


class _Reader:
    """One row's cells to values, next to what the catalogue has under the same id."""

    def __init__(self, sheet, known, cells, place):
        self.sheet, self.form, self.known, self.cells, self.place = sheet, sheet.form, known, cells, place

    def record(self, record_id):
        """The stored values, None where a cell could not be read."""
        self.base = self.known.rows.get(_key(record_id))
        self.old = self.known.cells.get(_key(record_id))
        values = {name: self._try(name, self._value, name) for name in STORED if name != "id"}
        return values | {"id": record_id, "geometry": self._try("geometry", self._geometry)}

    def _try(self, field, read, *arguments):
        try:
            return read(*arguments)
        except WrongValueError as error:
            self.sheet.wrong(field, str(error), self.place)
            return None

    def _value(self, name):
        if name not in self.cells or self._is_unchanged(name):
            return self.base[name] if self.base and is_known_value(self.base[name]) else None
        value = self.form.value_of(name, self.cells[name], self.base)
        if isinstance(value, str) and "\ufffd" in value:
            self.sheet.remark(f"{self.place}: {name}", "holds U+FFFD, which stands for a character that was lost.")
        return self._parties(name, value) if COLUMN[name].type == PARTIES else value

    def _says_the_same(self, names):
        """Whether the row says of these columns what the catalogue does, or nothing at all."""
        return self.base is not None and all(
            name not in self.cells or is_same(self.cells[name], self.old[name]) for name in names)

    def _is_unchanged(self, name):
        """Whether a column says the same; that of organisations with their notes, which stand behind the names."""
        names = f"{name}_label" if COLUMN[name].type == PARTIES else name
        return self._says_the_same([name]) and (is_empty(self.cells.get(names)) or self._says_the_same([names]))

    def _geometry(self):
        columns = self.form.place_columns
        if self._says_the_same(columns):
            return self.base["geometry"]
        if not any(column in self.cells for column in columns):
            return None
        return self.form.shape_of(self.cells, self.old)

    def _parties(self, name, ids):
        """Ids and the notes behind their names. Parties the catalogue cannot name are in no export, and stay."""
        listed = self.base[name] if self.base and isinstance(self.base[name], list) else []
        notes = {party.get("id"): party.get("note") for party in listed}
        spoken = [self.known.spoken(slug) for slug in ids]
        cell = self.cells.get(f"{name}_label")
        if not is_empty(cell):
            notes = {slug: read_note(text, names) for slug, names, text in zip(
                ids, spoken, self.form.names_of(cell, spoken), strict=True)}
        parties = [{"id": slug} | ({"note": notes[slug]} if notes.get(slug) else {}) for slug in ids]
        return parties + [party for party in listed if party.get("id") is None]


def is_known_value(value) -> bool:
    """Whether a raw cell of the catalogue holds anything, an empty list included."""
    return isinstance(value, list | dict) or is_known(value)


def _check_records(frame, places, sheet, known, countries):
    """What is wrong with the records as such, where nothing was wrong with reading the same field."""
    said = {(problem.file, problem.field) for problem in sheet.problems}
    raw = RawCatalogue(gdf=frame, organisations=known.catalogue.organisations, indicators=[], tour=[], about={},
                       deflator={}, content_hash="", problems=[])
    found = [Problem(places[problem.file][0] if problem.file in places else problem.file, problem.field, problem.text)
             for problem in find_problems(raw, countries, set(known.catalogue.gdf["id"]))]
    wrong = {problem.file for problem in (*sheet.problems, *found)}
    sound = frame[np.array([places[file][0] not in wrong for file in frame["file"]], dtype=bool)]
    expected = known.cells_of(sound)
    for record_id, file in zip(sound["id"], sound["file"], strict=True):
        place, cells = places[file]
        found += _check_echoes(place, cells, expected[record_id], known.cells.get(record_id, {}))
    return [problem for problem in found if (problem.file, problem.field) not in said]


def _check_echoes(place, cells, expected, old):
    """Labels and derived columns are not taken over: they say what the codes say, or said before these were edited."""
    labels = [label for label, column in LABEL_OF.items() if column.type != PARTIES]
    for column in (*labels, *DERIVED):
        cell = cells.get(column)
        if not is_empty(cell) and not is_near(cell, expected[column]) and not is_near(cell, old.get(column)):
            origin = LABEL_OF[column].name if column in LABEL_OF else "other columns"
            yield Problem(place, column, f"{shorten(cell)} is not taken over, since the column follows from {origin}; "
                                         f"expected {shorten(expected[column])}.")


def _remark_columns(sheet, frame):
    layers = set(frame["layer"])
    for name in STORED:
        if name != "id" and name not in sheet.columns and layers & set(COLUMN[name].layers):
            sheet.remark(name, "is missing; records of the catalogue keep what they have there.")
    for name in _unknown(sheet):
        sheet.remark(name, f"{_NO_COLUMN}; kept aside.")
    if (count := sheet.facts.get("records")) is not None and count != len(frame):
        sheet.remark("", f"says it holds {count} records, and holds {len(frame)}.")


def _unknown(sheet):
    return [name for name in sheet.columns if name not in (*COLUMN, *LABEL_OF, *sheet.form.place_columns)]


def _aside(sheet, frame):
    return {name: {record_id: row.cells[name] for record_id, row in zip(frame["id"], sheet.rows, strict=True)
                   if not is_empty(row.cells.get(name))} for name in _unknown(sheet)}


def _is_edited(gdf, sheet, catalogue):
    """Whether the records are other than the file's SHA-256 says; None if it says none.

    A CSV cuts sources short: of those that are not this very catalogue's, nothing can be told from another sum.
    """
    stated, what = sheet.facts.get("content_sha256"), sheet.facts.get("data_version")
    if stated is None:
        return None
    if stated == content_sha256(gdf):
        return False
    whole = sheet.form is GEOJSON or what == data_version(catalogue.about, catalogue.content_hash)
    return True if whole or sheet.facts.get("records") not in (None, len(gdf)) else None


def _by_id(frame):
    return {row["id"]: row for row in frame.to_dict("records")}


def _feature(row):
    return {"type": "Feature", "id": row["id"], "geometry": json.loads(shapely.to_geojson(row["geometry"])),
            "properties": {name: row[name] for name in STORED if name != "id" and row[name] is not None}}
