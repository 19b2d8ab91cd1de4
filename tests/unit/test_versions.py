"""Comparing versions of the catalogue, releasing one, and starting a new record."""

import json
import shutil
from datetime import date

import pytest

from geodata.__main__ import main
from geodata.changes import compare_versions
from geodata.errors import GeodataError
from geodata.loading import CATALOGUE_DIR, load_catalogue
from geodata.releases import changes_since, hash_records, make_release
from geodata.skeleton import make_skeleton, slug_of, write_skeleton
from geodata.validation import find_problems
from geodata.writing import format_feature


@pytest.fixture
def two_versions(write_catalogue, tmp_path):
    old = write_catalogue(*[{"id": "stays"}, {"id": "goes"}, {"id": "changes", "status": "proposed"}])
    new = tmp_path / "new"
    shutil.copytree(old, new)
    (new / "sites" / "goes.geojson").unlink()
    path = new / "sites" / "changes.geojson"
    feature = json.loads(path.read_text("utf-8"))
    feature["properties"] |= {"status": "operational", "year_completed": 2024}
    path.write_text(format_feature(feature), "utf-8")
    feature["id"] = "comes"
    (new / "sites" / "comes.geojson").write_text(format_feature(feature), "utf-8")
    return old, new


def test_every_change_is_named_by_record_and_field(two_versions):
    assert [str(change) for change in compare_versions(*two_versions)] == [
        "goes: removed", "comes: added", "changes: status: proposed -> operational",
        "changes: year_completed: not known -> 2024"]


def test_a_version_is_the_same_as_itself(two_versions):
    assert compare_versions(two_versions[0], two_versions[0]) == []


@pytest.mark.parametrize("version", ["no-such-thing", "--output=x"])
def test_an_unknown_version_is_refused_in_words(version):
    with pytest.raises(GeodataError, match="neither a catalogue folder nor a Git revision"):
        compare_versions(version, CATALOGUE_DIR)


def test_a_release_is_remembered_and_compared(two_versions):
    old, new = two_versions
    version = make_release(date(2026, 11, 21), old)
    assert version.startswith("2026-11-21-")
    shutil.copy(old / "releases.json", new / "releases.json")
    difference = changes_since(version, new)
    assert (difference.added, difference.changed, difference.removed) == (("comes",), ("changes",), ("goes",))
    assert changes_since("2020-01-01-00000000", new) is None


def test_releasing_does_not_change_the_content_hash(two_versions):
    old, _ = two_versions
    version = make_release(date(2026, 11, 21), old)
    assert make_release(date(2026, 11, 21), old) == version
    assert len(hash_records(old)) == 3


@pytest.mark.parametrize("layer", ["sites", "routes", "pipelines", "powerlines"])
def test_a_skeleton_is_valid_as_it_stands(write_catalogue, layer):
    folder = write_catalogue(*[{"id": "other"}])
    (folder / layer).mkdir(exist_ok=True)
    write_skeleton(layer, "Ünlü Plant No. 1", folder)
    assert find_problems(load_catalogue(folder)) == []
    assert (folder / layer / "unlu-plant-no-1.geojson").is_file()


def test_a_taken_id_is_refused(write_catalogue):
    folder = write_catalogue(*[{"id": "other"}])
    with pytest.raises(GeodataError, match="is taken by"):
        write_skeleton("sites", "Other", folder)


def test_a_name_without_latin_letters_gives_no_id():
    with pytest.raises(GeodataError, match="English name"):
        slug_of("霍尔果斯")
    assert make_skeleton("sites", "A b")["id"] == "a-b"


def test_the_command_line_compares_and_starts(two_versions, capsys):
    old, new = map(str, two_versions)
    assert main(["diff", old, new]) == 0
    assert "3 records differ (4 changes)." in capsys.readouterr().out
    assert main(["new", "site", "Fresh Mine", "--folder", new]) == 0
    assert "fresh-mine.geojson is ready" in capsys.readouterr().out
    assert main(["diff", "nowhere", new]) == 1
