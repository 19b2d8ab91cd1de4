"""The map's data and the basemap, under addresses that carry their version and so never change."""

from __future__ import annotations

import json
from functools import cache

from flask import abort

from dashboard.routes.caching import send_answer, store_answer
from dashboard.views.map import map_collections
from geodata.codes import LAYERS
from geodata.loading import BASEMAP_DIR

_MEDIA_TYPES = {".geojson": "application/geo+json", ".json": "application/json", ".webp": "image/webp"}


def register(server, repository) -> None:
    """`/data/<version>/<layer>.geojson` and `/basemap/<version>/<file>`."""
    collections = map_collections(repository.records)
    layers = {layer: store_answer(_dump(collections[layer]), "application/geo+json") for layer in LAYERS}

    @server.get("/data/<version>/<layer>.geojson")
    def map_data(version, layer):
        if version != repository.data_version or layer not in layers:
            abort(404)
        return send_answer(layers[layer])

    @server.get("/basemap/<version>/<name>")
    def basemap_file(version, name):
        if name not in _basemap_files():
            abort(404)
        return send_answer(_basemap_answer(name))


@cache
def _basemap_files():
    return frozenset(path.name for path in BASEMAP_DIR.iterdir() if path.suffix in _MEDIA_TYPES)


@cache
def _basemap_answer(name):
    path = BASEMAP_DIR / name
    return store_answer(path.read_bytes(), _MEDIA_TYPES[path.suffix])


def _dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()


def _plain(value):
    return value.item()
