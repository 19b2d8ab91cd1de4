"""Records as columns of values: one table for every format that has rows.

`record_columns` keeps lists as lists (GeoJSON); `flatten` joins them with "; " (CSV, Excel and the GIS
formats). Codes keep their machine names and get a column `..._label` beside them, in the language
asked for. Column order is that of `columns.py`. Nothing here writes a file.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import shapely

from geodata.codes import CODE_LISTS, LAYERS
from geodata.columns import (
    CODE,
    CODES,
    COLUMNS,
    FLAG,
    GEOMETRY,
    INTEGER,
    NUMBER,
    PARTIES,
    SOURCE_FIELDS,
    STRUCTURE,
    TEXT,
)
from geodata.sentences import Names

DECIMALS = 6  # of a degree: about 0.1 m, far below what any place here is known to
SLICE = 4_000
LIST_SEPARATOR = "; "
CODES_AS_NAMES = Names()  # organisations by their ids
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Spreadsheets run a cell that begins with one of these (OWASP, CSV injection); so do full-width forms.
_FORMULA = re.compile("'*[=+@\t\r\n＝＋－＠-]")
_IN_WORDS = {"en": "{}, in words", "ru": "{}, словами", "zh": "{}（文字）"}

_SOURCE_HELP = dict(zip(SOURCE_FIELDS, (
    "Title of the page or document.", "Who published it.", "Address.", "Date of publication, as far as known.",
    "What it is used for here.", "True where the page read was a doubtful mirror: named, not linked."), strict=True))


@dataclass(frozen=True)
class Field:
    """One column of an export: its name, its plain type (text, integer, number, flag or list)."""

    name: str
    type: str
    label: str
    help: str
    unit: str | None = None


@dataclass(frozen=True)
class Table:
    """Fields and, for each, a list of values; None is a missing value."""

    fields: tuple[Field, ...]
    columns: tuple[list, ...]

    def __len__(self):
        return len(self.columns[0])

    def rows(self):
        """The values of each record in turn."""
        return zip(*self.columns, strict=True)

    def to_frame(self) -> pd.DataFrame:
        """The table as a frame with nullable integers, for writers that take frames."""
        dtypes = {TEXT: "str", INTEGER: "Int32", NUMBER: "float64", FLAG: "bool"}
        return pd.DataFrame({field.name: pd.Series(values, dtype=dtypes[field.type])
                             for field, values in zip(self.fields, self.columns, strict=True)})


def slices(gdf):
    """The frame in pieces of some thousand rows, one at least: what a large file is written by, to save memory."""
    for start in range(0, max(1, len(gdf)), SLICE):
        yield gdf.iloc[start:start + SLICE]


def layers_of(what: str) -> tuple[str, ...]:
    """The layers that `atlas` or the name of one layer stands for."""
    return LAYERS if what == "atlas" else (what,)


def record_columns(gdf, language: str | None = "en", layers=LAYERS, names: Names = CODES_AS_NAMES) -> Table:
    """Every column of these layers but the geometry, lists as lists. No language: codes only."""
    fields, columns = [], []
    for column in COLUMNS:
        if column.type != GEOMETRY and set(column.layers) & set(layers):
            for field, values in _export_column(gdf, column, language, names):
                fields.append(field)
                columns.append(values)
    return Table(tuple(fields), tuple(columns))


def flatten(gdf, language: str = "en", layers=LAYERS, names: Names = CODES_AS_NAMES) -> Table:
    """The same with lists as text: items joined by "; ", sources as publisher, title, date, address."""
    table = record_columns(gdf, language, layers, names)
    pairs = [(replace(field, type=TEXT), [_join(items) for items in values]) if field.type == "list"
             else (field, values) for field, values in zip(table.fields, table.columns, strict=True)]
    return Table(tuple(field for field, _ in pairs), tuple(values for _, values in pairs))


def place_columns(gdf, language: str = "en") -> Table:
    """Longitude and latitude of points (empty for lines) and the geometry as WKT, EPSG:4326."""
    shapes = round_coordinates(gdf.geometry.to_numpy())
    points = shapely.get_type_id(shapes) == 0
    fields = (Field("lon", NUMBER, "Longitude", "Longitude of a point; empty for a line.", "degrees"),
              Field("lat", NUMBER, "Latitude", "Latitude of a point; empty for a line.", "degrees"),
              Field("wkt", TEXT, "Geometry", "Point or line as well-known text, EPSG:4326.", "degrees"))
    return Table(fields, (
        _numbers(np.where(points, shapely.get_x(shapes), np.nan)),
        _numbers(np.where(points, shapely.get_y(shapes), np.nan)),
        list(shapely.to_wkt(shapes, rounding_precision=DECIMALS, trim=True))))


def source_table(gdf) -> Table:
    """One row for each source of each record: what it is used for, and where to find it."""
    rows = [(record_id, number, source) for record_id, sources in zip(gdf["id"], gdf["sources"], strict=True)
            for number, source in enumerate(sources, start=1)]
    fields = (Field("record", TEXT, "Record", "Id of the record."),
              Field("number", INTEGER, "Number", "Number of the source within the record."),
              *(Field(name, FLAG if name == "link_withheld" else TEXT, name.replace("_", " ").capitalize(), help_)
                for name, help_ in _SOURCE_HELP.items()))
    return Table(fields, ([row[0] for row in rows], [row[1] for row in rows],
                          *([_source_value(row[2], name) for row in rows] for name in SOURCE_FIELDS)))


def beside(left: Table, right: Table) -> Table:
    """Two tables of the same records as one."""
    return Table(left.fields + right.fields, left.columns + right.columns)


def round_coordinates(shapes) -> np.ndarray:
    """Geometries with coordinates rounded to six decimals; no vertex is dropped. Z is left out."""
    return shapely.transform(np.asarray(shapes, dtype=object), lambda xy: np.round(xy, DECIMALS))


def clean_text(text: str) -> str:
    """Text that every format can hold: control characters and broken surrogates become U+FFFD."""
    return text if text.isprintable() else _CONTROL.sub("\ufffd", text)  # nothing printable is replaced


def neutralise(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before `=`, `+`, `-`, `@`, tab, CR, LF.

    Where such a text has apostrophes of its own in front it gets one more, so that each can be told from the other.
    """
    return "'" + text if _FORMULA.match(text) else text


