"""What the catalogue has of the records in a file, and how an export would have said it.

A cell that says what the catalogue's own export says is left as the catalogue has it: that is how sources, notes and
characters that a format cannot carry come back whole.
"""

from __future__ import annotations

from geodata.cleaning import clean_records
from geodata.codes import code_list
from geodata.columns import CODE
from geodata.export.table import CODES_AS_NAMES, clean_text
from geodata.importers.sheet import LABEL_OF, Sheet
from geodata.importers.texts import trim_all
from geodata.loading import RawCatalogue
from geodata.sentences import Names
from geodata.wording import LANGUAGES

_ENOUGH = 200  # rows that the language of a file is told from
_NEAR = 0.15  # of a derived number: what rounding twice may change


class Known:
    """The catalogue's rows of the ids in a sheet, the cells an export has of them, and the words it uses."""

    def __init__(self, catalogue: RawCatalogue, sheet: Sheet):
        self.catalogue = catalogue
        ids = {trim_all(row.cells["id"]) for row in sheet.rows if isinstance(row.cells.get("id"), str)}
        gdf = catalogue.gdf[catalogue.gdf["id"].isin(ids)]
        self.rows = {row["id"]: row for row in gdf.to_dict("records")}
        self.language = _language(sheet)
        self.names = CODES_AS_NAMES if _names_are_ids(sheet) else Names(
            lambda slug: self._organisation(slug, self.language))
        self._cells_of = sheet.form.cells_of
        self.cells = self.cells_of(gdf)

    def cells_of(self, gdf) -> dict[str, dict]:
        """The cells that an export of raw rows that nothing is wrong with has, by id."""
        return self._cells_of(clean_records(gdf), self.language, self.names)

    def spoken(self, slug: str) -> list[str]:
        """The names an organisation may have in a file: that of the file's language first."""
        names = [self.names.party(slug), *(self._organisation(slug, language) for language in LANGUAGES), slug]
        return list(dict.fromkeys(map(clean_text, names)))

    def _organisation(self, slug, language):
        entry = self.catalogue.organisations.get(slug, {})
        return entry.get(f"name_{language}") or entry.get("name") or slug


def is_same(cell, other) -> bool:
    """Whether two cells say the same; line ends do not count, and the type does."""
    if isinstance(cell, str) and isinstance(other, str):
        return cell == other or cell.replace("\r\n", "\n") == other.replace("\r\n", "\n")
    return cell == other and isinstance(cell, bool) == isinstance(other, bool)


def is_empty(cell) -> bool:
    """Whether a cell says nothing."""
    return cell is None or cell == [] or (isinstance(cell, str) and not cell.strip())


def is_near(cell, other) -> bool:
    """Whether two cells say the same, numbers as near as rounding leaves them."""
    try:
        return is_same(cell, other) or abs(float(cell) - float(other)) < _NEAR
    except (TypeError, ValueError, OverflowError):
        return False


def _language(sheet):
    """The language of the labels: what the file says, else the one that fits most of them."""
    if sheet.facts.get("language") in LANGUAGES:
        return sheet.facts["language"]
    codes = {label: column for label, column in LABEL_OF.items() if column.type == CODE}
    fits = {language: sum(_is_label(row.cells, label, column, language) for row in sheet.rows[:_ENOUGH]
                          for label, column in codes.items()) for language in LANGUAGES}
    return max(fits, key=fits.get)


def _is_label(cells, label, column, language):
    code = cells.get(column.name)
    return isinstance(code, str) and code != "" and code_list(column.codes).label(code, language) == cells.get(label)


def _names_are_ids(sheet):
    """Whether organisations are named by their ids, as an export does that was given no names."""
    return any(not is_empty(row.cells.get("parties")) and row.cells["parties"] == row.cells.get("parties_label")
               for row in sheet.rows)
