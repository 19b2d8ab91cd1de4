"""Totals that count nothing twice, each with what is in it and what was left out and why.

Rules. A section counts only where its parent does not: a parent without a figure gives way to its sections.
Each status group is summed apart, so that promises never join what stands. Dollars are nominal, as
published; in constant dollars the same records are summed apart (`convert_total`), each cost taken at the
year its record gives for it, else of agreement, of start, of completion. Kilometres of roads and railways
are those of the network as drawn: a stretch that several routes share counts once, for the longest of them.
Pipelines and power lines count each string, by stated length, else as drawn. Corridors, sea and air routes
are directions rather than works and have no total.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from geodata.codes import code_list
from geodata.dollars import Deflator
from geodata.geometry import leg_lengths_km

STATUS_GROUPS = {"built": ("operational",), "building": ("under_construction",),
                 "planned": ("agreed", "proposed"), "stopped": ("suspended", "cancelled")}
NETWORKS = ("road", "railway")
STRINGS = ("gas_pipeline", "oil_pipeline", "products_pipeline", "transmission_line")
COST, POWER, LENGTH = "cost", "power", "length"
UNITS = {COST: "million US dollars", POWER: "MW", LENGTH: "km"}
COST_YEARS = ("cost_year", "year_agreed", "year_started", "year_completed")  # the first that is known counts


@dataclass(frozen=True)
class Total:
    """A sum over records. `what`: cost, power or length; `kind` for lengths; `group` of statuses.

    `parts`: (record id, amount), greatest first. `left_out`: (record id, id of the record that counts
    instead). `silent`: how many records of the group have no figure.
    """

    what: str
    group: str
    kind: str | None
    parts: tuple[tuple[str, float], ...]
    left_out: tuple[tuple[str, str], ...]
    silent: int

    @property
    def value(self) -> float:
        """The sum, in the unit of `UNITS`."""
        return float(sum(amount for _, amount in self.parts))

    @property
    def unit(self) -> str:
        """The unit of the sum."""
        return UNITS[self.what]


def sum_totals(records, keep) -> list[Total]:
    """The totals of the kept rows: cost, power and the length of each kind of line, by status group.

    Groups in which no record has a figure are left out.
    """
    gdf = records.take(keep)
    lines = gdf[gdf.geometry.geom_type != "Point"]
    power = gdf[(gdf["kind"] == "power_plant") & (gdf["capacity_unit"] == "MW")]
    totals = []
    for group, statuses in STATUS_GROUPS.items():
        totals.append(_sum_figures(_of(gdf, statuses), gdf["cost_usd_million"], COST, group))
        totals.append(_sum_figures(_of(power, statuses), gdf["capacity"], POWER, group))
    for kind in (kind for kind in code_list("kind") if kind in NETWORKS + STRINGS):
        of_kind = lines[lines["kind"] == kind]
        for group, statuses in STATUS_GROUPS.items():
            rows = _of(of_kind, statuses)
            totals.append(_sum_network(rows, kind, group) if kind in NETWORKS else
                          _sum_figures(rows, gdf["length_km"].fillna(gdf["drawn_km"]), LENGTH, group, kind))
    order = [COST, POWER, LENGTH]
    return sorted((total for total in totals if total.parts), key=lambda total: order.index(total.what))


@dataclass(frozen=True)
class ConvertedTotal:
    """A total of costs in million dollars of `year`, apart from the nominal one.

    `amounts`: by record id, only of what could be converted. `left_out`: (record id, year of its cost or
    None) of what has no year, or a year that the deflator does not know.
    """

    year: int
    amounts: dict[str, float]
    left_out: tuple[tuple[str, int | None], ...]

    @property
    def value(self) -> float:
        """The sum in million dollars of `year`."""
        return float(sum(self.amounts.values()))


def cost_years(records) -> dict[str, int]:
    """The year at which each record's cost is taken, by id; records with no year at all are not in it."""
    gdf = records.gdf
    year = gdf[COST_YEARS[0]]
    for column in COST_YEARS[1:]:
        year = year.fillna(gdf[column])
    known = year.notna()
    return dict(zip(gdf.loc[known, "id"], year[known].astype(int), strict=True))


def convert_total(total: Total, years: dict[str, int], deflator: Deflator) -> ConvertedTotal:
    """A total of costs in dollars of the deflator's newest year; `years` as `cost_years` gives them."""
    return ConvertedTotal(
        deflator.year,
        {record: deflator.convert(amount, years[record]) for record, amount in total.parts
         if deflator.knows(years.get(record))},
        tuple((record, years.get(record)) for record, _ in total.parts if not deflator.knows(years.get(record))))


def cost_by_year(totals: list[Total], years: dict[str, int], deflator: Deflator | None = None):
    """[(year, million dollars)] of the totals of costs, and the ids of the records that are not in it.

    Dollars are nominal, with a deflator those of its newest year; what has no year, or none that the
    deflator knows, is left out. Stopped projects are no part of it. `years` as `cost_years` gives them.
    """
    sums, left_out = {}, []
    for total in totals:
        if total.what != COST or total.group == "stopped":
            continue
        for record, amount in total.parts:
            year = years.get(record)
            if year is None or (deflator and not deflator.knows(year)):
                left_out.append(record)
            else:
                sums[year] = sums.get(year, 0.0) + (deflator.convert(amount, year) if deflator else amount)
    return sorted(sums.items()), left_out


def _of(gdf, statuses):
    return gdf[gdf["status"].isin(statuses)]


def _sum_figures(gdf, amounts, what, group, kind=None):
    """A sum of figures in which a section gives way to a parent that has a figure too."""
    df = pd.DataFrame({"id": gdf["id"], "parent": gdf["parent"], "amount": amounts.reindex(gdf.index)})
    known = df[df["amount"].notna()]
    left_out = _counted_by_parent(known)
    parts = known[~known["id"].isin(list(left_out))].sort_values(["amount", "id"], ascending=[False, True])
    return Total(what, group, kind, tuple(zip(parts["id"], parts["amount"].astype(float), strict=True)),
                 tuple(left_out.items()), len(df) - len(known))


def _counted_by_parent(df):
    """For each section whose parent (or a parent's parent) has a figure too: that one's id."""
    parents = dict(zip(df["id"], df["parent"], strict=True))
    found = {}
    for record in df["id"]:
        seen, parent = {record}, parents[record]
        while isinstance(parent, str) and parent not in seen:
            if parent in parents:
                found[record] = parent
                break
            seen.add(parent)
            parent = parents.get(parent)
    return found


def _sum_network(gdf, kind, group):
    """Kilometres as drawn, each leg counted once, for the longest line that has it."""
    owner, parts, left_out = {}, [], []
    for row in gdf.sort_values(["drawn_km", "id"], ascending=[False, True]).itertuples():
        legs = _legs(row.geometry)
        new = {leg: km for leg, km in legs.items() if leg not in owner}
        owner |= dict.fromkeys(new, row.id)
        if new:
            parts.append((row.id, round(sum(new.values()), 1)))
        else:
            left_out.append((row.id, Counter(owner[leg] for leg in legs).most_common(1)[0][0]))
    return Total(LENGTH, group, kind, tuple(sorted(parts, key=lambda part: -part[1])), tuple(left_out), 0)


def _legs(line):
    """Each leg of a line, whichever way it runs, and its kilometres."""
    points = list(line.coords) if line.geom_type == "LineString" else [p for part in line.geoms for p in part.coords]
    return {frozenset(leg): km for leg, km in
            zip(pairwise(points), leg_lengths_km(line), strict=True) if len(set(leg)) == 2}
