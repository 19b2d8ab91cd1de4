"""From a filter to what an export needs: the rows it admits, and their provenance."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

import geopandas as gpd

from geodata.codes import LAYERS, code_label
from geodata.export.geojson import content_sha256
from geodata.export.provenance import PUBLISHER, Provenance
from geodata.export.table import CODES_AS_NAMES
from geodata.filters import FilterSpec, lacks_year
from geodata.sentences import Names, describe_filter
from geodata.summaries import summarise_shown

MAX_SLUG = 60


@dataclass(frozen=True, eq=False)
class Selection:
    """The admitted records (EPSG:4326), where they come from, and words for organisations and records."""

    gdf: gpd.GeoDataFrame
    provenance: Provenance
    names: Names


def select_records(repository, spec: FilterSpec, what: str, *, language: str = "en", names: Names = CODES_AS_NAMES,
                   base_url: str, made_on: date, title: str = PUBLISHER) -> Selection:
    """The records of `what` (`atlas` or one layer) that the spec admits, with their provenance.

    `base_url` is the address of the page, without a slash at the end; `names` gives words in `language`.
    """
    spec = narrow_to_layer(spec, what)
    shown = summarise_shown(repository.records, spec, repository.last_year)
    if what != "atlas" and spec.layers != (what,):
        keep = shown.keep & (repository.records.gdf["layer"] == what).to_numpy()
        shown = replace(shown, keep=keep, undated=int((keep & lacks_year(repository.records, spec.year_of)).sum()))
    gdf = repository.records.take(shown.keep)
    query = query_string(spec, language)
    return Selection(gdf, Provenance(
        title=title, what=what, filter=describe_filter(spec, shown, language, names), query=query,
        permalink=f"{base_url}/?{query}" if query else f"{base_url}/", data_version=repository.data_version,
        made_on=made_on, records=shown.count, left_out=shown.total - shown.count, language=language,
        content_sha256=content_sha256(gdf)), names)


def narrow_to_layer(spec: FilterSpec, what: str) -> FilterSpec:
    """The spec that shows on the page what the file of one layer holds, where there is such a spec."""
    if what in LAYERS and (not spec.layers or what in spec.layers):
        return replace(spec, layers=(what,))
    return spec


def query_string(spec: FilterSpec, language: str = "en") -> str:
    """The spec as the query string of an address, always in the same order and spelling."""
    query = spec.to_query() | ({} if language == "en" else {"lang": language})
    return urlencode(query, safe=",:;")


def file_name(spec: FilterSpec, what: str, made_on: date, suffix: str) -> str:
    """A short ASCII name that says what is inside: *belt-road-atlas_energy-KAZ_2026-11-21.csv*."""
    parts = [] if what == "atlas" else [what]
    parts += [part for param in ("sector", "kind", "status", "country") for part in _slugs(param, spec)]
    parts += [str(spec.year)] if spec.year else []
    parts += [part for part in (_slug(spec.q), spec.near.record if spec.near else "") if part]
    middle = _cut("-".join(parts)) or ("all" if spec.is_empty else "chosen")
    return f"belt-road-atlas_{middle}_{made_on.isoformat()}.{suffix}"


def _slugs(param, spec):
    codes = getattr(spec, param)
    if param == "country":
        return codes if len(codes) <= 5 else (f"{len(codes)}-countries",)
    if param != "sector":
        return tuple(_slug(code) for code in codes[:3])
    return tuple(_slug(code_label("sector", code)) for code in codes[:3])


def _slug(text):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _cut(text):
    return text if len(text) <= MAX_SLUG else text[:MAX_SLUG].rpartition("-")[0]
