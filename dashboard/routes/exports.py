"""`/export/<what>.<format>?...`: what the page shows, as a file. Same parameters as the page.

Chooses and names; the files are made in `geodata.export`.
"""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, request

from dashboard.context import PageContext
from dashboard.routes.queries import answer, base_url, entity_tag, read_query
from dashboard.style import LINE_LOOKS, SECTOR_COLOURS
from geodata.codes import LAYERS
from geodata.errors import QueryError
from geodata.export import EXPORTS
from geodata.export.look import Look
from geodata.export.selection import file_name, query_string, select_records

WHATS = ("atlas", *LAYERS)
LOOK = Look(sectors=SECTOR_COLOURS["light"], lines={kind: line.light for kind, line in LINE_LOOKS.items()},
            widths={kind: line.weight for kind, line in LINE_LOOKS.items()})


def register(server, repository, settings, more_formats=None, today=lambda: datetime.now(UTC).date()) -> None:
    """Add the downloads to a Flask server.

    `more_formats`: formats made outside `geodata.export`, by suffix, with the same kind of `write`.
    `today` gives the day that files are dated with.
    """
    formats = EXPORTS | (more_formats or {})
    blueprint = Blueprint("exports", __name__)

    @blueprint.get("/export/")
    @blueprint.get("/export/<path:name>")
    def download(name=""):
        what, _, suffix = name.partition(".")
        if what not in WHATS or suffix not in formats:
            return _plain(404, _not_found(what, suffix, formats))
        try:
            spec, language = read_query(request.args, repository.records)
        except QueryError as error:
            return _plain(400, "\n".join(error.problems))
        return _send(PageContext(repository, language), spec, what, formats[suffix], base_url(settings), today())

    server.register_blueprint(blueprint)


def _send(context, spec, what, format_, url, day):
    def make():
        chosen = select_records(context.repository, spec, what, language=context.language, names=context.names,
                                base_url=url, made_on=day, title=context.texts["title"])
        response = Response(format_.write(chosen.gdf, chosen.provenance, chosen.names, LOOK),
                            content_type=format_.media_type)
        name = file_name(spec, what, day, format_.suffix)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    query = query_string(spec, context.language)
    return answer(entity_tag(context.data_version, what, format_.suffix, query, day, url), make)


def _not_found(what, suffix, formats):
    if what not in WHATS:
        return f"There is no layer {what[:40]!r}. There are {', '.join(WHATS)}; for example /export/atlas.csv."
    return f"There is no format {suffix[:40]!r}. There are {', '.join(formats)}; for example /export/{what}.csv."


def _plain(status, text):
    return Response(text + "\n", status=status, content_type="text/plain; charset=utf-8")
