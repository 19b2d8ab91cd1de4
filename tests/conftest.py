"""What tests of the whole app share: the real catalogue, and the app over it, made once a session."""

import pytest

from dashboard.factory import create_app
from dashboard.settings import Settings
from geodata.filters import FilterSpec, apply_filter
from geodata.repository import Repository

pytest.register_assert_rewrite("tests.app.asking", "tests.browser.driver")


@pytest.fixture(scope="session")
def atlas_repository():
    """The catalogue that is in the repository."""
    return Repository()


@pytest.fixture(scope="session")
def atlas_client(atlas_repository, tmp_path_factory):
    """Flask's test client of the whole app over the real catalogue."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"))
    return create_app(atlas_repository, settings).server.test_client()


@pytest.fixture(scope="session")
def count(atlas_repository):
    """A function: filter as in an address -> how many records of the catalogue it leaves."""
    def count_records(**query):
        spec, problems = FilterSpec.from_query(query, atlas_repository.records)
        assert problems == []
        return int(apply_filter(atlas_repository.records, spec).sum())
    return count_records
