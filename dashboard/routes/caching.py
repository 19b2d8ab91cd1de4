"""Answers that are made once, compressed once, and may be kept by the browser for ever."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass

import brotli
from flask import Response, request

FOR_EVER = "public, max-age=31536000, immutable"
_PACKED = ("application/json", "application/geo+json", "text/javascript", "text/css")


@dataclass(frozen=True)
class StoredAnswer:
    """Bytes with their media type, plain and compressed, and the tag that names their content."""

    plain: bytes
    media_type: str
    etag: str
    packed: dict[str, bytes]


def store_answer(data: bytes, media_type: str) -> StoredAnswer:
    """Keep bytes ready to be sent: text also as brotli and gzip."""
    packed = {}
    if media_type in _PACKED:
        packed = {"br": brotli.compress(data, quality=9), "gzip": gzip.compress(data, 9, mtime=0)}
    return StoredAnswer(data, media_type, hashlib.sha256(data).hexdigest()[:16], packed)


def send_answer(stored: StoredAnswer, cache_control: str = FOR_EVER) -> Response:
    """The answer in the best form the browser takes; 304 if it has it already."""
    coding = next((name for name in stored.packed if request.accept_encodings[name] > 0), None)
    response = Response(stored.packed[coding] if coding else stored.plain, mimetype=stored.media_type)
    if coding:
        response.headers["Content-Encoding"] = coding
    if stored.packed:
        response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = cache_control
    response.set_etag(f"{stored.etag}-{coding or 'id'}")
    return response.make_conditional(request)
