"""The data dictionary, made from `columns.py` and `codes.py` so that it cannot be out of date."""

from geodata.codes import CODE_LISTS
from geodata.columns import COLUMNS, SOURCE_FIELDS
from geodata.dollars import DEFLATOR_FIELDS

_SOURCE_HELP = {
    "title": "Title of the page or a short description of it.", "publisher": "Who published it.",
    "url": "Address; missing where it is withheld.", "date": "Date of publication; a bare year may be an estimate.",
    "supports": "What the source is used for.",
    "link_withheld": "true where the page read was a copy of doubtful reputation: the publisher is named, not linked.",
}


def data_dictionary() -> str:
    """Every column, source field and code with its meaning, as Markdown."""
    return "\n".join([
        "# Data dictionary", "",
        "One record is one GeoJSON Feature in `geodata/catalogue/<layer>/<id>.geojson`. "
        "Columns marked *derived* are computed when the catalogue is loaded and stand in no file. "
        "A value that is missing is not known; nothing is guessed.", "",
        "| column | type | unit | label (ru, zh) | meaning |", "|---|---|---|---|---|",
        *(_column_row(column) for column in COLUMNS), "",
        "## Fields of a source", "", "| field | meaning |", "|---|---|",
        *(f"| `{name}` | {_SOURCE_HELP[name]} |" for name in SOURCE_FIELDS), "",
        "## Parties", "",
        "`chinese_parties`, `local_partners` and `financiers` are lists of `{\"id\": ..., \"note\": ...}`: the "
        "organisation's id in `organisations.json`, and what the source says beyond the name (a subsidiary, a "
        "share). `id` is null for a party that no source names.", "",
        "## Deflator", "",
        "`deflator.json` is the yearly price index that turns nominal into constant dollars. A catalogue may do "
        "without one.", "", "| field | meaning |", "|---|---|",
        *(f"| `{name}` | {text} |" for name, text in DEFLATOR_FIELDS.items()), "",
        *(line for name in CODE_LISTS if name != "country" for line in _code_table(name)),
        "## country", "", "ISO 3166-1 alpha-3, with the names of the Unicode CLDR in each language.", "",
        "Made by `python -m geodata dictionary > docs/data-dictionary.md`; a test keeps it true.", ""])


def _column_row(column):
    kind = f"{column.type}: `{column.codes}`" if column.codes else column.type
    labels = f"{column.label['en']} ({column.label['ru']}, {column.label['zh']})"
    derived = " *Derived.*" if column.derived else ""
    return f"| `{column.name}` | {kind} | {column.unit or ''} | {labels} | {column.help}{derived} |"


def _code_table(name):
    yield from (f"## {name}", "", "| code | English | Russian | Chinese |", "|---|---|---|---|")
    for code, entry in CODE_LISTS[name].items():
        yield f"| `{code}` | {entry.labels['en']} | {entry.labels['ru']} | {entry.labels['zh']} |"
    yield ""
