"""`create_app`: the table of contents of the dashboard, and the one place that meets everybody."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import dash
from flask import has_request_context, request
from flask_compress import Compress

from dashboard import callbacks, routes
from dashboard.context import PageContext, language_of
from dashboard.index import index_page
from dashboard.jobs import background_manager
from dashboard.layout.page import build_page
from dashboard.security import protect

VERSION = re.compile(r"[\w-]{1,40}")
ROOT = Path(__file__).resolve().parent.parent
_PACKED = ("text/html", "text/css", "text/plain", "text/csv", "text/javascript", "application/javascript",
           "application/json", "application/geo+json", "application/vnd.google-earth.kml+xml", "image/svg+xml")


def create_app(repository, settings) -> dash.Dash:
    """The whole app over a Repository: data in memory, routes, layout, callbacks, headers.

    Dash's own check of ids is off, since it would send the layout twice with every page; a test
    compares the ids that callbacks name with the layout instead.
    """
    app = dash.Dash(
        __name__, assets_folder=str(ROOT / "assets"), serve_locally=True, update_title=None,
        external_scripts=routes.vendor.SCRIPTS, external_stylesheets=routes.vendor.STYLESHEETS,
        title=PageContext(repository).texts["title"], suppress_callback_exceptions=True,
        background_callback_manager=background_manager(settings))
    app.interpolate_index = lambda **parts: index_page(_context(repository), parts, settings)
    app.layout = lambda: build_page(_context(repository))
    app.server.config["COMPRESS_MIMETYPES"] = _PACKED
    Compress(app.server)
    routes.register(app.server, repository, settings)
    callbacks.register(app, repository, settings)
    protect(app)
    return app


def _context(repository) -> PageContext:
    """The data in the language of the page that asks, and as its address pins them.

    The page asks for its layout in a second request; its own address then comes along as the referrer.
    """
    if not has_request_context():
        return PageContext(repository)
    query = _referrer_query() | request.args.to_dict()
    pinned = query.get("data", "")
    return PageContext(repository, language_of(query.get("lang"), request.accept_languages),
                       pinned if VERSION.fullmatch(pinned) else None)


def _referrer_query():
    return {name: values[-1] for name, values in parse_qs(urlsplit(request.referrer or "").query).items()}
