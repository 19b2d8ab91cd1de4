"""`/api/...`: the records for programs, as JSON and GeoJSON. Every error is a sentence in JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from urllib.parse import quote, urlencode

import numpy as np
from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from dashboard import __version__
from dashboard.context import PageContext
from dashboard.formats import FORMATS
from dashboard.making import WHATS
from dashboard.routes.queries import answer, base_url, entity_tag
from dashboard.strict import read_query
from geodata.codes import LAYERS, code_label
from geodata.columns import COLUMNS
from geodata.errors import QueryError, UnknownRecordError
from geodata.export.geojson import dump_json, record_features
from geodata.export.provenance import LICENCE, LICENCE_URL
from geodata.export.table import layers_of
from geodata.filters import FILTER, FilterSpec, apply_filter

GEOJSON = "application/geo+json"
MOST = 10_000  # features in one answer
_COUNTED = ("country", "sector", "kind", "status")
_ADDRESSES = "/api/layers, /api/records/<id>, /api/features/<layer>, /api/health"


@dataclass(frozen=True)
class Page:
    """Which part of the matching features is asked for."""

    limit: int
    offset: int
    bbox: str


def register(server, repository, settings) -> None:
    """Add the addresses for programs to a Flask server."""
    blueprint = Blueprint("api", __name__, url_prefix="/api")

    @blueprint.get("/health")
    def health():
        return _json("health", lambda: {
            "status": "ok", "version": __version__, "data_version": repository.data_version,
            "records": len(repository.records)})

    @blueprint.get("/layers")
    def layers():
        _, language = read_query(request.args, repository.records)
        return _json("layers", lambda: _describe_layers(PageContext(repository, language), base_url(settings)))

    @blueprint.get("/records/<record_id>")
    def record(record_id):
        _, language = read_query(request.args, repository.records)
        position = repository.records.position(record_id)
        return _json("record", lambda: _one_feature(PageContext(repository, language), position,
                                                    base_url(settings)), GEOJSON)

    @blueprint.get("/features/<layer>")
    def features(layer):
        if layer not in WHATS:
            return _error(404, f"There is no layer {layer[:40]!r}. There are {', '.join(WHATS)}.")
        spec, language = read_query(request.args, repository.records, ("limit", "offset", "bbox"))
        page = _read_page(request.args)
        return _json("features", lambda: _feature_page(PageContext(repository, language), spec, layer, page,
                                                       base_url(settings)), GEOJSON)

    @blueprint.get("/")
    @blueprint.get("/<path:rest>")
    def unknown(rest=""):
        return _error(404, f"There is no /api/{rest[:40]}. There are {_ADDRESSES}.")

    def _json(name, make, media_type="application/json"):
        etag = entity_tag(repository.data_version, name, base_url(settings), request.full_path)
        return answer(etag, lambda: Response(dump_json(make()), content_type=f"{media_type}; charset=utf-8"
                                             if media_type == "application/json" else media_type))

    blueprint.register_error_handler(QueryError, lambda error: _error(400, str(error)))
    blueprint.register_error_handler(UnknownRecordError, lambda error: _error(404, str(error)))
    blueprint.register_error_handler(HTTPException, lambda error: _error(error.code, error.description))
    server.register_blueprint(blueprint)


def _error(status, sentence):
    return Response(json.dumps({"error": sentence}, ensure_ascii=False), status=status,
                    content_type="application/json; charset=utf-8")


def _describe_layers(context, url):
    return {"title": context.texts["title"], "data_version": context.data_version, "licence": LICENCE,
            "licence_url": LICENCE_URL, "records": len(context.records),
            "layers": [_describe_layer(context, layer, url) for layer in LAYERS]}


def _describe_layer(context, layer, url):
    keep = (context.records.gdf["layer"] == layer).to_numpy()
    shapes = context.records.gdf.geometry[keep]
    return {"name": layer, "label": code_label("layer", layer, context.language), "count": int(keep.sum()),
            "geometry_types": sorted(set(shapes.geom_type)),
            "bbox": [round(float(v), 6) for v in shapes.total_bounds] if keep.any() else None,
            "features": f"{url}/api/features/{layer}",
            "exports": {suffix: f"{url}/export/{layer}.{suffix}" for suffix in FORMATS},
            "counts": {param: _count(context, param, keep) for param in _COUNTED},
            "columns": [_describe_column(column, context.language) for column in COLUMNS
                        if layer in column.layers]}


def _count(context, param, keep):
    found = context.records.coded(FILTER[param].column).count(keep)
    return [{"code": code, "label": code_label(FILTER[param].codes, code, context.language), "count": n}
            for code, n in found.items()]


def _describe_column(column, language):
    described = asdict(column) | {"label": column.label[language]}
    del described["layers"]
    return described


def _one_feature(context, position, url):
    gdf = context.records.gdf.iloc[[position]]
    layer = gdf["layer"].iloc[0]
    feature, = record_features(gdf, context.language, (layer,), context.names)
    return feature | {"data_version": context.data_version, "licence": LICENCE,
                      "links": [{"rel": "alternate", "type": "text/html",
                                 "href": f"{url}/?record={quote(feature['id'])}"}]}


def _read_page(args):
    problems, numbers = [], {}
    for name, default, least, most in (("limit", MOST, 1, MOST), ("offset", 0, 0, 10**9)):
        text = args.get(name) or str(default)
        if text.isascii() and text.isdigit() and least <= int(text[:12]) <= most:
            numbers[name] = int(text[:12])
        else:
            problems.append(f"{name}={text[:40]}: expected a whole number from {least} to {most}.")
    if problems:
        raise QueryError(problems)
    return Page(**numbers, bbox=args.get("bbox", ""))


def _feature_page(context, spec, layer, page, url):
    records = context.records
    keep = apply_filter(records, spec) & _in_box(records, page.bbox)
    keep &= np.isin(records.gdf["layer"].to_numpy(dtype=object), layers_of(layer))
    matched = np.flatnonzero(keep)
    gdf = records.gdf.iloc[matched[page.offset:page.offset + page.limit]]
    features = record_features(gdf, context.language, layers_of(layer), context.names)
    return {"type": "FeatureCollection", "numberMatched": len(matched), "numberReturned": len(features),
            "data_version": context.data_version, "licence": LICENCE,
            "links": _links(f"{url}/api/features/{layer}", page, len(matched)), "features": features}


def _in_box(records, text):
    if not text:
        return np.ones(len(records), dtype=bool)
    area, problems = FILTER["area"].read(text)
    if problems or area.box is None:
        raise QueryError([f"bbox={text[:40]}: expected west,south,east,north in degrees, "
                          "with west < east and south < north."])
    return FILTER["area"].admits(records, FilterSpec(area=area))


def _links(address, page, matched):
    def link(rel, offset):
        query = request.args.to_dict() | {"limit": page.limit, "offset": offset}
        return {"rel": rel, "type": GEOJSON, "href": f"{address}?{urlencode(query, safe=',:;')}"}
    links = [link("self", page.offset)]
    if page.offset + page.limit < matched:
        links.append(link("next", page.offset + page.limit))
    if page.offset > 0:
        links.append(link("prev", max(0, page.offset - page.limit)))
    return links
