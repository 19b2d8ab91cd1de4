"""Which records belong together: parents and their sections, and sites at one place."""

from __future__ import annotations

import numpy as np

SAME_PLACE_KM = 5.0


def find_related(records, record_id: str) -> dict[str, list]:
    """Rows related to a record: {"parent": [...], "sections": [...], "place": [...]}, each possibly empty.

    *Place* are the sites within 5 km (geodesic) of a site, in the order of their
    ids. Raises UnknownRecordError.
    """
    row = records.row(record_id)
    gdf = records.gdf
    parent, siblings = row["parent"], np.zeros(len(gdf), dtype=bool)
    has_parent = isinstance(parent, str)
    if row["geometry"].geom_type == "Point":
        siblings = records.within_km(record_id, SAME_PLACE_KM) & (gdf["layer"] == "sites").to_numpy()
        siblings[records.position(record_id)] = False
    return {"parent": _rows(gdf[gdf["id"] == parent]) if has_parent else [],
            "sections": _rows(gdf[(gdf["parent"] == record_id).fillna(False).astype(bool)]),
            "place": _rows(gdf[siblings])}


def _rows(gdf):
    return gdf.to_dict("records")
