"""The map's data and the basemap, under addresses that carry their version and so never change."""

from __future__ import annotations

import json
from functools import cache
from threading import Lock

from flask import abort

from dashboard.map_style import BANDS
from dashboard.routes.caching import send_answer, store_answer
from dashboard.views.map import band_collection, map_collections
from geodata.codes import LAYERS
from geodata.loading import BASEMAP_DIR

_MEDIA_TYPES = {".geojson": "application/geo+json", ".json": "application/json", ".webp": "image/webp"}


def register(server, repository) -> None:
    """`/data/<version>/<layer>.geojson` and `/basemap/<version>/<file>`; each made when first asked for."""
    answers = _LayerAnswers(repository)

    @server.get("/data/<version>/<layer>.geojson")
    def map_data(version, layer):
        if version != repository.data_version or layer not in (*LAYERS, BANDS):
            abort(404)
        return send_answer(answers.answer(layer))

    @server.get("/basemap/<version>/<name>")
    def basemap_file(version, name):
        if name not in _basemap_files():
            abort(404)
        return send_answer(_basemap_answer(name))


class _LayerAnswers:
    """The layers' answers, made together and once, however many ask at the same time; the bands apart, since only
    readers who look closer need them."""

    def __init__(self, repository):
        self._repository, self._lock, self._made = repository, Lock(), {}

    def answer(self, name):
        with self._lock:
            if not self._made:
                self._collections = map_collections(self._repository.records)
                self._made = {layer: _store(collection) for layer, collection in self._collections.items()}
            if name not in self._made:
                self._made[name] = _store(band_collection(self._collections))
                del self._collections
        return self._made[name]


def _store(collection):
    return store_answer(_dump(collection), "application/geo+json")


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
