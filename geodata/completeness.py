"""What is not known: which fields are filled, by country and sector, and the lists of weak records."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geodata.codes import REGION

YEARS = ("year_agreed", "year_started", "year_completed")
WITHOUT_CAPACITY = ("culture", "school", "border_crossing", "bank", "public_building", "air_route")
LISTS = ("imprecise", "low_confidence", "one_source", "no_source", "withheld", "undated")


def field_flags(gdf) -> pd.DataFrame:
    """For each row, whether each thing is known; NaN where it cannot be asked.

    A year of completion is asked only of what is operational, a capacity not of what has none by nature
    (culture, schools, border crossings, banks, public buildings).
    """
    years = gdf[list(YEARS)].notna()
    operational = gdf["status"].eq("operational")
    without_capacity = gdf["kind"].isin(WITHOUT_CAPACITY)
    sources = gdf["sources"].map(len)
    return pd.DataFrame({
        "two_sources": sources >= 2,
        "any_year": years.any(axis=1),
        "year_completed": years["year_completed"].where(operational).astype("float"),
        "cost": gdf["cost_usd_million"].notna(),
        "capacity": gdf["capacity"].notna().where(~without_capacity).astype("float"),
        "chinese_parties": gdf["chinese_parties"].map(len) > 0,
        "place": gdf["precision"].isin(["exact", "near"]),
        "name_ru": gdf["name_ru"].notna(),
        "name_zh": gdf["name_zh"].notna(),
    }, index=gdf.index).astype("float")


def completeness_table(gdf, by: str) -> pd.DataFrame:
    """Share known (0 to 1) of each field, one row a group, with the number of records as `records`.

    `by`: "country" (the five of the region, a record counts in each of its countries, then "other") or
    "sector". The last row, "all", is over all records.
    """
    flags = field_flags(gdf)
    groups = _country_groups(gdf) if by == "country" else {
        sector: (gdf["sector"] == sector).to_numpy() for sector in gdf["sector"].cat.categories}
    groups["all"] = np.ones(len(gdf), dtype=bool)
    rows = {name: flags[member].mean() for name, member in groups.items() if member.any()}
    table = pd.DataFrame(rows).T
    table.insert(0, "records", [int(groups[name].sum()) for name in table.index])
    return table


def _country_groups(gdf):
    groups = {code: gdf["countries"].map(lambda codes, code=code: code in codes).to_numpy() for code in REGION}
    return groups | {"other": ~np.any(list(groups.values()), axis=0)}


def weak_records(gdf) -> dict[str, list[str]]:
    """Ids of the records nobody could place precisely, of low confidence, resting on one source or none,
    with a source whose link is withheld, and without any year."""
    sources = gdf["sources"]
    masks = {
        "imprecise": ~gdf["precision"].isin(["exact", "near"]),
        "low_confidence": gdf["confidence"].eq("low"),
        "one_source": sources.map(len).eq(1),
        "no_source": sources.map(len).eq(0),
        "withheld": sources.map(lambda items: any(s.get("link_withheld") for s in items)),
        "undated": gdf[list(YEARS)].isna().all(axis=1),
    }
    return {name: gdf["id"][masks[name]].tolist() for name in LISTS}
