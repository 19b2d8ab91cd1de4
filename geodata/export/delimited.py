"""Records as CSV for spreadsheets and scripts.

UTF-8 with a byte order mark, so that Excel reads every script; commas; CRLF (RFC 4180). Provenance
stands above the header in lines that begin with `# `. Read it with
`pandas.read_csv(path, comment="#")`: any cell that holds a `#` is quoted, so nothing is cut off.
Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
"""

from __future__ import annotations

import io
import re

from geodata.codes import LAYERS
from geodata.export.provenance import Provenance
from geodata.export.table import (
    CODES_AS_NAMES,
    Table,
    beside,
    clean_text,
    flatten,
    layers_of,
    neutralise,
    place_columns,
    slices,
)
from geodata.sentences import Names

_NEEDS_QUOTES = re.compile('[",#;\r\n]|^ | $')
_FORMULA_AFTER_SEPARATOR = re.compile("([,;][ ]*)([=+@＝＋－＠-])")


def write_csv(gdf, provenance: Provenance, names: Names = CODES_AS_NAMES, look=None) -> bytes:
    """The records as one CSV table below their provenance; no records leave the header."""
    return _write(gdf, provenance, names, "".join(_comment(*item) + "\r\n" for item in provenance.items()))


def write_plain_csv(gdf, provenance: Provenance, names: Names = CODES_AS_NAMES, look=None) -> bytes:
    """The same without the provenance, for archives that have it in a file of its own."""
    return _write(gdf, provenance, names, "")


def _write(gdf, provenance, names, head):
    file = io.BytesIO()
    for part in slices(gdf):
        text = csv_text(csv_table(part, provenance, names), with_header=not file.tell())
        file.write(text.encode() if file.tell() else (head + text).encode("utf-8-sig"))
    return file.getvalue()


def csv_table(gdf, provenance: Provenance, names: Names = CODES_AS_NAMES) -> Table:
    """The columns of a CSV of the records: everything flat, then the place."""
    return record_table(gdf, provenance.language, names, layers_of(provenance.what))


def record_table(gdf, language: str, names: Names = CODES_AS_NAMES, layers=LAYERS) -> Table:
    """The same for a language and layers."""
    return beside(flatten(gdf, language, layers, names), place_columns(gdf))


def csv_text(table: Table, with_header: bool = True) -> str:
    """A table as CSV with its header, neutralised, without provenance."""
    header = [",".join(field.name for field in table.fields)] if with_header else []
    cells = zip(*map(_cells, table.columns), strict=True)
    return "\r\n".join([*header, *map(",".join, cells), ""])


def _cells(values):
    """A column as the cells of a CSV; what stands there often, such as a code, is looked at once."""
    known = {}
    for value in values:
        key = (value.__class__, value)  # true is no 1
        if key not in known:
            known[key] = _cell(value)
        yield known[key]


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    text = neutralise(value)
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def _comment(key, value):
    """One line that starts no quoted field and no formula, even where a reader splits it at commas."""
    text = " ".join(clean_text(str(value)).split()).replace('"', "'")
    if key in ("query", "permalink"):
        return f"# {key}: " + text.replace(",", "%2C").replace(";", "%3B")
    return f"# {key}: " + _FORMULA_AFTER_SEPARATOR.sub(r"\1'\2", text)
