"""Constant dollars: what money of one year is in dollars of another, by a yearly price index.

The index is the catalogue's `deflator.json`; a catalogue may have none, and then there are only nominal
dollars. A year for which the index has no value is never guessed: what was spent in it is not converted.
"""

from __future__ import annotations

from dataclasses import dataclass

DEFLATOR_FIELDS = {
    "name": "Name of the index in English; `name_ru` and `name_zh` where there are such names.",
    "name_ru": "The name in Russian.", "name_zh": "The name in Chinese.",
    "unit": "What the values are, in words.",
    "base_year": "The year in which the index is 100. Constant dollars are those of the newest year instead.",
    "values": "The index by year, every year from the first to the newest.",
    "sources": "The pages the values were read on and compared with, as for records.",
    "note": "How the values came here, and what they are good for.",
}


@dataclass(frozen=True, eq=False)
class Deflator:
    """A price index by year. `names` by language; `sources` as those of a record."""

    names: dict[str, str]
    values: dict[int, float]
    sources: tuple[dict, ...]

    @property
    def year(self) -> int:
        """The year whose dollars constant dollars are: the newest that the index has."""
        return max(self.values)

    def name(self, language: str) -> str:
        """What the index is called, in a language, else in English."""
        return self.names.get(language) or self.names["en"]

    def knows(self, year: int | None) -> bool:
        """Whether money of that year can be converted."""
        return year in self.values

    def convert(self, amount: float, year: int) -> float:
        """Nominal dollars of a year in dollars of `self.year`. Raises KeyError for a year without a value."""
        return amount * self.values[self.year] / self.values[year]


def read_deflator(entry: dict) -> Deflator | None:
    """The index that a validated `deflator.json` holds; None if it is empty."""
    if not entry:
        return None
    names = {"en": entry["name"]} | {language: entry[f"name_{language}"] for language in ("ru", "zh")
                                     if entry.get(f"name_{language}")}
    return Deflator(names, {int(year): float(value) for year, value in entry["values"].items()},
                    tuple(entry["sources"]))
