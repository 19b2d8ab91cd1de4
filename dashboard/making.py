"""From an address to a file: the same for a direct download and for one made in the background.

Knows nothing of Dash: `make_wanted` also runs in a process of its own, and is told plain data only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from werkzeug.datastructures import MultiDict

from dashboard.context import PageContext
from dashboard.formats import FORMATS, MANY, SLOW
from dashboard.made import keep_file, made_folder, slots_folder
from dashboard.settings import Settings
from dashboard.slots import BusyError, take_slot
from dashboard.strict import read_query
from dashboard.style import LINE_LOOKS, SECTOR_COLOURS
from dashboard.texts import texts_for
from geodata.codes import LAYERS
from geodata.errors import QueryError
from geodata.export import Format
from geodata.export.look import Look
from geodata.export.selection import file_name, narrow_to_layer, select_records
from geodata.filters import FilterSpec, apply_filter
from geodata.loading import CATALOGUE_DIR
from geodata.repository import Repository
from geodata.wording import format_number

WHATS = ("atlas", *LAYERS)
LOOK = Look(sectors=SECTOR_COLOURS["light"], lines={kind: line.light for kind, line in LINE_LOOKS.items()},
            widths={kind: line.weight for kind, line in LINE_LOOKS.items()})
STEPS = 4
_ORIGIN = re.compile(r"https?://[\w.:\[\]-]+", re.ASCII)


class TooManyError(ValueError):
    """More records than one file may hold; the sentence says how many."""


@dataclass(frozen=True)
class Order:
    """A file that can be made: which records, in which format and language, and what its writer is told besides."""

    what: str
    format: Format
    spec: FilterSpec
    language: str
    options: dict = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, str]:
        """The sentences in the order's language."""
        return texts_for(self.language)


def is_offered(what: str, suffix: str) -> bool:
    """Whether there is such a file."""
    return what in WHATS and suffix in FORMATS


def read_order(what: str, suffix: str, args: MultiDict, repository) -> Order:
    """What an address asks for. Raises QueryError with a sentence for every parameter that is wrong."""
    format_ = FORMATS[suffix]
    spec, language = read_query(args, repository.records, format_.params)
    return Order(what, format_, spec, format_.speaks(language), format_.read_options(args, repository.records))


def count_records(order: Order, repository) -> int:
    """How many records the file will hold."""
    keep = apply_filter(repository.records, narrow_to_layer(order.spec, order.what))
    if order.what != "atlas":
        keep = keep & (repository.records.gdf["layer"] == order.what).to_numpy()
    return int(keep.sum())


def check_size(order: Order, repository, most: int) -> int:
    """How many records the file will hold. Raises TooManyError if they are more than `most`, or than its format's."""
    count, most = count_records(order, repository), min(most, order.format.most or most)
    if count > most:
        raise TooManyError(order.texts["making_too_many"].format(
            n=format_number(count), most=format_number(most)))
    return count


def is_heavy(order: Order, count: int) -> bool:
    """Whether making the file may take over a second."""
    return order.format.suffix in SLOW or count > MANY


def make_file(order: Order, repository, base_url: str, day: date,
              tell: Callable[..., None] = lambda step, words, **_: None) -> bytes:
    """The file. `tell` hears of each step: its number of STEPS, and the key of its sentence with its values."""
    context = PageContext(repository, order.language)
    tell(2, "making_choosing")
    chosen = select_records(repository, order.spec, order.what, language=order.language, names=context.names,
                            base_url=base_url, made_on=day, title=context.texts["title"])
    tell(3, "making_writing", n=format_number(len(chosen.gdf)))
    return order.format.write(chosen.gdf, chosen.provenance, chosen.names, LOOK, **order.options)


def name_of(order: Order, day: date) -> str:
    """The file's name."""
    return file_name(order.spec, order.what, day, order.format.suffix)


def today() -> date:
    """The day that files are dated with, in UTC."""
    return datetime.now(UTC).date()


@lru_cache(maxsize=2)
def repository_of(folder: Path | None) -> Repository:
    """The catalogue of a folder, read once in each process."""
    return Repository(folder or CATALOGUE_DIR)


def make_wanted(tell_page: Callable[[tuple], None], wanted: dict) -> dict:
    """Make one file in the background: {"token", "name", "size"}, or {"problem": what to tell the reader}.

    `wanted` comes from the page: {"what", "suffix", "query", "origin", "id"}. `tell_page` hears
    (step, steps, sentence). Settings come from this process's environment. A problem is a sentence, or
    `busy` or `failed`, for which the page has its own.
    """
    settings = Settings.from_environment()
    try:
        with take_slot(slots_folder(settings), settings.export_jobs):
            return _make_and_keep(tell_page, wanted, settings)
    except BusyError:
        return {"problem": "busy", "id": wanted.get("id")}
    except QueryError as error:
        return {"problem": " ".join(error.say(_language(wanted))), "id": wanted.get("id")}
    except TooManyError as error:
        return {"problem": str(error), "id": wanted.get("id")}


def _make_and_keep(tell_page, wanted, settings):
    what, suffix, query = (wanted.get(name) for name in ("what", "suffix", "query"))
    if not is_offered(what, suffix) or not isinstance(query, dict):
        return {"problem": "failed", "id": wanted.get("id")}
    texts = texts_for(_language(wanted))

    def tell(step, words, **values):
        tell_page((str(step), str(STEPS), f"{suffix.upper()}: {texts[words].format(**values)}"))

    tell(1, "making_opening")
    repository = repository_of(settings.catalogue_dir)
    order = read_order(what, suffix, MultiDict({str(name): str(value) for name, value in query.items()}), repository)
    check_size(order, repository, settings.export_records)
    day = today()
    data = make_file(order, repository, settings.public_url or _origin(wanted), day, tell)
    size = format_number(max(len(data) / 1e6, 0.1), 1)
    tell(4, "making_packing", size=size)
    name = name_of(order, day)
    token = keep_file(made_folder(settings), name, data)
    return {"token": token, "name": name, "size": size, "id": wanted.get("id")}


def _language(wanted):
    """The language of what is wanted, as the page asked; anything else stands for English."""
    query = wanted.get("query")
    return str(query.get("lang", "")) if isinstance(query, dict) else ""


def _origin(wanted):
    """The page's address as its own browser knows it."""
    origin = wanted.get("origin")
    return origin if isinstance(origin, str) and _ORIGIN.fullmatch(origin) else "http://localhost"
