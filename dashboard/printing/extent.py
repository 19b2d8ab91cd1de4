"""What a printed map shows when its reader chose no view."""

from __future__ import annotations

from urllib.parse import parse_qs

import shapely

from dashboard.printing.basemap import load_countries_once, load_layer
from dashboard.views.map import START

_HOME = shapely.box(*START["bbox"])
_MANY_AT_HOME, _WIDE_DEGREES = 0.6, 56
_MAX_COUNTRY_DEGREES = 100


def shapes_to_fit(gdf, query: str) -> list:
    """The shapes (EPSG:4326) that the map should show when its reader chose no view.

    The countries chosen, if any; else the records, but where most of them lie in the region and a few far
    from it, the region alone: the others then stand in the inset.
    """
    chosen = _chosen_countries(query)
    if chosen is not None and len(gdf):
        return [chosen]
    if not len(gdf):
        return list(load_layer("central_asia").geometry) if chosen is None else [chosen]
    shapes = gdf.geometry.to_numpy()
    west, _, east, _ = shapely.total_bounds(shapes)
    at_home = shapely.intersects(_HOME, shapes)
    if east - west <= _WIDE_DEGREES or at_home.mean() < _MANY_AT_HOME:
        return list(shapes)
    return list(load_layer("central_asia").geometry)


def _chosen_countries(query):
    codes = parse_qs(query).get("country", [""])[0].split(",")
    countries = load_countries_once()
    found = countries[countries.index.isin(codes)]
    if found.empty:
        return None
    west, _, east, _ = found.total_bounds
    return shapely.union_all(found.geometry.to_numpy()) if east - west < _MAX_COUNTRY_DEGREES else None
