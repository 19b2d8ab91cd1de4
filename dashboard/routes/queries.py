"""What the plain routes share: the address of the page, answering with an ETag."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, request

from dashboard import __version__

CACHE_CONTROL = "private, max-age=0, must-revalidate"


def base_url(settings) -> str:
    """The address of the page, without a slash at the end: the one set, else the request's own."""
    return settings.public_url or request.url_root.rstrip("/")


def entity_tag(*parts) -> str:
    """A strong ETag for an answer that depends on these parts and on the program's version."""
    return hashlib.sha256("\0".join(map(str, (__version__, *parts))).encode()).hexdigest()[:32]


def answer(etag: str, make: Callable[[], Response]) -> Response:
    """304 without making anything if the client has this ETag already, else what `make` gives."""
    response = Response(status=304) if _client_has(etag) else make()
    response.set_etag(etag)
    response.headers["Cache-Control"] = CACHE_CONTROL
    return response


def _client_has(etag):
    """Compression adds its name to an ETag (`...:br`); the part before it is ours."""
    held = request.if_none_match
    return held.star_tag or any(tag.partition(":")[0] == etag for tag in held.as_set(include_weak=True))
