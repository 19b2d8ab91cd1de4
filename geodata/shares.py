"""How many kilometres of a line lie in which country, measured on the basemap's polygons.

What a record says about its countries is not read here: this is what the drawn line shows. Borders are those of
the basemap (about 200 m in Central Asia), so a line along a border river may lie in both countries.
"""

import numpy as np
import pandas as pd
import shapely

from geodata.geometry import length_km

SMALLEST_KM = 0.05  # less is the noise of a border point


def country_shares(gdf, countries) -> pd.DataFrame:
    """Kilometres of each line in each country: columns id, country, km, longest share of a line first.

    `gdf`: records with `id` and `geometry`; points have no share. `countries`: polygons by alpha-3 code. Both
    EPSG:4326. Lengths are geodesic and add up to the length of the line; what lies at sea or in no country has
    the country None.
    """
    lines = gdf.loc[shapely.get_dimensions(gdf.geometry.to_numpy()) == 1, ["id", "geometry"]]
    totals = np.array([length_km(line) for line in lines.geometry])
    shares = _inside(lines.geometry.to_numpy(), countries).groupby(["line", "country"], as_index=False)["km"].sum()
    covered = shares.groupby("line")["km"].sum().reindex(range(len(lines)), fill_value=0.0).to_numpy()
    # A clipped leg bends less than the whole one, so pieces may add up to a little more than the line.
    shares["km"] *= np.minimum(1, totals / np.maximum(covered, 1e-9))[shares["line"].to_numpy(dtype=int)]
    outside = pd.DataFrame({"line": range(len(lines)), "country": None, "km": totals - covered})
    shares = pd.concat([frame[frame["km"] >= SMALLEST_KM] for frame in (shares, outside)])
    shares = shares.sort_values(["line", "km"], ascending=[True, False], kind="stable")
    ids = lines["id"].to_numpy()[shares["line"].to_numpy(dtype=int)]
    country = pd.Series([None if pd.isna(code) else code for code in shares["country"]], dtype=object)
    return pd.DataFrame({"id": ids, "country": country, "km": shares["km"].to_numpy(dtype=float)})


def _inside(lines, countries):
    """Kilometres of each piece of a line inside a country: columns line (position), country, km."""
    polygons = countries.geometry.to_numpy()
    tree = shapely.STRtree(polygons)
    line, polygon = tree.query(lines, predicate="intersects")
    pieces = shapely.intersection(lines[line], polygons[polygon])
    return pd.DataFrame({"line": line, "country": countries.index.to_numpy()[polygon],
                         "km": [length_km(piece) for piece in pieces]})
