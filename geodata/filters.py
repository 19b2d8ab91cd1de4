"""One filter, many readers: what a reader picked, as a small frozen value.

`FilterSpec` is the store, the address, the cache key and the header of every export. `FILTERS` names the
few kinds of filter; each kind reads its part of an address, writes it back, and says which rows of a
frame it admits. `browser_templates()` gives the same conditions as MapLibre expressions with holes,
which `assets/filters.js` fills in, so that the map repaints without asking the server; a test in a real
browser holds both to the same answer.

Rows come as `Records` (see `records.py`); nothing here opens a file or knows about the web.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from geodata.filter_kinds import (
    MAX_TEXT,
    YEAR_OF,
    AnyOf,
    Area,
    Bounds,
    Brief,
    ChosenRecords,
    CostRange,
    InArea,
    Near,
    NearRecord,
    Text,
    Undated,
    YearOf,
    YearRange,
    year_columns,
)
from geodata.query_problems import QueryProblem

__all__ = [
    "DEFAULTS", "FACETS", "FILTER", "FILTERS", "MAX_TEXT", "YEAR_OF", "AnyOf", "Area", "Bounds", "FilterSpec",
    "Near", "apply_filter", "browser_templates", "filter_masks", "lacks_year", "year_columns",
]


@dataclass(frozen=True)
class FilterSpec:
    """What the reader picked. Lists are sorted and without repeats; empty means no choice made."""

    country: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    subsector: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    year: Bounds | None = None
    year_of: str = "active"
    undated: bool = True
    cost: Bounds | None = None
    party: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    accuracy: tuple[str, ...] = ()
    collection: tuple[str, ...] = ()
    brief: bool = False
    q: str = ""
    area: Area | None = None
    near: Near | None = None
    layers: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query, records=None) -> tuple[FilterSpec, list[QueryProblem]]:
        """The spec an address asks for, and what is wrong with each part that could not be understood.

        `query` maps parameter names to text. Parameters that are no filters are passed over. With
        `records`, organisations and ids are checked against what is there.
        """
        values, problems = {}, []
        for filter_ in FILTERS:
            text = query.get(filter_.param)
            if text is None or text == "":
                continue
            value, found = filter_.read(str(text), records)
            problems += found
            if value is not None:
                values[filter_.param] = value
        return cls(**values), problems

    def to_query(self) -> dict[str, str]:
        """Parameter name to text, in the order of `addresses`; choices not made are left out."""
        return {f.param: f.write(getattr(self, f.param)) for f in FILTERS
                if getattr(self, f.param) != f.default}

    def without(self, *params: str) -> FilterSpec:
        """The same spec with these choices taken back."""
        return replace(self, **{name: DEFAULTS[name] for name in params})

    @property
    def is_empty(self) -> bool:
        """Whether every record is admitted."""
        return self.without("year_of") == FilterSpec()


FILTERS = (
    AnyOf("country", "countries", "country", str.upper),
    AnyOf("sector", "sector", "sector"),
    AnyOf("subsector", "subsector", "subsector"),
    AnyOf("kind", "kind", "kind", str.lower),
    AnyOf("status", "status", "status", str.lower),
    YearRange(),
    YearOf(),
    Undated(),
    CostRange(),
    AnyOf("party", "parties", "party", str.lower),
    AnyOf("precision", "precision", "precision", str.lower),
    AnyOf("accuracy", "accuracy", "accuracy", str.lower),
    AnyOf("collection", "collection", "collection", str.lower),
    Brief(),
    Text(),
    InArea(),
    NearRecord(),
    AnyOf("layers", "layer", "layer", str.lower),
    ChosenRecords(),
)
FILTER = {f.param: f for f in FILTERS}
DEFAULTS = {field.name: field.default for field in fields(FilterSpec)}
FACETS = tuple(f.param for f in FILTERS if isinstance(f, AnyOf))


def filter_masks(records, spec: FilterSpec) -> dict[str, np.ndarray]:
    """For each choice that was made, which rows it admits. No choice, no entry."""
    masks = {f.param: f.admits(records, spec) for f in FILTERS
             if f.admits and getattr(spec, f.param) != f.default}
    if not spec.undated and "year" not in masks:
        masks["year"] = FILTER["year"].admits(records, spec)
    return masks


def apply_filter(records, spec: FilterSpec) -> np.ndarray:
    """Keep the rows that match every choice: a boolean for each row of `records`."""
    keep = np.ones(len(records), dtype=bool)
    for mask in filter_masks(records, spec).values():
        keep &= mask
    return keep


def lacks_year(records, year_of: str) -> np.ndarray:
    """Which rows lack the chosen year."""
    return np.isnan(records.numbers(year_columns(year_of)[0]))


def browser_templates() -> dict[str, dict]:
    """The conditions as MapLibre expressions with holes (`$value`, `$low`, `$high`), by parameter.

    `kind: server` marks what the browser cannot decide alone: the server answers with ids.
    """
    return {f.param: template for f in FILTERS if (template := f.template())}
