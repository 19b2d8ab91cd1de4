"""Every category list, written once: code, labels, order, and the misspellings met so far.

A value never seen before stops the load and names itself. Sectors are OECD DAC, sub-sectors OECD CRS
purposes, countries ISO 3166-1 alpha-3, precision the AidData/IATI classes. The long tables live in
`code_tables.py`; organisations in `catalogue/organisations.json`.
"""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale

from geodata import code_tables
from geodata.wording import LANGUAGES

LAYERS = ("sites", "routes", "pipelines", "powerlines")
# Codes that no record has yet, and why they stay.
UNUSED = {
    ("kind", "products_pipeline"): "imported sets have such lines, and the map has a look for them",
    ("sector", "410"): "part of the standard; the environment records are disaster prevention or waste",
    ("sector", "998"): "part of the standard, for what cannot be allocated",
    ("accuracy", "surveyed"): "the best of four classes; no line has been surveyed so far",
}
# Hosts of copies of other people's pages: their publisher is named, they are never linked.
WITHHELD_HOSTS = ("piglix.com", "szjzcy.com", "dvihdmi.cn", "51qubj.com", "qz86.com.cn", "dichtienghoa.com",
                  "legassets.com", "isrtechbd.com", "jintiankansha.me")
REGION = ("KAZ", "KGZ", "TJK", "TKM", "UZB")


@dataclass(frozen=True)
class Code:
    """One value of a list: its code, its label in each language, spellings that mean the same."""

    code: str
    labels: dict[str, str]
    spellings: tuple[str, ...] = ()


class CodeList(dict):
    """Code -> Code, in the order they are shown in."""

    def __init__(self, name: str, codes: list[Code]):
        super().__init__((code.code, code) for code in codes)
        self.name = name
        self._spellings = {_plain(s): code.code for code in codes for s in (code.code, *code.spellings)}

    def canonical(self, value: str | None) -> str | None:
        """The code that a spelling stands for; None for None. Raises KeyError for one never seen."""
        return None if value is None else self._spellings[_plain(value)]

    def knows(self, value: str) -> bool:
        """Whether a value is a code here or a known spelling of one."""
        return isinstance(value, str) and _plain(value) in self._spellings

    def label(self, code: str, language: str = "en") -> str:
        """The label of a code; the code itself if the list does not have it."""
        return self[code].labels[language] if code in self else code


def _plain(value):
    return " ".join(str(value).replace("_", " ").replace("-", " ").lower().split())


def _table(name):
    rows = getattr(code_tables, name.upper())
    return CodeList(name, [Code(code, dict(zip(LANGUAGES, labels, strict=True)), tuple(spellings))
                           for code, labels, *spellings in rows])


def _countries():
    territories = {language: Locale(language).territories for language in LANGUAGES}
    return CodeList("country", [
        Code(alpha3, {language: code_tables.COUNTRY_NAMES.get(language, {}).get(alpha3, names[alpha2])
                      for language, names in territories.items()}, (alpha2,))
        for alpha3, alpha2 in code_tables.COUNTRIES.items()])


CODE_LISTS = {name: _table(name) for name in (
    "layer", "kind", "sector", "subsector", "status", "precision", "accuracy", "confidence", "commodity", "unit",
    "collection")}
CODE_LISTS["country"] = _countries()


def code_list(name: str) -> CodeList:
    """The list of that name; raises KeyError with the names there are."""
    try:
        return CODE_LISTS[name]
    except KeyError:
        raise KeyError(f"no code list {name!r}; there are {', '.join(CODE_LISTS)}") from None


def code_label(name: str, code: str, language: str = "en") -> str:
    """The label of a code of a list in a language."""
    return code_list(name).label(code, language)
