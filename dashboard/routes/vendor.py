"""MapLibre GL JS, served from the installed package: no third-party file is kept in the repository."""

from functools import cache
from importlib.metadata import version

from flask import abort

from dashboard.maplibre import maplibre_file
from dashboard.routes.caching import send_answer, store_answer

_VERSION = version("maplibre")
_MEDIA_TYPES = {"maplibre-gl.js": "text/javascript", "maplibre-gl.css": "text/css"}
SCRIPTS = [f"/vendor/{_VERSION}/maplibre-gl.js"]
STYLESHEETS = [f"/vendor/{_VERSION}/maplibre-gl.css"]


def register(server) -> None:
    """`/vendor/<version>/maplibre-gl.js` and `.css`."""
    @server.get("/vendor/<wanted>/<name>")
    def vendor_file(wanted, name):
        if wanted != _VERSION or name not in _MEDIA_TYPES:
            abort(404)
        return send_answer(_vendor_answer(name))


@cache
def _vendor_answer(name):
    return store_answer(maplibre_file(name).read_bytes(), _MEDIA_TYPES[name])
