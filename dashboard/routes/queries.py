"""What the plain routes share: reading an address strictly, answering with an ETag.

The page passes over what it does not understand, with a notice; a program or a saved download must not
get other records than it asked for, so here every doubt is an error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, request

from dashboard import __version__
from geodata.errors import QueryError
from geodata.filters import FILTER, FilterSpec
from geodata.wording import LANGUAGES

PAGE_PARAMS = ("map", "record", "theme", "lang", "tab", "basemap", "data")
CACHE_CONTROL = "private, max-age=0, must-revalidate"


def read_query(args, records, more: tuple[str, ...] = ()) -> tuple[FilterSpec, str]:
    """The filter and the language that an address's parameters (a MultiDict) ask for.

    `more` names parameters that the caller reads itself. Raises QueryError with a sentence for each
    parameter that is unknown, repeated or malformed.
    """
    known = (*FILTER, *PAGE_PARAMS, *more)
    problems = [f"{_shorten(name)}: no such parameter; there are {', '.join(known)}."
                for name in args if name not in known]
    problems += [f"{name}: stands there {len(values)} times; join several values with commas."
                 for name, values in args.lists() if name in known and len(values) > 1]
    language = args.get("lang") or LANGUAGES[0]
    if language not in LANGUAGES:
        problems.append(f"lang={_shorten(language)}: expected one of {', '.join(LANGUAGES)}.")
    spec, found = FilterSpec.from_query(args, records)
    if problems + found:
        raise QueryError(problems + found)
    return spec, language


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


def _shorten(text, most=40):
    return text if len(text) <= most else text[: most - 1] + "…"
