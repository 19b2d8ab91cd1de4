"""What the unit tests of the exports share: two small catalogues, and choosing from them."""

from datetime import date
from pathlib import Path

import pytest

from geodata.export.selection import select_records
from geodata.filters import FilterSpec
from geodata.repository import Repository
from geodata.sentences import Names

DATA = Path(__file__).parents[1] / "data"
EXPORT_DAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def catalogues():
    """Six ordinary records, and one in which every text is hostile."""
    return {name: Repository(DATA / f"{name}_catalogue") for name in ("small", "hostile")}


@pytest.fixture
def choose(catalogues):
    """A function: filter as in an address -> the Selection that an export is made of."""
    def choose_records(what="atlas", language="en", catalogue="small", **query):
        repository = catalogues[catalogue]
        spec, problems = FilterSpec.from_query(query, repository.records)
        assert problems == []
        return select_records(repository, spec, what, language=language, base_url="https://atlas.example",
                              made_on=EXPORT_DAY, names=Names(lambda s: repository.organisation_name(s, language)))
    return choose_records
