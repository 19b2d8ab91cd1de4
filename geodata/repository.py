"""Where the dashboard asks for data: layer or id in, clean frames out. In memory, read once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata.cleaning import YEARS, clean_records
from geodata.codes import LAYERS
from geodata.dollars import read_deflator
from geodata.loading import CATALOGUE_DIR, load_catalogue, load_countries
from geodata.records import Records
from geodata.releases import changes_since, data_version
from geodata.shares import country_shares
from geodata.summaries import FIRST_YEAR
from geodata.validation import check_catalogue


class Repository:
    """The catalogue, validated and clean. Raises DataFileError with every problem if a file is broken."""

    def __init__(self, folder: Path = CATALOGUE_DIR):
        self.folder = folder
        raw = load_catalogue(folder)
        check_catalogue(raw)
        self.organisations = raw.organisations
        self.indicators = raw.indicators
        self.tour = raw.tour
        self.about = raw.about
        self.deflator = read_deflator(raw.deflator)
        self.content_hash = raw.content_hash
        self.records = Records(clean_records(raw.gdf), raw.organisations)

    @property
    def data_version(self) -> str:
        """Date of the last release of the data and the beginning of its content's SHA-256."""
        return data_version(self.about, self.content_hash)

    def layer(self, name: str) -> gpd.GeoDataFrame:
        """The records of one layer (EPSG:4326). Raises KeyError for an unknown layer."""
        if name not in LAYERS:
            raise KeyError(f"no layer {name!r}; there are {', '.join(LAYERS)}")
        gdf = self.records.gdf
        return gdf[gdf["layer"] == name]

    def record(self, record_id: str) -> pd.Series:
        """One record as a row. Raises UnknownRecordError."""
        return self.records.row(record_id)

    def organisation_name(self, slug: str, language: str = "en") -> str:
        """The organisation's name in a language, else in English, else its slug."""
        entry = self.organisations.get(slug, {})
        return entry.get(f"name_{language}") or entry.get("name") or slug

    def changes_since(self, version: str):
        """What changed since a released data version (a `releases.Difference`); None if it is not recorded."""
        return changes_since(version, self.folder)

    def country_km(self, record_id: str) -> list[tuple[str | None, float]]:
        """(alpha-3 code, kilometres as drawn) of a line, longest first; None is what lies in no country."""
        shares = self._country_shares[self._country_shares["id"] == record_id]
        return list(zip(shares["country"], shares["km"], strict=True))

    @cached_property
    def _country_shares(self):
        return country_shares(self.records.gdf, load_countries())

    @cached_property
    def last_year(self) -> int:
        """The last year of any record, for time lines; where these begin if no record has one."""
        last = self.records.gdf[list(YEARS)].max().max()
        return FIRST_YEAR if pd.isna(last) else int(last)

    @cached_property
    def first_year(self) -> int:
        """The first year of any record."""
        return int(self.records.gdf["active_from"].min())
