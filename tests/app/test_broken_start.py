"""`python app.py` with something wrong: exit code 1, every problem named, and no traceback."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "data" / "small_catalogue"


def start(**environ):
    """Run `python app.py` with these settings until it stops by itself."""
    return subprocess.run([sys.executable, "app.py"], cwd=ROOT, env=os.environ | environ, text=True,
                          encoding="utf-8", capture_output=True, timeout=60)


def assert_refused(run, *sentences):
    assert run.returncode == 1
    assert "Traceback" not in run.stderr and run.stdout == ""
    for sentence in sentences:
        assert sentence in run.stderr, run.stderr


@pytest.fixture
def catalogue(tmp_path):
    return Path(shutil.copytree(SMALL, tmp_path / "catalogue"))


def edit(path, **properties):
    feature = json.loads(path.read_text("utf-8"))
    feature["properties"] |= properties
    path.write_text(json.dumps(feature, ensure_ascii=False), "utf-8")


def test_every_problem_of_a_catalogue_is_named(catalogue):
    edit(catalogue / "sites" / "khorgos-dry-port.geojson", status="Opertaing", year_agreed=2020, year_completed=2015)
    edit(catalogue / "routes" / "osh-sarytash-road.geojson", countries=["KGZ", "XXX"])
    (catalogue / "sites" / "turgusun-1-hydropower.geojson").write_text('{"type": "Feature", ', "utf-8")
    (catalogue / "pipelines" / "central-asia-china-line-a.geojson").write_bytes(b"\xff\xfe\x00")
    assert_refused(
        start(ATLAS_CATALOGUE_DIR=str(catalogue), ATLAS_PORT="0"),
        "sites/khorgos-dry-port.geojson: status: unknown code 'Opertaing'",
        "sites/khorgos-dry-port.geojson: year_completed: 2015 lies before year_agreed 2020.",
        "routes/osh-sarytash-road.geojson: countries: unknown code 'XXX'",
        "sites/turgusun-1-hydropower.geojson: cannot be read as UTF-8 JSON",
        "pipelines/central-asia-china-line-a.geojson: cannot be read as UTF-8 JSON")


def test_no_catalogue_at_all(tmp_path):
    assert_refused(start(ATLAS_CATALOGUE_DIR=str(tmp_path / "nowhere"), ATLAS_PORT="0"), "no records found")


def test_every_bad_setting_is_named():
    assert_refused(start(ATLAS_PORT="eighty", ATLAS_THREADS="0", ATLAS_LOG_FORMAT="xml"),
                   "ATLAS_PORT", "ATLAS_THREADS", "ATLAS_LOG_FORMAT", "text, json")


def test_a_port_out_of_range():
    assert_refused(start(ATLAS_PORT="70000"), "ATLAS_PORT", "0 to 65535")


def test_a_port_that_is_taken(catalogue):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = start(ATLAS_CATALOGUE_DIR=str(catalogue), ATLAS_PORT=str(port))
    assert_refused(run, f"Cannot listen on 127.0.0.1:{port}", "Set ATLAS_HOST or ATLAS_PORT to another address.")
