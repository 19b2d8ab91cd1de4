"""What a file holds before anything is made of it: rows of cells, and the facts about its origin.

The files are hostile until shown otherwise: sizes are bounded and bytes must be UTF-8.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from geodata.columns import COLUMNS
from geodata.errors import DataFileError
from geodata.export.provenance import LABELS
from geodata.export.table import clean_text
from geodata.loading import Problem

MAX_BYTES = 64_000_000
MAX_RECORDS = 20_000
LABEL_OF = {f"{column.name}_label": column for column in COLUMNS if column.codes}
DERIVED = tuple(column.name for column in COLUMNS if column.derived and column.name != "layer")
_NO_TEXT = {b"PK\x03\x04": "a ZIP archive or an Excel workbook", b"\xff\xfe": "UTF-16 text", b"\xfe\xff": "UTF-16 text",
            b"\x1f\x8b": "a gzip archive", b"%PDF": "a PDF", b"PAR1": "a Parquet file"}


class WrongValueError(ValueError):
    """A cell that cannot be read; the text says what was found and what was expected."""


@dataclass(frozen=True)
class Row:
    """One record as the file has it: where it stands (`row 17`) and its cells by column."""

    place: str
    cells: dict


@dataclass(frozen=True)
class Form:
    """How one format says things.

    `cells_of(gdf, language, names)`: the cells an export of these records has, by id. `value_of(column, cell, base)`: a
    cell as the catalogue's files have it, `base` being the catalogue's own record or None. `names_of(cell, spoken)`:
    a cell of organisations' names as a list, `spoken` being the names that each may have. `shape_of(cells, old)`:
    the geometry, `old` being the cells an export of the catalogue's record has, or None. The last three raise
    WrongValueError.
    """

    name: str
    place_columns: tuple[str, ...]
    cells_of: Callable
    value_of: Callable
    names_of: Callable
    shape_of: Callable


@dataclass
class Sheet:
    """A file taken apart: its rows, its columns in their order, what it says of its origin, and what is wrong."""

    name: str
    form: Form
    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    facts: dict = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    def wrong(self, column: str, text: str, place: str = "") -> None:
        """Note a problem of the file, or of one place in it."""
        self.problems.append(Problem(f"{self.name}, {place}" if place else self.name, clean_text(column), text))

    def remark(self, column: str, text: str) -> None:
        """Note what is worth knowing and no problem."""
        self.remarks.append(Problem(self.name, clean_text(column), text))

    def check_count(self) -> None:
        """Raise DataFileError if the rows are too many to be read."""
        if len(self.rows) > MAX_RECORDS:
            refuse(self.name, f"holds {len(self.rows):,} records; expected {MAX_RECORDS:,} or fewer.")


def refuse(name: str, text: str, column: str = "") -> None:
    """Raise a DataFileError of one problem with the whole file."""
    raise DataFileError([Problem(name, column, text)])


def decode(data: bytes, name: str) -> str:
    """The file as text, without its byte order mark. Raises DataFileError."""
    if len(data) > MAX_BYTES:
        refuse(name, f"is larger than {MAX_BYTES // 1_000_000} MB.")
    for start, what in _NO_TEXT.items():
        if data.startswith(start):
            refuse(name, f"is {what}; expected the atlas's GeoJSON or CSV (in a spreadsheet: save as CSV UTF-8).")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(name, f"is not UTF-8 (byte {error.start}); in a spreadsheet, save it as CSV UTF-8.")


def known_facts(pairs) -> dict:
    """Of keys and values, those that an export's provenance has; counts as numbers where they are such."""
    facts = {key: value for key, value in pairs if key in LABELS and isinstance(value, str | int)}
    return {key: int(value) if key in ("records", "left_out") and str(value).isdecimal() and len(str(value)) < 10
            else clean_text(value) if isinstance(value, str) else value for key, value in facts.items()}
