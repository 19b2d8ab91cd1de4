"""What the unit tests share: hand-made records that go through the real loading, and two small catalogues."""

import json
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from geodata.codes import LAYERS
from geodata.export.selection import select_records
from geodata.filters import FilterSpec
from geodata.repository import Repository
from geodata.sentences import Names

# Random examples may take their time on a busy machine.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")

DATA = Path(__file__).parents[1] / "data"
EXPORT_DAY = date(2026, 11, 21)

# A record nothing is wrong with; a test says only what is different about its own.
ORDINARY = {
    "name": "A project", "kind": "power_plant", "sector": "230", "countries": ["KAZ"], "precision": "near",
    "status": "operational", "chinese_parties": [], "local_partners": [], "financiers": [], "summary": "It exists.",
    "confidence": "high", "in_brief": False,
    "sources": [{"title": "A page", "publisher": "A paper", "url": "https://paper.example/a", "date": "2024"}],
}


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


@pytest.fixture(scope="session")
def write_catalogue(tmp_path_factory):
    """A function: records as short dicts -> a catalogue folder with one file each.

    `at` is a (longitude, latitude) tuple for a site or a list of them for a line; `layer` is then routes
    unless given. Facts left out are those of an ordinary record; a fact that is ... is left out of the file.
    Lists (`organisations=`, `indicators=`, `about=`) are empty unless given.
    """
    numbers = count()

    def write(*records, **lists):
        folder = tmp_path_factory.mktemp(f"catalogue{next(numbers)}")
        for name, value in ({"organisations": {}, "indicators": [], "tour": [], "about": {}} | lists).items():
            (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
        for record in records:
            feature, layer = _feature(**record)
            assert layer in LAYERS
            (folder / layer).mkdir(exist_ok=True)
            (folder / layer / f"{feature['id']}.geojson").write_text(json.dumps(feature), encoding="utf-8")
        return folder
    return write


@pytest.fixture(scope="session")
def make_repository(write_catalogue):
    """A function: records as short dicts (see `write_catalogue`) -> a Repository of them, validated and clean."""
    return lambda *records, **lists: Repository(write_catalogue(*records, **lists))


@pytest.fixture(scope="session")
def make_records(make_repository):
    """A function: records as short dicts (see `write_catalogue`) -> clean Records, sorted by layer and id."""
    return lambda *records, **lists: make_repository(*records, **lists).records


def _feature(id, at=(70.0, 42.0), layer=None, **facts):
    is_site = isinstance(at, tuple)
    geometry = {"type": "Point" if is_site else "LineString", "coordinates": at}
    facts = {name: value for name, value in (ORDINARY | facts).items() if value is not ...}
    return ({"type": "Feature", "id": id, "geometry": geometry, "properties": facts},
            layer or ("sites" if is_site else "routes"))
