"""Addresses besides the page: map data, basemap, MapLibre itself, exports, the interface for programs."""

from dashboard.routes import api, exports, files, vendor


def register(server, repository, settings) -> None:
    """Add every route to the Flask server."""
    files.register(server, repository)
    vendor.register(server)
    exports.register(server, repository, settings)
    api.register(server, repository, settings)