def unneutralise(text: str) -> str:
    """What `neutralise` made this text of: without the apostrophe it put in front, if it did."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def describe_source(source: dict) -> str:
    """A source in one line: *Publisher: Title (date) address*."""
    parts = [f"{source['publisher']}: {source['title']}" if source.get("publisher") else source.get("title") or "",
             f"({source['date']})" if source.get("date") else "", source.get("url") or ""]
    return clean_text(" ".join(filter(None, parts)))


def _export_column(gdf, column, language, names):
    values = _values(gdf[column.name], column)
    label, help_ = column.label[language or "en"], column.help
    many = column.type in (CODES, PARTIES, STRUCTURE)
    yield Field(column.name, "list" if many else TEXT if column.type == CODE else column.type,
                label, help_, column.unit), values
    if language and column.codes:
        labels = _labels(gdf, column, values, language, names)
        yield Field(f"{column.name}_label", "list" if many else TEXT,
                    _IN_WORDS[language].format(label), f"{help_} In words."), labels


def _values(series, column):
    if column.type in (TEXT, CODE):
        return _texts(series)
    if column.type == INTEGER:
        missing = series.isna().tolist()
        return [None if gone else int(v) for v, gone in zip(series.tolist(), missing, strict=True)]
    if column.type == NUMBER:
        return _numbers(series)
    if column.type == FLAG:
        return [bool(v) for v in series.tolist()]
    if column.name == "sources":
        return [[_clean_source(source) for source in sources] for sources in series.tolist()]
    return [[clean_text(str(item)) for item in items] for items in series.tolist()]


def _texts(series):
    if isinstance(series.dtype, pd.CategoricalDtype):
        words = [*_texts(series.cat.categories), None]  # the code of a missing value is -1
        return [words[code] for code in series.cat.codes.tolist()]
    return [clean_text(v) if isinstance(v, str) else None for v in series.tolist()]


def _labels(gdf, column, values, language, names):
    word = names.party if column.codes == "party" else _code_words(column.codes, language)
    if column.type == CODE:
        known = {code: clean_text(word(code)) for code in set(values) - {None}}
        return [known.get(code) for code in values]
    known = {code: clean_text(word(code)) for code in set().union(*values)}
    words = [[known[code] for code in codes] for codes in values]
    if column.type == PARTIES and "party_notes" in gdf:
        return [[f"{w} ({clean_text(notes[column.name, code])})" if (column.name, code) in notes else w
                 for w, code in zip(row, codes, strict=True)]
                for row, codes, notes in zip(words, values, gdf["party_notes"], strict=True)]
    return words


def _code_words(codes, language):
    known = CODE_LISTS[codes]
    return lambda code: known.label(code, language)


def _numbers(values):
    """Floats as the shortest number that means the same; missing and infinite ones as None."""
    numbers = pd.to_numeric(values).astype("float64").tolist()
    return [None if not math.isfinite(v) else int(v) if v.is_integer() and abs(v) < 1e15 else v for v in numbers]


def _clean_source(source):
    """The source itself if nothing is to be replaced in it."""
    if all(value.isprintable() for value in source.values() if isinstance(value, str)):
        return source
    return {key: clean_text(value) if isinstance(value, str) else value for key, value in source.items()}


def _source_value(source, name):
    value = source.get(name)
    if name == "link_withheld":
        return bool(value)
    return clean_text(str(value)) if value else None


def _join(items):
    words = [describe_source(item) if isinstance(item, dict) else item for item in items]
    return LIST_SEPARATOR.join(words) or None
