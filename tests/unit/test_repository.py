"""Where the dashboard asks for data."""

import pytest

from geodata.errors import DataFileError, UnknownRecordError
from geodata.repository import Repository
from geodata.summaries import FIRST_YEAR

DAM = {"id": "dam", "year_agreed": 2010, "year_completed": 2031}
ROAD = {"id": "road", "at": [(70.0, 42.0), (72.0, 42.0)], "kind": "road"}
ORGANISATIONS = {"cnpc": {"name": "China National Petroleum Corporation", "name_ru": "КННК", "name_zh": None}}


@pytest.fixture(scope="module")
def repository(make_repository):
    return make_repository(DAM, ROAD, organisations=ORGANISATIONS, about={"released": "2026-11-21"})


def test_layers_and_records(repository):
    assert list(repository.layer("sites")["id"]) == ["dam"]
    assert list(repository.layer("powerlines")["id"]) == []
    assert repository.layer("routes").crs == "EPSG:4326"
    assert repository.record("road")["kind"] == "road"


def test_what_is_not_there_says_so(repository):
    with pytest.raises(KeyError, match="no layer 'towns'; there are sites, routes, pipelines, powerlines"):
        repository.layer("towns")
    with pytest.raises(UnknownRecordError):
        repository.record("nothing")


@pytest.mark.parametrize(("slug", "language", "name"), [
    ("cnpc", "en", "China National Petroleum Corporation"), ("cnpc", "ru", "КННК"),
    ("cnpc", "zh", "China National Petroleum Corporation"), ("nobody", "en", "nobody"),
])
def test_names_of_organisations(repository, slug, language, name):
    assert repository.organisation_name(slug, language) == name


def test_the_version_has_the_date_and_the_content(repository, make_repository):
    assert repository.data_version == f"2026-11-21-{repository.content_hash[:8]}"
    assert make_repository(DAM).data_version.startswith("undated-")
    assert make_repository(DAM).content_hash == make_repository(DAM).content_hash != repository.content_hash


def test_the_last_year_may_lie_ahead(repository, make_repository):
    assert repository.last_year == 2031
    assert make_repository(ROAD).last_year == FIRST_YEAR


def test_a_broken_catalogue_is_never_half_loaded(write_catalogue):
    with pytest.raises(DataFileError) as error:
        Repository(write_catalogue(DAM | {"status": "Opertaing"}, ROAD | {"jobs": "many"}))
    assert [problem.field for problem in error.value.problems] == ["jobs", "status"]
