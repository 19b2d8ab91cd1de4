"""`python -m geodata`, through its `main`: what is printed, and the exit code."""

from datetime import date

import pytest

from geodata.__main__ import main
from geodata.export import export
from geodata.export.selection import select_records
from geodata.filters import FilterSpec
from geodata.repository import Repository

EXPORT_DAY = date(2026, 11, 21)
LINE = [(70.0, 45.0), (70.7, 45.0)]


def test_check_of_a_good_catalogue(write_catalogue, capsys):
    assert main(["check", "--folder", str(write_catalogue({"id": "dam", "at": (70.0, 45.0)}))]) == 0
    assert capsys.readouterr().out == "1 records, 0 organisations, 0 indicators: no problem found.\n"


def test_check_prints_every_problem_with_file_and_field(write_catalogue, capsys):
    folder = write_catalogue({"id": "dam", "at": (70.0, 45.0), "status": "Opertaing", "jobs": -1},
                             {"id": "far", "at": (0.0, 0.0)},
                             {"id": "road", "at": LINE, "financiers": [{"id": "nobody"}]})
    (folder / "sites/broken.geojson").write_text("{")
    assert main(["check", "--folder", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        ["sites/broken.geojson", "cannot be read as UTF-8 JSON (Expecting property name enclosed in double quotes"],
        ["routes/road.geojson", "financiers[0]"], ["sites/dam.geojson", "status"], ["sites/dam.geojson", "jobs"],
        ["sites/far.geojson", "geometry"], ["3 records, 0 organisations, 0 indicators", "5 problems."]]
    assert "unknown code 'Opertaing'" in lines[2]
    assert "0.000, 0.000 lies more than 25 km outside KAZ." in lines[4]


def test_check_prints_remarks_when_asked(write_catalogue, capsys):
    folder = str(write_catalogue({"id": "karakoram-highway", "at": LINE, "length_km": 900}))
    assert main(["check", "--folder", folder]) == 0
    assert "remark" not in capsys.readouterr().out
    assert main(["check", "--folder", folder, "--remarks"]) == 0
    out = capsys.readouterr().out
    assert "remark: routes/karakoram-highway.geojson: length_km: drawn 55 km, stated 900 km" in out
    assert "Allowed: mountain road" in out


def test_stats_counts_by_layer_and_status(write_catalogue, capsys):
    folder = write_catalogue({"id": "dam", "year_agreed": 2010}, {"id": "road", "at": LINE, "status": "proposed"})
    assert main(["stats", "--folder", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "layer: sites 1, routes 1, pipelines 0, powerlines 0\nstatus: proposed 1, agreed 0, " in out
    assert "year_agreed: known for 50%" in out


@pytest.mark.parametrize("command", ["check", "stats"])
def test_a_folder_without_a_catalogue_is_said(tmp_path, capsys, command):
    assert main([command, "--folder", str(tmp_path / "nowhere")]) == 1
    assert "no records found; expected folders sites, routes, pipelines, powerlines." in capsys.readouterr().out


def test_stats_of_a_broken_catalogue_says_what_is_wrong(write_catalogue, capsys):
    assert main(["stats", "--folder", str(write_catalogue({"id": "dam", "status": "Opertaing"}))]) == 1
    assert capsys.readouterr().out.startswith("sites/dam.geojson: status: unknown code 'Opertaing'.")


def test_dictionary_is_markdown(capsys):
    assert main(["dictionary"]) == 0
    assert capsys.readouterr().out.startswith("# Data dictionary\n")


@pytest.mark.parametrize("arguments", [[], ["polish"], ["check", "--colour"]])
def test_a_command_that_is_none_explains_itself(capsys, arguments):
    with pytest.raises(SystemExit) as error:
        main(arguments)
    assert error.value.code == 2
    assert "usage: python -m geodata" in capsys.readouterr().err


def export_file(folder, tmp_path, suffix="csv", edit=lambda text: text):
    """Write what an export of a catalogue holds, edited, into a file."""
    repository = Repository(folder)
    chosen = select_records(repository, FilterSpec(), "atlas", base_url="https://atlas.example", made_on=EXPORT_DAY)
    path = tmp_path / f"edited.{suffix}"
    path.write_bytes(edit(export(chosen.gdf, chosen.provenance, suffix).decode()).encode())
    return str(path)


def test_import_of_an_untouched_export_changes_nothing(write_catalogue, tmp_path, capsys):
    folder = write_catalogue({"id": "dam", "at": (70.0, 45.0)}, about={"released": "2026-11-21"})
    for suffix in ("csv", "geojson"):
        assert main(["import", export_file(folder, tmp_path, suffix), "--folder", str(folder)]) == 0
        first, second, last = capsys.readouterr().out.splitlines()
        assert first.startswith(f"edited.{suffix}: {'CSV' if suffix == 'csv' else 'GeoJSON'}, 1 records, data version ")
        assert second == "The records are as they were exported (their SHA-256 is the same)."
        assert last == "0 added, 0 changed, 1 the same. Nothing is written without --into FOLDER."


def test_import_prints_changes_and_writes_them_where_told(write_catalogue, tmp_path, capsys):
    folder = write_catalogue({"id": "dam", "at": (70.0, 45.0), "jobs": 12}, {"id": "mill", "at": (71.0, 45.0)})
    path = export_file(folder, tmp_path, edit=lambda text: text.replace(",12,", ",15,").replace("\nmill,", "\nweir,"))
    before = {file: file.read_bytes() for file in folder.rglob("*.*")}
    assert main(["import", path, "--folder", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "The records were edited since they were exported (their SHA-256 is another).", "weir: added",
        "dam: jobs: 12 -> 15", "1 added, 1 changed, 0 the same. Nothing is written without --into FOLDER."]
    assert {file: file.read_bytes() for file in folder.rglob("*.*")} == before
    assert main(["import", path, "--folder", str(folder), "--into", str(folder)]) == 0
    assert capsys.readouterr().out.endswith(f"2 files written into {folder}.\n")
    assert main(["check", "--folder", str(folder)]) == 0
    assert main(["import", path, "--folder", str(folder)]) == 0
    assert "0 added, 0 changed, 2 the same." in capsys.readouterr().out
    assert (folder / "sites/mill.geojson").exists()


def test_import_of_a_file_with_a_problem_writes_nothing_of_it(write_catalogue, tmp_path, capsys):
    folder = write_catalogue({"id": "dam", "at": (70.0, 45.0)}, {"id": "mill", "at": (71.0, 45.0)})
    path = export_file(folder, tmp_path, edit=lambda text: text.replace("\nmill,", "\n../mill,"))
    assert main(["import", path, "--folder", str(folder), "--into", str(tmp_path / "new")]) == 1
    assert capsys.readouterr().out == (
        "edited.csv, row 16 (../mill): id: '../mill' is not lower-case words joined by hyphens.\n")
    assert not (tmp_path / "new").exists()


def test_import_of_no_file_is_said(write_catalogue, tmp_path, capsys):
    folder = write_catalogue({"id": "dam", "at": (70.0, 45.0)})
    assert main(["import", str(tmp_path / "none.csv"), "--folder", str(folder)]) == 1
    assert capsys.readouterr().out == "none.csv: cannot be read (No such file or directory).\n"
