"""What an address asks of a printed map besides the records: paper, orientation, view, theme, chosen record.

Reads strictly, like every download: an unknown value is an error in plain words, never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.style import THEMES
from geodata.errors import QueryError
from geodata.query_problems import query_problem

PARAMS = ("paper", "orientation")
PAPERS_MM = {"a4": (297, 210), "a3": (420, 297)}
ORIENTATIONS = ("landscape", "portrait")
_MAP = re.compile(r"(\d{1,2}(?:\.\d+)?)/(-?\d{1,2}(?:\.\d+)?)/(-?\d{1,3}(?:\.\d+)?)")
_MAX_ZOOM, _MAX_LATITUDE = 16, 85


@dataclass(frozen=True)
class PrintOptions:
    """One printed map. `view` is (zoom, latitude, longitude), or None to fit what is shown.

    `asked_language`: what the address asks for, whether or not its letters can be set here.
    """

    paper: str = "a4"
    orientation: str = "landscape"
    view: tuple[float, float, float] | None = None
    view_text: str = ""
    theme: str = "light"
    record: str = ""
    asked_language: str = ""

    @property
    def size_mm(self) -> tuple[int, int]:
        """Width and height of the sheet in millimetres."""
        size = PAPERS_MM[self.paper]
        return size if self.orientation == "landscape" else size[::-1]


def read_options(args, records) -> dict[str, PrintOptions]:
    """The options in an address's parameters, as the keyword argument of a writer.

    Raises QueryError with a sentence for each value that is not understood.
    """
    problems = []
    view_text = args.get("map", "")
    view = _read_view(view_text, problems)
    record = args.get("record", "")
    if record and record not in records:
        problems.append(query_problem("unknown_record", "record", record))
    options = PrintOptions(
        _one_of("paper", PAPERS_MM, args, problems), _one_of("orientation", ORIENTATIONS, args, problems),
        view, view_text if view else "", _one_of("theme", THEMES, args, problems), record, args.get("lang", ""))
    if problems:
        raise QueryError(problems)
    return {"options": options}


def _one_of(name, values, args, problems):
    value = args.get(name) or next(iter(values))
    if value not in values:
        problems.append(query_problem("one_of", name, value, choices=", ".join(values)))
    return value


def _read_view(text, problems):
    if not text:
        return None
    match = _MAP.fullmatch(text)
    zoom, latitude, longitude = map(float, match.groups()) if match else (99, 99, 999)
    if zoom > _MAX_ZOOM or abs(latitude) > _MAX_LATITUDE or abs(longitude) > 180:
        problems.append(query_problem("map_view", "map", text, zoom=_MAX_ZOOM, latitude=_MAX_LATITUDE))
        return None
    return zoom, latitude, longitude
