"""Raw frame to canonical frame: names, types, codes. Pure: frame in, frame out, nothing opened.

The result has the columns of `columns.py` in their order, code columns as categories in the order of
`codes.py`, nullable integers for years, tuples for lists, and EPSG:4326.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata import geometry
from geodata.codes import code_list
from geodata.columns import CODE, COLUMNS, FLAG, INTEGER, NUMBER, PARTIES, TEXT

YEARS = ("year_agreed", "year_started", "year_completed")
ROLES = tuple(column.name for column in COLUMNS if column.type == PARTIES)
_ENDED = ("suspended", "cancelled")


def clean_records(raw: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The canonical frame of a raw one that `validation` found nothing wrong with.

    Misspelt codes that `codes.py` knows become the right ones. Rows are sorted by layer and id.
    """
    data = {name: _clean_column(raw, name) for name in (c.name for c in COLUMNS if not c.derived)
            if name != "geometry"}
    data["layer"] = _categories(raw["layer"], "layer")
    data["parties"] = _objects(raw, [_unique(slug for parties in row for slug in parties)
                                     for row in zip(*(data[role] for role in ROLES), strict=True)])
    gdf = gpd.GeoDataFrame(data, geometry=raw.geometry.to_numpy(), crs=raw.crs or "EPSG:4326")
    gdf["party_notes"] = _objects(raw, _party_notes(raw))
    gdf["drawn_km"] = [geometry.length_km(g) if g.geom_type != "Point" else np.nan for g in gdf.geometry]
    gdf["drawn_km"] = gdf["drawn_km"].round(1)
    gdf["active_from"], gdf["active_to"] = _active_span(gdf)
    gdf = gdf[[*(c.name for c in COLUMNS if c.name != "geometry"), "party_notes", "geometry"]]
    return gdf.to_crs("EPSG:4326").sort_values(["layer", "id"], ignore_index=True)


def _clean_column(raw, name):
    column, values = next(c for c in COLUMNS if c.name == name), raw[name]
    values = values.where(values.notna(), None)
    if column.type == CODE:
        return _categories(values, column.codes)
    if column.type == INTEGER:
        return pd.to_numeric(values).astype("Int32")
    if column.type == NUMBER:
        return pd.to_numeric(values).astype("float64")
    if column.type == FLAG:
        return values.eq(True)
    if column.type == TEXT:
        return values.astype("str").where(values.notna() & values.ne(""), None)
    if column.type == PARTIES:
        return values.map(lambda parties: _unique(p["id"] for p in parties or () if p.get("id")), na_action=None)
    return values.map(lambda items: tuple(items or ()), na_action=None)


def _objects(raw, values):
    """A column of tuples or dicts, also where there are none."""
    return pd.Series(values, index=raw.index, dtype=object)


def _categories(values, codes):
    known = code_list(codes)
    return pd.Categorical([known.canonical(value) for value in values], categories=list(known), ordered=True)


def _party_notes(raw):
    listed = (raw[role].where(raw[role].notna(), None) for role in ROLES)
    return [{(role, party.get("id")): party["note"] for role, parties in zip(ROLES, row, strict=True)
             for party in parties or () if party.get("note")}
            for row in zip(*listed, strict=True)]


def _active_span(gdf):
    first = gdf[list(YEARS)].min(axis=1).astype("Int32")
    last = gdf[list(YEARS)].max(axis=1).astype("Int32")
    return first, last.where(gdf["status"].isin(_ENDED))


def _unique(items):
    return tuple(dict.fromkeys(items))
