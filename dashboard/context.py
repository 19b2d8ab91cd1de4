"""What layout, views and callbacks need to know about the data and the language, in one small value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dashboard.texts import DEFAULT_LANGUAGE, LANGUAGE_NAMES, texts_for
from geodata.columns import column_label
from geodata.loading import BASEMAP_DIR, files_version
from geodata.sentences import Names


@dataclass(frozen=True)
class PageContext:
    """The data (a Repository) seen in one language; `pinned`: the data version that a link was made for."""

    repository: object
    language: str = DEFAULT_LANGUAGE
    pinned: str | None = None

    @property
    def records(self):
        """All records, ready to be filtered."""
        return self.repository.records

    @property
    def texts(self) -> dict[str, str]:
        """The page's sentences in the language."""
        return texts_for(self.language)

    @property
    def data_version(self) -> str:
        """The version of the data, for addresses that may be cached for ever."""
        return self.repository.data_version

    @cached_property
    def basemap_version(self) -> str:
        """The version of the basemap's files, likewise."""
        return files_version(BASEMAP_DIR)

    @property
    def last_year(self) -> int:
        """The last year of the time line."""
        return self.repository.last_year

    @cached_property
    def sector_of(self) -> dict[str, str]:
        """The sector that each sub-sector in the data belongs to."""
        gdf = self.records.gdf
        return dict(zip(gdf["subsector"].astype("str"), gdf["sector"].astype("str"), strict=True))

    def column_label(self, name: str) -> str:
        """A column's label in the language."""
        return column_label(name, self.language)

    def organisation_name(self, slug: str) -> str:
        """An organisation's name in the language."""
        return self.repository.organisation_name(slug, self.language)

    def record_name(self, record_id: str) -> str:
        """A record's name in the language; its id if there is no such record."""
        if record_id not in self.records:
            return record_id
        return name_in(self.records.row(record_id), self.language)

    @property
    def names(self) -> Names:
        """Words for organisations and records, for sentences."""
        return Names(party=self.organisation_name, record=self.record_name)


def name_in(row, language: str) -> str:
    """A record's name in a language, else in English."""
    name = row[f"name_{language}"] if language != "en" else None
    return name if isinstance(name, str) and name else row["name"]


def language_of(query_language: str | None, accepted) -> str:
    """The language asked for, else the best that the browser accepts (Werkzeug's header), else English."""
    if query_language in LANGUAGE_NAMES:
        return query_language
    return accepted.best_match(list(LANGUAGE_NAMES), default=DEFAULT_LANGUAGE) if accepted else DEFAULT_LANGUAGE
