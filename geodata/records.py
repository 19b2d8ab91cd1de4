"""A clean frame together with what filtering needs worked out once: codes as numbers, text folded.

The frame is never edited. Everything derived is made on first use and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata import geometry
from geodata.codes import REGION
from geodata.errors import UnknownRecordError
from geodata.wording import fold_text

SEARCHED = ("name", "name_ru", "name_zh", "place", "id")


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of codes as numbers: entry i says that row `rows[i]` has the code `codes[values[i]]`."""

    codes: tuple[str, ...]
    rows: np.ndarray
    values: np.ndarray
    length: int

    def has_any(self, chosen) -> np.ndarray:
        """Which rows have at least one of the chosen codes."""
        wanted = np.fromiter((code in chosen for code in self.codes), dtype=bool, count=len(self.codes))
        keep = np.zeros(self.length, dtype=bool)
        keep[self.rows[wanted[self.values]]] = True
        return keep

    def count(self, keep) -> dict[str, int]:
        """How many of the kept rows have each code; codes that none has are left out."""
        counts = np.bincount(self.values[keep[self.rows]], minlength=len(self.codes))
        return {code: int(n) for code, n in zip(self.codes, counts, strict=True) if n}


class Records:
    """A frame of records (columns of `columns.py`, EPSG:4326) ready to be filtered and counted."""

    def __init__(self, gdf: gpd.GeoDataFrame, organisations: dict[str, dict] | None = None):
        self.gdf = gdf
        self.organisations = organisations or {}
        self._coded, self._numbers = {}, {}

    def __len__(self):
        return len(self.gdf)

    def __contains__(self, record_id):
        return record_id in self._positions

    @cached_property
    def _positions(self):
        return {record_id: i for i, record_id in enumerate(self.gdf["id"])}

    def position(self, record_id: str) -> int:
        """The row number of a record. Raises UnknownRecordError."""
        try:
            return self._positions[record_id]
        except KeyError:
            raise UnknownRecordError(record_id) from None

    def row(self, record_id: str) -> pd.Series:
        """One record as a row. Raises UnknownRecordError."""
        return self.gdf.iloc[self.position(record_id)]

    def take(self, keep) -> gpd.GeoDataFrame:
        """The frame of the kept rows only."""
        return self.gdf[keep]

    def numbers(self, column: str) -> np.ndarray:
        """A numeric column as floats, missing values as NaN."""
        if column not in self._numbers:
            self._numbers[column] = self.gdf[column].to_numpy(dtype=float, na_value=np.nan)
        return self._numbers[column]

    def coded(self, column: str) -> Coded:
        """A column of codes (one or several in a row) as numbers."""
        if column not in self._coded:
            self._coded[column] = _code_column(self.gdf[column])
        return self._coded[column]

    @cached_property
    def search_text(self) -> pd.Series:
        """Names in every script, place and organisations of each row, folded for search."""
        columns = [self.gdf[c].astype("str").fillna("") for c in SEARCHED]
        joined = (" ".join(parts) for parts in zip(*columns, self._party_names(), strict=True))
        return pd.Series([fold_text(text) for text in joined], index=self.gdf.index, dtype="str")

    @cached_property
    def bounds(self) -> np.ndarray:
        """west, south, east, north of each row, in degrees."""
        return self.gdf.geometry.bounds.to_numpy()

    @cached_property
    def region_bounds(self) -> np.ndarray:
        """west, south, east, north of the records that touch Central Asia alone, in degrees."""
        inside = self.gdf["countries"].map(lambda codes: set(codes) <= set(REGION)).to_numpy(dtype=bool)
        return self.gdf[inside].total_bounds

    def _party_names(self):
        names = {slug: " ".join(filter(None, (o["name"], o.get("short"), o.get("name_ru"), o.get("name_zh"))))
                 for slug, o in self.organisations.items()}
        return [" ".join(names.get(slug, slug) for slug in slugs) for slugs in self.gdf["parties"]]

    def text_contains(self, word: str) -> np.ndarray:
        """Which rows' search text holds the (folded) word."""
        return np.fromiter((word in text for text in self._search_texts), dtype=bool, count=len(self))

    @cached_property
    def _search_texts(self):
        """The search texts as Python's own strings, in which a word is found sooner than in Arrow's."""
        return self.search_text.tolist()

    def within_km(self, record_id: str, km: float) -> np.ndarray:
        """Which rows lie within so many kilometres of a record, itself included."""
        return geometry.within_km(self.gdf.geometry.to_numpy(), self.row(record_id).geometry, km)


def is_known(value) -> bool:
    """Whether a cell holds something: not None, NaN, NA or empty text."""
    return value is not None and value is not pd.NA and value == value and value != ""


def plain_number(value) -> int | float | None:
    """A number cell as Python's own int (if whole) or float; None where it is not known."""
    if not is_known(value):
        return None
    return int(value) if float(value).is_integer() else float(value)


def _code_column(series):
    if isinstance(series.dtype, pd.CategoricalDtype):
        values = series.cat.codes.to_numpy()
        rows = np.flatnonzero(values >= 0)
        return Coded(tuple(map(str, series.cat.categories)), rows, values[rows].astype(np.intp), len(series))
    lengths = series.map(len).to_numpy()
    rows = np.repeat(np.arange(len(series)), lengths)
    flat = [code for codes in series for code in codes]
    categories, values = np.unique(flat, return_inverse=True) if flat else ((), np.array([], dtype=np.intp))
    return Coded(tuple(map(str, categories)), rows, values, len(series))
