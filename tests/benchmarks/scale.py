"""A larger catalogue made from the real one: seeded, shifted and jittered copies, with the same columns.

`python -m tests.benchmarks.scale 10000 sites` serves one.
"""

from __future__ import annotations

import sys

import numpy as np
import shapely

from dashboard.factory import create_app
from dashboard.serving import serve
from dashboard.settings import Settings
from geodata.records import Records
from geodata.repository import Repository

BBOX = (46.5, 35.5, 87.3, 55.4)
"""West, south, east, north (degrees) that copies are kept in: the five states."""


class ScaledRepository(Repository):
    """A Repository of n records instead of the real ones; with a `layer`, all of that layer."""

    def __init__(self, n: int, layer: str | None = None, seed: int = 2013):
        super().__init__()
        gdf = self.records.gdf if layer is None else self.layer(layer)
        self.records = Records(copy_records(gdf, n, seed), self.organisations)
        self.content_hash = f"{n:08d}"


def copy_records(gdf, n: int, seed: int):
    """n rows, the first of them the frame's own, the others copies moved by some 3 degrees at random.

    Ids get a number behind them; sites leave the region nowhere (EPSG:4326).
    """
    random = np.random.default_rng(seed)
    rounds, positions = np.divmod(np.arange(n), len(gdf))
    copies = gdf.iloc[positions].reset_index(drop=True)
    shifts = random.normal(0, 3, (n, 2)) * (rounds > 0)[:, None]
    ids = [record_id if number == 0 else f"{record_id}-{number}"
           for record_id, number in zip(copies["id"], rounds, strict=True)]
    return copies.assign(id=ids).set_geometry(_moved(copies.geometry.to_numpy(), shifts), crs=gdf.crs)


def _moved(shapes, shifts):
    counts = shapely.get_num_coordinates(shapes)
    moves = np.repeat(shifts, counts, axis=0)
    moved = shapely.transform(shapes, lambda xy: xy + moves)
    is_point = shapely.get_type_id(moved) == shapely.GeometryType.POINT
    west, south, east, north = BBOX
    low, high = (west, south), (east, north)
    moved[is_point] = shapely.transform(moved[is_point], lambda xy: np.clip(xy, low, high))
    return moved


if __name__ == "__main__":
    scaled = ScaledRepository(int(sys.argv[1]), *sys.argv[2:])
    settings = Settings.from_environment()
    serve(create_app(scaled, settings), settings)
