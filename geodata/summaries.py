"""Counts and small tables of what a filter leaves: frame and spec in, a few numbers out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geodata.filters import FACETS, FILTER, FilterSpec, filter_masks, lacks_year, year_columns

FIRST_YEAR = 1995


@dataclass(frozen=True, eq=False)
class Shown:
    """What a filter leaves of the records."""

    keep: np.ndarray
    total: int
    undated: int
    facets: dict[str, dict[str, int]]
    years: list[tuple[int, int]]

    @property
    def count(self) -> int:
        """How many records are shown."""
        return int(self.keep.sum())


def summarise_shown(records, spec: FilterSpec, last_year: int) -> Shown:
    """Which rows are shown, how many lack the chosen year, what each further choice would leave.

    A facet count answers "how many, if this were picked too": it counts under all the other choices,
    not under the facet's own. `years` is the same for each year from 1995 to `last_year`.
    """
    masks = filter_masks(records, spec)
    failed = np.zeros(len(records), dtype=np.int16)
    for mask in masks.values():
        failed += ~mask
    keep = failed == 0
    return Shown(
        keep=keep, total=len(records),
        undated=int((keep & lacks_year(records, spec.year_of)).sum()),
        facets={param: records.coded(FILTER[param].column).count(_but(masks, failed, param)) for param in FACETS},
        years=count_years(records, _but(masks, failed, "year"), spec.year_of, last_year))


def count_years(records, keep, year_of: str, last_year: int) -> list[tuple[int, int]]:
    """(year, number of kept records) for each year; for *active*, a record counts in each of its years."""
    first_column, last_column = year_columns(year_of)
    first = records.numbers(first_column)
    last = records.numbers(last_column)
    dated = keep & ~np.isnan(first)
    first, last = first[dated].astype(int), np.nan_to_num(last[dated], nan=last_year).astype(int)
    years = np.arange(FIRST_YEAR, last_year + 1)
    begun = np.searchsorted(np.sort(first), years, side="right")
    ended = np.searchsorted(np.sort(last), years, side="left")
    return [(int(year), int(n)) for year, n in zip(years, begun - ended, strict=True)]


def _but(masks, failed, param):
    """The rows that pass every choice other than this one."""
    return failed == 0 if param not in masks else failed == ~masks[param]


def shown_bounds(records, keep) -> list[float] | None:
    """west, south, east, north in degrees of the kept rows; None if there are none."""
    if not keep.any():
        return None
    west, south, east, north = records.bounds[keep].T
    return [round(float(value), 4) for value in (west.min(), south.min(), east.max(), north.max())]
