"""`/export/<what>.<format>?...`: what the page shows, as a file. Same parameters as the page.

Names, bounds and sends; the files are made in `dashboard.making`. `/export/made/<token>` hands out what was
made in the background.
"""

from __future__ import annotations

from flask import Blueprint, Response, request, send_file

from dashboard.formats import FORMATS
from dashboard.made import find_file, made_folder, slots_folder
from dashboard.making import (
    WHATS,
    TooManyError,
    check_size,
    is_heavy,
    is_offered,
    make_file,
    name_of,
    read_order,
    today,
)
from dashboard.routes.queries import answer, base_url, entity_tag
from dashboard.slots import BusyError, take_slot
from geodata.errors import QueryError
from geodata.export.selection import query_string

RETRY_SECONDS = 5


def register(server, repository, settings, today=today) -> None:
    """Add the downloads to a Flask server. `today` gives the day that files are dated with."""
    blueprint = Blueprint("exports", __name__)

    @blueprint.get("/export/")
    @blueprint.get("/export/<path:name>")
    def download(name=""):
        what, _, suffix = name.partition(".")
        if not is_offered(what, suffix):
            return _plain(404, _not_found(what, suffix))
        try:
            order = read_order(what, suffix, request.args, repository)
            count = check_size(order, repository, settings.export_records)
        except QueryError as error:
            return _plain(400, "\n".join(error.say(request.args.get("lang", ""))))
        except TooManyError as error:
            return _plain(413, str(error))
        return _send(order, count, repository, settings, today())

    @blueprint.get("/export/made/<token>")
    def fetch(token):
        return _send_made(made_folder(settings), token)

    server.register_blueprint(blueprint)


def _send(order, count, repository, settings, day):
    url = base_url(settings)

    def write():
        return make_file(order, repository, url, day)

    def make():
        response = Response(_bounded(write, settings) if is_heavy(order, count) else write(),
                            content_type=order.format.media_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{name_of(order, day)}"'
        return response

    query = query_string(order.spec, order.language)
    try:
        return answer(entity_tag(repository.data_version, order.what, order.format.suffix, query, order.options, day,
                                 url), make)
    except BusyError:
        return _plain(429, order.texts["making_busy"], {"Retry-After": str(RETRY_SECONDS)})


def _bounded(write, settings):
    with take_slot(slots_folder(settings), settings.export_jobs):
        return write()


def _send_made(folder, token):
    file = find_file(folder, token)
    if file is None:
        return _plain(404, "There is no such file (any more): finished files wait for an hour.")
    format_ = FORMATS[max((suffix for suffix in FORMATS if file.name.endswith(f".{suffix}")), key=len)]
    response = send_file(file, mimetype=format_.media_type, as_attachment=True, download_name=file.name,
                         etag=False, max_age=0)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _not_found(what, suffix):
    if what not in WHATS:
        return f"There is no layer {what[:40]!r}. There are {', '.join(WHATS)}; for example /export/atlas.csv."
    return f"There is no format {suffix[:40]!r}. There are {', '.join(FORMATS)}; for example /export/{what}.csv."


def _plain(status, text, headers=None):
    return Response(text + "\n", status=status, headers=headers, content_type="text/plain; charset=utf-8")
